//! What can be, and seldom is: worth a warning, and no reason to refuse a dataset.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::dataset::problem::Code;
use crate::model::event::Event;
use crate::model::key::EventKey;
use crate::model::timeline::Timeline;

use super::Origins;
use super::diagnostics::{At, Diagnostics};

/// Roles that say that somebody died in an event.
const DEATHS: [&str; 5] = ["dies", "died", "executed", "killed", "murdered"];

/// Words in a role that say that somebody was dead by then, and did not act.
const DEAD: [&str; 2] = ["late", "deceased"];

/// Warns of events whose date none of their accounts allows, and of the dead who act.
pub fn check(
    diagnostics: &mut Diagnostics,
    timeline: &Timeline,
    origins: &Origins,
    undated: &HashSet<EventKey>,
) {
    let people = &timeline.people;
    let deaths: Vec<Option<NaiveDate>> = deaths(&timeline.events, people.len());
    for (i, (event, origin)) in timeline.events.iter().zip(&origins.events).enumerate() {
        if undated.contains(&EventKey::from(i)) {
            continue;
        }
        let at = At::Record(*origin, &event.id);
        let mut dates = event
            .accounts
            .iter()
            .filter_map(|account| account.date.as_ref())
            .peekable();
        if dates.peek().is_some() && dates.all(|date| !date.overlaps(&event.date)) {
            let message = format!(
                "{} lies outside the dates of all its accounts; is one of them wrong?",
                event.date
            );
            diagnostics.warn(&at.key("date"), Code::Bounds, message);
        }
        let list = at.key("people");
        for (n, role) in event.people.iter().enumerate() {
            let after = deaths[role.person.index()]
                .zip(event.date.bounds().earliest)
                .is_some_and(|(death, earliest)| death < earliest);
            let words = role.role.as_deref().unwrap_or_default();
            if after && !words.split(' ').any(|word| DEAD.contains(&word)) {
                let message = format!(
                    "{} had died by then; mend the date, or say so in the role (“the late …”)",
                    people[role.person.index()].name
                );
                diagnostics.warn(&list.index(n), Code::Bounds, message);
            }
        }
    }
}

/// The last day on which each person can have died, for those of whom an event says so.
fn deaths(events: &[Event], people: usize) -> Vec<Option<NaiveDate>> {
    let mut deaths = vec![None; people];
    for event in events {
        for role in &event.people {
            if role
                .role
                .as_deref()
                .is_some_and(|words| DEATHS.contains(&words))
            {
                deaths[role.person.index()] = event.date.bounds().latest;
            }
        }
    }
    deaths
}
