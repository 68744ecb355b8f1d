//! Which events a person asks for.

use chrono::Datelike;

use crate::model::date::{Bounds, Date, Match};
use crate::model::event::Event;
use crate::model::key::{EventKey, PersonKey, PlaceKey, SourceKey, ThemeKey};
use crate::model::timeline::{Disputed, Timeline};

use super::words::{best_fit, words};

/// What events are asked for. Within one list either will do; all fields have to hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// The days in which the event lies, surely or possibly.
    pub period: Bounds,
    /// Whether an event that lies there only possibly is left out.
    pub certain: bool,
    /// Who has a part in it.
    pub people: Vec<PersonKey>,
    /// Where it happened.
    pub places: Vec<PlaceKey>,
    /// What it is about.
    pub themes: Vec<ThemeKey>,
    /// Which source tells of it.
    pub sources: Vec<SourceKey>,
    /// Words that its title, its summary or its accounts hold: all of one of these searches.
    pub search: Vec<Vec<String>>,
    /// Whether the sources have to disagree about it.
    pub disputed: bool,
    /// The month and day that it is dated to.
    pub anniversary: Option<(u32, u32)>,
    /// Whether events outside the timeline's years are shown as well.
    pub background: bool,
    /// The source that alone tells: its events, its dates, its words.
    pub told_by: Option<SourceKey>,
}

/// An event that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The event.
    pub event: EventKey,
    /// How it meets the period that was asked for; certain where none was.
    pub matching: Match,
}

impl Hit {
    /// An event, no period having been asked for.
    pub fn certain(event: EventKey) -> Self {
        Self {
            event,
            matching: Match::Certain,
        }
    }
}

/// What a filter asks of an event besides its date. All conditions have to be met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// That it belongs to the timeline's years.
    Background,
    /// Who has a part in it.
    People,
    /// Where it happened.
    Places,
    /// What it is about.
    Themes,
    /// Who tells of it.
    Sources,
    /// That the sources disagree about it.
    Disputed,
    /// The day of the year.
    Anniversary,
    /// The words that it holds; what takes longest comes last.
    Search,
}

impl Condition {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Background,
        Self::People,
        Self::Places,
        Self::Themes,
        Self::Sources,
        Self::Disputed,
        Self::Anniversary,
        Self::Search,
    ];
}

impl Filter {
    /// Whether every event is wanted that belongs to the timeline's years.
    pub fn asks_for_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// The events that are asked for, in chronological order.
    pub fn select(&self, timeline: &Timeline, disputed: &Disputed) -> Vec<Hit> {
        // The event's own date says nothing of the one that a source gives.
        let by_own_date = self.period != Bounds::default() && self.told_by.is_none();
        let lies_near =
            |i: &usize| !by_own_date || timeline.events[*i].date.bounds().overlaps(self.period);
        let near = (0..timeline.events.len()).filter(lies_near);
        let hits = near.filter_map(|i| {
            let key = EventKey::new(i);
            let event = &timeline[key];
            let matching = self.matching_as_told(event)?;
            let wanted = Condition::ALL
                .into_iter()
                .all(|condition| self.meets(condition, key, event, disputed));
            wanted.then_some(Hit {
                event: key,
                matching,
            })
        });
        let mut hits: Vec<Hit> = hits.collect();
        self.sort(timeline, &mut hits);
        hits
    }

    /// Puts events, given in the order of the timeline, into the order of the dates that are told.
    pub fn sort(&self, timeline: &Timeline, hits: &mut [Hit]) {
        if self.told_by.is_some() {
            let dated = hits
                .iter()
                .map(|hit| (self.date_of(&timeline[hit.event]).0.sort_key(), *hit));
            let mut dated: Vec<_> = dated.collect();
            dated.sort_by_key(|(a, _)| *a);
            for (hit, (_, sorted)) in hits.iter_mut().zip(dated) {
                *hit = sorted;
            }
        }
    }

