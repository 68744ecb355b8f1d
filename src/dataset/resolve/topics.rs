//! Topics, their questions and answers.

use std::collections::HashSet;

use crate::dataset::problem::Code;
use crate::dataset::record::{AnswerRecord, QuestionRecord, TopicRecord};
use crate::model::key::EventKey;
use crate::model::source::Statement;
use crate::model::text::Text;
use crate::model::topic::{Answer, Kind, Question, Topic, Value};

use super::Origin;
use super::diagnostics::At;
use super::names::Context;

/// The topics.
pub fn topics(cx: &mut Context, records: Vec<(Origin, TopicRecord)>) -> Vec<Topic> {
    let mut topics = Vec::new();
    for (origin, record) in records {
        let id = record.id.clone();
        let at = At::Record(origin, &id);
        cx.diagnostics.wants_words(&at.key("title"), &record.title);
        let events = events(cx, &at.key("events"), &record.events);
        let note = cx.note(&at, record.note);
        if record.questions.is_empty() {
            let message = "the topic asks nothing; add a question";
            cx.diagnostics
                .error(&at.key("questions"), Code::Missing, message);
        }
        let list = at.key("questions");
        let mut seen = HashSet::new();
        let mut questions = Vec::new();
        for (i, question) in record.questions.into_iter().enumerate() {
            let at = list.index(i);
            if !seen.insert(question.id.clone()) {
                let message = format!(
                    "another question here has the id `{}`; give it another",
                    question.id
                );
                cx.diagnostics
                    .error(&at.key("id"), Code::Duplicate, message);
            }
            questions.push(one_question(cx, &at, question));
        }
        topics.push(Topic {
            id: record.id,
            title: record.title,
            events,
            questions,
            note,
        });
    }
    topics
}

fn events(cx: &mut Context, list: &At<'_>, ids: &[Text]) -> Vec<EventKey> {
    let ids = ids.iter().enumerate();
    ids.filter_map(|(i, id)| cx.event(&list.index(i), id))
        .collect()
}

fn one_question(cx: &mut Context, at: &At<'_>, record: QuestionRecord) -> Question {
    cx.diagnostics.wants_words(&at.key("id"), &record.id);
    cx.diagnostics.wants_words(&at.key("ask"), &record.ask);
    for (key, pairs, kind) in [
        ("compatible", &record.compatible, Kind::Position),
        ("exclusive", &record.exclusive, Kind::List),
    ] {
        if !pairs.is_empty() && record.kind != kind {
            let message = format!(
                "`{key}` is for questions of the kind {}; remove it",
                kind.word()
            );
            cx.diagnostics.error(&at.key(key), Code::Answers, message);
        }
    }
    let events = record.events.map(|ids| events(cx, &at.key("events"), &ids));
    let note = cx.note(at, record.note);
    let list = at.key("answers");
    let mut answers = Vec::new();
    for (i, answer) in record.answers.into_iter().enumerate() {
        answers.extend(one_answer(cx, &list.index(i), record.kind, answer));
    }
    Question {
        id: record.id,
        ask: record.ask,
        kind: record.kind,
        unit: record.unit,
        events,
        compatible: record.compatible,
        exclusive: record.exclusive,
        answers,
        note,
    }
}

fn one_answer(
    cx: &mut Context,
    at: &At<'_>,
    kind: Kind,
    mut record: AnswerRecord,
) -> Option<Answer> {
    let given = [
        ("low", Kind::Quantity, record.low.is_some()),
        ("high", Kind::Quantity, record.high.is_some()),
        ("counts", Kind::Quantity, record.counts.is_some()),
        ("date", Kind::Date, record.date.is_some()),
        ("position", Kind::Position, record.position.is_some()),
        ("items", Kind::List, record.items.is_some()),
    ];
    for (key, suits, is_given) in given {
        if is_given && suits != kind {
            let message = format!(
                "`{key}` does not suit a question of the kind {}; give {}",
                kind.word(),
                wanted(kind)
            );
            cx.diagnostics.error(&at.key(key), Code::Answers, message);
        }
    }
    let value = value(cx, at, kind, &mut record);
    let note = cx.note(at, record.note);
    let locator = cx.locator(at, &record.source, record.paragraph, record.page)?;
    Some(Answer {
        value: value?,
        counts: record.counts,
        told: Statement {
            at: locator,
            says: record.says,
            as_printed: record.as_printed,
            voice: record.voice,
            hedged: record.hedged,
            note,
        },
    })
}

/// The comparable part of an answer; one that gives none is shown, and not compared.
fn value(cx: &mut Context, at: &At<'_>, kind: Kind, record: &mut AnswerRecord) -> Option<Value> {
    Some(match kind {
        Kind::Quantity => {
            let (low, high) = (record.low, record.high);
            if let Some((low, high)) = low.zip(high).filter(|(low, high)| low > high) {
                let message = format!(
                    "`low`, {}, exceeds `high`, {}; exchange them",
                    low.0, high.0
                );
                cx.diagnostics.error(&at.key("low"), Code::Answers, message);
            }
            Value::Quantity { low, high }
        }
        Kind::Date if record.date.is_some() => {
            Value::Date(cx.date(&at.key("date"), record.date.as_ref())?)
        }
        Kind::Position => match record
            .position
            .take()
            .filter(|position| !position.trim().is_empty())
        {
            Some(position) => Value::Position(position),
            None => Value::Unsaid,
        },
        Kind::List => match record.items.take().filter(|items| !items.is_empty()) {
            Some(items) => Value::List(items),
            None => Value::Unsaid,
        },
        Kind::Date => Value::Unsaid,
    })
}

fn wanted(kind: Kind) -> &'static str {
    match kind {
        Kind::Quantity => "`low` and `high`",
        Kind::Date => "`date`",
        Kind::Position => "`position`",
        Kind::List => "`items`",
    }
}
