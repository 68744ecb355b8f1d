//! The time axis of every chart: the days it covers, and the days at which it is labelled.

use chrono::{Datelike, NaiveDate};
use strum::{IntoStaticStr, VariantArray};

use crate::model::date::{Bounds, year_name};

/// How finely an axis is labelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Grain {
    Year,
    Month,
    Day,
}

impl Grain {
    /// The grain that suits an axis of `days` days.
    fn of_days(days: i64) -> Self {
        match days {
            0..=92 => Self::Day,
            93..=1100 => Self::Month,
            _ => Self::Year,
        }
    }
}

/// The distance between two ticks, in years, months or days. Days are counted from the first of
/// each month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TickInterval {
    pub unit: Grain,
    pub every: i32,
}

/// The supported tick intervals, finest first.
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
    /// Approximate length in days.
    fn days(self) -> i64 {
        let unit = match self.unit {
            Grain::Year => 365,
            Grain::Month => 30,
            Grain::Day => 1,
        };
        unit * i64::from(self.every)
    }

    /// The label of a tick at `day`, and the label for the row above; the latter is empty for
    /// years.
    pub fn labels(self, day: NaiveDate) -> (String, String) {
        let year = year_name(day.year());
        match self.unit {
            Grain::Year => (year, String::new()),
            Grain::Month => (day.format("%b").to_string(), year),
            Grain::Day => (
                day.day().to_string(),
                format!("{} {year}", day.format("%b")),
            ),
        }
    }

    /// The interval in words: "a year", "3 months".
    pub fn in_words(self) -> String {
        let unit: &str = self.unit.into();
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
    /// The axis from `first` to `last`. The ends of `period` take precedence; an end that it leaves
    /// open is extended to the start or end of its year or month. Without a `grain`, the length
    /// decides.
    pub fn over(first: NaiveDate, last: NaiveDate, period: Bounds, grain: Option<Grain>) -> Self {
        let last = last.max(first);
        let days = (last - first).num_days() + 1;
        let grain = grain.unwrap_or(Grain::of_days(days));
        let around = |day: NaiveDate| match grain {
            Grain::Year => Bounds::months(day.year(), 1, 12),
            Grain::Month => Bounds::months(day.year(), day.month(), 1),
            Grain::Day => Bounds::day(day),
        };
        Self {
            first: period.earliest.or(around(first).earliest).unwrap_or(first),
            last: period.latest.or(around(last).latest).unwrap_or(last),
            grain,
        }
    }

    /// Length in days.
    pub fn days(&self) -> i64 {
        (self.last - self.first).num_days() + 1
    }

    pub fn bounds(&self) -> Bounds {
        Bounds::day(self.first).to(Bounds::day(self.last))
    }

    /// The part of `bounds` on the axis, both ends inclusive; `None` if there is none.
    pub fn clip(&self, bounds: Bounds) -> Option<(NaiveDate, NaiveDate)> {
        let first = bounds.earliest.unwrap_or(self.first).max(self.first);
        let last = bounds.latest.unwrap_or(self.last).min(self.last);
        (first <= last).then_some((first, last))
    }

    /// Whether `bounds` extends before the start of the axis, and beyond its end.
    pub fn overrun(&self, bounds: Bounds) -> (bool, bool) {
        (
            bounds.earliest.is_none_or(|day| day < self.first),
            bounds.latest.is_none_or(|day| day > self.last),
        )
    }

    /// The tick intervals that suit the axis, finest first and none finer than its grain. Intervals
    /// with more ticks than any chart has room for are omitted.
    pub fn intervals(&self) -> Vec<TickInterval> {
        const MAX_TICKS: i64 = 4_000;
        let units = INTERVALS.iter().filter(|(unit, _)| *unit <= self.grain);
        units
            .flat_map(|(unit, every)| {
                let unit = *unit;
                every.iter().map(move |&every| TickInterval { unit, every })
            })
            .filter(|interval| self.days() / interval.days() <= MAX_TICKS)
            .collect()
    }

    /// The finest interval that divides the axis into few parts: months, if they are few, also on an
    /// axis of years.
    pub fn dense_interval(&self) -> TickInterval {
        const MAX_PARTS: i64 = 160;
        let month = TickInterval {
            unit: Grain::Month,
            every: 1,
        };
        let finer = Some(month).filter(|_| self.grain == Grain::Year);
        let mut intervals = finer.into_iter().chain(self.intervals());
        let is_coarse = |interval: &TickInterval| self.days() / interval.days() <= MAX_PARTS;
        intervals.find(is_coarse).unwrap_or(month)
    }

    /// The days of the axis on which an interval begins.
    pub fn ticks(&self, interval: TickInterval) -> Vec<NaiveDate> {
        let first_of_month = |month: i32| {
            let (year, month0) = (month.div_euclid(12), month.rem_euclid(12));
            NaiveDate::from_ymd_opt(year, month0.unsigned_abs() + 1, 1)
        };
        let Self { first, last, .. } = *self;
        let every = interval.every;
        let step = usize::try_from(every).unwrap_or(1);
        let days: Vec<Option<NaiveDate>> = match interval.unit {
            Grain::Day => {
                let is_tick = |day: &NaiveDate| {
                    every == 1
                        || (day.day() <= 22 && day.day0().is_multiple_of(every.unsigned_abs()))
                };
                let days = first.iter_days().take_while(|day| *day <= last);
                return days.filter(is_tick).collect();
            }
            Grain::Month => {
                let months = 12 * first.year()..=12 * last.year() + 11;
                months.step_by(step).map(first_of_month).collect()
            }
            // Intervals up to 3 years start at the first year; longer ones fall on round years.
            Grain::Year if every <= 3 => {
                let years = first.year()..=last.year();
                years
                    .step_by(step)
                    .map(|year| first_of_month(12 * year))
                    .collect()
            }
            Grain::Year => {
                // 44 BC counts as -44. There is no year 0; the year 1 takes its place.
                let round = (first.year() - 1).div_euclid(every) * every;
                let years = (round..=last.year()).step_by(step);
                let years = years.map(|year| if year > 0 { year } else { year + 1 });
                years.map(|year| first_of_month(12 * year)).collect()
            }
        };
        let days = days.into_iter().flatten();
        days.filter(|day| (first..=last).contains(day)).collect()
    }

    /// The ranges between ticks, both ends inclusive. The first and the last may be shorter than
    /// the interval.
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

#[cfg(test)]
mod tests {
    use super::*;

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
        let period = Bounds::days(Some(day("1953-03-05")), None);
        let axis = Axis::over(day("1953-03-05"), day("1960-02-02"), period, None);
        assert_eq!(
            (axis.first, axis.last),
            (day("1953-03-05"), day("1960-12-31"))
        );
    }

    #[test]
    fn stretches_leave_no_day_out_and_share_none() {
        for &grain in Grain::VARIANTS {
            let axis = Axis::over(
                day("1953-03-05"),
                day("1956-10-14"),
                Bounds::days(Some(day("1953-03-05")), Some(day("1956-10-14"))),
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
    fn an_axis_has_no_year_0() {
        let axis = axis("-0299-01-01", "0300-12-31", None);
        let labels = |every| {
            let unit = Grain::Year;
            let interval = TickInterval { unit, every };
            let ticks = axis.ticks(interval).into_iter();
            ticks.map(|day| interval.labels(day).0).collect::<Vec<_>>()
        };
        let round = [
            "300 BC", "200 BC", "100 BC", "AD 1", "AD 100", "AD 200", "AD 300",
        ];
        assert_eq!(labels(100), round);
        assert_eq!(labels(1)[298..302], ["2 BC", "1 BC", "AD 1", "AD 2"]);
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
}
