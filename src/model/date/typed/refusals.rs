//! The forms that the typed grammar refuses, with an error and a hint for each.

use crate::model::date::{Date, month_name};

use super::error::{Parsed, TypedError, error, error_with_hint};
use super::plain::{day_of_month, is_number, year_of};

/// Refuses `1917-21`, which can be a season or a range, and `1953-64`, a shortened range.
pub fn refuse_shortened_range(text: &str) -> Parsed<()> {
    let parts = text.split_once('-');
    let Some((year, end)) = parts.filter(|(year, end)| {
        (year.len(), end.len()) == (4, 2) && is_number(year) && is_number(end) && *end > "12"
    }) else {
        return Ok(());
    };
    let (century, begin) = year.split_at(2);
    let range = format!("{year}..{century}{end}");
    let is_season = ("21"..="41").contains(&end);
    let (message, hint) = match (is_season, end > begin) {
        // A year such as 0501 is EDTF, and there are no words for its seasons to suggest.
        (true, is_range) if !is_range || year.starts_with('0') => return Ok(()),
        (true, _) => {
            let season = Date::parse(text).map(|date| date.to_string());
            let season = season.unwrap_or_else(|_| "a season".into());
            (
                format!("`{text}` can be the years {year} to {century}{end}, or {season} in EDTF"),
                format!("write {range} for the years, or the season in words"),
            )
        }
        (false, true) => (
            format!("`{text}` looks like a shortened range of years"),
            format!("write {range}"),
        ),
        (false, false) => (
            format!("`{text}`: there is no month {end}"),
            "write a month from 01 to 12, such as 1956-10".into(),
        ),
    };
    Err(TypedError::new(message, hint))
}

/// Refuses words whose meaning depends on today, or that have no fixed width.
pub fn refuse_relative(lower: &str, text: &str) -> Parsed<()> {
    const RELATIVE: &str = "today yesterday tomorrow now ago last next this current recent \
                            recently previous coming";
    const ABOUT: &str = "circa c. ca. ca about around approximately roughly approx.";
    let has_one_of = |known: &str| {
        lower
            .split(' ')
            .any(|word| known.split(' ').any(|other| other == word))
    };
    if has_one_of(RELATIVE) {
        return Err(TypedError::new(
            format!("`{text}`: relative dates are not understood"),
            "give a calendar date, such as 5 march 1953",
        ));
    }
    if has_one_of(ABOUT) || lower.starts_with("c.") {
        return Err(TypedError::new(
            format!("`{text}`: `about` has no fixed width here"),
            "give a period, such as 1952..1954",
        ));
    }
    Ok(())
}

/// Refuses numbers with separators that are ambiguous or do not follow EDTF.
pub fn refuse_slashes_and_hyphens(text: &str) -> Parsed<()> {
    const SLASHED: &str = "slashed dates are read differently in different countries";
    let numbers = |separator: char| -> Vec<&str> {
        let parts: Vec<&str> = text.split(separator).map(str::trim).collect();
        if parts.iter().all(|part| is_number(part)) {
            parts
        } else {
            Vec::new()
        }
    };
    let (slashed, hyphened) = (numbers('/'), numbers('-'));
    let (message, hint) = match (slashed.as_slice(), hyphened.as_slice()) {
        ([a, b, year], _) if year.len() == 4 => {
            let readings = [(a, b), (b, a)].into_iter().filter_map(|(day, month)| {
                let month = month_name(month.parse().ok()?)?;
                let day = day.trim_start_matches('0');
                Some(format!("{day} {} {year}", month.to_lowercase()))
            });
            let readings: Vec<String> = readings.collect();
            (SLASHED, format!("write {}", readings.join(" or ")))
        }
        ([_, _, _], _) => (SLASHED, "write year-month-day, such as 1956-02-25".into()),
        ([year, month], _) if year.len() == 4 && month.len() <= 2 => (
            "a slash separates the two ends of a span",
            format!(
                "for a month write {year}-{month:0>2}, for years {year}..{}{month:0>2}",
                &year[..2]
            ),
        ),
        ([_, _], _) => return Err(error(SLASHED)),
        (_, [year, month, day]) if year.len() == 4 => {
            day_of_month(year_of(year)?, month.parse().unwrap_or(0), day)?;
            (
                "months and days have two digits",
                format!("write {year}-{month:0>2}-{day:0>2}"),
            )
        }
        (_, [year, month]) if year.len() == 4 && month.len() == 1 => (
            "months have two digits",
            format!("write {year}-{month:0>2}"),
        ),
        (_, [a, b]) if a.len() == 4 && b.len() == 4 => (
            "a hyphen between dates needs spaces around it",
            format!("write {a}..{b}"),
        ),
        (_, [_, _, _]) => (
            "which is the year, and which the month?",
            "write year-month-day, such as 1956-02-25".into(),
        ),
        _ => return Ok(()),
    };
    Err(error_with_hint(message, hint))
}
