//! What the timeline takes from one source, and how that stands to the others.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::agreement::{self, Relation, Verdict};
use crate::model::key::SourceKey;
use crate::model::timeline::Timeline;
use crate::query::filter::Filter;

use super::catalogue::{SourceRow, source_row};
use super::counts::{self, CountBy};
use super::part::{EventRow, Teller};
use super::prose::{Paragraph, count_in_words};
use super::reasons::listed;
use super::thing::keys;

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
    /// The year.
    pub year: i32,
    /// How many events touch it.
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
    let teller = Teller::new(timeline, None);
    let events = keys(timeline, |event| event.told_by(key).next().is_some());
    let rows: Vec<EventRow<'a>> = events
        .iter()
        .map(|event| teller.plain_row(*event))
        .collect();
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
    page.prose = told(timeline, &page);
    page
}

fn told<'a>(timeline: &'a Timeline, page: &SourcePage<'a>) -> Vec<Paragraph<'a>> {
    let row = &page.row;
    let mut first = Paragraph::default();
    let kind = row.kind.map(|kind| {
        let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) {
            "an"
        } else {
            "a"
        };
        format!(", {article} {kind},")
    });
    let author = row
        .author
        .map(|author| format!(" and is by {author}"))
        .unwrap_or_default();
    first.say(
        timeline,
        &format!(
            "{}{} is headed “{}”{author}.",
            row.id,
            kind.unwrap_or_default(),
            row.name
        ),
    );
    first.say(timeline, row.perspective.unwrap_or_default());
    if let Some(scope) = &row.scope {
        first.say(
            timeline,
            &format!(
                "It covers the years {} to {}.",
                scope.from.unwrap_or("…"),
                scope.to.unwrap_or("…")
            ),
        );
    }
    if !row.relies_on.is_empty() {
        let works: Vec<String> = row
            .relies_on
            .iter()
            .map(|work| (*work).to_owned())
            .collect();
        let works = if works.iter().any(|work| work.contains(',')) {
            works.join("; ")
        } else {
            listed(&works)
        };
        first.say(timeline, &format!("It relies on {works}."));
    }
    let mut second = Paragraph::default();
    let most = page.by_year.iter().map(|year| year.events).max();
    let mut busiest = page.by_year.iter().filter(|year| Some(year.events) == most);
    let busiest = busiest.next().filter(|_| busiest.next().is_none());
    let most = busiest
        .map(|year| format!(", more of {} than of any other year", year.year))
        .unwrap_or_default();
    second.say(
        timeline,
        &format!(
            "The timeline takes {} events from it{most}, and {} answers. It alone answers {} questions.",
            count_in_words(row.events.len()),
            count_in_words(row.answers),
            count_in_words(page.stands_alone),
        ),
    );
    for standing in row.with.iter().filter(|standing| standing.both > 0) {
        let rest = standing.both - standing.agree - standing.conflict;
        second.say(
            timeline,
            &format!(
                "With {} it shares {} questions: the two agree on {}, contradict each other on {}, and differ otherwise on {}.",
                standing.source,
                count_in_words(standing.both),
                on_how_many(standing.agree),
                on_how_many(standing.conflict),
                on_how_many(rest),
            ),
        );
    }
    vec![first, second]
}

fn on_how_many(count: usize) -> String {
    if count == 0 {
        "none".into()
    } else {
        count_in_words(count)
    }
}