    /// The date of an event, as the telling source gives it if it gives one, and whether it does.
    fn date_of<'a>(&self, event: &'a Event) -> (&'a Date, bool) {
        let own = match self.told_by {
            Some(source) => event.date_by(source),
            None => Some(&event.date),
        };
        (own.unwrap_or(&event.date), own.is_some())
    }

    /// How an event meets the period, or `None` where it does not or is not told. One that the
    /// telling source does not date matches at most as possible.
    pub fn matching_as_told(&self, event: &Event) -> Option<Match> {
        if self.told_by.is_some_and(|source| !event.is_told_by(source)) {
            return None;
        }
        self.matching_of(self.date_of(event))
    }

    /// How an event of a date meets the period, if it is told; the date is that of whoever tells,
    /// or not.
    pub fn matching_of(&self, (date, is_its_own): (&Date, bool)) -> Option<Match> {
        let matching = self.matching(date)?;
        if is_its_own || self.period == Bounds::default() {
            return Some(matching);
        }
        (!self.certain).then_some(Match::Possible)
    }

    /// How a date meets the period, or `None` where it is not wanted.
    fn matching(&self, date: &Date) -> Option<Match> {
        if self.period == Bounds::default() {
            return Some(Match::Certain);
        }
        let matching = date.within(self.period)?;
        (matching == Match::Certain || !self.certain).then_some(matching)
    }

    /// Whether the other filter asks for something else in one of the conditions.
    pub fn differs(&self, other: &Self, condition: Condition) -> bool {
        let retold = self.told_by != other.told_by;
        match condition {
            Condition::Background => self.background != other.background,
            Condition::People => self.people != other.people,
            Condition::Places => self.places != other.places,
            Condition::Themes => self.themes != other.themes,
            Condition::Sources => self.sources != other.sources,
            Condition::Disputed => self.disputed != other.disputed,
            Condition::Anniversary => {
                self.anniversary != other.anniversary || retold && self.anniversary.is_some()
            }
            Condition::Search => self.search != other.search || retold && !self.search.is_empty(),
        }
    }

    /// Whether an event meets one of the conditions.
    pub fn meets(
        &self,
        condition: Condition,
        key: EventKey,
        event: &Event,
        disputed: &Disputed,
    ) -> bool {
        let either = |none: bool, wanted: &dyn Fn() -> bool| none || wanted();
        match condition {
            Condition::Background => self.background || !event.background,
            Condition::People => either(self.people.is_empty(), &|| {
                let mut roles = event.people.iter();
                roles.any(|role| self.people.contains(&role.person))
            }),
            Condition::Places => either(self.places.is_empty(), &|| {
                event.places.iter().any(|p| self.places.contains(p))
            }),
            Condition::Themes => either(self.themes.is_empty(), &|| {
                event.themes.iter().any(|t| self.themes.contains(t))
            }),
            Condition::Sources => either(self.sources.is_empty(), &|| {
                let mut sources = self.sources.iter();
                sources.any(|source| event.is_told_by(*source))
            }),
            Condition::Disputed => !self.disputed || disputed.contains(key),
            Condition::Anniversary => self.anniversary.is_none_or(|wanted| {
                let day = self.date_of(event).0.single_day();
                day.is_some_and(|day| (day.month(), day.day()) == wanted)
            }),
            Condition::Search => either(self.search.is_empty(), &|| {
                let holds = |words: &Vec<String>| words.iter().all(|word| self.holds(event, word));
                self.search.iter().any(holds)
            }),
        }
    }

    /// Whether the title, the summary or an account of the event holds the word; with a telling
    /// source, the title or what that says.
    fn holds(&self, event: &Event, word: &str) -> bool {
        let summary = event.summary.as_deref().filter(|_| self.told_by.is_none());
        let accounts = event
            .accounts
            .iter()
            .filter(|account| {
                self.told_by
                    .is_none_or(|source| account.told.at.source == source)
            })
            .filter_map(|account| account.told.says.as_deref());
        std::iter::once(&*event.title)
            .chain(summary)
            .chain(accounts)
            .any(|text| best_fit(word, text).is_some())
    }
}

/// The words of a search, as they are compared.
pub fn search_words(typed: &str) -> Vec<String> {
    words(typed).into_iter().map(|word| word.folded).collect()
}
