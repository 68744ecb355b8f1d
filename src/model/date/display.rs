//! Dates in words, such as "between 26 June and 31 December 1953".
//!
//! The words follow from the bounds alone: days that make up a month are that month. What is
//! shown for a date without a qualifier is read back by [`super::typed`] to the same days.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate};

use super::{Bounds, Date, End, Member, Shape};

/// The names of the months.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = self.words().unwrap_or_else(|| self.as_str().to_owned());
        match (self.is_uncertain(), self.is_approximate()) {
            (false, false) => f.write_str(&words),
            (false, true) => write!(f, "c. {words}"),
            (true, false) => write!(f, "perhaps {words}"),
            (true, true) => write!(f, "perhaps c. {words}"),
        }
    }
}

impl Date {
    /// The date in words, or `None` for years that words do not suit.
    fn words(&self) -> Option<String> {
        match self.shape() {
            Shape::Moment(bounds) => moment(bounds),
            Shape::Span(start, end) => span(start, end),
            Shape::OneOf(members) => {
                let member = |m: &Member| moment(m.bounds);
                join(members, " or ", member)
            }
            Shape::AllOf(members) => {
                let member = |m: &Member| unit(m.bounds).or_else(|| lasting(m.bounds));
                join(members, " and ", member)
            }
        }
    }
}

/// The days of a filter in words: "1 June to 31 July 1953", "from 1 June 1953 on".
pub fn days(period: Bounds) -> Option<String> {
    // "1 March 46" would not be read back: a year in words has four digits.
    let say = |date| {
        if unspeakable(date) {
            date.to_string()
        } else {
            day(date)
        }
    };
    match (period.earliest, period.latest) {
        (None, None) => None,
        (Some(first), None) => Some(format!("from {} on", say(first))),
        (None, Some(last)) => Some(format!("up to {}", say(last))),
        (Some(first), Some(last)) if first == last => Some(say(first)),
        (Some(first), Some(last)) => {
            let shared = if unspeakable(first) {
                Shared::Nothing
            } else {
                Shared::of(first, last, true)
            };
            Some(pair(&say(first), " to ", &say(last), shared))
        }
    }
}

/// The name of the day, month, season, year or decade that the bounds make up, if they do.
pub fn named(bounds: Bounds) -> Option<String> {
    unit(bounds)
}

/// A moment somewhere within the bounds.
fn moment(bounds: Bounds) -> Option<String> {
    unit(bounds).or_else(|| match ends(bounds)? {
        (Some(a), Some(b), shared) => Some(format!("between {}", pair(&a, " and ", &b, shared))),
        (Some(a), None, _) => Some(format!("from {a} on")),
        (None, Some(b), _) => Some(format!("by {b}")),
        (None, None, _) => None,
    })
}

/// Something that goes on through all the days of the bounds.
fn lasting(bounds: Bounds) -> Option<String> {
    match ends(bounds)? {
        (Some(a), Some(b), shared) => Some(pair(&a, " to ", &b, shared)),
        (Some(a), None, _) => Some(format!("{a} onwards")),
        (None, Some(b), _) => Some(format!("until {b}")),
        (None, None, _) => None,
    }
}

fn span(start: End, end: End) -> Option<String> {
    let (End::Within(first), End::Within(last)) = (start, end) else {
        return match (start, end) {
            (End::Within(first), End::Open) => Some(format!("{} onwards", unit(first)?)),
            (End::Within(first), _) => Some(format!("{} to an unknown end", unit(first)?)),
            (End::Open, End::Within(last)) => Some(format!("until {}", unit(last)?)),
            (_, End::Within(last)) => Some(format!("an unknown start to {}", unit(last)?)),
            _ => None,
        };
    };
    match (unit(first), unit(last)) {
        (Some(a), Some(b)) => {
            let in_days = |end: Bounds| end.single_day().is_some();
            let alike = a.split(' ').count() == b.split(' ').count();
            let shared = if alike && a != b && !a.starts_with("the ") {
                Shared::of(first.earliest?, last.earliest?, in_days(first))
            } else {
                Shared::Nothing
            };
            Some(pair(&a, " to ", &b, shared))
        }
        _ => lasting(first.to(last)),
    }
}

