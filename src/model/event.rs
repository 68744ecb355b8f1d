//! Events, what each source says of them, and which led to which.

use serde::{Deserialize, Serialize};

use smallvec::SmallVec;

use super::accounts::Accounts;
use super::date::Date;
use super::key::{EventKey, PersonKey, PlaceKey, SourceKey, ThemeKey};
use super::source::{Locator, Note, Statement};
use super::text::Text;

/// A list of handles that seldom has more than four, which take no room of their own.
pub type Few<T> = SmallVec<[T; 4]>;

/// Something that happened, at a date that may be imprecise.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 't"))]
pub struct Event<'t> {
    /// What it is called on the command line.
    pub id: Text<'t>,
    /// When it happened, taking all sources together.
    pub date: Date,
    /// How that date is known.
    pub dating: Dating<'t>,
    /// A few words that name it and take no side.
    pub title: Text<'t>,
    /// What holds for all the sources, or who holds what.
    pub summary: Option<Text<'t>>,
    /// Who had a part in it, and which.
    pub people: Vec<Role<'t>>,
    /// Where it happened.
    pub places: Few<PlaceKey>,
    /// What it is about.
    pub themes: Few<ThemeKey>,
    /// What the sources say of it, in the order of the file. In the compact form they stand by
    /// themselves.
    #[serde(skip)]
    pub accounts: Accounts<'t>,
    /// Whether it lies outside the timeline's years and shows only on request.
    pub background: bool,
    /// What the editor adds; it is seldom there, and takes room only where it is.
    pub note: Option<Box<Note<'t>>>,
}

impl<'t> Event<'t> {
    /// The sources that tell of it, each once, in the order of the timeline.
    pub fn sources(&self) -> Few<SourceKey> {
        self.accounts.sources()
    }

    /// What a source says of it, in the order of the file.
    pub fn told_by(&self, source: SourceKey) -> impl Iterator<Item = &Account<'t>> {
        self.accounts
            .iter()
            .filter(move |account| account.told.at.source == source)
    }

    /// The date that a source gives it: of several the narrowest, and one of its own before one
    /// that it only reports.
    pub fn date_by(&self, source: SourceKey) -> Option<&Date> {
        let dated = self
            .told_by(source)
            .filter_map(|account| Some((account, account.date.as_ref()?)));
        let best =
            dated.min_by_key(|(account, date)| (account.told.voice().is_some(), date.width()));
        best.map(|(_, date)| date)
    }
}

/// The part that a person has in an event.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 't"))]
pub struct Role<'t> {
    /// The person.
    pub person: PersonKey,
    /// The part, in a word or two.
    pub role: Option<Text<'t>>,
}

/// How the date of an event is known.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 't"))]
pub enum Dating<'t> {
    /// A source states it.
    Stated(Locator<'t>),
    /// It follows from the sources, for this reason.
    Inferred(Text<'t>),
    /// No source dates the event; the editor does.
    Supplied {
        /// Why the sources do not date it.
        why: Text<'t>,
        /// The work that the date is from.
        reference: Box<Text<'t>>,
    },
}

/// What one source says of one event at one place.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 't"))]
pub struct Account<'t> {
    /// The date that this source gives, if it gives one.
    pub date: Option<Date>,
    /// What it says, and where.
    pub told: Statement<'t>,
}

/// One event leading to another, as a source asserts it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 't"))]
pub struct Link<'t> {
    /// The cause.
    pub from: EventKey,
    /// The effect.
    pub to: EventKey,
    /// Where the source asserts it.
    pub at: Locator<'t>,
    /// How, in the curator's words.
    pub says: Option<Text<'t>>,
}
