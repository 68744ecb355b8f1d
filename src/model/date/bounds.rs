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

#[cfg(test)]
mod tests {
    use super::*;

    /// Bounds of days in 1953: `from..to`, with either side possibly open.
    fn bounds(text: &str) -> Bounds {
        let (from, to) = text.split_once("..").unwrap_or((text, text));
        let day = |side: &str| format!("1953-{side}").parse().ok();
        Bounds {
            earliest: day(from),
            latest: day(to),
        }
    }

    #[test]
    fn one_date_is_before_another_or_the_order_is_open() {
        use Order::{After, Before, Open, PossiblyAfter, PossiblyBefore};
        for (a, b, expected) in [
            ("03-01..03-31", "04-01..04-30", Before),
            ("03-01..04-01", "04-01..04-30", PossiblyBefore),
            ("03-01..03-31", "03-15..05-31", PossiblyBefore),
            ("03-01..12-31", "03-15..05-31", Open),
            ("03-01..03-31", "03-01..05-31", Open),
            ("03-01..05-31", "04-01..05-31", Open),
            ("03-01", "03-01", Open),
            ("..03-31", "04-01..", Before),
            ("..04-01", "04-01..", PossiblyBefore),
            ("..", "04-01", Open),
            ("..04-15", "04-01..", PossiblyBefore),
            ("..04-15", "..04-20", Open),
            ("04-15..", "04-20..", Open),
        ] {
            assert_eq!(bounds(a).order(bounds(b)), expected, "{a} and {b}");
            let mirrored = match expected {
                Before => After,
                PossiblyBefore => PossiblyAfter,
                other => other,
            };
            assert_eq!(bounds(b).order(bounds(a)), mirrored, "{b} and {a}");
        }
    }

    #[test]
    fn bounds_lie_within_others_or_overlap_them() {
        for (a, b, within, overlaps) in [
            ("03-05", "03-01..03-31", true, true),
            ("03-01..03-31", "03-01..03-31", true, true),
            ("03-01..04-01", "03-01..03-31", false, true),
            ("02-28..03-31", "03-01..03-31", false, true),
            ("03-31..04-30", "03-01..03-31", false, true),
            ("04-01..04-30", "03-01..03-31", false, false),
            ("03-05", "..", true, true),
            ("..", "03-05", false, true),
            ("..03-05", "..03-31", true, true),
            ("03-05..", "03-01..", true, true),
            ("03-05..", "03-01..12-31", false, true),
            ("..03-05", "03-01..12-31", false, true),
        ] {
            assert_eq!(bounds(a).lies_within(bounds(b)), within, "{a} in {b}");
            assert_eq!(bounds(a).overlaps(bounds(b)), overlaps, "{a} and {b}");
            assert_eq!(bounds(b).overlaps(bounds(a)), overlaps, "{b} and {a}");
        }
    }

    #[test]
    fn months_reach_from_their_first_day_to_their_last() {
        let days =
            |bounds: Bounds| [bounds.earliest, bounds.latest].map(|day| day.unwrap().to_string());
        assert_eq!(
            days(Bounds::months(1956, 2, 1)),
            ["1956-02-01", "1956-02-29"]
        );
        assert_eq!(
            days(Bounds::months(1953, 12, 3)),
            ["1953-12-01", "1954-02-28"]
        );
        assert_eq!(Bounds::months(1956, 13, 1), Bounds::default());
        let spring = Bounds::months(1956, 3, 1).to(Bounds::months(1956, 5, 1));
        assert_eq!(days(spring), ["1956-03-01", "1956-05-31"]);
        assert_eq!(spring.single_day(), None);
        let day = bounds("03-05").earliest.unwrap();
        assert_eq!(Bounds::day(day).single_day(), Some(day));
    }
}
