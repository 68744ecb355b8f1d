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

/// A year as people write it: `1953`, `AD 64`, `44 BC`.
pub fn year_name(year: i32) -> String {
    match year {
        1000..=9999 => year.to_string(),
        1.. => format!("AD {year}"),
        _ => format!("{} BC", 1 - year),
    }
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
const ONE_OF_TWO: Frame = ["", " or ", "", "", ""];
const ALL_THROUGH: Frame = ["", " to ", "", " onwards", "until "];
const DAYS: Frame = ["", " to ", "from ", " on", "up to "];
const TYPED: Frame = ["", "..", "", "..", ".."];

/// The words for the qualifiers of a date, or of a member of a set: before all of it, before the
/// start of a range, and before the end.
#[derive(Clone, Copy, Default)]
struct Qualifiers {
    whole: &'static str,
    start: &'static str,
    end: &'static str,
}

/// The words for uncertain and approximate, for uncertain, and for approximate.
const IN_WORDS: [&str; 3] = ["perhaps c. ", "perhaps ", "c. "];
const IN_SHORT: [&str; 3] = ["? ", "? ", "c. "];

impl Qualifiers {
    fn parse(text: &str, words: [&'static str; 3]) -> Self {
        let [both, uncertain, approximate] = words;
        let word = |text: &str| match (text.contains(['?', '%']), text.contains(['~', '%'])) {
            (true, true) => both,
            (true, false) => uncertain,
            (false, true) => approximate,
            (false, false) => "",
        };
        match text.split_once('/').or(text.split_once("..")) {
            Some((start, end)) => Self {
                start: word(start),
                end: word(end),
                ..Self::default()
            },
            None => Self {
                whole: word(text),
                ..Self::default()
            },
        }
    }

    /// The words before a range that has a name of its own.
    fn before_name(self) -> &'static str {
        let mut words = [self.whole, self.start, self.end].into_iter();
        words.find(|word| !word.is_empty()).unwrap_or_default()
    }
}

impl fmt::Display for Date {
    /// Falls back to the days of its bounds, and to the EDTF text if it has none.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.calendar.is_some() {
            let julian = self.as_written(Self::to_string);
            return f.write_str(&in_both_calendars(&julian, self.bounds));
        }
        let qualifiers = self.qualifiers(IN_WORDS);
        let words = match self.shape() {
            Shape::Moment => moment(self.bounds, qualifiers[0]),
            Shape::Span(start, end) => span(*start, *end, qualifiers[0]),
            Shape::OneOf(members) => list(members, &qualifiers, " or ", moment),
            Shape::AllOf(members) => list(members, &qualifiers, " and ", |bounds, qualifiers| {
                named(bounds, qualifiers)
                    .or_else(|| frame_words(&ends(bounds), ALL_THROUGH, qualifiers))
            }),
        };
        let words = words.or_else(|| days(self.bounds));
        f.write_str(words.as_deref().unwrap_or(self.as_str()))
    }
}

/// The words of a Julian date with the days that it is in the Gregorian calendar. A year that is the
/// same in both is not repeated.
pub(super) fn in_both_calendars(julian: &str, bounds: Bounds) -> String {
    let days = days(Bounds::days(bounds.earliest, bounds.latest));
    let last = bounds.latest.or(bounds.earliest);
    let Some((days, last)) = days.zip(last) else {
        return format!("{julian} (Julian)");
    };
    let year = format!(" {}", year_name(last.year()));
    let before_time = bounds.single_day().and_then(|_| julian.split_once(", "));
    let named = before_time.map_or(julian, |(day, _)| day);
    let repeated = days.strip_suffix(&year).filter(|_| named.ends_with(&year));
    format!("{julian} (Julian), {}", repeated.unwrap_or(&days))
}

/// The most columns that a date takes in a list.
pub const SHORT_DATE: usize = 19;

