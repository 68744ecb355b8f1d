//! Text for foreign formats: unique names, HTML, and phrases that several formats share.

use std::collections::HashSet;

use chrono::{Datelike, Months, NaiveDate};
use itertools::Itertools as _;

use crate::model::date::{Bounds, PeriodKind, year_name};
use crate::model::key::SourceKey;
use crate::model::source::{Note, Source};
use crate::report::event::{AccountReport, EventPage};
use crate::report::event_row::When;
use crate::report::extract::Extract;

pub use crate::view::for_terminal as visible;

/// A unique name for every id, in the same order, with invisible characters made visible. If two
/// would be the same, the later one gets a number.
pub fn unique_names<'a>(ids: impl IntoIterator<Item = &'a str>, ascii: bool) -> Vec<String> {
    make_unique(ids.into_iter().map(|id| visible(id, ascii)))
}

/// Makes names unique: a name that occurred before gets a number.
pub fn make_unique(names: impl IntoIterator<Item = String>) -> Vec<String> {
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

/// The text sanitized and escaped for HTML, between tags or in an attribute.
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

/// Joins the texts that are not empty.
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

/// The editor's summary of an event; empty with `--as-told-by`.
pub fn summary<'e>(page: &'e EventPage<'_>) -> &'e str {
    let summary = page
        .row
        .summary
        .as_deref()
        .filter(|_| !page.extra.told_alone);
    summary.unwrap_or_default()
}

/// The notes on the accounts of an event and on the event itself.
pub fn notes_on<'a>(page: &EventPage<'a>) -> Vec<&'a Note> {
    let on_accounts = page.accounts.iter().filter_map(|account| account.note);
    on_accounts.chain(page.note).collect()
}

/// `who`, the date that an account gives, and its voice: `gavs ¶2, March 1953, Tass`.
pub fn account_heading(who: &str, account: &AccountReport<'_>) -> String {
    let voice = account.voice.unwrap_or_default();
    join_filled(&[who, &account.when.in_words(), voice], ", ")
}

/// The sources in the order of the timeline; with `--as-told-by`, only that one.
pub fn telling_sources<'a>(extract: &Extract<'a>) -> impl Iterator<Item = (SourceKey, &'a Source)> {
    let told_by = extract.perspective.told_by;
    let sources = extract.timeline.all_sources();
    sources.filter(move |(key, _)| told_by.is_none_or(|source| source == *key))
}

/// If the bounds are exactly one day, month or year: its first day, and which of them it is.
pub fn as_single_unit(bounds: Bounds) -> Option<(NaiveDate, PeriodKind)> {
    let (first, last) = bounds.earliest.zip(bounds.latest)?;
    let ends_after = |months| last.succ_opt() == first.checked_add_months(Months::new(months));
    if first == last {
        Some((first, PeriodKind::Day))
    } else if first.day() == 1 && ends_after(1) {
        Some((first, PeriodKind::Month))
    } else if first.ordinal() == 1 && ends_after(12) {
        Some((first, PeriodKind::Year))
    } else {
        None
    }
}

/// The name of the first year in which something may have happened; `None` if no day is known.
pub fn first_year(when: &When<'_>) -> Option<String> {
    let Bounds {
        earliest, latest, ..
    } = when.bounds;
    earliest.or(latest).map(|day| year_name(day.year()))
}

/// The events, grouped by the first year in which each may have happened.
pub fn by_year<'e, 'a>(
    extract: &'e Extract<'a>,
) -> impl Iterator<Item = (Option<String>, &'e [EventPage<'a>])> {
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
