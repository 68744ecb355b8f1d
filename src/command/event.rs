//! `event`: one event in full.

use clap::Args;

use crate::error::Result;
use crate::model::timeline::Timeline;
use crate::query::names;
use crate::report::event;

use super::{Answer, Settings};

/// Show one event: each source's account, what led to it, what it led to
#[derive(Debug, Args)]
pub struct EventArgs {
    /// The event's id, or a part of its id or title that fits no other
    #[arg(value_name = "EVENT")]
    name: String,
}

/// Shows the event.
pub fn run(args: &EventArgs, timeline: &Timeline<'_>, settings: &Settings) -> Result<Answer> {
    let key = names::event(timeline, &args.name)?;
    settings.answer(&event::event(timeline, key))
}
