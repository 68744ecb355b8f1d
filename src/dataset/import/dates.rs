//! Reads the dates of a spreadsheet: a cell in words or numbers becomes an EDTF date, or the reason why
//! it cannot be read.

use chrono::{Datelike, Days, NaiveDate};
use itertools::Itertools as _;

use crate::model::date::{Bounds, Date, Shape, month_name, parse_typed};

use super::date_words::{ZONES, in_english, says_unknown, single_spaced};

/// The latest year that is not taken for a count of days.
const LATEST_YEAR: i64 = 2100;

/// The longest cell that is read as a date, in bytes.
const LONGEST: usize = 120;

/// Why a cell cannot be read, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    pub message: String,
    pub remedy: String,
    /// Whether only the order of day and month is open, which the whole column decides.
    pub is_undecided: bool,
}

/// An EDTF date, or why there is none.
pub type Reading = Result<String, Unread>;

pub fn unread(message: impl Into<String>, remedy: impl Into<String>) -> Unread {
    Unread {
        message: message.into(),
        remedy: remedy.into(),
        is_undecided: false,
    }
}

/// The order of the numbers in dates such as `3/5/1953`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    DayFirst,
    MonthFirst,
}

/// How the dates of a column are written, which its other cells tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateStyle {
    pub order: Option<DateOrder>,
    /// Whether dates begin with the year, so that `1867/12` is a month.
    pub is_year_first: bool,
    /// Whether years are counted from the birth of Christ in both directions, so that 9 is a year.
    pub is_ancient: bool,
}

