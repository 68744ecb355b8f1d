//! One event on a page.

use std::collections::BTreeSet;

use crate::report::event::{AccountReport, EventPage, LinkReport};
use crate::report::part::{Cited, NoteReport};

use super::View;
use super::column::Fit::{Keep, Wrap};
use super::column::{Cell, Fit, Heading};
use super::events::DISPUTED;
use super::link::Kind;
use super::page::{Page, link_names};
use super::table::Table;

impl View for EventPage<'_> {
    fn cites(&self) -> Vec<(String, u32)> {
        let accounts = self.accounts.iter().map(|account| &account.cited);
        let links = self.causes.iter().chain(&self.effects);
        cited_paragraphs(accounts.chain(links.map(|link| &link.cited)))
    }

    const HAS_PROSE: bool = true;

    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        page.title("event", self.row.title, self.row.when.words());
        page.text("dating", self.dated());
        if self.row.disputed {
            let about = self.about_what();
            let sentence = format!("{DISPUTED} The sources disagree{about}.");
            page.text("disputed", sentence);
        }
        page.gap();
        page.text("summary", self.row.summary.as_deref().unwrap_or_default());
        page.gap();
        let people = self.row.people.iter().map(|cast| {
            let name = match cast.role {
                Some(role) => format!("{} ({role})", cast.name),
                None => cast.name.to_owned(),
            };
            (name, cast.id)
        });
        let named = |kind: Kind, names: &[&str], ids: &[&str]| {
            let names = names.iter().map(|name| (*name).to_owned());
            link_names(kind, names.zip(ids.iter().copied()))
        };
        let places = named(Kind::Place, &self.place_names, &self.row.places);
        let themes = named(Kind::Theme, &self.theme_names, &self.row.themes);
        page.fields(vec![
            ("People", link_names(Kind::Person, people)),
            ("Places", places),
            ("Themes", themes),
        ]);
        page.section("What the sources say");
        page.table(account_table(self));
        let own = self.note.map(|note| (String::new(), note));
        let of_accounts = self.accounts.iter().filter_map(|account| {
            let on = format!(" on {}", account.cited);
            Some((on, account.note?))
        });
        add_notes(&mut page, own.into_iter().chain(of_accounts));
        page.section_with_table("Before and after", link_table(self));
        page.gap();
        let compare = self.topics.iter();
        let compare = compare.map(|topic| (format!("destal compare-sources {topic}"), *topic));
        page.fields(vec![("Compare", link_names(Kind::Topic, compare))]);
        page
    }
}

impl EventPage<'_> {
    /// One sentence on how the date is known.
    pub fn dated(&self) -> String {
        let dating = &self.dating;
        if let Some(source) = dating.source {
            let place = dating.paragraph.map_or_else(
                || dating.page.unwrap_or_default().to_owned(),
                |number| format!("¶{number}"),
            );
            if self.told_alone {
                return format!("The date is that of {source} ({place}).");
            }
            let others = self
                .accounts
                .iter()
                .filter(|a| a.cited.source != source && a.when.date.is_some());
            let rest = match others.count() {
                0 => "no other source dates the event",
                _ => "the others that date it do not contradict it",
            };
            format!("The date is that of {source} ({place}); {rest}.")
        } else if let Some(why) = dating.inferred {
            format!("The date is inferred: {why}")
        } else {
            let why = dating.supplied.unwrap_or_default();
            let reference = dating.reference.unwrap_or_default();
            format!("The date is supplied by the editor and is no source's: {why} ({reference})")
        }
    }

    /// What the sources disagree about, as the end of a sentence.
    pub fn about_what(&self) -> &'static str {
        if self.dates_clash {
            " about the date"
        } else {
            ": see the comparisons below"
        }
    }
}

/// The accounts, each with the words as printed below its date, then the silent sources.
fn account_table(report: &EventPage<'_>) -> Table {
    let source = |text: String, id: &str| Cell::from(text).leading_to(Kind::Source, id);
    let mut rows = Vec::new();
    for account in &report.accounts {
        rows.push(vec![
            source(account.cited.to_string(), account.cited.source),
            account_date(account),
            account_words(account).into(),
        ]);
    }
    for id in &report.silent {
        let name = source((*id).to_owned(), id);
        rows.push(vec![name, Cell::default(), "silent".into()]);
    }
    bare_table([("source", Keep), ("date", Keep), ("says", Wrap)], rows)
}

fn account_date(account: &AccountReport<'_>) -> Cell {
    let date = account.when.read.map(|_| account.when.words());
    let printed = account.as_printed.map(|printed| format!("“{printed}”"));
    Cell::stacked(date.into_iter().chain(printed))
}

fn account_words(account: &AccountReport<'_>) -> String {
    let says = account.says.unwrap_or_default();
    let hedged = if account.hedged { " (hedged)" } else { "" };
    match account.voice {
        Some(voice) => format!("{voice}: {says}{hedged}"),
        None => format!("{says}{hedged}"),
    }
}

/// The numbered paragraphs among places, each once, sorted.
pub fn cited_paragraphs<'a>(cited: impl Iterator<Item = &'a Cited<'a>>) -> Vec<(String, u32)> {
    let numbered = cited.filter_map(|cited| Some((cited.source.to_owned(), cited.paragraph?)));
    numbered.collect::<BTreeSet<_>>().into_iter().collect()
}

/// Adds what the editor notes, each note with the words for what it is on.
pub fn add_notes<'a>(page: &mut Page, notes: impl Iterator<Item = (String, NoteReport<'a>)>) {
    for (i, (on, note)) in notes.enumerate() {
        if i == 0 {
            page.gap();
        }
        page.indented("note", note_words(&on, note), 2);
    }
}

/// An editor's note in a sentence, with the work that it rests on.
pub fn note_words(on: &str, note: NoteReport<'_>) -> String {
    let reference = note
        .reference
        .map(|work| format!(" ({work})"))
        .unwrap_or_default();
    format!("Editor's note{on}: {}{reference}", note.says)
}

/// The causes and the effects, each event once with everyone who asserts the link.
fn link_table(report: &EventPage<'_>) -> Table {
    let mut rows = Vec::new();
    for (label, links) in [
        ("Led here by", &report.causes),
        ("Leads to", &report.effects),
    ] {
        for (i, (link, cited)) in by_event(links, |link| link).into_iter().enumerate() {
            let heading = if i == 0 { label } else { "" };
            let command = format!("destal event {}", link.event);
            rows.push(vec![
                Cell::mark(heading, label.to_lowercase()),
                Cell::stacked([link.title, &command]).leading_to(Kind::Event, link.event),
                cited.join(", ").into(),
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

/// The first of the items for each event that their links lead to, with the places of all.
pub fn by_event<T>(items: &[T], link: fn(&T) -> &LinkReport<'_>) -> Vec<(&T, Vec<String>)> {
    let mut events: Vec<(&T, Vec<String>)> = Vec::new();
    for item in items {
        let LinkReport { event, cited, .. } = link(item);
        let known = events
            .iter_mut()
            .find(|(first, _)| link(first).event == *event);
        match known {
            Some((_, places)) => places.push(cited.to_string()),
            None => events.push((item, vec![cited.to_string()])),
        }
    }
    events
}
