//! The sources side by side: which of them tells of each event, where, and with what date.

use itertools::Itertools;
use serde::Serialize;

use crate::model::date::Match;
use crate::model::event::EventKind;
use crate::model::key::{EventKey, SourceKey};
use crate::model::source::{Passage, Source};
use crate::model::timeline::Timeline;
use crate::query::filter::{Condition, Filter, Hit, MIN_SOURCES};

use super::Report;
use super::chronology::Selection;
use super::comparison::could_answer;
use super::event_row::{Perspective, When};

/// A row per event, in chronological order or in the order of one source.
pub type Synopsis<'a> = Report<Vec<SynopsisRow<'a>>, SynopsisExtra<'a>>;

/// An event with what each source reports of it.
#[derive(Serialize)]
pub struct SynopsisRow<'a> {
    pub id: &'a str,
    pub title: &'a str,
    #[serde(flatten)]
    pub when: When<'a>,
    #[serde(rename = "match")]
    pub matching: Match,
    pub kind: EventKind,
    pub disputed: bool,
    /// One per source, in the order of the timeline.
    pub cells: Vec<SourceCell<'a>>,
}

/// What one source reports of an event.
#[derive(Serialize)]
pub struct SourceCell<'a> {
    pub source: &'a str,
    pub state: CellState,
    pub paragraphs: Vec<u32>,
    pub pages: Vec<&'a str>,
    /// The narrowest date that the source gives.
    #[serde(flatten)]
    pub when: When<'a>,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CellState {
    Tells,
    Silent,
    /// Silent, and the event lies outside the years that the source covers.
    OutOfScope,
}

pub struct SynopsisExtra<'a> {
    pub selection: Selection,
    /// In the order of the timeline.
    pub sources: Vec<&'a Source>,
    /// How one source reports the events, if the rows are in its order.
    pub sequence: Option<Sequence<'a>>,
}

/// The events in the order of one source.
pub struct Sequence<'a> {
    pub source: &'a str,
    /// For each event that it reports, whether it is dated earlier than one before it. These events
    /// come first.
    pub out_of_date_order: Vec<bool>,
}

/// The events that the filter selects, with the sources side by side; by default, only events that at
/// least two sources report.
///
/// With `order_of`, the events are in the order in which this source first reports them; those that
/// it does not report follow in chronological order.
pub fn synopsis<'a>(
    timeline: &'a Timeline,
    filter: &Filter,
    order_of: Option<SourceKey>,
) -> Synopsis<'a> {
    let mut filter = filter.clone();
    if filter.conditions_of(MIN_SOURCES).next().is_none() {
        filter.conditions.push(Condition::min_sources(2));
    }
    let mut hits = filter.select(timeline);
    let sequence = order_of.map(|source| sort_by_source(timeline, &mut hits, source));
    let perspective = Perspective::new(timeline, filter.told_by);
    Report {
        data: hits.iter().map(|hit| row(&perspective, *hit)).collect(),
        extra: SynopsisExtra {
            selection: Selection::new(timeline, &filter, &hits),
            sources: timeline.sources.iter().collect(),
            sequence,
        },
    }
}

/// Sorts the events by the first passage at which the source reports them.
fn sort_by_source<'a>(timeline: &'a Timeline, hits: &mut [Hit], source: SourceKey) -> Sequence<'a> {
    hits.sort_by_cached_key(|hit| {
        let accounts = timeline[hit.event].accounts_by(source);
        let passages = accounts.map(|account| match &account.claim.locator.passage {
            Passage::Paragraph(number) => (*number, ""),
            Passage::Page(page) => (number_in(page), &**page),
        });
        let first = passages.min();
        (first.is_none(), first)
    });
    let events = hits.iter().map(|hit| &timeline[hit.event]);
    let reported = events.filter(|event| event.is_told_by(source));
    let mut latest = None;
    let out_of_date_order = reported.map(|event| {
        let date = event.date.sort_key();
        let is_earlier = latest.is_some_and(|latest| date < latest);
        latest = latest.max(Some(date));
        is_earlier
    });
    Sequence {
        out_of_date_order: out_of_date_order.collect(),
        source: &timeline[source].id,
    }
}

/// The first number in the words of a page, by which pages are sorted.
fn number_in(page: &str) -> u32 {
    let digits = page.split(|c: char| !c.is_ascii_digit());
    let mut numbers = digits.filter_map(|digits| digits.parse().ok());
    numbers.next().unwrap_or(u32::MAX)
}

fn row<'a>(perspective: &Perspective<'a>, hit: Hit) -> SynopsisRow<'a> {
    let timeline = perspective.timeline;
    let event = &timeline[hit.event];
    SynopsisRow {
        id: &event.id,
        title: &event.title,
        when: perspective.when(event),
        matching: hit.matching,
        kind: event.kind,
        disputed: timeline.is_disputed(hit.event),
        cells: cells(timeline, hit.event),
    }
}

/// What each source reports of an event, in the order of the timeline.
pub fn cells(timeline: &Timeline, event: EventKey) -> Vec<SourceCell<'_>> {
    let sources = timeline.all_sources();
    sources
        .map(|(source, _)| cell(timeline, event, source))
        .collect()
}

fn cell(timeline: &Timeline, key: EventKey, source: SourceKey) -> SourceCell<'_> {
    let event = &timeline[key];
    let accounts = event.accounts_by(source);
    let locators = accounts.map(|account| &account.claim.locator);
    let passages = locators.map(|locator| &locator.passage);
    let passages = passages
        .sorted_by_key(|passage| passage.paragraph())
        .dedup();
    let passages: Vec<&Passage> = passages.collect();
    let paragraphs = passages.iter().filter_map(|passage| passage.paragraph());
    SourceCell {
        source: &timeline[source].id,
        state: if !passages.is_empty() {
            CellState::Tells
        } else if could_answer(timeline, source, &[key]) {
            CellState::Silent
        } else {
            CellState::OutOfScope
        },
        when: When::new(event.date_by(source)),
        paragraphs: paragraphs.collect(),
        pages: passages
            .iter()
            .filter_map(|passage| passage.page())
            .collect(),
    }
}
