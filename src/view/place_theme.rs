//! Places and themes: their lists, and the page of one of them.

use crate::model::person::{Place, Theme};
use crate::model::text::Text;
use crate::report::place_theme::RecordWithEvents;

use super::View;
use super::column::Fit::{Keep, Wrap};
use super::column::{Column, all_fields, column, field, fields_of, number, optional};
use super::events::{counted, event_section};
use super::page::Page;
use super::table::Table;

impl View for RecordWithEvents<'_, Place> {
    fn fill(&self, page: &mut Page) {
        let place = self.record;
        let state = place.state.as_deref();
        let state = state.filter(|state| *state != &*place.name);
        page.title("place", &*place.name, state.unwrap_or_default());
        page.text("also", also_called(&place.aliases));
        let description = place.description.as_deref();
        page.text("description", description.unwrap_or_default());
        event_section(page, &self.events);
    }
}

/// The aliases of a person or a place in words; empty if there are none.
pub fn also_called(aliases: &[Text]) -> String {
    if aliases.is_empty() {
        return String::new();
    }
    format!("also {}", aliases.join(", "))
}

impl View for RecordWithEvents<'_, Theme> {
    fn fill(&self, page: &mut Page) {
        let theme = self.record;
        page.title("theme", &*theme.name, "");
        let description = theme.description.as_deref();
        page.text("description", description.unwrap_or_default());
        event_section(page, &self.events);
    }
}

fn place_columns<'a>() -> [Column<'a, RecordWithEvents<'a, Place, usize>>; 4] {
    [
        field("id", Keep, &|row: &RecordWithEvents<'_, Place, usize>| {
            (&row.record.id).into()
        }),
        fields_of("name", Wrap, "name aliases", &|row| {
            (&row.record.name).into()
        }),
        fields_of("state", Wrap, "state description", &|row| {
            optional(row.record.state.as_ref())
        }),
        field("events", Keep, &|row| number(row.events)),
    ]
}

impl View for Vec<RecordWithEvents<'_, Place, usize>> {
    fn fields(&self) -> String {
        all_fields(&place_columns())
    }

    fn fill(&self, page: &mut Page) {
        let table = Table::new(self, &place_columns());
        let fullest = self.iter().max_by_key(|row| row.events);
        let more = fullest.map(|row| format!("place {}", row.record.id));
        page.list("places", counted(self.len(), "place"), table, more);
    }
}

fn theme_columns<'a>() -> [Column<'a, RecordWithEvents<'a, Theme, usize>>; 4] {
    [
        field("id", Keep, &|row: &RecordWithEvents<'_, Theme, usize>| {
            (&row.record.id).into()
        }),
        field("name", Keep, &|row| (&row.record.name).into()),
        column("events", Keep, &|row| number(row.events)),
        fields_of("takes in", Wrap, "description events", &|row| {
            optional(row.record.description.as_ref())
        }),
    ]
}

impl View for Vec<RecordWithEvents<'_, Theme, usize>> {
    fn fields(&self) -> String {
        all_fields(&theme_columns())
    }

    fn fill(&self, page: &mut Page) {
        let table = Table::new(self, &theme_columns());
        let fullest = self.iter().max_by_key(|row| row.events);
        let more = fullest.map(|row| format!("theme {}", row.record.id));
        page.list("themes", counted(self.len(), "theme"), table, more);
    }
}
