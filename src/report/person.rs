//! A life: offices, fates, events with roles, company, and the questions about it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::agreement::{self, Verdict};
use crate::model::key::{EventKey, PersonKey, SourceKey};
use crate::model::person::{Fate, Person};
use crate::model::source::Locator;
use crate::model::timeline::Timeline;

use super::part::{Cited, EventRow, NoteReport, Teller, When};
use super::prose::{Prose, Writer};

/// One person in full.
#[derive(Serialize)]
pub struct PersonPage<'a> {
    pub id: &'a str,
    pub name: &'a str,
    /// Other spellings.
    pub aliases: Vec<&'a str>,
    pub description: Option<&'a str>,
    /// The offices that sources give the person.
    pub offices: Vec<OfficeReport<'a>>,
    /// What sources say became of the person.
    pub fates: Vec<FateReport<'a>>,
    /// The events in which the person had a part, background included.
    pub events: Vec<RoleRow<'a>>,
    /// Who had a part in the same events, most often first.
    pub appears_with: Vec<Company<'a>>,
    /// The questions about those events on which the sources disagree.
    #[serde(skip)]
    pub disputes: Vec<Dispute<'a>>,
    /// Who it was, in a paragraph.
    #[serde(skip)]
    pub portrait: String,
}

/// An office that a source gives somebody.
#[derive(Debug, Serialize)]
pub struct OfficeReport<'a> {
    /// What it was called.
    pub title: &'a str,
    /// When it was held or taken up.
    #[serde(flatten)]
    pub when: When<'a>,
    /// Where the source says so.
    #[serde(flatten)]
    pub cited: Cited<'a>,
    pub note: Option<NoteReport<'a>>,
}

/// What a source says became of somebody.
#[derive(Debug, Serialize)]
pub struct FateReport<'a> {
    /// What became of the person.
    pub says: &'a str,
    /// Where the source says so.
    #[serde(flatten)]
    pub cited: Cited<'a>,
    pub note: Option<NoteReport<'a>>,
}

/// An event with the part that the person had in it.
#[derive(Serialize)]
pub struct RoleRow<'a> {
    #[serde(flatten)]
    pub row: EventRow<'a>,
    pub role: Option<&'a str>,
}

/// Somebody who had a part in the same events.
#[derive(Debug, Serialize)]
pub struct Company<'a> {
    pub id: &'a str,
    /// In how many events.
    pub events: usize,
    #[serde(skip)]
    pub name: &'a str,
}

/// A question in conflict.
pub struct Dispute<'a> {
    /// The id of its topic.
    pub topic: &'a str,
    pub ask: &'a str,
}

/// Everything about one person; of one telling source, what that says.
pub fn person<'a>(
    timeline: &'a Timeline,
    key: PersonKey,
    told_by: Option<SourceKey>,
) -> PersonPage<'a> {
    let teller = Teller::new(timeline, told_by);
    let person = &timeline[key];
    let keys = events_of(timeline, key, told_by);
    let events = keys.iter().map(|event| {
        let mut roles = timeline[*event].people.iter();
        let role = roles.find(|role| role.person == key);
        RoleRow {
            row: teller.plain_row(*event),
            role: role.and_then(|role| role.role.as_deref()),
        }
    });
    let mut company: BTreeMap<PersonKey, usize> = BTreeMap::new();
    for role in keys.iter().flat_map(|event| &timeline[*event].people) {
        if role.person != key {
            *company.entry(role.person).or_default() += 1;
        }
    }
    let mut portrait = Writer::new(timeline, told_by);
    tell_portrait(&mut portrait, person);
    let mut appears_with: Vec<Company<'_>> = company
        .into_iter()
        .map(|(key, events)| Company {
            id: &timeline[key].id,
            name: &timeline[key].name,
            events,
        })
        .collect();
    appears_with.sort_by(|a, b| b.events.cmp(&a.events).then_with(|| a.id.cmp(b.id)));
    PersonPage {
        id: &person.id,
        name: &person.name,
        aliases: person.aliases.iter().map(|alias| &**alias).collect(),
        description: person.description.as_deref().filter(|_| told_by.is_none()),
        offices: offices(&teller, person),
        fates: fates(&teller, person),
        events: events.collect(),
        appears_with,
        portrait: portrait.text().to_owned(),
        disputes: match told_by {
            None => disputes(timeline, &keys),
            Some(_) => Vec::new(),
        },
    }
}

