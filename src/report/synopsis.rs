//! The sources side by side: which of them tells of each event, where, and with what date.

use serde::Serialize;

use crate::model::date::Match;
use crate::model::event::{Event, EventKind};
use crate::model::key::SourceKey;
use crate::model::source::{Locator, Passage};
use crate::model::text::Text;
use crate::model::timeline::Timeline;
use crate::query::filter::{Condition, Filter, Hit, MIN_SOURCES};

use super::Report;
use super::chronology::Selection;
use super::comparison::could_answer;
use super::event_row::{Perspective, When};

/// A row per event, in chronological order or in the order of one source.
pub type Synopsis<'a> = Report<Vec<SynopsisRow<'a>>, SynopsisExtra<'a>>;

/// An event with what each source tells of it.
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

/// What one source tells of an event.
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
    /// The ids and the sigla of the sources, in the order of the timeline.
    pub sources: Vec<(&'a str, Option<&'a Text>)>,
    /// If the rows are in the order of one source: its id, the number of rows that it tells, which
    /// come first, and which of them are dated earlier than a row above.
    pub order_of: Option<(&'a str, usize, Vec<bool>)>,
}

/// The events that the filter selects, with the sources side by side. Unless the filter says how many
/// sources at least have to tell of an event, two have to.
///
/// With `order_of`, the events are in the order in which this source tells of them first; those
/// that it does not tell follow in chronological order.
pub fn synopsis<'a>(
    timeline: &'a Timeline,
    filter: &Filter,
    order_of: Option<SourceKey>,
) -> Synopsis<'a> {
    let mut filter = filter.clone();
    if filter.conditions_of(MIN_SOURCES).next().is_none() {
        let least = Condition::new(MIN_SOURCES, "2", "2 or more sources");
        filter.conditions.push(least);
    }
    let mut hits = filter.select(timeline);
    let order_of = order_of.map(|source| order_by(timeline, &mut hits, source));
    let perspective = Perspective::new(timeline, filter.told_by);
    let sources = timeline.sources.iter();
    Report {
        data: hits.iter().map(|hit| row(&perspective, *hit)).collect(),
        extra: SynopsisExtra {
            selection: Selection::new(timeline, &filter, &hits),
            sources: sources
                .map(|source| (&*source.id, source.siglum.as_ref()))
                .collect(),
            order_of,
        },
    }
}

/// Sorts the events by where the source first tells of them; see [`SynopsisExtra::order_of`].
fn order_by<'a>(
    timeline: &'a Timeline,
    hits: &mut [Hit],
    source: SourceKey,
) -> (&'a str, usize, Vec<bool>) {
    let first_place = |hit: &Hit| {
        let accounts = timeline[hit.event].accounts_by(source);
        let passages = accounts.map(|account| match &account.claim.locator.passage {
            Passage::Paragraph(number) => (*number, ""),
            Passage::Page(page) => (number_in(page), &**page),
        });
        passages.min()
    };
    hits.sort_by_cached_key(|hit| {
        let place = first_place(hit);
        (place.is_none(), place)
    });
    let told = hits
        .iter()
        .filter(|hit| timeline[hit.event].is_told_by(source));
    let told: Vec<_> = told
        .map(|hit| timeline[hit.event].date.sort_key())
        .collect();
    let mut latest = None;
    let earlier = told.iter().map(|date| {
        let is_earlier = latest.is_some_and(|latest| *date < latest);
        latest = latest.max(Some(*date));
        is_earlier
    });
    (&timeline[source].id, told.len(), earlier.collect())
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
    let sources = timeline.all_sources();
    SynopsisRow {
        id: &event.id,
        title: &event.title,
        when: perspective.when(event),
        matching: hit.matching,
        kind: event.kind,
        disputed: timeline.is_disputed(hit.event),
        cells: sources
            .map(|(source, _)| cell(perspective, hit, event, source))
            .collect(),
    }
}

fn cell<'a>(
    perspective: &Perspective<'a>,
    hit: Hit,
    event: &'a Event,
    source: SourceKey,
) -> SourceCell<'a> {
    let timeline = perspective.timeline;
    let accounts = event
        .accounts_by(source)
        .map(|account| &account.claim.locator);
    let mut locators: Vec<&Locator> = accounts.filter(|at| perspective.shows(at)).collect();
    locators.sort_by_key(|locator| locator.passage.paragraph());
    locators.dedup();
    SourceCell {
        source: &timeline[source].id,
        state: if !locators.is_empty() {
            CellState::Tells
        } else if could_answer(timeline, source, &[hit.event]) {
            CellState::Silent
        } else {
            CellState::OutOfScope
        },
        when: When::new(event.date_by(source).filter(|_| !locators.is_empty())),
        paragraphs: locators
            .iter()
            .filter_map(|at| at.passage.paragraph())
            .collect(),
        pages: locators.iter().filter_map(|at| at.passage.page()).collect(),
    }
}
