//! The plain dates of the typed grammar: a day, month, season, year or decade in words.

use chrono::{Datelike, Months, NaiveDate};

use crate::model::date::{Bounds, MONTHS};

use super::error::{Read, SEASONS, error, hinted, unreadable};

/// The number of a month, from its name or the first three or more letters of it.
pub fn month_of(word: &str) -> Option<u32> {
    let word = word.trim_end_matches(['.', ',']);
    let found = MONTHS.iter().position(|name| {
        let name = name.to_lowercase();
        word.len() >= 3 && name.starts_with(word)
    })?;
    u32::try_from(found + 1).ok()
}

/// The month in which a season begins.
pub fn season_of(word: &str) -> Option<u32> {
    SEASONS
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, month)| *month)
}

/// A plain date in words, in lower case.
pub fn simple(text: &str) -> Read<Bounds> {
    if let Some(day) = dotted(text)? {
        return Ok(day);
    }
    let cleaned = text.replace(',', " ");
    let words: Vec<&str> = cleaned
        .split_whitespace()
        .filter(|word| !matches!(*word, "the" | "of" | "in" | "on" | "during"))
        .collect();
    match words.as_slice() {
        [] => Err(error("no date given")),
        [word] => one_word(word),
        [
            "early" | "mid" | "late" | "beginning" | "start" | "middle" | "end",
            ..,
        ] => part(&words),
        [
            "first" | "1st" | "second" | "2nd" | "third" | "3rd" | "fourth" | "4th",
            "half" | "quarter",
            year,
        ] => {
            let nth = match &words[0][..2] {
                "fi" | "1s" => 1,
                "se" | "2n" => 2,
                "th" | "3r" => 3,
                _ => 4,
            };
            let length = if words[1] == "half" { 6 } else { 3 };
            if nth * length > 12 {
                return Err(error("a year has two halves and four quarters"));
            }
            months(year_of(year)?, (nth - 1) * length + 1, length)
        }
        [quarter, year] if quarter_of(quarter).is_some() => {
            months(year_of(year)?, quarter_of(quarter).unwrap_or(1) * 3 - 2, 3)
        }
        [season, year] if season_of(season).is_some() => months(
            season_year(season, year)?,
            season_of(season).unwrap_or(1),
            3,
        ),
        [month, year] | [year, month] if month_of(month).is_some() && !is_day(year) => {
            whole_month(year_of(year)?, month_of(month).unwrap_or(1))
        }
        [a, b] if month_of(a).or(month_of(b)).is_some() => Err(hinted(
            format!("`{a} {b}` has no year"),
            format!("write `{a} {b} 1953`"),
        )),
        [a, b, year] => match (month_of(a), month_of(b)) {
            (None, Some(month)) => the_day(year_of(year)?, month, a),
            (Some(month), None) => the_day(year_of(year)?, month, b),
            _ => Err(unreadable(&words)),
        },
        _ => Err(unreadable(&words)),
    }
}

/// `25.02.1956`: day, month, year.
fn dotted(text: &str) -> Read<Option<Bounds>> {
    let parts: Vec<&str> = text.split('.').collect();
    let [day, month, year] = parts.as_slice() else {
        return Ok(None);
    };
    let (Ok(_), Ok(month)) = (day.parse::<u32>(), month.parse::<u32>()) else {
        return Ok(None);
    };
    if !(1..=12).contains(&month) {
        return Err(hinted(
            format!("there is no month {month}"),
            "dotted dates are day.month.year, such as 25.02.1956",
        ));
    }
    the_day(year_of(year)?, month, day).map(Some)
}

/// A year, a decade or a quarter; or the reason why the word is none.
fn one_word(word: &str) -> Read<Bounds> {
    if let Some((adverb, rest)) = word.split_once('-')
        && matches!(adverb, "early" | "mid" | "late")
    {
        return part(&[adverb, rest]);
    }
    if let Some(quarter_at) = word.find('q')
        && let Some(quarter) = quarter_of(&word[quarter_at..])
    {
        let year = word[..quarter_at].trim_end_matches('-');
        return months(year_of(year)?, quarter * 3 - 2, 3);
    }
    if let Some(decade) = decade_of(word)? {
        return Ok(decade);
    }
    if month_of(word).is_some() {
        return Err(hinted(
            format!("`{word}` has no year"),
            format!("write `{word} 1953`"),
        ));
    }
    if season_of(word).is_some() {
        return Err(hinted(
            format!("`{word}` has no year"),
            format!("write `{word} 1956`"),
        ));
    }
    if word.starts_with(|c: char| c.is_ascii_digit() || c == '\'') {
        let year = year_of(word)?;
        return months(year, 1, 12);
    }
    Err(unreadable(&[word]))
}

