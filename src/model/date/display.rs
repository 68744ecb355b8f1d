//! Dates in words, such as "between 26 June and 31 December 1953".
//!
//! The words depend on the bounds alone: the days of a whole month are shown as that month. The
//! text of a date without a qualifier is parsed by [`super::typed`] to the same days.

use std::borrow::Cow;
use std::fmt;

use chrono::{Datelike, Month, NaiveDate};
use itertools::Itertools as _;

use super::{Bounds, Date, End, Member, Shape};

/// The English name of a month from 1 to 12.
pub fn month_name(number: u32) -> Option<&'static str> {
    let month = Month::try_from(u8::try_from(number).ok()?).ok()?;
    Some(month.name())
}

/// The words of a period's name, the year last: `["5", "March", "1953"]`.
type Name = Vec<Cow<'static, str>>;

/// The two ends of a range, and how many trailing words the first end omits because the second
/// has them.
type Ends = (Option<Name>, Option<Name>, usize);

/// The words around the ends of a range: before and between both, before and after a start
/// without an end, before an end without a start.
type Frame = [&'static str; 5];

const SOMEWHERE_IN: Frame = ["between ", " and ", "from ", " on", "by "];
const ALL_THROUGH: Frame = ["", " to ", "", " onwards", "until "];
const DAYS: Frame = ["", " to ", "from ", " on", "up to "];

impl fmt::Display for Date {
    /// Falls back to the EDTF text if the date cannot be put in words.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self.shape() {
            Shape::Moment => moment(self.bounds),
            Shape::Span(start, end) => span(*start, *end),
            Shape::OneOf(members) => list(members, " or ", moment),
            Shape::AllOf(members) => list(members, " and ", |bounds| {
                period_name(bounds).or_else(|| frame_words(&ends(bounds)?, ALL_THROUGH))
            }),
        };
        f.write_str(match (self.is_uncertain(), self.is_approximate()) {
            (false, false) => "",
            (false, true) => "c. ",
            (true, false) => "perhaps ",
            (true, true) => "perhaps c. ",
        })?;
        f.write_str(words.as_deref().unwrap_or(self.as_str()))
    }
}

/// The most columns that a date takes in a list.
pub const SHORT_DATE: usize = 19;

impl Date {
    /// The date in at most `columns` characters, if it can be, for lists: `5 Mar 1953`, `Mar–Jul 1953`
    /// for what lasted, `1…5 Mar 1953` for some time between. A longer date drops its days, then its
    /// months. It need not parse back. EDTF if it has no words.
    pub fn short(&self, columns: usize) -> String {
        let prefix = match (self.is_uncertain(), self.is_approximate()) {
            (true, _) => "? ",
            (false, true) => "c. ",
            (false, false) => "",
        };
        let named = match self.shape() {
            Shape::OneOf(members) => list(members, " or ", period_name),
            Shape::AllOf(members) => list(members, ", ", period_name),
            Shape::Moment | Shape::Span(..) => None,
        };
        let named = named.map(|text| {
            let words = text.split(' ').map(|word| abbreviate(word.into()));
            words.collect::<Vec<_>>().join(" ")
        });
        let ranges = (1..=4).rev().map(|words| match self.shape() {
            Shape::Moment => short_range(self.bounds, "…", words),
            Shape::Span(..) => short_range(self.bounds, "–", words),
            Shape::OneOf(members) => short_members(members, " or ", words),
            Shape::AllOf(members) => short_members(members, ", ", words),
        });
        let whole = short_range(self.bounds, "…", 1);
        let texts = named.into_iter().chain(ranges).chain([whole]);
        let texts = texts.map(|text| format!("{prefix}{text}"));
        let texts: Vec<String> = texts.collect();
        let fitting = texts.iter().find(|text| text.chars().count() <= columns);
        let shortest = texts.last().filter(|text| text.len() > prefix.len());
        let found = fitting.or(shortest);
        found.map_or_else(|| self.as_str().to_owned(), String::clone)
    }
}

fn short_members(members: &[Member], separator: &str, words: usize) -> String {
    let members = members.iter();
    let members = members.map(|member| short_range(member.bounds, "…", words));
    let mut members: Vec<String> = members.collect();
    members.dedup();
    members.join(separator)
}

