//! The JSON of a dataset, key by key: what the curator writes, before anything is checked.
//!
//! `data/README.md` says what each key means. An unknown key is an error everywhere.

mod told;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::model::text::Text;

use super::schema;

pub use told::{
    AccountRecord, AnswerRecord, DatingRecord, EventRecord, LinkRecord, QuestionRecord, TopicRecord,
};

/// A file of a dataset.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 't"))]
#[schemars(title = "A timeline, or a part of one")]
pub struct File<'t> {
    /// The schema of the file, for editors.
    #[schemars(with = "Option<serde_json::Value>")]
    #[serde(rename = "$schema")]
    #[expect(
        dead_code,
        reason = "it is for editors; reading it lets it stand in a file"
    )]
    pub schema: Option<serde::de::IgnoredAny>,
    /// The timeline as a whole; in one file of a dataset.
    pub timeline: Option<TimelineRecord<'t>>,
    /// The texts that tell of the events.
    #[serde(default)]
    pub sources: Vec<SourceRecord<'t>>,
    /// Who has a part in events.
    #[serde(default)]
    pub people: Vec<PersonRecord<'t>>,
    /// Where events happened.
    #[serde(default)]
    pub places: Vec<PlaceRecord<'t>>,
    /// What events are about.
    #[serde(default)]
    pub themes: Vec<ThemeRecord<'t>>,
    /// What happened, with what each source says of it.
    #[serde(default)]
    pub events: Vec<EventRecord<'t>>,
    /// What the sources are compared on.
    #[serde(default)]
    pub topics: Vec<TopicRecord<'t>>,
    /// Which event led to which, according to whom.
    #[serde(default)]
    pub links: Vec<LinkRecord<'t>>,
}

/// `timeline`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    rename = "timeline",
    bound(deserialize = "'de: 't")
)]
pub struct TimelineRecord<'t> {
    /// The short name by which others point to the timeline.
    #[schemars(regex(pattern = schema::WORDS))]
    pub id: Text<'t>,
    /// Its title.
    pub title: Option<Text<'t>>,
    /// What it is about, in a sentence or two.
    pub description: Option<Text<'t>>,
    /// When it begins, as an EDTF date such as 1953.
    #[schemars(with = "schema::Edtf")]
    pub from: Text<'t>,
    /// When it ends, as an EDTF date; its last day belongs to it.
    #[schemars(with = "schema::Edtf")]
    pub to: Text<'t>,
}

/// An element of `sources`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "source", bound(deserialize = "'de: 't"))]
pub struct SourceRecord<'t> {
    /// The short name by which others point to the source.
    #[schemars(regex(pattern = schema::WORDS))]
    pub id: Text<'t>,
    /// Its title.
    #[schemars(regex(pattern = schema::WORDS))]
    pub name: Text<'t>,
    /// What sort of text it is, in free words, such as "encyclopedia".
    pub kind: Option<Text<'t>>,
    /// Who wrote it.
    pub author: Option<Text<'t>>,
    /// One sentence: who wrote it, for whom, how it leans.
    pub perspective: Option<Text<'t>>,
    /// The years that it covers; a source is silent only on these.
    pub scope: Option<ScopeRecord<'t>>,
    /// Works that it cites.
    #[serde(default)]
    pub relies_on: Vec<Text<'t>>,
    /// The plain name of the file with its text, for `check --texts`.
    #[schemars(regex(pattern = schema::FILE_NAME))]
    pub file: Option<Text<'t>>,
    /// How many lines that are not blank it has; it is then cited by paragraph.
    pub paragraphs: Option<u32>,
    /// The SHA-256 of its file, in hexadecimal digits.
    pub sha256: Option<Text<'t>>,
    /// The first words of each paragraph, six at most.
    #[serde(default)]
    pub openings: Vec<Text<'t>>,
    /// Paragraphs from which nothing is taken, with the reason.
    #[serde(default)]
    pub not_used: Vec<NotUsedRecord<'t>>,
}

/// The years that a source covers.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "scope", bound(deserialize = "'de: 't"))]
pub struct ScopeRecord<'t> {
    /// The first of them, as an EDTF date.
    #[schemars(with = "Option<schema::Edtf>")]
    pub from: Option<Text<'t>>,
    /// The last of them, as an EDTF date.
    #[schemars(with = "Option<schema::Edtf>")]
    pub to: Option<Text<'t>>,
}

