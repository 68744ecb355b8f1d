//! How a date may be written, and when an event lies in a period.

use chrono::NaiveDate;

use crate::model::date::{Date, Match, parse_typed};
use crate::report::reading::reading;

use super::{Examples, Guide, Part};

/// Explains dates.
pub fn dates() -> Guide {
    let parts = vec![
        Part::Text(
            "Much of what the texts tell has no day. One knows the month, another says “after \
             Stalin's death”, a third gives two years between which something must have \
             happened. destal keeps what is known and no more: every date has bounds, the \
             earliest and the latest day on which the thing can have happened.",
        ),
        Part::Heading("What you may type"),
        Part::Text(
            "Wherever an option takes a DATE you may write it as you would in an essay. It is \
             read as the days from the first to the last, both included.",
        ),
        Part::Examples(readings()),
        Part::Text(
            "--from takes the first of these days and --to the last, so that --to 1956 includes \
             all of 1956. --on takes both ends of one date and goes without the other two. Which \
             days were understood stands at the head of the answer.",
        ),
        Part::Heading("What is refused"),
        Part::Text(
            "Nothing is guessed. What could mean two things is an error that says what to write \
             instead, and so is what depends on the day on which you read it.",
        ),
        Part::Examples(refusals()),
        Part::Heading("In a period, or perhaps"),
        Part::Text(
            "An event whose date is not precise lies in a period certainly, possibly, or not at \
             all. It certainly does if every day on which it can have happened is in the period; \
             possibly, if some of them are. A list shows both, marks the possible ones with ?, \
             and counts them apart; --certain leaves them out. This is how some dates meet June \
             1953:",
        ),
        Part::Examples(matches()),
        Part::Text(
            "A span, such as “May to July 1953”, is something that went on all the while, and so \
             it surely went on in June. “Between May and July 1953” is one moment somewhere in \
             those months, and that may have been in June or not. The two look alike, and never \
             mean the same.",
        ),
        Part::Heading("What a dataset holds"),
        Part::Text(
            "In a dataset dates are written in EDTF, the Extended Date/Time Format of the \
             Library of Congress. You may type it as well.",
        ),
        Part::Examples(edtf()),
        Part::Text(
            "The marks ~ (approximate) and ? (uncertain), or % for both, say how sure the source \
             is. They are shown, and never widen a date: nobody knows how wide “about” is.",
        ),
        Part::Commands(vec![
            ("destal date \"early 1956\"", "how any date is read"),
            (
                "destal events --from \"june 1953\" --to \"july 1953\"",
                "the events of two months",
            ),
            (
                "destal events --on 1956 --certain",
                "what is sure to have happened in 1956",
            ),
        ]),
    ];
    Guide {
        title: "Dates",
        parts,
    }
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
        [text.to_owned(), read.error.unwrap_or_default(), read.hint]
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
        let words = reading(text, true).words.unwrap_or_default();
        [words, word.to_owned()]
    })
}

fn edtf() -> Examples {
    let columns = ["EDTF", "means", "earliest", "latest"];
    examples(columns, &EDTF, |text| {
        let read = reading(text, true);
        let words = read.words.unwrap_or_default();
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
