//! Places and themes: all of them, and one with its events.

use serde::Serialize;

use crate::model::event::Event;
use crate::model::key::{EventKey, PlaceKey, ThemeKey};
use crate::model::timeline::Timeline;

use crate::query::filter::Filter;

use super::part::{EventRow, Teller};
use super::prose::{Paragraph, Told};
use super::story::story;

/// A list. It serializes to the array of its rows.
#[derive(Serialize)]
#[serde(transparent)]
pub struct Things<R> {
    /// One row for each, in the order of the files.
    pub rows: Vec<R>,
}

/// A place. `E` is the number of its events in a list, and the events themselves on its page.
#[derive(Serialize)]
pub struct PlaceReport<'a, E> {
    /// The id.
    pub id: &'a str,
    /// The name.
    pub name: &'a str,
    /// Other names and spellings.
    pub aliases: Vec<&'a str>,
    /// The state in which it lay.
    pub state: Option<&'a str>,
    /// What it is.
    pub description: Option<&'a str>,
    /// What happened there, background aside.
    pub events: E,
    /// The place in paragraphs; empty in a list.
    #[serde(skip)]
    pub prose: Told<'a>,
}

/// A theme. `E` is the number of its events in a list, and the events themselves on its page.
#[derive(Serialize)]
pub struct ThemeReport<'a, E> {
    /// The id.
    pub id: &'a str,
    /// The name.
    pub name: &'a str,
    /// What it takes in.
    pub description: Option<&'a str>,
    /// What belongs to it, background aside.
    pub events: E,
    /// The theme in paragraphs; empty in a list.
    #[serde(skip)]
    pub prose: Told<'a>,
}

/// All places.
pub fn places<'a>(timeline: &'a Timeline) -> Things<PlaceReport<'a, usize>> {
    let rows = (0..timeline.places.len()).map(PlaceKey::new);
    Things {
        rows: rows
            .map(|key| place_with(timeline, key, |events| events.len()))
            .collect(),
    }
}

/// One place with its events.
pub fn place<'a>(timeline: &'a Timeline, key: PlaceKey) -> PlaceReport<'a, Vec<EventRow<'a>>> {
    let filter = Filter {
        places: vec![key],
        ..Filter::default()
    };
    PlaceReport {
        prose: Told::by(move || told(timeline, timeline[key].description.as_deref(), &filter)),
        ..place_with(timeline, key, |events| rows(timeline, &events))
    }
}

fn place_with<'a, E>(
    timeline: &'a Timeline,
    key: PlaceKey,
    events: impl FnOnce(Vec<EventKey>) -> E,
) -> PlaceReport<'a, E> {
    let place = &timeline[key];
    PlaceReport {
        id: &place.id,
        name: &place.name,
        aliases: place.aliases.iter().map(|alias| &**alias).collect(),
        state: place.state.as_deref(),
        description: place.description.as_deref(),
        events: events(keys(timeline, |event| event.places.contains(&key))),
        prose: Told::default(),
    }
}

/// All themes.
pub fn themes<'a>(timeline: &'a Timeline) -> Things<ThemeReport<'a, usize>> {
    let rows = (0..timeline.themes.len()).map(ThemeKey::new);
    Things {
        rows: rows
            .map(|key| theme_with(timeline, key, |events| events.len()))
            .collect(),
    }
}

/// One theme with its events.
pub fn theme<'a>(timeline: &'a Timeline, key: ThemeKey) -> ThemeReport<'a, Vec<EventRow<'a>>> {
    let filter = Filter {
        themes: vec![key],
        ..Filter::default()
    };
    ThemeReport {
        prose: Told::by(move || told(timeline, timeline[key].description.as_deref(), &filter)),
        ..theme_with(timeline, key, |events| rows(timeline, &events))
    }
}

fn theme_with<'a, E>(
    timeline: &'a Timeline,
    key: ThemeKey,
    events: impl FnOnce(Vec<EventKey>) -> E,
) -> ThemeReport<'a, E> {
    let theme = &timeline[key];
    ThemeReport {
        id: &theme.id,
        name: &theme.name,
        description: theme.description.as_deref(),
        events: events(keys(timeline, |event| event.themes.contains(&key))),
        prose: Told::default(),
    }
}

/// What a thing is, and its events as a story.
fn told<'a>(
    timeline: &'a Timeline,
    description: Option<&str>,
    filter: &Filter,
) -> Vec<Paragraph<'a>> {
    let mut first = Paragraph::default();
    first.say(timeline, description.unwrap_or_default());
    let story = story(timeline, filter);
    let mut paragraphs = Vec::from_iter((!first.text.is_empty()).then_some(first));
    paragraphs.extend(story.paragraphs);
    paragraphs
}

/// The events that are wanted, background aside, in chronological order.
pub fn keys(timeline: &Timeline, wanted: impl Fn(&Event) -> bool) -> Vec<EventKey> {
    let events = timeline.all_events();
    let wanted = events.filter(|(_, event)| !event.background && wanted(event));
    wanted.map(|(key, _)| key).collect()
}

/// The rows of events.
pub fn rows<'a>(timeline: &'a Timeline, events: &[EventKey]) -> Vec<EventRow<'a>> {
    let teller = Teller::new(timeline, None);
    events.iter().map(|key| teller.plain_row(*key)).collect()
}
