//! `check`: lists every problem in a dataset.

use std::path::PathBuf;

use clap::Args;
use strum::VariantArray;

use crate::dataset::problem::{self, Code, Severity};
use crate::dataset::{self, LoadOptions, provenance};
use crate::error::Result;
use crate::report::check::{self, CheckSelection};
use crate::shipped;

use super::{Output, Settings, one_of};

/// List every problem in a dataset
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The dataset, a file or a folder, instead of the one of --data or the shipped one
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,

    /// Also check the dataset against the texts of its sources in the folder DIR
    #[arg(long, value_name = "DIR")]
    texts: Option<PathBuf>,

    /// List only the problems of this check (see --list); errors of all still count
    #[arg(long, value_name = "CHECK", value_delimiter = ',')]
    #[arg(value_parser = one_of(Code::VARIANTS, Code::name), hide_possible_values = true)]
    only: Vec<Code>,

    /// Leave what this check finds out of the list; its errors still count
    #[arg(long, value_name = "CHECK", value_delimiter = ',')]
    #[arg(value_parser = one_of(Code::VARIANTS, Code::name), hide_possible_values = true)]
    except: Vec<Code>,

    /// Let warnings count like errors
    #[arg(long)]
    strict: bool,

    /// List the checks themselves, with what each finds
    #[arg(long, conflicts_with_all = ["path", "texts", "only", "except", "strict"])]
    list: bool,
}

/// Checks the dataset. The exit status is 1 if it has errors.
pub fn run(args: &CheckArgs, settings: &Settings) -> Result<Output> {
    if args.list {
        return settings.show(&check::all_checks());
    }
    let path = args.path.as_ref().or(settings.data.as_ref());
    let (files, name) = match path {
        Some(path) => (dataset::read(path)?, path.display().to_string()),
        None => (shipped::files(), "the shipped timeline".to_owned()),
    };
    let mut loaded = dataset::load_with(
        &files,
        &LoadOptions {
            advice: true,
            period: None,
            progress: &*settings.progress,
        },
    )?;
    let verified = match (&args.texts, &loaded.timeline) {
        (Some(texts), Some(_)) => {
            let verified = provenance::verify(&files, texts)?;
            let problems = loaded.problems.iter_mut();
            for problem in problems.filter(|problem| problem.code == Code::Unaccounted) {
                problem.severity = Severity::Error;
            }
            loaded.problems.extend(verified.problems);
            problem::sort_problems(&mut loaded.problems);
            Some(verified.locators)
        }
        _ => None,
    };
    let wanted = CheckSelection {
        only: args.only.clone(),
        except: args.except.clone(),
        strict: args.strict,
    };
    let timeline = loaded.timeline.as_ref();
    let report = check::check(name, timeline, loaded.problems, verified, &wanted);
    let mut output = settings.show(&report)?;
    output.status = u8::from(!report.ok);
    Ok(output)
}
