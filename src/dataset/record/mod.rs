//! The JSON of a dataset as the curator writes it, before any checks.
//!
//! `docs/format.md` explains the keys. Unknown keys are errors everywhere. The comments on the
//! records and their fields are the descriptions in the JSON Schema.

pub mod constraint;
mod event;
mod locators;
mod topic;

use std::ops::Index;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::model::date::Date;
use crate::model::person::{Fate, Office, Person, Place, Theme};
use crate::model::source::{Locator, NotUsed, Note, Scope, Source};
use crate::model::text::Text;
use crate::model::timeline::{Record, Timeline};

pub use event::{AccountRecord, DatingRecord, EventRecord, LinkRecord, RoleRecord};
pub use locators::{LocatorRecord, find_locators};
pub use topic::{AnswerRecord, QuestionRecord, TopicRecord};

/// A file of a dataset.
#[skip_serializing_none]
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "A timeline, or a part of one")]
pub struct DatasetFile {
    /// The schema of the file, for editors.
    #[serde(rename = "$schema")]
    pub schema: Option<serde_json::Value>,
    /// The timeline as a whole; in one file of a dataset.
    pub timeline: Option<TimelineRecord>,
    /// The texts that report the events.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceRecord>,
    /// The people who take part in events.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<PersonRecord>,
    /// Where events happened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<PlaceRecord>,
    /// What events are about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<ThemeRecord>,
    /// What happened, with what each source says of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<EventRecord>,
    /// What the sources are compared on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<TopicRecord>,
    /// Which event led to which, according to whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<LinkRecord>,
}

/// `timeline`.
#[skip_serializing_none]
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "timeline")]
pub struct TimelineRecord {
    /// The short name by which others point to the timeline.
    #[schemars(regex(pattern = constraint::WORDS))]
    pub id: Text,
    /// Its title.
    pub title: Option<Text>,
    /// What it is about, in a sentence or two.
    pub description: Option<Text>,
    /// When it begins, as an EDTF date such as 1953.
    #[schemars(with = "constraint::Edtf")]
    #[serde(skip_serializing_if = "str::is_empty")]
    pub from: Text,
    /// When it ends, as an EDTF date; its last day belongs to it.
    #[schemars(with = "constraint::Edtf")]
    #[serde(skip_serializing_if = "str::is_empty")]
    pub to: Text,
}

/// An element of `sources`.
#[skip_serializing_none]
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "source")]
pub struct SourceRecord {
    /// The short name by which others point to the source.
    #[schemars(regex(pattern = constraint::WORDS))]
    pub id: Text,
    /// Its title.
    #[schemars(regex(pattern = constraint::WORDS))]
    pub name: Text,
    /// One to three characters that stand for it where columns are narrow.
    #[schemars(length(min = 1, max = 3))]
    pub siglum: Option<Text>,
    /// What sort of text it is, in free words, such as "encyclopedia".
    pub kind: Option<Text>,
    /// Who wrote it.
    pub author: Option<Text>,
    /// Who published it.
    pub publisher: Option<Text>,
    /// When it came out, as an EDTF date.
    #[schemars(with = "Option<constraint::Edtf>")]
    pub published: Option<Text>,
    /// Its address on the web.
    #[schemars(regex(pattern = constraint::URL))]
    pub url: Option<Text>,
    /// When it was read at that address, as an EDTF date.
    #[schemars(with = "Option<constraint::Edtf>")]
    pub accessed: Option<Text>,
    /// One sentence: who wrote it, for whom, how it leans.
    pub perspective: Option<Text>,
    /// The years that it covers; a source is silent only on these.
    pub scope: Option<ScopeRecord>,
    /// Works that it cites.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relies_on: Vec<Text>,
    /// The plain name of the file with its text, for `check --texts`.
    #[schemars(regex(pattern = constraint::FILE_NAME))]
    pub file: Option<Text>,
    /// The number of its non-blank lines; it is then cited by paragraph.
    pub paragraphs: Option<u32>,
    /// The SHA-256 of its file, in hexadecimal digits.
    pub sha256: Option<Text>,
    /// The first words of each paragraph, six at most.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub openings: Vec<Text>,
    /// Paragraphs from which nothing is taken, with the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_used: Vec<NotUsedRecord>,
}

