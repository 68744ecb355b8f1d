//! `why`: what led to an event and what it led to, or how one event led to another.

use clap::Args;

use crate::error::Result;
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

/// Shows the causes and effects of an event. If the words name two events, shows how these are
/// connected.
pub fn run(args: &WhyArgs, timeline: &Timeline, settings: &Settings) -> Result<Output> {
    let event = |words: &[String]| names::event(timeline, &words.join(" "));
    let splits = (1..args.name.len()).map(|i| args.name.split_at(i));
    let pairs: Vec<_> = splits.map(|(a, b)| (event(a), event(b))).collect();
    let two = pairs.iter().find_map(|pair| match pair {
        (Ok(a), Ok(b)) => Some([*a, *b]),
        _ => None,
    });
    if let Some(two) = two.filter(|[a, b]| a != b) {
        let prose = connection::prose(timeline, two, args.depth);
        let report = connection::connection(timeline, two, args.depth);
        return settings.show_with_prose(&report, &prose, &[]);
    }
    let key = event(&args.name).map_err(|why| {
        // If one of two events was found, the error is about the other.
        let mut pairs = pairs.into_iter();
        let other = pairs.find_map(|pair| match pair {
            (Ok(_), Err(why)) | (Err(why), Ok(_)) => Some(why),
            _ => None,
        });
        other.unwrap_or(why)
    })?;
    let prose = chain::prose(timeline, key, args.depth);
    settings.show_with_prose(&chain::chain(timeline, key, args.depth), &prose, &[])
}
