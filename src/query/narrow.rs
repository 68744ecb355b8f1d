//! Events narrowed down step by step: what a step does not change is not tried again.

use crate::model::date::Match;
use crate::model::event::Event;
use crate::model::timeline::{Disputed, Timeline};

use super::filter::{Condition, Filter, Hit};
use super::index::WordIndex;

/// The events that a filter selects, kept while the filter changes.
pub struct Narrowing<'t> {
    timeline: &'t Timeline<'t>,
    disputed: Disputed,
    words: WordIndex,
    filter: Filter,
    /// For each condition and event, whether it is met; in the order of [`Condition::ALL`].
    met: [Vec<bool>; Condition::ALL.len()],
    /// How each event meets the period, possible ones included.
    matching: Vec<Option<Match>>,
    hits: Vec<Hit>,
}

impl<'t> Narrowing<'t> {
    /// The events that the filter selects.
    pub fn new(timeline: &'t Timeline<'t>, filter: Filter) -> Self {
        let mut narrowing = Self {
            timeline,
            disputed: timeline.disputed(),
            words: WordIndex::new(timeline),
            met: Condition::ALL.map(|_| Vec::new()),
            matching: Vec::new(),
            hits: Vec::new(),
            filter,
        };
        for condition in Condition::ALL {
            narrowing.try_all(condition);
        }
        narrowing.match_all();
        narrowing.collect();
        narrowing
    }

    /// Selects by another filter, trying only what it changes.
    pub fn to(&mut self, filter: Filter) {
        let old = std::mem::replace(&mut self.filter, filter);
        for condition in Condition::ALL {
            if old.differs(&self.filter, condition) {
                self.try_all(condition);
            }
        }
        if old.period != self.filter.period || old.told_by != self.filter.told_by {
            self.match_all();
        }
        self.collect();
    }

    /// The filter.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// The events that it selects, in the order in which they are told.
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// Which events of the timeline are disputed.
    pub fn disputed(&self) -> &Disputed {
        &self.disputed
    }

    /// The events that would be selected without one of the conditions; `None` leaves the
    /// certainty of the date out.
    pub fn without(
        &self,
        condition: Option<Condition>,
    ) -> impl Iterator<Item = (Hit, &'t Event<'t>)> {
        let certain = self.filter.certain && condition.is_some();
        let events = self.timeline.all_events().zip(&self.matching);
        events.filter_map(move |((key, event), matching)| {
            let matching = matching.filter(|matching| !certain || *matching == Match::Certain)?;
            let met = Condition::ALL.iter().zip(&self.met);
            let wanted = met
                .filter(|(tried, _)| Some(**tried) != condition)
                .all(|(_, met)| met[key.index()]);
            let hit = Hit {
                event: key,
                matching,
            };
            wanted.then_some((hit, event))
        })
    }

    fn try_all(&mut self, condition: Condition) {
        let met = match condition {
            Condition::Search if !self.filter.search.is_empty() => {
                self.words.find(&self.filter.search, self.filter.told_by)
            }
            _ => None,
        };
        let filter = &self.filter;
        self.met[condition as usize] = met.unwrap_or_else(|| {
            let events = self.timeline.all_events();
            events
                .map(|(key, event)| filter.meets(condition, key, event, &self.disputed))
                .collect()
        });
    }

    fn match_all(&mut self) {
        let filter = Filter {
            certain: false,
            ..self.filter.clone()
        };
        let events = self.timeline.events.iter();
        self.matching = events.map(|event| filter.matching_as_told(event)).collect();
    }

    fn collect(&mut self) {
        let met = &self.met;
        let wanted = |i: usize| met.iter().all(|met| met[i]);
        let certain = self.filter.certain;
        self.hits.clear();
        for ((key, _), matching) in self.timeline.all_events().zip(&self.matching) {
            let kept = matching.filter(|matching| !certain || *matching == Match::Certain);
            if let Some(matching) = kept.filter(|_| wanted(key.index())) {
                self.hits.push(Hit {
                    event: key,
                    matching,
                });
            }
        }
        self.filter.sort(self.timeline, &mut self.hits);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::dataset;
    use crate::model::date::{Bounds, Date};
    use crate::model::key::{PersonKey, PlaceKey, SourceKey, ThemeKey};
    use crate::query::filter::search_words;

    use super::*;

    /// One way to change a filter.
    fn change(filter: &mut Filter, which: u8, value: usize) {
        const SEARCHES: [&str; 8] = [
            "t",
            "ta",
            "tank",
            "tnaks",
            "secret speech",
            "a",
            "хрущев",
            "zzz",
        ];
        const PERIODS: [&str; 5] = ["1956", "1953-03/1953-06", "1950/1960", "1964-10-14", "1917"];
        match which {
            0 => filter.people = vec![PersonKey::new(value % 20)],
            1 => filter.places.push(PlaceKey::new(value % 20)),
            2 => filter.themes = vec![ThemeKey::new(value % 10), ThemeKey::new(3)],
            3 => filter.sources = vec![SourceKey::new(value % 5)],
            4 => filter.search = vec![search_words(SEARCHES[value % 8])],
            5 => filter.disputed = !filter.disputed,
            6 => filter.certain = !filter.certain,
            7 => filter.background = !filter.background,
            8 => filter.told_by = (value % 6 < 5).then(|| SourceKey::new(value % 6)),
            9 => {
                let date = Date::parse(PERIODS[value % 5]).unwrap();
                filter.period = date.bounds();
            }
            10 => filter.anniversary = (value % 2 == 0).then_some((3, 5)),
            11 => filter.period = Bounds::default(),
            _ => *filter = Filter::default(),
        }
    }

    #[test]
    fn step_by_step_comes_to_the_same_as_at_once() {
        let files = dataset::embedded();
        let timeline = dataset::load(&files).timeline.unwrap();
        let disputed = timeline.disputed();
        let narrowing = std::cell::RefCell::new(Narrowing::new(&timeline, Filter::default()));
        let steps = proptest::collection::vec((0u8..13, 0usize..60), 1..8);
        proptest!(ProptestConfig::with_cases(64), |(steps in steps)| {
            let mut narrowing = narrowing.borrow_mut();
            for (which, value) in steps {
                let mut filter = narrowing.filter().clone();
                change(&mut filter, which, value);
                narrowing.to(filter.clone());
                prop_assert_eq!(narrowing.hits(), filter.select(&timeline, &disputed));
            }
        });
    }
}
