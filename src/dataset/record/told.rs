//! What the sources tell: events with their accounts, topics with their answers, links.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::dataset::schema;
use crate::model::text::Text;
use crate::model::topic::{Kind, Number};

use super::NoteRecord;

/// An element of `events`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "event", bound(deserialize = "'de: 't"))]
pub struct EventRecord<'t> {
    /// The short name by which others point to the event.
    #[schemars(regex(pattern = schema::WORDS))]
    pub id: Text<'t>,
    /// When it happened, as an EDTF date: 1953-03-05, 1953-03, 1953, 1956-22 (a summer),
    /// 1954/1956 (from, to), [1953-06..1953-07] (somewhere between), 1955~ (about).
    #[schemars(with = "schema::Edtf")]
    pub date: Text<'t>,
    /// How the date is known.
    pub dating: DatingRecord<'t>,
    /// What happened, in a few plain words.
    #[schemars(regex(pattern = schema::WORDS))]
    pub title: Text<'t>,
    /// Sentences that hold for all sources, or say who holds what; may cite [source ¶13].
    pub summary: Option<Text<'t>>,
    /// Who had a part in it.
    #[serde(default)]
    pub people: Vec<RoleRecord<'t>>,
    /// The ids of the places where it happened.
    #[serde(default)]
    pub places: Vec<Text<'t>>,
    /// The ids of the themes that it belongs to.
    #[serde(default)]
    pub themes: Vec<Text<'t>>,
    /// What each source says of it; at least one.
    #[schemars(length(min = 1))]
    pub accounts: Vec<AccountRecord<'t>>,
    /// True where the event lies wholly outside the years of the timeline.
    #[serde(default)]
    pub background: bool,
    pub note: Option<Box<NoteRecord<'t>>>,
}

/// How the date of an event is known: one of three ways.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "dating", bound(deserialize = "'de: 't"))]
#[schemars(transform = schema::one_dating)]
pub struct DatingRecord<'t> {
    /// Stated: the id of the source that gives this very date.
    pub source: Option<Text<'t>>,
    /// The paragraph in which that source states it.
    #[schemars(range(min = 1))]
    pub paragraph: Option<u32>,
    /// Where in that source, if its paragraphs are not numbered.
    pub page: Option<Text<'t>>,
    /// Inferred: why, from the texts.
    #[schemars(regex(pattern = schema::WORDS))]
    pub inferred: Option<Text<'t>>,
    /// Supplied by the editor: why the texts do not date the event.
    #[schemars(regex(pattern = schema::WORDS))]
    pub supplied: Option<Text<'t>>,
    /// The work that a supplied date is from.
    pub reference: Option<Text<'t>>,
}

/// Who had a part in an event.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "role", bound(deserialize = "'de: 't"))]
pub struct RoleRecord<'t> {
    /// The id of the person.
    pub id: Text<'t>,
    /// Which part the person had; "dies" or "executed" for a death.
    pub role: Option<Text<'t>>,
}

/// What one source says of one event.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    rename = "account",
    bound(deserialize = "'de: 't")
)]
#[schemars(transform = schema::one_place)]
pub struct AccountRecord<'t> {
    /// The id of the source.
    pub source: Text<'t>,
    /// Which paragraph of the source, counted from 1.
    #[schemars(range(min = 1))]
    pub paragraph: Option<u32>,
    /// Where in a source whose paragraphs are not numbered, such as "p. 45".
    pub page: Option<Text<'t>>,
    /// When it happened according to this source, as an EDTF date.
    #[schemars(with = "Option<schema::Edtf>")]
    pub date: Option<Text<'t>>,
    /// The date or the figure as it stands there; at most eight words.
    pub as_printed: Option<Text<'t>>,
    /// What the source says, in words of your own; at most forty.
    #[schemars(regex(pattern = schema::WORDS))]
    pub says: Text<'t>,
    /// Whose view it is, where the source only reports it.
    pub voice: Option<Text<'t>>,
    /// True where the source itself hedges.
    #[serde(default)]
    pub hedged: bool,
    pub note: Option<Box<NoteRecord<'t>>>,
}

