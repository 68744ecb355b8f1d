//! Which column of a drawing a day falls to, and where along its axis labels have room.

use chrono::NaiveDate;

use crate::model::date::Bounds;

use super::axis::{Axis, Step};

/// The columns of a drawing, and the days that they stand for.
pub struct Scale<'a> {
    axis: &'a Axis,
    /// How many columns there are.
    pub columns: usize,
    /// The first days of stretches that are all equally wide, and how many columns they are;
    /// without any the columns follow the days.
    stretches: Vec<NaiveDate>,
    /// How many columns each stretch has.
    pub each: usize,
    /// How many columns a label takes, and what has to stay free behind it.
    measure: fn(&str) -> usize,
}

/// The labels of a scale, each with the column in which it begins; none touches another.
pub struct Labels {
    /// What the others leave unsaid: years over months, months over days.
    pub upper: Vec<(usize, String)>,
    /// The labels of the axis itself.
    pub lower: Vec<(usize, String)>,
}

impl<'a> Scale<'a> {
    /// The widest that a stretch is drawn.
    const WIDEST: usize = 9;

    /// A scale on which every day is as wide as the next.
    pub fn of_days(axis: &'a Axis, columns: usize, measure: fn(&str) -> usize) -> Self {
        Self {
            axis,
            columns,
            stretches: Vec::new(),
            each: 1,
            measure,
        }
    }

    /// A scale on which every stretch of the finest step that fits is as wide as the next, and
    /// that step; `None` where even the coarsest has too many.
    pub fn of_stretches(
        axis: &'a Axis,
        columns: usize,
        measure: fn(&str) -> usize,
    ) -> Option<(Self, Step)> {
        let mut steps = axis.steps();
        let step = steps.find(|step| axis.stretches(*step).len() <= columns)?;
        let stretches = axis.stretches(step);
        let each = (columns / stretches.len()).min(Self::WIDEST);
        let scale = Self {
            axis,
            columns: each * stretches.len(),
            stretches: stretches.into_iter().map(|(first, _)| first).collect(),
            each,
            measure,
        };
        Some((scale, step))
    }

    /// The column of a day; the first or the last for a day beyond the axis.
    pub fn column(&self, day: NaiveDate) -> usize {
        if !self.stretches.is_empty() {
            let begun = self.stretches.partition_point(|first| *first <= day);
            return begun.saturating_sub(1) * self.each;
        }
        self.edge((day - self.axis.first).num_days())
            .min(self.columns - 1)
    }

    /// The column in which the day after `day` begins, on a scale of days.
    pub fn end(&self, day: NaiveDate) -> usize {
        self.edge((day - self.axis.first).num_days() + 1)
            .min(self.columns)
    }

    /// The column in which a day begins, so many days after the first of the axis.
    fn edge(&self, before: i64) -> usize {
        let days = usize::try_from(self.axis.days()).unwrap_or(usize::MAX);
        usize::try_from(before).unwrap_or_default() * self.columns / days
    }

    /// What the axis has of some days, `None` where it has none of them; and whether they go on
    /// before and after it.
    pub fn clipped(&self, bounds: Bounds) -> (Option<(NaiveDate, NaiveDate)>, bool, bool) {
        let Axis { first, last, .. } = *self.axis;
        let from = bounds.earliest.unwrap_or(first).max(first);
        let to = bounds.latest.unwrap_or(last).min(last);
        let before = bounds.earliest.is_none_or(|day| day < first);
        let after = bounds.latest.is_none_or(|day| day > last);
        ((from <= to).then_some((from, to)), before, after)
    }

    /// Labels in the finest step in which they do not touch, and above them what they leave
    /// unsaid.
    pub fn labels(&self) -> Labels {
        let found = self.axis.steps().find_map(|step| {
            let lower = self.placed(step, Step::label)?;
            Some((step, lower))
        });
        let (upper, lower) = match found {
            None => (Vec::new(), Vec::new()),
            Some((step, lower)) => {
                let units = step.above().into_iter();
                let mut steps =
                    units.flat_map(|unit| self.axis.steps().filter(move |s| s.unit == unit));
                let upper =
                    steps.find_map(|coarse| self.placed(coarse, |_, day| step.label_above(day)));
                (upper.unwrap_or_default(), lower)
            }
        };
        Labels { upper, lower }
    }

    /// The labels of a step with their columns, a blank at least between two of them; `None`
    /// where they do not fit.
    fn placed(
        &self,
        step: Step,
        label: impl Fn(Step, NaiveDate) -> String,
    ) -> Option<Vec<(usize, String)>> {
        let ticks = self.axis.ticks(step);
        let mut placed: Vec<(usize, String)> = ticks
            .iter()
            .map(|day| (self.column(*day), label(step, *day)))
            .collect();
        // The first days of the axis have no label of their own where they begin no step.
        let first = label(step, self.axis.first);
        if placed
            .first()
            .is_none_or(|(column, _)| (self.measure)(&first) < *column)
        {
            placed.insert(0, (0, first));
        }
        // The last label gives way where the axis ends too soon for it.
        let fits = |(column, text): &(usize, String)| column + (self.measure)(text) <= self.columns;
        if placed.len() > 1 && !placed.last().is_some_and(fits) {
            placed.pop();
        }
        let apart = placed
            .windows(2)
            .all(|pair| pair[0].0 + (self.measure)(&pair[0].1) < pair[1].0);
        (apart && placed.iter().all(fits)).then_some(placed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::axis::Grain;
    use proptest::prelude::*;

    proptest! {
        /// Labels never touch, nor leave the axis, whatever the width and the days.
        #[test]
        fn labels_have_room(
            first in -300_000i64..300_000,
            days in 0i64..200_000,
            columns in 8usize..250,
            grain in prop::option::of(prop::sample::select(Grain::ALL.to_vec())),
        ) {
            let epoch = NaiveDate::from_ymd_opt(1953, 1, 1).unwrap();
            let first = epoch + chrono::Duration::days(first);
            let last = first + chrono::Duration::days(days);
            let axis = Axis::over(first, last, Bounds::default(), grain);
            let mut scales = vec![Scale::of_days(&axis, columns, str::len)];
            scales.extend(Scale::of_stretches(&axis, columns, str::len).map(|(scale, _)| scale));
            for scale in scales {
                let labels = scale.labels();
                prop_assert!(scale.columns <= columns);
                for placed in [&labels.upper, &labels.lower] {
                    for pair in placed.windows(2) {
                        prop_assert!(pair[0].0 + pair[0].1.len() < pair[1].0, "{placed:?}");
                    }
                    for (column, text) in placed {
                        prop_assert!(column + text.len() <= scale.columns, "{placed:?}");
                    }
                }
                let days = [axis.first, axis.last];
                prop_assert_eq!(scale.column(days[0]), 0);
                prop_assert!(scale.column(days[1]) < scale.columns);
            }
        }
    }

    #[test]
    fn an_axis_is_labelled_at_every_width() {
        let day = |text: &str| text.parse().unwrap();
        let years = Axis::over(
            day("1953-01-01"),
            day("1964-12-31"),
            Bounds::default(),
            None,
        );
        let months = Axis::over(
            day("1956-01-01"),
            day("1956-12-31"),
            Bounds::default(),
            None,
        );
        for columns in 20..250 {
            for axis in [&years, &months] {
                let labels = Scale::of_days(axis, columns, str::len).labels();
                assert!(labels.lower.len() > 1, "{columns}: {:?}", labels.lower);
            }
        }
    }
}
