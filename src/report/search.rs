//! What a search found, best first.

use serde::Serialize;

use crate::model::timeline::Timeline;
use crate::query::filter::Filter;
use crate::query::search::{self, Found, SearchHit};

use super::part::Cited;

/// The hits of a search. They serialize to an array.
#[derive(Serialize)]
#[serde(transparent)]
pub struct Hits<'a> {
    /// One for each hit, best first.
    pub rows: Vec<HitRow<'a>>,
    /// How many hits there are, shown or not.
    #[serde(skip)]
    pub found: usize,
}

/// One hit.
#[derive(Serialize)]
pub struct HitRow<'a> {
    /// What it is: event, account, person, place or topic.
    pub kind: &'static str,
    /// Its id; of an account, that of its event.
    pub id: &'a str,
    /// Its title or name; of an account, that of its event.
    pub title: &'a str,
    /// The words around the first hit.
    pub context: String,
    /// The source of an account.
    pub source: Option<&'a str>,
    /// The paragraph of an account.
    pub paragraph: Option<u32>,
    /// The page of an account.
    pub page: Option<&'a str>,
    /// The context with the hit words between angle quotes.
    #[serde(skip)]
    pub marked: String,
}

/// Searches for words, in what a filter selects.
pub fn search<'a>(
    timeline: &'a Timeline<'a>,
    filter: &Filter,
    words: &[String],
    limit: Option<usize>,
) -> Hits<'a> {
    let hits = search::search(timeline, filter, words);
    let found = hits.len();
    let shown = hits.iter().take(limit.unwrap_or(usize::MAX));
    Hits {
        rows: shown.map(|hit| row(timeline, hit)).collect(),
        found,
    }
}

fn row<'a>(timeline: &'a Timeline<'a>, hit: &SearchHit<'a>) -> HitRow<'a> {
    let (kind, id, title): (_, &str, &str) = match hit.found {
        Found::Event(key) => ("event", &timeline[key].id, &timeline[key].title),
        Found::Account(key, _) => ("account", &timeline[key].id, &timeline[key].title),
        Found::Person(key) => ("person", &timeline[key].id, &timeline[key].name),
        Found::Place(key) => ("place", &timeline[key].id, &timeline[key].name),
        Found::Topic(key) => ("topic", &timeline[key].id, &timeline[key].title),
    };
    let cited = match hit.found {
        Found::Account(key, i) => Some(Cited::of(timeline, &timeline[key].accounts[i].told.at)),
        _ => None,
    };
    let around = around(hit);
    HitRow {
        kind,
        id,
        title,
        context: excerpt(hit, &around, ["", ""]),
        source: cited.as_ref().map(|cited| cited.source),
        paragraph: cited.as_ref().and_then(|cited| cited.paragraph),
        page: cited.as_ref().and_then(|cited| cited.page),
        marked: excerpt(hit, &around, ["‹", "›"]),
    }
}

/// The bytes to show: the whole text, or some words on both sides of the first hit.
fn around(hit: &SearchHit<'_>) -> std::ops::Range<usize> {
    const BEFORE: usize = 60;
    const AFTER: usize = 100;
    let text = hit.text;
    let first = hit.spans.first().map_or(0..0, Clone::clone);
    let from = first.start.saturating_sub(BEFORE);
    let to = (first.end + AFTER).min(text.len());
    let from = (from..=first.start)
        .find(|i| starts_word(text, *i))
        .unwrap_or(first.start);
    let to = (to..=text.len())
        .find(|i| ends_word(text, *i))
        .unwrap_or(text.len());
    from..to
}

fn starts_word(text: &str, at: usize) -> bool {
    at == 0 || (text.is_char_boundary(at) && text[..at].ends_with(' '))
}

fn ends_word(text: &str, at: usize) -> bool {
    at == text.len() || (text.is_char_boundary(at) && text[at..].starts_with(' '))
}

fn excerpt(hit: &SearchHit<'_>, range: &std::ops::Range<usize>, marks: [&str; 2]) -> String {
    let mut out = String::new();
    let mut at = range.start;
    for span in hit
        .spans
        .iter()
        .filter(|span| span.start >= range.start && span.end <= range.end)
    {
        out.push_str(&hit.text[at..span.start]);
        out.push_str(marks[0]);
        out.push_str(&hit.text[span.clone()]);
        out.push_str(marks[1]);
        at = span.end;
    }
    out.push_str(&hit.text[at..range.end]);
    let before = if range.start > 0 { "… " } else { "" };
    let after = if range.end < hit.text.len() {
        " …"
    } else {
        ""
    };
    format!("{before}{out}{after}")
}