/// An element of `topics`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "topic", bound(deserialize = "'de: 't"))]
pub struct TopicRecord<'t> {
    /// The short name by which others point to the topic.
    #[schemars(regex(pattern = schema::WORDS))]
    pub id: Text<'t>,
    /// What the sources are compared on, in a few words.
    #[schemars(regex(pattern = schema::WORDS))]
    pub title: Text<'t>,
    /// The ids of the events that it is about.
    #[serde(default)]
    pub events: Vec<Text<'t>>,
    /// What every source is asked; at least one question.
    #[schemars(length(min = 1))]
    pub questions: Vec<QuestionRecord<'t>>,
    pub note: Option<Box<NoteRecord<'t>>>,
}

/// One thing asked of every source.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    rename = "question",
    bound(deserialize = "'de: 't")
)]
#[schemars(transform = schema::answers_of_its_kind)]
pub struct QuestionRecord<'t> {
    /// A short name for the question, within its topic.
    #[schemars(regex(pattern = schema::WORDS))]
    pub id: Text<'t>,
    /// The question.
    #[schemars(regex(pattern = schema::WORDS))]
    pub ask: Text<'t>,
    /// Which kind of answer it wants.
    #[schemars(schema_with = "schema::kinds")]
    pub kind: Kind,
    /// What a quantity is measured in, such as "people".
    pub unit: Option<Text<'t>>,
    /// The ids of the events that it is about, if fewer than those of the topic.
    pub events: Option<Vec<Text<'t>>>,
    /// Pairs of positions that can both be held.
    #[serde(default)]
    pub compatible: Vec<[Text<'t>; 2]>,
    /// Pairs of items of lists that cannot both hold.
    #[serde(default)]
    pub exclusive: Vec<[Text<'t>; 2]>,
    /// What the sources answer.
    pub answers: Vec<AnswerRecord<'t>>,
    pub note: Option<Box<NoteRecord<'t>>>,
}

/// What one source answers.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "answer", bound(deserialize = "'de: 't"))]
#[schemars(transform = schema::one_place)]
pub struct AnswerRecord<'t> {
    /// The id of the source.
    pub source: Text<'t>,
    /// Which paragraph of the source, counted from 1.
    #[schemars(range(min = 1))]
    pub paragraph: Option<u32>,
    /// Where in a source whose paragraphs are not numbered, such as "p. 45".
    pub page: Option<Text<'t>>,
    /// The lowest number that the answer allows; alone for "more than".
    #[schemars(with = "Option<f64>")]
    pub low: Option<Number>,
    /// The highest number that the answer allows; alone for "at most".
    #[schemars(with = "Option<f64>")]
    pub high: Option<Number>,
    /// When it was, as an EDTF date.
    #[schemars(with = "Option<schema::Edtf>")]
    pub date: Option<Text<'t>>,
    /// What a position is, as a slug that answers share when they say the same.
    pub position: Option<Text<'t>>,
    /// What a list holds, as slugs.
    pub items: Option<Vec<Text<'t>>>,
    /// The figure or the date as it stands there; at most eight words.
    pub as_printed: Option<Text<'t>>,
    /// What a quantity counts, such as "insurgents".
    pub counts: Option<Text<'t>>,
    /// What the source says, in words of your own.
    pub says: Option<Text<'t>>,
    /// Whose view it is, where the source only reports it.
    pub voice: Option<Text<'t>>,
    /// True where the source itself hedges.
    #[serde(default)]
    pub hedged: bool,
    pub note: Option<Box<NoteRecord<'t>>>,
}

/// An element of `links`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "link", bound(deserialize = "'de: 't"))]
#[schemars(transform = schema::one_place)]
pub struct LinkRecord<'t> {
    /// The id of the event that is the cause.
    pub from: Text<'t>,
    /// The id of the event that is the effect.
    pub to: Text<'t>,
    /// The id of the source.
    pub source: Text<'t>,
    /// Which paragraph of the source, counted from 1.
    #[schemars(range(min = 1))]
    pub paragraph: Option<u32>,
    /// Where in a source whose paragraphs are not numbered, such as "p. 45".
    pub page: Option<Text<'t>>,
    /// What the source says of it, in words of your own.
    pub says: Option<Text<'t>>,
}
