//! Warns of implausible events: a date outside all accounts, a person who acts after death.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::dataset::problem::Code;
use crate::model::event::Event;
use crate::model::key::PersonKey;
use crate::model::timeline::Timeline;

use super::diagnostics::Trail;
use super::names::Context;

/// Roles of a person who dies in the event.
const DEATHS: [&str; 5] = ["dies", "died", "executed", "killed", "murdered"];

/// Words in a role that say that the person was already dead.
const DEAD: [&str; 2] = ["late", "deceased"];

/// Warns of events whose date no account allows, and of people who act after their death. Checks
/// the first `dated` events; later ones have placeholder dates.
pub fn check(cx: &mut Context, timeline: &Timeline, dated: usize) {
    let diagnostics = &mut cx.diagnostics;
    let people = &timeline.people;
    let deaths = deaths(&timeline.events);
    let events = timeline.events.iter().zip(&*cx.events.origins);
    for (event, origin) in events.take(dated) {
        let at = Trail::Record(*origin, &event.id);
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
            let death = deaths.get(&role.person).copied().flatten();
            let earliest = event.date.bounds().earliest;
            let after = death.zip(earliest).is_some_and(|(death, day)| death < day);
            let words = role.role.as_deref().unwrap_or_default();
            if after && !words.split(' ').any(|word| DEAD.contains(&word)) {
                let message = format!(
                    "{} had died by then; fix the date, or say so in the role (“the late …”)",
                    people[role.person.index()].name
                );
                diagnostics.warn(&list.index(n), Code::Bounds, message);
            }
        }
    }
}

/// The latest possible day of death of each person who dies in an event; `None` if it is open.
fn deaths(events: &[Event]) -> HashMap<PersonKey, Option<NaiveDate>> {
    let roles = events.iter().flat_map(|event| {
        let latest = event.date.bounds().latest;
        event.people.iter().map(move |role| (role, latest))
    });
    let deaths = roles.filter(|(role, _)| {
        let words = role.role.as_deref();
        words.is_some_and(|words| DEATHS.contains(&words))
    });
    deaths.map(|(role, day)| (role.person, day)).collect()
}
