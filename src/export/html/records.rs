//! The people, places, themes and sources as the page shows them, each with its events.

use crate::model::date::{Bounds, days};
use crate::report::event::Cast;
use crate::report::event_row::EventRow;
use crate::report::extract::Extract;
use crate::report::person::{FateReport, OfficeReport, fates, offices};
use crate::report::source::{SourceRow, source_row};

use super::links::Links;

/// A person, a place or a theme on the page. Only people have offices and fates, and only places
/// have a state.
#[derive(Default)]
pub struct Record<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub aliases: Vec<&'a str>,
    pub state: Option<&'a str>,
    pub description: Option<&'a str>,
    pub offices: Vec<OfficeReport<'a>>,
    pub fates: Vec<FateReport<'a>>,
    pub events: Vec<&'a EventRow<'a, Cast<'a>>>,
}

/// The people of the chosen events, in the order of the timeline.
pub fn people<'e>(extract: &'e Extract<'_>, links: &Links<'_>) -> Vec<Record<'e>> {
    let people = extract.timeline.people.iter();
    people
        .filter(|person| links.is_on_page("person", &person.id))
        .map(|person| Record {
            id: &person.id,
            name: &person.name,
            aliases: person.aliases.iter().map(|alias| &**alias).collect(),
            description: unless_told_alone(extract, person.description.as_deref()),
            offices: offices(&extract.perspective, person),
            fates: fates(&extract.perspective, person),
            events: events(extract, |row| {
                row.people.iter().any(|cast| cast.person.id == person.id)
            }),
            ..Record::default()
        })
        .collect()
}

/// The places of the chosen events, in the order of the timeline.
pub fn places<'e>(extract: &'e Extract<'_>, links: &Links<'_>) -> Vec<Record<'e>> {
    let places = extract.timeline.places.iter();
    places
        .filter(|place| links.is_on_page("place", &place.id))
        .map(|place| Record {
            id: &place.id,
            name: &place.name,
            aliases: place.aliases.iter().map(|alias| &**alias).collect(),
            state: place.state.as_deref(),
            description: unless_told_alone(extract, place.description.as_deref()),
            events: events(extract, |row| row.places.iter().any(|at| at.id == place.id)),
            ..Record::default()
        })
        .collect()
}

/// The themes of the chosen events, in the order of the timeline.
pub fn themes<'e>(extract: &'e Extract<'_>, links: &Links<'_>) -> Vec<Record<'e>> {
    let themes = extract.timeline.themes.iter();
    themes
        .filter(|theme| links.is_on_page("theme", &theme.id))
        .map(|theme| Record {
            id: &theme.id,
            name: &theme.name,
            description: theme.description.as_deref(),
            events: events(extract, |row| row.themes.iter().any(|of| of.id == theme.id)),
            ..Record::default()
        })
        .collect()
}

/// The sources that tell.
pub fn sources<'e>(extract: &'e Extract<'_>, links: &Links<'_>) -> Vec<SourceRow<'e>> {
    let sources = extract.timeline.all_sources();
    sources
        .filter(|(_, source)| links.is_on_page("source", &source.id))
        .map(|(key, source)| {
            let told = events(extract, |row| row.sources.contains(&&*source.id));
            source_row(extract.timeline, key, told.len())
        })
        .collect()
}

/// The years that a source covers, in words.
pub fn covers(source: &SourceRow<'_>) -> String {
    let bounds = source.scope.map(|scope| Bounds {
        earliest: scope.earliest,
        latest: scope.latest,
    });
    bounds.and_then(days).unwrap_or_default()
}

/// The editor's description, which is not what one source alone tells.
fn unless_told_alone<'a>(extract: &Extract<'_>, text: Option<&'a str>) -> Option<&'a str> {
    text.filter(|_| extract.perspective.told_by.is_none())
}

fn events<'e>(
    extract: &'e Extract<'_>,
    is_wanted: impl Fn(&EventRow<'e, Cast<'e>>) -> bool,
) -> Vec<&'e EventRow<'e, Cast<'e>>> {
    let rows = extract.events.iter().map(|page| &page.row);
    rows.filter(|row| is_wanted(row)).collect()
}
