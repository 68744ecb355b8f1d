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

impl Filter {
    /// Whether every event is wanted that belongs to the timeline's years.
    pub fn asks_for_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// The events that are asked for, in chronological order.
    pub fn select(&self, timeline: &Timeline<'_>, disputed: &Disputed) -> Vec<Hit> {
        let hits = timeline.all_events().filter_map(|(key, event)| {
            let matching = self.matching_as_told(event)?;
            let wanted = self.wants(event) && (!self.disputed || disputed.contains(key));
            wanted.then_some(Hit {
                event: key,
                matching,
            })
        });
        let mut hits: Vec<Hit> = hits.collect();
        if self.told_by.is_some() {
            hits.sort_by_key(|hit| self.date_of(&timeline[hit.event]).0.sort_key());
        }
        hits
    }

    /// The date of an event, as the telling source gives it if it gives one, and whether it does.
    fn date_of<'a>(&self, event: &'a Event<'_>) -> (&'a Date, bool) {
        let own = match self.told_by {
            Some(source) => event.date_by(source),
            None => Some(&event.date),
        };
        (own.unwrap_or(&event.date), own.is_some())
    }

    /// How an event meets the period. One that the telling source does not date matches at most
    /// as possible.
    fn matching_as_told(&self, event: &Event<'_>) -> Option<Match> {
        if self
            .told_by
            .is_some_and(|source| event.told_by(source).next().is_none())
        {
            return None;
        }
        let (date, is_its_own) = self.date_of(event);
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

    /// Whether the event is wanted, its period and its disputes aside.
    fn wants(&self, event: &Event<'_>) -> bool {
        let either = |wanted: bool, none: bool| none || wanted;
        (self.background || !event.background)
            && either(
                event
                    .people
                    .iter()
                    .any(|role| self.people.contains(&role.person)),
                self.people.is_empty(),
            )
            && either(
                event.places.iter().any(|p| self.places.contains(p)),
                self.places.is_empty(),
            )
            && either(
                event.themes.iter().any(|t| self.themes.contains(t)),
                self.themes.is_empty(),
            )
            && either(
                event
                    .accounts
                    .iter()
                    .any(|a| self.sources.contains(&a.told.at.source)),
                self.sources.is_empty(),
            )
            && self.anniversary.is_none_or(|wanted| {
                let day = self.date_of(event).0.single_day();
                day.is_some_and(|day| (day.month(), day.day()) == wanted)
            })
            && either(
                self.search
                    .iter()
                    .any(|words| words.iter().all(|word| self.holds(event, word))),
                self.search.is_empty(),
            )
    }

    /// Whether the title, the summary or an account of the event holds the word; with a telling
    /// source, the title or what that says.
    fn holds(&self, event: &Event<'_>, word: &str) -> bool {
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
