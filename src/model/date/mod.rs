//! Dates as sources give them: their bounds, and how they match a period.
//!
//! The rules follow EDTF (Library of Congress; ISO 8601-2:2019), which [`edtf`] parses.

mod bounds;
mod display;
mod edtf;
mod typed;

use chrono::{Datelike, Months, NaiveDate};
use itertools::Itertools as _;
use serde::{Deserialize, Serialize, Serializer};

use bounds::ends_by;

pub use bounds::{Bounds, Order};
pub use display::{SHORT_DATE, days, month_name, period_name, year_name};
pub use typed::{in_words as typed_in_words, parse as parse_typed, read as read_typed};

/// One end of a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum End {
    /// Somewhere within these bounds.
    Within(Bounds),
    /// No end, as in `1953/..`.
    Open,
    /// An end that is not known, as in `1953/`.
    Unknown,
}

impl End {
    /// The bounds of the end; open on both sides if it is `Open` or `Unknown`.
    pub fn bounds(self) -> Bounds {
        match self {
            Self::Within(bounds) => bounds,
            Self::Open | Self::Unknown => Bounds::default(),
        }
    }
}

/// A member of a set: one period, or every period of one kind within a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The days of the member, or of the whole range.
    pub bounds: Bounds,
    /// For a range, the kind of period that it steps through; `None` for a single period.
    pub step: Option<PeriodKind>,
}

/// The kind of period that a range in a set steps through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PeriodKind {
    Day,
    Month,
    Year,
}

/// What a date says about when something happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    /// One moment or period, somewhere within the bounds (`1953-06`, `[1953-06..1953-07]`).
    Moment,
    /// It lasted from one end to the other (`1954/1956`).
    Span(End, End),
    /// One of several periods; it is not known which (`[1953,1955]`).
    OneOf(Vec<Member>),
    /// All of several periods (`{1953,1955}`).
    AllOf(Vec<Member>),
}

/// A calendar other than the Gregorian in which a date can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Calendar {
    Julian,
}

/// Whether something lies in a period for certain, or only possibly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Match {
    /// Whatever the actual day was, it lies in the period.
    Certain,
    /// Some of the possible days lie in the period.
    Possible,
}

/// A date, parsed from its EDTF text.
///
/// A qualifier (`~`, `?`, `%`) is kept for display and never widens the bounds. The text is as it is
/// written; bounds and shape are in the Gregorian calendar.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Date {
    text: String,
    calendar: Option<Calendar>,
    bounds: Bounds,
    shape: Shape,
    approximate: bool,
    uncertain: bool,
}

impl Date {
    /// Parses an EDTF string, levels 0 to 2. The error is a message for the user.
    ///
    /// As an extension, the ends of a range in `[…]` may differ in precision
    /// (`[1956-02-25..1956]`): the range then goes from the first day of its start to the last
    /// day of its end.
    pub fn parse(text: &str) -> Result<Self, String> {
        edtf::parse(text, None)
    }

    /// Parses an EDTF string whose days have the names of this calendar.
    pub fn parse_in(text: &str, calendar: Option<Calendar>) -> Result<Self, String> {
        edtf::parse(text, calendar)
    }

    /// One of several dates; it is not known which. The dates must not overlap.
    ///
    /// A span becomes a moment somewhere within it, because a set has no spans. If the calendars of
    /// the dates differ, the set is in the Gregorian.
    pub fn one_of(dates: &[&Self]) -> Self {
        let dates = dates.iter().copied().sorted_by_key(|date| date.sort_key());
        let dates: Vec<&Self> = dates.collect();
        let calendar = dates.iter().map(|date| date.calendar).all_equal_value();
        let calendar = calendar.unwrap_or_default();
        let texts = dates.iter().map(|date| {
            if date.calendar != calendar {
                return date.gregorian_members();
            }
            let text = date.text.replace("/..", "/").replace("../", "/");
            text.trim_matches(['[', ']', '{', '}']).replace('/', "..")
        });
        let ranges = dates.iter().flat_map(|date| date.ranges());
        let members = ranges.map(|bounds| Member { bounds, step: None });
        Self {
            text: format!("[{}]", { texts }.join(",")),
            calendar,
            bounds: Bounds::around(dates.iter().map(|date| date.bounds)),
            shape: Shape::OneOf(members.collect()),
            approximate: dates.iter().any(|date| date.approximate),
            uncertain: dates.iter().any(|date| date.uncertain),
        }
    }

    /// The EDTF string as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The calendar in which it is written; `None` for the Gregorian.
    pub fn calendar(&self) -> Option<Calendar> {
        self.calendar
    }

