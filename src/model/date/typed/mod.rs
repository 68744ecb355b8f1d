//! Dates as users type them: `march 1953`, `early 1956`, `1953..1956`, `by 5 march 1953`.
//!
//! Every accepted text resolves to whole days, both ends inclusive. A text that is ambiguous or
//! depends on today is an error that says what to write instead.

mod error;
mod plain;
mod refusals;

use chrono::Datelike;
use itertools::Itertools as _;

use super::{Bounds, Date, Shape};
use error::{Parsed, TypedError, error};
use plain::{month_of, plain_date, season_of};
use refusals::{refuse_relative, refuse_shortened_range, refuse_slashes_and_hyphens};

/// A pattern with one or two dates, and the function that parses them.
type Rule = (&'static str, fn(&str, &str) -> Parsed<Bounds>);

/// The rules for a whole text, in the order in which they are tried.
const RULES: [Rule; 10] = [
    ("between A and B", range),
    ("before A", before),
    ("after A", after),
    ("by A", until),
    ("until A", until),
    ("till A", until),
    ("up to A", until),
    ("to A", until),
    ("through A", until),
    ("A..B", dotted_stretch),
];

/// The rules tried next, on the text without a leading `from` or `since`.
const RULES_AFTER_FROM: [Rule; 9] = [
    ("A to B", range),
    ("A until B", range),
    ("A till B", range),
    ("A through B", range),
    ("A - B", range),
    ("A–B", range),
    ("A onwards", since),
    ("A onward", since),
    ("A on", since),
];

/// Parses a typed date into inclusive days; see the module.
///
/// EDTF is accepted too; a set or a span becomes the range from its first day to its last.
pub fn parse(input: &str) -> Parsed<Bounds> {
    let text = normalized(input);
    if text.is_empty() || text == ".." {
        return Err(TypedError::new(
            "no date given",
            "write a year, such as 1953",
        ));
    }
    refuse_shortened_range(&text)?;
    if let Ok(date) = Date::parse(input.trim()) {
        return Ok(date.bounds());
    }
    let lower = text.to_lowercase();
    refuse_relative(&lower, &text)?;
    let bounds = parse_alternatives(&lower).map_err(|error| error.quoting(&text))?;
    let Bounds {
        earliest, latest, ..
    } = bounds;
    if earliest.zip(latest).is_some_and(|(a, b)| a > b) {
        return Err(TypedError::new(
            format!("`{text}` ends before it begins"),
            "write the earlier date first",
        ));
    }
    Ok(bounds)
}

/// Collapses white space, and unifies typographic dashes and apostrophes.
fn normalized(input: &str) -> String {
    let plain = input
        .replace(['\u{2010}', '\u{2011}', '\u{2212}'], "-")
        .replace('\u{2014}', "\u{2013}")
        .replace('\u{2019}', "'");
    plain.split_whitespace().join(" ")
}

/// `a or b`, `a and b`: from the earliest day of all to the latest.
fn parse_alternatives(text: &str) -> Parsed<Bounds> {
    let separator = if text.contains(" or ") {
        " or "
    } else if text.contains(" and ") && !text.starts_with("between ") {
        " and "
    } else {
        return period(text);
    };
    let mut parts: Vec<&str> = text.split(separator).collect();
    let last = period(parts.pop().unwrap_or_default())?;
    let mut members = vec![last];
    for part in parts {
        members.push(period(&with_missing_year(part, last))?);
    }
    Ok(Bounds::around(members.into_iter()))
}

/// One period: a plain date, or a pattern such as `between`, `by`, `before` or `..`.
fn period(text: &str) -> Parsed<Bounds> {
    let text = text.trim();
    let mut prefixes = ["from ", "since "].iter();
    let after_from = prefixes.find_map(|prefix| text.strip_prefix(prefix));
    let rest = after_from.unwrap_or(text);
    let whole = RULES.iter().map(|rule| (rule, text));
    let rules = whole.chain(RULES_AFTER_FROM.iter().map(|rule| (rule, rest)));
    for ((pattern, read), text) in rules {
        // The dash in "winter 1956–57" is part of the date.
        let is_within = *pattern == "A–B" && text.starts_with("winter ");
        if let Some((a, b)) = match_pattern(pattern, text)
            && !is_within
        {
            return read(a, b);
        }
    }
    match after_from {
        Some(rest) => since(rest, ""),
        None => date(text),
    }
}

/// The parts of a text that match `A` and `B` in a pattern; the second is empty without a `B`.
fn match_pattern<'t>(pattern: &str, text: &'t str) -> Option<(&'t str, &'t str)> {
    let (before, rest) = pattern.split_once('A')?;
    let text = text.strip_prefix(before)?;
    match rest.strip_suffix('B') {
        Some(between) => text.split_once(between),
        None => Some((text.strip_suffix(rest)?, "")),
    }
}

