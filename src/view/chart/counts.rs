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
    let count = |&(first, last): &(NaiveDate, NaiveDate)| {
        let stretch = Bounds::day(first).to(Bounds::day(last));
        let met = lane.marks.iter().filter_map(|mark| mark.within(stretch));
        let (certain, possible): (Vec<_>, Vec<_>) = met.partition(|met| *met == Match::Certain);
        (certain.len(), possible.len())
    };
    stretches.iter().map(count).collect()
}

/// Bars for numbers up to `most`, each by `step` events higher than the next lower one.
pub struct Bars {
    most: usize,
    step: usize,
}

impl Bars {
    pub fn new(most: usize) -> Self {
        let step = most.div_ceil(BARS.len()).max(1);
        Self { most, step }
    }

    /// The bars of a lane, each so many columns wide.
    pub fn row(&self, counts: &[Count], width: usize) -> String {
        let gap = usize::from(width > 2);
        let bars = counts.iter().map(|count| {
            let sign = match count {
                (0, 0) => ' ',
                (0, _) => '┄',
                (certain, _) => BARS[(certain - 1) / self.step],
            };
            String::from(sign).repeat(width - gap) + &" ".repeat(gap)
        });
        bars.collect()
    }

    /// What the bars of some lanes mean, if a stretch is `unit` long.
    pub fn legend(&self, lanes: &[Vec<Count>], unit: &str) -> String {
        let bars = BARS.iter().zip((1..=self.most).step_by(self.step));
        let mut parts: Vec<String> = bars
            .map(|(bar, low)| match (low + self.step - 1).min(self.most) {
                high if low == high => format!("{bar}\u{a0}=\u{a0}{low}"),
                high => format!("{bar}\u{a0}=\u{a0}{low}–{high}"),
            })
            .collect();
        if !parts.is_empty() {
            parts.insert(0, format!("Events surely in a stretch of {unit}:"));
        }
        let is_only_possible = |count: &Count| matches!(count, (0, 1..));
        if lanes.iter().flatten().any(is_only_possible) {
            parts.push("┄\u{a0}only such as may lie in it".into());
        }
        parts.join("   ")
    }
}
