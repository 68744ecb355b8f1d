//! One event on a page.

use std::collections::{BTreeMap, BTreeSet};

use crate::report::event::{AccountReport, EventPage, LinkReport};
use crate::report::part::{Cited, NoteReport};

use super::events::DISPUTED;
use super::grid::{Cell, Column, Grid};
use super::page::{Kind, Names, Page};
use super::{Format, OF_PROSE, View};

impl View for EventPage<'_> {
    const FORMATS: &'static [Format] = OF_PROSE;

    fn cites(&self) -> Vec<(String, u32)> {
        let accounts = self.accounts.iter().map(|account| &account.cited);
        let links = self
            .causes
            .iter()
            .chain(&self.effects)
            .map(|link| &link.cited);
        places(accounts.chain(links))
    }

    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        page.title("event", self.row.title, self.row.when.words());
        page.text("dating", self.dated());
        if self.row.disputed {
            page.text(
                "disputed",
                format!("{DISPUTED} The sources disagree{}.", self.about_what()),
            );
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
        let named = |kind: Kind, names: &[&str], ids: &[&'_ str]| {
            let names = names.iter().map(|name| (*name).to_owned());
            Names::of(kind, names.zip(ids.iter().copied()))
        };
        page.fields(vec![
            ("People", Names::of(Kind::Person, people)),
            (
                "Places",
                named(Kind::Place, &self.place_names, &self.row.places),
            ),
            (
                "Themes",
                named(Kind::Theme, &self.theme_names, &self.row.themes),
            ),
        ]);
        page.section("What the sources say");
        page.grid(self.told());
        self.notes(&mut page);
        if !(self.causes.is_empty() && self.effects.is_empty()) {
            page.section("Before and after");
            page.grid(chain(&self.causes, &self.effects));
        }
        page.gap();
        let compare = self
            .topics
            .iter()
            .map(|topic| (format!("destal compare-sources {topic}"), *topic));
        page.fields(vec![("Compare", Names::of(Kind::Topic, compare))]);
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

    /// The accounts, each with the words as printed below its date.
    fn told(&self) -> Grid {
        let mut grid = Grid::bare(vec![
            Column::new("source").narrow(),
            Column::new("date").narrow(),
            Column::new("says"),
        ]);
        grid.columns[1].label = "date".into();
        for account in &self.accounts {
            let mut date = Vec::new();
            if account.when.read.is_some() {
                date.push(account.when.words());
            }
            date.extend(account.as_printed.map(|printed| format!("“{printed}”")));
            let source = account.cited.source;
            let cells = [
                account.cited.to_string().into(),
                Cell::stacked(date),
                said(account).into(),
            ];
            grid.row_to(Kind::Source, source, cells);
        }
        for source in &self.silent {
            let cells = [(*source).into(), Cell::default(), "silent".into()];
            grid.row_to(Kind::Source, source, cells);
        }
        grid
    }

    fn notes(&self, page: &mut Page) {
        let of_accounts = self
            .accounts
            .iter()
            .filter_map(|account| Some((format!(" on {}", account.cited), account.note?)));
        let notes: Vec<_> = self
            .note
            .map(|note| (String::new(), note))
            .into_iter()
            .chain(of_accounts)
            .collect();
        if !notes.is_empty() {
            page.gap();
        }
        for (on, note) in notes {
            page.indented("note", note_words(&on, note), 2);
        }
    }
}

/// The numbered paragraphs among places, each once, sorted.
pub fn places<'a>(cited: impl Iterator<Item = &'a Cited<'a>>) -> Vec<(String, u32)> {
    let numbered = cited.filter_map(|cited| Some((cited.source.to_owned(), cited.paragraph?)));
    numbered.collect::<BTreeSet<_>>().into_iter().collect()
}

/// An editor's note in a sentence, with the work that it rests on.
pub fn note_words(on: &str, note: NoteReport<'_>) -> String {
    let reference = note
        .reference
        .map(|work| format!(" ({work})"))
        .unwrap_or_default();
    format!("Editor's note{on}: {}{reference}", note.says)
}

fn said(account: &AccountReport<'_>) -> String {
    let says = account.says.unwrap_or_default();
    let hedged = if account.hedged { " (hedged)" } else { "" };
    match account.voice {
        Some(voice) => format!("{voice}: {says}{hedged}"),
        None => format!("{says}{hedged}"),
    }
}

/// What led to an event and what it led to, with who asserts it.
fn chain(causes: &[LinkReport<'_>], effects: &[LinkReport<'_>]) -> Grid {
    let mut grid = Grid::bare(vec![
        Column::new("link").narrow(),
        Column::new("event"),
        Column::new("according to"),
    ]);
    for (label, links) in [("Led here by", causes), ("Leads to", effects)] {
        let mut first = true;
        for (title, id, cited) in by_event(links) {
            let command = format!("destal event {id}");
            let heading = if first { label } else { "" };
            first = false;
            let cells = [
                Cell::mark(heading, label.to_lowercase()),
                Cell::stacked([title, command]),
                cited.join(", ").into(),
            ];
            grid.row_to(Kind::Event, &id, cells);
        }
    }
    grid
}

/// The links with the event at the other end named once.
fn by_event(links: &[LinkReport<'_>]) -> Vec<(String, String, Vec<String>)> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut events: Vec<(String, String, Vec<String>)> = Vec::new();
    for link in links {
        let place = *places.entry(link.event).or_insert_with(|| {
            events.push((link.title.to_owned(), link.event.to_owned(), Vec::new()));
            events.len() - 1
        });
        events[place].2.push(link.cited.to_string());
    }
    events
}
