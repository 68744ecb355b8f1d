//! The time axis of every drawing: the days it covers, the columns they fall on, and its labels.

use chrono::{Datelike, Months, NaiveDate};

use crate::model::date::Bounds;

/// How finely an axis is labelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    Year,
    Month,
    Day,
}

impl Grain {
    pub const ALL: [Self; 3] = [Self::Year, Self::Month, Self::Day];

    /// The word that is typed for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
        }
    }

    /// The grain that suits so many days.
    fn of_days(days: i64) -> Self {
        match days {
            0..=92 => Self::Day,
            93..=1100 => Self::Month,
            _ => Self::Year,
        }
    }
}

/// The distance between two ticks: so many years, months, or days of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TickInterval {
    pub unit: Grain,
    pub every: i32,
}

/// The distances in which people count, from the finest.
const INTERVALS: [(Grain, &[i32]); 3] = [
    (Grain::Day, &[1, 7, 14]),
    (Grain::Month, &[1, 2, 3, 6]),
    (
        Grain::Year,
        &[
            1, 2, 3, 5, 10, 20, 50, 100, 500, 1_000, 10_000, 100_000, 1_000_000,
        ],
    ),
];

impl TickInterval {
    /// Roughly how many days it is.
    fn days(self) -> i64 {
        let unit = match self.unit {
            Grain::Year => 365,
            Grain::Month => 30,
            Grain::Day => 1,
        };
        unit * i64::from(self.every)
    }

    fn label(self, day: NaiveDate) -> String {
        match self.unit {
            Grain::Year => day.year().to_string(),
            Grain::Month => day.format("%b").to_string(),
            Grain::Day => day.day().to_string(),
        }
    }

    /// The unit that the labels leave unsaid, which a second row of labels has to say.
    fn unit_above(self) -> Option<Grain> {
        match self.unit {
            Grain::Year => None,
            Grain::Month => Some(Grain::Year),
            Grain::Day => Some(Grain::Month),
        }
    }

    fn label_above(self, day: NaiveDate) -> String {
        match self.unit {
            Grain::Day => format!("{} {}", day.format("%b"), day.year()),
            _ => day.year().to_string(),
        }
    }

    /// The interval in words: "a year", "3 months".
    pub fn words(self) -> String {
        let unit = self.unit.word();
        match self.every {
            1 => format!("a {unit}"),
            every => format!("{every} {unit}s"),
        }
    }
}

/// The days from `first` to `last`, both inclusive; `last` is no earlier than `first`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub grain: Grain,
}

impl Axis {
    /// The axis from one day to another. A side that the period leaves open is moved out to the
    /// beginning or the end of its year or month; without a grain the length chooses it.
    pub fn over(first: NaiveDate, last: NaiveDate, period: Bounds, grain: Option<Grain>) -> Self {
        let last = last.max(first);
        let days = (last - first).num_days() + 1;
        let grain = grain.unwrap_or(Grain::of_days(days));
        let (start, end) = match grain {
            Grain::Year => (
                NaiveDate::from_ymd_opt(first.year(), 1, 1),
                NaiveDate::from_ymd_opt(last.year(), 12, 31),
            ),
            Grain::Month => (first.with_day(1), last_of_month(last)),
            Grain::Day => (None, None),
        };
        Self {
            first: period.earliest.or(start).unwrap_or(first),
            last: period.latest.or(end).unwrap_or(last),
            grain,
        }
    }

    /// How many days it has.
    pub fn days(&self) -> i64 {
        (self.last - self.first).num_days() + 1
    }

    /// Its first and last day.
    pub fn bounds(&self) -> Bounds {
        Bounds {
            earliest: Some(self.first),
            latest: Some(self.last),
        }
    }

    /// The first and the last of some days that lie on the axis; `None` if none does.
    pub fn clip(&self, bounds: Bounds) -> Option<(NaiveDate, NaiveDate)> {
        let first = bounds.earliest.unwrap_or(self.first).max(self.first);
        let last = bounds.latest.unwrap_or(self.last).min(self.last);
        (first <= last).then_some((first, last))
    }

    /// Whether some days go on before the axis, and after it.
    pub fn overrun(&self, bounds: Bounds) -> (bool, bool) {
        (
            bounds.earliest.is_none_or(|day| day < self.first),
            bounds.latest.is_none_or(|day| day > self.last),
        )
    }

