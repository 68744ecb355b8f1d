//! `init`: creates a small dataset to start from.

use std::path::PathBuf;

use clap::Args;
use itertools::Itertools;

use crate::dataset::import::slug;
use crate::dataset::sample;
use crate::error::Result;
use crate::report::new_timeline::Started;

use super::target::{check_new_folder, write_folder};
use super::{Output, Settings};

/// Create a small, complete timeline in a new folder, as a start for your own
#[derive(Debug, Args)]
#[command(after_help = "\
The folder must be new or empty. It gets two sources that disagree, three events, a topic, a \
README.md with a tour of ten minutes, and the schema for completion and validation in editors.")]
pub struct InitArgs {
    /// The folder
    #[arg(value_name = "DIR")]
    folder: PathBuf,

    /// What the timeline is called
    #[arg(long, value_name = "TEXT", default_value = "A timeline to begin with")]
    title: String,
}

/// Writes the folder, which must be new or empty.
pub fn run(args: &InitArgs, settings: &Settings) -> Result<Output> {
    let name = args.folder.file_name().unwrap_or_default();
    let id = slug(&name.to_string_lossy()).unwrap_or_else(|| "timeline".to_owned());
    let title = args.title.split_whitespace().join(" ");
    let files = sample::files(&id, &title);
    let report = Started {
        folder: args.folder.display().to_string(),
        files: files.iter().map(|(name, _)| name.clone()).collect(),
    };
    check_new_folder(&args.folder)?;
    let output = settings.show(&report)?;
    write_folder(&args.folder, &files)?;
    Ok(output)
}
