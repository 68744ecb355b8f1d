//! Dates in words, such as "between 26 June and 31 December 1953".
//!
//! The words follow from the bounds alone: days that make up a month are that month. What is
//! shown for a date without a qualifier is read back by [`super::typed`] to the same days.

use std::fmt::{self, Display as _};

use chrono::{Datelike, NaiveDate};

use super::phrase::{Phrase, Shared, Unit, unspeakable};
use super::{Bounds, Date, End, Member, Shape};

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (self.is_uncertain(), self.is_approximate()) {
            (false, false) => "",
            (false, true) => "c. ",
            (true, false) => "perhaps ",
            (true, true) => "perhaps c. ",
        })?;
        let phrases = match self.shape() {
            Shape::Moment => return said(moment(self.bounds), self, f),
            Shape::Span(start, end) => return said(span(*start, *end), self, f),
            Shape::OneOf(members) => joined(members, " or ", |m| moment(m.bounds)),
            Shape::AllOf(members) => joined(members, " and ", |m| {
                unit(m.bounds).map(Phrase::of).or_else(|| lasting(m.bounds))
            }),
        };
        match phrases {
            Some(phrases) => f.write_str(&phrases),
            None => f.write_str(self.as_str()),
        }
    }
}

/// Writes a phrase, or the date as it was written where its years are such that words do not
/// suit them.
fn said(phrase: Option<Phrase>, date: &Date, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match phrase {
        Some(phrase) => phrase.fmt(f),
        None => f.write_str(date.as_str()),
    }
}

/// The days of a filter in words: "1 June to 31 July 1953", "from 1 June 1953 on".
pub fn days(period: Bounds) -> Option<String> {
    // "1 March 46" would not be read back: a year in words has four digits.
    let phrase = match (period.earliest, period.latest) {
        (None, None) => return None,
        (Some(first), None) => Phrase::around("from ", Unit::day(first), " on"),
        (None, Some(last)) => Phrase::around("up to ", Unit::day(last), ""),
        (Some(first), Some(last)) if first == last => Phrase::of(Unit::day(first)),
        (Some(first), Some(last)) => {
            let shared = Shared::of(first, last, true);
            Phrase::pair(["", " to "], [first, last].map(Unit::day), shared)
        }
    };
    Some(phrase.to_string())
}

/// The name of the day, month, season, year or decade that the bounds make up, if they do.
pub fn named(bounds: Bounds) -> Option<String> {
    Some(Phrase::of(unit(bounds)?).to_string())
}

/// A moment somewhere within the bounds.
fn moment(bounds: Bounds) -> Option<Phrase> {
    if let Some(unit) = unit(bounds) {
        return Some(Phrase::of(unit));
    }
    match ends(bounds)? {
        (Some(a), Some(b), shared) => Some(Phrase::pair(["between ", " and "], [a, b], shared)),
        (Some(a), None, _) => Some(Phrase::around("from ", a, " on")),
        (None, Some(b), _) => Some(Phrase::around("by ", b, "")),
        (None, None, _) => None,
    }
}

/// Something that goes on through all the days of the bounds.
fn lasting(bounds: Bounds) -> Option<Phrase> {
    match ends(bounds)? {
        (Some(a), Some(b), shared) => Some(Phrase::pair(["", " to "], [a, b], shared)),
        (Some(a), None, _) => Some(Phrase::around("", a, " onwards")),
        (None, Some(b), _) => Some(Phrase::around("until ", b, "")),
        (None, None, _) => None,
    }
}

fn span(start: End, end: End) -> Option<Phrase> {
    let (first, last) = match (start, end) {
        (End::Within(first), End::Within(last)) => (first, last),
        (End::Within(first), End::Open) => {
            return Some(Phrase::around("", unit(first)?, " onwards"));
        }
        (End::Within(first), End::Unknown) => {
            return Some(Phrase::around("", unit(first)?, " to an unknown end"));
        }
        (End::Open, End::Within(last)) => {
            return Some(Phrase::around("until ", unit(last)?, ""));
        }
        (End::Unknown, End::Within(last)) => {
            return Some(Phrase::around("an unknown start to ", unit(last)?, ""));
        }
        _ => return None,
    };
    let (Some(a), Some(b)) = (unit(first), unit(last)) else {
        return lasting(first.to(last));
    };
    let alike = a.words() == b.words() && a != b;
    let shared = if alike && ![a, b].iter().any(|unit| matches!(unit, Unit::Decade(_))) {
        Shared::of(first.earliest?, last.earliest?, matches!(a, Unit::Day(_)))
    } else {
        Shared::Nothing
    };
    Some(Phrase::pair(["", " to "], [a, b], shared))
}

