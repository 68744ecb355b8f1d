//! `why`: the chain of links to and from an event.

use clap::Args;

use crate::error::Result;
use crate::model::timeline::Timeline;
use crate::query::names;
use crate::report::chain;

use super::takes::Takes;
use super::{Output, Settings};

/// Show what led to an event and what it led to, each link with who asserts it
#[derive(Debug, Args)]
pub struct WhyArgs {
    /// The event's id, or a part of its id or title that fits no other
    #[arg(value_name = "EVENT", add = Takes::Events)]
    name: String,

    /// Follow at most N links in a row
    #[arg(long, value_name = "N")]
    depth: Option<usize>,
}

/// Follows the links.
pub fn run(args: &WhyArgs, timeline: &Timeline, settings: &Settings) -> Result<Output> {
    let key = names::event(timeline, &args.name)?;
    let prose = || chain::prose(timeline, key, args.depth);
    settings.show_or_tell(&chain::chain(timeline, key, args.depth), prose)
}
