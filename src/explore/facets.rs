//! The facets: what the events that are left can be narrowed by, and how many each would leave.

use std::collections::HashMap;

use crate::model::date::Match;
use crate::model::key::{PersonKey, PlaceKey, SourceKey, ThemeKey};
use crate::model::timeline::Timeline;
use crate::query::filter::{Condition, Filter};
use crate::query::narrow::Narrowing;

/// Something to tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Facet {
    /// Only disputed events.
    Disputed,
    /// Only events that lie in the period surely.
    Certain,
    /// Events outside the timeline's years as well.
    Background,
    /// Events in which a person had a part.
    Person(PersonKey),
    /// Events at a place.
    Place(PlaceKey),
    /// Events of a theme.
    Theme(ThemeKey),
    /// Events that a source tells of.
    Source(SourceKey),
}

impl Facet {
    /// What it is called in a list of its kind.
    pub fn name<'a>(self, timeline: &'a Timeline) -> &'a str {
        match self {
            Self::Disputed => "disputed",
            Self::Certain => "certain only",
            Self::Background => "with background",
            Self::Person(key) => &timeline[key].name,
            Self::Place(key) => &timeline[key].name,
            Self::Theme(key) => &timeline[key].name,
            Self::Source(key) => &timeline[key].id,
        }
    }

    /// What its kind is called.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Disputed | Self::Certain | Self::Background => "Events",
            Self::Person(_) => "People",
            Self::Place(_) => "Places",
            Self::Theme(_) => "Themes",
            Self::Source(_) => "Sources",
        }
    }

    /// Whether it is ticked.
    pub fn is_ticked(self, filter: &Filter) -> bool {
        match self {
            Self::Disputed => filter.disputed,
            Self::Certain => filter.certain,
            Self::Background => filter.background,
            Self::Person(key) => filter.people.contains(&key),
            Self::Place(key) => filter.places.contains(&key),
            Self::Theme(key) => filter.themes.contains(&key),
            Self::Source(key) => filter.sources.contains(&key),
        }
    }

    /// Ticks it, or takes the tick away.
    pub fn toggle(self, filter: &mut Filter) {
        fn flip<K: PartialEq>(keys: &mut Vec<K>, key: K) {
            match keys.iter().position(|ticked| *ticked == key) {
                Some(place) => drop(keys.remove(place)),
                None => keys.push(key),
            }
        }
        match self {
            Self::Disputed => filter.disputed = !filter.disputed,
            Self::Certain => filter.certain = !filter.certain,
            Self::Background => filter.background = !filter.background,
            Self::Person(key) => flip(&mut filter.people, key),
            Self::Place(key) => flip(&mut filter.places, key),
            Self::Theme(key) => flip(&mut filter.themes, key),
            Self::Source(key) => flip(&mut filter.sources, key),
        }
    }
}

/// The facets with their counts, and where the reader is among them.
pub struct Facets {
    /// All facets that leave anything, or are ticked; those of a kind stand together, those with
    /// most events first.
    pub rows: Vec<(Facet, usize)>,
    /// The row at hand.
    pub at: usize,
    /// The first row on screen.
    pub top: usize,
}

impl Facets {
    /// The facets of what is selected now.
    pub fn new(timeline: &Timeline, narrowing: &Narrowing<'_>) -> Self {
        let filter = narrowing.filter();
        let mut rows = counted(timeline, narrowing);
        rows.retain(|(facet, count)| *count > 0 || facet.is_ticked(filter));
        let kinds = ["Events", "Themes", "Sources", "People", "Places"];
        let kind = |facet: Facet| kinds.iter().position(|kind| *kind == facet.kind());
        rows.sort_by_key(|(facet, count)| {
            let most_first = match facet {
                Facet::Disputed | Facet::Certain | Facet::Background => 0,
                _ => usize::MAX - count,
            };
            (kind(*facet), most_first)
        });
        Self {
            rows,
            at: 0,
            top: 0,
        }
    }

    /// Counts anew; the rows stay where they are.
    pub fn recount(&mut self, timeline: &Timeline, narrowing: &Narrowing<'_>) {
        let counts: HashMap<Facet, usize> = counted(timeline, narrowing).into_iter().collect();
        for (facet, count) in &mut self.rows {
            *count = counts.get(facet).copied().unwrap_or_default();
        }
    }
}

/// Every facet with the number of events that it alone of its kind would leave.
fn counted(timeline: &Timeline, narrowing: &Narrowing<'_>) -> Vec<(Facet, usize)> {
    let mut rows = Vec::new();
    let disputed = narrowing.without(Some(Condition::Disputed));
    let disputed = disputed.filter(|(hit, _)| narrowing.disputed().contains(hit.event));
    rows.push((Facet::Disputed, disputed.count()));
    let certain = narrowing.without(None);
    let certain = certain.filter(|(hit, _)| hit.matching == Match::Certain);
    rows.push((Facet::Certain, certain.count()));
    let background = narrowing.without(Some(Condition::Background));
    let background = background.filter(|(_, event)| event.background);
    rows.push((Facet::Background, background.count()));

    let counts = |condition, kinds| narrowing.counts(condition, kinds).into_iter().enumerate();
    let people = counts(Condition::People, timeline.people.len());
    rows.extend(people.map(|(i, count)| (Facet::Person(PersonKey::new(i)), count)));
    let places = counts(Condition::Places, timeline.places.len());
    rows.extend(places.map(|(i, count)| (Facet::Place(PlaceKey::new(i)), count)));
    let themes = counts(Condition::Themes, timeline.themes.len());
    rows.extend(themes.map(|(i, count)| (Facet::Theme(ThemeKey::new(i)), count)));
    let sources = counts(Condition::Sources, timeline.sources.len());
    rows.extend(sources.map(|(i, count)| (Facet::Source(SourceKey::new(i)), count)));
    rows
}
