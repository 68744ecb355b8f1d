//! What the typed grammar refuses, in what words, and what it says to write instead.

use crate::model::date::{Date, MONTHS};

use super::error::{Read, TypedError, error, hinted};
use super::words::{the_day, year_of};

/// `1917-21` may be a season or a range, and `1953-64` can only be a range that is cut short.
pub fn refuse_shortened_range(text: &str) -> Read<()> {
    let Some((year, end)) = text.split_once('-') else {
        return Ok(());
    };
    let digits = |t: &str, n| t.len() == n && t.bytes().all(|b| b.is_ascii_digit());
    // Whoever writes a year as 0501 writes EDTF, and there are no words for its seasons.
    let is_edtf = year.starts_with('0') && ("21"..="41").contains(&end);
    if !digits(year, 4) || !digits(end, 2) || end <= "12" || is_edtf {
        return Ok(());
    }
    let (century, begin) = year.split_at(2);
    let is_range = end > begin;
    let is_season = ("21"..="41").contains(&end);
    let range = format!("{year}..{century}{end}");
    match (is_season, is_range) {
        (true, true) => Err(TypedError::new(
            format!(
                "`{text}` can be the years {year} to {century}{end}, or {} in EDTF",
                season_in_words(text)
            ),
            format!("write {range} for the years, or the season in words"),
        )),
        (false, true) => Err(TypedError::new(
            format!("`{text}` looks like a range of years cut short"),
            format!("write {range}"),
        )),
        (true, false) => Ok(()),
        (false, false) => Err(TypedError::new(
            format!("`{text}`: there is no month {end}"),
            "write a month from 01 to 12, such as 1956-10",
        )),
    }
}

fn season_in_words(text: &str) -> String {
    Date::parse(text)
        .ok()
        .map_or_else(|| "a season".to_owned(), |date| date.to_string())
}

/// Words that mean another day tomorrow, or that have no width of their own.
pub fn refuse_relative(lower: &str, text: &str) -> Read<()> {
    const RELATIVE: [&str; 13] = [
        "today",
        "yesterday",
        "tomorrow",
        "now",
        "ago",
        "last",
        "next",
        "this",
        "current",
        "recent",
        "recently",
        "previous",
        "coming",
    ];
    const ABOUT: [&str; 9] = [
        "circa",
        "c.",
        "ca.",
        "ca",
        "about",
        "around",
        "approximately",
        "roughly",
        "approx.",
    ];
    let words: Vec<&str> = lower.split(' ').collect();
    if words.iter().any(|word| RELATIVE.contains(word)) {
        return Err(TypedError::new(
            format!("`{text}`: relative dates are not understood"),
            "give a calendar date, such as 5 march 1953",
        ));
    }
    if words.iter().any(|word| ABOUT.contains(word)) || lower.starts_with("c.") {
        return Err(TypedError::new(
            format!("`{text}`: `about` has no fixed width here"),
            "give a period, such as 1952..1954",
        ));
    }
    Ok(())
}

/// Refuses numbers that are parted in a way that is read differently in different places.
pub fn refuse_slashes_and_hyphens(text: &str) -> Read<()> {
    let number = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let numbers = |separator: char| -> Vec<&str> {
        let parts: Vec<&str> = text.split(separator).map(str::trim).collect();
        if parts.iter().all(|part| number(part)) {
            parts
        } else {
            Vec::new()
        }
    };
    match numbers('/').as_slice() {
        [a, b, c] => {
            let hint = if c.len() == 4 {
                let name = |m: &str| {
                    m.parse::<usize>()
                        .ok()
                        .and_then(|m| MONTHS.get(m.wrapping_sub(1)))
                };
                let readings: Vec<String> = [(a, b), (b, a)]
                    .iter()
                    .filter_map(|(day, month)| {
                        let month = name(month)?.to_lowercase();
                        Some(format!("{} {month} {c}", day.trim_start_matches('0')))
                    })
                    .collect();
                format!("write {}", readings.join(" or "))
            } else {
                "write year-month-day, such as 1956-02-25".to_owned()
            };
            return Err(hinted(
                "slashed dates are read differently in different countries",
                hint,
            ));
        }
        [year, month] if year.len() == 4 && month.len() <= 2 => {
            return Err(hinted(
                "a slash stands between the ends of a span",
                format!(
                    "for a month write {year}-{month:0>2}, for years {year}..{}",
                    long_year(year, month)
                ),
            ));
        }
        [_, _] => {
            return Err(error(
                "slashed dates are read differently in different countries",
            ));
        }
        _ => {}
    }
    match numbers('-').as_slice() {
        [year, month, day] if year.len() == 4 => {
            the_day(year_of(year)?, month.parse().unwrap_or(0), day).and(Err(hinted(
                "months and days have two digits",
                format!("write {year}-{month:0>2}-{day:0>2}"),
            )))
        }
        [year, month] if year.len() == 4 && month.len() == 1 => Err(hinted(
            "months have two digits",
            format!("write {year}-{month:0>2}"),
        )),
        [a, b] if a.len() == 4 && b.len() == 4 => Err(hinted(
            "a hyphen needs its spaces",
            format!("write {a}..{b}"),
        )),
        [_, _, _] => Err(hinted(
            "which is the year, and which the month?",
            "write year-month-day, such as 1956-02-25",
        )),
        _ => Ok(()),
    }
}

fn long_year(year: &str, end: &str) -> String {
    format!("{}{end:0>2}", &year[..2])
}
