//! The people, places, themes and sources as the page shows them, each with its events.

use crate::export::text::telling_sources;
use crate::model::date::days;
use crate::model::text::Text;
use crate::model::timeline;
use crate::report::event::Cast;
use crate::report::event_row::EventRow;
use crate::report::extract::Extract;
use crate::report::person::{FateReport, OfficeReport, fates, offices};
use crate::report::source::{SourceRow, source_row};

/// A person, a place or a theme on the page. Only people have offices and fates, and only places
/// have a state.
#[derive(Default)]
pub struct HtmlRecord<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub aliases: &'a [Text],
    pub state: Option<&'a str>,
    pub description: Option<&'a str>,
    pub offices: Vec<OfficeReport<'a>>,
    pub fates: Vec<FateReport<'a>>,
    pub events: Vec<&'a Row<'a>>,
}

type Row<'a> = EventRow<'a, Cast<'a>>;

/// The people of the selected events, in the order of the timeline.
pub fn people<'e>(extract: &'e Extract<'_>) -> Vec<HtmlRecord<'e>> {
    let people = &extract.timeline.people;
    records(extract, people, people_of, |person| HtmlRecord {
        aliases: &person.aliases,
        description: unless_told_alone(extract, person.description.as_deref()),
        offices: offices(&extract.perspective, person),
        fates: fates(&extract.perspective, person),
        ..HtmlRecord::default()
    })
}

/// The places of the selected events, in the order of the timeline.
pub fn places<'e>(extract: &'e Extract<'_>) -> Vec<HtmlRecord<'e>> {
    let places = &extract.timeline.places;
    records(extract, places, places_of, |place| HtmlRecord {
        aliases: &place.aliases,
        state: place.state.as_deref(),
        description: unless_told_alone(extract, place.description.as_deref()),
        ..HtmlRecord::default()
    })
}

/// The themes of the selected events, in the order of the timeline.
pub fn themes<'e>(extract: &'e Extract<'_>) -> Vec<HtmlRecord<'e>> {
    let themes = &extract.timeline.themes;
    records(extract, themes, themes_of, |theme| HtmlRecord {
        description: theme.description.as_deref(),
        ..HtmlRecord::default()
    })
}

/// The records that at least one selected event names, with these events. `ids` returns the ids of
/// such records that an event names.
fn records<'e, R: timeline::Record>(
    extract: &'e Extract<'_>,
    records: &'e [R],
    ids: fn(&Row<'e>) -> Vec<&'e str>,
    describe: impl Fn(&'e R) -> HtmlRecord<'e>,
) -> Vec<HtmlRecord<'e>> {
    let records = records.iter().map(|record| HtmlRecord {
        id: record.id(),
        name: record.name(),
        events: events(extract, |row| ids(row).contains(&record.id())),
        ..describe(record)
    });
    let named = records.filter(|record| !record.events.is_empty());
    named.collect()
}

pub fn people_of<'a>(row: &Row<'a>) -> Vec<&'a str> {
    let people = row.people.iter();
    people.map(|cast| &*cast.person.0.id).collect()
}

pub fn places_of<'a>(row: &Row<'a>) -> Vec<&'a str> {
    row.places.iter().map(|place| &*place.0.id).collect()
}

pub fn themes_of<'a>(row: &Row<'a>) -> Vec<&'a str> {
    row.themes.iter().map(|theme| &*theme.0.id).collect()
}

/// The sources (with `--as-told-by`, only that one), with the number of their events on the page.
pub fn sources<'e>(extract: &'e Extract<'_>) -> Vec<SourceRow<'e>> {
    let sources = telling_sources(extract).map(|(key, source)| {
        let rows = events(extract, |row| row.sources.contains(&&*source.id));
        source_row(extract.timeline, key, rows.len())
    });
    sources.collect()
}

/// The years that a source covers, in words.
pub fn covers(source: &SourceRow<'_>) -> String {
    let scope = source.record.scope.as_ref();
    scope
        .and_then(|scope| days(scope.bounds()))
        .unwrap_or_default()
}

/// The editor's description; `None` with `--as-told-by`, because it is not that source's.
fn unless_told_alone<'a>(extract: &Extract<'_>, text: Option<&'a str>) -> Option<&'a str> {
    text.filter(|_| extract.perspective.told_by.is_none())
}

fn events<'e>(extract: &'e Extract<'_>, is_wanted: impl Fn(&Row<'e>) -> bool) -> Vec<&'e Row<'e>> {
    let rows = extract.events.iter().map(|page| &page.row);
    rows.filter(|row| is_wanted(row)).collect()
}
