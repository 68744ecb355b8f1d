//! Which events a person asks for.

use chrono::Datelike;

use crate::model::date::{Bounds, Date, Match};
use crate::model::event::Event;
use crate::model::key::{EventKey, PersonKey, PlaceKey, SourceKey, ThemeKey};
use crate::model::timeline::{Disputed, Timeline};

use super::words::{best_fit, words};

/// What events are asked for. Within one list either will do; all fields have to hold.
#[derive(Clone, Debug, Default)]
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
    /// The events that are asked for, in chronological order.
    pub fn select(&self, timeline: &Timeline<'_>, disputed: &Disputed) -> Vec<Hit> {
        timeline
            .all_events()
            .filter_map(|(key, event)| {
                let matching = self.matching(&event.date)?;
                let wanted = self.wants(event) && (!self.disputed || disputed.contains(key));
                wanted.then_some(Hit {
                    event: key,
                    matching,
                })
            })
            .collect()
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
                let day = event.date.single_day();
                day.is_some_and(|day| (day.month(), day.day()) == wanted)
            })
            && either(
                self.search
                    .iter()
                    .any(|words| words.iter().all(|word| holds(event, word))),
                self.search.is_empty(),
            )
    }
}

/// The words of a search, as they are compared.
pub fn search_words(typed: &str) -> Vec<String> {
    words(typed).into_iter().map(|word| word.folded).collect()
}

/// Whether the title, the summary or an account of the event holds the word.
fn holds(event: &Event<'_>, word: &str) -> bool {
    let summary = event.summary.as_deref();
    let accounts = event
        .accounts
        .iter()
        .filter_map(|account| account.told.says.as_deref());
    std::iter::once(&*event.title)
        .chain(summary)
        .chain(accounts)
        .any(|text| best_fit(word, text).is_some())
}
