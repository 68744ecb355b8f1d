//! Text of an imported file: HTML, titles, ids, and cells with several values.

use std::collections::{HashMap, HashSet};

use itertools::Itertools as _;

use super::date_words::{is_empty_cell, single_spaced};

/// The most characters of a title that is made of a sentence.
const TITLE_LENGTH: usize = 50;

/// The most characters of an id.
const ID_LENGTH: usize = 60;

/// The text of a cell on one line, without markup.
pub fn plain(text: &str) -> String {
    let is_tag =
        |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
    let has_tag = text
        .match_indices('<')
        .any(|(at, _)| is_tag(&text[at + 1..]));
    let has_entity = text.split('&').skip(1).any(|rest| {
        rest.split_once(';').is_some_and(|(name, _)| {
            (2..10).contains(&name.len())
                && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
        })
    });
    if has_tag || has_entity {
        return single_spaced(&nanohtml2text::html2text(text));
    }
    single_spaced(text)
}

/// The values of a cell, which `;`, `|` or a line break separate. Commas belong to names.
pub fn values(cell: &str) -> Vec<String> {
    let values = cell
        .split([';', '|', '\n'])
        .map(|value| plain(value.trim().trim_end_matches(',')));
    values.filter(|value| !is_empty_cell(value)).collect()
}

/// A title of at most `TITLE_LENGTH` characters, cut between words.
pub fn shortened(sentence: &str) -> String {
    if sentence.chars().count() <= TITLE_LENGTH {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(TITLE_LENGTH - 1).collect();
    let words = cut.rsplit_once(' ').map_or(&*cut, |(words, _)| words);
    format!(
        "{}…",
        words
            .trim_end_matches([',', ';', ':', '.', '-', '–', '('])
            .trim_end()
    )
}

/// The first sentence of a text.
pub fn first_sentence(text: &str) -> &str {
    let end = text
        .match_indices(['.', '!', '?'])
        .find(|(at, _)| text[at + 1..].starts_with(' '));
    end.map_or(text, |(at, _)| &text[..at])
}

/// Turns a name into an id: lower-case words of letters and digits, joined by hyphens; `None` if
/// there are no letters or digits.
pub fn slug(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let slug = words.filter(|word| !word.is_empty()).join("-");
    (!slug.is_empty()).then_some(slug)
}

/// Ids of one kind of record, each given once.
#[derive(Default)]
pub struct Ids {
    taken: HashSet<String>,
    /// How often an id was wanted again.
    repeats: HashMap<String, usize>,
}

impl Ids {
    /// Keeps an id from being given.
    pub fn take(&mut self, id: &str) {
        self.taken.insert(id.to_owned());
    }

    /// An id for a name that no other has.
    pub fn give(&mut self, name: &str) -> String {
        let slug = slug(name).unwrap_or_else(|| "unnamed".to_owned());
        let cut: String = slug.chars().take(ID_LENGTH).collect();
        let id = match cut.rsplit_once('-') {
            Some((words, _)) if cut.len() < slug.len() => words.to_owned(),
            _ => cut,
        };
        let mut given = id.clone();
        while !self.taken.insert(given.clone()) {
            let repeats = self.repeats.entry(id.clone()).or_insert(1);
            *repeats += 1;
            given = format!("{id}-{repeats}");
        }
        given
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_an_id() {
        assert_eq!(slug("My Own_timeline").as_deref(), Some("my-own-timeline"));
        assert_eq!(slug("Жизнь").as_deref(), Some("жизнь"));
        assert_eq!(slug("--"), None);
    }
}
