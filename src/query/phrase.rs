//! Reads the words of a command line: a period, if some of them are a date, and the words to search
//! for.

use itertools::Itertools;

use crate::error::{Error, Result};
use crate::model::date::{Bounds, month_name, parse_typed, read_typed};

use super::words::has_content;

/// The words of a command line, interpreted.
#[derive(Debug, Default)]
pub struct Phrase {
    pub period: Option<Bounds>,
    /// The other words, in order, separated by spaces.
    pub search: String,
    /// Notes for the user on words that could also have been meant as dates.
    pub notes: Vec<String>,
}

/// Interprets words. The longest run of words that is a date is the period; a bare number is one if
/// it has four digits.
///
/// # Errors
///
/// If there are two periods, or a word that begins like a date cannot be read as one.
pub fn parse(typed: &[String]) -> Result<Phrase> {
    const LONGEST: usize = 12; // from thursday, 5 march 1953 to friday, 26 june 1953
    let words: Vec<&str> = typed
        .iter()
        .flat_map(|word| word.split_whitespace())
        .collect();
    let mut phrase = Phrase::default();
    let mut found: Option<String> = None;
    let mut others = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let ends = (i + 1..=words.len().min(i + LONGEST)).rev();
        let mut dates = ends.filter_map(|end| {
            let text = words[i..end].join(" ");
            let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
            let bounds = read_typed(&text)?;
            (!is_number || text.len() == 4).then_some((end, text, bounds))
        });
        if let Some((end, text, bounds)) = dates.next() {
            if let Some(first) = found.replace(text.clone()) {
                let message = format!("`{first}` and `{text}` are two periods");
                return Err(Error::usage(
                    message,
                    format!("write one: \"{first} to {text}\""),
                ));
            }
            phrase.period = Some(bounds);
            i = end;
            continue;
        }
        let word = words[i];
        if begins_like_date(word)
            && let Err(error) = parse_typed(word)
        {
            return Err(Error::usage(error.message, error.hint));
        }
        if is_month_or_season(word) {
            let note = format!("`{word}` is read as a word; for a date, add a year: {word} 1956");
            phrase.notes.push(note);
        }
        others.push(word);
        i += 1;
    }
    phrase.search = others.into_iter().join(" ");
    // "what happened in 1953" is the period alone.
    if phrase.period.is_some() && !has_content(&phrase.search) {
        phrase.search.clear();
    }
    Ok(phrase)
}

/// Whether a word consists of digits and separators of a date, such as `10/11/1956`.
fn begins_like_date(word: &str) -> bool {
    let is_separator = |c| matches!(c, '-' | '/' | '.');
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.contains(is_separator)
        && word.chars().all(|c| c.is_ascii_digit() || is_separator(c))
}

fn is_month_or_season(word: &str) -> bool {
    let word = word.to_lowercase();
    let mut months = (1..=12).filter_map(month_name);
    months.any(|month| month.to_lowercase() == word)
        || ["spring", "summer", "autumn", "winter"].contains(&&*word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_found_among_words() {
        for (typed, search, period) in [
            ("hungary", "hungary", ""),
            ("hungary 1956", "hungary", "1956-01-01..1956-12-31"),
            ("early 1956 poland", "poland", "1956-01-01..1956-04-30"),
            ("5 march 1953", "", "1953-03-05..1953-03-05"),
            ("who fled 200000", "who fled 200000", ""),
            ("may", "may", ""),
            ("may 1953 strikes", "strikes", "1953-05-01..1953-05-31"),
            ("by 1955 austria", "austria", "..1955-12-31"),
            ("38th parallel", "38th parallel", ""),
            ("what happened in 1953", "", "1953-01-01..1953-12-31"),
        ] {
            let words = typed.split(' ').map(str::to_owned).collect_vec();
            let phrase = parse(&words).unwrap();
            assert_eq!(phrase.search, search, "{typed}");
            let shown = phrase.period.map_or_else(String::new, |period| {
                let day = |day: Option<_>| day.map_or_else(String::new, |day| format!("{day:?}"));
                format!("{}..{}", day(period.earliest), day(period.latest))
            });
            assert_eq!(shown, period, "{typed}");
        }
        let month = parse(&["may".into()]).unwrap();
        assert_eq!(month.notes.len(), 1);
    }

    #[test]
    fn two_periods_and_what_only_begins_like_a_date_are_errors() {
        for typed in ["1953 hungary 1956", "1953-1956", "10/11/1956 hungary"] {
            let words = typed.split(' ').map(str::to_owned).collect_vec();
            assert!(parse(&words).is_err(), "{typed}");
        }
    }
}
