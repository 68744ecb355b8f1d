//! Bounds: the earliest and the latest instant at which something can have happened.

use chrono::{Datelike, Months, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use julian::Calendar;
use serde::ser::SerializeStruct as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use strum::VariantArray;

/// The earliest and the latest instant at which something can have happened, both inclusive.
///
/// An instant is a day and a second of it. `None` is an open side: there is no earliest, or no
/// latest, instant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Bounds {
    /// The first day; `None` if the past is open.
    #[serde(deserialize_with = "read_day_number")]
    pub earliest: Option<NaiveDate>,
    /// The last day; `None` if the future is open.
    #[serde(deserialize_with = "read_day_number")]
    pub latest: Option<NaiveDate>,
    /// The seconds of the first day before the earliest instant, and of the last day after the
    /// latest; 0 for whole days.
    clipped: [u32; 2],
}

const SECONDS_PER_DAY: i64 = 24 * 60 * 60;
/// The last second of a day, counted from 0.
const LAST_SECOND: u32 = 24 * 60 * 60 - 1;

/// Whether one of two dates is before the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, VariantArray)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// The first ends before the second begins.
    Before,
    /// They touch or overlap, but both ends of the first are before those of the second.
    PossiblyBefore,
    /// Neither can be said.
    Open,
    PossiblyAfter,
    After,
}

/// Serializes to its days for JSON, and to all of it for the embedded timeline.
impl Serialize for Bounds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            let [first, last] =
                [self.earliest, self.latest].map(|day| day.map(|day| day.num_days_from_ce()));
            return (first, last, self.clipped).serialize(serializer);
        }
        let mut fields = serializer.serialize_struct("Bounds", 2)?;
        fields.serialize_field("earliest", &self.earliest)?;
        fields.serialize_field("latest", &self.latest)?;
        fields.end()
    }
}

impl Bounds {
    /// Whole days, both ends inclusive.
    pub fn days(earliest: Option<NaiveDate>, latest: Option<NaiveDate>) -> Self {
        Self {
            earliest,
            latest,
            clipped: [0; 2],
        }
    }

    /// A minute, or with `second`, a second of a day.
    pub fn time(day: NaiveDate, [hour, minute]: [u32; 2], second: Option<u32>) -> Self {
        let first = hour * 3600 + minute * 60;
        let [from, to] = second.map_or([first, first + 59], |second| [first + second; 2]);
        Self {
            clipped: [from.min(LAST_SECOND), LAST_SECOND - to.min(LAST_SECOND)], // a leap second is part of the one before
            ..Self::day(day)
        }
    }

    /// The times of day of the earliest and of the latest instant; `None` at the ends of whole days.
    pub fn times(self) -> [Option<NaiveTime>; 2] {
        let is_shown = |_: &NaiveTime| self.has_time();
        self.ends()
            .map(|end| end.map(|end| end.time()).filter(is_shown))
    }

    /// The earliest and the latest second.
    pub fn ends(self) -> [Option<NaiveDateTime>; 2] {
        let at = |day: NaiveDate, second| {
            let time = NaiveTime::from_num_seconds_from_midnight_opt(second, 0);
            day.and_time(time.unwrap_or_default())
        };
        let [skipped, left] = self.clipped;
        [
            self.earliest.map(|day| at(day, skipped)),
            self.latest.map(|day| at(day, LAST_SECOND - left)),
        ]
    }

    /// From the second `first` to the second `last`, both inclusive.
    pub fn between(first: NaiveDateTime, last: NaiveDateTime) -> Self {
        let left = LAST_SECOND - last.num_seconds_from_midnight();
        Self {
            clipped: [first.num_seconds_from_midnight(), left],
            ..Self::days(Some(first.date()), Some(last.date()))
        }
    }

