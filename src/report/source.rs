//! The sources: how they stand to each other, and what the timeline takes from one.

use std::collections::BTreeSet;

use itertools::Itertools;
use serde::Serialize;

use crate::model::agreement::{self, Relation, Verdict};
use crate::model::key::SourceKey;
use crate::model::source::Source;
use crate::model::timeline::Timeline;
use crate::model::topic::Asked;
use crate::query::filter::Filter;

use super::Report;
use super::counts::{self, CountBy};
use super::event_row::EventRow;
use super::place_theme::{event_rows, events_where};
use super::prose::{Paragraph, Prose, Writer, count_in_words};
use super::reasons::{join_with_and, related};

/// A list of sources, in the order of the files; beside it, the timeline.
pub type Sources<'a> = Report<Vec<SourceRow<'a>>, &'a Timeline>;

/// A source. `E` is the number of its events in a list, and the events themselves on its page.
#[derive(Serialize)]
pub struct SourceRow<'a, E = usize> {
    #[serde(flatten)]
    pub record: &'a Source,
    /// The events that it tells of.
    pub events: E,
    /// How many answers it gives.
    pub answers: usize,
    /// How it stands to each other source.
    pub with: Vec<Standing<'a>>,
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

/// One source in full.
pub type SourcePage<'a> = Report<SourceReport<'a>, SourceAside<'a>>;

#[derive(Serialize)]
pub struct SourceReport<'a> {
    /// What lists show of it, with its events, background aside.
    #[serde(flatten)]
    pub row: SourceRow<'a, Vec<EventRow<'a>>>,
    /// How many of its events fall to each year of the timeline, by its own dates where it gives
    /// them.
    pub by_year: Vec<YearCount>,
    /// How many questions it alone answers.
    pub stands_alone: usize,
    /// Whom it contradicts, and on how many questions.
    pub clashes_with: Vec<Clash<'a>>,
    /// The paragraphs that something is taken from.
    pub paragraphs_used: BTreeSet<u32>,
}

pub struct SourceAside<'a> {
    /// The questions that it alone answers.
    pub alone: Vec<Asked<'a>>,
    /// The questions on which it clashes.
    pub disputes: Vec<Asked<'a>>,
    /// The source in paragraphs.
    pub prose: Vec<Paragraph<'a>>,
}

/// How many events fall to a year.
#[derive(Debug, Serialize)]
pub struct YearCount {
    pub year: i32,
    pub events: usize,
}

/// On how many questions a source contradicts another.
#[derive(Debug, Serialize)]
pub struct Clash<'a> {
    /// The id of the other.
    pub source: &'a str,
    /// On how many questions.
    pub questions: usize,
}

/// Every source of the timeline.
pub fn sources(timeline: &Timeline) -> Sources<'_> {
    let rows = timeline.all_sources().map(|(key, _)| {
        let events = events_where(timeline, |event| event.is_told_by(key));
        source_row(timeline, key, events.len())
    });
    Report {
        data: rows.collect(),
        aside: timeline,
    }
}

/// One source, with its events in whatever form.
pub fn source_row<E>(timeline: &Timeline, key: SourceKey, events: E) -> SourceRow<'_, E> {
    let answers = timeline
        .questions()
        .flat_map(|(_, question)| &question.answers);
    SourceRow {
        record: &timeline[key],
        events,
        answers: answers
            .filter(|answer| answer.told.at.source == key)
            .count(),
        with: standings(timeline, key),
    }
}

/// How a source stands to each other one.
fn standings(timeline: &Timeline, of: SourceKey) -> Vec<Standing<'_>> {
    let others = timeline.all_sources().filter(|(key, _)| *key != of);
    let standings = others.map(|(other, source)| {
        let agreements = timeline
            .questions()
            .map(|(_, q)| agreement::of(q, Some([of, other])));
        let of_both = agreements.filter(|agreement| agreement.answering.len() > 1);
        let verdicts: Vec<Verdict> = of_both.map(|agreement| agreement.verdict).collect();
        let count = |wanted| {
            verdicts
                .iter()
                .filter(|verdict| **verdict == wanted)
                .count()
        };
        Standing {
            source: &source.id,
            both: verdicts.len(),
            agree: count(Verdict::Agree),
            compatible: count(Verdict::Compatible),
            conflict: count(Verdict::Conflict),
        }
    });
    standings.collect()
}

/// Everything about one source.
pub fn source(timeline: &Timeline, key: SourceKey) -> SourcePage<'_> {
    let mut clashing = Vec::new();
    let mut disputes = Vec::new();
    let mut alone = Vec::new();
    for (topic, question) in timeline.questions() {
        let agreement = agreement::of(question, None);
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
        row: source_row(
            timeline,
            key,
            event_rows(timeline, |event| event.is_told_by(key)),
        ),
        by_year: by_year.collect(),
        stands_alone: alone.len(),
        clashes_with: clashes_with.collect(),
        paragraphs_used: timeline.paragraphs_used().swap_remove(key.index()),
    };
    Report {
        aside: SourceAside {
            alone,
            disputes,
            prose: prose(timeline, &report).data.paragraphs,
        },
        data: report,
    }
}

/// The source in paragraphs: what it is, and how it stands to the others.
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
    writer.say(&format!(
        "{id}{} is headed “{name}”{}.",
        kind.unwrap_or_default(),
        author.unwrap_or_default()
    ));
    writer.say(source.perspective.as_deref().unwrap_or_default());
    if let Some(scope) = &source.scope {
        writer.say(&format!("It covers the years {scope}."));
    }
    let works = &source.relies_on;
    if !works.is_empty() {
        let works = if works.iter().any(|work| work.contains(',')) {
            works.join("; ")
        } else {
            join_with_and(works)
        };
        writer.say(&format!("It relies on {works}."));
    }
    writer.new_paragraph();
    let busiest = page.by_year.iter().max_set_by_key(|year| year.events);
    let most = match busiest[..] {
        [only] => format!(", more of {} than of any other year", only.year),
        _ => String::new(),
    };
    writer.say(&format!(
        "The timeline takes {} events from it{most}, and {} answers. It alone answers {} questions.",
        count_in_words(row.events.len()),
        count_in_words(row.answers),
        count_in_words(page.stands_alone),
    ));
    for standing in row.with.iter().filter(|standing| standing.both > 0) {
        writer.say(&format!(
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
