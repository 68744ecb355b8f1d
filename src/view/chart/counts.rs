//! Counts of a lane's events per stretch of the axis, for charts with too many events to draw each.

use chrono::NaiveDateTime;

use crate::model::date::{Bounds, Match};
use crate::report::chart::Lane;

/// The bars, from low to high.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// How many events lie certainly, and how many only possibly, in a stretch.
type CertainPossible = (usize, usize);

/// How many events of a lane lie in each stretch. Stretches are first and last second, inclusive.
pub fn counts(
    lane: &Lane<'_>,
    stretches: &[(NaiveDateTime, NaiveDateTime)],
) -> Vec<CertainPossible> {
    let count = |&(first, last): &(NaiveDateTime, NaiveDateTime)| {
        let stretch = Bounds::between(first, last);
        let met = lane.marks.iter().filter_map(|mark| mark.match_in(stretch));
        let (certain, possible): (Vec<_>, Vec<_>) = met.partition(|met| *met == Match::Certain);
        (certain.len(), possible.len())
    };
    stretches.iter().map(count).collect()
}

/// Bars for counts up to `most`; each bar stands for `step` more events than the next lower one.
pub struct Bars {
    most: usize,
    step: usize,
}

impl Bars {
    pub fn new(most: usize) -> Self {
        let step = most.div_ceil(BARS.len()).max(1);
        Self { most, step }
    }

    /// The bars of a lane, each `width` columns wide, including the gap after it.
    pub fn row(&self, counts: &[CertainPossible], width: usize) -> String {
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

    /// The legend for the bars of these lanes; `unit` is the length of a stretch in words.
    pub fn legend(&self, lanes: &[Vec<CertainPossible>], unit: &str) -> String {
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
        let is_only_possible = |count: &CertainPossible| matches!(count, (0, 1..));
        if lanes.iter().flatten().any(is_only_possible) {
            parts.push("┄\u{a0}only such as may lie in it".into());
        }
        parts.join("   ")
    }
}
