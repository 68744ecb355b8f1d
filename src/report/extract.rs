//! What is taken out of a timeline for another program: the chosen events in full, and what
//! compares their sources.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::event::Link;
use crate::model::key::{EventKey, TopicKey};
use crate::model::timeline::Timeline;
use crate::query::filter::Filter;

use super::chronology::{Selection, why_empty};
use super::comparison::{self, Comparison, Scope};
use super::event::{self, AccountReport, EventPage};
use super::event_row::Perspective;

/// The events that a filter selects, with all that is told of them.
pub struct Extract<'a> {
    /// The timeline.
    pub timeline: &'a Timeline,
    /// Who tells.
    pub perspective: Perspective<'a>,
    /// Whether nothing was asked for, so that the timeline as a whole is meant.
    pub is_whole: bool,
    pub selection: Selection,
    /// Why there is no event, where there is none.
    pub why_empty: Option<String>,
    /// The handles of the events, in chronological order; as one source dates them where that
    /// alone tells.
    pub keys: Vec<EventKey>,
    /// The events, in the same order.
    pub events: Vec<EventPage<'a>>,
    /// The handles of the topics that touch one of the events, in the order of the timeline; none
    /// where one source alone tells, for then there is nothing to compare.
    pub topics: Vec<TopicKey>,
}

impl<'a> Extract<'a> {
    /// Whether the telling source leaves some event undated, so that its date is from elsewhere.
    pub fn has_borrowed_dates(&self) -> bool {
        let mut events = self.events.iter();
        events.any(|page| !page.row.when.is_their_own)
    }

    /// The id of the timeline, with that of the source where one alone tells.
    pub fn id(&self) -> String {
        match self.perspective.told_by {
            None => self.timeline.id.to_string(),
            Some(source) => format!("{}/{}", self.timeline.id, self.timeline[source].id),
        }
    }

    /// The title of the timeline, or failing that its id, and who alone tells.
    pub fn title(&self) -> String {
        let title = self.timeline.name();
        match self.perspective.told_by {
            None => title.to_string(),
            Some(source) => format!("{title}, as told by {}", self.timeline[source].id),
        }
    }

    /// The links that lead from or to one of the events, of those that are told, in the order of
    /// the timeline.
    pub fn links(&self) -> Vec<&'a Link> {
        let chosen: BTreeSet<EventKey> = self.keys.iter().copied().collect();
        let links = self.timeline.links.iter();
        links
            .filter(|link| self.perspective.tells(&link.at))
            .filter(|link| chosen.contains(&link.from) || chosen.contains(&link.to))
            .collect()
    }

    /// The accounts of the events, those of an event in the order of the file.
    pub fn accounts(&self) -> Vec<AccountRow<'_, 'a>> {
        let rows = self.events.iter().flat_map(|page| {
            page.accounts.iter().map(|account| AccountRow {
                event: page.row.id,
                title: page.row.title,
                account,
            })
        });
        rows.collect()
    }

    /// The comparisons of the topics.
    pub fn comparisons(&self) -> impl Iterator<Item = Comparison<'a>> {
        let topics = self.topics.iter();
        topics.map(|topic| comparison::comparison(self.timeline, *topic, Scope::default()))
    }
}

/// An account with the event that it is of, for programs that want a row for each.
#[derive(Serialize)]
pub struct AccountRow<'e, 'a> {
    pub event: &'a str,
    pub title: &'a str,
    #[serde(flatten)]
    pub account: &'e AccountReport<'a>,
}

/// The events that a filter selects, each in full.
pub fn extract<'a>(timeline: &'a Timeline, filter: &Filter) -> Extract<'a> {
    let perspective = Perspective::new(timeline, filter.told_by);
    let hits = filter.select(timeline, &perspective.disputed);
    let keys: Vec<EventKey> = hits.iter().map(|hit| hit.event).collect();
    let touched = keys.iter().flat_map(|key| timeline.topics_of(*key));
    let topics: BTreeSet<TopicKey> = touched.filter(|_| filter.told_by.is_none()).collect();
    Extract {
        timeline,
        is_whole: filter.asks_for_nothing(),
        selection: Selection::new(timeline, filter, &hits),
        why_empty: keys.is_empty().then(|| why_empty(timeline, filter)),
        events: hits
            .iter()
            .map(|hit| event::page(&perspective, *hit))
            .collect(),
        keys,
        topics: topics.into_iter().collect(),
        perspective,
    }
}
