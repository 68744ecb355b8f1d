//! Events as a chart: a time axis, lanes, and the marks of the events in each lane.

mod lanes;
mod mark;

use chrono::NaiveDate;
use itertools::Itertools;
use serde::{Serialize, Serializer};
use strum::{Display, IntoStaticStr, VariantArray};

use crate::model::date::Bounds;
use crate::model::key::EventKey;
use crate::model::timeline::Timeline;
use crate::query::filter::Filter;

use super::axis::{Axis, Grain};
use super::chronology::{Chronology, Selection};
use super::event_row::{EventRow, Perspective};

pub use mark::{Mark, MarkPart, STROKES, Stroke};

/// What the lanes of a chart stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Display, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum LanesBy {
    #[default]
    Theme,
    Person,
    Place,
    /// Sources, each with its own dates.
    Source,
}

impl LanesBy {
    /// The name of the lane for events without such a record.
    fn none(self) -> String {
        match self {
            Self::Person => "nobody named".into(),
            _ => format!("no {self}"),
        }
    }
}

/// Serializes to the array of its events.
pub struct Chart<'a> {
    /// The events, in chronological order.
    pub chronology: Chronology<'a>,
    /// `None` if there is no event, or none has a known day.
    pub axis: Option<Axis>,
    pub lanes_by: LanesBy,
    /// Each lane has at least one mark; each event is in at least one lane.
    pub lanes: Vec<Lane<'a>>,
}

impl<'a> Chart<'a> {
    pub fn rows(&self) -> &[EventRow<'a>] {
        &self.chronology.data
    }
}

impl Serialize for Chart<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.chronology.serialize(serializer)
    }
}

pub struct Lane<'a> {
    /// The id of the theme, person, place or source; `None` if several share the lane, or its
    /// events have none.
    pub id: Option<&'a str>,
    /// The label: a name, or the id of a source.
    pub name: String,
    /// One mark for each event, in chronological order.
    pub marks: Vec<Mark<'a>>,
}

impl Lane<'_> {
    /// The name with the number of events.
    pub fn heading(&self) -> String {
        format!("{} ({})", self.name, self.marks.len())
    }
}

/// A chart of the events that a filter selects. With `once`, an event of several themes is only in
/// the lane of its first.
pub fn chart<'a>(
    timeline: &'a Timeline,
    filter: &Filter,
    by: Option<Grain>,
    lanes_by: LanesBy,
    once: bool,
) -> Chart<'a> {
    let perspective = Perspective::new(timeline, filter.told_by);
    let hits = filter.select(timeline);
    let keys: Vec<EventKey> = hits.iter().map(|hit| hit.event).collect();
    let chronology = Chronology {
        data: hits.iter().map(|hit| perspective.row(*hit)).collect(),
        extra: Selection::new(timeline, filter, &hits),
    };
    let lanes = lanes::lanes(&perspective, filter, &keys, lanes_by, once);
    Chart {
        axis: axis(timeline, filter, &chronology.data, &lanes, by),
        chronology,
        lanes_by,
        lanes,
    }
}

/// The axis covers the filter's period. An open side extends as far as the marks: within the
/// timeline's years, or beyond them for background.
fn axis(
    timeline: &Timeline,
    filter: &Filter,
    rows: &[EventRow<'_>],
    lanes: &[Lane<'_>],
    by: Option<Grain>,
) -> Option<Axis> {
    let scope = timeline.scope.bounds();
    let marks = lanes.iter().flat_map(|lane| &lane.marks);
    let days = marks.flat_map(|mark| {
        let within = if rows[mark.event].background {
            Bounds::default()
        } else {
            scope
        };
        let from = within.earliest.unwrap_or(NaiveDate::MIN);
        let to = within.latest.unwrap_or(NaiveDate::MAX);
        let Bounds {
            earliest, latest, ..
        } = mark.date.bounds();
        let known = earliest.into_iter().chain(latest);
        known.map(move |day| day.max(from).min(to))
    });
    let (first, last) = days.minmax().into_option().unzip();
    let first = filter.period.earliest.or(first);
    let last = filter.period.latest.or(last);
    let (first, last) = (first.or(last)?, last.or(first)?);
    (!rows.is_empty()).then(|| Axis::over(first, last, filter.period, by))
}
