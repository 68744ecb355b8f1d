//! Events narrowed down step by step: what a step does not change is not tried again.

use crate::model::date::{Date, Match};
use crate::model::event::Event;
use crate::model::key::EventKey;
use crate::model::timeline::{Disputed, Timeline};

use super::filter::{Condition, Filter, Hit};
use super::index::WordIndex;

/// The events that a filter selects, kept while the filter changes.
pub struct Narrowing<'t> {
    timeline: &'t Timeline<'t>,
    disputed: Disputed<'t>,
    words: WordIndex,
    lists: [Lists; 4],
    filter: Filter,
    /// For each event the conditions that it does not meet, a bit for each.
    unmet: Vec<u8>,
    /// For each source, the events that it tells of in the order in which it dates them.
    told: Vec<Vec<Told<'t>>>,
    /// The date of each event as it is told, and whether it is that of whoever tells.
    dates: Vec<(&'t Date, bool)>,
    /// How each event meets the period, possible ones included.
    matching: Vec<Option<Match>>,
    /// The events in the order in which they are told.
    order: Vec<EventKey>,
    hits: Vec<Hit>,
}

/// An event as a source dates it.
struct Told<'t> {
    event: EventKey,
    date: &'t Date,
    /// Whether the source dates it.
    is_own: bool,
}

fn bit(condition: Condition) -> u8 {
    1 << (condition as u8)
}

/// What every event has of one kind of thing, in one stretch of memory: to follow each event to
/// its own lists takes longer than all that is done with them.
struct Lists {
    condition: Condition,
    starts: Vec<u32>,
    keys: Vec<u32>,
}

impl Lists {
    fn new(timeline: &Timeline<'_>, condition: Condition) -> Self {
        let mut lists = Self {
            condition,
            starts: vec![0],
            keys: Vec::new(),
        };
        let number = |index: usize| u32::try_from(index).expect("keys are less than 2^32");
        let mut of_event: Vec<u32> = Vec::new();
        for event in timeline.events.iter() {
            of_event.clear();
            match condition {
                Condition::People => {
                    let people = event.people.iter().map(|role| role.person.index());
                    of_event.extend(people.map(number));
                }
                Condition::Places => {
                    of_event.extend(event.places.iter().map(|place| number(place.index())));
                }
                Condition::Themes => {
                    of_event.extend(event.themes.iter().map(|theme| number(theme.index())));
                }
                _ => {
                    let sources = event.sources().into_iter();
                    of_event.extend(sources.map(|source| number(source.index())));
                }
            }
            of_event.sort_unstable();
            of_event.dedup();
            lists.keys.extend(&of_event);
            lists.starts.push(number(lists.keys.len()));
        }
        lists
    }

    fn of(&self, event: usize) -> &[u32] {
        &self.keys[self.starts[event] as usize..self.starts[event + 1] as usize]
    }

    /// The keys that the filter asks for.
    fn wanted(&self, filter: &Filter) -> Vec<usize> {
        match self.condition {
            Condition::People => filter.people.iter().map(|key| key.index()).collect(),
            Condition::Places => filter.places.iter().map(|key| key.index()).collect(),
            Condition::Themes => filter.themes.iter().map(|key| key.index()).collect(),
            _ => filter.sources.iter().map(|key| key.index()).collect(),
        }
    }
}

/// The conditions of which an event can have several, in the order of the lists.
const LISTED: [Condition; 4] = [
    Condition::People,
    Condition::Places,
    Condition::Themes,
    Condition::Sources,
];

