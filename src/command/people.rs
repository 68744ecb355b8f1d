//! `people`: who there is.

use clap::Args;

use crate::error::Result;
use crate::model::timeline::Timeline;
use crate::report::person;

use super::{Output, Settings};

/// List everybody who has a part in an event
#[derive(Debug, Args)]
pub struct PeopleArgs {}

/// Lists the people.
pub fn run(_: &PeopleArgs, timeline: &Timeline, settings: &Settings) -> Result<Output> {
    let output = settings.show(&person::people(timeline))?;
    Ok(output.remark_if(timeline.people.is_empty(), || {
        "the timeline names no people".into()
    }))
}
