//! A part of a timeline as a dataset of its own: the chosen events, and what they name.

use std::collections::{BTreeSet, HashSet};

use crate::dataset;
use crate::dataset::record::{
    EventRecord, File, LinkRecord, NotUsedRecord, PersonRecord, PlaceRecord, SourceRecord,
    ThemeRecord, TimelineRecord, TopicRecord,
};
use crate::model::citation::{Piece, pieces};
use crate::model::date::Date;
use crate::model::event::{Dating, Event};
use crate::model::key::EventKey;
use crate::model::source::Scope;
use crate::model::text::Text;
use crate::model::timeline::Timeline;

use super::extract::Extract;

/// The chosen events as a dataset: the people, places, themes and sources that they name, the
/// links with both ends, and the topics with an event left, whose answers stay whole. Where
/// nothing was asked for that is the whole timeline.
///
/// As told by one source there are its accounts, dates, words, answers and links alone; an event
/// that it does not date keeps its date, as inferred.
pub fn excerpt(extract: &Extract<'_>) -> File {
    let timeline = extract.timeline;
    let keys: Vec<EventKey> = if extract.is_whole {
        timeline.all_events().map(|(key, _)| key).collect()
    } else {
        extract.keys.clone()
    };
    let told_by = extract.teller.told_by.map(|source| &timeline[source].id);
    let is_told = |source: &Text| told_by.is_none_or(|told_by| told_by == source);
    let kept: HashSet<&str> = keys.iter().map(|key| &*timeline[*key].id).collect();
    let kept = |id: &Text| kept.contains(&**id);

    let events = keys
        .iter()
        .map(|key| event_record(extract, &timeline[*key]));
    let events: Vec<EventRecord> = events.collect();
    let topics = timeline
        .topics
        .iter()
        .map(|topic| TopicRecord::new(topic, timeline));
    let topics = topics.filter_map(|mut topic| {
        for question in &mut topic.questions {
            question.answers.retain(|answer| is_told(&answer.source));
        }
        topic.questions.retain(|question| {
            let about = question.events.as_ref().unwrap_or(&topic.events);
            let is_kept = extract.is_whole || about.iter().any(kept);
            is_kept && (told_by.is_none() || !question.answers.is_empty())
        });
        for question in &mut topic.questions {
            if let Some(events) = &mut question.events {
                events.retain(kept);
            }
        }
        topic.events.retain(kept);
        (!topic.questions.is_empty()).then_some(topic)
    });
    let links = timeline
        .links
        .iter()
        .map(|link| LinkRecord::new(link, timeline));
    let links = links.filter(|link| kept(&link.from) && kept(&link.to) && is_told(&link.source));

    let people = events
        .iter()
        .flat_map(|event| &event.people)
        .map(|role| &role.id);
    let named: BTreeSet<&Text> = people.collect();
    let people = timeline.people.iter();
    let people = people.filter(|person| extract.is_whole || named.contains(&person.id));
    let people = people.map(|person| {
        let mut person = PersonRecord::new(person, timeline);
        if told_by.is_some() {
            // A description is that of all sources together.
            person.description = None;
        }
        person.offices.retain(|office| is_told(&office.source));
        person.fates.retain(|fate| is_told(&fate.source));
        person
    });
    let people: Vec<PersonRecord> = people.collect();
    let named: BTreeSet<&Text> = events.iter().flat_map(|event| &event.places).collect();
    let places = timeline.places.iter();
    let places = places.filter(|place| extract.is_whole || named.contains(&place.id));
    let named: BTreeSet<&Text> = events.iter().flat_map(|event| &event.themes).collect();
    let themes = timeline.themes.iter();
    let themes = themes.filter(|theme| extract.is_whole || named.contains(&theme.id));
    let mut file = File {
        timeline: Some(TimelineRecord::new(timeline, &scope(extract, &keys))),
        people,
        places: places.map(PlaceRecord::new).collect(),
        themes: themes.map(ThemeRecord::new).collect(),
        topics: topics.collect(),
        links: links.collect(),
        events,
        ..File::default()
    };
    add_sources(extract, &mut file);
    file
}

