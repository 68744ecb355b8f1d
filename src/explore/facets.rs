//! Facets: filter values that the matching events offer, each with its number of events.

use std::cmp::Reverse;

use itertools::Itertools;

use crate::model::timeline::Timeline;
use crate::query::filter::{Candidate, Condition, FILTERS, Filter, FilterSpec};
use crate::query::texts::EventTexts;

/// Kinds of facets in display order. Values of the first keep the order of headings; the others
/// are sorted by count.
const KINDS: [&str; 6] = ["Events", "Themes", "Sources", "People", "Places", "Topics"];

/// A filter value to tick.
pub struct Facet {
    pub spec: &'static FilterSpec,
    pub condition: Condition,
    /// Number of events left if this were the only value of its filter.
    pub count: usize,
}

/// The facets that match an event or are ticked, with the selected row and the scroll position.
#[derive(Default)]
pub struct Facets {
    /// Grouped by kind, then sorted by count, highest first.
    pub rows: Vec<Facet>,
    /// Index of the selected row.
    pub selected: usize,
    /// Index of the first visible line; the headings of kinds are lines too.
    pub top: usize,
}

impl Facets {
    /// The facets for the events that match the filter.
    pub fn new(filter: &Filter, timeline: &Timeline, texts: &[EventTexts]) -> Self {
        let mut facets = Self::default();
        for spec in FILTERS.iter().filter(|spec| spec.facet().is_some()) {
            let choices = spec.choices(timeline).into_iter();
            facets.rows.extend(choices.map(|condition| Facet {
                spec,
                condition,
                count: 0,
            }));
        }
        facets.recount(filter, timeline, texts);
        let rows = &mut facets.rows;
        rows.retain(|facet| facet.count > 0 || filter.conditions.contains(&facet.condition));
        rows.sort_by_key(|facet| {
            let kind = KINDS
                .iter()
                .position(|kind| Some(*kind) == facet.spec.facet());
            let most_first = (kind != Some(0)).then_some(Reverse(facet.count));
            (kind, facet.spec.heading_order, most_first)
        });
        facets
    }

    /// Recounts the events of each row: those that meet all other filters and have its value. The
    /// rows keep their order.
    pub fn recount(&mut self, filter: &Filter, timeline: &Timeline, texts: &[EventTexts]) {
        let mut widest = filter.clone();
        for spec in FILTERS.iter().filter(|spec| spec.facet().is_some()) {
            spec.remove_from(&mut widest);
        }
        // By filter, then by the index of the value.
        let mut counts: Vec<Vec<usize>> = vec![Vec::new(); FILTERS.len()];
        for hit in widest.select_indexed(timeline, Some(texts)) {
            let candidate = Candidate::new(filter, timeline, Some(texts), hit.event);
            let unmet = FILTERS
                .iter()
                .filter(|spec| !spec.matches(filter, &candidate));
            let unmet: Vec<&str> = unmet.map(|spec| spec.option).take(2).collect();
            for (spec, counts) in FILTERS.iter().zip(&mut counts) {
                if unmet.is_empty() || unmet == [spec.option] {
                    let values = spec.choices_of(&candidate).into_iter();
                    for value in values.sorted_unstable().dedup() {
                        counts.resize(counts.len().max(value + 1), 0);
                        counts[value] += 1;
                    }
                }
            }
        }
        for row in &mut self.rows {
            let mut counts = FILTERS.iter().zip(&counts);
            let of_filter = counts.find(|(spec, _)| spec.option == row.spec.option);
            let count = of_filter.and_then(|(_, counts)| counts.get(row.condition.index));
            row.count = count.copied().unwrap_or_default();
        }
    }
}
