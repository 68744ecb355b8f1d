//! The records by which events are counted and put into lanes: people, places, themes or sources.

use std::collections::BTreeSet;

use crate::model::event::Event;
use crate::model::key::SourceKey;
use crate::query::filter::{FILTERS, FilterKind};
use crate::query::names::{Names, RecordKind};

use super::event_row::Perspective;

/// All records of one kind.
pub struct Grouping<'a> {
    /// The option of the filter that is about them.
    pub option: &'static str,
    /// What each is called.
    pub names: Vec<Names<'a>>,
    of_event: fn(&Event) -> Vec<usize>,
    /// The source that alone tells, if these are sources and one does.
    only: Option<usize>,
}

impl<'a> Grouping<'a> {
    /// The records that the filter of this word, `--person` of `person`, is about; `None` if it is
    /// about none.
    pub fn new(perspective: &Perspective<'a>, word: &str) -> Option<Self> {
        let spec = FILTERS.iter().find(|spec| spec.option[2..] == *word)?;
        let FilterKind::Records(kind, of_event) = spec.kind else {
            return None;
        };
        let told_by = perspective.told_by.filter(|_| kind == RecordKind::Source);
        Some(Self {
            option: spec.option,
            names: kind.names(perspective.timeline),
            of_event,
            only: told_by.map(SourceKey::index),
        })
    }

    /// The records that an event has, by their index.
    pub fn indices(&self, event: &Event) -> BTreeSet<usize> {
        let all = (self.of_event)(event).into_iter();
        all.filter(|index| self.only.is_none_or(|only| only == *index))
            .collect()
    }
}
