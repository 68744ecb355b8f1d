//! How a date may be written, and when an event lies in a period.

use chrono::NaiveDate;

use crate::model::date::{Date, Match, parse_typed};
use crate::report::reading::reading;

use super::{Examples, Guide, Part, read};

/// Explains dates.
pub fn dates() -> Guide {
    read(include_str!("dates.md"), |examples| {
        Part::Examples(match examples {
            "readings" => readings(),
            "refusals" => refusals(),
            "matches" => matches(),
            _ => edtf(),
        })
    })
}

const TYPED: [&str; 14] = [
    "1953",
    "march 1953",
    "5 mar 1953",
    "1953-03-05",
    "summer 1956",
    "winter 1956",
    "early 1956",
    "end of 1953",
    "1950s",
    "1953..1956",
    "between june and august 1953",
    "before 1956",
    "by 5 march 1953",
    "since october 1956",
];

const REFUSED: [&str; 6] = ["02/03/1956", "53", "march", "1900s", "1953-64", "yesterday"];

const MATCHED: [&str; 10] = [
    "1953-06-26",
    "1953-06",
    "1953-06~",
    "1953",
    "1953-22",
    "[1953-05..1953-07]",
    "1953-05/1953-07",
    "[1953-03,1953-06]",
    "[1953-06-26..]",
    "1954",
];

const EDTF: [&str; 12] = [
    "1953-03-05",
    "1953-03",
    "1953",
    "1956-22",
    "195X",
    "1954/1956",
    "[1953-06..1953-07]",
    "[1956-03,1956-10]",
    "[..1955]",
    "[1956-11-01..]",
    "1955~",
    "1955?",
];

fn day(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| "open".to_owned(), |day| day.to_string())
}

fn examples<const N: usize>(
    columns: [&'static str; N],
    texts: &[&str],
    row: impl Fn(&str) -> [String; N],
) -> Examples {
    Examples {
        columns: columns.to_vec(),
        rows: texts.iter().map(|text| row(text).to_vec()).collect(),
    }
}

fn readings() -> Examples {
    let columns = ["you type", "first day", "last day"];
    examples(columns, &TYPED, |text| {
        let read = reading(text, false);
        [text.to_owned(), day(read.earliest), day(read.latest)]
    })
}

fn refusals() -> Examples {
    let columns = ["you type", "why not", "what to do"];
    examples(columns, &REFUSED, |text| {
        let read = reading(text, false);
        [
            text.to_owned(),
            read.data.error.unwrap_or_default(),
            read.aside.hint,
        ]
    })
}

fn matches() -> Examples {
    let period = parse_typed("june 1953").unwrap_or_default();
    let columns = ["the event happened", "in June 1953?"];
    examples(columns, &MATCHED, |text| {
        let matching = Date::parse(text).ok().and_then(|date| date.within(period));
        let word = match matching {
            Some(Match::Certain) => "certainly",
            Some(Match::Possible) => "possibly",
            None => "no",
        };
        let words = reading(text, true).aside.words;
        [words, word.to_owned()]
    })
}

fn edtf() -> Examples {
    let columns = ["EDTF", "means", "earliest", "latest"];
    examples(columns, &EDTF, |text| {
        let read = reading(text, true);
        let words = read.aside.words.clone();
        [text.to_owned(), words, day(read.earliest), day(read.latest)]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_as_read_is_read_and_what_is_shown_as_refused_is_not() {
        for text in TYPED {
            assert!(reading(text, false).error.is_none(), "{text}");
        }
        for text in REFUSED {
            let read = reading(text, false);
            assert!(read.error.is_some() && !read.hint.is_empty(), "{text}");
        }
        for text in EDTF.iter().chain(&MATCHED) {
            assert!(reading(text, true).error.is_none(), "{text}");
        }
    }

    #[test]
    fn each_way_to_meet_a_period_is_shown() {
        let examples = matches();
        for word in ["certainly", "possibly", "no"] {
            assert!(examples.rows.iter().any(|row| row[1] == word), "{word}");
        }
    }
}
