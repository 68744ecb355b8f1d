//! `event`: one event in full.

use clap::Args;

use crate::error::{Error, Result};
use crate::model::timeline::Timeline;
use crate::query::names;
use crate::report::event;

use super::filters::TellingArgs;
use super::takes::Takes;
use super::{Output, Settings, TextsArgs};

/// Show one event: each source's account, what led to it, what it led to
#[derive(Debug, Args)]
pub struct EventArgs {
    /// The event's id, or a part of its id or title that fits no other
    #[arg(value_name = "EVENT", add = Takes::Events)]
    name: String,

    #[command(flatten)]
    telling: TellingArgs,

    #[command(flatten)]
    texts: TextsArgs,
}

/// Shows the event.
pub fn run(args: &EventArgs, timeline: &Timeline, settings: &Settings) -> Result<Output> {
    let key = names::event(timeline, &args.name)?;
    let told_by = args.telling.resolve(timeline)?;
    if let Some(source) = told_by
        && !timeline[key].is_told_by(source)
    {
        return Err(Error::NotTold {
            source: timeline[source].id.to_string(),
            event: timeline[key].id.to_string(),
        });
    }
    let prose = || event::prose(timeline, key, told_by);
    let report = event::event(timeline, key, told_by);
    settings.show_with_texts(&report, prose, &args.texts, timeline)
}
