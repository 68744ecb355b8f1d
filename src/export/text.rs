//! Text for foreign formats: unique names, HTML, and phrases that several formats share.

use std::collections::HashSet;

use chrono::Datelike;

use crate::model::source::Note;
use crate::report::event::{AccountReport, EventPage};
use crate::report::extract::Extract;
use crate::view::for_terminal;

/// The text with control characters and bidirectional overrides made visible, in ASCII if asked
/// for.
pub fn visible(text: &str, ascii: bool) -> String {
    for_terminal(text, ascii).into_owned()
}

/// A name for every id, in the same order, with control characters made visible. Where two would
/// be the same, the later one gets a number.
pub fn unique_names<'a>(ids: impl IntoIterator<Item = &'a str>, ascii: bool) -> Vec<String> {
    numbered(ids.into_iter().map(|id| visible(id, ascii)))
}

/// The names with a number added to every later one that is the same as an earlier one.
pub fn numbered(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut taken = HashSet::new();
    let unique = names.into_iter().map(|name| {
        let mut unique = name.clone();
        let mut number = 1;
        while !taken.insert(unique.clone()) {
            number += 1;
            unique = format!("{name}-{number}");
        }
        unique
    });
    unique.collect()
}

/// The text as it may stand in HTML, between tags or in an attribute.
pub fn html(text: &str, ascii: bool) -> String {
    markup(&for_terminal(text, ascii))
}

/// The text escaped for HTML or XML, between tags or in an attribute.
pub fn markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// The editor's note in a sentence, with its reference.
pub fn note_text(note: &Note) -> String {
    let reference = note.reference.as_ref().map(|work| format!(" ({work})"));
    let reference = reference.unwrap_or_default();
    format!("Editor’s note: {}{reference}", note.says)
}

/// The notes on the accounts of an event and on the event itself.
pub fn notes_on<'a>(page: &EventPage<'a>) -> Vec<&'a Note> {
    let on_accounts = page.accounts.iter().filter_map(|account| account.note);
    on_accounts.chain(page.note).collect()
}

/// `who`, the date that an account gives, and whose view it is: `gavs ¶2, March 1953, Tass`.
pub fn account_heading(who: String, account: &AccountReport<'_>) -> String {
    let asides = [
        account.when.words(),
        account.voice.unwrap_or_default().to_owned(),
    ];
    let mut heading = who;
    for aside in asides.iter().filter(|aside| !aside.is_empty()) {
        heading = format!("{heading}, {aside}");
    }
    heading
}

/// The events by the year in which each may first have happened; `None` if no day is known.
pub fn by_year<'e, 'a>(
    extract: &'e Extract<'a>,
) -> impl Iterator<Item = (Option<i32>, &'e [EventPage<'a>])> {
    let year = |page: &EventPage<'_>| {
        let bounds = page.row.when.bounds();
        let first = bounds.earliest.or(bounds.latest);
        first.map(|day| day.year())
    };
    let chapters = extract.events.chunk_by(move |a, b| year(a) == year(b));
    chapters.map(move |chapter| (year(&chapter[0]), chapter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_would_be_the_same_are_kept_apart() {
        let ids = ["ü", "u", "u-2", "a\nb"];
        assert_eq!(unique_names(ids, true), ["u", "u-2", "u-2-2", "a<U+000A>b"]);
        assert_eq!(unique_names(ids, false), ["ü", "u", "u-2", "a<U+000A>b"]);
    }

    #[test]
    fn markup_is_text() {
        assert_eq!(
            html("<b>\"&'\u{202e}", false),
            "&lt;b&gt;&quot;&amp;&#39;&lt;U+202E&gt;"
        );
        assert_eq!(html("“a”", true), "&quot;a&quot;");
    }
}