    /// Its ranges as members of an EDTF set in the Gregorian calendar.
    fn gregorian_members(&self) -> String {
        let mark = match (self.approximate, self.uncertain) {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            (false, false) => "",
        };
        let member = |bounds: &Bounds| {
            let [from, to] = bounds.clocks();
            let end = |day: Option<NaiveDate>, clock: Option<String>| {
                let clock = clock.map(|clock| format!("T{clock}"));
                day.map_or(String::new(), |day| {
                    format!("{day}{}", clock.unwrap_or_default())
                })
            };
            let (start, end) = (end(bounds.earliest, from), end(bounds.latest, to));
            let start = (start != end).then(|| format!("{start}.."));
            let mark = if bounds.has_time() { "" } else { mark };
            format!("{}{end}{mark}", start.unwrap_or_default())
        };
        self.ranges().iter().map(member).join(",")
    }

    /// Whether both say the same, whatever the calendar in which they are written.
    pub fn means(&self, other: &Self) -> bool {
        self.text == other.text && self.calendar == other.calendar
            || self.calendar != other.calendar
                && self.has_equal_bounds(other)
                && (self.approximate, self.uncertain) == (other.approximate, other.uncertain)
    }

    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// Whether any part of it is marked as approximate (`~` or `%`).
    pub fn is_approximate(&self) -> bool {
        self.approximate
    }

    /// Whether any part of it is marked as uncertain (`?` or `%`).
    pub fn is_uncertain(&self) -> bool {
        self.uncertain
    }

    /// The earliest and the latest instant, `None` where open or unknown.
    pub fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// The day, if the date is exactly one day rather than a span or a choice of days.
    pub fn single_day(&self) -> Option<NaiveDate> {
        match self.shape() {
            Shape::Moment => self.bounds.single_day(),
            _ => None,
        }
    }

    /// How it matches the period; `None` if it cannot lie in it.
    pub fn match_in(&self, period: Bounds) -> Option<Match> {
        let is_certain = match self.shape() {
            Shape::Moment => self.bounds.lies_within(period),
            Shape::Span(start, end) => span_is_certain(*start, *end, period),
            Shape::OneOf(members) => members.iter().all(|m| m.bounds.lies_within(period)),
            Shape::AllOf(members) => members.iter().any(|m| some_step_lies_within(*m, period)),
        };
        let is_possible = match self.members() {
            [] => self.bounds.overlaps(period),
            members => members.iter().any(|m| m.bounds.overlaps(period)),
        };
        match (is_certain, is_possible) {
            (true, _) => Some(Match::Certain),
            (false, true) => Some(Match::Possible),
            (false, false) => None,
        }
    }

    /// The members of a set; empty for a moment or a span.
    fn members(&self) -> &[Member] {
        match self.shape() {
            Shape::Moment | Shape::Span(..) => &[],
            Shape::OneOf(members) | Shape::AllOf(members) => members,
        }
    }

    /// Whether the two can be at the same time; for a set, whether any member can.
    pub fn overlaps(&self, other: &Self) -> bool {
        let theirs = other.ranges();
        self.ranges()
            .iter()
            .any(|ours| theirs.iter().any(|theirs| ours.overlaps(*theirs)))
    }

    /// Whether every range of days of `self` lies within one of `other`.
    pub fn lies_within(&self, other: &Self) -> bool {
        let theirs = other.ranges();
        let is_contained = |ours: &Bounds| theirs.iter().any(|theirs| ours.lies_within(*theirs));
        self.ranges().iter().all(is_contained)
    }

    /// Whether the two have equal bounds; sets are compared member by member.
    pub fn has_equal_bounds(&self, other: &Self) -> bool {
        self.ranges() == other.ranges()
    }

    /// The ranges of days that it can fall in, sorted and without duplicates.
    pub fn ranges(&self) -> Vec<Bounds> {
        if self.members().is_empty() {
            return vec![self.bounds];
        }
        let regions = self.members().iter().map(|m| m.bounds);
        let regions = regions.sorted_by_key(|bounds| (bounds.earliest, bounds.sort_key()));
        regions.dedup().collect()
    }

    /// How imprecise it is: the number of seconds from its earliest to its latest.
    pub fn width(&self) -> i64 {
        self.bounds.width()
    }

    /// Whether its text gives an offset from universal time.
    pub fn has_offset(&self) -> bool {
        let mut times = self.text.split('T').skip(1);
        times.any(|time| {
            let after = time.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
            after.starts_with(['Z', '+', '-'])
        })
    }

