//! How the sentence on an event begins: what it says of the time, and what need not be said.

use chrono::Datelike;

use crate::model::citation::{Piece, pieces};
use crate::model::date::{Date, MONTHS};
use crate::report::part::Cited;

/// The phrase without its year, where that was said just before and a month is left.
pub fn without_year<'p>(phrase: &'p str, date: &Date, said: i32) -> &'p str {
    let years = date.bounds().earliest.zip(date.bounds().latest);
    if years.is_none_or(|(first, last)| first.year() != said || last.year() != said) {
        return phrase;
    }
    let short = phrase.strip_suffix(&format!(" {said}")).unwrap_or(phrase);
    let ends_in_month = short.rsplit(' ').next().is_some_and(|word| {
        MONTHS.contains(&word) || ["spring", "summer", "autumn"].contains(&word)
    });
    if ends_in_month { short } else { phrase }
}

/// Whether a sentence says when, so that its date need not be said before it.
pub fn says_when(sentence: &str, date: &Date) -> bool {
    let years = [date.bounds().earliest, date.bounds().latest];
    let words = sentence.split('[').next().unwrap_or_default();
    years
        .into_iter()
        .flatten()
        .any(|day| words.contains(&day.year().to_string()))
}

/// Whether all that a sentence cites is this one place.
pub fn cites_only(sentence: &str, at: &Cited<'_>) -> bool {
    let cited = pieces(sentence).into_iter().find_map(|piece| match piece {
        Piece::Cites(_, cited) => Some(cited),
        Piece::Words(_) => None,
    });
    cited.is_some_and(|cited| cited == [(at.source, at.paragraph)])
}

/// Whether a sentence begins with a time or a circumstance of its own.
pub fn begins_with_time(sentence: &str) -> bool {
    const BEGINNINGS: [&str; 28] = [
        "according",
        "after",
        "all",
        "although",
        "among",
        "around",
        "as",
        "at",
        "because",
        "before",
        "between",
        "by",
        "during",
        "for",
        "from",
        "in",
        "on",
        "once",
        "one",
        "over",
        "roughly",
        "since",
        "soon",
        "there",
        "towards",
        "under",
        "when",
        "while",
    ];
    let first = sentence
        .split(' ')
        .next()
        .unwrap_or_default()
        .to_lowercase();
    BEGINNINGS.contains(&first.trim_end_matches(',')) || first == "with" || first == "until"
}

/// The sentence with a date in round brackets, before what it cites or its full stop.
pub fn with_date_at_end(sentence: &str, date: &str) -> String {
    let at = sentence
        .find(" [")
        .unwrap_or_else(|| sentence.trim_end_matches(['.', '!', '?']).len());
    format!("{} ({date}){}", &sentence[..at], &sentence[at..])
}
