//! Topics, their questions and answers.

use std::collections::HashSet;

use crate::dataset::problem::Code;
use crate::dataset::record::{AnswerRecord, QuestionRecord, TopicRecord};
use crate::model::key::EventKey;
use crate::model::source::{More, Statement};
use crate::model::text::Text;
use crate::model::topic::{Answer, Kind, Question, Topic, Value};

use super::names::Context;
use super::report::At;
use super::{Listed, date};

/// The topics.
pub fn topics<'t>(cx: &mut Context<'t>, records: Listed<TopicRecord<'t>>) -> Vec<Topic<'t>> {
    let mut topics = Vec::new();
    for (origin, record) in records {
        let id = record.id.clone();
        let at = At::record(origin, &id);
        cx.report.wants_words(&at.key("title"), &record.title);
        let events = events(cx, &at.key("events"), &record.events);
        let note = cx.note(&at, record.note);
        if record.questions.is_empty() {
            let message = "the topic asks nothing; add a question";
            cx.report
                .error(&at.key("questions"), Code::Missing, message.into());
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
                cx.report.error(&at.key("id"), Code::Duplicate, message);
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

fn events(cx: &mut Context<'_>, list: &At<'_>, ids: &[Text<'_>]) -> Vec<EventKey> {
    let ids = ids.iter().enumerate();
    ids.filter_map(|(i, id)| cx.event(&list.index(i), id))
        .collect()
}

fn one_question<'t>(cx: &mut Context<'t>, at: &At<'_>, record: QuestionRecord<'t>) -> Question<'t> {
    cx.report.wants_words(&at.key("id"), &record.id);
    cx.report.wants_words(&at.key("ask"), &record.ask);
    for (key, pairs, kind) in [
        ("compatible", &record.compatible, Kind::Position),
        ("exclusive", &record.exclusive, Kind::List),
    ] {
        if !pairs.is_empty() && record.kind != kind {
            let message = format!(
                "`{key}` is for questions of the kind {}; remove it",
                kind.word()
            );
            cx.report.error(&at.key(key), Code::Answers, message);
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

fn one_answer<'t>(
    cx: &mut Context<'t>,
    at: &At<'_>,
    kind: Kind,
    mut record: AnswerRecord<'t>,
) -> Option<Answer<'t>> {
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
            cx.report.error(&at.key(key), Code::Answers, message);
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
            more: More {
                as_printed: record.as_printed,
                voice: record.voice,
                hedged: record.hedged,
                note,
            }
            .kept(),
        },
    })
}

/// The comparable part of an answer; one that gives none is shown, and not compared.
fn value<'t>(
    cx: &mut Context<'t>,
    at: &At<'_>,
    kind: Kind,
    record: &mut AnswerRecord<'t>,
) -> Option<Value<'t>> {
    Some(match kind {
        Kind::Quantity => {
            let (low, high) = (record.low, record.high);
            if let Some((low, high)) = low.zip(high).filter(|(low, high)| low > high) {
                let message = format!(
                    "`low`, {}, exceeds `high`, {}; exchange them",
                    low.0, high.0
                );
                cx.report.error(&at.key("low"), Code::Answers, message);
            }
            Value::Quantity { low, high }
        }
        Kind::Date if record.date.is_some() => {
            Value::Date(date(&mut cx.report, &at.key("date"), record.date.as_ref())?)
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
