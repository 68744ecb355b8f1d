//! Phrases for dates and numbers, and how a sentence begins.

use chrono::Datelike;

use crate::model::citation::{Piece, pieces};
use crate::model::date::{Date, MONTHS, Shape};
use crate::report::event_row::Cited;
use crate::report::reasons::capitalize;

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
    let mut years = years.into_iter().flatten();
    years.any(|day| words.contains(&day.year().to_string()))
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
    const BEGINNINGS: &str = "according after all although among around as at because \
        before between by during for from in on once one over roughly since soon there towards \
        under until when while with";
    let first = sentence.split(' ').next().unwrap_or_default();
    contains_word(BEGINNINGS, first.to_lowercase().trim_end_matches(','))
}

/// Whether a list of words, with blanks between them, contains the word.
pub fn contains_word(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

/// The sentence with a date in round brackets, before what it cites or its full stop.
pub fn with_date_at_end(sentence: &str, date: &str) -> String {
    let at = sentence
        .find(" [")
        .unwrap_or_else(|| sentence.trim_end_matches(['.', '!', '?']).len());
    format!("{} ({date}){}", &sentence[..at], &sentence[at..])
}

/// When something happened, as the beginning of a sentence: "On 26 June 1953", "By 1955".
pub fn date_phrase(date: &Date) -> String {
    let words = date.to_string();
    let plain = words
        .trim_start_matches("perhaps ")
        .trim_start_matches("c. ");
    let plain = &plain.replace(" to an unknown end", " on");
    let begins_with = |starts: &[&str]| starts.iter().any(|start| plain.starts_with(start));
    let phrase = match date.shape() {
        Shape::Moment if date.single_day().is_some() => format!("on {plain}"),
        Shape::Span(..) if plain.starts_with("until") || plain.starts_with("an unknown") => {
            plain.to_owned()
        }
        Shape::Span(..) => format!("from {plain}"),
        _ if names_a_day(plain) => format!("on {plain}"),
        _ if begins_with(&["between", "by ", "from", "until"]) => plain.to_owned(),
        _ if begins_with(&["spring ", "summer ", "autumn "]) && plain.split(' ').count() == 2 => {
            format!("in the {}", plain.replacen(' ', " of ", 1))
        }
        _ if begins_with(&["spring", "summer", "autumn", "winter"]) => format!("in the {plain}"),
        _ => format!("in {plain}"),
    };
    let phrase = match (date.is_uncertain(), date.is_approximate()) {
        (false, false) => phrase,
        (false, true) => match phrase.split_once(' ') {
            Some(("in" | "on", rest)) => format!("around {rest}"),
            _ => format!("roughly {phrase}"),
        },
        (true, _) => format!("perhaps {phrase}"),
    };
    capitalize(&phrase)
}

/// Whether the words begin with the day of a month.
fn names_a_day(words: &str) -> bool {
    let mut words = words.split(' ');
    let day = words.next().unwrap_or_default();
    let month = words.next().unwrap_or_default();
    day.len() <= 2 && day.parse::<u32>().is_ok() && month.starts_with(char::is_uppercase)
}

/// A small number in words.
pub fn count_in_words(count: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    let word = WORDS.get(count).map(ToString::to_string);
    word.unwrap_or_else(|| count.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_begin_sentences() {
        for (edtf, phrase) in [
            ("1953-06-26", "On 26 June 1953"),
            ("1953-06", "In June 1953"),
            ("1953", "In 1953"),
            ("1956-22", "In the summer of 1956"),
            ("195X", "In the 1950s"),
            ("1953-06~", "Around June 1953"),
            ("1955?", "Perhaps in 1955"),
            ("[1953-06..1953-07]", "Between June and July 1953"),
            ("[..1955]", "By 1955"),
            ("[1953-06..]", "From June 1953 on"),
            ("1954/1956", "From 1954 to 1956"),
            ("1954~/1956~", "Roughly from 1954 to 1956"),
            ("1953/..", "From 1953 onwards"),
            ("1953/", "From 1953 on"),
            ("[1956-03,1956-22]", "In March or summer 1956"),
            ("[1954,1955]", "In 1954 or 1955"),
            ("[1953-03-05,1953-04]", "On 5 March or April 1953"),
        ] {
            assert_eq!(date_phrase(&Date::parse(edtf).unwrap()), phrase, "{edtf}");
        }
    }
}
