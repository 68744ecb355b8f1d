//! Maps the time of an axis to columns, and places the labels that fit along it.

use std::ops::Range;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use crate::model::date::Bounds;

use super::axis::{Axis, Grain, TickInterval};

/// An axis mapped to columns: terminal cells, or units of an SVG poster.
pub struct Scale {
    pub axis: Axis,
    pub columns: usize,
    /// First instants of the units; `None` if the units are seconds.
    starts: Option<Vec<NaiveDateTime>>,
    /// Units with their first columns, in order: at least the first unit, and the end after the
    /// last. Between two of them, units are equally wide.
    stops: Vec<(i64, usize)>,
}

/// A row of labels, each with its first column. Labels do not touch.
pub type LabelRow = Vec<(usize, String)>;

impl Scale {
    /// A scale on which all days are equally wide.
    pub fn of_seconds(axis: Axis, columns: usize) -> Self {
        Self {
            axis,
            columns,
            starts: None,
            stops: vec![(0, 0), (axis.seconds(), columns)],
        }
    }

    /// A scale on which months (or whatever suits the axis) are the wider the more of `events` are in
    /// them. More than half of the width is shared out by time alone, so that labels have room where
    /// nothing happens.
    pub fn of_density(axis: Axis, columns: usize, events: &[NaiveDateTime]) -> Self {
        const PERCENT_BY_TIME: i128 = 60;
        let mut scale = Self::of_seconds(axis, columns);
        let (length, count) = (i128::from(axis.seconds()), events.len() as i128);
        let mut share = 0;
        for (first, last) in axis.stretches(axis.dense_interval()) {
            let end = (last - axis.first).num_seconds() + 1;
            let within = events.iter().filter(|at| (first..=last).contains(at));
            share += PERCENT_BY_TIME * i128::from((last - first).num_seconds() + 1) * count
                + (100 - PERCENT_BY_TIME) * within.count() as i128 * length;
            if count > 0 && end < axis.seconds() {
                let column = share * columns as i128 / (100 * count * length);
                let column = usize::try_from(column).unwrap_or(columns).min(columns);
                scale.stops.insert(scale.stops.len() - 1, (end, column));
            }
        }
        scale
    }

    /// A scale on which all months are equally wide.
    pub fn of_months(axis: Axis, columns: usize) -> Self {
        let months = axis.stretches(TickInterval {
            unit: Grain::Month,
            every: 1,
        });
        Self::of_units(axis, months, columns)
    }

