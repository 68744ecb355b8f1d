//! Sources: how far each two agree, and what the timeline takes from one.

use std::collections::BTreeSet;

use itertools::Itertools;
use serde::Serialize;

use crate::model::agreement::{self, Relation, Verdict};
use crate::model::date::year_name;
use crate::model::key::SourceKey;
use crate::model::source::Source;
use crate::model::timeline::Timeline;
use crate::model::topic::TopicQuestion;
use crate::query::filter::Filter;

use super::Report;
use super::counts::{self, CountBy};
use super::event_row::EventRow;
use super::place_theme::{event_rows, hits_of};
use super::prose::{Paragraph, Prose, Writer, count_in_words};
use super::reasons::{join_with_and, related};

/// All sources, in file order.
pub type Sources<'a> = Report<Vec<SourceRow<'a>>, SourcesExtra<'a>>;

pub struct SourcesExtra<'a> {
    pub timeline: &'a Timeline,
    /// The number of questions in conflict, with all sources.
    pub conflicts: usize,
}

/// A source. `E` is the number of its events in a list, and the events themselves on its page.
#[derive(Serialize)]
pub struct SourceRow<'a, E = usize> {
    #[serde(flatten)]
    pub record: &'a Source,
    pub events: E,
    /// Number of answers it gives.
    pub answers: usize,
    /// Its agreement with each other source.
    pub with: Vec<Standing<'a>>,
    /// Number of questions that are in conflict without this source.
    pub conflicts_without: usize,
}

/// How far two sources agree: the number of questions that both answer, in total and by verdict.
#[derive(Debug, Serialize)]
pub struct Standing<'a> {
    /// The id of the other source.
    pub source: &'a str,
    pub both: usize,
    pub agree: usize,
    pub compatible: usize,
    pub conflict: usize,
}

/// One source in full.
pub type SourcePage<'a> = Report<SourceReport<'a>, SourceExtra<'a>>;

#[derive(Serialize)]
pub struct SourceReport<'a> {
    /// Its list row, with the events themselves. Background events are excluded.
    #[serde(flatten)]
    pub row: SourceRow<'a, Vec<EventRow<'a>>>,
    /// Number of its events in each year of the timeline, by its own dates where it gives them.
    pub by_year: Vec<YearCount>,
    /// Number of questions that only this source answers.
    pub stands_alone: usize,
    pub clashes_with: Vec<Clash<'a>>,
    /// The paragraphs that any record cites.
    pub paragraphs_used: BTreeSet<u32>,
}

pub struct SourceExtra<'a> {
    /// The questions that only this source answers.
    pub alone: Vec<TopicQuestion<'a>>,
    /// The questions on which it contradicts another source.
    pub disputes: Vec<TopicQuestion<'a>>,
    pub prose: Vec<Paragraph<'a>>,
}

/// The number of events in a year.
#[derive(Debug, Serialize)]
pub struct YearCount {
    pub year: i32,
    pub events: usize,
}

/// A source that another contradicts, and on how many questions.
#[derive(Debug, Serialize)]
pub struct Clash<'a> {
    /// The id of the contradicted source.
    pub source: &'a str,
    pub questions: usize,
}

pub fn sources(timeline: &Timeline) -> Sources<'_> {
    let rows = timeline.all_sources().map(|(key, _)| {
        let events = hits_of(timeline, "--source", key.index());
        source_row(timeline, key, events.len())
    });
    Report {
        data: rows.collect(),
        extra: SourcesExtra {
            timeline,
            conflicts: conflicts_among(timeline, |_| true),
        },
    }
}

/// The number of questions on which the included sources are in conflict.
fn conflicts_among(timeline: &Timeline, includes: impl Fn(SourceKey) -> bool) -> usize {
    let verdicts = timeline
        .questions()
        .map(|(_, question)| agreement::compute_among(question, &includes).verdict);
    verdicts
        .filter(|verdict| *verdict == Verdict::Conflict)
        .count()
}

/// The row of a source, with `events` as given.
pub fn source_row<E>(timeline: &Timeline, key: SourceKey, events: E) -> SourceRow<'_, E> {
    let answers = timeline
        .questions()
        .flat_map(|(_, question)| &question.answers);
    SourceRow {
        record: &timeline[key],
        events,
        answers: answers
            .filter(|answer| answer.claim.locator.source == key)
            .count(),
        with: pair_agreements(timeline, key),
        conflicts_without: conflicts_among(timeline, |source| source != key),
    }
}

