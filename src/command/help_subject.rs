//! The pages of `docs/` that `help` shows besides the commands: dates, agreement and the format.

use crate::error::Result;
use crate::view::HelpPage;

use super::{Output, Settings};

/// A page of `destal help`.
#[derive(Clone, Copy, Debug)]
pub struct HelpSubject {
    /// The argument of `help`.
    pub word: &'static str,
    /// One-line description.
    pub about: &'static str,
    /// The page, in Markdown.
    pub text: &'static str,
}

pub const SUBJECTS: [HelpSubject; 3] = [
    HelpSubject {
        word: "dates",
        about: "how a date may be written, and when an event lies in a period",
        text: include_str!("../../docs/dates.md"),
    },
    HelpSubject {
        word: "agreement",
        about: "when sources agree, and when they do not",
        text: include_str!("../../docs/agreement.md"),
    },
    HelpSubject {
        word: "format",
        about: "how a dataset is written, and what is checked in it",
        text: include_str!("../../docs/format.md"),
    },
];

/// Shows a help page.
///
/// # Errors
///
/// If a help page does not support the requested format.
pub fn explain(subject: HelpSubject, settings: &Settings) -> Result<Output> {
    settings.show(&HelpPage { text: subject.text })
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use crate::model::agreement::Verdict;
    use crate::model::date::{Date, Match, parse_typed};
    use crate::report::reading::reading;

    use super::*;

    /// The cells of the table whose heading begins with `head`, without backticks.
    fn rows(head: &str) -> Vec<Vec<String>> {
        let pages = SUBJECTS.map(|subject| subject.text).join("\n");
        let table = pages.split(head).nth(1).unwrap();
        let lines = table.lines().skip(2).take_while(|line| !line.is_empty());
        lines
            .map(|line| {
                let cells = line.trim_matches('|').split('|');
                cells.map(|cell| cell.trim().replace('`', "")).collect()
            })
            .collect()
    }

    fn days(text: &str, strictly_edtf: bool) -> [String; 2] {
        let read = reading(text, strictly_edtf, None);
        assert_eq!(read.error, None, "{text}");
        [read.bounds.earliest, read.bounds.latest]
            .map(|day| day.map_or_else(|| "open".to_owned(), |day| day.to_string()))
    }

    #[test]
    fn the_page_on_dates_shows_how_they_are_read() {
        for row in rows("| you type | first day") {
            assert_eq!(days(&row[0], false), row[1..], "{row:?}");
        }
        for row in rows("| EDTF | means") {
            assert_eq!(reading(&row[0], true, None).extra.words, row[1]);
            assert_eq!(days(&row[0], true), row[2..], "{row:?}");
        }
        for row in rows("| you type | why") {
            assert!(reading(&row[0], false, None).error.is_some(), "{row:?}");
            for instead in row[2].split(", or ") {
                days(instead, false);
            }
        }
    }

    #[test]
    fn the_page_on_dates_shows_how_they_meet_a_period() {
        let june = parse_typed("june 1953").unwrap_or_default();
        for row in rows("| the event's date") {
            let date = Date::parse(&row[0]).unwrap();
            let word = match date.match_in(june) {
                Some(Match::Certain) => "certainly",
                Some(Match::Possible) => "possibly",
                None => "no",
            };
            assert_eq!([date.to_string(), word.to_owned()], row[1..]);
        }
    }

    #[test]
    fn the_page_on_agreement_explains_every_verdict() {
        let words: Vec<String> = rows("| verdict | means")
            .into_iter()
            .map(|row| row[0].clone())
            .collect();
        let verdicts: Vec<&str> = Verdict::VARIANTS.iter().map(|v| v.word()).collect();
        assert_eq!(words, verdicts);
    }
}
