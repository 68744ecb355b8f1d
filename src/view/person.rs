//! The list of people, and the page of one person.

use serde_json::Value;

use crate::query::names::RecordKind;
use crate::report::event_row::Citation;
use crate::report::person::{PersonPage, PersonRow};

use super::column::Fit::{Keep, Wrap};
use super::column::{Cell, Column, all_fields, column, field, fields_of, number, optional};
use super::event::note_words;
use super::events::{ListedEvent, counted, list_events};
use super::page::{Page, link_names};
use super::place_theme::also_called;
use super::table::Table;
use super::{View, json};

fn person_columns<'a>() -> [Column<'a, PersonRow<'a>>; 4] {
    [
        field("id", Keep, &|row| row.id.into()),
        fields_of("name", Wrap, "name aliases", &|row| row.name.into()),
        column("events", Keep, &|row| number(row.events)),
        fields_of("who", Wrap, "description offices fates events", &|row| {
            optional(row.description)
        }),
    ]
}

impl View for Vec<PersonRow<'_>> {
    fn fields(&self) -> String {
        all_fields(&person_columns())
    }

    fn fill(&self, page: &mut Page) {
        let table = Table::new(self, &person_columns());
        let busiest = self.iter().max_by_key(|row| row.events);
        let more = busiest.map(|row| format!("person {}", row.id));
        page.list("people", counted(self.len(), "person"), table, more);
    }

    /// Offices and fates are written in words, with their locators.
    fn records(&self) -> Value {
        let mut records = json::value(self);
        for (record, row) in records.as_array_mut().into_iter().flatten().zip(self) {
            let offices = row.offices.iter();
            let offices = offices.map(|office| format!("{} [{}]", office.title, office.citation));
            let fates = row.fates.iter();
            let fates = fates.map(|fate| format!("{} [{}]", fate.says, fate.citation));
            record["offices"] = offices.collect();
            record["fates"] = fates.collect();
        }
        records
    }
}

impl View for PersonPage<'_> {
    fn fill(&self, page: &mut Page) {
        let row = &self.row;
        page.title("person", row.name, "");
        page.text("also", also_called(row.aliases));
        page.gap();
        page.text("description", self.extra.portrait.as_str());
        let offices = Table::bare(
            &row.offices,
            &[
                column("date", Keep, &|office| office.when.in_words().into()),
                column("office", Wrap, &|office| office.title.into()),
                column("according to", Wrap, &|office| {
                    citation_cell(&office.citation)
                }),
            ],
        );
        page.section_with_table("Offices", offices);
        let fates = Table::bare(
            &row.fates,
            &[
                column("source", Keep, &|fate| citation_cell(&fate.citation)),
                column("says", Wrap, &|fate| fate.says.into()),
            ],
        );
        page.section_with_table("What became of the person", fates);
        let of_offices = row.offices.iter();
        let of_offices = of_offices.map(|office| (&office.citation, office.note));
        let of_fates = row.fates.iter().map(|fate| (&fate.citation, fate.note));
        for (cited, note) in of_offices.chain(of_fates) {
            if let Some(note) = note {
                page.gap();
                page.indented("note", note_words(&format!(" on {cited}"), note), 2);
            }
        }
        if row.events.is_empty() {
            page.gap();
            page.text("events", "No event names this person.");
        } else {
            page.section(counted(row.events.len(), "event"));
            let events = row.events.iter().map(|event| ListedEvent {
                role: event.role,
                ..ListedEvent::new(&event.row)
            });
            list_events(page, events, true);
        }
        page.gap();
        let company = self.appears_with.iter();
        let company = company.map(|other| {
            let name = format!("{} {}", other.person.name, other.events);
            (name, &*other.person.id)
        });
        page.fields(vec![(
            "Appears with",
            link_names(RecordKind::Person, company),
        )]);
        let disputes = Table::bare(
            &self.extra.disputes,
            &[
                column("question", Wrap, &|(_, question)| (&question.ask).into()),
                column("more", Wrap, &|(topic, _)| {
                    let command = page.command(&format!("compare-sources {}", topic.id));
                    Cell::from(command).with_link(RecordKind::Topic, &topic.id)
                }),
            ],
        );
        page.section_with_table("Where the sources contradict each other", disputes);
    }
}

fn citation_cell(cited: &Citation<'_>) -> Cell {
    Cell::from(cited.to_string()).with_link(RecordKind::Source, cited.source)
}
