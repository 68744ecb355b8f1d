//! The events as a picture: an axis, lanes, and in each lane the marks of its events.

mod lanes;
mod mark;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use crate::model::date::{Bounds, Date};
use crate::model::key::EventKey;
use crate::model::timeline::Timeline;
use crate::query::filter::Filter;

use super::axis::{Axis, Grain};
use super::chronology::{self, Chronology, Sort};
use super::part::{EventRow, Teller};
use lanes::Lanes;

pub use mark::{Mark, Piece, Stroke};

/// What each lane of a chart is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LanesBy {
    /// A theme.
    #[default]
    Theme,
    /// A person.
    Person,
    /// A place.
    Place,
    /// A source, with the dates that it gives itself.
    Source,
}

impl LanesBy {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Theme, Self::Person, Self::Place, Self::Source];

    /// The word that is typed for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Theme => "theme",
            Self::Person => "person",
            Self::Place => "place",
            Self::Source => "source",
        }
    }

    /// The lane of events that have none of them.
    fn none(self) -> &'static str {
        match self {
            Self::Theme => "no theme",
            Self::Person => "nobody named",
            Self::Place => "no place",
            Self::Source => "no source",
        }
    }
}

/// A chart. It serializes to the array of its events.
pub struct Chart<'a> {
    /// The events, in chronological order.
    pub chronology: Chronology<'a>,
    /// Their rows.
    pub rows: Vec<EventRow<'a>>,
    /// The axis; `None` where there is no event, or no day is known of any.
    pub axis: Option<Axis>,
    /// What each lane is about.
    pub lanes_by: LanesBy,
    /// The lanes, each with a mark at least; every event stands in one of them, or in several.
    pub lanes: Vec<Lane<'a>>,
}

impl Serialize for Chart<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.chronology.serialize(serializer)
    }
}

/// A lane of a chart.
pub struct Lane<'a> {
    /// The id of the theme, person, place or source; `None` where several share the lane, or none
    /// of them is named.
    pub id: Option<&'a str>,
    /// What stands beside it: the name, or the id of a source.
    pub name: String,
    /// Its marks, in chronological order, one for each of its events.
    pub marks: Vec<Mark<'a>>,
}

/// The events that a filter selects as a chart.
pub fn chart<'a>(
    timeline: &'a Timeline,
    filter: &Filter,
    by: Option<Grain>,
    lanes_by: LanesBy,
) -> Chart<'a> {
    let teller = Teller::new(timeline, filter.told_by);
    let hits = filter.select(timeline, teller.disputed());
    let keys: Vec<EventKey> = hits.iter().map(|hit| hit.event).collect();
    let lanes = Lanes {
        teller: &teller,
        filter,
        keys: &keys,
        by: lanes_by,
    }
    .all();
    let chronology = chronology::chronology(timeline, filter, Sort::Date, None);
    Chart {
        rows: chronology.rows.clone(),
        chronology,
        axis: axis(timeline, filter, &keys, &lanes, by),
        lanes_by,
        lanes,
    }
}

/// The axis: the period that was asked for, and where that is open, as far as the marks reach
/// within the timeline's years or, for background, beyond them.
fn axis(
    timeline: &Timeline,
    filter: &Filter,
    keys: &[EventKey],
    lanes: &[Lane<'_>],
    by: Option<Grain>,
) -> Option<Axis> {
    let scope = timeline.scope.bounds();
    let mut days: Vec<NaiveDate> = Vec::new();
    for mark in lanes.iter().flat_map(|lane| &lane.marks) {
        let within = if timeline[keys[mark.event]].background {
            Bounds::default()
        } else {
            scope
        };
        let Bounds { earliest, latest } = mark.when.read.map(Date::bounds).unwrap_or_default();
        let known = [earliest, latest].into_iter().flatten();
        days.extend(known.map(|day| {
            let day = within.earliest.map_or(day, |from| day.max(from));
            within.latest.map_or(day, |to| day.min(to))
        }));
    }
    let first = filter.period.earliest.or(days.iter().min().copied());
    let last = filter.period.latest.or(days.iter().max().copied());
    let (first, last) = (first.or(last)?, last.or(first)?);
    (!keys.is_empty()).then(|| Axis::over(first, last, filter.period, by))
}
