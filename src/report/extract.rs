//! What is taken out of a timeline for another program: the chosen events in full, and what
//! compares their sources.

use std::collections::BTreeSet;

use crate::model::date::{Bounds, Match};
use crate::model::key::{EventKey, SourceKey, TopicKey};
use crate::model::timeline::Timeline;
use crate::query::filter::Filter;

use super::chronology::{asked, why_empty};
use super::comparison::{self, Comparison, Scope};
use super::event::{self, EventPage};
use super::part::Teller;

/// The events that a filter selects, with all that is told of them.
pub struct Extract<'a> {
    /// The timeline.
    pub timeline: &'a Timeline<'a>,
    /// The days that were asked for.
    pub period: Bounds,
    /// What was asked for besides, in words.
    pub asked: Vec<String>,
    /// The source that alone tells, if one does.
    pub told_by: Option<SourceKey>,
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
    /// How many of the events lie only possibly in the period.
    pub fn possible(&self) -> usize {
        let possible = |page: &&EventPage<'_>| page.row.matching == Match::Possible;
        self.events.iter().filter(possible).count()
    }

    /// The comparisons of the topics.
    pub fn comparisons(&self) -> impl Iterator<Item = Comparison<'a>> {
        let topics = self.topics.iter();
        topics.map(|topic| comparison::comparison(self.timeline, *topic, Scope::default()))
    }
}

/// The events that a filter selects, each in full.
pub fn extract<'a>(timeline: &'a Timeline<'a>, filter: &Filter) -> Extract<'a> {
    let teller = Teller::new(timeline, filter.told_by);
    let hits = filter.select(timeline, teller.disputed());
    let keys: Vec<EventKey> = hits.iter().map(|hit| hit.event).collect();
    let touched = |keys: &[EventKey]| -> BTreeSet<TopicKey> {
        let topics = keys.iter().flat_map(|key| timeline.topics_of(*key));
        topics.collect()
    };
    let topics = match filter.told_by {
        None => touched(&keys).into_iter().collect(),
        Some(_) => Vec::new(),
    };
    Extract {
        timeline,
        period: filter.period,
        asked: asked(timeline, filter),
        told_by: filter.told_by,
        why_empty: keys.is_empty().then(|| why_empty(timeline, filter)),
        events: hits.iter().map(|hit| event::page(&teller, *hit)).collect(),
        keys,
        topics,
    }
}
