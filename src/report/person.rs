//! People: a list of all, and one person's offices, fates, events with roles, and associates.

use itertools::{Itertools, Position};
use serde::Serialize;

use crate::model::agreement::{self, Verdict};
use crate::model::key::{EventKey, PersonKey, SourceKey};
use crate::model::person::{Office, Person};
use crate::model::source::Note;
use crate::model::text::Text;
use crate::model::timeline::Timeline;
use crate::model::topic::TopicQuestion;
use crate::query::filter::Hit;

use super::Report;
use super::event_row::{ById, Citation, EventRow, Perspective, When};
use super::prose::{Prose, Writer};
use super::story::write_summary;

/// One person in full.
pub type PersonPage<'a> = Report<PersonReport<'a>, PersonExtra<'a>>;

#[derive(Serialize)]
pub struct PersonReport<'a> {
    #[serde(flatten)]
    pub row: PersonRow<'a, Vec<RoleRow<'a>>>,
    /// People who took part in the same events, most frequent first.
    pub appears_with: Vec<Company<'a>>,
}

pub struct PersonExtra<'a> {
    /// Introduces the person, in one paragraph.
    pub portrait: String,
    /// The questions about the person's events whose verdict is conflict.
    pub disputes: Vec<TopicQuestion<'a>>,
}

/// A person. `E` is the number of events in a list, and the events themselves on the person's page.
/// Background events are included.
#[derive(Serialize)]
pub struct PersonRow<'a, E = usize> {
    pub id: &'a str,
    pub name: &'a str,
    /// Other spellings.
    pub aliases: &'a [Text],
    pub description: Option<&'a str>,
    pub offices: Vec<OfficeReport<'a>>,
    /// What sources say became of the person.
    pub fates: Vec<FateReport<'a>>,
    pub events: E,
}

/// All people in the timeline, in file order.
pub fn people(timeline: &Timeline) -> Vec<PersonRow<'_>> {
    let perspective = Perspective::new(timeline, None);
    let keys = (0..timeline.people.len()).map(PersonKey::from);
    let rows = keys.map(|key| {
        let events = events_of(&perspective, key).len();
        person_row(&perspective, &timeline[key], events)
    });
    rows.collect()
}

/// The row of a person, with `events` as given. If only one source is shown, only what that says.
pub fn person_row<'a, E>(
    perspective: &Perspective<'a>,
    person: &'a Person,
    events: E,
) -> PersonRow<'a, E> {
    let description = person.description.as_deref();
    PersonRow {
        id: &person.id,
        name: &person.name,
        aliases: &person.aliases,
        description: description.filter(|_| perspective.told_by.is_none()),
        offices: offices(perspective, person),
        fates: fates(perspective, person),
        events,
    }
}

/// An office that a person held, according to a source.
#[derive(Debug, Serialize)]
pub struct OfficeReport<'a> {
    pub title: &'a str,
    /// When it was held or taken up.
    #[serde(flatten)]
    pub when: When<'a>,
    /// Where the source says so.
    #[serde(flatten)]
    pub citation: Citation<'a>,
    pub note: Option<&'a Note>,
}

/// What became of a person, according to a source.
#[derive(Debug, Serialize)]
pub struct FateReport<'a> {
    pub says: &'a str,
    /// Where the source says so.
    #[serde(flatten)]
    pub citation: Citation<'a>,
    pub note: Option<&'a Note>,
}

/// An event with the person's role in it.
#[derive(Serialize)]
pub struct RoleRow<'a> {
    #[serde(flatten)]
    pub row: EventRow<'a>,
    pub role: Option<&'a str>,
}

/// A person who took part in the same events.
#[derive(Debug, Serialize)]
pub struct Company<'a> {
    #[serde(rename = "id")]
    pub person: ById<'a, Person>,
    /// The number of events in common.
    pub events: usize,
}

