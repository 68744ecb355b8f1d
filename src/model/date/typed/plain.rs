//! Plain dates of the typed grammar: a day, month, season, year or decade in words.

use chrono::{Datelike, NaiveDate};

use crate::model::date::{Bounds, month_name};
use crate::model::text::nearest;

use super::error::{Parsed, TypedError, error, error_with_hint};

/// The seasons, each with its first month.
const SEASONS: [(&str, u32); 5] = [
    ("spring", 3),
    ("summer", 6),
    ("autumn", 9),
    ("fall", 9),
    ("winter", 12),
];

/// Parses a plain date in words; the text has to be in lower case.
pub fn plain_date(text: &str) -> Parsed<Bounds> {
    if let Some((day, time)) = text.rsplit_once(", ")
        && let Some((clock, second)) = clock(time)
        && let Some(day) = plain_date(day)?.single_day()
    {
        return Ok(Bounds::time(day, clock, second));
    }
    if let Some(day) = dotted_day(text)? {
        return Ok(day);
    }
    let cleaned = text.replace(',', " ");
    let words: Vec<&str> = cleaned
        .split_whitespace()
        .filter(|word| !matches!(*word, "the" | "of" | "in" | "on" | "during"))
        .collect();
    if let [adverb, rest @ ..] = words.as_slice()
        && let Some(third) = third_of(adverb)
        && !rest.is_empty()
    {
        return third_of_period(adverb, third, rest);
    }
    if let [name @ .., year] = words.as_slice()
        && let Some((month, length)) = year_part(name)
        && (length > 1 || !is_day(year))
    {
        if month > 12 {
            return Err(error("a year has only two halves and four quarters"));
        }
        let begin = match name {
            [season] if season_of(season).is_some() => season_year(season, year)?,
            _ => year_of(year)?,
        };
        return Ok(Bounds::months(begin, month, length));
    }
    match words.as_slice() {
        [] => Err(error("no date given")),
        [word] => one_word(word),
        [year, month] if !is_day(year) && month_of(month).is_some() => {
            plain_date(&format!("{month} {year}"))
        }
        [a, b] if month_of(a).or(month_of(b)).is_some() => Err(error_with_hint(
            format!("`{a} {b}` has no year"),
            format!("write `{a} {b} 1953`"),
        )),
        [a, b, year] => match (month_of(a), month_of(b)) {
            (None, Some(month)) => day_of_month(year_of(year)?, month, a),
            (Some(month), None) => day_of_month(year_of(year)?, month, b),
            _ => Err(unreadable(&words)),
        },
        _ => Err(unreadable(&words)),
    }
}

/// `23:40` or `23:40:15`: the hour and the minute, and the second if there is one.
fn clock(text: &str) -> Option<([u32; 2], Option<u32>)> {
    let parts = text.split(':').map(|part| part.parse().ok());
    match *parts.collect::<Option<Vec<u32>>>()? {
        [hour @ ..24, minute @ ..60] => Some(([hour, minute], None)),
        [hour @ ..24, minute @ ..60, second @ ..60] => Some(([hour, minute], Some(second))),
        _ => None,
    }
}

/// `25.02.1956`: day, month, year.
fn dotted_day(text: &str) -> Parsed<Option<Bounds>> {
    let parts: Vec<&str> = text.split('.').collect();
    let [day, month, year] = parts.as_slice() else {
        return Ok(None);
    };
    let (Ok(_), Ok(month)) = (day.parse::<u32>(), month.parse::<u32>()) else {
        return Ok(None);
    };
    if !(1..=12).contains(&month) {
        return Err(error_with_hint(
            format!("there is no month {month}"),
            "dotted dates are day.month.year, such as 25.02.1956",
        ));
    }
    day_of_month(year_of(year)?, month, day).map(Some)
}

