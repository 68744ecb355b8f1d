//! Places and themes: all of them, and one with its events.

use serde::Serialize;

use crate::model::event::Event;
use crate::model::key::{EventKey, PlaceKey, ThemeKey};
use crate::model::person::{Place, Theme};
use crate::model::timeline::Timeline;
use crate::query::filter::{Filter, Hit};

use super::part::{EventRow, Teller};
use super::prose::{Prose, Writer};
use super::story::tell_story;

/// A place or a theme. `E` is the number of its events in a list, and the events themselves on its
/// page, background aside.
#[derive(Serialize)]
pub struct WithEvents<'a, T, E = Vec<EventRow<'a>>> {
    #[serde(flatten)]
    pub record: &'a T,
    pub events: E,
}

/// All places, in the order of the files.
pub fn places(timeline: &Timeline) -> Vec<WithEvents<'_, Place, usize>> {
    let places = timeline.places.iter().enumerate();
    places
        .map(|(i, record)| WithEvents {
            record,
            events: events_at(timeline, PlaceKey::new(i)).len(),
        })
        .collect()
}

/// One place with its events.
pub fn place(timeline: &Timeline, key: PlaceKey) -> WithEvents<'_, Place> {
    WithEvents {
        record: &timeline[key],
        events: event_rows(timeline, &events_at(timeline, key)),
    }
}

/// What a place is, and its events as a story.
pub fn place_prose(timeline: &Timeline, key: PlaceKey) -> Prose<'_> {
    let Place {
        name, description, ..
    } = &timeline[key];
    let filter = Filter {
        places: vec![key],
        ..Filter::default()
    };
    prose(timeline, "place", name, description.as_deref(), &filter)
}

fn events_at(timeline: &Timeline, key: PlaceKey) -> Vec<EventKey> {
    events_where(timeline, |event| event.places.contains(&key))
}

/// All themes, in the order of the files.
pub fn themes(timeline: &Timeline) -> Vec<WithEvents<'_, Theme, usize>> {
    let themes = timeline.themes.iter().enumerate();
    themes
        .map(|(i, record)| WithEvents {
            record,
            events: events_with_theme(timeline, ThemeKey::new(i)).len(),
        })
        .collect()
}

/// One theme with its events.
pub fn theme(timeline: &Timeline, key: ThemeKey) -> WithEvents<'_, Theme> {
    WithEvents {
        record: &timeline[key],
        events: event_rows(timeline, &events_with_theme(timeline, key)),
    }
}

/// What a theme takes in, and its events as a story.
pub fn theme_prose(timeline: &Timeline, key: ThemeKey) -> Prose<'_> {
    let Theme {
        name, description, ..
    } = &timeline[key];
    let filter = Filter {
        themes: vec![key],
        ..Filter::default()
    };
    prose(timeline, "theme", name, description.as_deref(), &filter)
}

fn events_with_theme(timeline: &Timeline, key: ThemeKey) -> Vec<EventKey> {
    events_where(timeline, |event| event.themes.contains(&key))
}

fn prose<'a>(
    timeline: &'a Timeline,
    label: &'static str,
    name: &str,
    description: Option<&str>,
    filter: &Filter,
) -> Prose<'a> {
    let mut writer = Writer::new(timeline, None);
    writer.say(description.unwrap_or_default());
    tell_story(&mut writer, filter);
    writer.finish(label, name, String::new())
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
    let hits = events.iter().map(|key| Hit::certain(*key));
    hits.map(|hit| teller.row(hit)).collect()
}
