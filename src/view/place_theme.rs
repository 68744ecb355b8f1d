//! One place or one theme on a page.

use crate::report::part::EventRow;
use crate::report::thing::{PlaceReport, ThemeReport};

use super::View;
use super::events::event_section;
use super::page::Page;

impl View for PlaceReport<'_, Vec<EventRow<'_>>> {
    const HAS_PROSE: bool = true;

    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        let state = self.state.filter(|state| *state != self.name);
        page.title("place", self.name, state.unwrap_or_default());
        if !self.aliases.is_empty() {
            page.text("also", format!("also {}", self.aliases.join(", ")));
        }
        page.text("description", self.description.unwrap_or_default());
        event_section(&mut page, &self.events);
        page
    }
}

impl View for ThemeReport<'_, Vec<EventRow<'_>>> {
    const HAS_PROSE: bool = true;

    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        page.title("theme", self.name, "");
        page.text("description", self.description.unwrap_or_default());
        event_section(&mut page, &self.events);
        page
    }
}
