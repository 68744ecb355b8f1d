//! The searchable texts of events.

use itertools::Itertools;

use crate::model::event::Event;
use crate::model::key::SourceKey;
use crate::model::timeline::Timeline;

use super::words::{Term, index};

/// The texts of an event in the form that [`index`] gives them.
pub struct EventTexts {
    /// Its title, its aliases, and the names of its people, places and themes.
    names: String,
    /// Empty if there is none.
    summary: String,
    accounts: Vec<(SourceKey, String)>,
}

impl EventTexts {
    /// The texts of all events, by event index. This takes ten times as long as searching them
    /// (`benches/explore.rs`), so the explorer does it once.
    pub fn of_events(timeline: &Timeline) -> Vec<Self> {
        let events = timeline.events.iter();
        events.map(|event| Self::new(timeline, event)).collect()
    }

    pub fn new(timeline: &Timeline, event: &Event) -> Self {
        let people = event.people.iter().map(|role| &timeline[role.person]);
        let people = people.flat_map(|person| [&person.name].into_iter().chain(&person.aliases));
        let places = event.places.iter().map(|key| &timeline[*key]);
        let places = places.flat_map(|place| [&place.name].into_iter().chain(&place.aliases));
        let themes = event.themes.iter().map(|key| &timeline[*key].name);
        let names = [&event.title].into_iter().chain(&event.aliases);
        let names = names.chain(people).chain(places).chain(themes);
        let accounts = event.accounts.iter().map(|account| {
            let texts = [&account.claim.says, &account.claim.as_printed];
            let text = texts.into_iter().flatten().join(" ");
            (account.claim.locator.source, index(&text))
        });
        Self {
            names: index(&names.map(|name| &**name).join(" · ")),
            summary: index(event.summary.as_deref().unwrap_or_default()),
            accounts: accounts.collect(),
        }
    }

    /// Whether the texts contain all of the terms. With `told_by`, only the names and the accounts
    /// of that source count.
    pub fn contain(&self, terms: &[Term], told_by: Option<SourceKey>) -> bool {
        let summary = Some(&self.summary).filter(|_| told_by.is_none());
        let accounts = self.accounts.iter();
        let accounts = accounts.filter(|(source, _)| told_by.is_none_or(|only| only == *source));
        let texts = [&self.names].into_iter().chain(summary);
        let texts = texts.chain(accounts.map(|(_, text)| text));
        terms
            .iter()
            .all(|term| texts.clone().any(|text| term.is_in(text)))
    }
}