    /// The time (`23:40`, `23:40:15`) if the bounds are exactly that minute or second.
    pub fn clock(self) -> Option<String> {
        let [from, to] = self.times();
        let (from, to) = from.zip(to)?;
        self.single_day()?;
        match (to - from).num_seconds() {
            0 => Some(from.format("%H:%M:%S").to_string()),
            59 if from.second() == 0 => Some(from.format("%H:%M").to_string()),
            _ => None,
        }
    }

    /// The times at which the bounds begin and end, as [`Bounds::clock`] shows them.
    pub fn clocks(self) -> [Option<String>; 2] {
        let [from, to] = self.times();
        let format = |time: NaiveTime, whole_minute| {
            let is_minute = time.second() == whole_minute;
            time.format(if is_minute { "%H:%M" } else { "%H:%M:%S" })
                .to_string()
        };
        [
            from.map(|time| format(time, 0)),
            to.map(|time| format(time, 59)),
        ]
    }

    /// Whether the bounds begin or end within a day.
    pub fn has_time(self) -> bool {
        self.clipped != [0; 2]
    }

    /// The earliest and the latest instant, as seconds since the first day of the calendar.
    fn instants(self) -> [Option<i64>; 2] {
        let second = |day: NaiveDate| i64::from(day.num_days_from_ce()) * SECONDS_PER_DAY;
        let [skipped, left] = self.clipped.map(i64::from);
        [
            self.earliest.map(|day| second(day) + skipped),
            self.latest
                .map(|day| second(day) + SECONDS_PER_DAY - 1 - left),
        ]
    }

    pub(super) fn start(self) -> Option<i64> {
        self.instants()[0]
    }

    pub(super) fn end(self) -> Option<i64> {
        self.instants()[1]
    }

    /// Whether `self` is before `other`.
    pub fn order(self, other: Self) -> Order {
        let is_before = |a: Self, b: Self| a.end().zip(b.start()).is_some_and(|(a, b)| a < b);
        // An open start is the infinite past, an open end the infinite future.
        let begins_before = |a: Self, b: Self| a.start() < b.start(); // `None` comes first
        let ends_before = |a: Self, b: Self| !ends_by(b.end(), a.end());
        match (self, other) {
            (a, b) if is_before(a, b) => Order::Before,
            (a, b) if is_before(b, a) => Order::After,
            (a, b) if begins_before(a, b) && ends_before(a, b) => Order::PossiblyBefore,
            (a, b) if begins_before(b, a) && ends_before(b, a) => Order::PossiblyAfter,
            _ => Order::Open,
        }
    }

    pub fn day(day: NaiveDate) -> Self {
        Self::days(Some(day), Some(day))
    }

    /// `count` months from the first day of `month`; a side outside the calendar is open.
    pub fn months(year: i32, month: u32, count: u32) -> Self {
        let first = NaiveDate::from_ymd_opt(year, month, 1);
        let after = first.and_then(|day| day.checked_add_months(Months::new(count)));
        Self::days(first, after.and_then(|day| day.pred_opt()))
    }

    /// The first day of whole calendar months, and how many; `None` if the bounds are no such.
    pub(super) fn whole_months(self) -> Option<(NaiveDate, u32)> {
        let (first, last) = self.earliest.zip(self.latest)?;
        let after = last.succ_opt()?;
        let is_whole = first.day() == 1 && after.day() == 1 && !self.has_time();
        let number = |day: NaiveDate| day.year() * 12 + day.month0().cast_signed();
        let count = u32::try_from(number(after) - number(first)).ok()?;
        is_whole.then_some((first, count))
    }

