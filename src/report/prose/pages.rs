//! One thing told in paragraphs: an event, a person, a place, a theme, a source, a comparison, a
//! chain of causes.

use std::collections::BTreeSet;

use crate::model::agreement::{self, Verdict};
use crate::model::event::Link;
use crate::model::key::{EventKey, PersonKey, SourceKey};
use crate::model::timeline::Timeline;
use crate::model::topic::{Question, Topic};
use crate::report::comparison::Scope;
use crate::report::part::{Cited, Teller};
use crate::report::reasons::listed;

use super::paragraph::Paragraph;
use super::words::{Lexicon, count_in_words};
use super::{Narrator, argument};

/// An event: what is told of it, how it came about, and what it led to.
pub fn event<'a>(
    timeline: &'a Timeline<'a>,
    key: EventKey,
    told_by: Option<SourceKey>,
) -> Vec<Paragraph<'a>> {
    let teller = Teller::new(timeline, told_by);
    let mut paragraphs = vec![Narrator::new(timeline, told_by).tell(key, None)];
    if told_by.is_none() && timeline[key].accounts.len() > 1 {
        paragraphs.push(accounts(timeline, key));
    }
    let mut causes = Paragraph::default();
    linked(
        &mut causes,
        &teller,
        &timeline.causes(key),
        "What led to it is told too.",
    );
    let opening = if causes.text.is_empty() {
        "What it led to is told too."
    } else {
        "So is what it led to."
    };
    linked(&mut causes, &teller, &timeline.effects(key), opening);
    if !causes.text.is_empty() {
        paragraphs.push(causes);
    }
    paragraphs
}

/// What each source says of an event, one after the other.
fn accounts<'a>(timeline: &'a Timeline<'a>, key: EventKey) -> Paragraph<'a> {
    let lexicon = Lexicon::of(timeline);
    let mut told = Paragraph::default();
    let mut last: Option<SourceKey> = None;
    for account in &timeline[key].accounts {
        let source = account.told.at.source;
        let says = account.told.says.as_deref().unwrap_or_default();
        let id = &timeline[source].id;
        let sentence = match (account.told.voice.as_deref(), last == Some(source)) {
            (Some(voice), _) => format!("{id} reports {voice}: {says}"),
            (None, true) => says.to_owned(),
            (None, false) => format!("According to {id}, {}", lexicon.going_on(says)),
        };
        told.say_citing(
            timeline,
            &sentence,
            &[Cited::of(timeline, &account.told.at)],
        );
        last = Some(source);
    }
    told
}

/// How events are linked, as the sources put it.
fn linked<'a>(
    told: &mut Paragraph<'a>,
    teller: &Teller<'a>,
    links: &[&'a Link<'a>],
    opening: &str,
) {
    let timeline = teller.timeline;
    let asserted: Vec<&&Link<'a>> = links.iter().filter(|link| teller.tells(&link.at)).collect();
    if asserted.is_empty() {
        return;
    }
    told.say(timeline, opening);
    for link in asserted {
        let cited = [Cited::of(timeline, &link.at)];
        match link.says.as_deref() {
            Some(says) => told.say_citing(timeline, says, &cited),
            None => {
                let from = &timeline[link.from].title;
                let to = &timeline[link.to].title;
                told.say_citing(
                    timeline,
                    &format!("“{from}” is said to have led to “{to}”."),
                    &cited,
                );
            }
        }
    }
}

/// A person: who it was, where the sources part over the life, and the life itself.
pub fn person<'a>(
    timeline: &'a Timeline<'a>,
    key: PersonKey,
    told_by: Option<SourceKey>,
) -> Vec<Paragraph<'a>> {
    let teller = Teller::new(timeline, told_by);
    let person = &timeline[key];
    let mut paragraphs = vec![portrait(&teller, key)];
    let takes_part = |event: EventKey| {
        let told = told_by.is_none_or(|source| timeline[event].told_by(source).next().is_some());
        told && timeline[event].people.iter().any(|role| role.person == key)
    };
    let keys = timeline.all_events().map(|(event, _)| event);
    let events: Vec<EventKey> = keys.filter(|event| takes_part(*event)).collect();
    paragraphs.extend(Narrator::new(timeline, told_by).tell_all(&events));
    let mut end = Paragraph::default();
    let fates: Vec<_> = person
        .fates
        .iter()
        .filter(|fate| teller.tells(&fate.at))
        .collect();
    if !fates.is_empty() {
        let lexicon = Lexicon::of(timeline);
        end.say(
            timeline,
            &format!("What became of {} is put thus:", person.name),
        );
        for (i, fate) in fates.iter().enumerate() {
            let words = lexicon.going_on(fate.says.trim_end_matches('.'));
            end.say_citing(timeline, &words, &[Cited::of(timeline, &fate.at)]);
            if i + 1 < fates.len() && end.text.ends_with('.') {
                end.text.pop();
                end.text.push(';');
            }
        }
        paragraphs.push(end);
    }
    paragraphs.retain(|paragraph| !paragraph.text.is_empty());
    paragraphs
}