impl DateStyle {
    /// The style of a column. Two orders in one column decide nothing.
    pub fn of<'c>(cells: impl Iterator<Item = &'c str>) -> Self {
        let (mut style, mut orders) = (Self::default(), Vec::new());
        for cell in cells.filter(|cell| cell.len() <= LONGEST) {
            let digits = cell.trim_start_matches(['-', '\u{2212}']);
            style.is_ancient |=
                digits.len() < cell.len() && is_number(digits) || in_english(cell).ends_with(" bc");
            match numbers(cell.split([' ', 'T']).next().unwrap_or_default()).as_slice() {
                [year, _, _] if *year > 31 => style.is_year_first = true,
                [a, b, year] if *year > 31 && *a > 12 && *b <= 12 => {
                    orders.push(DateOrder::DayFirst)
                }
                [a, b, year] if *year > 31 && *b > 12 && *a <= 12 => {
                    orders.push(DateOrder::MonthFirst)
                }
                _ => {}
            }
        }
        style.order = orders.iter().all_equal_value().ok().copied();
        style
    }

    /// Reads a cell that is not empty.
    pub fn read(self, cell: &str) -> Reading {
        let text = cell.trim().trim_end_matches("-00");
        let text = ["T00:00:00Z", "T00:00:00.000Z"]
            .iter()
            .find_map(|end| text.strip_suffix(end))
            .unwrap_or(text);
        if text.len() > LONGEST {
            return Err(not_known());
        }
        if let Some(year) = whole_number(text) {
            return self.year(text, year);
        }
        if let Some(range) = self.shortened_range(text) {
            return range;
        }
        let upper = text.to_uppercase();
        if let Ok(date) = Date::parse(&upper) {
            if !upper.contains('T') {
                return Ok(date.as_str().to_owned());
            }
            if upper.ends_with('Z') || upper[upper.len() - 6..].contains(['+', '-']) {
                let remedy = "write the time of day at that place, without Z or an offset";
                return Err(unread(
                    "a time with an offset, where a dataset has local times",
                    remedy,
                ));
            }
        }
        let words = in_english(text);
        if says_unknown(&words) {
            return Err(no_date());
        }
        refuse_damage(&words)?;
        checked(self.period(&words)?)
    }

    /// A number alone is a year. Negative years count as people do; a zero at the front, and four
    /// digits, make it EDTF, which has a year 0.
    fn year(self, text: &str, year: i64) -> Reading {
        let digits = text.trim_start_matches('-');
        if digits.starts_with('0') && digits.len() == 4 {
            return Ok(text.to_owned());
        }
        match year {
            0 => Err(unread(
                "there is no year 0 beside years that are counted as BC",
                "write -1 for 1 BC, or 1 for AD 1",
            )),
            ..0 => edtf_year(year + 1),
            1..100 if !self.is_ancient => Err(unread(
                "a year of two digits",
                format!(
                    "write it in full, such as {} or {}",
                    1800 + year,
                    1900 + year
                ),
            )),
            1..=LATEST_YEAR => edtf_year(year),
            _ => Err(count_of_days(year)),
        }
    }

    /// `1861-65`, `1848/49` and, where dates begin with the year, `1867/12`. `None` if it is EDTF.
    fn shortened_range(self, text: &str) -> Option<Reading> {
        let (begin, end) = text.split_once(['-', '–', '/'])?;
        let separator = text[begin.len()..].chars().next()?;
        if begin.len() != 4 || end.len() != 2 || !is_number(begin) || !is_number(end) {
            return None;
        }
        let (year, short): (i64, i64) = (begin.parse().ok()?, end.parse().ok()?);
        let (is_later, is_next) = (short > year % 100, short == year % 100 + 1);
        let full = format!("{}{end}", &begin[..2]);
        let range = Ok(format!("{begin}/{full}"));
        let is_month = (1..=12).contains(&short);
        match separator {
            '-' if is_month => None,
            '-' if (21..=24).contains(&short) => is_later.then(|| {
                Err(unread(
                    format!("the years {begin} to {full}, or a season in EDTF"),
                    format!("write `{begin} to {full}`, or the season in words"),
                ))
            }),
            '/' if is_month && self.is_year_first => Some(Ok(format!("{begin}-{end}"))),
            '/' if is_month && !is_next => Some(Err(unread(
                "a month, or a range of years",
                format!("write {begin}-{end} for the month, or `{begin} to {full}`"),
            ))),
            _ if is_later => Some(range),
            _ => Some(Err(unread(
                "a range that ends before it begins",
                "write both years in full",
            ))),
        }
    }

    /// A date in English words: one period, or several joined by words and signs.
    fn period(self, words: &str) -> Reading {
        let words = words.trim();
        if let Some((a, b)) = words
            .strip_prefix("between ")
            .and_then(|rest| rest.split_once(" and "))
        {
            let (a, b) = self.ends(a, b)?;
            return Ok(format!("[{a}..{b}]"));
        }
        for (separator, open, close) in [(" or ", '[', ']'), (" and ", '{', '}')] {
            if let Some((a, b)) = words.rsplit_once(separator) {
                let (a, b) = self.ends(a, b)?;
                let inner = |end: String| end.trim_matches(['[', ']', '{', '}']).replace('/', "..");
                return Ok(format!("{open}{},{}{close}", inner(a), inner(b)));
            }
        }
        let from = words
            .strip_prefix("from ")
            .or_else(|| words.strip_prefix("since "));
        let unmarked = from.unwrap_or(words);
        for separator in ["..", " to ", "–", " - ", " / ", "/", "-"] {
            let Some((a, b)) = unmarked.split_once(separator) else {
                continue;
            };
            let is_marked = separator.contains(' ') || separator == "–";
            if !a.trim().is_empty() && (is_marked || is_range(a, b)) && !a.starts_with("winter ") {
                let (a, b) = self.ends(a, b)?;
                return Ok(if separator == ".." {
                    format!("[{a}..{b}]")
                } else {
                    format!("{a}/{b}")
                });
            }
        }
        let one_side: [(&str, &str, Side); 12] = [
            ("before ", "", |b| {
                Some(format!("[..{}]", last(b.earliest?.pred_opt()?)))
            }),
            ("after ", "", |b| {
                Some(format!("[{}..]", first(b.latest?.succ_opt()?)))
            }),
            ("by ", "", |b| Some(format!("[..{}]", last(b.latest?)))),
            ("up to ", "", |b| Some(format!("[..{}]", last(b.latest?)))),
            ("until ", "", |b| Some(format!("../{}", last(b.latest?)))),
            ("till ", "", |b| Some(format!("../{}", last(b.latest?)))),
            ("to ", "", |b| Some(format!("[..{}]", last(b.latest?)))),
            ("from ", " on", |b| {
                Some(format!("[{}..]", first(b.earliest?)))
            }),
            ("", " onwards", |b| {
                Some(format!("{}/..", first(b.earliest?)))
            }),
            ("", " onward", |b| {
                Some(format!("{}/..", first(b.earliest?)))
            }),
            ("from ", "", |b| Some(format!("[{}..]", first(b.earliest?)))),
            ("since ", "", |b| Some(format!("{}/..", first(b.earliest?)))),
        ];
        for (prefix, suffix, side) in one_side {
            if let Some(rest) = words
                .strip_prefix(prefix)
                .and_then(|rest| rest.strip_suffix(suffix))
            {
                let date = parsed(&self.period(rest)?)?;
                return side(date.bounds()).ok_or_else(not_known);
            }
        }
        self.qualified(words)
    }

    /// `c. 1850`, `1850?`, `perhaps c. 1850`: the marks `~`, `?` and `%` of EDTF.
    fn qualified(self, words: &str) -> Reading {
        let (is_uncertain, rest) = match (words.strip_suffix('?'), words.strip_prefix("perhaps ")) {
            (Some(rest), _) | (None, Some(rest)) => (true, rest),
            (None, None) => (false, words),
        };
        let after_c = rest.strip_prefix("c ").or_else(|| rest.strip_prefix('~'));
        let mark = match (is_uncertain, after_c.is_some()) {
            (false, false) => return self.single(words),
            (false, true) => '~',
            (true, false) => '?',
            (true, true) => '%',
        };
        let mut marked = String::new();
        let edtf = self.single(after_c.unwrap_or(rest).trim())?;
        for c in edtf.chars() {
            let is_within = |c: char| c.is_alphanumeric() || c == '-';
            if !is_within(c) && marked.ends_with(is_within) {
                marked.push(mark);
            }
            marked.push(c);
        }
        Ok(if edtf.ends_with([']', '}']) {
            marked
        } else {
            format!("{marked}{mark}")
        })
    }

    /// Both ends of a range. The first may leave out the month, the year and the era of the second.
    fn ends(self, a: &str, b: &str) -> Result<(String, String), Unread> {
        let (a, b) = (a.trim(), b.trim());
        let end = match b {
            "present" | "" => "..".to_owned(),
            "an unknown end" => String::new(),
            _ => self.end(b)?,
        };
        if a == "an unknown start" {
            return Ok((String::new(), end));
        }
        let has_era = [" bc", " ad"].iter().any(|era| a.ends_with(era));
        let own = if b.ends_with(" bc") && !has_era {
            self.end(&format!("{a} bc"))
        } else {
            self.end(a)
        };
        // `1` in `1 to 5 march 1953` is no year.
        let is_whole = own.is_ok() && !(a.len() <= 2 && is_number(a));
        let shared = b
            .match_indices(' ')
            .rev()
            .map(|(at, _)| &b[at..])
            .filter(|_| !is_whole);
        let mut completed = shared.filter_map(|shared| self.end(&format!("{a}{shared}")).ok());
        let start = completed.next().map_or(own, Ok)?;
        Ok((start, end))
    }

    /// One end, which is neither a range itself nor only roughly known.
    fn end(self, words: &str) -> Reading {
        let edtf = self
            .shortened_range(words)
            .unwrap_or_else(|| self.qualified(words))?;
        if edtf.contains(['/', '[', '{']) {
            let message = format!("`{words}` is an end that is a range, or only roughly known");
            return Err(unread(
                message,
                "write one date for each end, such as `1911 to 2000~`",
            ));
        }
        Ok(edtf)
    }

    /// One day, month, season, year, decade or century.
    fn single(self, words: &str) -> Reading {
        let (words, time) = split_time(words);
        let edtf = self.untimed(&words)?;
        match time {
            Some(time) => at_time(&edtf, time),
            None => Ok(edtf),
        }
    }

    fn untimed(self, words: &str) -> Reading {
        if let Some(year) = whole_number(words) {
            return self.year(words, year);
        }
        let upper = words.to_uppercase();
        if Date::parse(&upper).is_ok_and(|date| *date.shape() == Shape::Moment) {
            return Ok(upper);
        }
        let (words, era) = split_era(words);
        if let Some(ordinal) = words
            .strip_suffix(" century")
            .or_else(|| words.strip_prefix("century "))
        {
            return century(ordinal, era).ok_or_else(not_known);
        }
        let numbers = numbers(&words);
        match numbers.as_slice() {
            [year, month, day] if *year > 31 => return ymd(era.count(*year), *month, *day),
            [year, month] if *year > 31 => return ym(era.count(*year), *month),
            [month, year] if *year > 31 => return ym(era.count(*year), *month),
            [a, b, year] if *year > 31 => {
                let order = if words.contains('.') {
                    Some(DateOrder::DayFirst)
                } else {
                    self.order
                };
                return day_and_month(*a, *b, era.count(*year), order);
            }
            _ => {}
        }
        let tokens: Vec<&str> = words
            .split([' ', '-', '/'])
            .filter(|word| !WEEKDAYS.contains(word) && !["the", "of"].contains(word))
            .collect();
        let year = |word: &str| {
            let year = whole_number(word)?;
            (word.len() > 2 || era != Era::Unsaid).then(|| era.count(year))
        };
        let day = |word: &str| {
            let digits = word.trim_end_matches(char::is_alphabetic);
            (digits.len() <= 2).then(|| whole_number(digits)).flatten()
        };
        let season = |word: &str| SEASONS.iter().position(|names| names.contains(&word));
        match tokens.as_slice() {
            [y] if era != Era::Unsaid => {
                if let Some(y) = year(y) {
                    return edtf_year(y);
                }
            }
            [a, b] => {
                for (m, y) in [(a, b), (b, a)] {
                    if let (Some(month), Some(year)) = (month_of(m), year(y)) {
                        return ym(year, month);
                    }
                    if let (Some(season), Some(year)) = (season(m), year(y)) {
                        return Ok(format!("{}-{}", edtf_year(year)?, season + 21));
                    }
                }
            }
            [season, begin, end] if *season == "winter" => {
                if let (Some(begin), Some(end)) = (year(begin), whole_number(end))
                    && (begin + 1) % 100 == end % 100
                {
                    return Ok(format!("{}-24", edtf_year(begin)?));
                }
            }
            [a, b, c] => {
                for (d, m, y) in [(a, b, c), (b, a, c), (c, b, a)] {
                    if let (Some(day), Some(month), Some(year)) = (day(d), month_of(m), year(y)) {
                        return ymd(year, month, day);
                    }
                }
            }
            _ => {}
        }
        if era == Era::Before {
            return Err(not_known());
        }
        match parse_typed(&words) {
            Ok(bounds) => edtf_of(bounds).ok_or_else(not_known),
            // The cell is shown beside the message, which need not quote it.
            Err(why) => match why.message.split_once(" as a date: ") {
                Some((_, message)) if !message.starts_with("this way") => {
                    Err(unread(message, why.hint))
                }
                Some(_) => Err(not_known()),
                None => Err(unread(why.message, why.hint)),
            },
        }
    }
}

