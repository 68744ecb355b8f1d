//! `events`: which events there are.

use clap::Args;

use crate::error::Result;
use crate::model::date::Bounds;
use crate::model::timeline::Timeline;
use crate::report::chronology::{self, Sort};
use crate::report::counts::{self, CountBy};

use super::filters::{FilterArgs, Today};
use super::{Output, Settings, one_of};

/// List events, filtered by date, person, place, theme, source or words
#[derive(Debug, Args)]
pub struct EventsArgs {
    #[command(flatten)]
    pub filters: FilterArgs,

    /// Sort by date, by title, or by the number of sources, most first
    #[arg(long, value_name = "BY", default_value = "date", value_parser = one_of(Sort::ALL, Sort::word))]
    sort: Sort,

    /// Show at most N events
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    /// Count the events by year, person, place, theme or source instead of listing them
    #[arg(long, value_name = "BY", conflicts_with_all = ["sort", "limit"])]
    #[arg(value_parser = one_of(CountBy::ALL, CountBy::word))]
    count_by: Option<CountBy>,
}

impl EventsArgs {
    /// The days outside of which no event is looked at, where that is sure.
    pub fn period(&self, today: Today) -> Option<Bounds> {
        self.filters.own_period(today)
    }
}

/// Lists or counts the events.
pub fn run(args: &EventsArgs, timeline: &Timeline, settings: &Settings) -> Result<Output> {
    let filter = args.filters.resolve(timeline, settings.today)?;
    let (output, found) = if let Some(by) = args.count_by {
        let report = counts::counts(timeline, &filter, by);
        (settings.show(&report)?, report.aside.selection.matching())
    } else {
        let report = chronology::chronology(timeline, &filter, args.sort, args.limit);
        (settings.show(&report)?, report.aside.matching())
    };
    Ok(output.remark_if(found == 0, || chronology::why_empty(timeline, &filter)))
}
