//! The events as a picture: an axis, lanes, and in each lane the marks of its events.

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

pub use mark::{Mark, Piece, STROKES, Stroke};

/// What each lane of a chart is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Display, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum LanesBy {
    #[default]
    Theme,
    Person,
    Place,
    /// A source, with the dates that it gives itself.
    Source,
}

impl LanesBy {
    /// The name of the lane of events that have none of them.
    fn none(self) -> String {
        match self {
            Self::Person => "nobody named".into(),
            _ => format!("no {self}"),
        }
    }
}

/// A chart. It serializes to the array of its events.
pub struct Chart<'a> {
    /// The events, in chronological order.
    pub chronology: Chronology<'a>,
    /// `None` if there is no event, or no day is known of any.
    pub axis: Option<Axis>,
    pub lanes_by: LanesBy,
    /// The lanes, each with a mark at least; every event stands in one of them, or in several.
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

/// A lane of a chart.
pub struct Lane<'a> {
    /// The id of the theme, person, place or source; `None` if several share the lane, or it is
    /// that of events that have none.
    pub id: Option<&'a str>,
    /// What stands beside it: the name, or the id of a source.
    pub name: String,
    /// Its marks, in chronological order, one for each of its events.
    pub marks: Vec<Mark<'a>>,
}

impl Lane<'_> {
    /// Its name with the number of its events.
    pub fn heading(&self) -> String {
        format!("{} ({})", self.name, self.marks.len())
    }
}

/// The events that a filter selects as a chart.
pub fn chart<'a>(
    timeline: &'a Timeline,
    filter: &Filter,
    by: Option<Grain>,
    lanes_by: LanesBy,
) -> Chart<'a> {
    let perspective = Perspective::new(timeline, filter.told_by);
    let hits = filter.select(timeline, &perspective.disputed);
    let keys: Vec<EventKey> = hits.iter().map(|hit| hit.event).collect();
    let chronology = Chronology {
        data: hits.iter().map(|hit| perspective.row(*hit)).collect(),
        aside: Selection::new(timeline, filter, &hits),
    };
    let lanes = lanes::lanes(&perspective, filter, &keys, lanes_by);
    Chart {
        axis: axis(timeline, filter, &chronology.data, &lanes, by),
        chronology,
        lanes_by,
        lanes,
    }
}

/// The axis: the period that was asked for, and where that is open, as far as the marks reach
/// within the timeline's years or, for background, beyond them.
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
        let Bounds { earliest, latest } = mark.date.bounds();
        let known = earliest.into_iter().chain(latest);
        known.map(move |day| day.max(from).min(to))
    });
    let (first, last) = days.minmax().into_option().unzip();
    let first = filter.period.earliest.or(first);
    let last = filter.period.latest.or(last);
    let (first, last) = (first.or(last)?, last.or(first)?);
    (!rows.is_empty()).then(|| Axis::over(first, last, filter.period, by))
}
