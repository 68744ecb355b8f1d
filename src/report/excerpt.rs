//! Part of a timeline as a dataset: the selected events, and the records that they refer to.

use std::collections::HashSet;

use crate::dataset::record::{
    DatasetFile, DatingRecord, EventRecord, LinkRecord, NotUsedRecord, PersonRecord, PlaceRecord,
    SourceRecord, ThemeRecord, TimelineRecord, TopicRecord,
};
use crate::model::citation::{CitationPart, split_citations};
use crate::model::event::{Dating, Event};
use crate::model::key::EventKey;
use crate::model::source::Scope;
use crate::model::text::Text;

use super::extract::Extract;

/// The selected events as a dataset, with the people, places, themes and sources that they refer
/// to, the links between them, and the topics on them with all answers. Without a filter, it is the
/// whole timeline.
///
/// If only one source is shown, it has only that source's accounts, dates, answers and links, and
/// its accounts as summaries. An event that the source does not date keeps its date, as inferred.
pub fn dataset_excerpt(extract: &Extract<'_>) -> DatasetFile {
    let timeline = extract.timeline;
    let keys: Vec<EventKey> = if extract.is_whole {
        timeline.all_events().map(|(key, _)| key).collect()
    } else {
        extract.keys.clone()
    };
    let events = keys.iter().map(|key| &timeline[*key]);
    let people = timeline.people.iter();
    let topics = timeline.topics.iter();
    let links = timeline.links.iter();
    let mut file = DatasetFile {
        timeline: Some(TimelineRecord::new(timeline, &scope(extract, &keys))),
        sources: timeline.sources.iter().map(SourceRecord::new).collect(),
        people: people.map(|p| PersonRecord::new(p, timeline)).collect(),
        places: timeline.places.iter().map(PlaceRecord::new).collect(),
        themes: timeline.themes.iter().map(ThemeRecord::new).collect(),
        events: events.map(|event| event_record(extract, event)).collect(),
        topics: topics.map(|t| TopicRecord::new(t, timeline)).collect(),
        links: links.map(|l| LinkRecord::new(l, timeline)).collect(),
        ..DatasetFile::default()
    };
    if let Some(source) = extract.perspective.told_by {
        retain_source(&mut file, &timeline[source].id);
    }
    if !extract.is_whole {
        retain_referenced(&mut file);
        retain_cited_sources(&mut file);
    }
    for source in &mut file.sources {
        source.not_used.sort_by_key(|not_used| not_used.paragraph);
    }
    file
}

/// The timeline's scope. A missing end is taken from the events, because a dataset requires both.
fn scope(extract: &Extract<'_>, keys: &[EventKey]) -> Scope {
    let Scope { from, to, .. } = extract.timeline.scope.clone();
    let events = keys.iter().map(|key| &extract.timeline[*key]);
    let dates = events.map(|event| extract.perspective.date(event).0);
    let first = dates
        .clone()
        .filter(|date| date.bounds().earliest.is_some());
    let last = dates.filter(|date| date.bounds().latest.is_some());
    Scope::new(
        from.or_else(|| first.min_by_key(|d| d.bounds().earliest).cloned()),
        to.or_else(|| last.max_by_key(|d| d.bounds().latest).cloned()),
    )
}

/// The record of an event, limited to the source that is shown.
fn event_record(extract: &Extract<'_>, event: &Event) -> EventRecord {
    let timeline = extract.timeline;
    let mut record = EventRecord::new(event, timeline);
    let Some(source) = extract.perspective.told_by else {
        return record;
    };
    let (date, _) = extract.perspective.date(event);
    (record.date, record.calendar) = (date.into(), date.calendar());
    record.background = date.match_in(timeline.scope.bounds()).is_none();
    let accounts = &mut record.accounts;
    accounts.retain(|account| account.source == timeline[source].id);
    let cited = extract.perspective.dated_at(event);
    record.dating = Some(DatingRecord {
        inferred: cited.is_none().then(|| Dating::BORROWED.into()),
        source: cited.as_ref().map(|cited| cited.source.into()),
        paragraph: cited.as_ref().and_then(|cited| cited.paragraph),
        page: cited.and_then(|cited| cited.page).map(Text::from),
        ..DatingRecord::default()
    });
    let says: Vec<&str> = accounts.iter().map(|account| &*account.says).collect();
    record.summary = Some(says.join(" ").as_str().into());
    record
}