    /// A half or a third of whole months. The `start` and the `end` of a year are its first and last
    /// quarter.
    pub(super) fn part(self, name: &str) -> Option<Self> {
        let (first, n) = self.whole_months()?;
        // Where the parts begin: after how many months, and on which day of the month.
        let begins = match (name, n) {
            ("first half" | "second half", _) if n % 2 == 1 => {
                [(0, 1), (n / 2, 16), (n, 1), (n, 1)]
            }
            ("first half" | "second half", _) => [(0, 1), (n / 2, 1), (n, 1), (n, 1)],
            (_, 1) => [(0, 1), (0, 11), (0, 21), (1, 1)],
            ("start" | "end", 12) => [(0, 1), (3, 1), (9, 1), (12, 1)],
            (_, 3 | 12) => [(0, 1), (n / 3, 1), (2 * n / 3, 1), (n, 1)],
            (_, 120) => [(0, 1), (4 * 12, 1), (7 * 12, 1), (n, 1)],
            (_, 1200) => [(0, 1), (34 * 12, 1), (67 * 12, 1), (n, 1)],
            _ => return None,
        };
        let index = match name {
            "early" | "start" | "first half" => 0,
            "mid" | "second half" => 1,
            "late" | "end" => 2,
            _ => return None,
        };
        let day = |(months, day)| first.checked_add_months(Months::new(months))?.with_day(day);
        let last = day(begins[index + 1])?.pred_opt()?;
        Some(Self::days(Some(day(begins[index])?), Some(last)))
    }

    /// Whether the bounds are two days, two months or two years.
    pub(super) fn is_two_units(self) -> bool {
        let next_day = self.earliest.and_then(|day| day.succ_opt());
        let is_two_days = next_day.is_some() && next_day == self.latest && !self.has_time();
        let months = self.whole_months();
        let is_whole =
            |(first, count): (NaiveDate, u32)| count == 2 || (first.month(), count) == (1, 24);
        is_two_days || months.is_some_and(is_whole)
    }

    /// Everything before the earliest instant; `None` if nothing is.
    pub fn before(self) -> Option<Self> {
        let (day, skipped) = (self.earliest?, self.clipped[0]);
        let latest = if skipped == 0 { day.pred_opt()? } else { day };
        let left = if skipped == 0 {
            0
        } else {
            LAST_SECOND + 1 - skipped
        };
        Some(Self {
            clipped: [0, left],
            ..Self::days(None, Some(latest))
        })
    }

    /// Everything after the latest instant; `None` if nothing is.
    pub fn after(self) -> Option<Self> {
        let (day, left) = (self.latest?, self.clipped[1]);
        let earliest = if left == 0 { day.succ_opt()? } else { day };
        let skipped = if left == 0 { 0 } else { LAST_SECOND + 1 - left };
        Some(Self {
            clipped: [skipped, 0],
            ..Self::days(Some(earliest), None)
        })
    }

    /// The days that have these names in the Julian calendar; `None` outside the calendar.
    pub(super) fn converted_from_julian(self) -> Option<Self> {
        let convert = |day: NaiveDate| {
            let month = julian::Month::try_from(day.month()).ok()?;
            let day = Calendar::JULIAN.at_ymd(day.year(), month, day.day());
            NaiveDate::try_from(day.ok()?).ok()
        };
        // The February of 1900 is longer in the Julian calendar.
        let convert_last = |day: NaiveDate| convert(day.succ_opt()?)?.pred_opt();
        let converted = Self {
            earliest: self.earliest.and_then(convert),
            latest: match self.single_day() {
                Some(day) => convert(day),
                None => self.latest.and_then(convert_last),
            },
            ..self
        };
        let sides = |bounds: Self| [bounds.earliest.is_some(), bounds.latest.is_some()];
        (sides(converted) == sides(self)).then_some(converted)
    }

    /// The day after, if that is 29 February in the Julian calendar.
    pub(super) fn next_julian_leap_day(self) -> Option<Self> {
        let next = self.single_day()?.succ_opt()?;
        let julian = julian::Date::from(next).convert_to(Calendar::JULIAN);
        let is_leap_day = (julian.month(), julian.day()) == (julian::Month::February, 29);
        is_leap_day.then_some(Self {
            earliest: Some(next),
            latest: Some(next),
            ..self
        })
    }

