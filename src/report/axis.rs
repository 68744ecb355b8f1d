//! The time axis of every chart: the time it covers, and the instants at which it is labelled.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use itertools::Itertools as _;
use strum::{IntoStaticStr, VariantArray};

use crate::model::date::{Bounds, year_name};

const HOUR: i64 = 60 * 60;
const DAY: i64 = 24 * HOUR;

/// How finely an axis is labelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Grain {
    Year,
    Month,
    Day,
    /// Hours and minutes.
    Hour,
}

impl Grain {
    /// The grain that suits an axis of `seconds` seconds.
    fn of_seconds(seconds: i64) -> Self {
        match (seconds - 1) / DAY + 1 {
            0..=92 => Self::Day,
            93..=1100 => Self::Month,
            _ => Self::Year,
        }
    }
}

/// The distance between two ticks, in years, months, days or minutes. Days are counted from the
/// first of each month, minutes from midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TickInterval {
    pub unit: Grain,
    /// The number of units; of minutes if the unit is the hour.
    pub every: i32,
}

/// The supported tick intervals, finest first.
const INTERVALS: [(Grain, &[i32]); 4] = [
    (Grain::Hour, &[1, 5, 15, 30, 60, 120, 180, 360, 720]),
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
    /// Approximate length in seconds.
    fn seconds(self) -> i64 {
        let unit = match self.unit {
            Grain::Year => 365 * DAY,
            Grain::Month => 30 * DAY,
            Grain::Day => DAY,
            Grain::Hour => 60,
        };
        unit * i64::from(self.every)
    }

    /// The label of a tick, and the label for the row above; the latter is empty for years.
    pub fn labels(self, tick: NaiveDateTime) -> (String, String) {
        let year = year_name(tick.year());
        let format = |pattern| tick.format(pattern).to_string();
        match self.unit {
            Grain::Year => (year, String::new()),
            Grain::Month => (format("%b"), year),
            Grain::Day => (format("%-d"), format!("{} {year}", format("%b"))),
            Grain::Hour => (format("%H:%M"), format!("{} {year}", format("%-d %b"))),
        }
    }

    /// The interval in words: "a year", "3 months", "5 minutes".
    pub fn in_words(self) -> String {
        let (unit, every): (&str, i32) = match (self.unit, self.every) {
            (Grain::Hour, 60) => return "an hour".into(),
            (Grain::Hour, every) if every < 60 => ("minute", every),
            (Grain::Hour, every) => ("hour", every / 60),
            (unit, every) => (unit.into(), every),
        };
        match every {
            1 => format!("a {unit}"),
            every => format!("{every} {unit}s"),
        }
    }
}

/// The time from the second `first` to the second `last`, both inclusive; `last` is no earlier than
/// `first`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    pub first: NaiveDateTime,
    pub last: NaiveDateTime,
    pub grain: Grain,
}

impl Axis {
    /// The axis over `period`; an open end of it is where the outermost of the `dates` are, and
    /// whole units around them. `None` if nothing has a known day. Without a `grain`, the length
    /// decides; hours are for times of day within a few days.
    pub fn over(dates: &[Bounds], period: Bounds, grain: Option<Grain>) -> Option<Self> {
        const MAX_DAYS_OF_HOURS: i64 = 3;
        let [start, end] = period.ends();
        let frame = |known: Option<(NaiveDateTime, NaiveDateTime)>| {
            let (first, last) = known.unzip();
            let (first, last) = (start.or(first), end.or(last));
            let (first, last) = (first.or(last)?, last.or(first)?);
            Some((first, last.max(first)))
        };
        let length =
            |(first, last): (NaiveDateTime, NaiveDateTime)| (last - first).num_seconds() + 1;
        let ends = frame(extent(dates))?;
        let has_hours =
            length(ends) <= MAX_DAYS_OF_HOURS * DAY && dates.iter().any(|date| date.has_time());
        let grain = grain.or(has_hours.then_some(Grain::Hour));
        let ends = match grain {
            Some(Grain::Hour) => frame(extent_of_times(dates))?,
            _ => ends,
        };
        let grain = grain.unwrap_or_else(|| Grain::of_seconds(length(ends)));
        let step = if length(ends) < 2 * HOUR { 300 } else { HOUR };
        let around = |at: NaiveDateTime| match grain {
            Grain::Year => Bounds::months(at.year(), 1, 12),
            Grain::Month => Bounds::months(at.year(), at.month(), 1),
            Grain::Day => Bounds::day(at.date()),
            Grain::Hour => {
                let into = i64::from(at.num_seconds_from_midnight()) % step;
                let first = at - TimeDelta::seconds(into);
                Bounds::between(first, first + TimeDelta::seconds(step - 1))
            }
        };
        Some(Self {
            first: start.or(around(ends.0).ends()[0]).unwrap_or(ends.0),
            last: end.or(around(ends.1).ends()[1]).unwrap_or(ends.1),
            grain,
        })
    }

