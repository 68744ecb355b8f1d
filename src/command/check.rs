//! `check`: every problem in a dataset.

use std::path::PathBuf;

use clap::Args;

use crate::dataset::{self, provenance};
use crate::error::Result;
use crate::report::check;

use super::{Answer, Settings};

/// List every problem in a dataset
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The dataset, a file or a folder, instead of that of --data or the shipped one
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,

    /// Hold the dataset against the texts of its sources in the folder DIR as well
    #[arg(long, value_name = "DIR")]
    texts: Option<PathBuf>,
}

/// Checks the dataset. One with errors is an answer with exit status 1.
pub fn run(args: &CheckArgs, settings: &Settings) -> Result<Answer> {
    let (files, name) = settings.files(args.path.as_ref())?;
    let mut loaded = dataset::load(&files);
    let verified = match (&args.texts, &loaded.timeline) {
        (Some(texts), Some(_)) => {
            let verified = provenance::verify(&files, texts)?;
            loaded.problems.extend(verified.problems);
            Some(verified.locators)
        }
        _ => None,
    };
    let report = check::check(name, loaded.timeline.as_ref(), loaded.problems, verified);
    let mut answer = settings.answer(&report)?;
    answer.status = u8::from(!report.ok);
    Ok(answer)
}
