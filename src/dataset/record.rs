//! The JSON of a dataset, key by key: what the curator writes, before anything is checked.
//!
//! `data/README.md` says what each key means. An unknown key is an error everywhere.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Visitor};

use crate::model::text::Text;
use crate::model::topic::{Kind, Number};

impl<'de: 't, 't> Deserialize<'de> for Text<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrow;
        impl<'de> Visitor<'de> for Borrow {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }

            fn visit_string<E>(self, text: String) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text)))
            }
        }
        deserializer.deserialize_str(Borrow)
    }
}

/// A file of a dataset.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub struct File<'t> {
    #[serde(rename = "$schema")]
    #[expect(
        dead_code,
        reason = "it is for editors; reading it lets it stand in a file"
    )]
    pub schema: Option<serde::de::IgnoredAny>,
    pub timeline: Option<TimelineRecord<'t>>,
    #[serde(default)]
    pub sources: Vec<SourceRecord<'t>>,
    #[serde(default)]
    pub people: Vec<PersonRecord<'t>>,
    #[serde(default)]
    pub places: Vec<PlaceRecord<'t>>,
    #[serde(default)]
    pub themes: Vec<ThemeRecord<'t>>,
    #[serde(default)]
    pub events: Vec<EventRecord<'t>>,
    #[serde(default)]
    pub topics: Vec<TopicRecord<'t>>,
    #[serde(default)]
    pub links: Vec<LinkRecord<'t>>,
}

/// `timeline`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub struct TimelineRecord<'t> {
    pub id: Text<'t>,
    pub title: Option<Text<'t>>,
    pub description: Option<Text<'t>>,
    pub from: Text<'t>,
    pub to: Text<'t>,
}

/// An element of `sources`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub struct SourceRecord<'t> {
    pub id: Text<'t>,
    pub name: Text<'t>,
    pub kind: Option<Text<'t>>,
    pub author: Option<Text<'t>>,
    pub perspective: Option<Text<'t>>,
    pub scope: Option<ScopeRecord<'t>>,
    #[serde(default)]
    pub relies_on: Vec<Text<'t>>,
    pub file: Option<Text<'t>>,
    pub paragraphs: Option<u32>,
    pub sha256: Option<Text<'t>>,
    #[serde(default)]
    pub openings: Vec<Text<'t>>,
    #[serde(default)]
    pub not_used: Vec<NotUsedRecord<'t>>,
}

/// The years that a source covers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub struct ScopeRecord<'t> {
    pub from: Option<Text<'t>>,
    pub to: Option<Text<'t>>,
}

/// A paragraph from which nothing is taken.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub struct NotUsedRecord<'t> {
    pub paragraph: u32,
    pub why: Text<'t>,
}

/// An editor's note.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub struct NoteRecord<'t> {
    pub says: Text<'t>,
    pub reference: Option<Text<'t>>,
}

/// An element of `people`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub struct PersonRecord<'t> {
    pub id: Text<'t>,
    pub name: Text<'t>,
    #[serde(default)]
    pub aliases: Vec<Text<'t>>,
    pub description: Option<Text<'t>>,
    #[serde(default)]
    pub offices: Vec<OfficeRecord<'t>>,
    #[serde(default)]
    pub fates: Vec<FateRecord<'t>>,
}

/// An element of `offices`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub struct OfficeRecord<'t> {
    pub title: Text<'t>,
    pub date: Option<Text<'t>>,
    pub source: Text<'t>,
    pub paragraph: Option<u32>,
    pub page: Option<Text<'t>>,
    pub note: Option<NoteRecord<'t>>,
}

/// An element of `fates`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub struct FateRecord<'t> {
    pub says: Text<'t>,
    pub source: Text<'t>,
    pub paragraph: Option<u32>,
    pub page: Option<Text<'t>>,
    pub note: Option<NoteRecord<'t>>,
}

