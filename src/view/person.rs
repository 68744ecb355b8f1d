//! One person on a page.

use crate::report::part::Cited;
use crate::report::person::PersonPage;

use super::View;
use super::column::Fit::{Keep, Wrap};
use super::column::{Cell, column};
use super::event::note_words;
use super::events::{ListedEvent, counted, list_events};
use super::link::Kind;
use super::page::{Page, link_names};
use super::table::Table;

impl View for PersonPage<'_> {
    const HAS_PROSE: bool = true;

    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        page.title("person", self.name, "");
        if !self.aliases.is_empty() {
            page.text("also", format!("also {}", self.aliases.join(", ")));
        }
        page.gap();
        page.text("description", self.portrait.as_str());
        let offices = Table::bare(
            &self.offices,
            &[
                column("date", Keep, |office| office.when.words().into()),
                column("office", Wrap, |office| office.title.into()),
                column("according to", Wrap, |office| cited(&office.cited)),
            ],
        );
        page.section_with_table("Offices", offices);
        let fates = Table::bare(
            &self.fates,
            &[
                column("source", Keep, |fate| cited(&fate.cited)),
                column("says", Wrap, |fate| fate.says.into()),
            ],
        );
        page.section_with_table("What became of the person", fates);
        let of_offices = self
            .offices
            .iter()
            .map(|office| (&office.cited, office.note));
        let of_fates = self.fates.iter().map(|fate| (&fate.cited, fate.note));
        for (cited, note) in of_offices.chain(of_fates) {
            if let Some(note) = note {
                page.gap();
                page.indented("note", note_words(&format!(" on {cited}"), note), 2);
            }
        }
        if self.events.is_empty() {
            page.gap();
            page.text("events", "No event names this person.");
        } else {
            page.section(counted(self.events.len(), "event"));
            let events = self.events.iter().map(|event| ListedEvent {
                role: event.role,
                ..ListedEvent::new(&event.row)
            });
            list_events(&mut page, events);
        }
        page.gap();
        let company = self.appears_with.iter();
        let company = company.map(|other| (format!("{} {}", other.name, other.events), other.id));
        page.fields(vec![("Appears with", link_names(Kind::Person, company))]);
        let disputes = Table::bare(
            &self.disputes,
            &[
                column("question", Wrap, |dispute| dispute.ask.into()),
                column("more", Wrap, |dispute| {
                    let command = format!("destal compare-sources {}", dispute.topic);
                    Cell::from(command).leading_to(Kind::Topic, dispute.topic)
                }),
            ],
        );
        page.section_with_table("Where the sources contradict each other", disputes);
        page
    }
}

fn cited(cited: &Cited<'_>) -> Cell {
    Cell::from(cited.to_string()).leading_to(Kind::Source, cited.source)
}