    /// Length in seconds.
    pub fn seconds(&self) -> i64 {
        (self.last - self.first).num_seconds() + 1
    }

    pub fn bounds(&self) -> Bounds {
        Bounds::between(self.first, self.last)
    }

    /// The part of `bounds` on the axis, both ends inclusive; `None` if there is none.
    pub fn clip(&self, bounds: Bounds) -> Option<(NaiveDateTime, NaiveDateTime)> {
        let [first, last] = bounds.ends();
        let first = first.unwrap_or(self.first).max(self.first);
        let last = last.unwrap_or(self.last).min(self.last);
        (first <= last).then_some((first, last))
    }

    /// Whether `bounds` extends before the start of the axis, and beyond its end.
    pub fn overrun(&self, bounds: Bounds) -> (bool, bool) {
        let [first, last] = bounds.ends();
        (
            first.is_none_or(|first| first < self.first),
            last.is_none_or(|last| last > self.last),
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
            .filter(|interval| self.seconds() / interval.seconds() <= MAX_TICKS)
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
        let is_coarse = |interval: &TickInterval| self.seconds() / interval.seconds() <= MAX_PARTS;
        intervals.find(is_coarse).unwrap_or(month)
    }

    /// The instants of the axis at which an interval begins.
    pub fn ticks(&self, interval: TickInterval) -> Vec<NaiveDateTime> {
        let first_of_month = |month: i32| {
            let (year, month0) = (month.div_euclid(12), month.rem_euclid(12));
            NaiveDate::from_ymd_opt(year, month0.unsigned_abs() + 1, 1)
        };
        let (first, last) = (self.first.date(), self.last.date());
        let every = interval.every;
        let step = usize::try_from(every).unwrap_or(1);
        let all_days = || first.iter_days().take_while(|day| *day <= last);
        let days: Vec<Option<NaiveDate>> = match interval.unit {
            Grain::Hour => {
                let minutes = || (0..24 * 60).step_by(step);
                let at = |day: NaiveDate, minute: u32| day.and_hms_opt(minute / 60, minute % 60, 0);
                let ticks = all_days().flat_map(|day| minutes().filter_map(move |m| at(day, m)));
                return self.within(ticks);
            }
            Grain::Day => {
                let is_tick = |day: &NaiveDate| {
                    every == 1
                        || (day.day() <= 22 && day.day0().is_multiple_of(every.unsigned_abs()))
                };
                all_days().filter(is_tick).map(Some).collect()
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
        self.within(days.map(|day| day.and_time(NaiveTime::MIN)))
    }

    fn within(&self, instants: impl Iterator<Item = NaiveDateTime>) -> Vec<NaiveDateTime> {
        instants
            .filter(|at| (self.first..=self.last).contains(at))
            .collect()
    }

    /// The ranges between ticks, both ends inclusive. The first and the last may be shorter than
    /// the interval.
    pub fn stretches(&self, interval: TickInterval) -> Vec<(NaiveDateTime, NaiveDateTime)> {
        let mut starts = self.ticks(interval);
        if starts.first() != Some(&self.first) {
            starts.insert(0, self.first);
        }
        let ends = starts.iter().skip(1).map(|at| *at - TimeDelta::seconds(1));
        let ends: Vec<NaiveDateTime> = ends.chain([self.last]).collect();
        starts.into_iter().zip(ends).collect()
    }
}

/// From the first known instant to the last.
fn extent(dates: &[Bounds]) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let ends = dates.iter().flat_map(|bounds| bounds.ends()).flatten();
    ends.minmax().into_option()
}

/// From the first time of day to the last. A date without a time extends it only if it lies wholly
/// outside, so that times are not pressed together by the day around them.
fn extent_of_times(dates: &[Bounds]) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let (timed, days): (Vec<Bounds>, Vec<Bounds>) = dates.iter().partition(|date| date.has_time());
    let Some((mut first, mut last)) = extent(&timed) else {
        return extent(&days);
    };
    for [from, to] in days.into_iter().map(Bounds::ends) {
        if let Some(to) = to.filter(|to| *to < first) {
            first = from.unwrap_or(to);
        }
        if let Some(from) = from.filter(|from| *from > last) {
            last = to.unwrap_or(from);
        }
    }
    Some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Date;

    /// The bounds of an EDTF date.
    fn date(text: &str) -> Bounds {
        Date::parse(text).unwrap().bounds()
    }

    fn axis(dates: &[&str], period: Bounds, grain: Option<Grain>) -> Axis {
        let dates: Vec<Bounds> = dates.iter().copied().map(date).collect();
        Axis::over(&dates, period, grain).unwrap()
    }

    #[test]
    fn the_length_chooses_the_grain_and_the_grain_the_ends() {
        for (dates, bounds, grain) in [
            (&["1953-03-05", "1964-10-14"][..], "1953/1964", Grain::Year),
            (
                &["1956-02-25", "1956-11-04"],
                "1956-02/1956-11",
                Grain::Month,
            ),
            (
                &["1956-10-23", "1956-11-04"],
                "1956-10-23/1956-11-04",
                Grain::Day,
            ),
            (
                &["1912-04-14T22:25", "1912-04-15T02:20"],
                "1912-04-14T22:00:00/1912-04-15T02:59:59",
                Grain::Hour,
            ),
            // Within two hours, the ends are multiples of five minutes.
            (
                &["1912-04-14T23:41", "1912-04-15T00:12"],
                "1912-04-14T23:40:00/1912-04-15T00:14:59",
                Grain::Hour,
            ),
            // A day around the times does not extend the axis; one after them does.
            (
                &["1912-04-14T22:25", "1912-04-14T23:40", "1912-04-14"],
                "1912-04-14T22:25:00/1912-04-14T23:44:59",
                Grain::Hour,
            ),
            (
                &["1912-04-14T22:25", "1912-04-14", "1912-04-15"],
                "1912-04-14T22:00:00/1912-04-15T23:59:59",
                Grain::Hour,
            ),
            (
                &["1912-04-14T22:25", "1912-04-18"],
                "1912-04-14/1912-04-18",
                Grain::Day,
            ),
        ] {
            let axis = axis(dates, Bounds::default(), None);
            assert_eq!(
                (axis.bounds(), axis.grain),
                (date(bounds), grain),
                "{dates:?}"
            );
        }
    }

    #[test]
    fn an_asked_for_end_stays_where_it_is() {
        let period = Bounds::days(date("1953-03-05").earliest, None);
        let axis = axis(&["1953-03-05", "1960-02-02"], period, None);
        assert_eq!(axis.bounds(), date("1953-03-05/1960-12-31"));
    }

    #[test]
    fn stretches_leave_nothing_out_and_share_nothing() {
        for (period, grain) in Grain::VARIANTS
            .iter()
            .map(|grain| ("1953-03-05/1956-10-14", grain))
            .chain([("1912-04-14T22:25/1912-04-15T02:20", &Grain::Hour)])
        {
            let axis = axis(&[], date(period), Some(*grain));
            for interval in axis.intervals() {
                let stretches = axis.stretches(interval);
                assert_eq!(stretches[0].0, axis.first);
                assert_eq!(stretches.last().unwrap().1, axis.last);
                for pair in stretches.windows(2) {
                    assert_eq!((pair[1].0 - pair[0].1).num_seconds(), 1, "{interval:?}");
                }
            }
        }
    }

    #[test]
    fn an_axis_has_no_year_0() {
        let axis = axis(&["-0299", "0300"], Bounds::default(), None);
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
        let period = Bounds::days(Some(NaiveDate::MIN), Some(NaiveDate::MAX));
        let all = axis(&[], period, Some(Grain::Hour));
        assert!(
            all.intervals()
                .into_iter()
                .all(|interval| all.ticks(interval).len() <= 4_001)
        );
        assert!(!all.intervals().is_empty());
    }

    #[test]
    fn intervals_are_named_by_their_unit() {
        let names = INTERVALS[0].1.iter().map(|&every| {
            let unit = Grain::Hour;
            TickInterval { unit, every }.in_words()
        });
        let names: Vec<String> = names.collect();
        assert_eq!(names[..2], ["a minute", "5 minutes"]);
        assert_eq!(names[4..6], ["an hour", "2 hours"]);
    }
}
