//! The filter made narrower and wider, and the way back.

use chrono::Datelike;

use crate::explore::keys::Direction;
use crate::explore::window;
use crate::model::date::Bounds;
use crate::model::key::EventKey;
use crate::query::filter::{Filter, Hit};
use crate::query::values::search_words;

use super::{Explorer, Pane, Place};

impl Explorer<'_> {
    /// The year of the event at hand.
    fn year_at_hand(&self) -> Option<Bounds> {
        let hit = self.hits.get(self.at)?;
        let bounds = self
            .perspective
            .date(&self.timeline()[hit.event])
            .0
            .bounds();
        window::year(bounds.earliest.or(bounds.latest)?.year())
    }

    pub(super) fn shift(&mut self, direction: Direction) {
        let period = self.filter.period;
        self.look_at(if period == Bounds::default() {
            self.year_at_hand()
        } else {
            window::shifted(period, direction == Direction::On)
        });
    }

    pub(super) fn scale(&mut self, direction: Direction) {
        let period = self.filter.period;
        let has_period = period != Bounds::default();
        self.look_at(match (direction, has_period) {
            (Direction::Back, true) => window::narrowed(period),
            (Direction::Back, false) => self.year_at_hand(),
            (Direction::On, true) => Some(window::widened(period)),
            (Direction::On, false) => None,
        });
    }

    /// Narrows to a period, if there is one to narrow to.
    pub fn look_at(&mut self, window: Option<Bounds>) {
        match window {
            Some(period) => self.narrow(|filter| filter.period = period),
            None => self.message = "the period goes no further that way".into(),
        }
    }

    /// Changes the filter so that it can be undone.
    fn narrow(&mut self, change: impl FnOnce(&mut Filter)) {
        let before = self.place();
        self.select(change);
        self.remember(before);
    }

    /// Where the reader is.
    pub fn place(&self) -> Place {
        Place {
            filter: self.filter.clone(),
            pane: self.pane,
            at: self.at,
            top: self.top,
            pages: self.pages.clone(),
        }
    }

    /// Keeps a place for undoing, unless nothing was narrowed since.
    pub fn remember(&mut self, before: Place) {
        if before.filter != self.filter {
            self.undo.push(before);
        }
    }

    /// Goes back to where the reader was.
    pub fn return_to(&mut self, place: Place) {
        self.select(|filter| *filter = place.filter);
        (self.pane, self.at, self.top) = (place.pane, place.at, place.top);
        self.pages = place.pages;
    }

    /// Selects by a changed filter. The event at hand stays if it is left, otherwise the next is.
    pub fn select(&mut self, change: impl FnOnce(&mut Filter)) {
        let old = self.hits.get(self.at).map(|hit| hit.event);
        change(&mut self.filter);
        self.perspective.told_by = self.filter.told_by;
        let disputed = self.perspective.disputed();
        let texts = Some(&*self.texts);
        self.hits = self
            .filter
            .select_folded(self.perspective.timeline, disputed, texts);
        self.arrive(old.map_or(0, |old| place_of(&self.hits, old)));
        self.pane = Pane::List;
    }

    pub(super) fn told_by_next(&mut self) {
        let mut keys = self.timeline().all_sources().map(|(key, _)| key);
        let next = match self.filter.told_by {
            None => keys.next(),
            Some(now) => keys.find(|key| *key > now),
        };
        self.narrow(|filter| filter.told_by = next);
        self.message = match next {
            Some(source) => format!("as told by {}; s for the next", self.timeline()[source].id),
            None => "as told by all sources".into(),
        };
    }

    /// Filters by words as they are typed.
    pub fn search(&mut self, typed: &str) {
        let words = search_words(typed);
        self.select(|filter| {
            filter.search.clear();
            filter.search.extend((!words.is_empty()).then_some(words));
        });
    }
}

/// Where an event is in a list, or the first after it in the order of the timeline.
fn place_of(hits: &[Hit], event: EventKey) -> usize {
    let same = hits.iter().position(|hit| hit.event == event);
    same.or_else(|| hits.iter().position(|hit| hit.event > event))
        .unwrap_or(hits.len())
}