/// Members in words, the year said once where it is the same for all.
fn joined(
    members: &[Member],
    with: &str,
    phrase: impl Fn(&Member) -> Option<Phrase>,
) -> Option<String> {
    let year = |m: &Member| {
        let first = m.bounds.earliest?.year();
        (unit(m.bounds).is_some() && m.bounds.latest?.year() == first).then_some(first)
    };
    let of_first = year(members.first()?);
    let said_once = of_first.is_some() && members.iter().all(|m| year(m) == of_first);
    let mut phrases = members.iter().map(phrase).collect::<Option<Vec<_>>>()?;
    if let Some((_, others)) = phrases.split_last_mut().filter(|_| said_once) {
        for phrase in others {
            phrase.shared = Shared::Year;
        }
    }
    let phrases: Vec<String> = phrases.iter().map(Phrase::to_string).collect();
    Some(phrases.join(with))
}

/// Both ends of a stretch, each as a year, month or day, whichever is the coarsest that fits it;
/// within one year as a month or day. Besides, what they have in common.
fn ends(bounds: Bounds) -> Option<(Option<Unit>, Option<Unit>, Shared)> {
    let Bounds { earliest, latest } = bounds;
    if [earliest, latest].into_iter().flatten().any(unspeakable) {
        return None;
    }
    let first = earliest.map(|day| (day, Grain::from(day)));
    let last = match latest {
        Some(day) => Some((day, Grain::from(day.succ_opt()?))),
        None => None,
    };
    let unit = |(day, grain): (NaiveDate, Grain)| grain.around(day);
    let (Some((a, grain_a)), Some((b, grain_b))) = (first, last) else {
        return Some((first.map(unit), last.map(unit), Shared::Nothing));
    };
    if a.year() != b.year() {
        return Some((first.map(unit), last.map(unit), Shared::Nothing));
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
    Some((
        Some(in_year(grain_a).around(a)),
        Some(in_year(grain_b).around(b)),
        Shared::of(a, b, finer == Grain::Day),
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

    /// The period that the day lies in.
    fn around(self, day: NaiveDate) -> Unit {
        match self {
            Self::Day => Unit::Day(day),
            Self::Month => Unit::Month(day),
            Self::Year => Unit::Year(day.year()),
        }
    }
}

/// The day, month, season, year or decade that the bounds make up.
fn unit(bounds: Bounds) -> Option<Unit> {
    let (first, last) = bounds.earliest.zip(bounds.latest)?;
    if unspeakable(first) || unspeakable(last) {
        return None;
    }
    if first == last {
        return Some(Unit::Day(first));
    }
    let after = last.succ_opt()?;
    if first.day() != 1 || after.day() != 1 {
        return None;
    }
    let month_number = |day: NaiveDate| day.year() * 12 + day.month0().cast_signed();
    let months = month_number(after) - month_number(first);
    let year = first.year();
    match (first.month(), months) {
        (_, 1) => Some(Unit::Month(first)),
        (3, 3) => Some(Unit::Season("spring", year)),
        (6, 3) => Some(Unit::Season("summer", year)),
        (9, 3) => Some(Unit::Season("autumn", year)),
        (12, 3) => Some(Unit::Winter(year)),
        (1, 12) => Some(Unit::Year(year)),
        // "the 1900s" could as well be the century.
        (1, 120) if year % 10 == 0 && year % 100 != 0 => Some(Unit::Decade(year)),
        _ => None,
    }
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
            ("1950-06/195X", "June 1950 to the 1950s"),
            ("[1956-24,1957]", "winter 1956–57 or 1957"),
            ("{1956-03,1956-24}", "March 1956 and winter 1956–57"),
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
