//! Events as a chart: a time axis, lanes, and the marks of the events in each lane.

mod lanes;
mod mark;

use serde::{Serialize, Serializer};
use strum::{Display, IntoStaticStr, VariantArray};

use crate::model::date::Bounds;
use crate::model::key::EventKey;
use crate::model::timeline::Timeline;
use crate::query::filter::Filter;

use super::axis::{Axis, Grain};
use super::chronology::{Chronology, Selection};
use super::event_row::{EventRow, Perspective};

pub use mark::{Mark, MarkPart, Stroke, strokes};

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
    let mut lanes = lanes::lanes(&perspective, filter, &keys, lanes_by, once);
    let axis = axis(timeline, filter, &chronology.data, &lanes, by);
    if axis.is_some_and(|axis| axis.grain == Grain::Hour) {
        let marks = lanes.iter_mut().flat_map(|lane| &mut lane.marks);
        marks.for_each(Mark::spread_days);
    }
    Chart {
        chronology,
        axis,
        lanes_by,
        lanes,
    }
}

/// The axis covers the filter's period. An open side extends as far as the marks: within the
/// timeline's years, or beyond them for background and for what a source dates outside of them.
fn axis(
    timeline: &Timeline,
    filter: &Filter,
    rows: &[EventRow<'_>],
    lanes: &[Lane<'_>],
    by: Option<Grain>,
) -> Option<Axis> {
    let scope = timeline.scope.bounds();
    let marks = lanes.iter().flat_map(|lane| &lane.marks);
    let dates = marks.map(|mark| match mark.date.bounds() {
        bounds if rows[mark.event].background => bounds,
        bounds => bounds.clip_to(scope),
    });
    let dates: Vec<Bounds> = dates.collect();
    Axis::over(&dates, filter.period, by).filter(|_| !rows.is_empty())
}
