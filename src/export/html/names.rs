//! The people, places, themes and sources as the page shows them, each with its events.

use crate::model::date::days;
use crate::model::source::Scope;
use crate::report::catalogue::{SourceRow, source_row};
use crate::report::extract::Extract;
use crate::report::part::{EventRow, Teller};
use crate::report::person::{FateReport, OfficeReport, fates, offices};

use super::links::{Link, Links};

/// A person, a place or a theme on the page.
pub struct Named<'a> {
    /// Its id, as it stands in addresses.
    pub slug: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Other names and spellings.
    pub aliases: Vec<&'a str>,
    /// Of a place, the state in which it lay.
    pub state: Option<&'a str>,
    /// Who or what it is.
    pub description: Option<&'a str>,
    /// The offices that sources give a person.
    pub offices: Vec<OfficeReport<'a>>,
    /// What sources say became of a person.
    pub fates: Vec<FateReport<'a>>,
    /// Its events, each with its date in words.
    pub events: Vec<(Link<'a>, String)>,
}

/// A source on the page.
pub struct Source<'a> {
    /// Its id, as it stands in addresses.
    pub slug: &'a str,
    /// Its report, with how many of the chosen events it tells of.
    pub row: SourceRow<'a, usize>,
    /// The years that it covers, in words.
    pub covers: String,
}

/// The people, places and themes of the chosen events, in the order of the timeline.
pub struct Names<'a> {
    /// The people.
    pub people: Vec<Named<'a>>,
    /// The places.
    pub places: Vec<Named<'a>>,
    /// The themes.
    pub themes: Vec<Named<'a>>,
    /// The sources.
    pub sources: Vec<Source<'a>>,
}

impl Named<'_> {
    /// What it is called where one is picked.
    pub fn label(&self) -> &str {
        self.name
    }
}

impl Source<'_> {
    /// What it is called where one is picked.
    pub fn label(&self) -> &str {
        self.row.id
    }
}

impl<'a> Names<'a> {
    /// Everything that the chosen events name, and the sources.
    pub fn of(extract: &'a Extract<'_>, links: &'a Links<'a>) -> Self {
        let timeline = extract.timeline;
        let teller = Teller::new(timeline, extract.teller.told_by);
        let rows = || extract.events.iter().map(|page| &page.row);
        let described = |text: Option<&'a str>| text.filter(|_| extract.teller.told_by.is_none());
        let people = timeline.people.iter().filter_map(|person| {
            let has_part = |row: &&EventRow<'a, _>| has_part(row, &person.id);
            Some(Named {
                slug: links.people.get(&person.id)?,
                name: &person.name,
                aliases: person.aliases.iter().map(|alias| &**alias).collect(),
                state: None,
                description: described(person.description.as_deref()),
                offices: offices(&teller, person),
                fates: fates(&teller, person),
                events: listed(rows().filter(has_part), links),
            })
        });
        let places = timeline.places.iter().filter_map(|place| {
            let here = rows().filter(|row| row.places.contains(&&*place.id));
            Some(Named {
                slug: links.places.get(&place.id)?,
                name: &place.name,
                aliases: place.aliases.iter().map(|alias| &**alias).collect(),
                state: place.state.as_deref(),
                description: described(place.description.as_deref()),
                offices: Vec::new(),
                fates: Vec::new(),
                events: listed(here, links),
            })
        });
        let themes = timeline.themes.iter().filter_map(|theme| {
            let under = rows().filter(|row| row.themes.contains(&&*theme.id));
            Some(Named {
                slug: links.themes.get(&theme.id)?,
                name: &theme.name,
                aliases: Vec::new(),
                state: None,
                description: theme.description.as_deref(),
                offices: Vec::new(),
                fates: Vec::new(),
                events: listed(under, links),
            })
        });
        let sources = timeline.all_sources().filter_map(|(key, source)| {
            let told = rows()
                .filter(|row| row.sources.contains(&&*source.id))
                .count();
            let bounds = source.scope.as_ref().map(Scope::bounds);
            Some(Source {
                slug: links.sources.get(&source.id)?,
                row: source_row(timeline, key, told),
                covers: bounds.and_then(days).unwrap_or_default(),
            })
        });
        Self {
            people: people.collect(),
            places: places.collect(),
            themes: themes.collect(),
            sources: sources.collect(),
        }
    }
}

type Row<'a> = EventRow<'a, crate::report::event::Cast<'a>>;

fn has_part(row: &Row<'_>, person: &str) -> bool {
    row.people.iter().any(|cast| cast.id == person)
}

fn listed<'a>(
    rows: impl Iterator<Item = &'a Row<'a>>,
    links: &'a Links<'a>,
) -> Vec<(Link<'a>, String)> {
    rows.map(|row| (links.event(row.id, row.title), row.when.words()))
        .collect()
}