type Side = fn(Bounds) -> Option<String>;

const SEASONS: [&[&str]; 4] = [&["spring"], &["summer"], &["autumn", "fall"], &["winter"]];

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Era {
    Before,
    After,
    Unsaid,
}

impl Era {
    /// The year with a year 0, as in EDTF.
    fn count(self, year: i64) -> i64 {
        if self == Self::Before { 1 - year } else { year }
    }
}

fn split_era(words: &str) -> (String, Era) {
    let eras = [
        ("bce-", "", Era::Before),
        ("", " bc", Era::Before),
        ("ad ", "", Era::After),
        ("", " ad", Era::After),
    ];
    for (prefix, suffix, era) in eras {
        if let Some(rest) = words
            .strip_prefix(prefix)
            .and_then(|rest| rest.strip_suffix(suffix))
        {
            return (rest.to_owned(), era);
        }
    }
    (words.to_owned(), Era::Unsaid)
}

/// The numbers of a date such as `18/08/1925`; empty if it has other words.
fn numbers(text: &str) -> Vec<i64> {
    let parts = text.split(['/', '.', '-']);
    let numbers: Option<Vec<i64>> = parts.map(whole_number).collect();
    numbers
        .filter(|numbers| numbers.len() > 1)
        .unwrap_or_default()
}