    /// From the earliest instant of `self` to the latest of `end`.
    pub fn to(self, end: Self) -> Self {
        Self {
            earliest: self.earliest,
            latest: end.latest,
            clipped: [self.clipped[0], end.clipped[1]],
        }
    }

    /// The part within `scope`, or all of it if none is; an open side stays open.
    pub fn clip_to(self, scope: Self) -> Self {
        if !self.overlaps(scope) {
            return self;
        }
        let is_earlier = self.start().is_some() && self.start() < scope.start();
        let is_later = self.end().is_some() && !ends_by(self.end(), scope.end());
        let start = if is_earlier { scope } else { self };
        start.to(if is_later { scope } else { self })
    }

    /// From the earliest instant of all to the latest; open if there are none.
    pub fn around(all: impl Iterator<Item = Self> + Clone) -> Self {
        let first = all.clone().min_by_key(|bounds| bounds.start()); // `None` comes first
        let last = all.max_by_key(|bounds| (bounds.latest.is_none(), bounds.end()));
        first
            .zip(last)
            .map_or(Self::default(), |(first, last)| first.to(last))
    }

    /// The day, if the bounds contain exactly one.
    pub fn single_day(self) -> Option<NaiveDate> {
        self.earliest.filter(|_| self.earliest == self.latest)
    }

    /// The key by which dates are sorted: the earliest instant, then the latest.
    ///
    /// An open start sorts by its latest day, an open end after every day.
    pub fn sort_key(self) -> (i64, i64) {
        let [start, end] = self.instants();
        let of_last_day = self
            .latest
            .map(|day| i64::from(day.num_days_from_ce()) * SECONDS_PER_DAY);
        let first = start.or(of_last_day).unwrap_or(i64::MIN);
        (first, end.unwrap_or(i64::MAX))
    }

    /// The first day, or the last if the start is open.
    pub fn known_day(self) -> Option<NaiveDate> {
        self.earliest.or(self.latest)
    }

    /// The number of seconds from its earliest to its latest; `i64::MAX` if a side is open.
    pub fn width(self) -> i64 {
        let ends = self.start().zip(self.end());
        ends.map_or(i64::MAX, |(first, last)| last - first)
    }

    /// Whether every instant of `self` is one of `period`.
    ///
    /// An open side is infinite, so only an open side contains it. (For starts, the order of
    /// `Option` does this: `None` comes first.)
    pub fn lies_within(self, period: Self) -> bool {
        period.start() <= self.start() && ends_by(self.end(), period.end())
    }

    /// Whether the two have an instant in common.
    pub fn overlaps(self, other: Self) -> bool {
        starts_by(self.start(), other.end()) && starts_by(other.start(), self.end())
    }
}

/// Reads a day from its number in the embedded timeline: numbers are decoded faster than text.
fn read_day_number<'de, D>(deserializer: D) -> Result<Option<NaiveDate>, D::Error>
where
    D: Deserializer<'de>,
{
    let number = Option::<i32>::deserialize(deserializer)?;
    Ok(number.and_then(NaiveDate::from_num_days_from_ce_opt))
}

/// Whether the end `a` is no later than the end `b`; `None` is the infinite future.
pub(super) fn ends_by<T: Ord>(a: Option<T>, b: Option<T>) -> bool {
    b.is_none_or(|b| a.is_some_and(|a| a <= b))
}

/// Whether the start `a` is no later than the end `b`; an open side always is.
fn starts_by<T: Ord>(a: Option<T>, b: Option<T>) -> bool {
    a.zip(b).is_none_or(|(a, b)| a <= b)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bounds of days in 1953: `from..to`, with either side possibly open.
    fn bounds(text: &str) -> Bounds {
        let (from, to) = text.split_once("..").unwrap_or((text, text));
        let day = |side: &str| format!("1953-{side}").parse().ok();
        Bounds::days(day(from), day(to))
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
