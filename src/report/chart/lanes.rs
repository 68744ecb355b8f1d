//! Assigns the events of a chart to lanes.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::date::Date;
use crate::model::event::Dating;
use crate::model::key::{EventKey, SourceKey};
use crate::query::filter::{Filter, date_according_to};
use crate::report::event_row::Perspective;
use crate::report::grouping::Grouping;

use super::mark::{Mark, mark_parts};
use super::{Lane, LanesBy};

/// Maximum number of lanes for people or places, including the one that the rest share.
const MAX_LANES: usize = 12;

/// The lanes of `events`, which are in chronological order. Themes and sources are in file order,
/// people and places by number of events, most first. With `once`, an event is in the lane of its
/// first theme only.
pub fn lanes<'a>(
    perspective: &Perspective<'a>,
    filter: &Filter,
    events: &[EventKey],
    by: LanesBy,
    once: bool,
) -> Vec<Lane<'a>> {
    let Some(records) = Grouping::new(perspective, by.into()) else {
        return Vec::new();
    };
    // If the filter selects by these records, only the selected ones have lanes.
    let conditions = filter.conditions_of(records.option);
    let selected: Vec<usize> = conditions.map(|condition| condition.index).collect();
    let mut marks_by_index: BTreeMap<usize, Vec<Mark<'a>>> = BTreeMap::new();
    let mut in_no_lane = Vec::new();
    for (place, key) in events.iter().enumerate() {
        let mut indices = records.indices(*key);
        indices.retain(|index| selected.is_empty() || selected.contains(index));
        if once && by == LanesBy::Theme {
            let mut themes = perspective.timeline[*key].themes.iter();
            let first = themes.find(|theme| indices.contains(&theme.index()));
            indices.retain(|index| first.is_some_and(|theme| theme.index() == *index));
        }
        if indices.is_empty() {
            in_no_lane.push(mark(perspective, place, *key, None));
        }
        for index in indices {
            let source = (by == LanesBy::Source).then(|| SourceKey::from(index));
            let marks = marks_by_index.entry(index).or_default();
            marks.push(mark(perspective, place, *key, source));
        }
    }
    let mut named: Vec<(usize, Vec<Mark<'a>>)> = marks_by_index.into_iter().collect();
    let mut others = Vec::new();
    if matches!(by, LanesBy::Person | LanesBy::Place) {
        named.sort_by_key(|(_, marks)| Reverse(marks.len()));
        if named.len() > MAX_LANES {
            others = named.split_off(MAX_LANES - 1);
        }
    }
    let lane = |id, name: String, mut marks: Vec<Mark<'a>>| {
        marks.sort_by_key(|mark| (mark.date.sort_key(), mark.event));
        marks.dedup_by_key(|mark| mark.event);
        Lane { id, name, marks }
    };
    let named = named.into_iter().map(|(index, marks)| {
        let names = &records.names[index];
        // A source is shown by its id.
        let name = names[usize::from(by != LanesBy::Source)];
        lane(Some(names[0]), name.to_owned(), marks)
    });
    let mut lanes: Vec<Lane<'a>> = named.collect();
    if !others.is_empty() {
        let name = format!("{} others", others.len());
        let marks = others.into_iter().flat_map(|(_, marks)| marks);
        lanes.push(lane(None, name, marks.collect()));
    }
    if !in_no_lane.is_empty() {
        lanes.push(lane(None, by.none(), in_no_lane));
    }
    lanes
}

/// The mark of an event, with the date that the lane's source gives, if any.
fn mark<'a>(
    perspective: &Perspective<'a>,
    place: usize,
    key: EventKey,
    source: Option<SourceKey>,
) -> Mark<'a> {
    let timeline = perspective.timeline;
    let event = &timeline[key];
    let (date, is_own_date) = date_according_to(event, source.or(perspective.told_by));
    let mut dated: Vec<(&str, &Date)> = Vec::new();
    if source.is_some() && perspective.told_by.is_none() && perspective.timeline.is_disputed(key) {
        let sources = event.sources().into_iter();
        dated.extend(sources.filter_map(|key| Some((&*timeline[key].id, event.date_by(key)?))));
    }
    Mark {
        event: place,
        date,
        is_own_date,
        is_supplied: is_own_date && matches!(event.dating, Dating::Supplied { .. }),
        pieces: mark_parts(date),
        dated,
    }
}
