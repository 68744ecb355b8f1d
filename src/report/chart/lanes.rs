//! The lanes of a chart, and which events stand in which.

use std::collections::BTreeMap;

use crate::model::date::Date;
use crate::model::event::Event;
use crate::model::key::{EventKey, SourceKey};
use crate::query::filter::Filter;
use crate::report::part::{Teller, When};

use super::mark::Mark;
use super::{Lane, LanesBy};

/// How many lanes of people or places there are before the others share one.
const MOST_LANES: usize = 12;

/// What lanes are made of.
pub struct Lanes<'t, 'a> {
    /// Who tells.
    pub teller: &'t Teller<'a>,
    /// What was asked for.
    pub filter: &'t Filter,
    /// The events, in chronological order.
    pub keys: &'t [EventKey],
    /// What each lane is about.
    pub by: LanesBy,
}

impl<'a> Lanes<'_, 'a> {
    /// The lanes in their order: themes and sources as in the files, people and places by the
    /// number of their events.
    pub fn all(&self) -> Vec<Lane<'a>> {
        let mut members: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        for (place, key) in self.keys.iter().enumerate() {
            let mut of_event = self.of(&self.teller.timeline[*key]);
            of_event.sort_unstable();
            of_event.dedup();
            if of_event.is_empty() {
                members.entry(None).or_default().push(place);
            }
            for index in of_event {
                members.entry(Some(index)).or_default().push(place);
            }
        }
        let none = members.remove(&None);
        let mut named: Vec<(usize, Vec<usize>)> = members
            .into_iter()
            .filter_map(|(index, places)| Some((index?, places)))
            .collect();
        let by_number = matches!(self.by, LanesBy::Person | LanesBy::Place);
        if by_number {
            named.sort_by_key(|(_, places)| std::cmp::Reverse(places.len()));
        }
        let shared = if by_number && named.len() > MOST_LANES {
            named.split_off(MOST_LANES - 1)
        } else {
            Vec::new()
        };
        let mut lanes: Vec<Lane<'a>> = named
            .into_iter()
            .map(|(index, places)| {
                let (id, name) = self.name(index);
                self.lane(Some(id), name.to_owned(), places)
            })
            .collect();
        if !shared.is_empty() {
            let name = format!("{} others", shared.len());
            let mut places: Vec<usize> = shared.into_iter().flat_map(|(_, p)| p).collect();
            places.sort_unstable();
            places.dedup();
            lanes.push(self.lane(None, name, places));
        }
        lanes.extend(none.map(|places| self.lane(None, self.by.none().into(), places)));
        lanes
    }

    /// The lanes of an event, as places in the timeline's lists; of those that were asked for,
    /// where some were.
    fn of(&self, event: &Event) -> Vec<usize> {
        let filter = self.filter;
        match self.by {
            LanesBy::Theme => asked(&event.themes, &filter.themes, |key| key.index()),
            LanesBy::Place => asked(&event.places, &filter.places, |key| key.index()),
            LanesBy::Person => {
                let people: Vec<_> = event.people.iter().map(|role| role.person).collect();
                asked(&people, &filter.people, |key| key.index())
            }
            LanesBy::Source => {
                let sources = self.teller.sources(event);
                asked(&sources, &filter.sources, |key| key.index())
            }
        }
    }

    fn name(&self, index: usize) -> (&'a str, &'a str) {
        let timeline = self.teller.timeline;
        match self.by {
            LanesBy::Theme => (&timeline.themes[index].id, &timeline.themes[index].name),
            LanesBy::Person => (&timeline.people[index].id, &timeline.people[index].name),
            LanesBy::Place => (&timeline.places[index].id, &timeline.places[index].name),
            LanesBy::Source => (&timeline.sources[index].id, &timeline.sources[index].id),
        }
    }

    fn lane(&self, id: Option<&'a str>, name: String, places: Vec<usize>) -> Lane<'a> {
        let timeline = self.teller.timeline;
        let sources = timeline.all_sources();
        let of_source = sources
            .filter(|_| self.by == LanesBy::Source)
            .find(|(_, source)| id == Some(&*source.id));
        let source = of_source.map(|(key, _)| key);
        let mut marks: Vec<Mark<'a>> = places
            .into_iter()
            .map(|place| self.mark(place, source))
            .collect();
        marks.sort_by_key(|mark| mark.when.read.map(Date::sort_key));
        Lane { id, name, marks }
    }

    /// The mark of an event, with the date of the lane's source if that gives one.
    fn mark(&self, place: usize, source: Option<SourceKey>) -> Mark<'a> {
        let key = self.keys[place];
        let event = &self.teller.timeline[key];
        let (date, is_their_own) = match source.map(|source| event.date_by(source)) {
            None => self.teller.date(event),
            Some(own) => (own.unwrap_or(&event.date), own.is_some()),
        };
        let when = When {
            is_their_own,
            ..When::of(Some(date))
        };
        let mut mark = Mark::new(place, when);
        if source.is_some() && self.teller.told_by.is_none() && self.teller.disputed().contains(key)
        {
            let dated = event.sources().into_iter().filter_map(|source| {
                Some((&*self.teller.timeline[source].id, event.date_by(source)?))
            });
            mark.dated = dated.collect();
        }
        mark
    }
}

/// Those of some keys that were asked for, or all where none were.
fn asked<K: PartialEq>(keys: &[K], wanted: &[K], index: fn(&K) -> usize) -> Vec<usize> {
    let kept = keys
        .iter()
        .filter(|key| wanted.is_empty() || wanted.contains(key));
    kept.map(index).collect()
}
