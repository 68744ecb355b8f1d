//! The facets: what the events that are left can be narrowed by, and how many each would leave.

use std::cmp::Reverse;

use crate::query::filter::{Candidate, FILTERS, FacetSpec, Filter};
use crate::query::texts::FoldedTexts;
use crate::report::event_row::Perspective;

/// The kinds of facets in their order; values of the first keep the order of headings.
const KINDS: [&str; 5] = ["Events", "Themes", "Sources", "People", "Places"];

/// A value to tick.
pub struct Facet {
    pub spec: &'static FacetSpec,
    /// The filter, as its index in the table.
    filter: usize,
    /// Which value of the filter it is.
    pub index: usize,
    pub name: String,
    /// How many events it would leave if it were the only value of its filter.
    pub count: usize,
}

/// The facets that leave anything or are ticked, and where the reader is among them.
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
        let counts = count(filter, perspective, texts);
        let mut order: Vec<usize> = (0..FILTERS.len()).collect();
        order.sort_by_key(|i| FILTERS[*i].heading_order);
        let mut rows = Vec::new();
        for i in order {
            let Some(spec) = &FILTERS[i].facet else {
                continue;
            };
            let names = (spec.names)(perspective.timeline).into_iter().enumerate();
            rows.extend(names.map(|(index, name)| Facet {
                spec,
                filter: i,
                index,
                name,
                count: counts[i][index],
            }));
        }
        rows.retain(|facet| facet.count > 0 || (facet.spec.is_ticked)(filter, facet.index));
        rows.sort_by_key(|facet| {
            let kind = KINDS.iter().position(|kind| *kind == facet.spec.kind);
            let most_first = (kind != Some(0)).then_some(Reverse(facet.count));
            (kind.unwrap_or(KINDS.len()), most_first)
        });
        Self {
            rows,
            at: 0,
            top: 0,
        }
    }

    /// Counts anew; the rows stay where they are.
    pub fn recount(
        &mut self,
        filter: &Filter,
        perspective: &Perspective<'_>,
        texts: &[FoldedTexts],
    ) {
        let counts = count(filter, perspective, texts);
        for facet in &mut self.rows {
            facet.count = counts[facet.filter][facet.index];
        }
    }
}

/// For every filter with a facet, how many events each of its values would leave if it were the
/// only one: those that meet all other filters and have the value.
fn count(filter: &Filter, perspective: &Perspective<'_>, texts: &[FoldedTexts]) -> Vec<Vec<usize>> {
    let (timeline, disputed) = (perspective.timeline, perspective.disputed());
    let mut counts: Vec<Vec<usize>> = Vec::new();
    let mut widest = filter.clone();
    for spec in FILTERS {
        let facet = spec.facet.as_ref();
        counts.push(facet.map_or_else(Vec::new, |facet| vec![0; (facet.names)(timeline).len()]));
        if facet.is_some() {
            (spec.lift)(&mut widest);
        }
    }
    for hit in widest.select_folded(timeline, disputed, Some(texts)) {
        let candidate = Candidate::new(filter, timeline, disputed, Some(texts), hit.event);
        let is_met = |i: &usize| (FILTERS[*i].matches)(filter, &candidate);
        let unmet: Vec<usize> = (0..FILTERS.len()).filter(|i| !is_met(i)).collect();
        for (i, spec) in FILTERS.iter().enumerate() {
            if let Some(facet) = &spec.facet
                && unmet.iter().all(|other| *other == i)
            {
                let mut values = (facet.of_event)(&candidate);
                values.sort_unstable();
                values.dedup();
                for value in values {
                    counts[i][value] += 1;
                }
            }
        }
    }
    counts
}
