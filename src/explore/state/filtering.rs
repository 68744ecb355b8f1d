//! Changes of the filter, and their undo.

use chrono::Datelike;

use crate::explore::facets::Facets;
use crate::explore::page_layout::{Subject, found};
use crate::explore::window;
use crate::model::date::Bounds;
use crate::query::filter::{Condition, Filter, SEARCH, TOP};

use super::{Explorer, Overlay, Pane};

impl Explorer<'_> {
    /// The calendar year of the selected event.
    fn selected_event_year(&self) -> Option<Bounds> {
        let (date, _) = self.date(*self.hits.get(self.view.selected)?);
        let bounds = date.bounds();
        window::year_window(bounds.earliest.or(bounds.latest)?.year())
    }

    /// Moves the period; if there is none, sets the year of the selected event.
    pub fn shift_period(&mut self, later: bool) {
        let period = self.view.filter.period;
        self.set_period(if period == Bounds::default() {
            self.selected_event_year()
        } else {
            window::shift(period, later)
        });
    }

    /// Widens or narrows the period; narrowing without one sets the year of the selected event.
    pub fn scale_period(&mut self, wider: bool) {
        let period = self.view.filter.period;
        self.set_period(match (wider, period == Bounds::default()) {
            (false, false) => window::narrow(period),
            (false, true) => self.selected_event_year(),
            (true, false) => Some(window::widen(period)),
            (true, true) => None,
        });
    }

    /// Sets the period; `None` means that it can change no further.
    pub fn set_period(&mut self, window: Option<Bounds>) {
        match window {
            Some(period) => self.change_filter(|filter| filter.period = period),
            None => self.message = "the period cannot be changed further".into(),
        }
    }

    /// Changes the filter as one step that can be undone.
    fn change_filter(&mut self, change: impl FnOnce(&mut Filter)) {
        self.begin_filter_change();
        self.update_filter(change);
        self.commit_filter_change();
    }

    /// Saves the current view for `undo`.
    fn begin_filter_change(&mut self) {
        self.undo.push(self.view.clone());
    }

    /// Ends a change of the filter. If the filter is the same as before, there is nothing to undo.
    pub fn commit_filter_change(&mut self) {
        self.undo.pop_if(|saved| saved.filter == self.view.filter);
    }

    /// Restores the view saved last.
    pub fn undo(&mut self) {
        match self.undo.pop() {
            Some(saved) => {
                self.view = saved;
                self.find_hits();
            }
            None => self.message = "nothing to undo".into(),
        }
    }

    /// Changes the filter without an undo step. The selected event stays selected if it still matches; otherwise the
    /// next matching event is.
    pub fn update_filter(&mut self, change: impl FnOnce(&mut Filter)) {
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
        self.cached_layout = None; // some pages show what the filter leaves
        self.hits = filter.select_indexed(self.perspective.timeline, Some(self.texts));
    }

    pub fn next_perspective(&mut self) {
        let mut keys = self.timeline().all_sources().map(|(key, _)| key);
        let next = match self.view.filter.told_by {
            None => keys.next(),
            Some(now) => keys.find(|key| *key > now),
        };
        self.change_filter(|filter| filter.told_by = next);
        self.message = match next {
            Some(source) => format!("as told by {}; s for the next", self.timeline()[source].id),
            None => "as told by all sources".into(),
        };
    }

    /// Switches between the weightiest events and all.
    pub fn toggle_key_events(&mut self) {
        const KEY_EVENTS: usize = 30;
        let is_on = self.view.filter.conditions_of(TOP).next().is_some();
        let top = (!is_on).then(|| Condition::top(KEY_EVENTS));
        self.change_filter(|filter| filter.set(TOP, top));
    }

    /// Opens the search input with the current search.
    pub fn open_search(&mut self) {
        self.begin_filter_change();
        let mut searches = self.view.filter.conditions_of(SEARCH);
        let typed = searches.next().map(|search| search.value.clone());
        self.overlay = Overlay::Search(typed.unwrap_or_default());
    }

    /// Filters by the words typed so far.
    pub fn search(&mut self, typed: &str) {
        let search = Some(Condition::search(typed)).filter(|search| !search.terms.is_empty());
        self.update_filter(|filter| filter.set(SEARCH, search));
    }

    /// Keeps the search, and opens what it found if there is more than events.
    pub fn show_found(&mut self) {
        self.commit_filter_change();
        if self.view.filter.conditions_of(SEARCH).next().is_none() {
            return;
        }
        let found = found(self.timeline(), &self.view.filter).extra;
        let names = found.people.len() + found.places.len() + found.themes.len();
        if names + found.topics.len() > 0 {
            self.open_page(Subject::Found);
        }
    }

    pub fn open_facets(&mut self) {
        self.begin_filter_change();
        let facets = Facets::new(&self.view.filter, self.timeline(), self.texts);
        self.overlay = Overlay::Facets(facets);
    }
}