/// Who a person was, and the offices that the sources name.
pub fn portrait<'a>(teller: &Teller<'a>, key: PersonKey) -> Paragraph<'a> {
    let timeline = teller.timeline;
    let person = &timeline[key];
    let mut told = Paragraph::default();
    if teller.told_by.is_none() {
        told.say(timeline, person.description.as_deref().unwrap_or_default());
    }
    let mut titles: Vec<(&str, Vec<Cited<'a>>)> = Vec::new();
    for office in person
        .offices
        .iter()
        .filter(|office| teller.tells(&office.at))
    {
        let cited = Cited::of(timeline, &office.at);
        match titles
            .iter_mut()
            .find(|(title, _)| *title == &*office.title)
        {
            Some((_, cites)) => cites.push(cited),
            None => titles.push((&office.title, vec![cited])),
        }
    }
    for (i, (title, cited)) in titles.iter().enumerate() {
        let sentence = if i == 0 {
            format!("{} is called {title}", person.name)
        } else {
            (*title).to_owned()
        };
        told.say_citing(timeline, &sentence, cited);
        if i + 1 < titles.len() && told.text.ends_with('.') {
            told.text.pop();
            told.text
                .push(if i + 2 == titles.len() { ';' } else { ',' });
            if i + 2 == titles.len() {
                told.text.push_str(" also");
            }
        }
    }
    told
}

/// A comparison argued out: where the sources agree, where they differ, where they part, and
/// what one alone tells.
pub fn comparison<'a>(
    timeline: &'a Timeline<'a>,
    topic: &'a Topic<'a>,
    questions: &[&'a Question<'a>],
    scope: Scope,
) -> Vec<Paragraph<'a>> {
    let lexicon = Lexicon::of(timeline);
    let judged: Vec<_> = questions
        .iter()
        .map(|question| (*question, agreement::of(question, scope.between)))
        .collect();
    let mut paragraphs = vec![who_answers(timeline, topic, questions, scope)];
    for (verdict, opening) in [
        (Verdict::Agree, "They agree on this much."),
        (
            Verdict::Compatible,
            "On other points they differ, and need not exclude each other.",
        ),
        (Verdict::Conflict, ""),
        (Verdict::Open, "Some answers cannot be compared."),
    ] {
        let mut told = Paragraph::default();
        for (nth, (question, agreement)) in judged
            .iter()
            .filter(|(_, a)| a.verdict == verdict)
            .enumerate()
        {
            if nth == 0 {
                told.say(timeline, opening);
            }
            if told.text.len() > 700 {
                paragraphs.push(std::mem::take(&mut told));
            }
            told.join(argument(timeline, &lexicon, question, agreement, nth));
            for source in &agreement.self_contradiction {
                told.say(
                    timeline,
                    &format!("In this {} contradicts itself.", timeline[*source].id),
                );
            }
        }
        paragraphs.push(told);
    }
    for source in timeline.all_sources().map(|(key, _)| key) {
        let mut told = Paragraph::default();
        let alone = judged
            .iter()
            .filter(|(_, a)| a.verdict == Verdict::Single && a.answering == [source]);
        for (nth, (question, agreement)) in alone.enumerate() {
            if nth == 0 {
                told.say(
                    timeline,
                    &format!("{} alone tells more.", timeline[source].id),
                );
            }
            for answer in question
                .answers
                .iter()
                .filter(|answer| answer.told.at.source == source)
            {
                let says = answer.told.says.as_deref().unwrap_or_default();
                let says = match answer.told.voice.as_deref() {
                    Some(voice) => format!("It reports {voice}: {says}"),
                    None => says.to_owned(),
                };
                told.say_citing(timeline, &says, &[Cited::of(timeline, &answer.told.at)]);
            }
            for source in &agreement.self_contradiction {
                told.say(
                    timeline,
                    &format!("In this {} contradicts itself.", timeline[*source].id),
                );
            }
        }
        paragraphs.push(told);
    }
    paragraphs.retain(|paragraph| !paragraph.text.is_empty());
    paragraphs
}

