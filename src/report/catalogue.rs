//! The lists of people and of sources.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::agreement::{self, Verdict};
use crate::model::key::{PersonKey, SourceKey};
use crate::model::timeline::Timeline;

use super::part::{ScopeReport, Teller};
use super::person::{FateReport, OfficeReport, fates, offices};
use super::thing::events_where;

/// A person as lists show one.
#[derive(Serialize)]
pub struct PersonRow<'a> {
    pub id: &'a str,
    pub name: &'a str,
    /// Other spellings.
    pub aliases: Vec<&'a str>,
    pub description: Option<&'a str>,
    /// The offices that sources give the person.
    pub offices: Vec<OfficeReport<'a>>,
    /// What sources say became of the person.
    pub fates: Vec<FateReport<'a>>,
    /// In how many events the person had a part.
    pub events: usize,
}

/// Everybody in the timeline, in the order of the files.
pub fn people<'a>(timeline: &'a Timeline) -> Vec<PersonRow<'a>> {
    let teller = Teller::new(timeline, None);
    let mut events = vec![0; timeline.people.len()];
    for event in timeline.events.iter() {
        let keys: BTreeSet<PersonKey> = event.people.iter().map(|role| role.person).collect();
        for key in keys {
            events[key.index()] += 1;
        }
    }
    let people = timeline.people.iter().zip(events);
    let rows = people.map(|(person, events)| PersonRow {
        id: &person.id,
        name: &person.name,
        aliases: person.aliases.iter().map(|alias| &**alias).collect(),
        description: person.description.as_deref(),
        offices: offices(&teller, person),
        fates: fates(&teller, person),
        events,
    });
    rows.collect()
}

/// A list of sources. It serializes to the array of its rows.
#[derive(Serialize)]
#[serde(transparent)]
pub struct Sources<'a> {
    /// One for each source, in the order of the files.
    pub rows: Vec<SourceRow<'a>>,
    /// The title of the timeline, or failing that its id.
    #[serde(skip)]
    pub timeline: &'a str,
    /// What the timeline is about.
    #[serde(skip)]
    pub description: Option<&'a str>,
}

/// A source. `E` is the number of its events in a list, and the events themselves on its page.
#[derive(Serialize)]
pub struct SourceRow<'a, E = usize> {
    pub id: &'a str,
    pub name: &'a str,
    /// What sort of text it is.
    pub kind: Option<&'a str>,
    pub author: Option<&'a str>,
    /// Who wrote it, for whom, and how it leans.
    pub perspective: Option<&'a str>,
    pub scope: Option<ScopeReport<'a>>,
    pub relies_on: Vec<&'a str>,
    /// The name of the file with its text.
    pub file: Option<&'a str>,
    /// How many paragraphs it has.
    pub paragraphs: Option<u32>,
    /// The SHA-256 of that file.
    pub sha256: Option<&'a str>,
    /// The first words of each paragraph.
    pub openings: Vec<&'a str>,
    /// Paragraphs from which nothing is taken.
    pub not_used: Vec<NotUsed<'a>>,
    /// The events that it tells of.
    pub events: E,
    /// How many answers it gives.
    pub answers: usize,
    /// How it stands to each other source.
    pub with: Vec<Standing<'a>>,
}

/// A paragraph from which nothing is taken.
#[derive(Serialize)]
pub struct NotUsed<'a> {
    pub paragraph: u32,
    pub why: &'a str,
}

/// How two sources stand to each other over all questions.
#[derive(Debug, Serialize)]
pub struct Standing<'a> {
    /// The id of the other source.
    pub source: &'a str,
    pub both: usize,
    /// On how many of them they agree.
    pub agree: usize,
    /// On how many they differ without contradiction.
    pub compatible: usize,
    /// On how many they contradict each other.
    pub conflict: usize,
}

/// Every source of the timeline.
pub fn sources<'a>(timeline: &'a Timeline) -> Sources<'a> {
    let rows = timeline.all_sources().map(|(key, _)| {
        let events = events_where(timeline, |event| event.told_by(key).next().is_some());
        source_row(timeline, key, events.len())
    });
    Sources {
        timeline: timeline.title.as_ref().unwrap_or(&timeline.id),
        description: timeline.description.as_deref(),
        rows: rows.collect(),
    }
}

/// One source, with its events in whatever form.
pub fn source_row<'a, E>(timeline: &'a Timeline, key: SourceKey, events: E) -> SourceRow<'a, E> {
    let source = &timeline[key];
    let not_used = source.not_used.iter();
    let not_used = not_used.map(|(paragraph, why)| NotUsed {
        paragraph: *paragraph,
        why,
    });
    let questions = timeline.topics.iter().flat_map(|topic| &topic.questions);
    let answers = questions.flat_map(|question| &question.answers);
    SourceRow {
        id: &source.id,
        name: &source.name,
        kind: source.kind.as_deref(),
        author: source.author.as_deref(),
        perspective: source.perspective.as_deref(),
        scope: source.scope.as_ref().map(ScopeReport::of),
        relies_on: source.relies_on.iter().map(|work| &**work).collect(),
        file: source.file.as_deref(),
        paragraphs: source.paragraphs,
        sha256: source.sha256.as_deref(),
        openings: source.openings.iter().map(|words| &**words).collect(),
        not_used: not_used.collect(),
        events,
        answers: answers
            .filter(|answer| answer.told.at.source == key)
            .count(),
        with: standings(timeline, key),
    }
}

/// How a source stands to each other one.
fn standings<'a>(timeline: &'a Timeline, of: SourceKey) -> Vec<Standing<'a>> {
    let others = timeline.all_sources().filter(|(key, _)| *key != of);
    others
        .map(|(other, source)| {
            let mut standing = Standing {
                source: &source.id,
                both: 0,
                agree: 0,
                compatible: 0,
                conflict: 0,
            };
            for question in timeline.topics.iter().flat_map(|topic| &topic.questions) {
                let agreement = agreement::of(question, Some([of, other]));
                if agreement.answering.len() < 2 {
                    continue;
                }
                standing.both += 1;
                match agreement.verdict {
                    Verdict::Agree => standing.agree += 1,
                    Verdict::Compatible => standing.compatible += 1,
                    Verdict::Conflict => standing.conflict += 1,
                    Verdict::Single | Verdict::Open => {}
                }
            }
            standing
        })
        .collect()
}