/// The years that a source covers.
#[skip_serializing_none]
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "scope")]
pub struct ScopeRecord {
    /// The first of them, as an EDTF date.
    #[schemars(with = "Option<constraint::Edtf>")]
    pub from: Option<Text>,
    /// The last of them, as an EDTF date.
    #[schemars(with = "Option<constraint::Edtf>")]
    pub to: Option<Text>,
}

/// A paragraph from which nothing is taken.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "not-used")]
pub struct NotUsedRecord {
    /// Which paragraph, counted from 1.
    #[schemars(range(min = 1))]
    pub paragraph: u32,
    /// Why nothing is taken from it, such as "heading".
    pub why: Text,
}

/// What the editor tells the reader, apart from the sources; nothing is computed from it.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "note")]
pub struct NoteRecord {
    /// The note.
    #[schemars(regex(pattern = constraint::WORDS))]
    pub says: Text,
    /// The work that it is from.
    pub reference: Option<Text>,
}

/// An element of `people`.
#[skip_serializing_none]
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "person")]
pub struct PersonRecord {
    /// The short name by which others point to the person.
    #[schemars(regex(pattern = constraint::WORDS))]
    pub id: Text,
    /// The name under which the person is listed.
    #[schemars(regex(pattern = constraint::WORDS))]
    pub name: Text,
    /// Every other spelling of the name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Text>,
    /// Who the person is; may cite a source, as in [source ¶13].
    pub description: Option<Text>,
    /// What offices the person held, according to whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offices: Vec<OfficeRecord>,
    /// What became of the person, according to whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fates: Vec<FateRecord>,
}

/// An element of `offices`.
#[skip_serializing_none]
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "office")]
#[schemars(transform = constraint::require_one_locator)]
pub struct OfficeRecord {
    /// What the office is called.
    #[schemars(regex(pattern = constraint::WORDS))]
    pub title: Text,
    /// When it was held, as an EDTF date.
    #[schemars(with = "Option<constraint::Edtf>")]
    pub date: Option<Text>,
    /// The id of the source.
    pub source: Text,
    /// Which paragraph of the source, counted from 1.
    #[schemars(range(min = 1))]
    pub paragraph: Option<u32>,
    /// Where in a source whose paragraphs are not numbered, such as "p. 45".
    pub page: Option<Text>,
    pub note: Option<NoteRecord>,
}

/// An element of `fates`.
#[skip_serializing_none]
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "fate")]
#[schemars(transform = constraint::require_one_locator)]
pub struct FateRecord {
    /// What became of the person, in words of your own.
    #[schemars(regex(pattern = constraint::WORDS))]
    pub says: Text,
    /// The id of the source.
    pub source: Text,
    /// Which paragraph of the source, counted from 1.
    #[schemars(range(min = 1))]
    pub paragraph: Option<u32>,
    /// Where in a source whose paragraphs are not numbered, such as "p. 45".
    pub page: Option<Text>,
    pub note: Option<NoteRecord>,
}

/// An element of `places`.
#[skip_serializing_none]
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "place")]
pub struct PlaceRecord {
    /// The short name by which others point to the place.
    #[schemars(regex(pattern = constraint::WORDS))]
    pub id: Text,
    /// The name under which the place is listed.
    #[schemars(regex(pattern = constraint::WORDS))]
    pub name: Text,
    /// Its other names and spellings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Text>,
    /// The state to which it belonged at the time.
    pub state: Option<Text>,
    /// A description of the place; may cite a source, as in [source ¶13].
    pub description: Option<Text>,
}

/// An element of `themes`.
#[skip_serializing_none]
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename = "theme")]
pub struct ThemeRecord {
    /// The short name by which others point to the theme.
    #[schemars(regex(pattern = constraint::WORDS))]
    pub id: Text,
    /// The name under which the theme is listed.
    #[schemars(regex(pattern = constraint::WORDS))]
    pub name: Text,
    /// What belongs to it, in a sentence.
    pub description: Option<Text>,
}