/// The agreement of a source with each other source.
fn pair_agreements(timeline: &Timeline, source: SourceKey) -> Vec<Standing<'_>> {
    let others = timeline.all_sources().filter(|(key, _)| *key != source);
    let standings = others.map(|(other, record)| {
        let agreements = timeline
            .questions()
            .map(|(_, q)| agreement::compute_among(q, |key| key == source || key == other));
        let of_both = agreements.filter(|agreement| agreement.answering.len() > 1);
        let verdicts: Vec<Verdict> = of_both.map(|agreement| agreement.verdict).collect();
        let count = |wanted| {
            verdicts
                .iter()
                .filter(|verdict| **verdict == wanted)
                .count()
        };
        Standing {
            source: &record.id,
            both: verdicts.len(),
            agree: count(Verdict::Agree),
            compatible: count(Verdict::Compatible),
            conflict: count(Verdict::Conflict),
        }
    });
    standings.collect()
}

/// The full report on one source.
pub fn source(timeline: &Timeline, key: SourceKey) -> SourcePage<'_> {
    let mut clashing = Vec::new();
    let mut disputes = Vec::new();
    let mut alone = Vec::new();
    for (topic, question) in timeline.questions() {
        let agreement = agreement::compute(question);
        if agreement.verdict == Verdict::Single && agreement.answering == [key] {
            alone.push((topic, question));
        }
        let others = related(&agreement, key, Relation::Clash);
        if !others.is_empty() {
            disputes.push((topic, question));
        }
        clashing.extend(others);
    }
    let filter = Filter {
        told_by: Some(key),
        period: timeline.scope.bounds(),
        ..Filter::default()
    };
    let by_year = counts::counts(timeline, &filter, CountBy::Year).data;
    let by_year = by_year.into_iter().filter_map(|row| {
        Some(YearCount {
            year: row.key.parse().ok()?,
            events: row.events,
        })
    });
    let clashes = clashing.into_iter().sorted().dedup_with_count();
    let clashes_with = clashes.map(|(questions, other)| Clash {
        source: &timeline[other].id,
        questions,
    });
    let report = SourceReport {
        row: source_row(timeline, key, event_rows(timeline, "--source", key.index())),
        by_year: by_year.collect(),
        stands_alone: alone.len(),
        clashes_with: clashes_with.collect(),
        paragraphs_used: timeline.paragraphs_used().swap_remove(key.index()),
    };
    Report {
        extra: SourceExtra {
            alone,
            disputes,
            prose: prose(timeline, &report).data.paragraphs,
        },
        data: report,
    }
}

/// A source in prose: what it is, and how far it agrees with the others.
pub fn prose<'a>(timeline: &'a Timeline, page: &SourceReport<'a>) -> Prose<'a> {
    let row = &page.row;
    let source = row.record;
    let (id, name) = (&source.id, &source.name);
    let mut writer = Writer::new(timeline, None);
    let kind = source.kind.as_ref().map(|kind| {
        let begins_with_vowel = kind.starts_with(['a', 'e', 'i', 'o', 'u']);
        format!(", {} {kind},", if begins_with_vowel { "an" } else { "a" })
    });
    let author = source.author.as_ref();
    let author = author.map(|author| format!(" and is by {author}"));
    writer.append(&format!(
        "{id}{} is headed “{name}”{}.",
        kind.unwrap_or_default(),
        author.unwrap_or_default()
    ));
    writer.append(source.perspective.as_deref().unwrap_or_default());
    if let Some(scope) = &source.scope {
        writer.append(&format!("It covers the years {scope}."));
    }
    let works = &source.relies_on;
    if !works.is_empty() {
        let works = if works.iter().any(|work| work.contains(',')) {
            works.join("; ")
        } else {
            join_with_and(works)
        };
        writer.append(&format!("It relies on {works}."));
    }
    writer.new_paragraph();
    let busiest = page.by_year.iter().max_set_by_key(|year| year.events);
    let most = match busiest[..] {
        [only] => format!(", more of {} than of any other year", year_name(only.year)),
        _ => String::new(),
    };
    writer.append(&format!(
        "The timeline takes {} events from it{most}, and {} answers. It alone answers {} questions.",
        count_in_words(row.events.len()),
        count_in_words(row.answers),
        count_in_words(page.stands_alone),
    ));
    for standing in row.with.iter().filter(|standing| standing.both > 0) {
        writer.append(&format!(
            "With {} it shares {} questions: the two agree on {}, contradict each other on {}, and differ otherwise on {}.",
            standing.source,
            count_in_words(standing.both),
            count_or_none(standing.agree),
            count_or_none(standing.conflict),
            count_or_none(standing.both - standing.agree - standing.conflict),
        ));
    }
    writer.finish("source", name, id.to_string())
}

fn count_or_none(count: usize) -> String {
    if count == 0 {
        "none".into()
    } else {
        count_in_words(count)
    }
}
