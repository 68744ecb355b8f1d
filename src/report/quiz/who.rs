//! "Who was it?"

use std::collections::HashSet;

use crate::model::event::{Account, Event, Role};
use crate::model::key::{EventKey, PersonKey};
use crate::query::names::Named;
use crate::query::words::{fold, words};

use super::chance::Chance;
use super::ground::{Ground, quoted};
use super::{Candidate, Choice, Given, Kind, Question};

/// How many people to choose from.
const CHOICES: usize = 4;

/// What stands in a title for a name.
const BLANK: &str = "____";

/// People with the part that they had in an event, each person in turn.
pub fn questions<'a>(
    ground: &'a Ground<'a>,
    mut chance: Chance,
) -> impl Iterator<Item = Candidate> + use<'a> {
    let parts = ground.events.iter().flat_map(|key| {
        let people = ground.timeline[*key].people.iter();
        people.map(|role| (*key, role))
    });
    let mut parts = chance.in_turn(parts, |(_, role)| role.person);
    // First those that a source names in so many words, for what is cited bears these out.
    parts.sort_by_key(|(key, role)| naming(ground, *key, role.person).is_empty());
    parts
        .into_iter()
        .filter_map(move |(key, role)| question(ground, key, role, &mut chance))
}

/// The accounts of an event that name a person.
fn naming<'a>(ground: &Ground<'a>, key: EventKey, person: PersonKey) -> Vec<&'a Account> {
    let accounts = ground.timeline[key].accounts.iter().filter(|account| {
        let says = account.told.says.as_deref().unwrap_or_default();
        ground.teller.tells(&account.told.at) && ground.names_person(&fold(says), person)
    });
    accounts.collect()
}

fn question<'a>(
    ground: &'a Ground<'a>,
    key: EventKey,
    role: &'a Role,
    chance: &mut Chance,
) -> Option<Candidate> {
    let event = &ground.timeline[key];
    let person = &ground.timeline[role.person];
    let mut telling = naming(ground, key, role.person);
    if telling.is_empty() {
        let told = |account: &&Account| ground.teller.tells(&account.told.at);
        telling = event.accounts.iter().filter(told).collect();
    }
    let (ask, title, part) = asked(ground, event, role)?;
    let others = others(ground, key, chance);
    if others.is_empty() {
        return None;
    }
    let people = others.into_iter().take(CHOICES - 1).chain([role.person]);
    let choices = chance.shuffled(people.map(|key| choice(ground, key)));
    let mut given = quoted(&title);
    let (date, _) = ground.teller.date(event);
    given.text = format!("{} · {date}", given.text);
    let (citations, notes) = ground.references(&telling);
    Some(Candidate {
        question: Question {
            kind: Kind::Who,
            ask: ask.into(),
            given: std::iter::once(given).chain(part).collect(),
            choices,
            answer: person.name.to_string(),
            days: Vec::new(),
            approximate: false,
            explanation: explanation(ground, event, role, &telling),
            citations,
            notes,
            events: vec![event.id.to_string()],
            topic: None,
            asked: None,
        },
        about: vec![key],
        tells_date: true,
        tells_rest: true,
    })
}

fn choice(ground: &Ground<'_>, key: PersonKey) -> Choice {
    let person = &ground.timeline[key];
    Choice {
        text: person.name.to_string(),
        id: person.id.to_string(),
        names: person.names().map(ToOwned::to_owned).collect(),
    }
}

/// The question and the title: with a blank for the name, or with the part that the person had.
fn asked(
    ground: &Ground<'_>,
    event: &Event,
    role: &Role,
) -> Option<(&'static str, String, Option<Given>)> {
    let (title, blanks) = blanked(&event.title, ground.name_words(role.person));
    if ground.names_person(&fold(&title), role.person) {
        return None; // a word such as "Stalinism" would give the name away
    }
    if blanks > 0 {
        return Some(("Whose name is missing?", title, None));
    }
    let part = role.role.as_deref()?;
    let gives_away = ground.names_person(&fold(part), role.person);
    let part = Given {
        label: None,
        text: format!("part: {part}"),
    };
    (!gives_away).then_some(("Who had this part in it?", title, Some(part)))
}

/// The title with a blank for every run of words that belong to a name, and how many there are.
fn blanked(title: &str, name: &HashSet<String>) -> (String, usize) {
    let mut out = String::new();
    let mut blanks = 0;
    let mut kept_to = 0;
    let mut last_end = None;
    for word in words(title) {
        if name.contains(&word.folded) {
            let goes_on = last_end.is_some_and(|end: usize| title[end..word.span.start] == *" ");
            if !goes_on {
                out.push_str(&title[kept_to..word.span.start]);
                out.push_str(BLANK);
                blanks += 1;
            }
            kept_to = word.span.end;
            last_end = Some(word.span.end);
        } else {
            last_end = None;
        }
    }
    out.push_str(&title[kept_to..]);
    (out, blanks)
}

/// People who surely had no part in the event: none is named in anything that is told of it, nor
/// had a part in anything of the kind at the time. The likelier they seem, the earlier they stand.
fn others(ground: &Ground<'_>, key: EventKey, chance: &mut Chance) -> Vec<PersonKey> {
    let event = &ground.timeline[key];
    let told = fold(&ground.told_of(key).join(" "));
    let alike = |other: &Event| other.themes.iter().any(|t| event.themes.contains(t));
    let has_part = |event: &Event, person| event.people.iter().any(|r| r.person == person);
    let of_the_kind = |person: PersonKey| {
        let events = ground.timeline.events.iter();
        events
            .filter(move |other| has_part(other, person))
            .filter(|other| alike(other))
    };
    let people = (0..ground.timeline.people.len()).map(PersonKey::new);
    let innocent = people.filter(|person| {
        !has_part(event, *person)
            && !ground.names_person(&told, *person)
            && !of_the_kind(*person).any(|other| other.date.overlaps(&event.date))
    });
    let mut innocent = chance.shuffled(innocent);
    innocent.sort_by_key(|person| {
        let events = ground.timeline.events.iter();
        let parts = events.filter(|other| !other.background && has_part(other, *person));
        // Somebody who appears but once would hardly be taken for the answer.
        match parts.count() {
            0 => 3,
            1 => 2,
            _ if of_the_kind(*person).next().is_none() => 1,
            _ => 0,
        }
    });
    innocent
}

fn explanation(ground: &Ground<'_>, event: &Event, role: &Role, telling: &[&Account]) -> String {
    let told = &telling[0].told;
    let place = ground.cited(telling[0]);
    let says = told.says.as_deref().unwrap_or_default();
    let voice = told.voice().map(|voice| format!("{voice}: "));
    let part = role.role.as_ref().map(|part| format!(" ({part})"));
    format!(
        "{}{}. {}{says} [{place}]",
        event.title,
        part.unwrap_or_default(),
        voice.unwrap_or_default(),
    )
}
