//! The list of people, and one person on a page.

use crate::report::event_row::Cited;
use crate::report::person::{PersonPage, PersonRow};

use super::View;
use super::column::Fit::{Keep, Wrap};
use super::column::{Cell, Column, both, column, field, optional, records, titled};
use super::event::note_words;
use super::events::{ListedEvent, counted, list_events, people};
use super::link::Kind;
use super::page::{Page, link_names};
use super::place_theme::also;
use super::table::Table;

impl View for Vec<PersonRow<'_>> {
    fn fill(&self, page: &mut Page) {
        let table = Table::new(self, &person_columns());
        let busiest = self.iter().max_by_key(|row| row.events);
        let more = busiest.map(|row| format!("One of them: destal person {}", row.id));
        page.list("people", people(self.len()), table, more);
    }

    fn records(&self) -> Option<Vec<Vec<String>>> {
        Some(records(self, &person_columns()))
    }
}

fn person_columns<'a>() -> Vec<Column<PersonRow<'a>>> {
    vec![
        both("id", Keep, |row| row.id.into()),
        both("name", Wrap, |row| row.name.into()),
        column("events", Keep, |row| Cell::number(row.events)),
        field("aliases", |row| row.aliases.join("; ").into()),
        titled("who", Wrap, "description", |row| optional(row.description)),
        field("offices", |row| {
            let offices = row.offices.iter();
            Cell::stacked(offices.map(|office| format!("{} [{}]", office.title, office.cited)))
        }),
        field("fates", |row| {
            let fates = row.fates.iter();
            Cell::stacked(fates.map(|fate| format!("{} [{}]", fate.says, fate.cited)))
        }),
        field("events", |row| Cell::number(row.events)),
    ]
}

impl View for PersonPage<'_> {
    const HAS_PROSE: bool = true;

    fn fill(&self, page: &mut Page) {
        let row = &self.row;
        page.title("person", row.name, "");
        page.text("also", also(row.aliases));
        page.gap();
        page.text("description", self.aside.portrait.as_str());
        let offices = Table::bare(
            &row.offices,
            &[
                column("date", Keep, |office| office.when.words().into()),
                column("office", Wrap, |office| office.title.into()),
                column("according to", Wrap, |office| cited(&office.cited)),
            ],
        );
        page.section_with_table("Offices", offices);
        let fates = Table::bare(
            &row.fates,
            &[
                column("source", Keep, |fate| cited(&fate.cited)),
                column("says", Wrap, |fate| fate.says.into()),
            ],
        );
        page.section_with_table("What became of the person", fates);
        let of_offices = row.offices.iter();
        let of_offices = of_offices.map(|office| (&office.cited, office.note));
        let of_fates = row.fates.iter().map(|fate| (&fate.cited, fate.note));
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
            list_events(page, events);
        }
        page.gap();
        let company = self.appears_with.iter();
        let company = company.map(|other| {
            let name = format!("{} {}", other.person.name, other.events);
            (name, &*other.person.id)
        });
        page.fields(vec![("Appears with", link_names(Kind::Person, company))]);
        let disputes = Table::bare(
            &self.aside.disputes,
            &[
                column("question", Wrap, |(_, question)| (&question.ask).into()),
                column("more", Wrap, |(topic, _)| {
                    let command = format!("destal compare-sources {}", topic.id);
                    Cell::from(command).leading_to(Kind::Topic, &topic.id)
                }),
            ],
        );
        page.section_with_table("Where the sources contradict each other", disputes);
    }
}

fn cited(cited: &Cited<'_>) -> Cell {
    Cell::from(cited.to_string()).leading_to(Kind::Source, cited.source)
}
