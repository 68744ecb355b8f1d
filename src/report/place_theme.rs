//! Places and themes: lists with the number of events, and single records with their events.

use serde::Serialize;

use crate::model::key::{PlaceKey, ThemeKey};
use crate::model::person::{Place, Theme};
use crate::model::text::Text;
use crate::model::timeline::Timeline;
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
    with_counts(timeline, "--place", &timeline.places)
}

/// All themes in file order, each with its number of events.
pub fn themes(timeline: &Timeline) -> Vec<RecordWithEvents<'_, Theme, usize>> {
    with_counts(timeline, "--theme", &timeline.themes)
}

fn with_counts<'a, T>(
    timeline: &Timeline,
    option: &'static str,
    records: &'a [T],
) -> Vec<RecordWithEvents<'a, T, usize>> {
    let records = records.iter().enumerate();
    let rows = records.map(|(index, record)| RecordWithEvents {
        record,
        events: hits_of(timeline, option, index).len(),
    });
    rows.collect()
}

/// One place with its events.
pub fn place(timeline: &Timeline, key: PlaceKey) -> RecordWithEvents<'_, Place> {
    RecordWithEvents {
        record: &timeline[key],
        events: event_rows(timeline, "--place", key.index()),
    }
}

/// One theme with its events.
pub fn theme(timeline: &Timeline, key: ThemeKey) -> RecordWithEvents<'_, Theme> {
    RecordWithEvents {
        record: &timeline[key],
        events: event_rows(timeline, "--theme", key.index()),
    }
}

/// A place in prose: its description, and a summary of its events.
pub fn place_prose(timeline: &Timeline, key: PlaceKey) -> Prose<'_> {
    let place = &timeline[key];
    let hits = hits_of(timeline, "--place", key.index());
    prose(
        timeline,
        "place",
        &place.name,
        place.description.as_ref(),
        &hits,
    )
}

/// A theme in prose: its description, and a summary of its events.
pub fn theme_prose(timeline: &Timeline, key: ThemeKey) -> Prose<'_> {
    let theme = &timeline[key];
    let hits = hits_of(timeline, "--theme", key.index());
    prose(
        timeline,
        "theme",
        &theme.name,
        theme.description.as_ref(),
        &hits,
    )
}

fn prose<'a>(
    timeline: &'a Timeline,
    label: &'static str,
    name: &str,
    description: Option<&Text>,
    hits: &[Hit],
) -> Prose<'a> {
    let mut writer = Writer::new(timeline, None);
    writer.append(description.map_or("", |text| text));
    write_summary(&mut writer, hits);
    writer.finish(label, name, String::new())
}

/// The events that name the record of this filter option and index, except background events.
pub fn hits_of(timeline: &Timeline, option: &'static str, index: usize) -> Vec<Hit> {
    let condition = Condition {
        index,
        ..Condition::new(option, "", "")
    };
    let filter = Filter {
        conditions: vec![condition],
        ..Filter::default()
    };
    filter.select(timeline)
}

/// The rows of these events.
pub fn event_rows<'a>(
    timeline: &'a Timeline,
    option: &'static str,
    index: usize,
) -> Vec<EventRow<'a>> {
    let perspective = Perspective::new(timeline, None);
    let hits = hits_of(timeline, option, index).into_iter();
    hits.map(|hit| perspective.row(hit)).collect()
}