/// Members in words, the year said once where it is the same for all.
fn join(
    members: &[Member],
    with: &str,
    words: impl Fn(&Member) -> Option<String>,
) -> Option<String> {
    let year = |m: &Member| {
        let first = m.bounds.earliest?.year();
        (unit(m.bounds).is_some() && m.bounds.latest?.year() == first).then_some(first)
    };
    let year_of_all = year(members.first()?)
        .filter(|shared| members.iter().all(|m| year(m) == Some(*shared)))
        .map(|year| format!(" {year}"));
    let mut parts = members.iter().map(words).collect::<Option<Vec<_>>>()?;
    if let (Some(suffix), Some((_, others))) = (year_of_all, parts.split_last_mut()) {
        for part in others {
            if let Some(short) = part.strip_suffix(&suffix) {
                *part = short.to_owned();
            }
        }
    }
    Some(parts.join(with))
}

/// What the two ends of a stretch have in common, and need not say twice.
#[derive(Clone, Copy, PartialEq)]
enum Shared {
    Nothing,
    Year,
    Month,
}

impl Shared {
    fn of(first: NaiveDate, last: NaiveDate, in_days: bool) -> Self {
        if first.year() != last.year() {
            Self::Nothing
        } else if in_days && first.month() == last.month() {
            Self::Month
        } else {
            Self::Year
        }
    }
}

/// "26 June" and "31 December 1953" from "26 June 1953" and "31 December 1953".
fn pair(first: &str, between: &str, last: &str, shared: Shared) -> String {
    let words = match shared {
        Shared::Nothing => 0,
        Shared::Year => 1,
        Shared::Month => 2,
    };
    let mut kept = first;
    for _ in 0..words {
        kept = kept.rsplit_once(' ').map_or(kept, |(head, _)| head);
    }
    [kept, between, last].concat()
}

/// Both ends of a stretch in words, each as a year, month or day, whichever is the coarsest that
/// fits it; within one year as a month or day.
fn ends(bounds: Bounds) -> Option<(Option<String>, Option<String>, Shared)> {
    let Bounds { earliest, latest } = bounds;
    if [earliest, latest].into_iter().flatten().any(unspeakable) {
        return None;
    }
    let first = earliest.map(|day| (day, Grain::from(day)));
    let last = match latest {
        Some(day) => Some((day, Grain::from(day.checked_add_days(Days::new(1))?))),
        None => None,
    };
    let (Some((a, grain_a)), Some((b, grain_b))) = (first, last) else {
        let say = |(day, grain): (NaiveDate, Grain)| grain.say(day);
        return Some((first.map(say), last.map(say), Shared::Nothing));
    };
    if a.year() != b.year() {
        return Some((Some(grain_a.say(a)), Some(grain_b.say(b)), Shared::Nothing));
    }
    // In one year, a year would say nothing, and a month of its own day little.
    let finer = grain_a.min(grain_b);
    let same_month = a.month() == b.month();
    let in_year = |grain: Grain| {
        if grain == Grain::Year || same_month {
            finer
        } else {
            grain
        }
    };
    let (grain_a, grain_b) = (in_year(grain_a), in_year(grain_b));
    let in_days = finer == Grain::Day;
    Some((
        Some(grain_a.say(a)),
        Some(grain_b.say(b)),
        Shared::of(a, b, in_days),
    ))
}

/// How finely the end of a stretch has to be told.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grain {
    Day,
    Month,
    Year,
}

impl Grain {
    /// The coarsest period that can begin on the day.
    fn from(day: NaiveDate) -> Self {
        match (day.month(), day.day()) {
            (1, 1) => Self::Year,
            (_, 1) => Self::Month,
            _ => Self::Day,
        }
    }

    fn say(self, date: NaiveDate) -> String {
        match self {
            Self::Day => day(date),
            Self::Month => month(date),
            Self::Year => date.year().to_string(),
        }
    }
}

