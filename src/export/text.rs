//! Text for foreign formats: unique names, HTML, and phrases that several formats share.

use std::collections::HashSet;

use chrono::{Datelike, Months, NaiveDate};
use itertools::Itertools as _;

use crate::model::date::{Bounds, Step};
use crate::model::key::SourceKey;
use crate::model::source::{Note, Source};
use crate::report::event::{AccountReport, EventPage};
use crate::report::event_row::When;
use crate::report::extract::Extract;

pub use crate::view::for_terminal as visible;

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
    markup(&visible(text, ascii))
}

/// The text escaped for HTML or XML, between tags or in an attribute.
pub fn markup(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

/// The texts that are not empty, with the separator between them.
pub fn join_filled(texts: &[&str], separator: &str) -> String {
    texts.iter().filter(|text| !text.is_empty()).join(separator)
}

/// The editor's note in a sentence, with its reference.
pub fn note_text(note: &Note) -> String {
    let reference = note.reference.as_ref().map(|work| format!(" ({work})"));
    format!(
        "Editor’s note: {}{}",
        note.says,
        reference.unwrap_or_default()
    )
}

/// What the editor sums up of an event; nothing if one source alone tells.
pub fn summary<'e>(page: &'e EventPage<'_>) -> &'e str {
    let summary = page
        .row
        .summary
        .as_deref()
        .filter(|_| !page.aside.told_alone);
    summary.unwrap_or_default()
}

/// The notes on the accounts of an event and on the event itself.
pub fn notes_on<'a>(page: &EventPage<'a>) -> Vec<&'a Note> {
    let on_accounts = page.accounts.iter().filter_map(|account| account.note);
    on_accounts.chain(page.note).collect()
}

/// `who`, the date that an account gives, and whose view it is: `gavs ¶2, March 1953, Tass`.
pub fn account_heading(who: &str, account: &AccountReport<'_>) -> String {
    let voice = account.voice.unwrap_or_default();
    join_filled(&[who, &account.when.words(), voice], ", ")
}

/// The sources that tell, in the order of the timeline.
pub fn telling<'a>(extract: &Extract<'a>) -> impl Iterator<Item = (SourceKey, &'a Source)> {
    let told_by = extract.perspective.told_by;
    let sources = extract.timeline.all_sources();
    sources.filter(move |(key, _)| told_by.is_none_or(|source| source == *key))
}

/// The first day of the day, the month or the year that the bounds make up, and which it is.
pub fn whole_unit(bounds: Bounds) -> Option<(NaiveDate, Step)> {
    let (first, last) = bounds.earliest.zip(bounds.latest)?;
    let ends_after = |months| last.succ_opt() == first.checked_add_months(Months::new(months));
    if first == last {
        Some((first, Step::Day))
    } else if first.day() == 1 && ends_after(1) {
        Some((first, Step::Month))
    } else if first.ordinal() == 1 && ends_after(12) {
        Some((first, Step::Year))
    } else {
        None
    }
}

/// The year in which something may first have happened; `None` if no day is known.
pub fn first_year(when: &When<'_>) -> Option<i32> {
    let Bounds { earliest, latest } = when.bounds;
    earliest.or(latest).map(|day| day.year())
}

/// The events by the year in which each may first have happened.
pub fn by_year<'e, 'a>(
    extract: &'e Extract<'a>,
) -> impl Iterator<Item = (Option<i32>, &'e [EventPage<'a>])> {
    let year = |page: &EventPage<'_>| first_year(&page.row.when);
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