fn before(a: &str, _: &str) -> Parsed<Bounds> {
    let day = date(a)?.earliest.and_then(|first| first.pred_opt());
    let day = day.ok_or_else(|| error("the calendar ends there"))?;
    Ok(Bounds::default().to(Bounds::day(day)))
}

fn after(a: &str, _: &str) -> Parsed<Bounds> {
    let day = date(a)?.latest.and_then(|last| last.succ_opt());
    let day = day.ok_or_else(|| error("the calendar ends there"))?;
    Ok(Bounds::day(day).to(Bounds::default()))
}

fn until(a: &str, _: &str) -> Parsed<Bounds> {
    Ok(Bounds::default().to(date(a)?))
}

fn since(a: &str, _: &str) -> Parsed<Bounds> {
    Ok(date(a)?.to(Bounds::default()))
}

/// A range that may be open on one side.
fn dotted_stretch(a: &str, b: &str) -> Parsed<Bounds> {
    match (a.trim(), b.trim()) {
        ("", b) => until(b, ""),
        (a, "") => since(a, ""),
        (a, b) => range(a, b),
    }
}

/// From the first day of `a` to the last day of `b`; `a` may omit what it shares with `b`.
fn range(a: &str, b: &str) -> Parsed<Bounds> {
    match (a.trim(), b.trim()) {
        (a, "an unknown end") => since(a, ""),
        ("an unknown start", b) => until(b, ""),
        (a, b) => {
            let last = date(b)?;
            Ok(date(&with_missing_year(a, last))?.to(last))
        }
    }
}

/// Adds the year, or the month and year, of the other end to a text that has none of its own: `march` in
/// `march to may 1953`, `25` in `25 to 28 june 1953`.
fn with_missing_year(text: &str, other: Bounds) -> String {
    let text = text.trim();
    let Some(day) = other.earliest.or(other.latest) else {
        return text.to_owned();
    };
    let year = day.year();
    let is_number = text.len() <= 2 && text.parse::<u32>().is_ok();
    if is_number && other.single_day().is_some() {
        return format!("{text} {} {year}", day.format("%B")).to_lowercase();
    }
    let is_year = |word: &str| {
        word.trim_end_matches('s').len() >= 4 && word.starts_with(|c: char| c.is_ascii_digit())
    };
    let is_name = |word: &str| month_of(word).or(season_of(word)).is_some();
    if text.split(' ').any(is_name) && !text.split([' ', '.']).any(is_year) {
        return format!("{text} {year}");
    }
    text.to_owned()
}

/// A plain date, in EDTF or in words.
fn date(text: &str) -> Parsed<Bounds> {
    let text = text.trim();
    refuse_shortened_range(text)?;
    match Date::parse(&text.to_uppercase()) {
        Ok(date) if *date.shape() == Shape::Moment => Ok(date.bounds()),
        _ => {
            refuse_slashes_and_hyphens(text)?;
            plain_date(text)
        }
    }
}

#[cfg(test)]
mod tests;
