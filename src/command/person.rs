//! `person`: a life.

use clap::Args;

use crate::error::Result;
use crate::model::timeline::Timeline;
use crate::query::names;
use crate::report::person;

use super::filters::TellingArgs;
use super::takes::Takes;
use super::{Output, Settings};

/// Show one person: offices, events, company, and what each source makes of them
#[derive(Debug, Args)]
pub struct PersonArgs {
    /// The person's id, any spelling of the name, or a part that fits nobody else
    #[arg(value_name = "NAME", add = Takes::People)]
    name: String,

    #[command(flatten)]
    telling: TellingArgs,
}

/// Shows the person.
pub fn run(args: &PersonArgs, timeline: &Timeline, settings: &Settings) -> Result<Output> {
    let key = names::person(timeline, &args.name)?;
    let told_by = args.telling.resolve(timeline)?;
    let prose = || person::prose(timeline, key, told_by);
    settings.show_or_tell(&person::person(timeline, key, told_by), prose)
}