/// Whether both sides of a sign without blanks look like the ends of a range.
fn is_range(a: &str, b: &str) -> bool {
    let begins = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let is_year = |text: &str| text.len() >= 3 && is_number(text);
    let first = |text: &str| is_year(text.split([' ', '~', '?']).next().unwrap_or_default());
    let is_day = |text: &str| text.len() <= 2 && is_number(text);
    (first(a) && (first(b) || b == "present"))
        || (is_day(a) && begins(b) && b.split_once(' ').is_some_and(|(day, _)| is_day(day)))
}

/// Refuses what a spreadsheet program makes of dates, and shortened years.
fn refuse_damage(words: &str) -> Result<(), Unread> {
    let parts: Vec<&str> = words.split(['-', '/', '.', ' ', '\'']).collect();
    let number = |text: &str| whole_number(text).filter(|_| text.len() <= 2);
    let in_full = |short: i64| [18, 19, 20].map(|century| format!("{century}{short:02}"));
    match parts.as_slice() {
        [a, b] => {
            let pairs = [(a, b), (b, a)].into_iter();
            let mut pairs =
                pairs.filter_map(|(word, short)| Some((month_of(word)?, number(short)?)));
            let Some((month, short)) = pairs.next() else {
                return Ok(());
            };
            let [first, second, third] = in_full(short);
            let name = u32::try_from(month)
                .ok()
                .and_then(month_name)
                .unwrap_or_default();
            let day = if short <= 31 {
                format!("{short} {name} of a year that is missing, or ")
            } else {
                String::new()
            };
            Err(unread(
                format!("a year of two digits: {day}{name} {first}, {second} or {third}"),
                format!(
                    "write it in full, such as `{} {second}`",
                    name.to_lowercase()
                ),
            ))
        }
        [day, word, year] if month_of(word).is_some() && number(day).is_some() => {
            let Some(short) = number(year) else {
                return Ok(());
            };
            let [first, second, third] = in_full(short);
            Err(unread(
                format!("a year of two digits: {first}, {second} or {third}"),
                format!("write it in full, such as `{day} {word} {second}`"),
            ))
        }
        parts if parts.len() == 3 && parts.iter().all(|part| number(part).is_some()) => {
            Err(unread(
                "a year of two digits, and nothing tells which number is the year, the month and the day",
                "write it in full, such as `12 may 1904`",
            ))
        }
        _ => Ok(()),
    }
}

