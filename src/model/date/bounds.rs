//! Bounds: the earliest and the latest day on which something can have happened.

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The earliest and the latest day on which something can have happened, both inclusive.
///
/// `None` is an open side: there is no earliest, or no latest, day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    /// The first day; `None` if the past is open.
    #[serde(serialize_with = "write_day", deserialize_with = "read_day_number")]
    pub earliest: Option<NaiveDate>,
    /// The last day; `None` if the future is open.
    #[serde(serialize_with = "write_day", deserialize_with = "read_day_number")]
    pub latest: Option<NaiveDate>,
}

/// Whether one of two dates is before the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// Every day of the first is before every day of the second.
    Before,
    /// They touch or overlap, but both ends of the first are before those of the second.
    PossiblyBefore,
    /// Neither can be said.
    Open,
    PossiblyAfter,
    After,
}

impl Bounds {
    /// Whether `self` is before `other`.
    pub fn order(self, other: Self) -> Order {
        let is_before = |a: Self, b: Self| a.latest.zip(b.earliest).is_some_and(|(a, b)| a < b);
        // An open start is the infinite past, an open end the infinite future.
        let begins_before = |a: Self, b: Self| a.earliest < b.earliest; // `None` comes first
        let ends_before = |a: Self, b: Self| !ends_by(b.latest, a.latest);
        match (self, other) {
            (a, b) if is_before(a, b) => Order::Before,
            (a, b) if is_before(b, a) => Order::After,
            (a, b) if begins_before(a, b) && ends_before(a, b) => Order::PossiblyBefore,
            (a, b) if begins_before(b, a) && ends_before(b, a) => Order::PossiblyAfter,
            _ => Order::Open,
        }
    }

    pub fn day(day: NaiveDate) -> Self {
        Self {
            earliest: Some(day),
            latest: Some(day),
        }
    }

    /// `count` months from the first day of `month`; a side outside the calendar is open.
    pub fn months(year: i32, month: u32, count: u32) -> Self {
        let first = NaiveDate::from_ymd_opt(year, month, 1);
        let after = first.and_then(|day| day.checked_add_months(Months::new(count)));
        Self {
            earliest: first,
            latest: after.and_then(|day| day.pred_opt()),
        }
    }

    /// From the earliest day of `self` to the latest day of `end`.
    pub fn to(self, end: Self) -> Self {
        Self {
            earliest: self.earliest,
            latest: end.latest,
        }
    }

    /// The day, if the bounds contain exactly one.
    pub fn single_day(self) -> Option<NaiveDate> {
        self.earliest.filter(|_| self.earliest == self.latest)
    }

    /// The key by which dates are sorted: the earliest day, then the latest.
    ///
    /// An open start sorts by its latest day, an open end after every day.
    pub fn sort_key(self) -> (NaiveDate, NaiveDate) {
        let Self { earliest, latest } = self;
        let last = latest.unwrap_or(NaiveDate::MAX);
        (earliest.or(latest).unwrap_or(NaiveDate::MIN), last)
    }

    /// Whether every day of `self` is a day of `period`.
    ///
    /// An open side is infinite, so only an open side contains it. (For starts, the order of
    /// `Option` does this: `None` comes first.)
    pub fn lies_within(self, period: Self) -> bool {
        period.earliest <= self.earliest && ends_by(self.latest, period.latest)
    }

    /// Whether the two have a day in common.
    pub fn overlaps(self, other: Self) -> bool {
        starts_by(self.earliest, other.latest) && starts_by(other.earliest, self.latest)
    }
}

/// Writes a day as text in JSON, and as a number in the embedded timeline: numbers are decoded
/// faster.
fn write_day<S: Serializer>(day: &Option<NaiveDate>, serializer: S) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        return day.serialize(serializer);
    }
    let number = day.map(|day| day.num_days_from_ce());
    number.serialize(serializer)
}

fn read_day_number<'de, D>(deserializer: D) -> Result<Option<NaiveDate>, D::Error>
where
    D: Deserializer<'de>,
{
    let number = Option::<i32>::deserialize(deserializer)?;
    Ok(number.and_then(NaiveDate::from_num_days_from_ce_opt))
}

/// Whether the end `a` is no later than the end `b`; `None` is the infinite future.
pub(super) fn ends_by(a: Option<NaiveDate>, b: Option<NaiveDate>) -> bool {
    b.is_none_or(|b| a.is_some_and(|a| a <= b))
}

/// Whether the start `a` is no later than the end `b`; an open side always is.
fn starts_by(a: Option<NaiveDate>, b: Option<NaiveDate>) -> bool {
    a.zip(b).is_none_or(|(a, b)| a <= b)
}
