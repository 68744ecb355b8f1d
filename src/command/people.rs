//! `people`: who there is.

use clap::Args;

use crate::error::Result;
use crate::model::timeline::Timeline;
use crate::report::catalogue;

use super::{Answer, Settings};

/// List everybody who has a part in an event
#[derive(Debug, Args)]
pub struct PeopleArgs {}

/// Lists the people.
pub fn run(_: &PeopleArgs, timeline: &Timeline, settings: &Settings) -> Result<Answer> {
    let mut answer = settings.answer(&catalogue::people(timeline))?;
    if timeline.people.is_empty() {
        answer.remarks.push("the timeline names no people".into());
    }
    Ok(answer)
}
