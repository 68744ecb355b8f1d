//! Counts events by year, person, place, theme or source.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::Datelike;
use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

use crate::model::date::{Bounds, Date, Match, year_name};
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
    /// Every year that the event's bounds overlap.
    Year,
    Person,
    Place,
    Theme,
    /// Every source that reports it.
    Source,
}

/// The number of events for one year, person, place, theme or source.
#[derive(Debug, Default, Serialize)]
pub struct Count {
    /// The year, or the id.
    pub key: String,
    /// The year, or the name.
    pub name: String,
    pub events: usize,
    /// Number of certain matches.
    pub certain: usize,
    /// Number of possible matches.
    pub possible: usize,
}

/// One count for each key that has an event: years in order, other keys by number of events, most
/// first.
pub type Counts = Report<Vec<Count>, Counted>;

#[derive(Debug)]
pub struct Counted {
    pub by: CountBy,
    pub selection: Selection,
}

/// Counts the events that a filter selects.
///
/// By year, an event counts in every year that its bounds overlap, and as certain only if it
/// certainly lies in that year. A date that is open on one side counts only in the year of its
/// known end.
pub fn counts(timeline: &Timeline, filter: &Filter, by: CountBy) -> Counts {
    let perspective = Perspective::new(timeline, filter.told_by);
    let hits = filter.select(timeline);
    let grouping = Grouping::new(&perspective, by.into());
    let mut rows: BTreeMap<String, Count> = BTreeMap::new();
    for hit in &hits {
        let event = &timeline[hit.event];
        let counted = match &grouping {
            None => years(perspective.date(event), filter.period),
            Some(records) => {
                let names = records.indices(hit.event).into_iter();
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
        extra: Counted {
            by,
            selection: Selection::new(timeline, filter, &hits),
        },
    }
}

/// The years of `period` that a date overlaps. None is certain if the date is not the source's own.
fn years((date, is_own_date): (&Date, bool), period: Bounds) -> Vec<(String, String, Match)> {
    let Bounds {
        earliest, latest, ..
    } = date.bounds();
    let (Some(first), Some(last)) = (earliest.or(latest), latest.or(earliest)) else {
        return Vec::new();
    };
    let first = period.earliest.map_or(first, |from| from.max(first)).year();
    let last = period.latest.map_or(last, |to| to.min(last)).year();
    (first..=last)
        .map(|year| {
            // The bounds of a set include years between its members, in which it cannot lie.
            let own = date.match_in(Bounds::months(year, 1, 12));
            let own = own.filter(|_| is_own_date);
            let matching = own.unwrap_or(Match::Possible);
            (year.to_string(), year_name(year), matching)
        })
        .collect()
}