    /// A scale whose units are equally wide.
    fn of_units(axis: Axis, units: Vec<(NaiveDateTime, NaiveDateTime)>, columns: usize) -> Self {
        let starts: Vec<_> = units.into_iter().map(|(first, _)| first).collect();
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
            let stretches = axis.stretches(interval);
            let each = (columns / stretches.len()).min(MAX_UNIT_COLUMNS);
            let columns = each * stretches.len();
            let scale = Self::of_units(axis, stretches, columns);
            (each > 0).then_some((scale, interval))
        })
    }

    /// The number of units on the axis.
    fn units(&self) -> i64 {
        self.stops.last().map_or(1, |(units, _)| *units)
    }

    /// Index of the unit that contains an instant; the first unit of the axis is 0.
    fn unit_of(&self, at: NaiveDateTime) -> i64 {
        match &self.starts {
            None => (at - self.axis.first).num_seconds(),
            Some(starts) => {
                let begun = starts.partition_point(|first| *first <= at);
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

    /// The column of an instant, clamped to the first and the last.
    pub fn column(&self, at: NaiveDateTime) -> usize {
        self.edge(self.unit_of(at)).min(self.columns - 1)
    }

    /// The column after the unit that contains an instant (exclusive end).
    pub fn end(&self, at: NaiveDateTime) -> usize {
        self.edge(self.unit_of(at) + 1)
    }

    /// First and last column (inclusive) of the part of `bounds` on the axis; `None` if there is
    /// none.
    pub fn covered_columns(&self, bounds: Bounds) -> Option<(usize, usize)> {
        let (first, last) = self.axis.clip(bounds)?;
        let end = self.end(last).saturating_sub(1);
        Some((self.column(first), self.column(last).max(end)))
    }

    /// The day on which the unit at a column begins; `None` beyond the axis.
    pub fn day_at(&self, column: usize) -> Option<NaiveDate> {
        let column = i64::try_from(column).ok()?;
        let unit = column * self.units() / i64::try_from(self.columns).ok()?;
        let start = match &self.starts {
            Some(starts) => starts.get(usize::try_from(unit).ok()?).copied(),
            None => self.axis.first.checked_add_signed(TimeDelta::seconds(unit)),
        };
        Some(start?.date())
    }

    /// Labels at the finest interval that fits, preceded by a row of the next coarser unit if that
    /// fits: years above months, months above days, days above hours. `measure` returns the width of a label in
    /// columns, including the gap after it.
    pub fn labels(&self, measure: fn(&str) -> usize) -> Vec<LabelRow> {
        let intervals = self.axis.intervals();
        let fitting = intervals.iter().find_map(|interval| {
            let lower = self.label_row(*interval, measure, |at| interval.labels(at).0)?;
            Some((interval, lower))
        });
        let Some((interval, lower)) = fitting else {
            return Vec::new();
        };
        let mut units = intervals.iter().map(|other| other.unit);
        let above = units.find(|unit| *unit < interval.unit);
        let mut coarser = intervals.iter().filter(|other| Some(other.unit) == above);
        let upper =
            coarser.find_map(|other| self.label_row(*other, measure, |at| interval.labels(at).1));
        upper.into_iter().chain([lower]).collect()
    }

    /// A row of months below a row of `years`, where they have room. Every year with such months is
    /// labelled; a label of another year gives way if the two would touch.
    pub fn months_below(&self, years: &mut LabelRow, measure: fn(&str) -> usize) -> LabelRow {
        let [mut wide_years, mut months] =
            [Grain::Year, Grain::Month].map(|unit| self.units_with_room(unit, measure));
        months.retain(|(month, _)| {
            let mut years = wide_years.iter();
            years.any(|(year, _)| year.contains(&month.start))
        });
        wide_years.retain(|(year, _)| months.iter().any(|(month, _)| year.contains(&month.start)));
        years.retain(|(column, text)| {
            let end = column + measure(text);
            let mut wide_years = wide_years.iter();
            wide_years
                .all(|(year, text)| end <= year.start || year.start + measure(text) <= *column)
        });
        let labels = |units: Vec<(Range<usize>, String)>| {
            let labels = units.into_iter();
            labels
                .map(|(columns, text)| (columns.start, text))
                .collect::<LabelRow>()
        };
        years.extend(labels(wide_years));
        years.sort_unstable();
        labels(months)
    }

    /// The columns and the label of each year or month that is wide enough for its label.
    fn units_with_room(
        &self,
        unit: Grain,
        measure: fn(&str) -> usize,
    ) -> Vec<(Range<usize>, String)> {
        let interval = TickInterval { unit, every: 1 };
        let stretches = self.axis.stretches(interval).into_iter();
        let units = stretches.map(|(first, last)| {
            let columns = self.column(first)..self.end(last);
            (columns, interval.labels(first).0)
        });
        let has_room = |(columns, text): &(Range<usize>, String)| measure(text) <= columns.len();
        units.filter(has_room).collect()
    }

    /// Labels at the ticks of an interval, at least one column apart; `None` if they do not fit.
    fn label_row(
        &self,
        interval: TickInterval,
        measure: fn(&str) -> usize,
        label: impl Fn(NaiveDateTime) -> String,
    ) -> Option<LabelRow> {
        let ticks = self.axis.ticks(interval).into_iter();
        let mut placed: LabelRow = ticks.map(|at| (self.column(at), label(at))).collect();
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Date;
    use proptest::prelude::*;
    use strum::VariantArray;

    /// The bounds of an EDTF date.
    fn date(text: &str) -> Bounds {
        Date::parse(text).unwrap().bounds()
    }

    fn axis(first: &str, last: &str) -> Axis {
        Axis::over(&[date(first), date(last)], Bounds::default(), None).unwrap()
    }

    proptest! {
        /// At any width and for any days, labels neither touch nor leave the axis.
        #[test]
        fn labels_have_room(
            first in -300_000i64..300_000,
            days in prop_oneof![0i64..4, 0i64..200_000],
            minutes in prop::array::uniform2(0u32..24 * 60),
            columns in 8usize..250,
            grain in prop::option::of(prop::sample::select(Grain::VARIANTS)),
        ) {
            let epoch = NaiveDate::from_ymd_opt(1953, 1, 1).unwrap();
            let first = epoch + chrono::Duration::days(first);
            let last = first + chrono::Duration::days(days);
            let time = |day, minute| Bounds::time(day, [minute / 60, minute % 60], None);
            let dates = [time(first, minutes[0]), time(last, minutes[1])];
            let axis = Axis::over(&dates, Bounds::default(), grain).unwrap();
            let mut scales = vec![
                Scale::of_seconds(axis, columns),
                Scale::of_density(axis, columns, &[axis.first, axis.first, axis.last]),
            ];
            scales.extend(Scale::of_stretches(axis, columns).map(|(scale, _)| scale));
            for scale in scales {
                let mut labels = scale.labels(str::len);
                if scale.starts.is_none() && axis.dense_interval().unit > axis.grain {
                    let months = labels.last_mut();
                    let months = months.map(|years| scale.months_below(years, |text| text.len() + 1));
                    labels.extend(months);
                }
                prop_assert!(scale.columns <= columns);
                for placed in &labels {
                    for pair in placed.windows(2) {
                        prop_assert!(pair[0].0 + pair[0].1.len() < pair[1].0, "{placed:?}");
                    }
                    for (column, text) in placed {
                        prop_assert!(column + text.len() <= scale.columns, "{placed:?}");
                    }
                }
                prop_assert_eq!(scale.column(axis.first), 0);
                prop_assert!(scale.column(axis.last) < scale.columns);
            }
        }
    }

    #[test]
    fn months_fall_on_columns_from_the_first_to_the_last() {
        let months = |columns| Scale::of_months(axis("1953-01", "1964-12"), columns);
        let scale = months(144);
        for (period, columns) in [
            ("1953-01", Some((0, 0))),
            ("1956", Some((36, 47))),
            ("1900-01-01/1953-02-01", Some((0, 1))),
            ("1965-01", None),
        ] {
            assert_eq!(scale.covered_columns(date(period)), columns);
        }
        assert_eq!(scale.covered_columns(Bounds::default()), Some((0, 143)));
        assert_eq!(scale.day_at(0), date("1953-01-01").earliest);
        assert_eq!(scale.day_at(143), date("1964-12-01").earliest);
        let december = months(60).covered_columns(date("1964-12"));
        assert_eq!(december, Some((59, 59)));
    }

    #[test]
    fn months_with_more_events_are_wider() {
        let days = ["1953-02-01", "1956-02-01", "1956-11-04", "1956-12-31"];
        let events = days.map(|day| date(day).ends()[0].unwrap());
        let scale = Scale::of_density(axis("1953", "1956"), 1000, &events);
        let wide = |period: &str| {
            let (first, last) = scale.axis.clip(date(period)).unwrap();
            scale.end(last) - scale.column(first)
        };
        assert_eq!(wide("1953"), 249);
        assert_eq!(wide("1955"), 150);
        assert_eq!(wide("1956"), 451);
        assert!(wide("1956-11") > 100);
        assert_eq!(scale.labels(str::len)[0].len(), 4);
    }

    #[test]
    fn a_year_with_labelled_months_is_labelled() {
        let events = ["1956-10", "1956-11"].map(|month| date(month).ends()[0].unwrap());
        let scale = Scale::of_density(axis("1951", "1962"), 100, &events);
        let mut years = scale.labels(str::len).remove(0);
        assert!(years.iter().all(|(_, year)| year != "1956"), "{years:?}");
        let months = scale.months_below(&mut years, |text| text.len() + 1);
        assert_eq!(months.len(), 2);
        assert!(years.iter().any(|(_, year)| year == "1956"), "{years:?}");
    }

    #[test]
    fn times_of_day_are_labelled_by_hours_below_their_days() {
        let night = axis("1912-04-14T22:25", "1912-04-15T02:20");
        let scale = Scale::of_seconds(night, 60);
        let texts = |row: &LabelRow| row.iter().map(|(_, text)| text.clone()).collect::<Vec<_>>();
        let labels = scale.labels(str::len);
        assert_eq!(texts(&labels[0]), ["14 Apr 1912", "15 Apr 1912"]);
        assert_eq!(texts(&labels[1])[..3], ["22:00", "22:30", "23:00"]);
        let struck = scale.covered_columns(date("1912-04-14T23:40"));
        assert_eq!(struck, Some((20, 20)));
        assert_eq!(scale.day_at(59), date("1912-04-15").earliest);
    }

    #[test]
    fn an_axis_is_labelled_at_every_width() {
        for columns in 20..250 {
            for axis in [axis("1953", "1964"), axis("1956-01", "1956-12")] {
                let labels = Scale::of_seconds(axis, columns).labels(str::len);
                assert!(labels.last().unwrap().len() > 1, "{columns}: {labels:?}");
            }
        }
    }
}
