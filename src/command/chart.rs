//! `chart`: the timeline drawn over a time axis.

use clap::Args;

use crate::error::Result;
use crate::model::timeline::Timeline;
use crate::report::axis::Grain;
use crate::report::chart::{self, LanesBy};
use crate::report::chronology;

use super::filters::FilterArgs;
use super::{Output, Settings, one_of};

/// Draw events over a time axis, in lanes
///
/// A day is a solid mark, a date that is not known to the day a dotted stretch, what lasted a
/// bar. Many events are drawn as counts; filters leave fewer, which are drawn one by one.
#[derive(Debug, Args)]
pub struct ChartArgs {
    #[command(flatten)]
    filters: FilterArgs,

    /// Tell the axis by year, month or day, as finely as its width allows
    #[arg(long, value_name = "BY", value_parser = one_of(Grain::ALL, Grain::word))]
    by: Option<Grain>,

    /// Give each theme, person, place or source a lane; sources with their own dates
    #[arg(long, value_name = "OF", default_value = "theme", value_parser = one_of(LanesBy::ALL, LanesBy::word))]
    lanes: LanesBy,
}

/// Draws the events.
pub fn run(args: &ChartArgs, timeline: &Timeline, settings: &Settings) -> Result<Output> {
    let filter = args.filters.resolve(timeline, settings.today)?;
    let report = chart::chart(timeline, &filter, args.by, args.lanes);
    let is_empty = report.chronology.aside.matching() == 0;
    let why = || chronology::why_empty(timeline, &filter);
    Ok(settings.show(&report)?.remark_if(is_empty, why))
}
