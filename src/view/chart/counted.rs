//! The counts of a lane, stretch by stretch, where events are too many to be drawn one by one.

use chrono::NaiveDate;

use crate::model::date::{Bounds, Match};
use crate::report::chart::Lane;
use crate::report::scale::Scale;

/// The bars, from the lowest.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// How many events of each lane lie in each stretch: surely, and possibly.
pub struct Counts {
    lanes: Vec<Vec<(usize, usize)>>,
    most: usize,
}

impl Counts {
    /// Counts the events of the lanes.
    pub fn of(lanes: &[Lane<'_>], stretches: &[(NaiveDate, NaiveDate)]) -> Self {
        let of_lane = |lane: &Lane<'_>| -> Vec<(usize, usize)> {
            let in_stretch = |(first, last): &(NaiveDate, NaiveDate)| {
                let stretch = Bounds {
                    earliest: Some(*first),
                    latest: Some(*last),
                };
                let met = lane.marks.iter().filter_map(|mark| mark.within(stretch));
                met.fold((0, 0), |(sure, maybe), matching| match matching {
                    Match::Certain => (sure + 1, maybe),
                    Match::Possible => (sure, maybe + 1),
                })
            };
            stretches.iter().map(in_stretch).collect()
        };
        let lanes: Vec<_> = lanes.iter().map(of_lane).collect();
        let most = lanes.iter().flatten().map(|(sure, _)| *sure).max();
        Self {
            most: most.unwrap_or_default(),
            lanes,
        }
    }

    /// By how many events a bar is higher than the next lower one.
    fn step(&self) -> usize {
        self.most.div_ceil(BARS.len()).max(1)
    }

    /// The row of a lane.
    pub fn row(&self, lane: usize, scale: &Scale<'_>) -> String {
        let gap = usize::from(scale.each > 2);
        let mut row = String::new();
        for (sure, maybe) in &self.lanes[lane] {
            let sign = match (sure, maybe) {
                (0, 0) => ' ',
                (0, _) => '┄',
                (sure, _) => BARS[(sure - 1) / self.step()],
            };
            row.extend(std::iter::repeat_n(sign, scale.each - gap));
            row.extend(std::iter::repeat_n(' ', gap));
        }
        row
    }

    /// What the bars mean, where a stretch is `unit` long.
    pub fn legend(&self, unit: &str) -> String {
        let step = self.step();
        let bars = BARS.iter().zip(0..self.most.div_ceil(step));
        let mut parts: Vec<String> = bars
            .map(
                |(bar, i)| match (i * step + 1, ((i + 1) * step).min(self.most)) {
                    (low, high) if low == high => format!("{bar}\u{a0}=\u{a0}{low}"),
                    (low, high) => format!("{bar}\u{a0}=\u{a0}{low}–{high}"),
                },
            )
            .collect();
        if !parts.is_empty() {
            parts.insert(0, format!("Events surely in a stretch of {unit}:"));
        }
        let maybe = |(sure, maybe): &(usize, usize)| *sure == 0 && *maybe > 0;
        if self.lanes.iter().flatten().any(maybe) {
            parts.push("┄\u{a0}only such as may lie in it".into());
        }
        parts.join("   ")
    }
}
