//! Maps the days of an axis to columns, and places the labels that fit along it.

use chrono::{Datelike, Days, NaiveDate};

use crate::model::date::{Bounds, year_name};

use super::axis::{Axis, Grain, TickInterval};

/// An axis mapped to columns: terminal cells, or units of an SVG poster.
pub struct Scale {
    pub axis: Axis,
    pub columns: usize,
    /// First days of the units; `None` if the units are days.
    starts: Option<Vec<NaiveDate>>,
    /// Units with their first columns, in order: at least the first unit, and the end after the
    /// last. Between two of them, units are equally wide.
    stops: Vec<(i64, usize)>,
}

/// A row of labels, each with its first column. Labels do not touch.
pub type LabelRow = Vec<(usize, String)>;

impl Scale {
    /// A scale on which all days are equally wide.
    pub fn of_days(axis: Axis, columns: usize) -> Self {
        Self {
            axis,
            columns,
            starts: None,
            stops: vec![(0, 0), (axis.days(), columns)],
        }
    }

    /// A scale on which months (or whatever suits the axis) are the wider the more of `days` are in
    /// them. More than half of the width is shared out by time alone, so that labels have room where
    /// nothing happens.
    pub fn of_density(axis: Axis, columns: usize, days: &[NaiveDate]) -> Self {
        const PERCENT_BY_TIME: i128 = 60;
        let mut scale = Self::of_days(axis, columns);
        let (length, count) = (i128::from(axis.days()), days.len() as i128);
        let mut share = 0;
        for (first, last) in axis.stretches(axis.dense_interval()) {
            let end = (last - axis.first).num_days() + 1;
            let within = days.iter().filter(|day| (first..=last).contains(day));
            share += PERCENT_BY_TIME * i128::from((last - first).num_days() + 1) * count
                + (100 - PERCENT_BY_TIME) * within.count() as i128 * length;
            if count > 0 && end < axis.days() {
                let column = share * columns as i128 / (100 * count * length);
                let column = usize::try_from(column).unwrap_or(columns).min(columns);
                scale.stops.insert(scale.stops.len() - 1, (end, column));
            }
        }
        scale
    }

    /// A scale on which all months are equally wide. The axis is extended to whole months.
    pub fn of_months(first: NaiveDate, last: NaiveDate, columns: usize) -> Self {
        let axis = Axis::over(first, last, Bounds::default(), Some(Grain::Month));
        let interval = TickInterval {
            unit: Grain::Month,
            every: 1,
        };
        Self::of_units(axis, axis.ticks(interval), columns)
    }

    /// A scale whose equally wide units begin on the days `starts`.
    fn of_units(axis: Axis, starts: Vec<NaiveDate>, columns: usize) -> Self {
        let units = i64::try_from(starts.len()).unwrap_or(i64::MAX);
        Self {
            axis,
            columns,
            starts: Some(starts),
            stops: vec![(0, 0), (units, columns)],
        }
    }

    /// A scale whose equally wide units are those of the finest interval that fits, and that
    /// interval. `None` if even the coarsest interval has more units than columns.
    pub fn of_stretches(axis: Axis, columns: usize) -> Option<(Self, TickInterval)> {
        const MAX_UNIT_COLUMNS: usize = 9;
        axis.intervals().into_iter().find_map(|interval| {
            let stretches = axis.stretches(interval).into_iter();
            let starts: Vec<NaiveDate> = stretches.map(|(first, _)| first).collect();
            let each = (columns / starts.len()).min(MAX_UNIT_COLUMNS);
            let columns = each * starts.len();
            let scale = Self::of_units(axis, starts, columns);
            (each > 0).then_some((scale, interval))
        })
    }

    /// The number of units on the axis.
    fn units(&self) -> i64 {
        self.stops.last().map_or(1, |(units, _)| *units)
    }

    /// Index of the unit that contains a day; the first unit of the axis is 0.
    fn unit_of(&self, day: NaiveDate) -> i64 {
        match &self.starts {
            None => (day - self.axis.first).num_days(),
            Some(starts) => {
                let begun = starts.partition_point(|first| *first <= day);
                i64::try_from(begun).unwrap_or(i64::MAX) - 1
            }
        }
    }

