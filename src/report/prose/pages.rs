//! One thing told in paragraphs: an event, a person, a chain of causes.

use std::collections::BTreeSet;

use crate::model::event::Link;
use crate::model::key::{EventKey, PersonKey, SourceKey};
use crate::model::timeline::Timeline;
use crate::report::part::{Cited, Teller};

use super::Narrator;
use super::answers::reported;
use super::paragraph::Paragraph;
use super::words::Lexicon;

/// An event: what is told of it, how it came about, and what it led to.
pub fn event<'a>(
    timeline: &'a Timeline,
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
        "This is how it came about.",
    );
    let opening = if causes.text.is_empty() {
        "This came of it."
    } else {
        "And this came of it."
    };
    linked(&mut causes, &teller, &timeline.effects(key), opening);
    if !causes.text.is_empty() {
        paragraphs.push(causes);
    }
    paragraphs
}

/// What each source says of an event, one after the other.
fn accounts<'a>(timeline: &'a Timeline, key: EventKey) -> Paragraph<'a> {
    let lexicon = Lexicon::of(timeline);
    let mut told = Paragraph::default();
    let mut last: Option<SourceKey> = None;
    for account in timeline[key].accounts.iter() {
        let source = account.told.at.source;
        let says = account.told.says.as_deref().unwrap_or_default();
        let id = &timeline[source].id;
        let sentence = match (account.told.voice(), last == Some(source)) {
            (Some(voice), again) => reported(id, voice, says, again),
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
fn linked<'a>(told: &mut Paragraph<'a>, teller: &Teller<'a>, links: &[&'a Link], opening: &str) {
    let timeline = teller.timeline;
    let asserted: Vec<&&Link> = links.iter().filter(|link| teller.tells(&link.at)).collect();
    if asserted.is_empty() {
        return;
    }
    told.say(timeline, opening);
    for link in asserted {
        let cited = [Cited::of(timeline, &link.at)];
        if let Some(says) = link.says.as_deref() {
            told.say_citing(timeline, says, &cited);
        } else {
            let from = &timeline[link.from].title;
            let to = &timeline[link.to].title;
            let words = format!("“{from}” is said to have led to “{to}”.");
            told.say_citing(timeline, &words, &cited);
        }
    }
}

/// A person: who it was, where the sources part over the life, and the life itself.
pub fn person<'a>(
    timeline: &'a Timeline,
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
            Some((_, places)) => places.push(cited),
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

/// A chain of causes told from its beginning: each link as its source puts it.
pub fn chain<'a>(
    timeline: &'a Timeline,
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
    timeline: &'a Timeline,
    from: EventKey,
    depth: usize,
    links: fn(&'a Timeline, EventKey) -> Vec<&'a Link>,
    other: fn(&Link) -> EventKey,
) -> Vec<&'a Link> {
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