/// The number of a month, from at least three letters of its English name.
fn month_of(word: &str) -> Option<i64> {
    let is_it = |number: &u32| {
        let name = month_name(*number).map(str::to_lowercase);
        word.len() >= 3 && name.is_some_and(|name| name.starts_with(word))
    };
    (1..=12).find(is_it).map(i64::from)
}

/// A spreadsheet program that is not told of a date writes the number of its day.
fn count_of_days(number: i64) -> Unread {
    let day = |year, skipped| {
        let zero = NaiveDate::from_ymd_opt(year, 1, 1)?;
        let days = u64::try_from(number - skipped).ok()?;
        let day = zero
            .checked_add_days(Days::new(days))
            .filter(|day| day.year() < 10_000)?;
        Some(day.format("%-d %B %Y").to_string())
    };
    // Excel counts a 29 February 1900, so its day 1 is the second day before 1 January 1900.
    match (day(1900, 2), day(1904, 0)) {
        (Some(from_1900), Some(from_1904)) => unread(
            format!(
                "a number, not a date: perhaps Excel's count of days, {from_1900} (or {from_1904} if it counts from 1904)"
            ),
            "write the date as text, such as 23 october 1955",
        ),
        _ => unread(
            "a year beyond what a calendar date can hold",
            "leave the row out, or give a year that has at most four digits",
        ),
    }
}