/// Parses a single word: a year, a decade or a quarter.
fn one_word(word: &str) -> Parsed<Bounds> {
    if let Some((adverb @ ("early" | "mid" | "late"), rest)) = word.split_once('-')
        && let Some(third) = third_of(adverb)
    {
        return third_of_period(adverb, third, &[rest]);
    }
    if let Some(at) = word.find('q')
        && let Some(quarter) = quarter_of(&word[at..])
    {
        let year = year_of(word[..at].trim_end_matches('-'))?;
        return Ok(Bounds::months(year, quarter * 3 - 2, 3));
    }
    if let Some(first) = decade_of(word)? {
        return Ok(Bounds::months(first, 1, 120));
    }
    if let Some((_, length)) = year_part(&[word]) {
        let year = if length == 1 { 1953 } else { 1956 };
        return Err(error_with_hint(
            format!("`{word}` has no year"),
            format!("write `{word} {year}`"),
        ));
    }
    if word.starts_with(|c: char| c.is_ascii_digit() || c == '\'') {
        return Ok(Bounds::months(year_of(word)?, 1, 12));
    }
    Err(unreadable(&[word]))
}

/// The first year of a decade such as `1950s`; `None` if the word does not look like one.
fn decade_of(word: &str) -> Parsed<Option<i32>> {
    let digits = word.strip_suffix("'s").or_else(|| word.strip_suffix('s'));
    let Some(digits) = digits.filter(|digits| is_number(digits)) else {
        return Ok(None);
    };
    let year = year_of(digits)?;
    if year % 100 == 0 {
        let century = &digits[..2];
        let (decade_end, century_end) = (year + 9, year + 99);
        return Err(error_with_hint(
            format!("`{word}` can be {year}–{decade_end} or {year}–{century_end}"),
            format!("write {century}0X or {century}XX"),
        ));
    }
    if year % 10 != 0 {
        return Err(error_with_hint(
            format!("`{word}` is not a decade"),
            format!("write {}s or {year}", year - year % 10),
        ));
    }
    Ok(Some(year))
}

/// `early 1956`, `late june 1953`, `mid 1950s`, `end of 1953`.
///
/// The thirds of a decade are its years 0–3, 4–6 and 7–9; of a year, four months each; of a month,
/// its days 1–10, 11–20 and 21–end. The beginning and the end of a year are its first and last
/// quarter.
fn third_of_period(adverb: &str, third: usize, rest: &[&str]) -> Parsed<Bounds> {
    if let [word] = rest {
        if let Some(decade) = decade_of(word)? {
            let (skip, years) = [(0, 4), (4, 3), (7, 3)][third];
            return Ok(Bounds::months(decade + skip, 1, years * 12));
        }
        let (month, length) = match adverb {
            "beginning" | "start" => (1, 3),
            "end" => (10, 3),
            _ => ([1, 5, 9][third], 4),
        };
        return Ok(Bounds::months(year_of(word)?, month, length));
    }
    let Bounds {
        earliest, latest, ..
    } = plain_date(&rest.join(" "))?;
    let is_in_month = |first: &NaiveDate| {
        let end = latest.map(|last| (last.year(), last.month()));
        first.day() == 1 && end == Some((first.year(), first.month()))
    };
    let first = earliest.filter(is_in_month).ok_or_else(|| {
        error_with_hint(
            "only months, years and decades have an early, middle and late part",
            "write the months, such as march..april 1956",
        )
    })?;
    let day = |number| first.with_day(number);
    let thirds = [(day(1), day(10)), (day(11), day(20)), (day(21), latest)];
    let (earliest, latest) = thirds[third];
    Ok(Bounds::days(earliest, latest))
}

/// Which third an adverb means, counted from 0.
fn third_of(adverb: &str) -> Option<usize> {
    const THIRDS: [&[&str]; 3] = [
        &["early", "beginning", "start"],
        &["mid", "middle"],
        &["late", "end"],
    ];
    THIRDS.iter().position(|words| words.contains(&adverb))
}

/// The first month and the number of months of a part of a year: `march`, `spring`, `q2`,
/// `second half`. For a part that no year has, such as a third half, the first month exceeds 12.
fn year_part(name: &[&str]) -> Option<(u32, u32)> {
    match name {
        [word] => {
            let three = season_of(word).or_else(|| Some(quarter_of(word)? * 3 - 2));
            let month = month_of(word).map(|month| (month, 1));
            month.or(three.map(|month| (month, 3)))
        }
        [nth, length @ ("half" | "quarter")] => {
            let skipped = match *nth {
                "first" | "1st" => 0,
                "second" | "2nd" => 1,
                "third" | "3rd" => 2,
                "fourth" | "4th" => 3,
                _ => return None,
            };
            let length = if *length == "half" { 6 } else { 3 };
            Some((skipped * length + 1, length))
        }
        _ => None,
    }
}