    /// The intervals in which it can be labelled, from its grain on. Those with more labels than
    /// any drawing has room for are left out.
    pub fn intervals(&self) -> Vec<TickInterval> {
        const MOST_TICKS: i64 = 4_000;
        let units = INTERVALS.iter().filter(|(unit, _)| *unit <= self.grain);
        units
            .flat_map(|(unit, every)| {
                let unit = *unit;
                every.iter().map(move |&every| TickInterval { unit, every })
            })
            .filter(|interval| self.days() / interval.days() <= MOST_TICKS)
            .collect()
    }

    /// The days of the axis on which an interval begins.
    pub fn ticks(&self, interval: TickInterval) -> Vec<NaiveDate> {
        let Self { first, last, .. } = *self;
        let every = interval.every;
        let step = usize::try_from(every).unwrap_or(1);
        let days: Vec<NaiveDate> = match interval.unit {
            Grain::Year => {
                // Short intervals are counted from the first year, the others lead to round years.
                let start = if every > 3 {
                    first.year().div_euclid(every) * every
                } else {
                    first.year()
                };
                (start..=last.year())
                    .step_by(step)
                    .filter_map(|year| NaiveDate::from_ymd_opt(year, 1, 1))
                    .collect()
            }
            Grain::Month => (first.year()..=last.year())
                .flat_map(|year| (1..=12).step_by(step).map(move |month| (year, month)))
                .filter_map(|(year, month)| NaiveDate::from_ymd_opt(year, month, 1))
                .collect(),
            Grain::Day => first
                .iter_days()
                .take_while(|day| *day <= last)
                .filter(|day| {
                    every == 1 || (day.day() <= 22 && day.day0() % every.unsigned_abs() == 0)
                })
                .collect(),
        };
        let inside = days.into_iter().filter(|day| (first..=last).contains(day));
        inside.collect()
    }

    /// The stretches between the ticks, both ends inclusive; the first and the last may be shorter
    /// than the interval.
    pub fn stretches(&self, interval: TickInterval) -> Vec<(NaiveDate, NaiveDate)> {
        let mut starts = self.ticks(interval);
        if starts.first() != Some(&self.first) {
            starts.insert(0, self.first);
        }
        let ends = starts.iter().skip(1).filter_map(NaiveDate::pred_opt);
        let ends: Vec<NaiveDate> = ends.chain([self.last]).collect();
        starts.into_iter().zip(ends).collect()
    }
}

fn last_of_month(day: NaiveDate) -> Option<NaiveDate> {
    let next = day.with_day(1)?.checked_add_months(Months::new(1))?;
    next.pred_opt()
}

/// What is equally wide on a scale.
enum Unit {
    Day,
    Month,
    /// The stretches that begin on these days.
    Stretch(Vec<NaiveDate>),
}

/// An axis over columns: cells of a terminal, or units of a poster.
pub struct Scale {
    pub axis: Axis,
    pub columns: usize,
    unit: Unit,
}

/// The labels of a scale, each with the column in which it begins; none touches another.
#[derive(Default)]
pub struct Labels {
    /// What the others leave unsaid: years over months, months over days.
    pub upper: Vec<(usize, String)>,
    pub lower: Vec<(usize, String)>,
}

impl Scale {
    /// A scale on which every day is as wide as the next.
    pub fn of_days(axis: Axis, columns: usize) -> Self {
        let unit = Unit::Day;
        Self {
            axis,
            columns,
            unit,
        }
    }

    /// A scale on which every month is as wide as the next; its axis has whole months.
    pub fn of_months(first: NaiveDate, last: NaiveDate, columns: usize) -> Self {
        Self {
            axis: Axis::over(first, last, Bounds::default(), Some(Grain::Month)),
            columns,
            unit: Unit::Month,
        }
    }

    /// A scale on which every stretch of the finest interval that fits is as wide as the next, and
    /// that interval; `None` if even the coarsest has too many.
    pub fn of_stretches(axis: Axis, columns: usize) -> Option<(Self, TickInterval)> {
        const WIDEST: usize = 9;
        axis.intervals().into_iter().find_map(|interval| {
            let stretches = axis.stretches(interval).into_iter();
            let starts: Vec<NaiveDate> = stretches.map(|(first, _)| first).collect();
            let each = (columns / starts.len()).min(WIDEST);
            let scale = Self {
                axis,
                columns: each * starts.len(),
                unit: Unit::Stretch(starts),
            };
            (each > 0).then_some((scale, interval))
        })
    }