    /// The key by which dates are sorted; see [`Bounds::sort_key`].
    pub fn sort_key(&self) -> (i64, i64) {
        self.bounds.sort_key()
    }
}

/// Serializes to its text for JSON, and to all its fields for the embedded timeline, so that the
/// program need not parse it at startup.
impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.serialize_str(&self.text);
        }
        let (bounds, shape) = (&self.bounds, &self.shape);
        let qualifiers = (self.approximate, self.uncertain);
        (&self.text, self.calendar, bounds, shape, qualifiers).serialize(serializer)
    }
}

/// Whether a span had certainly begun by the end of the period, and had certainly not ended before
/// the period.
fn span_is_certain(start: End, end: End, period: Bounds) -> bool {
    let begun = match start {
        End::Within(start) => ends_by(start.end(), period.end()),
        End::Open => true,
        End::Unknown => false,
    };
    let not_over = match end {
        End::Within(end) => period.start() <= end.start(),
        End::Open => true,
        End::Unknown => false,
    };
    begun && not_over
}

/// Whether the period contains a whole member; for a range, one whole step of it.
fn some_step_lies_within(member: Member, period: Bounds) -> bool {
    let Some(step) = member.step else {
        return member.bounds.lies_within(period);
    };
    let first = member.bounds.earliest.max(period.earliest);
    let ends = [member.bounds.latest, period.latest];
    let last = ends.into_iter().flatten().min();
    match first.zip(last) {
        Some((first, last)) => step.first_end(first).is_some_and(|end| end <= last),
        None => true, // unbounded on one side: it contains whole steps
    }
}