/// Splits a clock time off the end, and drops a zone behind it.
fn split_time(words: &str) -> (String, Option<Clock>) {
    let mut tokens: Vec<&str> = words.split(' ').collect();
    if tokens.len() > 1
        && tokens
            .last()
            .is_some_and(|last| ZONES.split(' ').any(|zone| zone == *last))
    {
        tokens.pop();
    }
    if let [first, ..] = tokens.as_slice()
        && let Some((day, time)) = first.split_once('t')
        && tokens.len() == 1
        && day.len() >= 10
        && let Some(time) = clock(time)
    {
        return (day.to_owned(), time.unless_midnight());
    }
    for length in (1..=3).filter(|length| *length < tokens.len()) {
        let (date, time) = tokens.split_at(tokens.len() - length);
        if let Some(time) = clock(&time.join(" ")) {
            return (date.join(" "), time.unless_midnight());
        }
    }
    (tokens.join(" "), None)
}

/// A time of day: hour, minute and, if given, second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock(pub u32, pub u32, pub Option<u32>);

impl Clock {
    /// `None` for 00:00:00, which programs write where there is no time.
    fn unless_midnight(self) -> Option<Self> {
        (self != Self(0, 0, Some(0))).then_some(self)
    }
}

/// Reads a time of day: `23:40`, `05:58:44`, `2:40 am`, `14h30`.
pub fn clock(text: &str) -> Option<Clock> {
    let lower = single_spaced(
        &text
            .to_lowercase()
            .replace("a.m.", "am")
            .replace("p.m.", "pm"),
    );
    let mut text = lower.trim();
    for zone in ZONES.split(' ') {
        text = text
            .strip_suffix(zone)
            .filter(|rest| rest.ends_with(' '))
            .unwrap_or(text)
            .trim_end();
    }
    let afternoon = ["am", "pm"]
        .iter()
        .position(|half| text.ends_with(half) || text.ends_with(&half.replace('m', " m")));
    let digits = text
        .trim_end_matches(['a', 'p', 'm', ' '])
        .replace('h', ":");
    let parts: Option<Vec<u32>> = digits
        .split(':')
        .map(|part| {
            let is_it = (1..=2).contains(&part.len()) && is_number(part);
            is_it.then(|| part.parse().ok()).flatten()
        })
        .collect();
    let (mut hour, minute, second) = match parts?.as_slice() {
        [hour, minute] => (*hour, *minute, None),
        [hour, minute, second] => (*hour, *minute, Some(*second)),
        [hour] if afternoon.is_some() => (*hour, 0, None),
        _ => return None,
    };
    if let Some(half) = afternoon {
        hour = hour % 12 + if half == 1 { 12 } else { 0 };
    }
    let is_time = hour < 24 && minute < 60 && second.is_none_or(|second| second < 60);
    is_time.then_some(Clock(hour, minute, second))
}

/// The EDTF of a time on a day. Seconds are written because EDTF requires them; before the year 0 it
/// has no times.
pub fn at_time(day: &str, Clock(hour, minute, second): Clock) -> Reading {
    if parsed(day)?.single_day().is_none() || day.len() != 10 + usize::from(day.starts_with('-')) {
        return Err(unread(
            "a time without a day",
            "give the day as well, such as 1912-04-14",
        ));
    }
    if day.starts_with('-') {
        return Ok(day.to_owned());
    }
    let second = second.unwrap_or(0);
    Ok(format!("{day}T{hour:02}:{minute:02}:{second:02}"))
}

