//! One person on a page.

use crate::report::person::PersonPage;

use super::event::note_words;
use super::events::{self, counted};
use super::grid::{Column, Grid};
use super::page::{Kind, Names, Page};
use super::{Format, OF_PROSE, View};

impl View for PersonPage<'_> {
    const FORMATS: &'static [Format] = OF_PROSE;

    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        page.title("person", self.name, "");
        if !self.aliases.is_empty() {
            page.text("also", format!("also {}", self.aliases.join(", ")));
        }
        page.gap();
        page.text("description", self.portrait.as_str());
        if !self.offices.is_empty() {
            page.section("Offices");
            let mut grid = Grid::bare(vec![
                Column::new("date").narrow(),
                Column::new("office"),
                Column::new("according to"),
            ]);
            for office in &self.offices {
                let cells = [
                    office.when.words().into(),
                    office.title.into(),
                    office.cited.to_string().into(),
                ];
                grid.row_to(Kind::Source, office.cited.source, cells);
            }
            page.grid(grid);
        }
        if !self.fates.is_empty() {
            page.section("What became of the person");
            let mut grid = Grid::bare(vec![Column::new("source").narrow(), Column::new("says")]);
            for fate in &self.fates {
                let cells = [fate.cited.to_string().into(), fate.says.into()];
                grid.row_to(Kind::Source, fate.cited.source, cells);
            }
            page.grid(grid);
        }
        let notes = self
            .offices
            .iter()
            .filter_map(|office| Some((&office.cited, office.note?)))
            .chain(
                self.fates
                    .iter()
                    .filter_map(|fate| Some((&fate.cited, fate.note?))),
            );
        for (cited, note) in notes {
            page.gap();
            page.indented("note", note_words(&format!(" on {cited}"), note), 2);
        }
        if self.events.is_empty() {
            page.gap();
            page.text("events", "No event names this person.");
        } else {
            page.section(counted(self.events.len(), "event"));
            let events = self.events.iter();
            events::listed(&mut page, events.map(|event| (&event.row, event.role)));
        }
        page.gap();
        let company = self
            .appears_with
            .iter()
            .map(|other| (format!("{} {}", other.name, other.events), other.id));
        page.fields(vec![("Appears with", Names::of(Kind::Person, company))]);
        if !self.disputes.is_empty() {
            page.section("Where the sources contradict each other");
            let mut grid = Grid::bare(vec![Column::new("question"), Column::new("more")]);
            for dispute in &self.disputes {
                let command = format!("destal compare-sources {}", dispute.topic);
                let cells = [dispute.ask.into(), command.into()];
                grid.row_to(Kind::Topic, dispute.topic, cells);
            }
            page.grid(grid);
        }
        page
    }
}
