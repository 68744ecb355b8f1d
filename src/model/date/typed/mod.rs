//! Dates as a person types them: `march 1953`, `early 1956`, `1953..1956`, `by 5 march 1953`.
//!
//! Whatever is read resolves to whole days, both ends inclusive. What could mean two things, or
//! depends on today, is an error that says what to write instead.

mod error;
mod refusals;
mod words;

use chrono::{Datelike, NaiveDate};

use super::{Bounds, Date, MONTHS, Shape};
use error::{Read, TypedError, error};
use refusals::{refuse_relative, refuse_shortened_range, refuse_slashes_and_hyphens};
use words::{month_of, simple};

/// Reads what a person typed, to inclusive days; see the module.
///
/// An EDTF string is read as one; a set or a span is read from its first day to its last.
pub fn parse(input: &str) -> Read<Bounds> {
    let text = normalized(input);
    if text.is_empty() || text == ".." {
        return Err(TypedError::new(
            "no date given",
            "write a year, such as 1953",
        ));
    }
    refuse_shortened_range(&text)?;
    if let Some(date) = edtf(input.trim()) {
        return Ok(date.bounds());
    }
    let lower = text.to_lowercase();
    refuse_relative(&lower, &text)?;
    let bounds = alternatives(&lower).map_err(|error| error.about(&text))?;
    if bounds
        .earliest
        .zip(bounds.latest)
        .is_some_and(|(a, b)| a > b)
    {
        return Err(TypedError::new(
            format!("`{text}` ends before it begins"),
            "write the earlier date first",
        ));
    }
    Ok(bounds)
}

/// Whether the text is read as EDTF, rather than as words.
pub fn is_spelt_as(input: &str) -> bool {
    edtf(input.trim()).is_some()
}

fn edtf(text: &str) -> Option<Date> {
    Date::parse(text).ok()
}

/// White space folded, and typographic signs as they are on a keyboard.
fn normalized(input: &str) -> String {
    let plain: String = input
        .chars()
        .map(|c| match c {
            '\u{2010}' | '\u{2011}' | '\u{2212}' => '-',
            '\u{2014}' => '\u{2013}',
            '\u{2019}' => '\'',
            c => c,
        })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `a or b`, `a and b`: from the first day of all to the last.
fn alternatives(text: &str) -> Read<Bounds> {
    let parts: Vec<&str> = if text.contains(" or ") {
        text.split(" or ").collect()
    } else if text.contains(" and ") && !text.starts_with("between ") {
        text.split(" and ").collect()
    } else {
        return period(text);
    };
    let last = period(parts[parts.len() - 1])?;
    let mut members = vec![last];
    for part in &parts[..parts.len() - 1] {
        members.push(with_the_rest_of(part, last, period)?);
    }
    let open_start = members.iter().any(|m| m.earliest.is_none());
    let open_end = members.iter().any(|m| m.latest.is_none());
    Ok(Bounds {
        earliest: members
            .iter()
            .filter_map(|m| m.earliest)
            .min()
            .filter(|_| !open_start),
        latest: members
            .iter()
            .filter_map(|m| m.latest)
            .max()
            .filter(|_| !open_end),
    })
}

/// One period: a plain date, or one with `between`, `by`, `before`, `..` and the like.
fn period(text: &str) -> Read<Bounds> {
    let text = text.trim();
    let open = Bounds::default();
    let beyond = || error("the calendar ends there");
    if let Some((a, b)) = text
        .strip_prefix("between ")
        .and_then(|t| t.split_once(" and "))
    {
        return stretch(a, b);
    }
    if let Some(rest) = text.strip_prefix("before ") {
        let first = date(rest)?.earliest.ok_or_else(beyond)?;
        let latest = first.pred_opt().ok_or_else(beyond)?;
        return Ok(open.to(Bounds::day(latest)));
    }
    if let Some(rest) = text.strip_prefix("after ") {
        let last = date(rest)?.latest.ok_or_else(beyond)?;
        let earliest = last.succ_opt().ok_or_else(beyond)?;
        return Ok(Bounds::day(earliest).to(open));
    }
    for prefix in ["by ", "until ", "till ", "up to ", "to ", "through "] {
        if let Some(rest) = text.strip_prefix(prefix) {
            return Ok(open.to(date(rest)?));
        }
    }
    if let Some((a, b)) = text.split_once("..") {
        return match (a.trim(), b.trim()) {
            ("", b) => Ok(open.to(date(b)?)),
            (a, "") => Ok(date(a)?.to(open)),
            (a, b) => stretch(a, b),
        };
    }
    let unprefixed = text
        .strip_prefix("from ")
        .or_else(|| text.strip_prefix("since "));
    let rest = unprefixed.unwrap_or(text);
    for separator in [" to ", " until ", " till ", " through ", " - "] {
        if let Some((a, b)) = rest.split_once(separator) {
            return stretch(a, b);
        }
    }
    if let Some((a, b)) = rest.split_once('\u{2013}')
        && !rest.starts_with("winter ")
    {
        return stretch(a, b);
    }
    for suffix in [" onwards", " onward", " on"] {
        if let Some(rest) = rest.strip_suffix(suffix) {
            return Ok(date(rest)?.to(open));
        }
    }
    match unprefixed {
        Some(rest) => Ok(date(rest)?.to(open)),
        None => date(text),
    }
}

/// From the first day of `a` to the last day of `b`; `a` may leave to `b` what they share.
fn stretch(a: &str, b: &str) -> Read<Bounds> {
    let (a, b) = (a.trim(), b.trim());
    let open = Bounds::default();
    if b == "an unknown end" {
        return Ok(date(a)?.to(open));
    }
    let last = date(b)?;
    if a == "an unknown start" {
        return Ok(open.to(last));
    }
    Ok(with_the_rest_of(a, last, date)?.to(last))
}

/// Reads `text`, with the year, or the month and year, of `of` where it has none of its own:
/// the `march` of `march to may 1953`, the `25` of `25 to 28 june 1953`.
fn with_the_rest_of(text: &str, of: Bounds, read: fn(&str) -> Read<Bounds>) -> Read<Bounds> {
    let text = text.trim();
    let context = of.earliest.or(of.latest);
    let completed = context.and_then(|of_day| complete(text, of_day, of.single_day().is_some()));
    match completed {
        Some(completed) => read(&completed),
        None => read(text),
    }
}

fn complete(text: &str, from: NaiveDate, of_a_day: bool) -> Option<String> {
    let year = from.year();
    let number = text.len() <= 2 && text.parse::<u32>().is_ok();
    if number && of_a_day {
        let month = MONTHS[from.month0() as usize].to_lowercase();
        return Some(format!("{text} {month} {year}"));
    }
    let lacks_year = !text.split([' ', '.']).any(|word| {
        word.trim_end_matches('s').len() >= 4
            && word.bytes().next().is_some_and(|b| b.is_ascii_digit())
    });
    let begins_like_a_date = text
        .split(' ')
        .any(|word| month_of(word).is_some() || words::season_of(word).is_some());
    (lacks_year && begins_like_a_date && text.contains(char::is_alphabetic))
        .then(|| format!("{text} {year}"))
}

/// A plain date: EDTF, or in words.
fn date(text: &str) -> Read<Bounds> {
    let text = text.trim();
    refuse_shortened_range(text)?;
    match edtf(&text.to_uppercase()) {
        Some(date) if matches!(date.shape(), Shape::Moment) => Ok(date.bounds()),
        _ => {
            refuse_slashes_and_hyphens(text)?;
            simple(text)
        }
    }
}

#[cfg(test)]
mod tests;
