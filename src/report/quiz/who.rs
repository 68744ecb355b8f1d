//! Questions about whose name is missing from the title of an event.

use std::collections::HashSet;

use chrono::Days;

use crate::model::date::Bounds;
use crate::model::event::{Account, Event, EventKind};
use crate::model::key::{EventKey, PersonKey};
use crate::model::source::Claim;
use crate::model::timeline::Timeline;
use crate::model::topic::Answer;
use crate::query::words::{fold, split_words};
use crate::report::prose::split_sentences;
use crate::report::reasons::capitalize;

use super::question_pool::{QuestionPool, is_capitalized, is_within_a_year};
use super::random::Random;
use super::{Choice, Given, QuizKind, QuizQuestion, QuizQuestions};

const CHOICES: usize = 4;

/// Replaces a name in a title.
const BLANK: &str = "____";

/// Questions on events with a person's name in their title, alternating between people. `heading`
/// is what the reader sees of the timeline and the filter: it must not name them.
pub fn questions<'a>(
    pool: &'a QuestionPool<'a>,
    heading: &str,
    mut random: Random,
) -> QuizQuestions<'a> {
    let heading = fold(heading);
    let roles = pool.events.iter().flat_map(|key| {
        let people = pool.timeline[*key].people.iter();
        people.map(|role| (*key, role.person))
    });
    let roles = roles.filter(|(key, person)| {
        let event = &pool.timeline[*key];
        !event.date.is_approximate()
            && is_within_a_year(event.date.bounds())
            && !pool.names_person(&heading, *person)
    });
    let roles = random.shuffle_by_turns(roles, |(_, person)| *person);
    let roles = roles.into_iter();
    Box::new(roles.filter_map(move |(key, person)| question(pool, key, person, &mut random)))
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
    person: PersonKey,
    random: &mut Random,
) -> Option<QuizQuestion> {
    let timeline = pool.timeline;
    let event = &timeline[key];
    let title = blank_out(&event.title, &pool.names[person.index()]);
    // A word such as "Stalinism" would give the name away.
    if title == *event.title || pool.names_person(&fold(&title), person) {
        return None;
    }
    // The source that names the person proves the answer.
    let telling = mentions(pool, key, person);
    let claim = telling.first()?;
    let others = absent(pool, key, person, random);
    if others.len() < CHOICES - 1 {
        return None;
    }
    let people = others.into_iter().take(CHOICES - 1).chain([person]);
    let choices = random.shuffle(people.map(|key| {
        let person = &timeline[key];
        Choice::new(&person.id, &person.name, &person.aliases)
    }));
    let (date, is_own_date) = pool.perspective.date(event);
    let date = if is_own_date {
        format!(" · {date}")
    } else {
        String::new()
    };
    let voice = claim.voice.as_deref().map(|voice| capitalize(voice) + ": ");
    let voice = voice.unwrap_or_default();
    let says = claim.says.as_deref().unwrap_or_default();
    let place = pool.place(claim);
    Some(QuizQuestion {
        ask: "Whose name is missing?".into(),
        given: vec![Given::text(format!("“{title}”{date}"))],
        choices,
        answer: timeline[person].name.to_string(),
        explanation: format!("{}. {voice}{says} [{place}]", event.title),
        ..pool.question(QuizKind::Who, &[key], &telling)
    })
}

/// The title with a blank in place of every run of words from a name.
fn blank_out(title: &str, name: &HashSet<String>) -> String {
    let mut out = title.to_owned();
    for word in split_words(title).into_iter().rev() {
        if name.contains(&word.folded) && is_capitalized(&title[word.span.clone()]) {
            out.replace_range(word.span, BLANK);
        }
    }
    let run = [BLANK, BLANK].join(" ");
    while out.contains(&run) {
        out = out.replace(&run, BLANK);
    }
    out
}

/// Wrong choices: people who were about in these years, for the same theme and at the same place (the
/// only Hungarian would be the answer), and had no part in this event: no sentence about it names
/// them together with the answer, nor did they take part in anything alike within a month of it.
fn absent(
    pool: &QuestionPool<'_>,
    key: EventKey,
    answer: PersonKey,
    random: &mut Random,
) -> Vec<PersonKey> {
    const TWO_YEARS: Days = Days::new(731);
    const MONTH: i64 = 31 * 24 * 60 * 60;
    let timeline = pool.timeline;
    let event = &timeline[key];
    let texts = texts_about(timeline, key).into_iter();
    let sentences = texts.flat_map(split_sentences).map(fold);
    let with_answer = sentences.filter(|sentence| pool.names_person(sentence, answer));
    let with_answer = with_answer.collect::<Vec<_>>().join(" ");
    let bounds = event.date.bounds();
    let years = Bounds::days(
        bounds
            .earliest
            .and_then(|day| day.checked_sub_days(TWO_YEARS)),
        bounds
            .latest
            .and_then(|day| day.checked_add_days(TWO_YEARS)),
    );
    let near = timeline.events.iter().filter(|other| {
        let bounds = other.date.bounds();
        other.kind == EventKind::Event && is_within_a_year(bounds) && bounds.overlaps(years)
    });
    let near: Vec<&Event> = near.collect();
    let had_part = |event: &Event, person| event.people.iter().any(|role| role.person == person);
    let is_there = |other: &Event| {
        event.places.is_empty()
            || other
                .places
                .iter()
                .any(|place| event.places.contains(place))
    };
    let is_alike = |other: &Event| {
        other
            .themes
            .iter()
            .any(|theme| event.themes.contains(theme))
    };
    let is_at_once =
        |other: &Event| other.date.width() <= MONTH && other.date.overlaps(&event.date);
    let people = (0..timeline.people.len()).map(PersonKey::from);
    let innocent = people.filter(|person| {
        let mut there = timeline
            .events
            .iter()
            .filter(|other| had_part(other, *person));
        let others = near.iter().filter(|other| had_part(other, *person));
        let mut alike = others.clone().filter(|other| is_alike(other)).peekable();
        !pool.names[person.index()].is_empty()
            && !pool.names_person(&with_answer, *person)
            && others.count() > 1
            && there.any(is_there)
            && alike.peek().is_some()
            && !alike.any(|other| is_at_once(other))
            && !had_part(event, *person)
    });
    random.shuffle(innocent)
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