/// The day of an EDTF date with a time; any other date as it is.
pub fn without_time(edtf: &str) -> &str {
    edtf.split('T').next().unwrap_or(edtf)
}

/// From one EDTF date to another, which may be `..`. The flag says whether clock times are left out,
/// because a span has none in EDTF.
pub fn span(start: &str, end: &str) -> Result<(String, bool), Unread> {
    let [first, last] = [start, end].map(without_time);
    let has_times = (start.contains('T') || end.contains('T')) && start != end;
    if first == last {
        return Ok((if has_times { first } else { start }.to_owned(), has_times));
    }
    if [start, end]
        .iter()
        .any(|side| side.contains(['[', '{', '/']))
    {
        return Err(unread(
            "an end that is a range, or only roughly known",
            "write one date for each end",
        ));
    }
    let text = format!("{first}/{last}");
    if let (Ok(a), Ok(b)) = (Date::parse(first), Date::parse(last))
        && a.bounds().earliest > b.bounds().latest.or(a.bounds().earliest)
    {
        return Err(unread(
            format!("{b} is before the start, {a}"),
            "write the earlier date first",
        ));
    }
    checked(text).map(|text| (text, has_times))
}

/// The EDTF of bounds: a period that has a name, or `[a..b]`.
fn edtf_of(bounds: Bounds) -> Option<String> {
    let Bounds { earliest, latest } = bounds;
    let (Some(a), Some(b)) = (earliest, latest) else {
        let [a, b] = [earliest.map(first), latest.map(last)].map(Option::unwrap_or_default);
        return (!a.is_empty() || !b.is_empty()).then(|| format!("[{a}..{b}]"));
    };
    let year = i64::from(a.year());
    let names = [
        (Bounds::day(a), a.to_string()),
        (
            Bounds::months(a.year(), a.month(), 1),
            format!("{:04}-{:02}", year, a.month()),
        ),
        (Bounds::months(a.year(), 1, 12), edtf_year(year).ok()?),
        (
            Bounds::months(a.year(), a.month(), 3),
            format!("{year:04}-{}", a.month() / 3 + 20),
        ),
        (
            Bounds::months(a.year(), 1, 120),
            format!("{:03}X", year / 10),
        ),
        (
            Bounds::months(a.year(), 1, 1200),
            format!("{:02}XX", year / 100),
        ),
    ];
    let named = names.into_iter().find(|(period, text)| {
        *period == bounds && Date::parse(text).is_ok_and(|date| date.bounds() == bounds)
    });
    Some(named.map_or_else(|| format!("[{}]", range(a, b)), |(_, text)| text))
}

/// The two ends of a range in the coarsest unit that both have.
fn range(a: NaiveDate, b: NaiveDate) -> String {
    let (first, last) = (first(a), last(b));
    let length = first.len().max(last.len());
    let [a, b] = [(a, first), (b, last)].map(|(day, text)| match (length - text.len(), length) {
        (0, _) => text,
        (_, 7 | 8) => day.format("%Y-%m").to_string(),
        _ => day.to_string(),
    });
    format!("{a}..{b}")
}

/// A first day as the year or month that it begins.
fn first(day: NaiveDate) -> String {
    let text = day.to_string();
    let text = text.strip_suffix("-01").unwrap_or(&text);
    let is_month = text.len() < 10;
    text.strip_suffix("-01")
        .filter(|_| is_month)
        .unwrap_or(text)
        .to_owned()
}

/// A last day as the year or month that it ends.
fn last(day: NaiveDate) -> String {
    let ends = |unit| Bounds::months(day.year(), unit, 1).latest == Some(day);
    match (ends(12), ends(day.month())) {
        (true, _) => format!("{:04}", day.year()),
        (_, true) => format!("{:04}-{:02}", day.year(), day.month()),
        _ => day.to_string(),
    }
}