/// The full report on one person. With `told_by`, it has only what that source says.
pub fn person(timeline: &Timeline, key: PersonKey, told_by: Option<SourceKey>) -> PersonPage<'_> {
    let perspective = Perspective::new(timeline, told_by);
    let person = &timeline[key];
    let keys = events_of(&perspective, key);
    let events = keys.iter().map(|event| {
        let mut roles = timeline[*event].people.iter();
        let role = roles.find(|role| role.person == key);
        RoleRow {
            row: perspective.row(Hit::certain(*event)),
            role: role.and_then(|role| role.role.as_deref()),
        }
    });
    let roles = keys.iter().flat_map(|event| &timeline[*event].people);
    let others = roles.map(|role| role.person).filter(|other| *other != key);
    let company = others.counts().into_iter().map(|(key, events)| Company {
        person: ById(&timeline[key]),
        events,
    });
    let mut appears_with: Vec<Company<'_>> = company.collect();
    appears_with.sort_by(|a, b| (b.events, &a.person.id).cmp(&(a.events, &b.person.id)));
    let mut portrait = Writer::new(timeline, told_by);
    tell_portrait(&mut portrait, person);
    Report {
        data: PersonReport {
            row: person_row(&perspective, person, events.collect()),
            appears_with,
        },
        extra: PersonExtra {
            portrait: portrait.text().to_owned(),
            disputes: timeline
                .questions_about(&keys)
                .filter(|_| told_by.is_none())
                .filter(|(_, q)| agreement::compute(q).verdict == Verdict::Conflict)
                .collect(),
        },
    }
}

/// The events in which a person took part, including background, as far as they are shown.
fn events_of(perspective: &Perspective<'_>, key: PersonKey) -> Vec<EventKey> {
    let events = perspective.timeline.all_events().filter(|(_, event)| {
        let is_told = perspective.accounts(event).next().is_some();
        is_told && event.people.iter().any(|role| role.person == key)
    });
    events.map(|(event, _)| event).collect()
}

/// The offices of a person, as far as they are shown.
pub fn offices<'a>(perspective: &Perspective<'a>, person: &'a Person) -> Vec<OfficeReport<'a>> {
    let offices = person.offices.iter();
    let shown = offices.filter(|office| perspective.shows(&office.locator));
    let reports = shown.map(|office| OfficeReport {
        title: &office.title,
        when: When::new(office.date.as_ref()),
        citation: Citation::new(perspective.timeline, &office.locator),
        note: office.note.as_ref(),
    });
    reports.collect()
}

/// What became of a person, as far as that is shown.
pub fn fates<'a>(perspective: &Perspective<'a>, person: &'a Person) -> Vec<FateReport<'a>> {
    let shown = person
        .fates
        .iter()
        .filter(|fate| perspective.shows(&fate.locator));
    let reports = shown.map(|fate| FateReport {
        says: &fate.says,
        citation: Citation::new(perspective.timeline, &fate.locator),
        note: fate.note.as_ref(),
    });
    reports.collect()
}

/// A person in prose: introduction, events, and what became of the person.
pub fn prose(timeline: &Timeline, key: PersonKey, told_by: Option<SourceKey>) -> Prose<'_> {
    let person = &timeline[key];
    let mut writer = Writer::new(timeline, told_by);
    tell_portrait(&mut writer, person);
    let events = events_of(&writer.perspective, key);
    let hits = events.into_iter().map(Hit::certain);
    write_summary(&mut writer, &hits.collect::<Vec<_>>());
    writer.new_paragraph();
    writer.open(&format!("What became of {}:", person.name));
    for fate in &person.fates {
        if writer.perspective.shows(&fate.locator) {
            writer.replace_full_stop(";");
            let says = writer.mid_sentence(fate.says.trim_end_matches('.'));
            writer.cite(&says, [&fate.locator]);
        }
    }
    writer.finish("person", &person.name, String::new())
}

/// Writes who a person was, and the offices that the sources name.
fn tell_portrait<'a>(writer: &mut Writer<'a>, person: &'a Person) {
    if writer.perspective.told_by.is_none() {
        writer.append(person.description.as_deref().unwrap_or_default());
    }
    let offices = person.offices.iter();
    let shown = offices.filter(|office| writer.perspective.shows(&office.locator));
    let shown: Vec<&Office> = shown.collect();
    let titles = shown.iter().map(|office| &office.title).unique();
    for (position, title) in titles.with_position() {
        let of_title = shown.iter().filter(|office| office.title == *title);
        let places = of_title.map(|office| &office.locator);
        match position {
            Position::First | Position::Only => {
                writer.cite(&format!("{} is called {title}", person.name), places);
                continue;
            }
            Position::Middle => writer.replace_full_stop(","),
            Position::Last => writer.replace_full_stop("; also"),
        }
        writer.cite(title, places);
    }
}
