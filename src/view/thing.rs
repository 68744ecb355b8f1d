//! Places and themes.

use crate::report::part::EventRow;
use crate::report::thing::{PlaceReport, ThemeReport};

use super::events::{self, counted};
use super::grid::{Column, Grid};
use super::page::Page;
use super::{Format, OF_LISTS, OF_PROSE, View};

impl View for Vec<PlaceReport<'_, usize>> {
    const FORMATS: &'static [Format] = OF_LISTS;

    fn page(&self, _: usize) -> Page {
        let mut grid = Grid::headed(vec![
            Column::new("id").narrow(),
            Column::new("name"),
            Column::new("state"),
            Column::new("events").right(),
        ]);
        for row in self {
            grid.row([
                row.id.into(),
                row.name.into(),
                row.state.unwrap_or_default().into(),
                row.events.to_string().into(),
            ]);
        }
        let fullest = self.iter().max_by_key(|row| row.events);
        let more = fullest.map(|row| format!("destal place {}", row.id));
        Page::list("places", counted(self.len(), "place"), grid, more)
    }

    fn records(&self) -> Grid {
        let mut grid =
            Grid::of_fields(&["id", "name", "aliases", "state", "description", "events"]);
        for row in self {
            grid.row([
                row.id.into(),
                row.name.into(),
                row.aliases.join("; ").into(),
                row.state.unwrap_or_default().into(),
                row.description.unwrap_or_default().into(),
                row.events.to_string().into(),
            ]);
        }
        grid
    }
}

impl View for Vec<ThemeReport<'_, usize>> {
    const FORMATS: &'static [Format] = OF_LISTS;

    fn page(&self, _: usize) -> Page {
        let mut grid = Grid::headed(vec![
            Column::new("id").narrow(),
            Column::new("name").narrow(),
            Column::new("events").right(),
            Column::new("takes in"),
        ]);
        for row in self {
            grid.row([
                row.id.into(),
                row.name.into(),
                row.events.to_string().into(),
                row.description.unwrap_or_default().into(),
            ]);
        }
        let fullest = self.iter().max_by_key(|row| row.events);
        let more = fullest.map(|row| format!("destal theme {}", row.id));
        Page::list("themes", counted(self.len(), "theme"), grid, more)
    }

    fn records(&self) -> Grid {
        let mut grid = Grid::of_fields(&["id", "name", "description", "events"]);
        for row in self {
            grid.row([
                row.id.into(),
                row.name.into(),
                row.description.unwrap_or_default().into(),
                row.events.to_string().into(),
            ]);
        }
        grid
    }
}

impl View for PlaceReport<'_, Vec<EventRow<'_>>> {
    const FORMATS: &'static [Format] = OF_PROSE;

    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        page.title(
            "place",
            self.name,
            self.state
                .filter(|state| *state != self.name)
                .unwrap_or_default(),
        );
        if !self.aliases.is_empty() {
            page.text("also", format!("also {}", self.aliases.join(", ")));
        }
        page.text("description", self.description.unwrap_or_default());
        listed(&mut page, &self.events);
        page
    }
}

impl View for ThemeReport<'_, Vec<EventRow<'_>>> {
    const FORMATS: &'static [Format] = OF_PROSE;

    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        page.title("theme", self.name, "");
        page.text("description", self.description.unwrap_or_default());
        listed(&mut page, &self.events);
        page
    }
}

/// The events of a thing, or that there are none.
pub fn listed(page: &mut Page, rows: &[EventRow<'_>]) {
    if rows.is_empty() {
        page.gap();
        page.text("events", "No event names it.");
        return;
    }
    page.section(counted(rows.len(), "event"));
    events::listed(page, rows.iter().map(|row| (row, None)));
}
