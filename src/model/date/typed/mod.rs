//! Dates as users type them: `march 1953`, `early 1956`, `44 bc`, `1953..1956`, `by 5 march 1953`.
//!
//! Every accepted text has bounds, both ends inclusive. A text that is ambiguous or depends on today
//! is an error that says what to write instead.

mod grammar;
mod repair;
mod token;

use itertools::Itertools as _;

use super::display::{days, in_both_calendars};
use super::{Bounds, Date};

/// Why a typed date cannot be read, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedError {
    /// The problem, in one line.
    pub message: String,
    /// What to write instead: "write A" or "write A or B", each of which can be read.
    pub hint: String,
}

/// Parses a typed date; see the module.
///
/// EDTF is accepted too; a set or a span becomes the range from its first day to its last.
pub fn parse(input: &str) -> Result<Bounds, TypedError> {
    let text = normalized(input);
    read(&text).ok_or_else(|| repair::explain(&text))
}

/// The bounds of a typed date; `None` if it cannot be read. Faster than [`parse`] in that case.
pub fn read(input: &str) -> Option<Bounds> {
    let text = normalized(input);
    match Date::parse(&text) {
        Ok(date) if !token::is_shortened_range(&text) => Some(date.bounds()),
        _ => grammar::period(&token::tokens(&text)),
    }
}

/// The days of a typed date in words; in both calendars if it is marked as Julian.
pub fn in_words(input: &str) -> Option<String> {
    let text = normalized(input);
    let bounds = read(&text)?;
    let tokens = token::tokens(&text);
    let julian = grammar::split_julian(&tokens).and_then(|(julian, _)| grammar::period(julian));
    match julian.and_then(days) {
        Some(julian) => Some(in_both_calendars(&julian, bounds)),
        None => days(bounds),
    }
}

/// Collapses white space, and unifies typographic dashes and apostrophes.
fn normalized(input: &str) -> String {
    let plain = input
        .replace(['\u{2010}', '\u{2011}', '\u{2212}'], "-")
        .replace('\u{2014}', "\u{2013}")
        .replace('\u{2019}', "'");
    plain.split_whitespace().join(" ")
}

#[cfg(test)]
mod tests;