    /// The first column of a unit; of one beyond the axis, the nearest end of the axis.
    fn edge(&self, unit: i64) -> usize {
        let unit = unit.clamp(0, self.units());
        let next = self.stops.partition_point(|(first, _)| *first <= unit);
        let Some((end, to)) = self.stops.get(next) else {
            return self.columns;
        };
        let (first, from) = self.stops[next - 1];
        let wide = i64::try_from(to - from).unwrap_or(i64::MAX);
        let inside = (unit - first).saturating_mul(wide) / (end - first);
        from + usize::try_from(inside).unwrap_or(0)
    }

    /// The column of a day, clamped to the first and the last.
    pub fn column(&self, day: NaiveDate) -> usize {
        self.edge(self.unit_of(day)).min(self.columns - 1)
    }

    /// The column after the unit that contains a day (exclusive end).
    pub fn end(&self, day: NaiveDate) -> usize {
        self.edge(self.unit_of(day) + 1)
    }

    /// First and last column (inclusive) of the part of `bounds` on the axis; `None` if there is
    /// none.
    pub fn covered_columns(&self, bounds: Bounds) -> Option<(usize, usize)> {
        let (first, last) = self.axis.clip(bounds)?;
        let end = self.end(last).saturating_sub(1);
        Some((self.column(first), self.column(last).max(end)))
    }

    /// The first day of the unit at a column; `None` beyond the axis.
    pub fn day_at(&self, column: usize) -> Option<NaiveDate> {
        let units = usize::try_from(self.units()).ok()?;
        let unit = column * units / self.columns;
        match &self.starts {
            Some(starts) => starts.get(unit).copied(),
            None => self.axis.first.checked_add_days(Days::new(unit as u64)),
        }
    }

    /// Labels at the finest interval that fits, preceded by a row of the next coarser unit if that
    /// fits: years above months, months above days. `measure` returns the width of a label in
    /// columns, including the gap after it.
    pub fn labels(&self, measure: fn(&str) -> usize) -> Vec<LabelRow> {
        let intervals = self.axis.intervals();
        let fitting = intervals.iter().find_map(|interval| {
            let lower = self.label_row(*interval, measure, |day| interval.labels(day).0)?;
            Some((interval, lower))
        });
        let Some((interval, lower)) = fitting else {
            return Vec::new();
        };
        let mut units = intervals.iter().map(|other| other.unit);
        let above = units.find(|unit| *unit < interval.unit);
        let mut coarser = intervals.iter().filter(|other| Some(other.unit) == above);
        let upper =
            coarser.find_map(|other| self.label_row(*other, measure, |day| interval.labels(day).1));
        upper.into_iter().chain([lower]).collect()
    }

    /// Labels of the units of an interval that are wide enough for them.
    pub fn labels_with_room(&self, interval: TickInterval, measure: fn(&str) -> usize) -> LabelRow {
        let stretches = self.axis.stretches(interval).into_iter();
        let placed = stretches.map(|(first, last)| {
            let (column, text) = (self.column(first), interval.labels(first).0);
            (column, self.end(last) - column, text)
        });
        let fitting = placed.filter(|(_, wide, text)| measure(text) <= *wide);
        fitting.map(|(column, _, text)| (column, text)).collect()
    }

    /// Labels at the ticks of an interval, at least one column apart; `None` if they do not fit.
    fn label_row(
        &self,
        interval: TickInterval,
        measure: fn(&str) -> usize,
        label: impl Fn(NaiveDate) -> String,
    ) -> Option<LabelRow> {
        let ticks = self.axis.ticks(interval).into_iter();
        let mut placed: LabelRow = ticks.map(|day| (self.column(day), label(day))).collect();
        // If no tick is at the start of the axis, label the start as well if there is room.
        let first = label(self.axis.first);
        if placed
            .first()
            .is_none_or(|(column, _)| measure(&first) < *column)
        {
            placed.insert(0, (0, first));
        }
        // Drop the last label if it would extend beyond the axis.
        let fits = |(column, text): &(usize, String)| column + measure(text) <= self.columns;
        if placed.len() > 1 && !placed.last().is_some_and(fits) {
            placed.pop();
        }
        let apart = placed
            .windows(2)
            .all(|pair| pair[0].0 + measure(&pair[0].1) < pair[1].0);
        (apart && placed.iter().all(fits)).then_some(placed)
    }

