//! The counts of a lane, stretch by stretch, if events are too many to be drawn one by one.

use chrono::NaiveDate;

use crate::model::date::{Bounds, Match};
use crate::report::chart::Lane;

/// The bars, from the lowest.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// How many events lie in a stretch certainly, and possibly.
type Count = (usize, usize);

/// How many events of a lane lie in each stretch.
pub fn counts(lane: &Lane<'_>, stretches: &[(NaiveDate, NaiveDate)]) -> Vec<Count> {
    let in_stretch = |(first, last): &(NaiveDate, NaiveDate)| {
        let stretch = Bounds {
            earliest: Some(*first),
            latest: Some(*last),
        };
        let met = lane.marks.iter().filter_map(|mark| mark.within(stretch));
        met.fold((0, 0), |(certain, possible), matching| match matching {
            Match::Certain => (certain + 1, possible),
            Match::Possible => (certain, possible + 1),
        })
    };
    stretches.iter().map(in_stretch).collect()
}

fn most(lanes: &[Vec<Count>]) -> usize {
    let certain = lanes.iter().flatten().map(|(certain, _)| *certain);
    certain.max().unwrap_or_default()
}

/// By how many events a bar is higher than the next lower one.
pub fn step(lanes: &[Vec<Count>]) -> usize {
    most(lanes).div_ceil(BARS.len()).max(1)
}

/// The bars of a lane, each so many columns wide.
pub fn row(counts: &[Count], step: usize, width: usize) -> String {
    let gap = usize::from(width > 2);
    let bars = counts.iter().map(|count| {
        let sign = match count {
            (0, 0) => ' ',
            (0, _) => '┄',
            (certain, _) => BARS[(certain - 1) / step],
        };
        String::from(sign).repeat(width - gap) + &" ".repeat(gap)
    });
    bars.collect()
}

/// What the bars mean, if a stretch is `unit` long.
pub fn legend(lanes: &[Vec<Count>], step: usize, unit: &str) -> String {
    let most = most(lanes);
    let bars = BARS.iter().zip((1..=most).step_by(step));
    let mut parts: Vec<String> = bars
        .map(|(bar, low)| match (low + step - 1).min(most) {
            high if low == high => format!("{bar}\u{a0}=\u{a0}{low}"),
            high => format!("{bar}\u{a0}=\u{a0}{low}–{high}"),
        })
        .collect();
    if !parts.is_empty() {
        parts.insert(0, format!("Events surely in a stretch of {unit}:"));
    }
    let only_possible = |count: &Count| matches!(count, (0, 1..));
    if lanes.iter().flatten().any(only_possible) {
        parts.push("┄\u{a0}only such as may lie in it".into());
    }
    parts.join("   ")
}
