//! JSON records of topics, questions and answers.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::model::date::Calendar;
use crate::model::text::Text;
use crate::model::timeline::Timeline;
use crate::model::topic::{Answer, Number, Question, QuestionKind, Topic, Value};

use super::{NoteRecord, constraint, ids, locator_fields};

/// An element of `topics`.
#[skip_serializing_none]
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "topic")]
pub struct TopicRecord {
    /// The short name by which others point to the topic.
    #[schemars(regex(pattern = constraint::WORDS))]
    pub id: Text,
    /// What the sources are compared on, in a few words.
    #[schemars(regex(pattern = constraint::WORDS))]
    pub title: Text,
    /// The ids of the events that it is about.
    #[serde(default)]
    pub events: Vec<Text>,
    /// What every source is asked; at least one question.
    #[schemars(length(min = 1))]
    pub questions: Vec<QuestionRecord>,
    pub note: Option<NoteRecord>,
}

/// One thing asked of every source.
#[skip_serializing_none]
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "question")]
#[schemars(transform = constraint::answers_of_its_kind)]
pub struct QuestionRecord {
    /// A short name for the question, within its topic.
    #[schemars(regex(pattern = constraint::WORDS))]
    pub id: Text,
    /// The question.
    #[schemars(regex(pattern = constraint::WORDS))]
    pub ask: Text,
    /// Which kind of answer it wants.
    #[schemars(schema_with = "constraint::kinds")]
    pub kind: QuestionKind,
    /// What a quantity is measured in, such as "people".
    pub unit: Option<Text>,
    /// The ids of the events that it is about, if fewer than those of the topic.
    pub events: Option<Vec<Text>>,
    /// What each position means, in words that answer the question: {"tolerated": "he was tolerated"}.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[serde(with = "serde_with::rust::maps_duplicate_key_is_error")]
    #[schemars(with = "BTreeMap<Text, Text>")]
    pub positions: BTreeMap<Text, Text>,
    /// What each item of the lists means, in words.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[serde(with = "serde_with::rust::maps_duplicate_key_is_error")]
    #[schemars(with = "BTreeMap<Text, Text>")]
    pub items: BTreeMap<Text, Text>,
    /// Pairs of positions that can both be held.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub compatible: Vec<[Text; 2]>,
    /// Pairs of items of lists that cannot both hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclusive: Vec<[Text; 2]>,
    /// What the sources answer.
    pub answers: Vec<AnswerRecord>,
    pub note: Option<NoteRecord>,
}

/// What one source answers.
#[skip_serializing_none]
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "answer")]
#[schemars(transform = constraint::require_one_locator)]
pub struct AnswerRecord {
    /// The id of the source.
    pub source: Text,
    /// Which paragraph of the source, counted from 1.
    #[schemars(range(min = 1))]
    pub paragraph: Option<u32>,
    /// Where in a source whose paragraphs are not numbered, such as "p. 45".
    pub page: Option<Text>,
    /// The lowest number that the answer allows; alone for "more than".
    #[schemars(with = "Option<f64>")]
    pub low: Option<Number>,
    /// The highest number that the answer allows; alone for "at most".
    #[schemars(with = "Option<f64>")]
    pub high: Option<Number>,
    /// When it was, as an EDTF date.
    #[schemars(with = "Option<constraint::Edtf>")]
    pub date: Option<Text>,
    /// "julian" if the date is written in the Julian calendar; otherwise it is Gregorian.
    #[serde(default)]
    #[schemars(schema_with = "constraint::calendars")]
    pub calendar: Option<Calendar>,
    /// What a position is, as a slug that answers share when they say the same.
    pub position: Option<Text>,
    /// What a list holds, as slugs.
    pub items: Option<Vec<Text>>,
    /// What a quantity counts, such as "insurgents".
    pub counts: Option<Text>,
    /// The figure or the date as it stands there; at most eight words.
    pub as_printed: Option<Text>,
    /// What the source says, in words of your own.
    pub says: Option<Text>,
    /// Whose view it is, where the source only reports it.
    pub voice: Option<Text>,
    /// True where the source itself hedges.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hedged: bool,
    pub note: Option<NoteRecord>,
}

impl TopicRecord {
    pub fn new(topic: &Topic, timeline: &Timeline) -> Self {
        let question = |question| QuestionRecord::new(question, timeline);
        Self {
            id: topic.id.clone(),
            title: topic.title.clone(),
            events: ids(&topic.events, timeline),
            questions: topic.questions.iter().map(question).collect(),
            note: topic.note.as_ref().map(NoteRecord::new),
        }
    }
}

impl QuestionRecord {
    fn new(question: &Question, timeline: &Timeline) -> Self {
        let events = question.events.as_ref();
        let answer = |answer| AnswerRecord::new(answer, timeline);
        let wordings = |kind| {
            let wordings = Some(&question.wordings).filter(|_| question.kind == kind);
            wordings.cloned().unwrap_or_default()
        };
        Self {
            id: question.id.clone(),
            ask: question.ask.clone(),
            kind: question.kind,
            unit: question.unit.clone(),
            events: events.map(|events| ids(events, timeline)),
            positions: wordings(QuestionKind::Position),
            items: wordings(QuestionKind::List),
            compatible: question.compatible.clone(),
            exclusive: question.exclusive.clone(),
            answers: question.answers.iter().map(answer).collect(),
            note: question.note.as_ref().map(NoteRecord::new),
        }
    }
}

impl AnswerRecord {
    fn new(answer: &Answer, timeline: &Timeline) -> Self {
        let claim = &answer.claim;
        let (source, paragraph, page) = locator_fields(&claim.locator, timeline);
        let mut record = Self {
            source,
            paragraph,
            page,
            counts: answer.counts.clone(),
            as_printed: claim.as_printed.clone(),
            says: claim.says.clone(),
            voice: claim.voice.clone(),
            hedged: claim.hedged,
            note: claim.note.as_ref().map(NoteRecord::new),
            ..Self::default()
        };
        match &answer.value {
            Value::Quantity { low, high } => (record.low, record.high) = (*low, *high),
            Value::Date(date) => {
                (record.date, record.calendar) = (Some(date.into()), date.calendar());
            }
            Value::Position(position) => record.position = Some(position.clone()),
            Value::List(items) => record.items = Some(items.clone()),
            Value::Unsaid => {}
        }
        record
    }
}
