//! Asking: the filter made narrower and wider, and the way back.

use chrono::Datelike;

use crate::explore::keys::Way;
use crate::explore::window;
use crate::model::date::Bounds;
use crate::model::key::EventKey;
use crate::query::filter::{Filter, Hit, search_words};

use super::{Explorer, Pane, Place};

impl Explorer<'_> {
    /// The period, with the year of the event at hand where there is none yet.
    pub(super) fn window(&self) -> Option<Bounds> {
        let period = self.filter().period;
        if period != Bounds::default() {
            return Some(period);
        }
        let hit = self.narrowing.hits().get(self.at)?;
        let bounds = self.narrowing.date(hit.event).0.bounds();
        let day = bounds.earliest.or(bounds.latest)?;
        window::year(day.year())
    }

    pub(super) fn shift(&mut self, way: Way) {
        let had_one = self.filter().period != Bounds::default();
        let window = self.window().and_then(|window| {
            if had_one {
                window::shifted(window, way == Way::On)
            } else {
                Some(window)
            }
        });
        self.look_at(window);
    }

    pub(super) fn scale(&mut self, way: Way) {
        let had_one = self.filter().period != Bounds::default();
        let window = self.window().and_then(|window| match (way, had_one) {
            (Way::Back, true) => window::narrowed(window),
            (Way::Back, false) => Some(window),
            (Way::On, true) => Some(window::widened(window)),
            (Way::On, false) => None,
        });
        self.look_at(window);
    }

    /// Narrows to a period, if there is one to narrow to.
    pub fn look_at(&mut self, window: Option<Bounds>) {
        match window {
            Some(period) => {
                let filter = Filter {
                    period,
                    ..self.filter().clone()
                };
                self.narrow(filter);
            }
            None => self.message = "the period goes no further that way".into(),
        }
    }

    /// Selects by another filter, so that it can be undone.
    pub fn narrow(&mut self, filter: Filter) {
        let before = self.place();
        self.select(filter);
        self.remember(before);
    }

    /// Where the reader is.
    pub fn place(&self) -> Place {
        Place {
            filter: self.filter().clone(),
            pane: self.pane,
            at: self.at,
            top: self.top,
            first: self.first,
            trail: self.trail.clone(),
        }
    }

    /// Keeps a place for undoing, unless nothing was narrowed since.
    pub fn remember(&mut self, before: Place) {
        if before.filter != *self.filter() {
            self.undo.push(before);
        }
    }

    /// Goes back to where the reader was.
    pub fn return_to(&mut self, place: Place) {
        self.select(place.filter);
        (self.pane, self.at, self.top) = (place.pane, place.at, place.top);
        (self.first, self.trail) = (place.first, place.trail);
    }

    /// Selects by another filter. The event at hand stays if it is left, otherwise the next is.
    pub fn select(&mut self, filter: Filter) {
        let old = self.narrowing.hits().get(self.at).map(|hit| hit.event);
        self.teller.told_by = filter.told_by;
        self.narrowing.to(filter);
        let at = old.map_or(0, |old| place_of(self.narrowing.hits(), old));
        self.arrive(at);
        self.pane = Pane::List;
    }

    pub(super) fn told_by_next(&mut self) {
        let mut keys = self.timeline().all_sources().map(|(key, _)| key);
        let next = match self.filter().told_by {
            None => keys.next(),
            Some(now) => keys.find(|key| *key > now),
        };
        let filter = Filter {
            told_by: next,
            ..self.filter().clone()
        };
        self.narrow(filter);
        self.message = match next {
            Some(source) => format!("as told by {}; s for the next", self.timeline()[source].id),
            None => "as told by all sources".into(),
        };
    }

    /// Takes words to filter by, as they are typed.
    pub fn search(&mut self, typed: &str) {
        let words = search_words(typed);
        let search = if words.is_empty() {
            Vec::new()
        } else {
            vec![words]
        };
        let filter = Filter {
            search,
            ..self.filter().clone()
        };
        self.select(filter);
    }
}

/// Where an event is in a list, or the first after it in the order of the timeline.
fn place_of(hits: &[Hit], event: EventKey) -> usize {
    let same = hits.iter().position(|hit| hit.event == event);
    same.or_else(|| hits.iter().position(|hit| hit.event > event))
        .unwrap_or(hits.len())
}
