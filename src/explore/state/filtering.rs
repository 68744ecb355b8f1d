//! Changes of the filter, and their undo.

use chrono::Datelike;

use crate::explore::facets::Facets;
use crate::explore::window;
use crate::model::date::Bounds;
use crate::query::filter::{Condition, Filter};

use super::{Explorer, Overlay, Pane};

impl Explorer<'_> {
    /// The calendar year of the selected event.
    fn selected_event_year(&self) -> Option<Bounds> {
        let (date, _) = self.date(*self.hits.get(self.view.selected)?);
        let bounds = date.bounds();
        window::year_window(bounds.earliest.or(bounds.latest)?.year())
    }

    /// Moves the period; if there is none, sets the year of the selected event.
    pub fn shift(&mut self, later: bool) {
        let period = self.view.filter.period;
        self.set_window(if period == Bounds::default() {
            self.selected_event_year()
        } else {
            window::shift(period, later)
        });
    }

    /// Widens or narrows the period; narrowing without one sets the year of the selected event.
    pub fn scale(&mut self, wider: bool) {
        let period = self.view.filter.period;
        self.set_window(match (wider, period == Bounds::default()) {
            (false, false) => window::narrow(period),
            (false, true) => self.selected_event_year(),
            (true, false) => Some(window::widen(period)),
            (true, true) => None,
        });
    }

    /// Sets the period; `None` means that it can change no further.
    pub fn set_window(&mut self, window: Option<Bounds>) {
        match window {
            Some(period) => self.narrow(|filter| filter.period = period),
            None => self.message = "the period goes no further that way".into(),
        }
    }

    /// Changes the filter as one step that can be undone.
    fn narrow(&mut self, change: impl FnOnce(&mut Filter)) {
        self.begin_narrowing();
        self.select(change);
        self.commit_filter_change();
    }

    /// Saves the current place for `undo`.
    fn begin_narrowing(&mut self) {
        self.undo.push(self.view.clone());
    }

    /// Ends a change of the filter. If the filter is the same as before, there is nothing to undo.
    pub fn commit_filter_change(&mut self) {
        self.undo.pop_if(|place| place.filter == self.view.filter);
    }

    /// Restores the place saved last.
    pub fn undo(&mut self) {
        match self.undo.pop() {
            Some(place) => {
                self.view = place;
                self.find_hits();
            }
            None => self.message = "nothing to undo".into(),
        }
    }

    /// Changes the filter. The selected event stays selected if it still matches; otherwise the
    /// next matching event is.
    pub fn select(&mut self, change: impl FnOnce(&mut Filter)) {
        let old = self.hits.get(self.view.selected).map(|hit| hit.event);
        change(&mut self.view.filter);
        self.find_hits();
        let hits = &self.hits;
        let at = old.map_or(Some(0), |old| {
            let same = hits.iter().position(|hit| hit.event == old);
            same.or_else(|| hits.iter().position(|hit| hit.event > old))
        });
        self.select_event(at.unwrap_or(hits.len()));
        self.view.pane = Pane::List;
    }

    fn find_hits(&mut self) {
        let filter = &self.view.filter;
        self.perspective.told_by = filter.told_by;
        self.hits = filter.select_folded(self.perspective.timeline, Some(&self.texts));
    }

    pub fn told_by_next(&mut self) {
        let mut keys = self.timeline().all_sources().map(|(key, _)| key);
        let next = match self.view.filter.told_by {
            None => keys.next(),
            Some(now) => keys.find(|key| *key > now),
        };
        self.narrow(|filter| filter.told_by = next);
        self.message = match next {
            Some(source) => format!("as told by {}; s for the next", self.timeline()[source].id),
            None => "as told by all sources".into(),
        };
    }

    /// Opens the search input with the current search.
    pub fn open_search(&mut self) {
        self.begin_narrowing();
        let mut searches = self.view.filter.conditions_of("--search");
        let typed = searches.next().map(|search| search.value.clone());
        self.overlay = Overlay::Search(typed.unwrap_or_default());
    }

    /// Filters by the words typed so far.
    pub fn search(&mut self, typed: &str) {
        let search = Some(Condition::search(typed)).filter(|search| !search.value.is_empty());
        self.select(|filter| filter.set("--search", search));
    }

    pub fn open_facets(&mut self) {
        self.begin_narrowing();
        let facets = Facets::new(&self.view.filter, &self.perspective, &self.texts);
        self.overlay = Overlay::Facets(facets);
    }
}
