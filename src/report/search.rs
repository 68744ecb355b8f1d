//! What a search found, best first.

use std::ops::Range;

use serde::Serialize;

use crate::model::timeline::{Record, Timeline};
use crate::query::filter::Filter;
use crate::query::search::{self, Found, SearchHit};

use super::Report;
use super::event_row::{Cited, place_or_nulls};

/// The hits of a search, best first; beside them, how many there are, shown or not.
pub type Hits<'a> = Report<Vec<HitRow<'a>>, usize>;

/// One hit.
#[derive(Serialize)]
pub struct HitRow<'a> {
    /// What it is: event, account, person, place or topic.
    pub kind: &'static str,
    /// Its id; of an account, that of its event.
    pub id: &'a str,
    /// Its title or name; of an account, that of its event.
    pub title: &'a str,
    /// The words around the first hit; beside them, the same with the hit words between angle
    /// quotes.
    pub context: Report<String, String>,
    #[serde(flatten, serialize_with = "place_or_nulls")]
    pub cited: Option<Cited<'a>>,
}

/// Searches for words, in what a filter selects.
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
        aside: hits.len(),
    }
}

fn row<'a>(timeline: &'a Timeline, hit: &SearchHit<'a>) -> HitRow<'a> {
    let (kind, record): (_, &dyn Record) = match hit.found {
        Found::Event(key) => ("event", &timeline[key]),
        Found::Account(key, _) => ("account", &timeline[key]),
        Found::Person(key) => ("person", &timeline[key]),
        Found::Place(key) => ("place", &timeline[key]),
        Found::Topic(key) => ("topic", &timeline[key]),
    };
    let cited = match hit.found {
        Found::Account(key, i) => Some(Cited::new(timeline, &timeline[key].accounts[i].told.at)),
        _ => None,
    };
    let range = shown_range(hit);
    HitRow {
        kind,
        id: record.id(),
        title: record.name(),
        context: Report {
            data: excerpt(hit, &range, &hit.text[range.clone()]),
            aside: excerpt(hit, &range, &marked(hit, &range)),
        },
        cited,
    }
}

/// The bytes to show: the whole text, or some words on both sides of the first hit.
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

/// The shown part of the text, with the hit words between angle quotes.
fn marked(hit: &SearchHit<'_>, range: &Range<usize>) -> String {
    let mut marked = hit.text[range.clone()].to_owned();
    let is_shown = |span: &&Range<usize>| span.start >= range.start && span.end <= range.end;
    // From the last on, so that the places of the others do not change.
    for span in hit.spans.iter().filter(is_shown).rev() {
        marked.insert(span.end - range.start, '›');
        marked.insert(span.start - range.start, '‹');
    }
    marked
}

/// Marks where the text goes on beyond the shown part.
fn excerpt(hit: &SearchHit<'_>, range: &Range<usize>, shown: &str) -> String {
    let before = if range.start > 0 { "… " } else { "" };
    let is_cut = range.end < hit.text.len();
    let after = if is_cut { " …" } else { "" };
    format!("{before}{shown}{after}")
}