/// The values of the keys `source`, `paragraph` and `page` for a locator.
fn locator_fields(locator: &Locator, timeline: &Timeline) -> (Text, Option<u32>, Option<Text>) {
    let source = timeline[locator.source].id.clone();
    let page = locator.passage.page().map(Text::from);
    (source, locator.passage.paragraph(), page)
}

/// The ids of the records with these keys.
fn ids<K: Copy>(keys: &[K], timeline: &Timeline) -> Vec<Text>
where
    Timeline: Index<K, Output: Record>,
{
    keys.iter().map(|key| timeline[*key].id().into()).collect()
}

impl From<&Date> for Text {
    fn from(date: &Date) -> Self {
        date.as_str().into()
    }
}

impl TimelineRecord {
    /// The record of a timeline. The scope is a parameter because the timeline may have none of its
    /// own.
    pub fn new(timeline: &Timeline, scope: &Scope) -> Self {
        Self {
            id: timeline.id.clone(),
            title: timeline.title.clone(),
            description: timeline.description.clone(),
            from: scope.from.as_ref().map(Text::from).unwrap_or_default(),
            to: scope.to.as_ref().map(Text::from).unwrap_or_default(),
        }
    }
}

impl SourceRecord {
    pub fn new(source: &Source) -> Self {
        let scope = |scope: &Scope| ScopeRecord {
            from: scope.from.as_ref().map(Text::from),
            to: scope.to.as_ref().map(Text::from),
        };
        let not_used = |unused: &NotUsed| NotUsedRecord {
            paragraph: unused.paragraph,
            why: unused.why.clone(),
        };
        Self {
            id: source.id.clone(),
            name: source.name.clone(),
            siglum: source.siglum.clone(),
            kind: source.kind.clone(),
            author: source.author.clone(),
            publisher: source.publisher.clone(),
            published: source.published.as_ref().map(Text::from),
            url: source.url.clone(),
            accessed: source.accessed.as_ref().map(Text::from),
            perspective: source.perspective.clone(),
            scope: source.scope.as_ref().map(scope),
            relies_on: source.relies_on.clone(),
            file: source.file.clone(),
            paragraphs: source.paragraphs,
            sha256: source.sha256.clone(),
            openings: source.openings.clone(),
            not_used: source.not_used.iter().map(not_used).collect(),
        }
    }
}

impl NoteRecord {
    pub fn new(note: &Note) -> Self {
        Self {
            says: note.says.clone(),
            reference: note.reference.clone(),
        }
    }
}

impl PersonRecord {
    pub fn new(person: &Person, timeline: &Timeline) -> Self {
        let office = |office: &Office| {
            let (source, paragraph, page) = locator_fields(&office.locator, timeline);
            OfficeRecord {
                title: office.title.clone(),
                date: office.date.as_ref().map(Text::from),
                source,
                paragraph,
                page,
                note: office.note.as_ref().map(NoteRecord::new),
            }
        };
        let fate = |fate: &Fate| {
            let (source, paragraph, page) = locator_fields(&fate.locator, timeline);
            FateRecord {
                says: fate.says.clone(),
                source,
                paragraph,
                page,
                note: fate.note.as_ref().map(NoteRecord::new),
            }
        };
        Self {
            id: person.id.clone(),
            name: person.name.clone(),
            aliases: person.aliases.clone(),
            description: person.description.clone(),
            offices: person.offices.iter().map(office).collect(),
            fates: person.fates.iter().map(fate).collect(),
        }
    }
}

impl PlaceRecord {
    pub fn new(place: &Place) -> Self {
        Self {
            id: place.id.clone(),
            name: place.name.clone(),
            aliases: place.aliases.clone(),
            state: place.state.clone(),
            description: place.description.clone(),
        }
    }
}

impl ThemeRecord {
    pub fn new(theme: &Theme) -> Self {
        Self {
            id: theme.id.clone(),
            name: theme.name.clone(),
            description: theme.description.clone(),
        }
    }
}
