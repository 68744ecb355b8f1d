//! `why`: what led to an event and what it led to, or how one event led to another.

use clap::Args;

use crate::error::{Error, Result};
use crate::model::key::EventKey;
use crate::model::timeline::Timeline;
use crate::query::names::{self, RecordKind};
use crate::report::{chain, connection};

use super::{Output, Settings};

/// Show what led to an event and what followed from it, or how two events are connected
#[derive(Debug, Args)]
pub struct WhyArgs {
    /// An event, or two: id, alias, or an unambiguous part of the title
    #[arg(value_name = "EVENT", required = true, add = RecordKind::Event)]
    name: Vec<String>,

    /// Follow at most N links in a row
    #[arg(long, value_name = "N")]
    depth: Option<usize>,
}

/// Shows how two events are connected, if the words name two, or else the causes and effects of one.
pub fn run(args: &WhyArgs, timeline: &Timeline, settings: &Settings) -> Result<Output> {
    if let Some(two) = two_events(timeline, &args.name) {
        let prose = connection::prose(timeline, two, args.depth);
        let report = connection::connection(timeline, two, args.depth);
        return settings.show_with_prose(&report, &prose, &[]);
    }
    let key = names::event(timeline, &args.name.join(" "))
        .map_err(|why| one_missing(timeline, &args.name).unwrap_or(why))?;
    let prose = chain::prose(timeline, key, args.depth);
    settings.show_with_prose(&chain::chain(timeline, key, args.depth), &prose, &[])
}

/// Two different events that the words name one after the other, if they do.
fn two_events(timeline: &Timeline, words: &[String]) -> Option<[EventKey; 2]> {
    let event = |words: &[String]| names::event(timeline, &words.join(" ")).ok();
    let mut splits = (1..words.len()).map(|i| words.split_at(i));
    let two = splits.find_map(|(a, b)| Some([event(a)?, event(b)?]))?;
    (two[0] != two[1]).then_some(two)
}

/// The error on one of two events, if the other is found.
fn one_missing(timeline: &Timeline, words: &[String]) -> Option<Error> {
    let event = |words: &[String]| names::event(timeline, &words.join(" "));
    let mut splits = (1..words.len()).map(|i| words.split_at(i));
    splits.find_map(|(a, b)| match (event(a), event(b)) {
        (Ok(_), Err(why)) | (Err(why), Ok(_)) => Some(why),
        _ => None,
    })
}