/// The first three letters of a month, the only capitalized word of a date; any other word as it is.
fn abbreviate(word: Cow<'_, str>) -> Cow<'_, str> {
    match word {
        Cow::Borrowed(word) if word.starts_with(|c: char| c.is_ascii_uppercase()) => {
            Cow::Borrowed(&word[..3])
        }
        word => word,
    }
}

/// A range with abbreviated months; each end is a day, month or year of at most `words` words, with a
/// time of day if that is 4.
fn short_range(bounds: Bounds, joined_by: &str, words: usize) -> String {
    if let Some(day) = bounds
        .single_day()
        .filter(|_| words > 3 && bounds.has_time())
    {
        let clocks = bounds
            .clocks()
            .into_iter()
            .flatten()
            .dedup()
            .join(joined_by);
        let day = short_range(Bounds::day(day), joined_by, 3);
        return [day, clocks]
            .iter()
            .filter(|part| !part.is_empty())
            .join(", ");
    }
    let bounds = Bounds::days(bounds.earliest, bounds.latest);
    let cut = |name: &Name| {
        let words = name[name.len().saturating_sub(words)..].iter();
        words.cloned().map(abbreviate).collect::<Name>()
    };
    if let Some(name) = name(bounds) {
        return cut(&name).join(" ");
    }
    let Some((first, last, _)) = ends(bounds) else {
        return bounds
            .earliest
            .or(bounds.latest)
            .map_or_else(String::new, |day| day.to_string());
    };
    let [first, last] = [first, last].map(|end| end.as_ref().map(cut));
    match (first, last) {
        (Some(first), Some(last)) if first == last => last.join(" "),
        (Some(first), Some(last)) => {
            let same = first.iter().rev().zip(last.iter().rev());
            let same = same
                .take_while(|(a, b)| a == b)
                .count()
                .min(first.len() - 1);
            let first = first[..first.len() - same].join(" ");
            format!("{first}{joined_by}{}", last.join(" "))
        }
        (Some(first), None) => format!("from {}", first.join(" ")),
        (None, Some(last)) => format!("by {}", last.join(" ")),
        (None, None) => String::new(),
    }
}

/// The period of a filter in words: "1 June to 31 July 1953", "from 1 June 1953 on".
pub fn days(period: Bounds) -> Option<String> {
    if let Some(single) = period.single_day() {
        return Some(words_of(single).join(" "));
    }
    let Bounds {
        earliest, latest, ..
    } = period;
    let shared = earliest.zip(latest).map_or(0, shared_words);
    let ends = (earliest.map(words_of), latest.map(words_of), shared);
    frame_words(&ends, DAYS)
}

/// The name of the time, day, month, season, year or decade that the bounds cover exactly, if any.
pub fn period_name(bounds: Bounds) -> Option<String> {
    Some(name(bounds)?.join(" "))
}

/// Times of one day, with its name once: `14 April 1912, 23:40 or 23:45`; `None` if they are not.
fn times_of_day(all: &[Bounds], separator: &str) -> Option<String> {
    let day = all.first()?.single_day()?;
    let times = all.iter().map(|bounds| {
        let is_of_day = bounds.single_day() == Some(day) && bounds.has_time();
        bounds.clock().filter(|_| is_of_day)
    });
    let times: Option<Vec<String>> = times.collect();
    Some(format!(
        "{}, {}",
        words_of(day).join(" "),
        times?.join(separator)
    ))
}

/// A moment somewhere within the bounds, in words.
fn moment(bounds: Bounds) -> Option<String> {
    if let (Some(day), None, [Some(from), Some(to)]) =
        (bounds.single_day(), bounds.clock(), bounds.clocks())
    {
        let day = words_of(day).join(" ");
        return Some(format!("{day}, between {from} and {to}"));
    }
    period_name(bounds).or_else(|| frame_words(&ends(bounds)?, SOMEWHERE_IN))
}

fn span(start: End, end: End) -> Option<String> {
    if let Some(times) = times_of_day(&[start.bounds(), end.bounds()], " to ") {
        return Some(times);
    }
    let unknown = |words: &'static str| Some(vec![words.into()]);
    let ends = match (start, end) {
        (End::Within(first), End::Within(last)) => match (name(first), name(last)) {
            (Some(a), Some(b)) => {
                let is_alike = a.len() == b.len() && a != b && !first.to(last).has_time();
                let days = first.earliest.zip(last.earliest).filter(|_| is_alike);
                (Some(a), Some(b), days.map_or(0, shared_words))
            }
            _ => ends(first.to(last))?,
        },
        (End::Within(first), End::Open) => (Some(name(first)?), None, 0),
        (End::Within(first), End::Unknown) => (Some(name(first)?), unknown("an unknown end"), 0),
        (End::Open, End::Within(last)) => (None, Some(name(last)?), 0),
        (End::Unknown, End::Within(last)) => (unknown("an unknown start"), Some(name(last)?), 0),
        _ => return None,
    };
    frame_words(&ends, ALL_THROUGH)
}

/// The members in words; a year that they all share is given only with the last.
fn list(
    members: &[Member],
    separator: &str,
    words: impl Fn(Bounds) -> Option<String>,
) -> Option<String> {
    let bounds: Vec<Bounds> = members.iter().map(|member| member.bounds).collect();
    if let Some(times) = times_of_day(&bounds, separator) {
        return Some(times);
    }
    let year = |member: &Member| {
        let first = member
            .bounds
            .earliest
            .filter(|_| !member.bounds.has_time())?
            .year();
        (name(member.bounds).is_some() && member.bounds.latest?.year() == first).then_some(first)
    };
    let first_year = year(members.first()?);
    let is_said_once = first_year.is_some() && members.iter().all(|m| year(m) == first_year);
    let parts = members.iter().enumerate().map(|(i, member)| {
        let leaves_it_out = is_said_once && i + 1 < members.len();
        match name(member.bounds).filter(|_| leaves_it_out) {
            Some(name) => Some(without_last_words(&name, 1)),
            None => words(member.bounds),
        }
    });
    Some(parts.collect::<Option<Vec<_>>>()?.join(separator))
}

/// The text of a range; `None` if both of its sides are open.
fn frame_words((first, last, shared): &Ends, frame: Frame) -> Option<String> {
    let [before, between, from, on, until] = frame;
    match (first, last) {
        (Some(a), Some(b)) => {
            let (a, b) = (without_last_words(a, *shared), b.join(" "));
            Some(format!("{before}{a}{between}{b}"))
        }
        (Some(a), None) => Some(format!("{from}{}{on}", a.join(" "))),
        (None, Some(b)) => Some(format!("{until}{}", b.join(" "))),
        (None, None) => None,
    }
}

/// A name without its last `words` words, but with at least one word.
fn without_last_words(name: &Name, words: usize) -> String {
    name[..name.len().saturating_sub(words).max(1)].join(" ")
}

/// How many trailing words the names of two days share: none, the year, or the month and the year.
fn shared_words((first, last): (NaiveDate, NaiveDate)) -> usize {
    match (first.year() == last.year(), first.month() == last.month()) {
        (false, _) => 0,
        (true, false) => 1,
        (true, true) => 2,
    }
}

/// Both ends of a range, each as the coarsest of year, month and day that fits; within one year,
/// as a month or day. `None` if a year has no words.
fn ends(bounds: Bounds) -> Option<Ends> {
    let Bounds {
        earliest, latest, ..
    } = bounds;
    if earliest.into_iter().chain(latest).any(has_unusual_year) {
        return None;
    }
    // The number of trailing words that name a year, month or day beginning on `day`.
    let needed = |day: NaiveDate| match (day.month(), day.day()) {
        (1, 1) => 1,
        (_, 1) => 2,
        _ => 3,
    };
    let last_words = |day: NaiveDate, words: usize| words_of(day).split_off(3 - words);
    let first = earliest.map(|day| (day, needed(day)));
    let last = latest.and_then(|day| Some((day, needed(day.succ_opt()?))));
    let (Some((a, words_a)), Some((b, words_b))) = (first, last) else {
        let end = |(day, words)| last_words(day, words);
        return Some((first.map(end), last.map(end), 0));
    };
    let shared = shared_words((a, b));
    // Within one year, a bare year would say nothing; within one month, both ends get the
    // same precision.
    let in_year = |words: usize| match shared {
        0 => words,
        1 if words > 1 => words,
        _ => words_a.max(words_b),
    };
    let [first, last] =
        [(a, words_a), (b, words_b)].map(|(d, words)| last_words(d, in_year(words)));
    Some((Some(first), Some(last), shared))
}

/// The name of the day, month, season, year or decade that the bounds cover exactly, if any.
fn name(bounds: Bounds) -> Option<Name> {
    let (first, last) = bounds.earliest.zip(bounds.latest)?;
    if has_unusual_year(first) || has_unusual_year(last) {
        return None;
    }
    if first == last {
        let mut words = words_of(first);
        if let (Some(clock), Some(year)) = (bounds.clock(), words.last_mut()) {
            *year = format!("{year}, {clock}").into();
        }
        return Some(words);
    }
    let after = last.succ_opt()?;
    if first.day() != 1 || after.day() != 1 {
        return None;
    }
    let month_number = |day: NaiveDate| day.year() * 12 + day.month0().cast_signed();
    let year = first.year();
    let season = |name: &'static str| vec![name.into(), year.to_string().into()];
    Some(
        match (first.month(), month_number(after) - month_number(first)) {
            (_, 1) => words_of(first).split_off(1),
            (3, 3) => season("spring"),
            (6, 3) => season("summer"),
            (9, 3) => season("autumn"),
            (12, 3) => vec![
                "winter".into(),
                format!("{year}–{:02}", (year + 1) % 100).into(),
            ],
            (1, 12) => words_of(first).split_off(2),
            // "the 1900s" could also be the century.
            (1, 120) if year % 10 == 0 && year % 100 != 0 => vec![format!("the {year}s").into()],
            _ => return None,
        },
    )
}

/// The words of a day: `["5", "March", "1953"]`.
fn words_of(day: NaiveDate) -> Name {
    // "1 March 46" could not be parsed back: the typed grammar requires four-digit years.
    if has_unusual_year(day) {
        return vec![day.to_string().into()];
    }
    let month = month_name(day.month()).unwrap_or_default();
    let [number, year] = [day.day().to_string(), day.year().to_string()];
    vec![number.into(), month.into(), year.into()]
}

/// Whether a day is in a year without exactly four digits, so that it has no words.
fn has_unusual_year(day: NaiveDate) -> bool {
    !(1000..=9999).contains(&day.year())
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
            let bounds = Bounds::days(day(earliest), day(latest));
            assert_eq!(days(bounds).as_deref(), Some(words));
            assert_eq!(super::super::parse_typed(words), Ok(bounds), "{words}");
        }
    }

    #[test]
    fn dates_in_lists_are_short() {
        for (edtf, short) in [
            ("1953-03-05", "5 Mar 1953"),
            ("1953-06", "Jun 1953"),
            ("1953", "1953"),
            ("1956-22", "summer 1956"),
            ("1956-24", "winter 1956–57"),
            ("195X", "the 1950s"),
            ("1953~", "c. 1953"),
            ("1953-06?", "? Jun 1953"),
            ("1953-03/1953-07", "Mar–Jul 1953"),
            ("1953/1955", "1953–1955"),
            ("[1953-03-01..1953-03-05]", "1…5 Mar 1953"),
            ("[1953-03-05..1953-03]", "5…31 Mar 1953"),
            ("[1953-03-05..1953-06-26]", "5 Mar…26 Jun 1953"),
            ("[1953-03-05..1956-02-25]", "Mar 1953…Feb 1956"),
            ("[1956-11-01..1956-12]", "Nov…Dec 1956"),
            ("[1928..1953-03-05]", "1928…5 Mar 1953"),
            ("[1953-06-26..1954]", "26 Jun 1953…1954"),
            ("[..1955]", "by 1955"),
            ("[1956-11..]", "from Nov 1956"),
            ("1953/", "from 1953"),
            ("[1956-03,1956-22]", "Mar or summer 1956"),
            ("[1953-09,1953-12]", "Sep or Dec 1953"),
            ("[1954,1955]", "1954 or 1955"),
            ("[1953-03-05..1954-12-31,1956]", "1953…1954 or 1956"),
        ] {
            assert_eq!(
                Date::parse(edtf).unwrap().short(SHORT_DATE),
                short,
                "{edtf}"
            );
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
