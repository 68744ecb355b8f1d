//! How many events fall to each year, person, place, theme or source.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::Datelike;
use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

use crate::model::date::{Bounds, Date, Match};
use crate::model::timeline::Timeline;
use crate::query::filter::Filter;

use super::Report;
use super::chronology::Selection;
use super::event_row::Perspective;
use super::grouping::Grouping;

/// What events are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum CountBy {
    /// Every year that the event's bounds touch.
    Year,
    /// Everybody who had a part in it.
    Person,
    /// Every place where it happened.
    Place,
    /// Every theme that it has.
    Theme,
    /// Every source that tells of it.
    Source,
}

/// How many events fall to one year, person, place, theme or source.
#[derive(Debug, Default, Serialize)]
pub struct Count {
    /// The year, or the id.
    pub key: String,
    /// The year, or the name.
    pub name: String,
    /// How many events.
    pub events: usize,
    /// How many of them certainly.
    pub certain: usize,
    /// How many of them possibly.
    pub possible: usize,
}

/// One count for each key that has an event: years in order, other things by the number of events.
pub type Counts = Report<Vec<Count>, Counted>;

/// What was counted.
#[derive(Debug)]
pub struct Counted {
    pub by: CountBy,
    pub selection: Selection,
}

/// Counts the events that a filter selects.
///
/// By year, an event counts under every year that its bounds touch, as certain where it surely
/// lies in that year; an open side is not extended beyond the last day that is known.
pub fn counts(timeline: &Timeline, filter: &Filter, by: CountBy) -> Counts {
    let perspective = Perspective::new(timeline, filter.told_by);
    let hits = filter.select(timeline, &perspective.disputed);
    let grouping = Grouping::new(&perspective, by.into());
    let mut rows: BTreeMap<String, Count> = BTreeMap::new();
    for hit in &hits {
        let event = &timeline[hit.event];
        let counted = match &grouping {
            None => years(perspective.date(event), filter.period),
            Some(records) => {
                let names = records.indices(event).into_iter();
                let names = names.map(|index| &records.names[index]);
                names
                    .map(|names| (names[0].to_owned(), names[1].to_owned(), hit.matching))
                    .collect()
            }
        };
        for (key, name, matching) in counted {
            let row = rows.entry(key.clone()).or_insert_with(|| Count {
                key,
                name,
                ..Count::default()
            });
            row.events += 1;
            match matching {
                Match::Certain => row.certain += 1,
                Match::Possible => row.possible += 1,
            }
        }
    }
    let mut rows: Vec<Count> = rows.into_values().collect();
    if by == CountBy::Year {
        rows.sort_by_key(|row| row.key.parse::<i32>().unwrap_or_default());
    } else {
        rows.sort_by_key(|row| Reverse(row.events));
    }
    Report {
        data: rows,
        aside: Counted {
            by,
            selection: Selection::new(timeline, filter, &hits),
        },
    }
}

/// The years that a date touches, of those that were asked for; none for certain where the date is
/// not that of whoever tells.
fn years((date, is_their_own): (&Date, bool), period: Bounds) -> Vec<(String, String, Match)> {
    let Bounds { earliest, latest } = date.bounds();
    let (Some(first), Some(last)) = (earliest.or(latest), latest.or(earliest)) else {
        return Vec::new();
    };
    let first = period.earliest.map_or(first, |from| from.max(first)).year();
    let last = period.latest.map_or(last, |to| to.min(last)).year();
    (first..=last)
        .map(|year| {
            // Between the members of a set its bounds touch years in which it cannot lie.
            let own = date.within(Bounds::months(year, 1, 12));
            let own = own.filter(|_| is_their_own);
            let matching = own.unwrap_or(Match::Possible);
            (year.to_string(), year.to_string(), matching)
        })
        .collect()
}
