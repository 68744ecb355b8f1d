//! Sources, where in them something stands, and what the editor adds.

use serde::{Deserialize, Serialize};

use super::date::Bounds;
use super::key::SourceKey;
use super::text::Text;

/// A text that tells of events.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 't"))]
pub struct Source<'t> {
    /// What it is called on the command line and in citations.
    pub id: Text<'t>,
    /// Its title.
    pub name: Text<'t>,
    /// What sort of text it is, in free words.
    pub kind: Option<Text<'t>>,
    /// Who wrote it, where that is known.
    pub author: Option<Text<'t>>,
    /// Who wrote it, for whom, and how it leans.
    pub perspective: Option<Text<'t>>,
    /// The years that it covers, both ends inclusive.
    pub scope: Option<Scope>,
    /// The works that it cites.
    pub relies_on: Vec<Text<'t>>,
    /// The name of the file with its text.
    pub file: Option<Text<'t>>,
    /// How many paragraphs it has; `None` for a source whose locators are pages.
    pub paragraphs: Option<u32>,
    /// The SHA-256 of that file, in hexadecimal digits.
    pub sha256: Option<Text<'t>>,
    /// The first words of each paragraph.
    pub openings: Vec<Text<'t>>,
    /// Paragraphs from which nothing is taken, and why.
    pub not_used: Vec<(u32, Text<'t>)>,
}

impl<'t> Source<'t> {
    /// A source of which nothing but a name is known, the id.
    pub fn named(id: Text<'t>) -> Self {
        Self {
            name: id.clone(),
            id,
            kind: None,
            author: None,
            perspective: None,
            scope: None,
            relies_on: Vec::new(),
            file: None,
            paragraphs: None,
            sha256: None,
            openings: Vec::new(),
            not_used: Vec::new(),
        }
    }
}

/// The period that something covers, as it was written and as days.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Scope {
    /// The first part of it, as EDTF.
    pub from: Option<super::date::Date>,
    /// The last part of it, as EDTF.
    pub to: Option<super::date::Date>,
}

impl Scope {
    /// From the first day of `from` to the last day of `to`.
    pub fn bounds(&self) -> Bounds {
        Bounds {
            earliest: self.from.as_ref().and_then(|date| date.bounds().earliest),
            latest: self.to.as_ref().and_then(|date| date.bounds().latest),
        }
    }
}

/// Where in a source something stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 't"))]
pub struct Locator<'t> {
    /// The source.
    pub source: SourceKey,
    /// Where in it.
    pub place: Place<'t>,
}

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 't"))]
pub enum Place<'t> {
    /// The n-th paragraph, counted from 1; blank lines are none.
    Paragraph(u32),
    /// A page or the like, in a source whose paragraphs are not numbered; that is seldom.
    Page(Box<Text<'t>>),
}

impl Place<'_> {
    /// The number of the paragraph, if it is one.
    pub fn paragraph(&self) -> Option<u32> {
        match self {
            Self::Paragraph(number) => Some(*number),
            Self::Page(_) => None,
        }
    }

    /// The page, if it is one.
    pub fn page(&self) -> Option<&str> {
        match self {
            Self::Paragraph(_) => None,
            Self::Page(page) => Some(page),
        }
    }
}

impl std::fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Paragraph(number) => write!(f, "¶{number}"),
            Self::Page(page) => write!(f, "{page}"),
        }
    }
}

/// What the editor of a timeline tells the reader about a statement.
///
/// Nothing is computed from it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 't"))]
pub struct Note<'t> {
    /// Where the statement departs from the accepted record.
    pub says: Text<'t>,
    /// By which work.
    pub reference: Option<Text<'t>>,
}

/// What a source says at one place: the part that accounts and answers have in common.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 't"))]
pub struct Statement<'t> {
    /// Where it says so.
    pub at: Locator<'t>,
    /// A paraphrase in the curator's words.
    pub says: Option<Text<'t>>,
    /// What else there is to say of it; it takes room only where it is.
    pub more: Option<Box<More<'t>>>,
}

/// What is said of some statements.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 't"))]
pub struct More<'t> {
    /// The figure, date or term exactly as it is printed.
    pub as_printed: Option<Text<'t>>,
    /// Whose view it is, where the source only reports it.
    pub voice: Option<Text<'t>>,
    /// Whether the source itself hedges.
    pub hedged: bool,
    /// What the editor adds.
    pub note: Option<Box<Note<'t>>>,
}

impl More<'_> {
    /// What is said, boxed, where anything is.
    pub fn kept(self) -> Option<Box<Self>> {
        let says_something =
            self.as_printed.is_some() || self.voice.is_some() || self.hedged || self.note.is_some();
        says_something.then(|| Box::new(self))
    }
}

impl<'t> Statement<'t> {
    /// The figure, date or term exactly as it is printed.
    pub fn as_printed(&self) -> Option<&str> {
        self.more.as_ref()?.as_printed.as_deref()
    }

    /// Whose view it is, where the source only reports it.
    pub fn voice(&self) -> Option<&str> {
        self.more.as_ref()?.voice.as_deref()
    }

    /// Whether the source itself hedges.
    pub fn is_hedged(&self) -> bool {
        self.more.as_ref().is_some_and(|more| more.hedged)
    }

    /// Takes the editor's note out.
    pub fn drop_note(&mut self) {
        if let Some(more) = self.more.take() {
            self.more = More {
                note: None,
                ..*more
            }
            .kept();
        }
    }

    /// What the editor adds.
    pub fn note(&self) -> Option<&Note<'t>> {
        self.more.as_ref()?.note.as_deref()
    }
}
