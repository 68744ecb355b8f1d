//! The page of one event.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::model::source::Note;
use crate::query::names::RecordKind;
use crate::report::event::{EventPage, LinkReport};
use crate::report::event_row::Citation;
use crate::report::extract::AccountRow;

use super::column::Fit::{Keep, Wrap};
use super::column::{Cell, Fit, Heading};
use super::page::{Page, link_names};
use super::style::DISPUTED;
use super::table::Table;
use super::{View, json};

impl View for EventPage<'_> {
    fn citations(&self) -> Vec<(String, u32)> {
        let accounts = self.accounts.iter().map(|account| &account.citation);
        let links = self.causes.iter().chain(&self.effects);
        cited_paragraphs(accounts.chain(links.map(|link| &link.citation)))
    }

    fn fill(&self, page: &mut Page) {
        page.title("event", self.row.title, self.row.when.in_words());
        page.text("dating", self.dating_sentence());
        if self.row.disputed {
            let about = self.disputed_about();
            let sentence = format!("{DISPUTED} The sources disagree{about}.");
            page.text("disputed", sentence);
        }
        page.gap();
        page.text("summary", self.row.summary.as_deref().unwrap_or_default());
        page.gap();
        let people = self.row.people.iter().map(|cast| {
            let name = &cast.person.name;
            let role = cast.role.map(|role| format!("{name} ({role})"));
            (role.unwrap_or_else(|| name.to_string()), &*cast.person.id)
        });
        let places = self.row.places.iter();
        let places = places.map(|place| (place.name.to_string(), &*place.id));
        let themes = self.row.themes.iter();
        let themes = themes.map(|theme| (theme.name.to_string(), &*theme.id));
        page.fields(vec![
            ("People", link_names(RecordKind::Person, people)),
            ("Places", link_names(RecordKind::Place, places)),
            ("Themes", link_names(RecordKind::Theme, themes)),
        ]);
        page.section("What the sources say");
        page.table(account_table(self));
        let own = self.note.map(|note| (String::new(), note));
        let of_accounts = self.accounts.iter().filter_map(|account| {
            let on = format!(" on {}", account.citation);
            Some((on, account.note?))
        });
        add_notes(page, own.into_iter().chain(of_accounts));
        let links = link_table(self, page);
        page.section_with_table("Before and after", links);
        page.gap();
        let compare = self.topics.iter();
        let compare =
            compare.map(|topic| (page.command(&format!("compare-sources {topic}")), *topic));
        let compare = link_names(RecordKind::Topic, compare);
        page.fields(vec![("Compare", compare)]);
    }
}

/// The accounts, with the printed words below each date, then the silent sources.
fn account_table(report: &EventPage<'_>) -> Table {
    let source = |text: String, id: &str| Cell::from(text).with_link(RecordKind::Source, id);
    let mut rows = Vec::new();
    for account in &report.accounts {
        let date = account.when.date.map(ToString::to_string);
        let printed = account.as_printed.map(|printed| format!("“{printed}”"));
        let voice = account.voice.map(|voice| format!("{voice}: "));
        let says = account.says.unwrap_or_default();
        let hedged = if account.hedged { " (hedged)" } else { "" };
        rows.push(vec![
            source(account.citation.to_string(), account.citation.source),
            Cell::stacked(date.into_iter().chain(printed)),
            format!("{}{says}{hedged}", voice.unwrap_or_default()).into(),
        ]);
    }
    for id in &report.extra.silent {
        let name = source((*id).to_owned(), id);
        rows.push(vec![name, Cell::default(), "silent".into()]);
    }
    bare_table([("source", Keep), ("date", Keep), ("says", Wrap)], rows)
}

/// The cited paragraphs as source id and number, sorted, without duplicates; pages are left out.
pub fn cited_paragraphs<'a>(cited: impl Iterator<Item = &'a Citation<'a>>) -> Vec<(String, u32)> {
    let numbered = cited.filter_map(|cited| Some((cited.source.to_owned(), cited.paragraph?)));
    numbered.collect::<BTreeSet<_>>().into_iter().collect()
}

/// Adds the editor's notes; the text before each says what it is on, such as ` on gavs ¶2`.
pub fn add_notes<'a>(page: &mut Page, notes: impl Iterator<Item = (String, &'a Note)>) {
    for (i, (on, note)) in notes.enumerate() {
        if i == 0 {
            page.gap();
        }
        page.indented("note", note_words(&on, note), 2);
    }
}

/// An editor's note in a sentence, with its reference.
pub fn note_words(on: &str, note: &Note) -> String {
    let reference = note.reference.as_ref().map(|work| format!(" ({work})"));
    let reference = reference.unwrap_or_default();
    format!("Editor's note{on}: {}{reference}", note.says)
}

/// The causes and the effects with their headings; links to the same event are grouped.
pub fn before_and_after<'a>(
    report: &'a EventPage<'_>,
) -> [(&'static str, Vec<&'a [LinkReport<'a>]>); 2] {
    let links = [
        ("Led here by", &report.causes),
        ("Leads to", &report.effects),
    ];
    links.map(|(label, links)| {
        // Links are sorted by the event at the other end.
        let by_event = links.chunk_by(|a, b| a.event.id == b.event.id);
        (label, by_event.collect())
    })
}

fn link_table(report: &EventPage<'_>, page: &Page) -> Table {
    let mut rows = Vec::new();
    for (label, links) in before_and_after(report) {
        for (i, links) in links.into_iter().enumerate() {
            let heading = if i == 0 { label } else { "" };
            let event = &links[0].event;
            let command = page.command(&format!("event {}", event.id));
            let cited = links.iter().map(|link| link.citation.to_string());
            rows.push(vec![
                Cell::mark(heading, label.to_lowercase()),
                Cell::stacked([&*event.title, &command]).with_link(RecordKind::Event, &event.id),
                cited.collect::<Vec<_>>().join(", ").into(),
            ]);
        }
    }
    bare_table(
        [("link", Keep), ("event", Wrap), ("according to", Wrap)],
        rows,
    )
}

fn bare_table(columns: [(&str, Fit); 3], rows: Vec<Vec<Cell>>) -> Table {
    let columns = columns.map(|(title, fit)| Heading::new(title, fit));
    Table {
        headed: false,
        ..Table::of_cells(columns.into(), rows)
    }
}

impl View for Vec<AccountRow<'_, '_>> {
    fn fields(&self) -> String {
        "event title source paragraph page date calendar earliest latest as_printed says voice hedged note \
         note/reference event_date event_calendar kind summary people places themes"
            .into()
    }

    /// Joins lists by semicolons, which `import` divides at.
    fn records(&self) -> Value {
        let mut rows = json::value(self);
        for row in rows.as_array_mut().into_iter().flatten() {
            for key in ["people", "places", "themes"] {
                let ids = row[key]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(Value::as_str);
                row[key] = ids.collect::<Vec<_>>().join("; ").into();
            }
        }
        rows
    }

    /// Adds nothing: only exports use this view, as records or JSON.
    fn fill(&self, _: &mut Page) {}
}
