//! "Who was it?"

use std::collections::HashSet;

use crate::model::event::{Event, Role};
use crate::model::key::{EventKey, PersonKey};
use crate::model::source::Statement;
use crate::query::words::{fold, words};
use crate::report::part::Cited;

use super::question_pool::QuestionPool;
use super::random::Random;
use super::{Candidate, Candidates, Choice, Given, Kind, Question};

const CHOICES: usize = 4;

/// Stands for a name in a title.
const BLANK: &str = "____";

/// People with the part that they had in an event, each person in turn.
pub fn questions<'a>(pool: &'a QuestionPool<'a>, mut random: Random) -> Candidates<'a> {
    let roles = pool.events.iter().flat_map(|key| {
        let people = pool.timeline[*key].people.iter();
        people.map(|role| (*key, role))
    });
    let mut roles = random.shuffle_by_turns(roles, |(_, role)| role.person);
    // People whom a source names come first, because there the citation proves the answer.
    roles.sort_by_key(|(key, role)| naming(pool, *key, role.person).is_empty());
    Box::new(
        roles
            .into_iter()
            .filter_map(move |(key, role)| question(pool, key, role, &mut random)),
    )
}

/// What is told of an event in words that name a person.
fn naming<'a>(pool: &QuestionPool<'a>, key: EventKey, person: PersonKey) -> Vec<&'a Statement> {
    let accounts = pool.accounts(&pool.timeline[key]).into_iter();
    let statements = accounts.map(|account| &account.told);
    statements
        .filter(|told| pool.names_person(&fold(told.says.as_deref().unwrap_or_default()), person))
        .collect()
}

fn question<'a>(
    pool: &'a QuestionPool<'a>,
    key: EventKey,
    role: &Role,
    random: &mut Random,
) -> Option<Candidate> {
    let timeline = pool.timeline;
    let event = &timeline[key];
    let part = role.role.as_deref();
    let (title, blanks) = blank_out(&event.title, &pool.names[role.person.index()]);
    if pool.names_person(&fold(&title), role.person) {
        return None; // a word such as "Stalinism" would give the name away
    }
    let mut given = vec![Given::text(format!(
        "“{title}” · {}",
        pool.teller.date(event).0
    ))];
    let ask = if blanks > 0 {
        "Whose name is missing?"
    } else {
        let part = part.filter(|part| !pool.names_person(&fold(part), role.person))?;
        given.push(Given::text(format!("part: {part}")));
        "Who had this part in it?"
    };
    let others = others(pool, key, random);
    if others.is_empty() {
        return None;
    }
    let people = others.into_iter().take(CHOICES - 1).chain([role.person]);
    let choices = random.shuffle(people.map(|key| {
        let person = &timeline[key];
        Choice {
            text: person.name.to_string(),
            id: person.id.to_string(),
            names: [&person.name]
                .into_iter()
                .chain(&person.aliases)
                .map(ToString::to_string)
                .collect(),
        }
    }));
    let mut telling = naming(pool, key, role.person);
    if telling.is_empty() {
        let accounts = pool.accounts(event).into_iter();
        telling = accounts.map(|account| &account.told).collect();
    }
    let told = telling[0];
    let explanation = format!(
        "{}{}. {}{} [{}]",
        event.title,
        part.map(|part| format!(" ({part})")).unwrap_or_default(),
        told.voice()
            .map(|voice| format!("{voice}: "))
            .unwrap_or_default(),
        told.says.as_deref().unwrap_or_default(),
        Cited::of(timeline, &told.at),
    );
    Some(Candidate {
        question: Question {
            kind: Kind::Who,
            ask: ask.into(),
            given,
            choices,
            answer: timeline[role.person].name.to_string(),
            explanation,
            citations: pool.citations(&telling),
            notes: pool.notes(&telling),
            ..Question::default()
        },
        about: vec![key],
        tells_date: true,
    })
}

/// The title with a blank for every run of words that belong to a name, and the number of blanks.
fn blank_out(title: &str, name: &HashSet<String>) -> (String, usize) {
    let mut out = String::new();
    let mut blanks = 0;
    let mut copied_to = 0;
    let mut name_ends = None;
    for word in words(title) {
        if !name.contains(&word.folded) {
            name_ends = None;
            continue;
        }
        let goes_on = name_ends.is_some_and(|end: usize| title[end..word.span.start] == *" ");
        if !goes_on {
            out.push_str(&title[copied_to..word.span.start]);
            out.push_str(BLANK);
            blanks += 1;
        }
        copied_to = word.span.end;
        name_ends = Some(word.span.end);
    }
    out.push_str(&title[copied_to..]);
    (out, blanks)
}

/// People who surely had no part in the event: nothing that is told of it names them, and they
/// had no part in an event with one of its themes at the time. The most plausible come first.
fn others(pool: &QuestionPool<'_>, key: EventKey, random: &mut Random) -> Vec<PersonKey> {
    let timeline = pool.timeline;
    let event = &timeline[key];
    let told = fold(&told_of(pool, key).join(" "));
    let has_part = |event: &Event, person| event.people.iter().any(|r| r.person == person);
    let alike: Vec<&Event> = timeline
        .events
        .iter()
        .filter(|other| {
            other
                .themes
                .iter()
                .any(|theme| event.themes.contains(theme))
        })
        .collect();
    let people = (0..timeline.people.len()).map(PersonKey::new);
    let innocent = people.filter(|person| {
        let mut had_part_in = alike.iter().filter(|other| has_part(other, *person));
        !has_part(event, *person)
            && !pool.names_person(&told, *person)
            && !had_part_in.any(|other| other.date.overlaps(&event.date))
    });
    let mut innocent = random.shuffle(innocent);
    innocent.sort_by_cached_key(|person| {
        let events = timeline.events.iter();
        let parts = events.filter(|other| !other.background && has_part(other, *person));
        // Somebody who appears only once would hardly be taken for the answer.
        match parts.count() {
            0 => 3,
            1 => 2,
            _ if !alike.iter().any(|other| has_part(other, *person)) => 1,
            _ => 0,
        }
    });
    innocent
}

/// All that is told of an event, and all that is answered about it.
fn told_of<'a>(pool: &QuestionPool<'a>, key: EventKey) -> Vec<&'a str> {
    let timeline = pool.timeline;
    let event = &timeline[key];
    let mut texts = vec![Some(&*event.title), event.summary.as_deref()];
    for account in event.accounts.iter() {
        let told = &account.told;
        texts.extend([told.says.as_deref(), told.as_printed(), told.voice()]);
    }
    for topic in timeline.topics_of(key) {
        let questions = timeline[topic].questions.iter().filter(|question| {
            let own = question.events.as_ref();
            own.is_none_or(|events| events.contains(&key))
        });
        for answer in questions.flat_map(|question| &question.answers) {
            let told = &answer.told;
            texts.extend([
                told.says.as_deref(),
                told.as_printed(),
                answer.counts.as_deref(),
            ]);
        }
    }
    texts.into_iter().flatten().collect()
}
