//! The facets: what the events that are left can be narrowed by, and how many each would leave.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::query::filter::{Candidate, Condition, FILTERS, Filter, FilterSpec};
use crate::query::texts::FoldedTexts;
use crate::report::event_row::Perspective;

/// The kinds of facets in their order; values of the first keep the order of headings.
const KINDS: [&str; 5] = ["Events", "Themes", "Sources", "People", "Places"];

/// A value to tick.
pub struct Facet {
    pub spec: &'static FilterSpec,
    pub condition: Condition,
    /// How many events it would leave if it were the only value of its filter.
    pub count: usize,
}

/// The facets that leave anything or are ticked, and where the reader is among them.
#[derive(Default)]
pub struct Facets {
    /// Those of a kind stand together, those with most events first.
    pub rows: Vec<Facet>,
    /// The row at hand.
    pub at: usize,
    /// The first row on screen.
    pub top: usize,
}

impl Facets {
    /// The facets of what is selected now.
    pub fn new(filter: &Filter, perspective: &Perspective<'_>, texts: &[FoldedTexts]) -> Self {
        let mut facets = Self::default();
        for spec in FILTERS.iter().filter(|spec| spec.facet().is_some()) {
            let choices = spec.choices(perspective.timeline).into_iter();
            facets.rows.extend(choices.map(|condition| Facet {
                spec,
                condition,
                count: 0,
            }));
        }
        facets.recount(filter, perspective, texts);
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

    /// Counts the events anew that each row would leave if it were the only value of its filter:
    /// those that meet all other filters and have the value. The rows stay where they are.
    pub fn recount(
        &mut self,
        filter: &Filter,
        perspective: &Perspective<'_>,
        texts: &[FoldedTexts],
    ) {
        let (timeline, disputed) = (perspective.timeline, &perspective.disputed);
        let mut widest = filter.clone();
        for spec in FILTERS.iter().filter(|spec| spec.facet().is_some()) {
            spec.lift(&mut widest);
        }
        // By the place of the filter and the index of its value.
        let mut counts: HashMap<(usize, usize), usize> = HashMap::new();
        for hit in widest.select_folded(timeline, disputed, Some(texts)) {
            let candidate = Candidate::new(filter, timeline, disputed, Some(texts), hit.event);
            let unmet = FILTERS
                .iter()
                .filter(|spec| !spec.matches(filter, &candidate));
            let unmet: Vec<&str> = unmet.map(|spec| spec.option).collect();
            for (place, spec) in FILTERS.iter().enumerate() {
                if unmet.iter().all(|other| *other == spec.option) {
                    let mut values = spec.choices_of(&candidate);
                    values.sort_unstable();
                    values.dedup();
                    for value in values {
                        *counts.entry((place, value)).or_default() += 1;
                    }
                }
            }
        }
        for row in &mut self.rows {
            let is_its_own = |spec: &FilterSpec| spec.option == row.condition.option;
            let place = FILTERS.iter().position(is_its_own).unwrap_or_default();
            let found = counts.get(&(place, row.condition.index));
            row.count = found.copied().unwrap_or_default();
        }
    }
}
