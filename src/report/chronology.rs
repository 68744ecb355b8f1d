//! The events that a person asks for, in the order that is wanted.

use serde::Serialize;

use crate::model::date::{Bounds, Match, days};
use crate::model::timeline::Timeline;
use crate::query::filter::{FILTERS, Filter, Hit};

use super::part::{EventRow, Teller};

/// What a list of events is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Date,
    Title,
    /// By the number of sources that tell of the event, most first.
    Sources,
}

impl Sort {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Date, Self::Title, Self::Sources];

    /// The word that is typed for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Title => "title",
            Self::Sources => "sources",
        }
    }
}

/// A list of events. It serializes to the array of its rows.
#[derive(Serialize)]
#[serde(transparent)]
pub struct Chronology<'a> {
    /// The events that match, or as many of them as were asked for.
    pub rows: Vec<EventRow<'a>>,
    /// The days that were asked for.
    #[serde(skip)]
    pub period: Bounds,
    /// How many events certainly match.
    #[serde(skip)]
    pub certain: usize,
    /// How many possibly match.
    #[serde(skip)]
    pub possible: usize,
    /// What was asked for besides, in words.
    #[serde(skip)]
    pub asked: Vec<String>,
}

impl Chronology<'_> {
    /// How many events match, shown or not.
    pub fn matching(&self) -> usize {
        self.certain + self.possible
    }
}

/// The events that a filter selects, sorted, and at most `limit` of them.
pub fn chronology<'a>(
    timeline: &'a Timeline,
    filter: &Filter,
    sort: Sort,
    limit: Option<usize>,
) -> Chronology<'a> {
    let teller = Teller::new(timeline, filter.told_by);
    let mut hits = filter.select(timeline, teller.disputed());
    let is_certain = |hit: &&Hit| hit.matching == Match::Certain;
    let certain = hits.iter().filter(is_certain).count();
    let possible = hits.len() - certain;
    match sort {
        Sort::Date => {}
        Sort::Title => hits.sort_by_cached_key(|hit| timeline[hit.event].title.to_lowercase()),
        Sort::Sources => {
            hits.sort_by_cached_key(|hit| std::cmp::Reverse(timeline[hit.event].sources().len()));
        }
    }
    hits.truncate(limit.unwrap_or(usize::MAX));
    Chronology {
        rows: hits.iter().map(|hit| teller.row(*hit)).collect(),
        period: filter.period,
        certain,
        possible,
        asked: asked(timeline, filter),
    }
}

/// What a filter asks for, in words, its period aside: names, words, and what else has to hold.
pub fn asked(timeline: &Timeline, filter: &Filter) -> Vec<String> {
    let mut specs: Vec<_> = FILTERS.iter().filter(|f| f.heading_order > 0).collect();
    specs.sort_by_key(|spec| spec.heading_order);
    specs
        .into_iter()
        .filter_map(|spec| (spec.describe)(filter, timeline))
        .collect()
}

/// Why a filter selects nothing: which of its conditions can be dropped for how many events.
pub fn why_empty(timeline: &Timeline, filter: &Filter) -> String {
    let disputed = timeline.disputed();
    let mut helps = Vec::new();
    for spec in FILTERS {
        let mut wider = filter.clone();
        (spec.lift)(&mut wider);
        if let Some(lifted) = spec.lifted
            && wider != *filter
        {
            let found = wider.select(timeline, &disputed).len();
            helps.extend((found > 0).then_some((lifted, found)));
        }
    }
    helps.sort_by_key(|((order, _), _)| *order);
    if helps.is_empty() {
        let covered = days(timeline.scope.bounds())
            .map(|days| format!("; the timeline covers {days}"))
            .unwrap_or_default();
        return format!("no event matches, whichever one condition is dropped{covered}");
    }
    let helps: Vec<String> = helps
        .iter()
        .map(|((_, change), found)| format!("{change}: {found}"))
        .collect();
    format!(
        "no event matches all that was asked; with {}",
        helps.join(", with ")
    )
}
