//! The part of a timeline that an export contains: the selected events in full, and the topics that
//! refer to them.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::date::{Calendar, Date};
use crate::model::event::{EventKind, Link};
use crate::model::key::{EventKey, TopicKey};
use crate::model::timeline::Timeline;
use crate::query::filter::Filter;

use super::chronology::{Selection, why_empty};
use super::comparison::{self, Comparison, QuestionSelection};
use super::event::{self, AccountReport, EventPage};
use super::event_row::Perspective;
use super::prose::{Paragraph, Writer};
use super::story::write_summary;

/// The events that a filter selects, with everything that the perspective shows about them.
pub struct Extract<'a> {
    pub timeline: &'a Timeline,
    pub perspective: Perspective<'a>,
    /// Whether the filter is empty, so that the whole timeline is exported.
    pub is_whole: bool,
    pub selection: Selection,
    /// Why no event matches, if none does.
    pub why_empty: Option<String>,
    /// A summary of the events in prose.
    pub summary: Vec<Paragraph<'a>>,
    /// The keys of the events, in chronological order by the dates of the perspective.
    pub keys: Vec<EventKey>,
    /// The events, in the order of `keys`.
    pub events: Vec<EventPage<'a>>,
    /// The keys of the topics that refer to one of the events, in the order of the timeline. Empty
    /// if only one source is shown, because there is nothing to compare.
    pub topics: Vec<TopicKey>,
}

impl<'a> Extract<'a> {
    /// Whether the selected source leaves some event undated, so that its date is from elsewhere.
    pub fn has_borrowed_dates(&self) -> bool {
        let mut events = self.events.iter();
        events.any(|page| !page.row.when.is_own_date)
    }

    /// The id of the timeline; if only one source is shown, followed by `/` and the source's id.
    pub fn id(&self) -> String {
        match self.perspective.told_by {
            None => self.timeline.id.to_string(),
            Some(source) => format!("{}/{}", self.timeline.id, self.timeline[source].id),
        }
    }

    /// The title of the timeline, or its id if it has none; if only one source is shown, names it.
    pub fn title(&self) -> String {
        let title = self.timeline.name();
        match self.perspective.told_by {
            None => title.to_string(),
            Some(source) => format!("{title}, as told by {}", self.timeline[source].id),
        }
    }

    /// The links from or to one of the events, in the order of the timeline. Links of sources that
    /// are not shown are excluded.
    pub fn links(&self) -> Vec<&'a Link> {
        let chosen: BTreeSet<EventKey> = self.keys.iter().copied().collect();
        let links = self.timeline.links.iter();
        links
            .filter(|link| self.perspective.shows(&link.locator))
            .filter(|link| chosen.contains(&link.from) || chosen.contains(&link.to))
            .collect()
    }

    /// The accounts of all events; within an event, in file order.
    pub fn accounts(&self) -> Vec<AccountRow<'_, 'a>> {
        let rows = self.events.iter().flat_map(|page| {
            page.accounts.iter().map(|account| AccountRow {
                event: page.row.id,
                title: page.row.title,
                account,
                event_date: page.row.when.date,
                event_calendar: page.row.when.date.and_then(Date::calendar),
                kind: page.row.kind,
                summary: page.row.summary.as_deref(),
                people: page
                    .row
                    .people
                    .iter()
                    .map(|cast| &*cast.person.0.id)
                    .collect(),
                places: page.row.places.iter().map(|place| &*place.0.id).collect(),
                themes: page.row.themes.iter().map(|theme| &*theme.0.id).collect(),
            })
        });
        rows.collect()
    }

    pub fn comparisons(&self) -> impl Iterator<Item = Comparison<'a>> {
        let topics = self.topics.iter();
        topics.map(|topic| {
            comparison::comparison(self.timeline, *topic, QuestionSelection::default())
        })
    }
}

/// An account with its event, for formats with one row per account.
#[derive(Serialize)]
pub struct AccountRow<'e, 'a> {
    pub event: &'a str,
    pub title: &'a str,
    #[serde(flatten)]
    pub account: &'e AccountReport<'a>,
    /// What follows is the event's, so that `import` can read the rows again.
    pub event_date: Option<&'a Date>,
    pub event_calendar: Option<Calendar>,
    pub kind: EventKind,
    pub summary: Option<&'e str>,
    pub people: Vec<&'a str>,
    pub places: Vec<&'a str>,
    pub themes: Vec<&'a str>,
}

/// The events that a filter selects, each in full.
pub fn extract<'a>(timeline: &'a Timeline, filter: &Filter) -> Extract<'a> {
    let perspective = Perspective::new(timeline, filter.told_by);
    let hits = filter.select(timeline);
    let keys: Vec<EventKey> = hits.iter().map(|hit| hit.event).collect();
    let touched = keys.iter().flat_map(|key| timeline.topics_of(*key));
    let topics: BTreeSet<TopicKey> = touched.filter(|_| filter.told_by.is_none()).collect();
    let mut writer = Writer::new(timeline, filter.told_by);
    write_summary(&mut writer, &hits);
    let summary = writer.finish("story", timeline.name(), String::new());
    Extract {
        timeline,
        summary: summary.data.paragraphs,
        is_whole: filter.is_empty(),
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