impl Date {
    /// The words for a Julian date with the names of its own calendar.
    fn as_written(&self, words: impl Fn(&Self) -> String) -> String {
        let text = &self.text;
        // A Gregorian date cannot stand for 29 February 1900, but the day before it can.
        let day_before = || Self::parse(&text.replace("-02-29", "-02-28"));
        match Self::parse(text) {
            Ok(date) => words(&date),
            Err(_) if text.contains("-02-28") => text.clone(),
            Err(_) => day_before().map_or_else(
                |_| text.clone(),
                |date| words(&date).replace("28 Feb", "29 Feb"),
            ),
        }
    }

    /// The qualifiers of the date, or of each member of a set, as they are written.
    fn qualifiers(&self, words: [&'static str; 3]) -> Vec<Qualifiers> {
        let members = self.as_str().trim_matches(['[', ']', '{', '}']).split(',');
        members
            .map(|member| Qualifiers::parse(member, words))
            .collect()
    }

    /// The date in at most `columns` characters, if it can be, for lists: `5 Mar 1953`, `Mar–Jul 1953`
    /// for what lasted, `1…5 Mar 1953` for some time between, `25 Oct 1917 OS` for the Julian calendar.
    /// A longer date drops its last time, then its times, days and months. It need not parse back. EDTF if it has no words.
    pub fn short(&self, columns: usize) -> String {
        const JULIAN: &str = " OS";
        if self.calendar.is_some() {
            let columns = columns.saturating_sub(JULIAN.len());
            return self.as_written(|date| date.short(columns)) + JULIAN;
        }
        let qualifiers = self.qualifiers(IN_SHORT);
        let named = match self.shape() {
            Shape::OneOf(members) => list(members, &qualifiers, " or ", named),
            Shape::AllOf(members) => list(members, &qualifiers, ", ", named),
            Shape::Moment | Shape::Span(..) => None,
        };
        let named = named.map(|text| {
            let words = text.split(' ').map(|word| abbreviate(word.into()));
            words.collect::<Vec<_>>().join(" ")
        });
        let members = |members: &[Member], separator: &str, words| {
            let members = members.iter().zip(&qualifiers);
            let members = members
                .map(|(member, qualifiers)| short_range(member.bounds, "…", words, *qualifiers));
            members.dedup().join(separator)
        };
        let range = |words| match self.shape() {
            Shape::Moment => short_range(self.bounds, "…", words, qualifiers[0]),
            Shape::Span(..) => short_range(self.bounds, "–", words, qualifiers[0]),
            Shape::OneOf(all) => members(all, " or ", words),
            Shape::AllOf(all) => members(all, ", ", words),
        };
        // 23:40…, if the time at the end does not fit.
        let lasts = matches!(self.shape(), Shape::Span(..));
        let first_time = self
            .bounds
            .single_day()
            .zip(self.bounds.clocks()[0].clone());
        let first_time = first_time.map(|(day, clock)| {
            let day = short_range(Bounds::day(day), "", 3, qualifiers[0]);
            format!("{day}, {clock}{}", if lasts { "–" } else { "…" })
        });
        let any = Qualifiers::parse(&self.as_str().replace(['/', '.'], " "), IN_SHORT);
        let whole = short_range(self.bounds, "…", 1, any);
        let texts = named.into_iter().chain([range(4)]).chain(first_time);
        let texts = texts.chain([range(3), range(2), range(1), whole]);
        let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
        let fitting = texts.iter().find(|text| text.chars().count() <= columns);
        let found = fitting.or(texts.last());
        found.map_or_else(|| self.as_str().to_owned(), String::clone)
    }
}

/// The first three letters of a month, the only capitalized word of a date; any other word as it is.
fn abbreviate(word: Cow<'_, str>) -> Cow<'_, str> {
    match word {
        Cow::Borrowed(word) if word.starts_with(|c: char| c.is_ascii_uppercase()) => {
            Cow::Borrowed(word.get(..3).unwrap_or(word)) // AD and BC are shorter
        }
        word => word,
    }
}

/// A range with abbreviated months; each end is a day, month or year of at most `words` words, with a
/// time of day if that is 4.
fn short_range(bounds: Bounds, joined_by: &str, words: usize, qualifiers: Qualifiers) -> String {
    let Qualifiers { whole, start, end } = qualifiers;
    if let Some(day) = bounds
        .single_day()
        .filter(|_| words > 3 && bounds.has_time())
    {
        let mut clocks = bounds.clocks().into_iter().flatten().dedup();
        let day = short_range(Bounds::day(day), joined_by, 3, qualifiers);
        return format!("{day}, {}", clocks.join(joined_by));
    }
    let bounds = Bounds::days(bounds.earliest, bounds.latest);
    let cut = |name: &Name| {
        let words = name[name.len().saturating_sub(words)..].iter();
        words.cloned().map(abbreviate).collect::<Name>()
    };
    if let Some(name) = name(bounds) {
        return qualifiers.before_name().to_owned() + &cut(&name).join(" ");
    }
    let (first, last, _) = ends(bounds);
    let [first, last] = [first, last].map(|end| end.as_ref().map(cut));
    match (first, last) {
        (Some(first), Some(last)) if first == last => {
            qualifiers.before_name().to_owned() + &last.join(" ")
        }
        (Some(first), Some(last)) => {
            let same = first.iter().rev().zip(last.iter().rev());
            let same = same
                .take_while(|(a, b)| a == b)
                .count()
                .min(first.len() - 1);
            let first = first[..first.len() - same].join(" ");
            format!("{whole}{start}{first}{joined_by}{end}{}", last.join(" "))
        }
        (Some(first), None) => format!("from {whole}{start}{}", first.join(" ")),
        (None, Some(last)) => format!("by {whole}{end}{}", last.join(" ")),
        (None, None) => String::new(),
    }
}

/// The period of a filter in words: "1 June to 31 July 1953", "from 1 June 1953 on".
pub fn days(period: Bounds) -> Option<String> {
    if let Some(day) = period.single_day() {
        let times = period.clocks().into_iter().flatten().join(" to ");
        let day = words_of(day).join(" ");
        return period_name(period).or(Some(format!("{day}, {times}")));
    }
    let ends = days_of_ends(period);
    frame_words(&ends, DAYS, Qualifiers::default())
}

/// A period as it can be typed: `1952..1954`, `february..april 1953`.
pub(super) fn range_as_typed(period: Bounds) -> Option<String> {
    let unqualified = Qualifiers::default();
    let words = period_name(period).or_else(|| frame_words(&ends(period), TYPED, unqualified));
    words.map(|words| words.to_lowercase())
}

/// The name of the time, day, month, season, year, decade or century that the bounds cover exactly,
/// if any.
pub fn period_name(bounds: Bounds) -> Option<String> {
    Some(name(bounds)?.join(" "))
}

fn named(bounds: Bounds, qualifiers: Qualifiers) -> Option<String> {
    Some(qualifiers.before_name().to_owned() + &period_name(bounds)?)
}

/// Times of one day, with its name once: `14 April 1912, 23:40 or 23:45`; `None` if they are not.
/// EDTF has no qualifiers for times.
fn times_of_day(all: impl Iterator<Item = Bounds> + Clone, separator: &str) -> Option<String> {
    let day = all.clone().next()?.single_day()?;
    let times = all.map(|bounds| {
        let is_of_day = bounds.single_day() == Some(day) && bounds.has_time();
        bounds.clock().filter(|_| is_of_day)
    });
    let times: Option<Vec<String>> = times.collect();
    let day = words_of(day).join(" ");
    Some(format!("{day}, {}", times?.join(separator)))
}

/// A moment somewhere within the bounds, in words.
fn moment(bounds: Bounds, qualifiers: Qualifiers) -> Option<String> {
    if let (Some(day), None, [Some(from), Some(to)]) =
        (bounds.single_day(), bounds.clock(), bounds.clocks())
    {
        let day = words_of(day).join(" ");
        return Some(format!("{day}, between {from} and {to}"));
    }
    let frame = if bounds.is_two_units() {
        ONE_OF_TWO
    } else {
        SOMEWHERE_IN
    };
    named(bounds, qualifiers).or_else(|| frame_words(&ends(bounds), frame, qualifiers))
}

fn span(start: End, end: End, qualifiers: Qualifiers) -> Option<String> {
    let both = [start, end].into_iter().map(End::bounds);
    if let Some(times) = times_of_day(both, " to ") {
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
            _ => ends(first.to(last)),
        },
        (End::Within(first), End::Open) => (Some(name(first)?), None, 0),
        (End::Within(first), End::Unknown) => (Some(name(first)?), unknown("an unknown end"), 0),
        (End::Open, End::Within(last)) => (None, Some(name(last)?), 0),
        (End::Unknown, End::Within(last)) => (unknown("an unknown start"), Some(name(last)?), 0),
        _ => return None,
    };
    frame_words(&ends, ALL_THROUGH, qualifiers)
}

/// The members in words; a year that they all share is given only with the last.
fn list(
    members: &[Member],
    qualifiers: &[Qualifiers],
    separator: &str,
    words: impl Fn(Bounds, Qualifiers) -> Option<String>,
) -> Option<String> {
    let members = members.iter().map(|member| member.bounds).zip(qualifiers);
    let bounds = members.clone().map(|(bounds, _)| bounds);
    if let Some(times) = times_of_day(bounds, separator) {
        return Some(times);
    }
    let year = |bounds: Bounds| {
        let first = bounds.earliest.filter(|_| !bounds.has_time())?.year();
        (name(bounds).is_some() && bounds.latest?.year() == first).then_some(first)
    };
    let first_year = members.clone().next().and_then(|(bounds, _)| year(bounds));
    let is_said_once = first_year.is_some()
        && members
            .clone()
            .all(|(bounds, _)| year(bounds) == first_year);
    let last = members.len() - 1;
    let parts = members.enumerate().map(|(i, (bounds, qualifiers))| {
        match name(bounds).filter(|_| is_said_once && i < last) {
            Some(name) => Some(qualifiers.before_name().to_owned() + &without_last_words(&name, 1)),
            None => words(bounds, *qualifiers),
        }
    });
    Some(parts.collect::<Option<Vec<_>>>()?.join(separator))
}

/// The text of a range; `None` if both of its sides are open.
fn frame_words(
    (first, last, shared): &Ends,
    frame: Frame,
    Qualifiers { whole, start, end }: Qualifiers,
) -> Option<String> {
    let [before, between, from, on, until] = frame;
    Some(match (first, last) {
        (Some(a), Some(b)) => {
            let (a, b) = (without_last_words(a, *shared), b.join(" "));
            format!("{whole}{before}{start}{a}{between}{end}{b}")
        }
        (Some(a), None) => format!("{whole}{from}{start}{}{on}", a.join(" ")),
        (None, Some(b)) => format!("{whole}{until}{end}{}", b.join(" ")),
        (None, None) => return None,
    })
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

/// Both ends of a range as days, with their times if it has any.
fn days_of_ends(bounds: Bounds) -> Ends {
    let clocks = bounds.clocks();
    let end = |day: Option<NaiveDate>, clock: &Option<String>| {
        let mut words = words_of(day?);
        if let (Some(clock), Some(year)) = (clock, words.last_mut()) {
            *year = format!("{year}, {clock}").into();
        }
        Some(words)
    };
    let days = bounds.earliest.zip(bounds.latest);
    let shared = days.filter(|_| !bounds.has_time()).map_or(0, shared_words);
    let [first, last] = &clocks;
    (
        end(bounds.earliest, first),
        end(bounds.latest, last),
        shared,
    )
}

/// Both ends of a range, each as the coarsest of year, month and day that fits; within one year,
/// as a month or day.
fn ends(bounds: Bounds) -> Ends {
    let (first, last, shared) = days_of_ends(bounds);
    // The number of trailing words that name a year, month or day beginning on `day`.
    let needed = |day: NaiveDate| match (day.month(), day.day()) {
        _ if bounds.has_time() => 3,
        (1, 1) => 1,
        (_, 1) => 2,
        _ => 3,
    };
    let words_a = bounds.earliest.map_or(0, needed);
    let words_b = bounds
        .latest
        .and_then(|day| Some(needed(day.succ_opt()?)))
        .unwrap_or(3);
    // Within one year, a bare year would say nothing; within one month, both ends get the
    // same precision.
    let in_year = |words: usize| match shared {
        0 => words,
        1 if words > 1 => words,
        _ => words_a.max(words_b),
    };
    let cut = |name: Option<Name>, words: usize| name.map(|mut name| name.split_off(3 - words));
    (
        cut(first, in_year(words_a)),
        cut(last, in_year(words_b)),
        shared,
    )
}

/// The name of the day, month, season, year, decade or century that the bounds cover exactly, if any.
fn name(bounds: Bounds) -> Option<Name> {
    if let Some(day) = bounds.single_day() {
        if bounds.has_time() && bounds.clock().is_none() {
            return None;
        }
        let mut words = words_of(day);
        if let (Some(clock), Some(year)) = (bounds.clock(), words.last_mut()) {
            *year = format!("{year}, {clock}").into();
        }
        return Some(words);
    }
    let (first, count) = bounds.whole_months()?;
    let year = first.year();
    let season = |name: &'static str| vec![name.into(), year_name(year).into()];
    Some(match (first.month(), count) {
        (_, 1) => words_of(first).split_off(1),
        (3, 3) => season("spring"),
        (6, 3) => season("summer"),
        (9, 3) => season("autumn"),
        (12, 3) if year < 1000 => season("winter"),
        (12, 3) => vec![
            "winter".into(),
            match (year + 1) % 100 {
                0 => format!("{year}–{}", year + 1).into(),
                next => format!("{year}–{next:02}").into(),
            },
        ],
        (1, 12) => words_of(first).split_off(2),
        // "the 1900s" could also be the century.
        (1, 120) if year % 10 == 0 && year % 100 != 0 && year > 0 => {
            let era = if year < 1000 { " AD" } else { "" };
            vec![format!("the {year}s{era}").into()]
        }
        (1, 1200) if year >= 0 && year % 100 == 0 => {
            vec![format!("the {} century", ordinal(year / 100 + 1)).into()]
        }
        (1, 1200) if year < 0 && (year - 1) % 100 == 0 => {
            vec![format!("the {} century BC", ordinal((1 - year) / 100)).into()]
        }
        _ => return None,
    })
}

/// `1st`, `2nd`, `11th`.
fn ordinal(number: i32) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// The words of a day: `["5", "March", "1953"]`.
fn words_of(day: NaiveDate) -> Name {
    let month = month_name(day.month()).unwrap_or_default();
    vec![
        day.day().to_string().into(),
        month.into(),
        year_name(day.year()).into(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Calendar;

    #[test]
    fn days_are_read_back_in_any_year() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        for (earliest, latest, words) in [
            ("0046-03-01", "2004-08-08", "1 March AD 46 to 8 August 2004"),
            ("0046-03-01", "0046-03-08", "1 to 8 March AD 46"),
            ("0046-03-01", "0046-03-01", "1 March AD 46"),
            ("-0045-03-01", "", "from 1 March 46 BC on"),
            ("", "0000-12-31", "up to 31 December 1 BC"),
            (
                "-0043-03-15",
                "0014-08-19",
                "15 March 44 BC to 19 August AD 14",
            ),
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
            ("-0043-03-15", "15 Mar 44 BC"),
            ("0064-07", "Jul AD 64"),
            ("-0087", "88 BC"),
            ("[-0043,0014]", "44 BC or AD 14"),
            ("-0026/0476", "27 BC–AD 476"),
            ("1946/1950~", "1946–c. 1950"),
            ("[1954,1956~]", "1954 or c. 1956"),
            ("[1954..1956~]", "1954…c. 1956"),
            ("1953-03-05~/1956-02-25", "c. 1953–1956"),
        ] {
            assert_eq!(
                Date::parse(edtf).unwrap().short(SHORT_DATE),
                short,
                "{edtf}"
            );
        }
    }

    #[test]
    fn julian_dates_are_shown_in_both_calendars() {
        for (edtf, words, short) in [
            (
                "1917-10-25",
                "25 October 1917 (Julian), 7 November",
                "25 Oct 1917 OS",
            ),
            (
                "1917-12-25~",
                "c. 25 December 1917 (Julian), 7 January 1918",
                "c. 25 Dec 1917 OS",
            ),
            (
                "1917-10",
                "October 1917 (Julian), 14 October to 13 November",
                "Oct 1917 OS",
            ),
            (
                "1917",
                "1917 (Julian), 14 January 1917 to 13 January 1918",
                "1917 OS",
            ),
            (
                "1917-07-03/1917-07-07",
                "3 to 7 July 1917 (Julian), 16 to 20 July",
                "3–7 Jul 1917 OS",
            ),
            (
                "1917-07/..",
                "July 1917 onwards (Julian), from 14 July 1917 on",
                "from Jul 1917 OS",
            ),
            (
                "[..1917-07]",
                "by July 1917 (Julian), up to 13 August",
                "by Jul 1917 OS",
            ),
            (
                "1917-10-26T02:10",
                "26 October 1917, 02:10 (Julian), 8 November",
                "26 Oct 1917 OS",
            ),
            (
                "1900-02-29",
                "29 February 1900 (Julian), 13 March",
                "29 Feb 1900 OS",
            ),
            (
                "[1917-10-25,1917-11-03]",
                "25 October or 3 November 1917 (Julian), 7 to 16 November",
                "1917 OS",
            ),
        ] {
            let date = Date::parse_in(edtf, Some(Calendar::Julian)).unwrap();
            assert_eq!(
                (&*date.to_string(), &*date.short(SHORT_DATE)),
                (words, short),
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
            ("[1953-06..1953-07]", "June or July 1953"),
            ("[1953-05..1953-07]", "between May and July 1953"),
            ("[1953-06-26..1953-06-27]", "26 or 27 June 1953"),
            ("[1952..1953~]", "1952 or c. 1953"),
            ("[1953-12..1954-01]", "December 1953 or January 1954"),
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
            ("Y12000", "AD 12000"),
            ("Y-12000", "12001 BC"),
            ("-0043-03-15", "15 March 44 BC"),
            ("-0043-03-15/-0043-04", "15 March 44 BC to April 44 BC"),
            ("-0043-03-15/-0043-03-20", "15 to 20 March 44 BC"),
            ("[-0087..-0080]", "between 88 BC and 81 BC"),
            ("-0026/0476", "27 BC to AD 476"),
            ("0064-07", "July AD 64"),
            ("0000", "1 BC"),
            ("00XX", "the 1st century"),
            ("19XX", "the 20th century"),
            ("11XX", "the 12th century"),
            ("006X", "the 60s AD"),
            ("-0043-24", "winter 44 BC"),
            ("0064-21", "spring AD 64"),
            ("1946/1950~", "1946 to c. 1950"),
            ("1946~/1950~", "c. 1946 to c. 1950"),
            ("1921/197X~", "1921 to c. the 1970s"),
            ("[1954,1956~]", "1954 or c. 1956"),
            ("{1954?,1956%}", "perhaps 1954 and perhaps c. 1956"),
            ("[1954..1956~]", "between 1954 and c. 1956"),
            ("[..1956~]", "by c. 1956"),
            ("1956-03-~05", "c. 5 March 1956"),
            ("190X~", "c. between 1900 and 1909"),
            ("1953~/", "c. 1953 to an unknown end"),
            (
                "[1912-04-14T22:25..1912-04-15T02:20]",
                "between 14 April 1912, 22:25 and 15 April 1912, 02:20",
            ),
        ] {
            assert_eq!(Date::parse(edtf).unwrap().to_string(), words, "{edtf}");
        }
    }
}
