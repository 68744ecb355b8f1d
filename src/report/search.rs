//! Search results, best first.

use std::ops::Range;

use serde::Serialize;

use crate::model::timeline::{Record, Timeline};
use crate::query::filter::Filter;
use crate::query::search::{self, FoundIn, SearchHit};

use super::Report;
use super::event_row::{Citation, citation_or_nulls};

/// Search hits, best first. `extra` is their total number, including those not shown.
pub type Hits<'a> = Report<Vec<HitRow<'a>>, usize>;

#[derive(Serialize)]
pub struct HitRow<'a> {
    /// The kind of record: event, account, person, place or topic.
    pub kind: &'static str,
    /// The id of the record; for an account, of its event.
    pub id: &'a str,
    /// The title or name of the record; for an account, of its event.
    pub title: &'a str,
    /// The text around the first match. `extra` has the matches in angle quotes.
    pub context: Report<String, String>,
    #[serde(flatten, serialize_with = "citation_or_nulls")]
    pub citation: Option<Citation<'a>>,
}

/// Searches for words in the records that a filter selects; returns at most `limit` hits.
pub fn search<'a>(
    timeline: &'a Timeline,
    filter: &Filter,
    words: &[String],
    limit: Option<usize>,
) -> Hits<'a> {
    let hits = search::search(timeline, filter, words);
    let shown = hits.iter().take(limit.unwrap_or(usize::MAX));
    Report {
        data: shown.map(|hit| row(timeline, hit)).collect(),
        extra: hits.len(),
    }
}

fn row<'a>(timeline: &'a Timeline, hit: &SearchHit<'a>) -> HitRow<'a> {
    let (kind, record): (_, &dyn Record) = match hit.found {
        FoundIn::Event(key) => ("event", &timeline[key]),
        FoundIn::Account(key, _) => ("account", &timeline[key]),
        FoundIn::Person(key) => ("person", &timeline[key]),
        FoundIn::Place(key) => ("place", &timeline[key]),
        FoundIn::Topic(key) => ("topic", &timeline[key]),
    };
    let citation = match hit.found {
        FoundIn::Account(key, i) => Some(Citation::new(
            timeline,
            &timeline[key].accounts[i].claim.locator,
        )),
        _ => None,
    };
    let range = shown_range(hit);
    HitRow {
        kind,
        id: record.id(),
        title: record.name(),
        context: Report {
            data: excerpt(hit, &range, &hit.text[range.clone()]),
            extra: excerpt(hit, &range, &mark_match(hit, &range)),
        },
        citation,
    }
}

/// The byte range to show: the whole text, or some words on both sides of the first match.
fn shown_range(hit: &SearchHit<'_>) -> Range<usize> {
    const BEFORE: usize = 60;
    const AFTER: usize = 100;
    let bytes = hit.text.as_bytes();
    let first = hit.spans.first().cloned().unwrap_or_default();
    let blank = |from: usize, to: usize| {
        let blank = bytes[from..to].iter().position(|byte| *byte == b' ');
        blank.map(|at| from + at)
    };
    let from = match first.start.saturating_sub(BEFORE) {
        0 => 0,
        from => blank(from - 1, first.start).map_or(first.start, |at| at + 1),
    };
    let to = blank((first.end + AFTER).min(bytes.len()), bytes.len());
    from..to.unwrap_or(bytes.len())
}

/// The shown part of the text, with the matches in angle quotes.
fn mark_match(hit: &SearchHit<'_>, range: &Range<usize>) -> String {
    let mut marked = hit.text[range.clone()].to_owned();
    let is_shown = |span: &&Range<usize>| span.start >= range.start && span.end <= range.end;
    // Last match first, so that the offsets of the others stay valid.
    for span in hit.spans.iter().filter(is_shown).rev() {
        marked.insert(span.end - range.start, '›');
        marked.insert(span.start - range.start, '‹');
    }
    marked
}

/// Adds an ellipsis at each end where the text is cut.
fn excerpt(hit: &SearchHit<'_>, range: &Range<usize>, shown: &str) -> String {
    let before = if range.start > 0 { "… " } else { "" };
    let is_cut = range.end < hit.text.len();
    let after = if is_cut { " …" } else { "" };
    format!("{before}{shown}{after}")
}
