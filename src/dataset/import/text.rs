//! Text of an imported file: HTML, titles, ids, and cells with several values.

use std::collections::HashMap;

use itertools::Itertools as _;

/// The most characters of a title that is made of a sentence.
pub const TITLE_LENGTH: usize = 50;

/// The most characters of an id.
const ID_LENGTH: usize = 60;

/// The text of a cell on one line, without markup.
pub fn plain(text: &str) -> String {
    let is_markup = |rest: &str| {
        rest.starts_with(|c: char| c.is_ascii_alphabetic() || "/!#".contains(c))
            && rest.contains(['>', ';'])
    };
    if text.split_inclusive(['<', '&']).skip(1).any(is_markup) {
        return single_spaced(&nanohtml2text::html2text(text));
    }
    single_spaced(text)
}

pub fn single_spaced(text: &str) -> String {
    text.split_whitespace().join(" ")
}

/// Cells that say nothing. Not knowing a date is something else.
const EMPTY: &str = "- – — -- null none n/a na s/d 0000-00-00";

/// Whether a cell stands for no value.
pub fn is_empty_cell(cell: &str) -> bool {
    let lower = cell.trim().to_lowercase();
    lower.is_empty() || EMPTY.split(' ').any(|empty| empty == lower)
}

/// Whether a spreadsheet program wrote an error such as `#REF!`, or `####` in too narrow a column.
pub fn is_cell_error(cell: &str) -> bool {
    let name = cell.trim().strip_prefix('#').unwrap_or_default();
    let is_code = name.ends_with(['!', '?']) || ["N/A", "N/V", "NV"].contains(&name);
    let letters = |c: char| c.is_ascii_uppercase() || "/!?0".contains(c);
    is_code && name.chars().all(letters) || name.len() > 1 && name.trim_matches('#').is_empty()
}

/// The values of a cell, which `;`, `|` or a line break separate. Commas belong to names.
pub fn values(cell: &str) -> Vec<String> {
    let values = cell.split([';', '|', '\n']);
    let values = values.map(|value| plain(value.trim().trim_end_matches(',')));
    values.filter(|value| !is_empty_cell(value)).collect()
}

/// A title of at most [`TITLE_LENGTH`] characters, cut between words.
pub fn shortened(sentence: &str) -> String {
    if sentence.chars().count() <= TITLE_LENGTH {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(TITLE_LENGTH - 1).collect();
    let words = cut.rsplit_once(' ').map_or(&*cut, |(words, _)| words);
    let words = words.trim_end_matches(|c: char| !c.is_alphanumeric());
    format!("{words}…")
}

/// Turns a name into an id: lower-case words of letters and digits, joined by hyphens; `None` if
/// there are no letters or digits.
pub fn slug(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let slug = words.filter(|word| !word.is_empty()).join("-");
    (!slug.is_empty()).then_some(slug)
}

/// Ids that are taken, each with how often it was wanted.
#[derive(Default)]
pub struct Ids(HashMap<String, usize>);

impl Ids {
    /// Keeps an id from being given.
    pub fn take(&mut self, id: &str) {
        self.0.insert(id.to_owned(), 1);
    }

    /// An id for a name that no other has.
    pub fn give(&mut self, name: &str) -> String {
        let slug = slug(name).unwrap_or_else(|| "unnamed".to_owned());
        let cut: String = slug.chars().take(ID_LENGTH).collect();
        let id = cut.trim_end_matches('-');
        let mut given = id.to_owned();
        while self.0.contains_key(&given) {
            let wanted = self.0.entry(id.to_owned()).or_insert(1);
            *wanted += 1;
            given = format!("{id}-{wanted}");
        }
        self.take(&given);
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