fn century(ordinal: &str, era: Era) -> Option<String> {
    const ROMAN: &str =
        "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi";
    let roman = ROMAN.split(' ').position(|numeral| numeral == ordinal);
    let digits = ordinal.trim_end_matches(char::is_alphabetic);
    let number = roman
        .map(|n| n as i64 + 1)
        .or_else(|| whole_number(digits))?;
    let number = Some(number).filter(|n| (1..=30).contains(n))?;
    Some(if era == Era::Before {
        let year = |n: i64| edtf_year(n).ok();
        format!(
            "[{}..{}]",
            year(1 - number * 100)?,
            year(1 - (number - 1) * 100 - 1)?
        )
    } else {
        format!("{:02}XX", number - 1)
    })
}

fn edtf_year(year: i64) -> Reading {
    let sign = if year < 0 { "-" } else { "" };
    checked(format!("{sign}{:04}", year.abs())).map_err(|_| count_of_days(i64::MAX))
}

fn ym(year: i64, month: i64) -> Reading {
    let text = format!("{}-{month:02}", edtf_year(year)?);
    // 21 would be a season.
    if month > 12 {
        Err(no_such_day(None, month))
    } else {
        checked(text).map_err(|_| no_such_day(None, month))
    }
}

fn ymd(year: i64, month: i64, day: i64) -> Reading {
    let text = format!("{}-{month:02}-{day:02}", edtf_year(year)?);
    checked(text).map_err(|_| no_such_day(Some(day), month))
}

fn no_such_day(day: Option<i64>, month: i64) -> Unread {
    let name = u32::try_from(month).ok().and_then(month_name);
    let message = match (name, day) {
        (Some(name), Some(day)) => format!("{name} of that year has no day {day}"),
        _ => format!("there is no month {month}"),
    };
    unread(
        message,
        "write the day, the month as a word, and the year, such as 23 october 1956",
    )
}

/// A day, from two numbers in the order of the column.
fn day_and_month(a: i64, b: i64, year: i64, order: Option<DateOrder>) -> Reading {
    let (day, month) = match order {
        _ if a > 12 => (a, b),
        _ if b > 12 || a == b => (b, a),
        Some(DateOrder::DayFirst) => (a, b),
        Some(DateOrder::MonthFirst) => (b, a),
        None => {
            let name = |n: i64| {
                u32::try_from(n)
                    .ok()
                    .and_then(month_name)
                    .unwrap_or_default()
            };
            return Err(Unread {
                is_undecided: true,
                ..unread(
                    format!(
                        "{a} {} or {b} {}: no date in the column tells whether the day or the month is first",
                        name(b),
                        name(a)
                    ),
                    format!(
                        "give --day-first or --month-first, or write `{a} {} {year}`",
                        name(b).to_lowercase()
                    ),
                )
            });
        }
    };
    ymd(year, month, day)
}

fn whole_number(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    (is_number(digits) && digits.len() <= 15)
        .then(|| text.parse().ok())
        .flatten()
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Parses an EDTF date.
pub fn parsed(edtf: &str) -> Result<Date, Unread> {
    Date::parse(edtf)
        .map_err(|why| unread(why, "write it like 1956-10-23, 23 october 1956 or 1956"))
}

/// The EDTF, if it is a date of the calendar.
fn checked(edtf: String) -> Reading {
    match Date::parse(&edtf) {
        Ok(_) => Ok(edtf),
        Err(_) => Err(not_known()),
    }
}

pub fn no_date() -> Unread {
    unread(
        "no date",
        "give one, or bounds such as `before 1900`, or remove the row",
    )
}

fn not_known() -> Unread {
    unread(
        "not a date that can be read",
        "write it like 1956-10-23, 23 october 1956, october 1956 or 1956, or bounds such as `before 1900`",
    )
}