impl PeriodKind {
    /// The last day of the first whole step that begins on `day` or later.
    fn first_end(self, day: NaiveDate) -> Option<NaiveDate> {
        let (first, months) = match self {
            Self::Day => return Some(day),
            Self::Month => (day.with_day(1)?, 1),
            Self::Year => (day.with_day(1)?.with_month(1)?, 12),
        };
        // A step that began before `day` is not whole, but the next one is.
        let steps = if first < day { 2 } else { 1 };
        let after = first.checked_add_months(Months::new(steps * months))?;
        after.pred_opt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(from: &str, to: &str) -> Bounds {
        let side = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
        Bounds::days(side(from), side(to))
    }

    fn days(bounds: Bounds) -> Bounds {
        Bounds::days(bounds.earliest, bounds.latest)
    }

    fn check(date: &str, from: &str, to: &str, expected: Option<Match>) {
        let found = Date::parse(date).unwrap().match_in(period(from, to));
        assert_eq!(found, expected, "{date} in {from}..{to}");
    }

    const CERTAIN: Option<Match> = Some(Match::Certain);
    const POSSIBLE: Option<Match> = Some(Match::Possible);

    #[test]
    fn a_moment_is_certain_when_its_bounds_lie_inside() {
        check("1953-06", "1953-06-01", "1953-06-30", CERTAIN);
        check("1953-06", "1953-06-02", "1953-12-31", POSSIBLE);
        check("1953-06", "1953-07-01", "1953-12-31", None);
        check("[1953-06..1953-07]", "1953-07-01", "1953-07-31", POSSIBLE);
        check("1956-24", "1957-01-01", "1957-12-31", POSSIBLE);
        check("1953~", "1953-01-01", "1953-12-31", CERTAIN);
    }

    #[test]
    fn an_open_side_is_infinite() {
        check("[..1955]", "", "1956-12-31", CERTAIN);
        check("[..1955]", "1953-01-01", "1956-12-31", POSSIBLE);
        check("[1953-06..]", "1953-01-01", "", CERTAIN);
        check("[1953-06..]", "1990-01-01", "1990-12-31", POSSIBLE);
        check("1953/..", "1990-01-01", "1990-12-31", CERTAIN);
        check("../1953", "", "1900-12-31", CERTAIN);
    }

    #[test]
    fn a_span_is_certain_while_it_was_surely_under_way() {
        check("1954/1956", "1955-01-01", "1955-12-31", CERTAIN);
        check("1954/1956", "1954-06-01", "1954-06-30", POSSIBLE);
        check("1954/1956", "1956-06-01", "1956-06-30", POSSIBLE);
        check("1954/1956", "1957-01-01", "1957-12-31", None);
        check("1953/", "1960-01-01", "1960-12-31", POSSIBLE);
        check("1953/", "", "", POSSIBLE);
    }

    #[test]
    fn sets_are_matched_member_by_member() {
        check("[1953,1957]", "1955-01-01", "1955-12-31", None);
        check("[1953,1957]", "1953-01-01", "1953-12-31", POSSIBLE);
        check("[1953,1957]", "1953-01-01", "1957-12-31", CERTAIN);
        check("{1953,1957}", "1953-01-01", "1953-12-31", CERTAIN);
        check("{1953..1957}", "1955-01-01", "1955-12-31", CERTAIN);
        check("{1953..1957}", "1955-02-01", "1955-12-31", POSSIBLE);
        check("{1953-01..1953-09}", "1953-01-20", "1953-02-28", CERTAIN);
        check("{1953..}", "1990-01-01", "1990-12-31", CERTAIN);
    }

    #[test]
    fn what_lies_in_a_period_has_bounds_that_do() {
        let days = ["", "1952-06-15", "1953-12-31", "1956-01-01", "1957-03-01"];
        for date in [
            "1953",
            "1953-06",
            "1956-24",
            "1954/1956",
            "1953/",
            "/1953",
            "1953/..",
            "../1953",
            "[1953,1957]",
            "{1953,1957}",
            "{1953..1957}",
            "[..1955]",
            "{1953..}",
            "[1953-06..]",
        ] {
            let date = Date::parse(date).unwrap();
            for (i, from) in days.iter().enumerate() {
                for to in days.iter().take(1).chain(&days[i.max(1)..]) {
                    let period = period(from, to);
                    let may = date.bounds().overlaps(period);
                    assert!(
                        may || date.match_in(period).is_none(),
                        "{date:?}, {period:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn ranges_of_mixed_precision_go_to_the_last_day() {
        let date = Date::parse("[1956-02-25..1956]").unwrap();
        assert_eq!(date.bounds(), period("1956-02-25", "1956-12-31"));
        assert_eq!(date.as_str(), "[1956-02-25..1956]");
        assert!(Date::parse("[1956..1955-06]").is_err());
    }

    #[test]
    fn a_time_lies_on_its_day_and_before_a_later_one() {
        check("1912-04-14T23:40", "1912-04-14", "1912-04-14", CERTAIN);
        check("1912-04-14T23:40", "1912-04-15", "1912-04-15", None);
        let bounds = |text: &str| Date::parse(text).unwrap().bounds();
        let [early, late] = ["1912-04-14T22:25", "1912-04-14T23:40"].map(bounds);
        assert_eq!(early.order(late), Order::Before);
        assert!(early.sort_key() < late.sort_key());
        assert_eq!(bounds("1912-04-14T23:40").width(), 59);
        assert_eq!(bounds("1912-04-14T23:59:60").width(), 0);
        assert_eq!(bounds("1912-04-14").order(early), Order::Open);
        let date = Date::parse("1912-04-14T23:40").unwrap();
        assert_eq!(date.to_string(), "14 April 1912, 23:40");
        assert_eq!(date.short(SHORT_DATE), "14 Apr 1912, 23:40");
        assert_eq!(
            date.single_day(),
            period("1912-04-14", "1912-04-14").earliest
        );
        for wrong in [
            "1912-04-15T10:00/1912-04-14T10:00",
            "{1912-04-15T10:00..1912-04-14T10:00}",
            "[[1912-04-14T22:25]]",
        ] {
            assert!(Date::parse(wrong).is_err(), "{wrong}");
        }
        assert!(Date::parse("1912-04-14T23:40Z").unwrap().has_offset());
        assert!(!date.has_offset());
    }

    #[test]
    fn one_of_several_dates_is_their_set() {
        let one_of = |texts: &[&str]| {
            let dates: Vec<Date> = texts
                .iter()
                .map(|text| Date::parse(text).unwrap())
                .collect();
            Date::one_of(&dates.iter().collect::<Vec<_>>())
        };
        for (texts, set) in [
            (&["1956-03", "1956-22"][..], "[1956-03,1956-22]"),
            (&["1954", "1955/.."], "[1954,1955..]"),
            (&["../1953", "1955"], "[..1953,1955]"),
            (&["1953/1954", "[1956..1957]"], "[1953..1954,1956..1957]"),
        ] {
            let (found, parsed) = (one_of(texts), Date::parse(set).unwrap());
            assert_eq!(found.as_str(), set);
            assert_eq!(found.bounds(), parsed.bounds(), "{set}");
            assert_eq!(found.ranges(), parsed.ranges(), "{set}");
            assert!(matches!(found.shape(), Shape::OneOf(_)), "{set}");
        }
        assert!(one_of(&["1953~", "1955"]).is_approximate());
        assert!(one_of(&["1953", "1955?"]).is_uncertain());
        assert!(!one_of(&["1953", "1955"]).is_approximate());
    }

    fn julian(text: &str) -> Date {
        Date::parse_in(text, Some(Calendar::Julian)).unwrap()
    }

    #[test]
    fn a_julian_date_has_the_days_of_the_gregorian_calendar() {
        for (text, from, to) in [
            ("1917-10-25", "1917-11-07", "1917-11-07"),
            ("1917-10", "1917-10-14", "1917-11-13"),
            ("1917", "1917-01-14", "1918-01-13"),
            ("1900-02", "1900-02-13", "1900-03-13"),
            ("1900-02-29", "1900-03-13", "1900-03-13"),
            ("1900-02-29?", "1900-03-13", "1900-03-13"),
            ("1900-02-29T10:29", "1900-03-13", "1900-03-13"),
            ("[1900-02-27..1900-02-28]", "1900-03-11", "1900-03-12"),
            ("1917-07-03/1917-07-07", "1917-07-16", "1917-07-20"),
            ("1917-07-03/..", "1917-07-16", ""),
            ("[..1917-10]", "", "1917-11-13"),
            ("-0043-03-15", "-0043-03-13", "-0043-03-13"),
        ] {
            assert_eq!(
                days(julian(text).bounds()),
                days(period(from, to)),
                "{text}"
            );
        }
        let late = julian("1917-10-26T02:10");
        assert_eq!(
            late.bounds(),
            Date::parse("1917-11-08T02:10").unwrap().bounds()
        );
        assert_eq!(julian("[1917-10-25,1917-11]").ranges().len(), 2);
        for wrong in [
            "1901-02-29",
            "1900-02-30",
            "1917-10-32",
            "Y-262143",
            "[1917-10-25..1917-10-24]",
            "/",
        ] {
            assert!(
                Date::parse_in(wrong, Some(Calendar::Julian)).is_err(),
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_set_of_dates_of_both_calendars_is_gregorian() {
        let of = |julian_text: &str, other: &str| {
            let other = Date::parse(other).unwrap();
            Date::one_of(&[&other, &julian(julian_text)])
        };
        for (julian, other, set) in [
            ("1917-10-25", "1917-11-09", "[1917-11-07,1917-11-09]"),
            ("1917-10~", "1917-03", "[1917-03,1917-10-14..1917-11-13~]"),
            (
                "1917-10-26T02:10",
                "1917-11-08T04:00",
                "[1917-11-08T02:10,1917-11-08T04:00]",
            ),
        ] {
            let found = of(julian, other);
            assert_eq!((found.as_str(), found.calendar()), (set, None));
            let parsed = Date::parse(set).unwrap();
            assert_eq!(found.ranges(), parsed.ranges());
        }
        let both = Date::one_of(&[&julian("1917-11-03"), &julian("1917-10-25")]);
        assert_eq!(both, julian("[1917-10-25,1917-11-03]"));
    }

    #[test]
    fn dates_of_two_calendars_can_mean_the_same() {
        let gregorian = |text: &str| Date::parse(text).unwrap();
        assert!(julian("1917-10-25").means(&gregorian("1917-11-07")));
        assert!(!julian("1917-10-25~").means(&gregorian("1917-11-07")));
        assert!(!julian("1917-10-25").means(&gregorian("1917-10-25")));
        assert!(!gregorian("1953-06").means(&gregorian("[1953-06-01..1953-06-30]")));
    }

    #[test]
    fn the_ends_of_a_span_have_bounds() {
        let year = period("1953-01-01", "1953-12-31");
        assert_eq!(End::Within(year).bounds(), year);
        assert_eq!(End::Open.bounds(), Bounds::default());
        assert_eq!(End::Unknown.bounds(), Bounds::default());
    }

    #[test]
    fn a_date_lies_within_another_if_each_range_of_it_does() {
        let within = |a: &str, b: &str| {
            let [a, b] = [a, b].map(|text| Date::parse(text).unwrap());
            a.lies_within(&b)
        };
        assert!(within("1953-06-26", "1953-06"));
        assert!(!within("1953-06", "1953-06-26"));
        assert!(within("1955-03", "[1953,1955]"));
        assert!(!within("1954", "[1953,1955]"));
        assert!(within("[1953,1955]", "[1953..1955]"));
        assert!(!within("[1953,1957]", "[1953,1955]"));
    }

    #[test]
    fn an_open_start_sorts_by_its_latest_day() {
        let key = |text: &str| Date::parse(text).unwrap().sort_key();
        assert!(key("1953") < key("[..1955]"));
        assert!(key("[..1955]") < key("1956"));
        assert!(key("1953-01-01") < key("1953"));
        assert!(key("1953") < key("[1953..]"));
    }
}
