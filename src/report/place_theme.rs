//! Places and themes: lists with the number of events, and single records with their events.

use serde::Serialize;

use crate::model::event::Event;
use crate::model::key::{EventKey, PlaceKey, ThemeKey};
use crate::model::person::{Place, Theme};
use crate::model::timeline::{Record, Timeline};
use crate::query::filter::{Condition, Filter, Hit};

use super::event_row::{EventRow, Perspective};
use super::prose::{Prose, Writer};
use super::story::write_summary;

/// A place or a theme. `E` is the number of its events in a list, and the events themselves on its
/// page. Background events are excluded.
#[derive(Serialize)]
pub struct RecordWithEvents<'a, T, E = Vec<EventRow<'a>>> {
    #[serde(flatten)]
    pub record: &'a T,
    pub events: E,
}

/// All places in file order, each with its number of events.
pub fn places(timeline: &Timeline) -> Vec<RecordWithEvents<'_, Place, usize>> {
    let keys = (0..timeline.places.len()).map(PlaceKey::from);
    let places = keys.map(|key| RecordWithEvents {
        record: &timeline[key],
        events: events_where(timeline, |event| event.places.contains(&key)).len(),
    });
    places.collect()
}

/// All themes in file order, each with its number of events.
pub fn themes(timeline: &Timeline) -> Vec<RecordWithEvents<'_, Theme, usize>> {
    let keys = (0..timeline.themes.len()).map(ThemeKey::from);
    let themes = keys.map(|key| RecordWithEvents {
        record: &timeline[key],
        events: events_where(timeline, |event| event.themes.contains(&key)).len(),
    });
    themes.collect()
}

/// One place with its events.
pub fn place(timeline: &Timeline, key: PlaceKey) -> RecordWithEvents<'_, Place> {
    RecordWithEvents {
        record: &timeline[key],
        events: event_rows(timeline, |event| event.places.contains(&key)),
    }
}

/// One theme with its events.
pub fn theme(timeline: &Timeline, key: ThemeKey) -> RecordWithEvents<'_, Theme> {
    RecordWithEvents {
        record: &timeline[key],
        events: event_rows(timeline, |event| event.themes.contains(&key)),
    }
}

/// A place in prose: its description, and its events as a story.
pub fn place_prose(timeline: &Timeline, key: PlaceKey) -> Prose<'_> {
    let place = &timeline[key];
    let about = place.description.as_deref();
    prose(timeline, "--place", place, key.index(), about)
}

/// A theme in prose: its description, and its events as a story.
pub fn theme_prose(timeline: &Timeline, key: ThemeKey) -> Prose<'_> {
    let theme = &timeline[key];
    let about = theme.description.as_deref();
    prose(timeline, "--theme", theme, key.index(), about)
}

/// A description, and the events that the filter on the record selects.
fn prose<'a>(
    timeline: &'a Timeline,
    option: &'static str,
    record: &dyn Record,
    index: usize,
    description: Option<&str>,
) -> Prose<'a> {
    let condition = Condition::new(option, record.id(), record.name());
    let filter = Filter {
        conditions: vec![Condition { index, ..condition }],
        ..Filter::default()
    };
    let mut writer = Writer::new(timeline, None);
    writer.append(description.unwrap_or_default());
    write_summary(&mut writer, &filter.select(timeline));
    writer.finish(&option[2..], record.name(), String::new())
}

/// The events that satisfy `wanted`, except background, in chronological order.
pub fn events_where(timeline: &Timeline, wanted: impl Fn(&Event) -> bool) -> Vec<EventKey> {
    let events = timeline.all_events();
    let wanted = events.filter(|(_, event)| !event.background && wanted(event));
    wanted.map(|(key, _)| key).collect()
}

/// Like [`events_where`], but returns rows.
pub fn event_rows(timeline: &Timeline, wanted: impl Fn(&Event) -> bool) -> Vec<EventRow<'_>> {
    let perspective = Perspective::new(timeline, None);
    let events = events_where(timeline, wanted).into_iter();
    events
        .map(|key| perspective.row(Hit::certain(key)))
        .collect()
}
