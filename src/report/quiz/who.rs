//! Questions about who took part in an event.

use std::collections::HashSet;

use crate::model::event::{Account, Event, Role};
use crate::model::key::{EventKey, PersonKey};
use crate::model::source::Claim;
use crate::model::timeline::Timeline;
use crate::model::topic::Answer;
use crate::query::words::{fold, split_words};

use super::question_pool::QuestionPool;
use super::random::Random;
use super::{Choice, Draft, Drafts, Given, QuizKind, QuizQuestion};

const CHOICES: usize = 4;

/// Replaces a name in a title.
const BLANK: &str = "____";

/// Questions on people's roles in events, alternating between people.
pub fn questions<'a>(pool: &'a QuestionPool<'a>, mut random: Random) -> Drafts<'a> {
    let roles = pool.events.iter().flat_map(|key| {
        let people = pool.timeline[*key].people.iter();
        people.map(|role| (*key, role))
    });
    let mut roles = random.shuffle_by_turns(roles, |(_, role)| role.person);
    // People whom a source names come first, because there the citation proves the answer.
    roles.sort_by_key(|(key, role)| mentions(pool, *key, role.person).is_empty());
    Box::new(
        roles
            .into_iter()
            .filter_map(move |(key, role)| question(pool, key, role, &mut random)),
    )
}

/// The claims about an event that name a person.
fn mentions<'a>(pool: &QuestionPool<'a>, key: EventKey, person: PersonKey) -> Vec<&'a Claim> {
    let accounts = pool.perspective.accounts(&pool.timeline[key]);
    let claims = accounts.map(|account| &account.claim);
    claims
        .filter(|claim| pool.names_person(&fold(claim.says.as_deref().unwrap_or_default()), person))
        .collect()
}

fn question(
    pool: &QuestionPool<'_>,
    key: EventKey,
    role: &Role,
    random: &mut Random,
) -> Option<Draft> {
    let timeline = pool.timeline;
    let event = &timeline[key];
    let person = &timeline[role.person];
    let part = role.role.as_deref();
    let gives_name = |text: &str| pool.names_person(&fold(text), role.person);
    let title = blank_out(&event.title, &pool.names[role.person.index()]);
    if gives_name(&title) {
        return None; // a word such as "Stalinism" would give the name away
    }
    let (date, _) = pool.perspective.date(event);
    let mut given = vec![Given::text(format!("“{title}” · {date}"))];
    let ask = if title == *event.title {
        let part = part.filter(|part| !gives_name(part))?;
        given.push(Given::text(format!("part: {part}")));
        "Who had this part in it?"
    } else {
        "Whose name is missing?"
    };
    let others = absent(pool, key, random);
    if others.is_empty() {
        return None;
    }
    let people = others.into_iter().take(CHOICES - 1).chain([role.person]);
    let choices = random.shuffle(people.map(|key| {
        let person = &timeline[key];
        Choice::new(&person.id, &person.name, &person.aliases)
    }));
    let mut telling = mentions(pool, key, role.person);
    if telling.is_empty() {
        let accounts = pool.perspective.accounts(event);
        telling = accounts.map(|account| &account.claim).collect();
    }
    let claim = telling[0];
    let part = part.map(|part| format!(" ({part})")).unwrap_or_default();
    let voice = claim.voice.as_deref().map(|voice| format!("{voice}: "));
    let voice = voice.unwrap_or_default();
    let says = claim.says.as_deref().unwrap_or_default();
    let place = pool.place(claim);
    let question = QuizQuestion {
        ask: ask.into(),
        given,
        choices,
        answer: person.name.to_string(),
        explanation: format!("{}{part}. {voice}{says} [{place}]", event.title),
        ..pool.question(QuizKind::Who, &[key], &telling)
    };
    Some(Draft::new(question, true))
}

/// The title with a blank in place of every run of words from a name.
fn blank_out(title: &str, name: &HashSet<String>) -> String {
    let mut out = title.to_owned();
    for word in split_words(title).into_iter().rev() {
        if name.contains(&word.folded) {
            out.replace_range(word.span, BLANK);
        }
    }
    let run = [BLANK, BLANK].join(" ");
    while out.contains(&run) {
        out = out.replace(&run, BLANK);
    }
    out
}

/// Wrong choices: people who certainly took no part in the event. No text about it names them, and
/// they took no part in a simultaneous event with a common theme. The most plausible come first.
fn absent(pool: &QuestionPool<'_>, key: EventKey, random: &mut Random) -> Vec<PersonKey> {
    let timeline = pool.timeline;
    let event = &timeline[key];
    let told_of_event = fold(&texts_about(timeline, key).join(" "));
    let has_part = |event: &Event, person| event.people.iter().any(|r| r.person == person);
    let is_alike = |other: &&Event| other.themes.iter().any(|t| event.themes.contains(t));
    let alike: Vec<&Event> = timeline.events.iter().filter(is_alike).collect();
    let people = (0..timeline.people.len()).map(PersonKey::from);
    let innocent = people.filter(|person| {
        let mut had_part_in = alike.iter().filter(|other| has_part(other, *person));
        !has_part(event, *person)
            && !pool.names_person(&told_of_event, *person)
            && !had_part_in.any(|other| other.date.overlaps(&event.date))
    });
    let mut innocent = random.shuffle(innocent);
    innocent.sort_by_cached_key(|person| {
        let events = timeline.events.iter();
        let parts = events.filter(|other| !other.background && has_part(other, *person));
        // A person who appears only once is not a plausible answer.
        match parts.count() {
            0 => 3,
            1 => 2,
            _ if !alike.iter().any(|other| has_part(other, *person)) => 1,
            _ => 0,
        }
    });
    innocent
}

/// All texts about an event: its title, summary and accounts, and the answers about it.
fn texts_about(timeline: &Timeline, key: EventKey) -> Vec<&str> {
    let event = &timeline[key];
    let mut texts = vec![Some(&event.title), event.summary.as_ref()];
    for Account { claim, .. } in &event.accounts {
        texts.extend([&claim.says, &claim.as_printed, &claim.voice].map(Option::as_ref));
    }
    let topics = timeline.topics_of(key).into_iter();
    for question in topics.flat_map(|topic| &timeline[topic].questions) {
        let events = question.events.as_ref();
        if events.is_none_or(|events| events.contains(&key)) {
            for Answer { claim, counts, .. } in &question.answers {
                texts.extend([&claim.says, &claim.as_printed, counts].map(Option::as_ref));
            }
        }
    }
    texts.into_iter().flatten().map(|text| &**text).collect()
}