/// The same as a timeline, for exports that need its dates and references resolved.
pub fn excerpt_timeline(extract: &Extract<'_>) -> Timeline {
    dataset::timeline_of(excerpt(extract))
}

/// The timeline's bounds; where it has none, those of its events, for a dataset wants some.
fn scope(extract: &Extract<'_>, keys: &[EventKey]) -> Scope {
    let Scope { from, to } = extract.timeline.scope.clone();
    let dates = || {
        keys.iter()
            .map(|key| extract.teller.date(&extract.timeline[*key]).0)
    };
    let first = dates().filter(|date| date.bounds().earliest.is_some());
    let last = dates().filter(|date| date.bounds().latest.is_some());
    Scope {
        from: from.or_else(|| first.min_by_key(|d| d.bounds().earliest).cloned()),
        to: to.or_else(|| last.max_by_key(|d| d.bounds().latest).cloned()),
    }
}

/// The event as it is told.
fn event_record(extract: &Extract<'_>, event: &Event) -> EventRecord {
    let timeline = extract.timeline;
    let Some(source) = extract.teller.told_by else {
        return EventRecord::new(event, timeline);
    };
    let (date, _) = extract.teller.date(event);
    let accounts: Vec<_> = event.told_by(source).cloned().collect();
    let is_own = |of_account: Option<&Date>| of_account == Some(date);
    let stated = accounts
        .iter()
        .find(|account| is_own(account.date.as_ref()));
    let dating = match stated {
        Some(account) => Dating::Stated(account.told.at.clone()),
        None => Dating::Inferred(
            "This source does not date the event; the date is from elsewhere.".into(),
        ),
    };
    let words = accounts
        .iter()
        .filter_map(|account| account.told.says.as_deref());
    let summary = words.collect::<Vec<_>>().join(" ");
    let told = Event {
        date: date.clone(),
        summary: Some((&*summary).into()),
        background: date.within(timeline.scope.bounds()).is_none(),
        dating,
        accounts,
        ..event.clone()
    };
    EventRecord::new(&told, timeline)
}

/// Adds the sources that something kept is from, or that its prose cites.
///
/// A paragraph from which only what was left out is taken is excused, so that the part is as well
/// accounted for as the whole.
fn add_sources(extract: &Extract<'_>, file: &mut File) {
    /// A source may claim any number of paragraphs.
    const MOST: u32 = 10_000;
    let mut used: HashSet<(String, u32)> = HashSet::new();
    let mut named: HashSet<String> = HashSet::new();
    for at in file.locators() {
        used.extend(at.paragraph.map(|number| (at.source.clone(), number)));
        named.insert(at.source);
    }
    let prose = file.events.iter().map(|event| &event.summary);
    let prose = prose.chain(file.people.iter().map(|person| &person.description));
    let prose = prose.chain(file.places.iter().map(|place| &place.description));
    let prose = prose.chain(file.themes.iter().map(|theme| &theme.description));
    for text in prose.flatten() {
        for piece in pieces(text) {
            if let Piece::Cites(_, cited) = piece {
                named.extend(cited.into_iter().map(|(source, _)| source.to_owned()));
            }
        }
    }
    let sources = extract.timeline.sources.iter();
    let sources = sources.filter(|source| extract.is_whole || named.contains(&*source.id));
    for source in sources {
        let mut record = SourceRecord::new(source);
        let of_file = source
            .paragraphs
            .filter(|_| source.file.is_some() && !extract.is_whole);
        for paragraph in 1..=of_file.unwrap_or_default().min(MOST) {
            let is_excused = source.not_used.iter().any(|(other, _)| *other == paragraph);
            if !is_excused && !used.contains(&(source.id.to_string(), paragraph)) {
                let why = "left out of this part of the timeline".into();
                record.not_used.push(NotUsedRecord { paragraph, why });
            }
        }
        record.not_used.sort_by_key(|not_used| not_used.paragraph);
        file.sources.push(record);
    }
}