    /// How many units the axis has.
    fn units(&self) -> i64 {
        self.unit_of(self.axis.last) + 1
    }

    /// Which unit a day is in, counted from the first of the axis.
    fn unit_of(&self, day: NaiveDate) -> i64 {
        match &self.unit {
            Unit::Day => (day - self.axis.first).num_days(),
            Unit::Month => month_number(day) - month_number(self.axis.first),
            Unit::Stretch(starts) => {
                let begun = starts.partition_point(|first| *first <= day);
                i64::try_from(begun).unwrap_or(i64::MAX) - 1
            }
        }
    }

    /// The column in which a unit begins.
    fn edge(&self, unit: i64) -> usize {
        let columns = i64::try_from(self.columns).unwrap_or(i64::MAX);
        let edge = unit.saturating_mul(columns) / self.units();
        usize::try_from(edge.max(0)).map_or(self.columns, |edge| edge.min(self.columns))
    }

    /// The column of a day; the first or the last for a day beyond the axis.
    pub fn column(&self, day: NaiveDate) -> usize {
        self.edge(self.unit_of(day)).min(self.columns - 1)
    }

    /// The column in which the unit after that of a day begins.
    pub fn end(&self, day: NaiveDate) -> usize {
        self.edge(self.unit_of(day) + 1)
    }

    /// The first and the last column of some days, as far as they are on the axis.
    pub fn covered(&self, bounds: Bounds) -> Option<(usize, usize)> {
        let (first, last) = self.axis.clip(bounds)?;
        let end = self.end(last).saturating_sub(1);
        Some((self.column(first), self.column(last).max(end)))
    }

    /// The year at a column of a scale of months.
    pub fn year_at(&self, column: usize) -> Option<i32> {
        let months = usize::try_from(self.units()).ok()?;
        let before = u32::try_from(column * months / self.columns).ok()?;
        let month = self.axis.first.checked_add_months(Months::new(before))?;
        Some(month.year())
    }

    /// Labels in the finest interval in which they do not touch, and above them what they leave
    /// unsaid. `measure` is how many columns a label takes, with what has to stay free behind it.
    pub fn labels(&self, measure: fn(&str) -> usize) -> Labels {
        let intervals = self.axis.intervals();
        let found = intervals.iter().find_map(|interval| {
            let lower = self.placed(*interval, measure, |day| interval.label(day))?;
            Some((interval, lower))
        });
        let Some((interval, lower)) = found else {
            return Labels::default();
        };
        let above = interval.unit_above();
        let mut coarser = intervals.iter().filter(|other| Some(other.unit) == above);
        let upper = coarser
            .find_map(|coarse| self.placed(*coarse, measure, |day| interval.label_above(day)));
        Labels {
            upper: upper.unwrap_or_default(),
            lower,
        }
    }

    /// Labels at the ticks of an interval, a blank at least between two of them; `None` if they do
    /// not fit.
    fn placed(
        &self,
        interval: TickInterval,
        measure: fn(&str) -> usize,
        label: impl Fn(NaiveDate) -> String,
    ) -> Option<Vec<(usize, String)>> {
        let ticks = self.axis.ticks(interval).into_iter();
        let mut placed: Vec<(usize, String)> =
            ticks.map(|day| (self.column(day), label(day))).collect();
        // The first days of the axis have no label of their own if they begin no interval.
        let first = label(self.axis.first);
        if placed
            .first()
            .is_none_or(|(column, _)| measure(&first) < *column)
        {
            placed.insert(0, (0, first));
        }
        // The last label gives way where the axis ends too soon for it.
        let fits = |(column, text): &(usize, String)| column + measure(text) <= self.columns;
        if placed.len() > 1 && !placed.last().is_some_and(fits) {
            placed.pop();
        }
        let apart = placed
            .windows(2)
            .all(|pair| pair[0].0 + measure(&pair[0].1) < pair[1].0);
        (apart && placed.iter().all(fits)).then_some(placed)
    }

