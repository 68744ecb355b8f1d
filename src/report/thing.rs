//! Places and themes: all of them, and one with its events.

use serde::Serialize;

use crate::model::event::Event;
use crate::model::key::{EventKey, PlaceKey, ThemeKey};
use crate::model::timeline::Timeline;

use crate::query::filter::{Condition, Filter};

use super::part::{EventRow, Teller};
use super::prose::{Prose, Writer};
use super::story::tell_story;

/// A place. `E` is the number of its events in a list, and the events themselves on its page.
#[derive(Serialize)]
pub struct PlaceReport<'a, E> {
    pub id: &'a str,
    pub name: &'a str,
    /// Other names and spellings.
    pub aliases: Vec<&'a str>,
    pub state: Option<&'a str>,
    /// What it is.
    pub description: Option<&'a str>,
    /// What happened there, background aside.
    pub events: E,
}

/// A theme. `E` is the number of its events in a list, and the events themselves on its page.
#[derive(Serialize)]
pub struct ThemeReport<'a, E> {
    pub id: &'a str,
    pub name: &'a str,
    /// What it takes in.
    pub description: Option<&'a str>,
    /// What belongs to it, background aside.
    pub events: E,
}

/// All places, in the order of the files.
pub fn places<'a>(timeline: &'a Timeline) -> Vec<PlaceReport<'a, usize>> {
    let places = (0..timeline.places.len()).map(PlaceKey::new);
    places
        .map(|key| place_report(timeline, key, events_at(timeline, key).len()))
        .collect()
}

/// One place with its events.
pub fn place<'a>(timeline: &'a Timeline, key: PlaceKey) -> PlaceReport<'a, Vec<EventRow<'a>>> {
    place_report(
        timeline,
        key,
        event_rows(timeline, &events_at(timeline, key)),
    )
}

/// What a place is, and its events as a story.
pub fn place_prose<'a>(timeline: &'a Timeline, key: PlaceKey) -> Prose<'a> {
    let place = &timeline[key];
    let condition = Condition::new("--place", &*place.id, &*place.name);
    let filter = Filter {
        conditions: vec![Condition {
            index: key.index(),
            ..condition
        }],
        ..Filter::default()
    };
    let mut writer = Writer::new(timeline, None);
    writer.say(place.description.as_deref().unwrap_or_default());
    tell_story(&mut writer, &filter);
    writer.finish("place", &place.name, String::new())
}

fn events_at(timeline: &Timeline, key: PlaceKey) -> Vec<EventKey> {
    events_where(timeline, |event| event.places.contains(&key))
}

fn place_report<'a, E>(timeline: &'a Timeline, key: PlaceKey, events: E) -> PlaceReport<'a, E> {
    let place = &timeline[key];
    PlaceReport {
        id: &place.id,
        name: &place.name,
        aliases: place.aliases.iter().map(|alias| &**alias).collect(),
        state: place.state.as_deref(),
        description: place.description.as_deref(),
        events,
    }
}

/// All themes, in the order of the files.
pub fn themes<'a>(timeline: &'a Timeline) -> Vec<ThemeReport<'a, usize>> {
    let themes = (0..timeline.themes.len()).map(ThemeKey::new);
    themes
        .map(|key| theme_report(timeline, key, events_with_theme(timeline, key).len()))
        .collect()
}

/// One theme with its events.
pub fn theme<'a>(timeline: &'a Timeline, key: ThemeKey) -> ThemeReport<'a, Vec<EventRow<'a>>> {
    theme_report(
        timeline,
        key,
        event_rows(timeline, &events_with_theme(timeline, key)),
    )
}

/// What a theme takes in, and its events as a story.
pub fn theme_prose<'a>(timeline: &'a Timeline, key: ThemeKey) -> Prose<'a> {
    let theme = &timeline[key];
    let condition = Condition::new("--theme", &*theme.id, &*theme.name);
    let filter = Filter {
        conditions: vec![Condition {
            index: key.index(),
            ..condition
        }],
        ..Filter::default()
    };
    let mut writer = Writer::new(timeline, None);
    writer.say(theme.description.as_deref().unwrap_or_default());
    tell_story(&mut writer, &filter);
    writer.finish("theme", &theme.name, String::new())
}

fn events_with_theme(timeline: &Timeline, key: ThemeKey) -> Vec<EventKey> {
    events_where(timeline, |event| event.themes.contains(&key))
}

fn theme_report<'a, E>(timeline: &'a Timeline, key: ThemeKey, events: E) -> ThemeReport<'a, E> {
    let theme = &timeline[key];
    ThemeReport {
        id: &theme.id,
        name: &theme.name,
        description: theme.description.as_deref(),
        events,
    }
}

/// The events that are wanted, background aside, in chronological order.
pub fn events_where(timeline: &Timeline, wanted: impl Fn(&Event) -> bool) -> Vec<EventKey> {
    let events = timeline.all_events();
    let wanted = events.filter(|(_, event)| !event.background && wanted(event));
    wanted.map(|(key, _)| key).collect()
}

/// The rows of events.
pub fn event_rows<'a>(timeline: &'a Timeline, events: &[EventKey]) -> Vec<EventRow<'a>> {
    let teller = Teller::new(timeline, None);
    events.iter().map(|key| teller.plain_row(*key)).collect()
}
