//! Resolves topics, questions and answers.

use std::collections::HashSet;

use crate::dataset::problem::Code;
use crate::dataset::record::{AnswerRecord, QuestionRecord, TopicRecord};
use crate::model::key::EventKey;
use crate::model::source::Claim;
use crate::model::text::{Text, is_blank};
use crate::model::topic::QuestionKind::{self, Date, List, Position, Quantity};
use crate::model::topic::{Answer, Question, Topic, Value};

use super::diagnostics::Trail;
use super::names::Context;

pub fn topic(cx: &mut Context, at: &Trail<'_>, record: TopicRecord) -> Topic {
    cx.diagnostics.require_text(&at.key("title"), &record.title);
    if record.questions.is_empty() {
        let message = "the topic asks nothing; add a question";
        cx.error(&at.key("questions"), Code::Missing, message);
    }
    let mut seen = HashSet::new();
    Topic {
        id: record.id,
        title: record.title,
        events: events(cx, at, record.events),
        note: cx.note(at, record.note),
        questions: at.each("questions", record.questions, |at, question| {
            if !seen.insert(question.id.clone()) {
                let message = format!(
                    "another question here has the id `{}`; give it another",
                    question.id
                );
                cx.error(&at.key("id"), Code::Duplicate, message);
            }
            Some(one_question(cx, at, question))
        }),
    }
}

/// Resolves the events that a topic or a question names.
fn events(cx: &mut Context, at: &Trail<'_>, ids: Vec<Text>) -> Vec<EventKey> {
    at.each("events", ids, |at, id| {
        cx.events.resolve(&mut cx.diagnostics, at, &id)
    })
}

fn one_question(cx: &mut Context, at: &Trail<'_>, record: QuestionRecord) -> Question {
    cx.diagnostics.require_text(&at.key("id"), &record.id);
    cx.diagnostics.require_text(&at.key("ask"), &record.ask);
    for (key, is_empty, kind) in [
        ("compatible", record.compatible.is_empty(), Position),
        ("exclusive", record.exclusive.is_empty(), List),
        ("positions", record.positions.is_empty(), Position),
        ("items", record.items.is_empty(), List),
    ] {
        if !is_empty && record.kind != kind {
            let message = format!("`{key}` is for questions of the kind {kind}; remove it");
            cx.error(&at.key(key), Code::Answers, message);
        }
    }
    Question {
        id: record.id,
        ask: record.ask,
        kind: record.kind,
        unit: record.unit,
        events: record.events.map(|ids| events(cx, at, ids)),
        wordings: match record.kind {
            Position => record.positions,
            _ => record.items,
        },
        compatible: record.compatible,
        exclusive: record.exclusive,
        note: cx.note(at, record.note),
        answers: at.each("answers", record.answers, |at, answer| {
            one_answer(cx, at, record.kind, answer)
        }),
    }
}

fn one_answer(
    cx: &mut Context,
    at: &Trail<'_>,
    kind: QuestionKind,
    mut record: AnswerRecord,
) -> Option<Answer> {
    let given = [
        ("low", Quantity, record.low.is_some()),
        ("high", Quantity, record.high.is_some()),
        ("counts", Quantity, record.counts.is_some()),
        ("date", Date, record.date.is_some()),
        ("calendar", Date, record.calendar.is_some()),
        ("position", Position, record.position.is_some()),
        ("items", List, record.items.is_some()),
    ];
    for (key, suits, is_given) in given {
        if is_given && suits != kind {
            let message = format!(
                "`{key}` does not suit a question of the kind {kind}; give {}",
                expected_keys(kind)
            );
            cx.error(&at.key(key), Code::Answers, message);
        }
    }
    let value = value(cx, at, kind, &mut record);
    let note = cx.note(at, record.note);
    let locator = cx.locator(at, &record.source, record.paragraph, record.page)?;
    Some(Answer {
        value: value?,
        counts: record.counts,
        claim: Claim {
            locator,
            says: record.says,
            as_printed: record.as_printed,
            voice: record.voice,
            hedged: record.hedged,
            note,
        },
    })
}

/// The comparable value of an answer; without one, the answer is shown but not compared. `None` if
/// the date is invalid.
fn value(
    cx: &mut Context,
    at: &Trail<'_>,
    kind: QuestionKind,
    record: &mut AnswerRecord,
) -> Option<Value> {
    Some(match kind {
        Quantity => {
            let (low, high) = (record.low, record.high);
            if let Some((low, high)) = low.zip(high).filter(|(low, high)| low > high) {
                let message = format!("`low`, {}, exceeds `high`, {}; swap them", low.0, high.0);
                cx.error(&at.key("low"), Code::Answers, message);
            }
            Value::Quantity { low, high }
        }
        Date => {
            let date = cx.date_in(&at.key("date"), record.date.as_ref(), record.calendar);
            if date.is_none() && record.date.is_some() {
                return None;
            }
            date.map_or(Value::Unsaid, Value::Date)
        }
        Position => {
            let position = record.position.take().filter(|words| !is_blank(words));
            position.map_or(Value::Unsaid, Value::Position)
        }
        List => {
            let items = record.items.take().filter(|items| !items.is_empty());
            items.map_or(Value::Unsaid, Value::List)
        }
    })
}

fn expected_keys(kind: QuestionKind) -> &'static str {
    match kind {
        Quantity => "`low` and `high`",
        Date => "`date`",
        Position => "`position`",
        List => "`items`",
    }
}