    /// As many years as have room, from the first on; `room` is what each takes at least.
    pub fn years(&self, room: usize) -> Vec<(usize, String)> {
        let mut free = 0;
        let mut placed = Vec::new();
        for year in self.axis.first.year()..=self.axis.last.year() {
            let label = year.to_string();
            let begin = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(self.axis.first);
            let column = self.column(begin);
            if column >= free && column + label.len() <= self.columns {
                free = column + label.len().max(room) + 1;
                placed.push((column, label));
            }
        }
        placed
    }
}

fn month_number(day: NaiveDate) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month0())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn axis(first: &str, last: &str, grain: Option<Grain>) -> Axis {
        Axis::over(day(first), day(last), Bounds::default(), grain)
    }

    #[test]
    fn the_length_chooses_the_grain_and_the_grain_the_ends() {
        let years = axis("1953-03-05", "1964-10-14", None);
        assert_eq!(
            (years.first, years.last),
            (day("1953-01-01"), day("1964-12-31"))
        );
        let months = axis("1956-02-25", "1956-11-04", None);
        assert_eq!(
            (months.first, months.last),
            (day("1956-02-01"), day("1956-11-30"))
        );
        let days = axis("1956-10-23", "1956-11-04", None);
        assert_eq!(
            (days.first, days.last),
            (day("1956-10-23"), day("1956-11-04"))
        );
        assert_eq!(days.days(), 13);
    }

    #[test]
    fn an_asked_for_end_stays_where_it_is() {
        let period = Bounds {
            earliest: Some(day("1953-03-05")),
            latest: None,
        };
        let axis = Axis::over(day("1953-03-05"), day("1960-02-02"), period, None);
        assert_eq!(
            (axis.first, axis.last),
            (day("1953-03-05"), day("1960-12-31"))
        );
    }

    #[test]
    fn stretches_leave_no_day_out_and_share_none() {
        for grain in Grain::ALL {
            let axis = Axis::over(
                day("1953-03-05"),
                day("1956-10-14"),
                Bounds {
                    earliest: Some(day("1953-03-05")),
                    latest: Some(day("1956-10-14")),
                },
                Some(grain),
            );
            for interval in axis.intervals() {
                let stretches = axis.stretches(interval);
                assert_eq!(stretches[0].0, axis.first);
                assert_eq!(stretches.last().unwrap().1, axis.last);
                for pair in stretches.windows(2) {
                    assert_eq!(pair[0].1.succ_opt().unwrap(), pair[1].0, "{interval:?}");
                }
            }
        }
    }

    #[test]
    fn an_axis_of_all_years_has_few_labels() {
        let all = Axis::over(
            NaiveDate::MIN,
            NaiveDate::MAX,
            Bounds::default(),
            Some(Grain::Day),
        );
        assert!(
            all.intervals()
                .into_iter()
                .all(|interval| all.ticks(interval).len() <= 4_001)
        );
        assert!(!all.intervals().is_empty());
    }

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
            let mut scales = vec![Scale::of_days(axis, columns)];
            scales.extend(Scale::of_stretches(axis, columns).map(|(scale, _)| scale));
            for scale in scales {
                let labels = scale.labels(str::len);
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
    fn months_fall_on_columns_from_the_first_to_the_last() {
        let period = |from: &str, to: &str| Bounds {
            earliest: Some(day(from)),
            latest: Some(day(to)),
        };
        let months = |columns| Scale::of_months(day("1953-01-01"), day("1964-12-31"), columns);
        let scale = months(144);
        for (from, to, columns) in [
            ("1953-01-01", "1953-01-31", Some((0, 0))),
            ("1956-01-01", "1956-12-31", Some((36, 47))),
            ("1900-01-01", "1953-02-01", Some((0, 1))),
            ("1965-01-01", "1965-02-01", None),
        ] {
            assert_eq!(scale.covered(period(from, to)), columns);
        }
        assert_eq!(scale.covered(Bounds::default()), Some((0, 143)));
        assert_eq!(
            (scale.year_at(0), scale.year_at(143)),
            (Some(1953), Some(1964))
        );
        let december = months(60).covered(period("1964-12-01", "1964-12-31"));
        assert_eq!(december, Some((59, 59)));
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
            for axis in [years, months] {
                let labels = Scale::of_days(axis, columns).labels(str::len);
                assert!(labels.lower.len() > 1, "{columns}: {:?}", labels.lower);
            }
        }
    }
}