/// A paragraph from which nothing is taken.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    rename = "not-used",
    bound(deserialize = "'de: 't")
)]
pub struct NotUsedRecord<'t> {
    /// Which paragraph, counted from 1.
    #[schemars(range(min = 1))]
    pub paragraph: u32,
    /// Why nothing is taken from it, such as "heading".
    pub why: Text<'t>,
}

/// What the editor tells the reader, apart from the sources; nothing is computed from it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "note", bound(deserialize = "'de: 't"))]
pub struct NoteRecord<'t> {
    /// The note.
    #[schemars(regex(pattern = schema::WORDS))]
    pub says: Text<'t>,
    /// The work that it is from.
    pub reference: Option<Text<'t>>,
}

/// An element of `people`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "person", bound(deserialize = "'de: 't"))]
pub struct PersonRecord<'t> {
    /// The short name by which others point to the person.
    #[schemars(regex(pattern = schema::WORDS))]
    pub id: Text<'t>,
    /// The name under which the person is listed.
    #[schemars(regex(pattern = schema::WORDS))]
    pub name: Text<'t>,
    /// Every other spelling of the name.
    #[serde(default)]
    pub aliases: Vec<Text<'t>>,
    /// Who the person is; may cite a source, as in [source ¶13].
    pub description: Option<Text<'t>>,
    /// What offices the person held, according to whom.
    #[serde(default)]
    pub offices: Vec<OfficeRecord<'t>>,
    /// What became of the person, according to whom.
    #[serde(default)]
    pub fates: Vec<FateRecord<'t>>,
}

/// An element of `offices`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "office", bound(deserialize = "'de: 't"))]
#[schemars(transform = schema::one_place)]
pub struct OfficeRecord<'t> {
    /// What the office is called.
    #[schemars(regex(pattern = schema::WORDS))]
    pub title: Text<'t>,
    /// When it was held, as an EDTF date.
    #[schemars(with = "Option<schema::Edtf>")]
    pub date: Option<Text<'t>>,
    /// The id of the source.
    pub source: Text<'t>,
    /// Which paragraph of the source, counted from 1.
    #[schemars(range(min = 1))]
    pub paragraph: Option<u32>,
    /// Where in a source whose paragraphs are not numbered, such as "p. 45".
    pub page: Option<Text<'t>>,
    pub note: Option<Box<NoteRecord<'t>>>,
}

/// An element of `fates`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "fate", bound(deserialize = "'de: 't"))]
#[schemars(transform = schema::one_place)]
pub struct FateRecord<'t> {
    /// What became of the person, in words of your own.
    #[schemars(regex(pattern = schema::WORDS))]
    pub says: Text<'t>,
    /// The id of the source.
    pub source: Text<'t>,
    /// Which paragraph of the source, counted from 1.
    #[schemars(range(min = 1))]
    pub paragraph: Option<u32>,
    /// Where in a source whose paragraphs are not numbered, such as "p. 45".
    pub page: Option<Text<'t>>,
    pub note: Option<Box<NoteRecord<'t>>>,
}

/// An element of `places`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "place", bound(deserialize = "'de: 't"))]
pub struct PlaceRecord<'t> {
    /// The short name by which others point to the place.
    #[schemars(regex(pattern = schema::WORDS))]
    pub id: Text<'t>,
    /// The name under which the place is listed.
    #[schemars(regex(pattern = schema::WORDS))]
    pub name: Text<'t>,
    /// Its other names and spellings.
    #[serde(default)]
    pub aliases: Vec<Text<'t>>,
    /// The state in which it lay.
    pub state: Option<Text<'t>>,
    /// What place it is; may cite a source, as in [source ¶13].
    pub description: Option<Text<'t>>,
}

/// An element of `themes`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "theme", bound(deserialize = "'de: 't"))]
pub struct ThemeRecord<'t> {
    /// The short name by which others point to the theme.
    #[schemars(regex(pattern = schema::WORDS))]
    pub id: Text<'t>,
    /// The name under which the theme is listed.
    #[schemars(regex(pattern = schema::WORDS))]
    pub name: Text<'t>,
    /// What belongs to it, in a sentence.
    pub description: Option<Text<'t>>,
}
