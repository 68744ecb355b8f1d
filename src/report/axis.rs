//! The axis of a chart: its first and last day, and the days at which it can be labelled.

use chrono::{Datelike, NaiveDate};

use crate::model::date::{Bounds, MONTHS};

/// How finely an axis is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// Year by year.
    Year,
    /// Month by month.
    Month,
    /// Day by day.
    Day,
}

impl Grain {
    /// All of them.
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

/// A distance between labels: every so many years, months, or days of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is counted.
    pub unit: Grain,
    /// How many of them.
    pub every: i32,
}

/// The distances in which people count, from the finest.
const STEPS: [Step; 20] = [
    Step::of(Grain::Day, 1),
    Step::of(Grain::Day, 7),
    Step::of(Grain::Day, 14),
    Step::of(Grain::Month, 1),
    Step::of(Grain::Month, 2),
    Step::of(Grain::Month, 3),
    Step::of(Grain::Month, 6),
    Step::of(Grain::Year, 1),
    Step::of(Grain::Year, 2),
    Step::of(Grain::Year, 3),
    Step::of(Grain::Year, 5),
    Step::of(Grain::Year, 10),
    Step::of(Grain::Year, 20),
    Step::of(Grain::Year, 50),
    Step::of(Grain::Year, 100),
    Step::of(Grain::Year, 500),
    Step::of(Grain::Year, 1_000),
    Step::of(Grain::Year, 10_000),
    Step::of(Grain::Year, 100_000),
    Step::of(Grain::Year, 1_000_000),
];

impl Step {
    const fn of(unit: Grain, every: i32) -> Self {
        Self { unit, every }
    }

    /// Roughly how many days it is.
    fn days(self) -> i64 {
        let unit = match self.unit {
            Grain::Year => 365,
            Grain::Month => 30,
            Grain::Day => 1,
        };
        unit * i64::from(self.every)
    }

    /// What stands at a label on this day.
    pub fn label(self, day: NaiveDate) -> String {
        match self.unit {
            Grain::Year => day.year().to_string(),
            Grain::Month => short_month(day).to_owned(),
            Grain::Day => day.day().to_string(),
        }
    }

    /// What the labels leave unsaid, and a second row of labels has to say: the year of a month,
    /// the month of a day.
    pub fn above(self) -> Option<Grain> {
        match self.unit {
            Grain::Year => None,
            Grain::Month => Some(Grain::Year),
            Grain::Day => Some(Grain::Month),
        }
    }

    /// What stands at a label of the second row.
    pub fn label_above(self, day: NaiveDate) -> String {
        match self.unit {
            Grain::Day => format!("{} {}", short_month(day), day.year()),
            _ => day.year().to_string(),
        }
    }

    /// The step in words: "a year", "3 months".
    pub fn words(self) -> String {
        let unit = self.unit.word();
        match self.every {
            1 => format!("a {unit}"),
            every => format!("{every} {unit}s"),
        }
    }
}

fn short_month(day: NaiveDate) -> &'static str {
    &MONTHS[day.month0() as usize][..3]
}

/// The days from `first` to `last`, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    /// The first day.
    pub first: NaiveDate,
    /// The last day, no earlier than the first.
    pub last: NaiveDate,
    /// How finely it is told.
    pub grain: Grain,
}

impl Axis {
    /// The axis from one day to another. A side that the period leaves open is moved out to the
    /// beginning or the end of its year or month; without a grain the length chooses it.
    pub fn over(first: NaiveDate, last: NaiveDate, period: Bounds, grain: Option<Grain>) -> Self {
        let last = last.max(first);
        let days = (last - first).num_days() + 1;
        let grain = grain.unwrap_or(Grain::of_days(days));
        let start = match grain {
            Grain::Year => first.with_day(1).and_then(|day| day.with_month(1)),
            Grain::Month => first.with_day(1),
            Grain::Day => None,
        };
        let end = match grain {
            Grain::Year => NaiveDate::from_ymd_opt(last.year(), 12, 31),
            Grain::Month => last_of_month(last),
            Grain::Day => None,
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

    /// The steps in which it can be labelled, from its grain on; those with labels beyond number
    /// are left out.
    pub fn steps(&self) -> impl Iterator<Item = Step> + use<> {
        const MOST: i64 = 4_000;
        let (days, grain) = (self.days(), self.grain);
        let rank = |unit: Grain| Grain::ALL.iter().rposition(|other| *other == unit);
        STEPS
            .into_iter()
            .filter(move |step| rank(step.unit) <= rank(grain) && days / step.days() <= MOST)
    }

    /// The days of the axis on which a step begins.
    pub fn ticks(&self, step: Step) -> Vec<NaiveDate> {
        let Self { first, last, .. } = *self;
        let every = step.every;
        let days: Vec<NaiveDate> = match step.unit {
            Grain::Year => {
                // Short steps are counted from the first year, the others lead to round years.
                let round = every > 3;
                let first = first.year();
                let start = if round {
                    first.div_euclid(every) * every
                } else {
                    first
                };
                (start..=last.year())
                    .step_by(usize::try_from(every).unwrap_or(1))
                    .filter_map(|year| NaiveDate::from_ymd_opt(year, 1, 1))
                    .collect()
            }
            Grain::Month => (first.year()..=last.year())
                .flat_map(|year| {
                    let months = (1..=12).step_by(usize::try_from(every).unwrap_or(1));
                    months.filter_map(move |month| NaiveDate::from_ymd_opt(year, month, 1))
                })
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

    /// The stretches between the days on which a step begins, both ends inclusive; the first and
    /// the last may be shorter than the step.
    pub fn stretches(&self, step: Step) -> Vec<(NaiveDate, NaiveDate)> {
        let mut starts = self.ticks(step);
        if starts.first() != Some(&self.first) {
            starts.insert(0, self.first);
        }
        let ends = starts.iter().skip(1).filter_map(NaiveDate::pred_opt);
        let ends: Vec<NaiveDate> = ends.chain([self.last]).collect();
        starts.into_iter().zip(ends).collect()
    }
}

fn last_of_month(day: NaiveDate) -> Option<NaiveDate> {
    let next = day
        .with_day(1)?
        .checked_add_months(chrono::Months::new(1))?;
    next.pred_opt()
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
            for step in axis.steps() {
                let stretches = axis.stretches(step);
                assert_eq!(stretches[0].0, axis.first);
                assert_eq!(stretches.last().unwrap().1, axis.last);
                for pair in stretches.windows(2) {
                    assert_eq!(pair[0].1.succ_opt().unwrap(), pair[1].0, "{step:?}");
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
        assert!(all.steps().all(|step| all.ticks(step).len() <= 4_001));
        assert!(all.steps().next().is_some());
    }
}
