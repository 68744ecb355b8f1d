//! Reports: plain data that pure functions compute from a timeline. A report serializes to the
//! stable JSON output. A [`Report`] adds data that only human-readable output shows.

pub mod axis;
pub mod chain;
pub mod chart;
pub mod check;
pub mod chronology;
pub mod comparison;
pub mod connection;
pub mod counts;
pub mod difference;
pub mod event;
pub mod event_row;
pub mod excerpt;
pub mod extract;
pub mod grouping;
pub mod import;
pub mod new_timeline;
pub mod packing;
pub mod person;
pub mod place_theme;
pub mod prose;
pub mod quiz;
pub mod reading;
pub mod reasons;
pub mod scale;
pub mod search;
pub mod source;
pub mod story;
pub mod synopsis;
pub mod worksheet;

use derive_more::Deref;
use serde::{Serialize, Serializer};

/// Machine-readable `data`, and `extra` for human-readable output only. Serializes to `data`.
#[derive(Clone, Debug, Deref)]
pub struct Report<D, E> {
    #[deref]
    pub data: D,
    pub extra: E,
}

impl<D: Serialize, E> Serialize for Report<D, E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.data.serialize(serializer)
    }
}

#[cfg(test)]
mod tests;