impl<'t> Narrowing<'t> {
    /// The events that the filter selects.
    pub fn new(timeline: &'t Timeline<'t>, filter: Filter) -> Self {
        let mut narrowing = Self {
            timeline,
            disputed: timeline.disputed(),
            words: WordIndex::new(timeline),
            lists: LISTED.map(|condition| Lists::new(timeline, condition)),
            unmet: vec![0; timeline.events.len()],
            told: told(timeline),
            dates: Vec::new(),
            matching: Vec::new(),
            order: Vec::new(),
            hits: Vec::new(),
            filter,
        };
        for condition in Condition::ALL {
            narrowing.try_all(condition);
        }
        narrowing.tell();
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
        let retold = old.told_by != self.filter.told_by;
        if retold {
            self.tell();
        }
        if old.period != self.filter.period || retold {
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
    pub fn disputed(&self) -> &Disputed<'t> {
        &self.disputed
    }

    /// The events that would be selected without one of the conditions; `None` leaves the
    /// certainty of the date out.
    pub fn without(
        &self,
        condition: Option<Condition>,
    ) -> impl Iterator<Item = (Hit, &'t Event<'t>)> {
        let hits = self.selected(condition);
        hits.map(|hit| (hit, &self.timeline[hit.event]))
    }

    /// For every person, place, theme or source, how many events would be selected if it were the
    /// only one asked for.
    pub fn counts(&self, condition: Condition, kinds: usize) -> Vec<usize> {
        let mut counts = vec![0; kinds];
        let listed = LISTED.iter().position(|listed| *listed == condition);
        if let Some(lists) = listed.map(|place| &self.lists[place]) {
            for hit in self.selected(Some(condition)) {
                for key in lists.of(hit.event.index()) {
                    counts[*key as usize] += 1;
                }
            }
        }
        counts
    }

    fn selected(&self, without: Option<Condition>) -> impl Iterator<Item = Hit> {
        let certain = self.filter.certain && without.is_some();
        let ignored = without.map_or(0, bit);
        let events = self.unmet.iter().zip(&self.matching).enumerate();
        events.filter_map(move |(i, (unmet, matching))| {
            let matching = matching.filter(|_| unmet & !ignored == 0)?;
            let kept = !certain || matching == Match::Certain;
            kept.then(|| Hit {
                event: EventKey::new(i),
                matching,
            })
        })
    }

    fn try_all(&mut self, condition: Condition) {
        let filter = &self.filter;
        let bit = bit(condition);
        let mut set = |i: usize, met: bool| {
            if met {
                self.unmet[i] &= !bit;
            } else {
                self.unmet[i] |= bit;
            }
        };
        let found = if condition == Condition::Search && !filter.search.is_empty() {
            self.words.find(&filter.search, filter.told_by)
        } else {
            None
        };
        let listed = LISTED.iter().position(|listed| *listed == condition);
        if let Some(found) = found {
            found
                .into_iter()
                .enumerate()
                .for_each(|(i, met)| set(i, met));
        } else if let Some(lists) = listed.map(|place| &self.lists[place]) {
            let wanted = lists.wanted(filter);
            for i in 0..self.timeline.events.len() {
                let mut keys = lists.of(i).iter();
                let met = keys.any(|key| wanted.contains(&(*key as usize)));
                set(i, met || wanted.is_empty());
            }
        } else {
            for (key, event) in self.timeline.all_events() {
                let met = filter.meets(condition, key, event, &self.disputed);
                set(key.index(), met);
            }
        }
    }

    /// Takes the dates and the order of whoever tells.
    fn tell(&mut self) {
        let events = self.timeline.events.iter();
        self.dates = events.map(|event| (&event.date, true)).collect();
        let Some(source) = self.filter.told_by else {
            self.order = self.timeline.all_events().map(|(key, _)| key).collect();
            return;
        };
        let told = &self.told[source.index()];
        for told in told {
            self.dates[told.event.index()] = (told.date, told.is_own);
        }
        self.order = told.iter().map(|told| told.event).collect();
    }

    fn match_all(&mut self) {
        let filter = Filter {
            certain: false,
            ..self.filter.clone()
        };
        self.matching.clear();
        self.matching.resize(self.dates.len(), None);
        for event in &self.order {
            let i = event.index();
            self.matching[i] = filter.matching_of(self.dates[i]);
        }
    }

    /// The date of an event as it is told, and whether it is that of whoever tells.
    pub fn date(&self, event: EventKey) -> (&'t Date, bool) {
        self.dates[event.index()]
    }

    fn collect(&mut self) {
        let certain = self.filter.certain;
        let hits = self.order.iter().filter_map(|event| {
            let i = event.index();
            let matching = self.matching[i].filter(|_| self.unmet[i] == 0)?;
            let kept = !certain || matching == Match::Certain;
            kept.then_some(Hit {
                event: *event,
                matching,
            })
        });
        self.hits = hits.collect();
    }
}

/// What each source tells of, in the order in which it dates it.
fn told<'t>(timeline: &'t Timeline<'t>) -> Vec<Vec<Told<'t>>> {
    let mut told: Vec<Vec<Told<'t>>> = timeline.sources.iter().map(|_| Vec::new()).collect();
    for (key, event) in timeline.all_events() {
        for source in event.sources() {
            let own = event.date_by(source);
            told[source.index()].push(Told {
                event: key,
                date: own.unwrap_or(&event.date),
                is_own: own.is_some(),
            });
        }
    }
    for events in &mut told {
        events.sort_by_cached_key(|told| told.date.sort_key());
    }
    told
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::dataset;
    use crate::model::date::Bounds;
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
            10 => filter.anniversary = value.is_multiple_of(2).then_some((3, 5)),
            11 => filter.period = Bounds::default(),
            _ => *filter = Filter::default(),
        }
    }

    #[test]
    fn step_by_step_comes_to_the_same_as_at_once() {
        let files = crate::shipped::files();
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
