//! The records that group events in counts and chart lanes: people, places, themes or sources.

use std::collections::BTreeSet;

use crate::model::key::{EventKey, SourceKey};
use crate::model::timeline::Timeline;
use crate::query::filter::{Candidate, FILTERS, Filter, FilterKind};
use crate::query::names::{Names, RecordKind};

use super::event_row::Perspective;

/// All records of one kind, to group events by.
pub struct Grouping<'a> {
    /// Option of the filter on these records, such as `--person`.
    pub option: &'static str,
    /// Id, name and aliases of each record, by index.
    pub names: Vec<Names<'a>>,
    of_event: fn(&Candidate<'_>) -> Vec<usize>,
    timeline: &'a Timeline,
    /// Index of the perspective's source, if the records are sources and it has one.
    only: Option<usize>,
}

impl<'a> Grouping<'a> {
    /// The records of the filter option named `word`, such as `person` for `--person`; `None` if
    /// there is no such option or it is not about records.
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
            timeline: perspective.timeline,
            only: told_by.map(SourceKey::index),
        })
    }

    /// Indices of the records that an event refers to.
    pub fn indices(&self, event: EventKey) -> BTreeSet<usize> {
        let candidate = Candidate::new(&Filter::default(), self.timeline, None, event);
        let all = (self.of_event)(&candidate).into_iter();
        all.filter(|index| self.only.is_none_or(|only| only == *index))
            .collect()
    }
}