    /// As many labels as fit, from the first on: of years, or on a scale of days, of days. `room` is
    /// the minimum width of a label.
    pub fn main_labels(&self, room: usize) -> LabelRow {
        let mut free = 0;
        let mut placed = Vec::new();
        let unit = match self.starts {
            None => Grain::Day,
            Some(_) => Grain::Year,
        };
        let mut starts = self.axis.ticks(TickInterval { unit, every: 1 });
        if unit == Grain::Year && starts.first() != Some(&self.axis.first) {
            starts.insert(0, self.axis.first);
        }
        for begin in starts {
            let label = match unit {
                Grain::Year => year_name(begin.year()),
                _ => begin.format("%-d %b").to_string(),
            };
            let column = self.column(begin);
            if column >= free && column + label.len() <= self.columns {
                free = column + label.len().max(room) + 1;
                placed.push((column, label));
            }
        }
        placed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use strum::VariantArray;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    proptest! {
        /// At any width and for any days, labels neither touch nor leave the axis.
        #[test]
        fn labels_have_room(
            first in -300_000i64..300_000,
            days in 0i64..200_000,
            columns in 8usize..250,
            grain in prop::option::of(prop::sample::select(Grain::VARIANTS)),
        ) {
            let epoch = NaiveDate::from_ymd_opt(1953, 1, 1).unwrap();
            let first = epoch + chrono::Duration::days(first);
            let last = first + chrono::Duration::days(days);
            let axis = Axis::over(first, last, Bounds::default(), grain);
            let mut scales = vec![
                Scale::of_days(axis, columns),
                Scale::of_density(axis, columns, &[first, first, axis.last]),
            ];
            scales.extend(Scale::of_stretches(axis, columns).map(|(scale, _)| scale));
            for scale in scales {
                let labels = scale.labels(str::len);
                prop_assert!(scale.columns <= columns);
                for placed in &labels {
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
    fn months_fall_on_columns_from_the_first_to_the_last() {
        let period = |from: &str, to: &str| Bounds::days(Some(day(from)), Some(day(to)));
        let months = |columns| Scale::of_months(day("1953-01-01"), day("1964-12-31"), columns);
        let scale = months(144);
        for (from, to, columns) in [
            ("1953-01-01", "1953-01-31", Some((0, 0))),
            ("1956-01-01", "1956-12-31", Some((36, 47))),
            ("1900-01-01", "1953-02-01", Some((0, 1))),
            ("1965-01-01", "1965-02-01", None),
        ] {
            assert_eq!(scale.covered_columns(period(from, to)), columns);
        }
        assert_eq!(scale.covered_columns(Bounds::default()), Some((0, 143)));
        assert_eq!(scale.day_at(0), Some(day("1953-01-01")));
        assert_eq!(scale.day_at(143), Some(day("1964-12-01")));
        let december = months(60).covered_columns(period("1964-12-01", "1964-12-31"));
        assert_eq!(december, Some((59, 59)));
    }

    #[test]
    fn months_with_more_events_are_wider() {
        let [first, last] = [day("1953-01-01"), day("1956-12-31")];
        let years = Axis::over(first, last, Bounds::default(), None);
        let days = ["1953-02-01", "1956-02-01", "1956-11-04", "1956-12-31"].map(day);
        let scale = Scale::of_density(years, 1000, &days);
        let wide = |from: &str, to: &str| scale.end(day(to)) - scale.column(day(from));
        assert_eq!(wide("1953-01-01", "1953-12-31"), 249);
        assert_eq!(wide("1955-01-01", "1955-12-31"), 150);
        assert_eq!(wide("1956-01-01", "1956-12-31"), 451);
        assert!(wide("1956-11-01", "1956-11-30") > 100);
        assert_eq!(scale.labels(str::len)[0].len(), 4);
    }

    #[test]
    fn a_month_is_labelled_by_days() {
        let [first, last] = [day("1912-04-10"), day("1912-04-19")];
        let scale = Scale::of_days(Axis::over(first, last, Bounds::default(), None), 60);
        let labels = scale.main_labels(4);
        assert_eq!(labels[0], (0, "10 Apr".to_owned()));
        assert_eq!(labels.last().unwrap().1, "18 Apr");
        assert_eq!(scale.day_at(59), Some(last));
    }

    #[test]
    fn an_axis_is_labelled_at_every_width() {
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
            for axis in [years, months] {
                let labels = Scale::of_days(axis, columns).labels(str::len);
                assert!(labels.last().unwrap().len() > 1, "{columns}: {labels:?}");
            }
        }
    }
}
