//! The rows of topics, their questions and answers.

use crate::model::key::{EventKey, TopicKey};
use crate::model::topic::{Answer, Question, Value};
use crate::report::comparison::{QuestionReport, Scope, comparison};

use super::super::names::names;
use super::Cell;
use super::rows::{Rows, at, noted, when};

impl Rows<'_, '_> {
    /// The topic with all that belongs to it.
    pub fn write_topic(&mut self, key: TopicKey) {
        let topic = &self.timeline[key];
        let [note, reference] = noted(topic.note.as_ref());
        let id = &self.topics[key.index()];
        let position = (key.index() + 1).into();
        let cells = [position, id.into(), (&*topic.title).into(), note, reference];
        self.sql.row("topics", &cells);
        for event in once_each(&topic.events) {
            self.sql.row(
                "topic_events",
                &[id.into(), (&self.events[event.index()]).into()],
            );
        }
        let report = comparison(self.timeline, key, Scope::default());
        let ids = names(topic.questions.iter().map(|q| &*q.id), self.sql.ascii);
        for ((question, report), name) in topic.questions.iter().zip(&report.questions).zip(&ids) {
            self.write_question(key, question, report, name);
        }
    }

    fn write_question(
        &mut self,
        topic: TopicKey,
        question: &Question,
        report: &QuestionReport<'_>,
        name: &str,
    ) {
        let [note, reference] = noted(question.note.as_ref());
        let topic_id = &self.topics[topic.index()];
        self.sql.row(
            "questions",
            &[
                topic_id.into(),
                name.into(),
                (&*question.ask).into(),
                question.kind.word().into(),
                question.unit.as_deref().into(),
                report.verdict.word().into(),
                (&report.why).into(),
                report.caveat.as_ref().into(),
                note,
                reference,
            ],
        );
        for event in question.events.iter().flat_map(|events| once_each(events)) {
            let event = &self.events[event.index()];
            let cells = [topic_id.into(), name.into(), event.into()];
            self.sql.row("question_events", &cells);
        }
        for (relation, pairs) in [
            ("compatible", &question.compatible),
            ("exclusive", &question.exclusive),
        ] {
            for (i, [one, other]) in pairs.iter().enumerate() {
                let position = (i + 1).into();
                let pair = [(&**one).into(), (&**other).into()];
                let [one, other] = pair;
                let cells = [
                    topic_id.into(),
                    name.into(),
                    position,
                    relation.into(),
                    one,
                    other,
                ];
                self.sql.row("question_pairs", &cells);
            }
        }
        for answer in &question.answers {
            self.write_answer(topic, name, answer);
        }
    }

    fn write_answer(&mut self, topic: TopicKey, question: &str, answer: &Answer) {
        self.answers += 1;
        let (mut low, mut high, mut given, mut stance) = (None, None, None, None);
        let mut items = [].as_slice();
        match &answer.value {
            Value::Quantity { low: l, high: h } => (low, high) = (*l, *h),
            Value::Date(date) => given = Some(date),
            Value::Position(position) => stance = Some(&**position),
            Value::List(list) => items = list,
            Value::Unsaid => {}
        }
        let [date, earliest, latest] = when(given);
        let told = &answer.told;
        let [source, paragraph, page] = at(&self.sources, &told.at);
        let [note, reference] = noted(told.note());
        self.sql.row(
            "answers",
            &[
                self.answers.into(),
                (&self.topics[topic.index()]).into(),
                question.into(),
                source,
                paragraph,
                page,
                low.map_or(Cell::Null, |low| Cell::Number(low.0)),
                high.map_or(Cell::Null, |high| Cell::Number(high.0)),
                date.as_ref().into(),
                earliest.as_ref().into(),
                latest.as_ref().into(),
                stance.into(),
                told.as_printed().into(),
                answer.counts.as_deref().into(),
                told.says.as_deref().into(),
                told.voice().into(),
                told.is_hedged().into(),
                note,
                reference,
            ],
        );
        for (i, item) in items.iter().enumerate() {
            let cells = [self.answers.into(), (i + 1).into(), (&**item).into()];
            self.sql.row("answer_items", &cells);
        }
    }
}

/// The events, each once.
fn once_each(events: &[EventKey]) -> Vec<EventKey> {
    let mut seen = Vec::new();
    for event in events {
        if !seen.contains(event) {
            seen.push(*event);
        }
    }
    seen
}