/// The number of a month, from its name or at least the first three letters of it.
pub fn month_of(word: &str) -> Option<u32> {
    let word = word.trim_end_matches(['.', ',']);
    let is_it = |name: &str| word.len() >= 3 && name.to_lowercase().starts_with(word);
    (1..=12).find(|number| month_name(*number).is_some_and(is_it))
}

/// The first month of a season.
pub fn season_of(word: &str) -> Option<u32> {
    let mut seasons = SEASONS.into_iter();
    seasons.find_map(|(name, month)| (name == word).then_some(month))
}

fn quarter_of(word: &str) -> Option<u32> {
    let digit = word.strip_prefix('q')?.parse().ok()?;
    (1..=4).contains(&digit).then_some(digit)
}

/// The year in which a season begins: `1956`, or for a winter also `1956–57`.
fn season_year(season: &str, year: &str) -> Parsed<i32> {
    let Some((first, second)) = year.split_once(['-', '\u{2013}', '/']) else {
        return year_of(year);
    };
    let begin = year_of(first)?;
    let next = format!("{:04}", begin + 1);
    let in_short = &next[next.len() - 2..];
    if season == "winter" && (second == next || second == in_short) {
        return Ok(begin);
    }
    Err(error(
        "only a winter spans two years, and they must be consecutive",
    ))
}

/// Parses a year of four digits.
pub fn year_of(word: &str) -> Parsed<i32> {
    let digits = word.trim_start_matches('\'').trim_end_matches('.');
    if !is_number(digits) {
        return Err(unreadable(&[word]));
    }
    match (digits.len(), digits.parse::<i32>()) {
        (4, Ok(year)) => Ok(year),
        (1 | 2, Ok(year)) => Err(error_with_hint(
            format!("`{word}` is a shortened year"),
            format!("write the year in full, such as {}", 1900 + year),
        )),
        _ => Err(error_with_hint(
            format!("`{word}`: a year has four digits"),
            "write it like 1956",
        )),
    }
}

/// Whether a word consists of digits alone.
pub fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the word can be the number of a day: `5`, `5th`.
fn is_day(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    digits.len() <= 2
        && (word.len() > digits.len() && !digits.is_empty()
            || digits.parse::<u32>().is_ok_and(|d| (1..=31).contains(&d)))
}

/// Parses a day of a month; an error if there is no such month or day.
pub fn day_of_month(year: i32, month: u32, day: &str) -> Parsed<Bounds> {
    let mut suffixes = ["st", "nd", "rd", "th"].iter();
    let number = suffixes.find_map(|suffix| day.strip_suffix(suffix));
    let number = number.unwrap_or(day).parse::<u32>();
    let number = number.map_err(|_| unreadable(&[day]))?;
    let Some(last) = Bounds::months(year, month, 1).latest else {
        return Err(error_with_hint(
            format!("there is no month {month}"),
            "write a month from 01 to 12",
        ));
    };
    let found = NaiveDate::from_ymd_opt(year, month, number);
    found.map(Bounds::day).ok_or_else(|| {
        let days = last.day();
        error_with_hint(
            format!("{} has {days} days", last.format("%B %-Y")),
            format!("write a day from 1 to {days}"),
        )
    })
}

/// The general error, or one that suggests a month or season if its name is near.
fn unreadable(words: &[&str]) -> TypedError {
    let seasons = SEASONS.iter().map(|(name, _)| (*name).to_owned());
    let known = (1..=12).filter_map(month_name).map(str::to_lowercase);
    let known: Vec<String> = known.chain(seasons).collect();
    let is_name = |word: &str| word.len() >= 3 && word.chars().all(char::is_alphabetic);
    for word in words.iter().filter(|word| is_name(word)) {
        let others = known.iter().filter(|name| name != word);
        if let Some(name) = nearest(word, others, 2) {
            return error_with_hint(
                format!("`{word}` is not a month or a season"),
                format!("did you mean {name}?"),
            );
        }
    }
    error("this way of writing a date is not known")
}