/// Which sources speak to a topic at all, and which are silent.
fn who_answers<'a>(
    timeline: &'a Timeline<'a>,
    topic: &'a Topic<'a>,
    questions: &[&'a Question<'a>],
    scope: Scope,
) -> Paragraph<'a> {
    let mut answering: BTreeSet<SourceKey> = BTreeSet::new();
    for question in questions {
        answering.extend(agreement::of(question, scope.between).answering);
    }
    let counted = |key: &SourceKey| scope.between.is_none_or(|two| two.contains(key));
    let all: Vec<SourceKey> = timeline
        .all_sources()
        .map(|(key, _)| key)
        .filter(counted)
        .collect();
    let names = |keys: &mut dyn Iterator<Item = SourceKey>| -> Vec<String> {
        keys.map(|key| timeline[key].id.to_string()).collect()
    };
    let speaking = names(&mut answering.iter().copied());
    let silent = names(&mut all.iter().copied().filter(|key| !answering.contains(key)));
    let about = format!("“{}”", topic.title);
    let mut told = Paragraph::default();
    told.say(
        timeline,
        &match (speaking.len(), silent.len()) {
            (0, _) => format!("No source speaks to {about}."),
            (1, _) => format!(
                "Of the {} sources {} alone speaks to {about}.",
                count_in_words(all.len()),
                speaking[0]
            ),
            (some, 0) => format!("All {} sources speak to {about}.", count_in_words(some)),
            (some, 1) => format!(
                "{} of the {} sources speak to {about}: {}. {} is silent.",
                capital(&count_in_words(some)),
                count_in_words(all.len()),
                listed(&speaking),
                silent[0]
            ),
            (some, _) => format!(
                "{} of the {} sources speak to {about}: {}. {} are silent.",
                capital(&count_in_words(some)),
                count_in_words(all.len()),
                listed(&speaking),
                listed(&silent)
            ),
        },
    );
    told
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

/// A chain of causes told from its beginning: each link as its source puts it.
pub fn chain<'a>(
    timeline: &'a Timeline<'a>,
    key: EventKey,
    depth: Option<usize>,
) -> Vec<Paragraph<'a>> {
    let depth = depth.unwrap_or(usize::MAX);
    let mut paragraphs = Vec::new();
    let back = walked(
        timeline,
        key,
        depth,
        |timeline, event| timeline.causes(event),
        |link| link.from,
    );
    let forth = walked(
        timeline,
        key,
        depth,
        |timeline, event| timeline.effects(event),
        |link| link.to,
    );
    let title = &timeline[key].title;
    for (mut links, some, none) in [
        (
            back,
            format!("Behind “{title}” the sources see this."),
            format!("No source says what led to “{title}”."),
        ),
        (
            forth,
            "And this came of it.".to_owned(),
            "No source says what came of it.".to_owned(),
        ),
    ] {
        let mut told = Paragraph::default();
        if links.is_empty() {
            told.say(timeline, &none);
        } else {
            told.say(timeline, &some);
            links.sort_by_key(|link| (link.from.min(link.to), link.from.max(link.to)));
            for link in links {
                if told.text.len() > 900 {
                    paragraphs.push(std::mem::take(&mut told));
                }
                linked(&mut told, &Teller::new(timeline, None), &[link], "");
            }
        }
        paragraphs.push(told);
    }
    paragraphs
}

/// All links on the way to or from an event, each once.
fn walked<'a>(
    timeline: &'a Timeline<'a>,
    from: EventKey,
    depth: usize,
    links: fn(&'a Timeline<'a>, EventKey) -> Vec<&'a Link<'a>>,
    other: fn(&Link<'_>) -> EventKey,
) -> Vec<&'a Link<'a>> {
    let mut seen = BTreeSet::from([from]);
    let mut found = Vec::new();
    let mut level = vec![from];
    for _ in 0..depth {
        let mut next = Vec::new();
        for link in level.iter().flat_map(|event| links(timeline, *event)) {
            found.push(link);
            if seen.insert(other(link)) {
                next.push(other(link));
            }
        }
        if next.is_empty() {
            break;
        }
        level = next;
    }
    found
}