/// `1950s`, or nothing where the word is no decade.
fn decade_of(word: &str) -> Read<Option<Bounds>> {
    let Some(digits) = word.strip_suffix("'s").or_else(|| word.strip_suffix('s')) else {
        return Ok(None);
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(None);
    }
    let year = year_of(digits)?;
    if year % 100 == 0 {
        let century = &digits[..2];
        return Err(hinted(
            format!(
                "`{word}` can be {year}–{} or {year}–{}",
                year + 9,
                year + 99
            ),
            format!("write {century}0X or {century}XX"),
        ));
    }
    if year % 10 != 0 {
        return Err(hinted(
            format!("`{word}` is no decade"),
            format!("write {}s or {year}", year - year % 10),
        ));
    }
    months(year, 1, 120).map(Some)
}

/// `early 1956`, `late june 1953`, `mid 1950s`, `end of 1953`.
///
/// The thirds of a decade are 0–3, 4–6 and 7–9, those of a year four months each, and those of
/// a month 1–10, 11–20 and 21–end; the beginning and the end of a year are its outer quarters.
fn part(words: &[&str]) -> Read<Bounds> {
    let third = match words[0] {
        "early" | "beginning" | "start" => 0,
        "mid" | "middle" => 1,
        _ => 2,
    };
    let rest = &words[1..];
    if let [word] = rest {
        if let Some(decade) = decade_of(word)? {
            let first = decade.earliest.map_or(0, |day| day.year());
            let (skip, length) = [(0, 4), (4, 3), (7, 3)][third];
            return months(first + skip, 1, length * 12);
        }
        let outer_quarter = matches!(words[0], "beginning" | "start" | "end");
        let year = year_of(word)?;
        return match (outer_quarter, third) {
            (true, 0) => months(year, 1, 3),
            (true, _) => months(year, 10, 3),
            (false, third) => months(year, [1, 5, 9][third], 4),
        };
    }
    let whole = simple(&rest.join(" "))?;
    let (Some(first), Some(last)) = (whole.earliest, whole.latest) else {
        return Err(unreadable(words));
    };
    if first.day() != 1 || (first.year(), first.month()) != (last.year(), last.month()) {
        return Err(hinted(
            "only months, years and decades have an early, middle and late part",
            "write the months, such as march..april 1956",
        ));
    }
    let day = |n| first.with_day(n);
    let (a, b) = [(day(1), day(10)), (day(11), day(20)), (day(21), Some(last))][third];
    Ok(Bounds {
        earliest: a,
        latest: b,
    })
}

fn quarter_of(word: &str) -> Option<u32> {
    let digit = word.strip_prefix('q')?.parse().ok()?;
    (1..=4).contains(&digit).then_some(digit)
}

/// The year in which a season begins: `1956`, and for a winter also `1956–57`.
fn season_year(season: &str, year: &str) -> Read<i32> {
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
        "only a winter lies in two years, and those follow each other",
    ))
}

/// A year of four digits.
pub fn year_of(word: &str) -> Read<i32> {
    let digits = word.trim_start_matches('\'').trim_end_matches('.');
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(unreadable(&[word]));
    }
    match (digits.len(), digits.parse::<i32>()) {
        (4, Ok(year)) => Ok(year),
        (1 | 2, Ok(year)) => Err(hinted(
            format!("`{word}` is a year cut short"),
            format!("write the year in full, such as {}", 1900 + year),
        )),
        _ => Err(hinted(
            format!("`{word}`: a year has four digits"),
            "write it like 1956",
        )),
    }
}

/// Whether the word is the number of a day: `5`, `5th`.
fn is_day(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    digits.len() <= 2
        && (word.len() > digits.len() && !digits.is_empty()
            || digits.parse::<u32>().is_ok_and(|d| (1..=31).contains(&d)))
}

/// A day of a month, if the month has it.
pub fn the_day(year: i32, month: u32, day: &str) -> Read<Bounds> {
    let number = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|suffix| day.strip_suffix(suffix))
        .unwrap_or(day);
    let day_number = number.parse::<u32>().map_err(|_| unreadable(&[day]))?;
    let whole = whole_month(year, month)?;
    let last = whole.latest.map_or(31, |last| last.day());
    NaiveDate::from_ymd_opt(year, month, day_number)
        .map(Bounds::day)
        .ok_or_else(|| {
            let name = MONTHS[month as usize - 1];
            hinted(
                format!("{name} {year} has {last} days"),
                format!("write a day from 1 to {last}"),
            )
        })
}

fn whole_month(year: i32, month: u32) -> Read<Bounds> {
    if !(1..=12).contains(&month) {
        return Err(hinted(
            format!("there is no month {month}"),
            "write a month from 01 to 12",
        ));
    }
    months(year, month, 1)
}

/// From the first day of a month on, so many months.
fn months(year: i32, month: u32, length: u32) -> Read<Bounds> {
    let first = NaiveDate::from_ymd_opt(year, month, 1).ok_or_else(|| error("no such month"))?;
    let latest = first
        .checked_add_months(Months::new(length))
        .and_then(|after| after.pred_opt())
        .ok_or_else(|| error("the calendar ends there"))?;
    Ok(Bounds {
        earliest: Some(first),
        latest: Some(latest),
    })
}