/// Removes everything that sources other than `told_by` say.
fn retain_source(file: &mut DatasetFile, told_by: &Text) {
    for topic in &mut file.topics {
        for question in &mut topic.questions {
            let answers = &mut question.answers;
            answers.retain(|answer| answer.source == *told_by);
            let items = answers
                .iter()
                .flat_map(|answer| answer.items.iter().flatten());
            let slugs = items.chain(answers.iter().filter_map(|answer| answer.position.as_ref()));
            let slugs: HashSet<&Text> = slugs.collect();
            question.positions.retain(|slug, _| slugs.contains(slug));
            question.items.retain(|slug, _| slugs.contains(slug));
        }
        topic
            .questions
            .retain(|question| !question.answers.is_empty());
    }
    file.links.retain(|link| link.source == *told_by);
    for person in &mut file.people {
        // A description draws on all sources.
        person.description = None;
        person.offices.retain(|office| office.source == *told_by);
        person.fates.retain(|fate| fate.source == *told_by);
    }
}

/// Removes people, places and themes that no event of the file refers to, questions and topics on
/// none of its events, and links without both of theirs.
fn retain_referenced(file: &mut DatasetFile) {
    let events: HashSet<&Text> = file.events.iter().map(|event| &event.id).collect();
    for topic in &mut file.topics {
        let about = &mut topic.events;
        topic.questions.retain_mut(|question| {
            let events_of = question.events.as_ref().unwrap_or(about);
            let is_kept = events_of.iter().any(|event| events.contains(event));
            if let Some(about) = &mut question.events {
                about.retain(|event| events.contains(event));
            }
            is_kept
        });
        about.retain(|event| events.contains(event));
    }
    file.topics.retain(|topic| !topic.questions.is_empty());
    file.links
        .retain(|link| events.contains(&link.from) && events.contains(&link.to));
    let roles = file.events.iter().flat_map(|event| &event.people);
    let people: HashSet<&Text> = roles.map(|role| &role.id).collect();
    file.people.retain(|person| people.contains(&person.id));
    let places: HashSet<&Text> = file.events.iter().flat_map(|event| &event.places).collect();
    file.places.retain(|place| places.contains(&place.id));
    let themes: HashSet<&Text> = file.events.iter().flat_map(|event| &event.themes).collect();
    file.themes.retain(|theme| themes.contains(&theme.id));
}

/// Removes the sources that no locator in the file refers to and no prose in it cites.
///
/// Paragraphs that the file does not use are listed under `not_used`, so that a check of it does
/// not report them.
fn retain_cited_sources(file: &mut DatasetFile) {
    /// A limit, because a source may claim any number of paragraphs.
    const MOST: u32 = 10_000;
    let locators = file.locators();
    let named = locators.iter().map(|at| at.source.clone());
    let mut named: HashSet<String> = named.collect();
    let prose = file.events.iter().map(|event| &event.summary);
    let prose = prose.chain(file.people.iter().map(|person| &person.description));
    let prose = prose.chain(file.places.iter().map(|place| &place.description));
    let prose = prose.chain(file.themes.iter().map(|theme| &theme.description));
    for piece in prose.flatten().flat_map(|text| split_citations(text)) {
        if let CitationPart::Cites(_, cited) = piece {
            named.extend(cited.into_iter().map(|(source, _)| source.to_owned()));
        }
    }
    file.sources.retain(|source| named.contains(&*source.id));
    for source in &mut file.sources {
        let of_source = locators.iter().filter(|at| *at.source == *source.id);
        let mut used: HashSet<u32> = of_source.filter_map(|at| at.paragraph).collect();
        used.extend(source.not_used.iter().map(|excused| excused.paragraph));
        let paragraphs = source.paragraphs.filter(|_| source.file.is_some());
        for paragraph in 1..=paragraphs.unwrap_or_default().min(MOST) {
            if !used.contains(&paragraph) {
                let why = "left out of this part of the timeline".into();
                source.not_used.push(NotUsedRecord { paragraph, why });
            }
        }
    }
}
