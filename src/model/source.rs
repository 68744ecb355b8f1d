//! Sources, locators in them, claims, and editor's notes.

use std::fmt;

use chrono::NaiveDate;
use derive_more::Display;
use serde::{Deserialize, Serialize};

use super::date::{Bounds, Date};
use super::key::SourceKey;
use super::text::Text;

/// A text that reports events.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Source {
    /// The short name used on the command line and in citations.
    pub id: Text,
    pub name: Text,
    /// One to three characters that stand for it where columns are narrow.
    pub siglum: Option<Text>,
    /// The type of text, in free words.
    pub kind: Option<Text>,
    pub author: Option<Text>,
    pub publisher: Option<Text>,
    /// When it came out.
    pub published: Option<Date>,
    /// Its address on the web; it begins with `http://` or `https://`.
    pub url: Option<Text>,
    /// When it was read at that address.
    pub accessed: Option<Date>,
    /// Who wrote it, for whom, and with what bias.
    pub perspective: Option<Text>,
    /// The years that it covers, both ends inclusive.
    pub scope: Option<Scope>,
    /// The works that it cites.
    pub relies_on: Vec<Text>,
    /// The name of the file with its text.
    pub file: Option<Text>,
    /// The number of paragraphs; `None` if its locators are pages.
    pub paragraphs: Option<u32>,
    /// The SHA-256 of `file`, in hexadecimal digits.
    pub sha256: Option<Text>,
    /// The first words of each paragraph.
    pub openings: Vec<Text>,
    /// Paragraphs from which nothing is taken.
    pub not_used: Vec<NotUsed>,
}

impl Source {
    /// A line for a list of references: author, title, publisher, date, address and day of access, as
    /// far as they are known. `None` if only the title is.
    pub fn reference(&self) -> Option<String> {
        let text = |text: &Option<Text>| text.as_ref().map(Text::to_string);
        let accessed = self.accessed.as_ref().map(|day| format!("accessed {day}"));
        let published = self.published.as_ref().map(Date::to_string);
        let known = [text(&self.publisher), published, text(&self.url), accessed];
        let title = Some(format!("“{}”", self.name));
        let author = text(&self.author);
        let is_known = author.is_some() || known.iter().any(Option::is_some);
        let parts = [author, title].into_iter().chain(known).flatten();
        is_known.then(|| parts.collect::<Vec<_>>().join(", ") + ".")
    }
}

/// The period that something covers.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Scope {
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// The first day of `from`.
    earliest: Option<NaiveDate>,
    /// The last day of `to`.
    latest: Option<NaiveDate>,
}

impl Scope {
    pub fn new(from: Option<Date>, to: Option<Date>) -> Self {
        Self {
            earliest: from.as_ref().and_then(|date| date.bounds().earliest),
            latest: to.as_ref().and_then(|date| date.bounds().latest),
            from,
            to,
        }
    }

    pub fn bounds(&self) -> Bounds {
        Bounds::days(self.earliest, self.latest)
    }
}

impl fmt::Display for Scope {
    /// `1953 to 1964`; an end that is not known is `…`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [from, to] =
            [&self.from, &self.to].map(|end| end.as_ref().map_or("…".into(), Date::to_string));
        write!(f, "{from} to {to}")
    }
}

/// A paragraph from which nothing is taken, and the reason.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NotUsed {
    pub paragraph: u32,
    pub why: Text,
}

/// Where in a source a claim is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Locator {
    pub source: SourceKey,
    pub passage: Passage,
}

/// The paragraph or page of a locator.
#[derive(Clone, Debug, Display, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Passage {
    /// The n-th paragraph, counted from 1; blank lines do not count.
    #[display("¶{_0}")]
    Paragraph(u32),
    /// A page or the like, in a source whose paragraphs are not numbered.
    Page(Text),
}

impl Passage {
    pub fn paragraph(&self) -> Option<u32> {
        match self {
            Self::Paragraph(number) => Some(*number),
            Self::Page(_) => None,
        }
    }

    pub fn page(&self) -> Option<&str> {
        match self {
            Self::Paragraph(_) => None,
            Self::Page(page) => Some(page),
        }
    }
}

/// An editor's note to the reader about a claim. Nothing is computed from it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Note {
    /// Where the claim departs from the accepted record.
    pub says: Text,
    /// The work that the editor relies on.
    pub reference: Option<Text>,
}

/// What a source says at one place; the part that accounts and answers share.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Claim {
    pub locator: Locator,
    /// A paraphrase in the curator's words.
    pub says: Option<Text>,
    /// The figure, date or term exactly as printed.
    pub as_printed: Option<Text>,
    /// Whose view it is, if the source only reports that view.
    pub voice: Option<Text>,
    /// Whether the source itself hedges.
    pub hedged: bool,
    pub note: Option<Note>,
}