/// The events in which a person has a part, background included.
fn events_of(timeline: &Timeline, key: PersonKey, told_by: Option<SourceKey>) -> Vec<EventKey> {
    let events = timeline.all_events().filter(|(_, event)| {
        told_by.is_none_or(|source| event.told_by(source).next().is_some())
            && event.people.iter().any(|role| role.person == key)
    });
    events.map(|(event, _)| event).collect()
}

/// The offices that sources give a person.
pub fn offices<'a>(teller: &Teller<'a>, person: &'a Person) -> Vec<OfficeReport<'a>> {
    let offices = person.offices.iter();
    let told = offices.filter(|office| teller.tells(&office.at));
    let reports = told.map(|office| OfficeReport {
        title: &office.title,
        when: When::of(office.date.as_ref()),
        cited: Cited::of(teller.timeline, &office.at),
        note: NoteReport::of(office.note.as_ref()),
    });
    reports.collect()
}

/// What sources say became of a person.
pub fn fates<'a>(teller: &Teller<'a>, person: &'a Person) -> Vec<FateReport<'a>> {
    let told = person.fates.iter().filter(|fate| teller.tells(&fate.at));
    let reports = told.map(|fate| FateReport {
        says: &fate.says,
        cited: Cited::of(teller.timeline, &fate.at),
        note: NoteReport::of(fate.note.as_ref()),
    });
    reports.collect()
}

/// The questions in conflict about any of the events.
fn disputes<'a>(timeline: &'a Timeline, about: &[EventKey]) -> Vec<Dispute<'a>> {
    let mut disputes = Vec::new();
    for topic in &timeline.topics {
        for question in &topic.questions {
            let events = question.events.as_ref().unwrap_or(&topic.events);
            let concerns = events.iter().any(|event| about.contains(event));
            if concerns && agreement::of(question, None).verdict == Verdict::Conflict {
                disputes.push(Dispute {
                    topic: &topic.id,
                    ask: &question.ask,
                });
            }
        }
    }
    disputes
}

/// A person in paragraphs: who it was, the life, and what became of the person.
pub fn prose<'a>(timeline: &'a Timeline, key: PersonKey, told_by: Option<SourceKey>) -> Prose<'a> {
    let person = &timeline[key];
    let mut writer = Writer::new(timeline, told_by);
    tell_portrait(&mut writer, person);
    writer.tell_events(&events_of(timeline, key, told_by));
    writer.new_paragraph();
    let fates = person.fates.iter();
    let fates: Vec<&Fate> = fates.filter(|fate| writer.teller.tells(&fate.at)).collect();
    for (i, fate) in fates.iter().enumerate() {
        if i == 0 {
            writer.say(&format!("What became of {} is put thus:", person.name));
        } else {
            writer.go_on_after(";");
        }
        let says = writer.lexicon.mid_sentence(fate.says.trim_end_matches('.'));
        writer.cite(&says, [&fate.at]);
    }
    writer.finish("person", &person.name, String::new())
}

/// Tells who a person was, and the offices that the sources name.
fn tell_portrait<'a>(writer: &mut Writer<'a>, person: &'a Person) {
    if writer.teller.told_by.is_none() {
        writer.say(person.description.as_deref().unwrap_or_default());
    }
    let mut titles: Vec<(&str, Vec<&Locator>)> = Vec::new();
    for office in &person.offices {
        if !writer.teller.tells(&office.at) {
            continue;
        }
        match titles
            .iter_mut()
            .find(|(title, _)| *title == &*office.title)
        {
            Some((_, places)) => places.push(&office.at),
            None => titles.push((&office.title, vec![&office.at])),
        }
    }
    let last = titles.len().saturating_sub(1);
    for (i, (title, places)) in titles.into_iter().enumerate() {
        if i == 0 {
            writer.cite(&format!("{} is called {title}", person.name), places);
        } else {
            writer.go_on_after(if i == last { "; also" } else { "," });
            writer.cite(title, places);
        }
    }
}