/// The name of the day, month, season, year or decade that the bounds make up.
fn unit(bounds: Bounds) -> Option<String> {
    let (first, last) = bounds.earliest.zip(bounds.latest)?;
    if unspeakable(first) || unspeakable(last) {
        return None;
    }
    let after = last.checked_add_days(Days::new(1))?;
    if first == last {
        return Some(day(first));
    }
    if first.day() != 1 || after.day() != 1 {
        return None;
    }
    let month_number = |day: NaiveDate| day.year() * 12 + day.month0().cast_signed();
    let months = month_number(after) - month_number(first);
    match (first.month(), months) {
        (_, 1) => Some(month(first)),
        (3, 3) => Some(format!("spring {}", first.year())),
        (6, 3) => Some(format!("summer {}", first.year())),
        (9, 3) => Some(format!("autumn {}", first.year())),
        (12, 3) => Some(format!(
            "winter {}–{:02}",
            first.year(),
            last.year().rem_euclid(100)
        )),
        (1, 12) => Some(first.year().to_string()),
        // "the 1900s" could as well be the century.
        (1, 120) if first.year() % 10 == 0 && first.year() % 100 != 0 => {
            Some(format!("the {}s", first.year()))
        }
        _ => None,
    }
}

/// Whether a day lies in a year that is not written with four digits.
fn unspeakable(day: NaiveDate) -> bool {
    !(1000..=9999).contains(&day.year())
}

fn day(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), month_name(day), day.year())
}

fn month(day: NaiveDate) -> String {
    format!("{} {}", month_name(day), day.year())
}

fn month_name(day: NaiveDate) -> &'static str {
    MONTHS[day.month0() as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_back_in_any_year_of_four_digits() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        for (earliest, latest, words) in [
            ("0046-03-01", "2004-08-08", "0046-03-01 to 8 August 2004"),
            ("0046-03-01", "0046-03-08", "0046-03-01 to 0046-03-08"),
            ("0046-03-01", "0046-03-01", "0046-03-01"),
            ("0046-03-01", "", "from 0046-03-01 on"),
            ("", "0999-12-31", "up to 0999-12-31"),
        ] {
            let bounds = Bounds {
                earliest: day(earliest),
                latest: day(latest),
            };
            assert_eq!(days(bounds).as_deref(), Some(words));
            assert_eq!(super::super::parse_typed(words), Ok(bounds), "{words}");
        }
    }

    #[test]
    fn dates_are_shown_in_words() {
        for (edtf, words) in [
            ("1953-03-05", "5 March 1953"),
            ("1953-06", "June 1953"),
            ("1953", "1953"),
            ("195X", "the 1950s"),
            ("190X", "between 1900 and 1909"),
            ("1956-21", "spring 1956"),
            ("1956-24", "winter 1956–57"),
            ("1953-06~", "c. June 1953"),
            ("1955?", "perhaps 1955"),
            ("1955%", "perhaps c. 1955"),
            ("[..1955]", "by 1955"),
            ("[1953-06..]", "from June 1953 on"),
            ("[1953-06..1953-07]", "between June and July 1953"),
            (
                "[1953-12..1954-01]",
                "between December 1953 and January 1954",
            ),
            ("[1953-06-26..1953]", "between 26 June and 31 December 1953"),
            ("[1953-06-26..1953-06-28]", "between 26 and 28 June 1953"),
            (
                "[1956-02-25..1956-10]",
                "between 25 February and October 1956",
            ),
            (
                "[1956-10..1956-11-01]",
                "between October and 1 November 1956",
            ),
            ("[1953-03-05..1953-03]", "between 5 and 31 March 1953"),
            ("[1928..1953-03-05]", "between 1928 and 5 March 1953"),
            ("[1953-03..1954]", "between March 1953 and 1954"),
            ("1954/1956", "1954 to 1956"),
            ("1953-06/1953-07", "June to July 1953"),
            ("1956-10-23/1956-11-04", "23 October to 4 November 1956"),
            ("1956-11-01/1956-11-04", "1 to 4 November 1956"),
            ("1953-06-26/1953", "26 June 1953 to 1953"),
            ("1953/..", "1953 onwards"),
            ("1953/", "1953 to an unknown end"),
            ("/1953", "an unknown start to 1953"),
            ("../1953", "until 1953"),
            ("[1956-03,1956-22]", "March or summer 1956"),
            ("[1955,1957]", "1955 or 1957"),
            ("{1955,1957..1958}", "1955 and 1957 to 1958"),
            ("Y12000", "Y12000"),
        ] {
            assert_eq!(Date::parse(edtf).unwrap().to_string(), words, "{edtf}");
        }
    }
}
