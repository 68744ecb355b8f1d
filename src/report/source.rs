//! What the timeline takes from one source, and how that stands to the others.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::agreement::{self, Relation, Verdict};
use crate::model::key::SourceKey;
use crate::model::timeline::Timeline;
use crate::query::filter::Filter;

use super::catalogue::{SourceRow, source_row};
use super::counts::{self, CountBy};
use super::part::EventRow;
use super::prose::{Paragraph, Prose, Writer, count_in_words};
use super::reasons::join_with_and;
use super::thing::{event_rows, events_where};

/// One source in full.
#[derive(Serialize)]
pub struct SourcePage<'a> {
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
    pub paragraphs_used: Vec<u32>,
    /// The questions that it alone answers, with their topics.
    #[serde(skip)]
    pub alone: Vec<(&'a str, &'a str)>,
    /// The questions on which it clashes, with their topics.
    #[serde(skip)]
    pub disputes: Vec<(&'a str, &'a str)>,
    /// The source in paragraphs.
    #[serde(skip)]
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

/// Everything about one source.
pub fn source<'a>(timeline: &'a Timeline, key: SourceKey) -> SourcePage<'a> {
    let events = events_where(timeline, |event| event.told_by(key).next().is_some());
    let rows = event_rows(timeline, &events);
    let mut clashes: BTreeMap<SourceKey, usize> = BTreeMap::new();
    let mut disputes = Vec::new();
    let mut alone = Vec::new();
    for topic in &timeline.topics {
        for question in &topic.questions {
            let agreement = agreement::of(question, None);
            if agreement.verdict == Verdict::Single && agreement.answering == [key] {
                alone.push((&*topic.id, &*question.ask));
            }
            let mut clashing = false;
            for (a, b, relation) in &agreement.pairs {
                if *relation == Relation::Clash && (*a == key || *b == key) {
                    *clashes.entry(if *a == key { *b } else { *a }).or_default() += 1;
                    clashing = true;
                }
            }
            if clashing {
                disputes.push((&*topic.id, &*question.ask));
            }
        }
    }
    let filter = Filter {
        told_by: Some(key),
        period: timeline.scope.bounds(),
        ..Filter::default()
    };
    let by_year = counts::counts(timeline, &filter, CountBy::Year).rows;
    let clashes_with = clashes
        .into_iter()
        .map(|(other, questions)| Clash {
            source: &timeline[other].id,
            questions,
        })
        .collect();
    let mut page = SourcePage {
        row: source_row(timeline, key, rows),
        by_year: by_year
            .into_iter()
            .filter_map(|row| {
                Some(YearCount {
                    year: row.key.parse().ok()?,
                    events: row.events,
                })
            })
            .collect(),
        stands_alone: alone.len(),
        alone,
        clashes_with,
        paragraphs_used: timeline.paragraphs_used()[key.index()]
            .iter()
            .copied()
            .collect(),
        disputes,
        prose: Vec::new(),
    };
    page.prose = prose(timeline, &page).paragraphs;
    page
}

/// The source in paragraphs: what it is, and how it stands to the others.
pub fn prose<'a>(timeline: &'a Timeline, page: &SourcePage<'a>) -> Prose<'a> {
    let SourceRow { id, name, .. } = page.row;
    let row = &page.row;
    let mut writer = Writer::new(timeline, None);
    let kind = row.kind.map(|kind| {
        let begins_with_vowel = kind.starts_with(['a', 'e', 'i', 'o', 'u']);
        format!(", {} {kind},", if begins_with_vowel { "an" } else { "a" })
    });
    let author = row.author.map(|author| format!(" and is by {author}"));
    writer.say(&format!(
        "{id}{} is headed “{name}”{}.",
        kind.unwrap_or_default(),
        author.unwrap_or_default()
    ));
    writer.say(row.perspective.unwrap_or_default());
    if let Some(scope) = &row.scope {
        let [from, to] = [scope.from, scope.to].map(|end| end.unwrap_or("…"));
        writer.say(&format!("It covers the years {from} to {to}."));
    }
    if !row.relies_on.is_empty() {
        let works = if row.relies_on.iter().any(|work| work.contains(',')) {
            row.relies_on.join("; ")
        } else {
            join_with_and(&row.relies_on)
        };
        writer.say(&format!("It relies on {works}."));
    }
    writer.new_paragraph();
    let most = page.by_year.iter().map(|year| year.events).max();
    let busiest: Vec<_> = page
        .by_year
        .iter()
        .filter(|year| Some(year.events) == most)
        .collect();
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
    writer.finish("source", name, id.to_owned())
}

fn count_or_none(count: usize) -> String {
    if count == 0 {
        "none".into()
    } else {
        count_in_words(count)
    }
}