/// An element of `places`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub struct PlaceRecord<'t> {
    pub id: Text<'t>,
    pub name: Text<'t>,
    #[serde(default)]
    pub aliases: Vec<Text<'t>>,
    pub state: Option<Text<'t>>,
    pub description: Option<Text<'t>>,
}

/// An element of `themes`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub struct ThemeRecord<'t> {
    pub id: Text<'t>,
    pub name: Text<'t>,
    pub description: Option<Text<'t>>,
}

/// An element of `events`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub struct EventRecord<'t> {
    pub id: Text<'t>,
    pub date: Text<'t>,
    pub dating: DatingRecord<'t>,
    pub title: Text<'t>,
    pub summary: Option<Text<'t>>,
    #[serde(default)]
    pub people: Vec<RoleRecord<'t>>,
    #[serde(default)]
    pub places: Vec<Text<'t>>,
    #[serde(default)]
    pub themes: Vec<Text<'t>>,
    pub accounts: Vec<AccountRecord<'t>>,
    #[serde(default)]
    pub background: bool,
    pub note: Option<NoteRecord<'t>>,
}

/// How the date of an event is known: one of three ways.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub struct DatingRecord<'t> {
    pub source: Option<Text<'t>>,
    pub paragraph: Option<u32>,
    pub page: Option<Text<'t>>,
    pub inferred: Option<Text<'t>>,
    pub supplied: Option<Text<'t>>,
    pub reference: Option<Text<'t>>,
}

/// Who had a part in an event.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub struct RoleRecord<'t> {
    pub id: Text<'t>,
    pub role: Option<Text<'t>>,
}

/// What one source says of one event.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub struct AccountRecord<'t> {
    pub source: Text<'t>,
    pub paragraph: Option<u32>,
    pub page: Option<Text<'t>>,
    pub date: Option<Text<'t>>,
    pub as_printed: Option<Text<'t>>,
    pub says: Text<'t>,
    pub voice: Option<Text<'t>>,
    #[serde(default)]
    pub hedged: bool,
    pub note: Option<NoteRecord<'t>>,
}

/// An element of `topics`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub struct TopicRecord<'t> {
    pub id: Text<'t>,
    pub title: Text<'t>,
    #[serde(default)]
    pub events: Vec<Text<'t>>,
    pub questions: Vec<QuestionRecord<'t>>,
    pub note: Option<NoteRecord<'t>>,
}

/// One thing asked of every source.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub struct QuestionRecord<'t> {
    pub id: Text<'t>,
    pub ask: Text<'t>,
    pub kind: Kind,
    pub unit: Option<Text<'t>>,
    pub events: Option<Vec<Text<'t>>>,
    #[serde(default)]
    pub compatible: Vec<[Text<'t>; 2]>,
    #[serde(default)]
    pub exclusive: Vec<[Text<'t>; 2]>,
    pub answers: Vec<AnswerRecord<'t>>,
    pub note: Option<NoteRecord<'t>>,
}

/// What one source answers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub struct AnswerRecord<'t> {
    pub source: Text<'t>,
    pub paragraph: Option<u32>,
    pub page: Option<Text<'t>>,
    pub low: Option<Number>,
    pub high: Option<Number>,
    pub date: Option<Text<'t>>,
    pub position: Option<Text<'t>>,
    pub items: Option<Vec<Text<'t>>>,
    pub as_printed: Option<Text<'t>>,
    pub counts: Option<Text<'t>>,
    pub says: Option<Text<'t>>,
    pub voice: Option<Text<'t>>,
    #[serde(default)]
    pub hedged: bool,
    pub note: Option<NoteRecord<'t>>,
}

/// An element of `links`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 't"))]
pub struct LinkRecord<'t> {
    pub from: Text<'t>,
    pub to: Text<'t>,
    pub source: Text<'t>,
    pub paragraph: Option<u32>,
    pub page: Option<Text<'t>>,
    pub says: Option<Text<'t>>,
}
