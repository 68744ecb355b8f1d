//! Events, the accounts of them, and the links between them.

use itertools::Itertools as _;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::date::Date;
use super::key::{EventKey, PersonKey, PlaceKey, SourceKey, ThemeKey};
use super::source::{Claim, Locator, Note};
use super::text::Text;

/// Something that happened, or a state of affairs that lasted, at a date that may be imprecise.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Event {
    pub id: Text,
    pub kind: EventKind,
    /// When it happened, taking all sources together.
    pub date: Date,
    pub dating: Dating,
    pub title: Text,
    /// Other names under which it is known.
    pub aliases: Vec<Text>,
    /// What all sources agree on, or which source says what.
    pub summary: Option<Text>,
    pub people: Vec<Role>,
    pub places: Vec<PlaceKey>,
    pub themes: Vec<ThemeKey>,
    /// In the order of the file.
    pub accounts: Vec<Account>,
    /// Whether it lies outside the timeline's years and is shown only on request.
    pub background: bool,
    pub note: Option<Note>,
}

impl Event {
    /// The sources that report it, each once, in the order of the timeline.
    pub fn sources(&self) -> Vec<SourceKey> {
        let sources = self
            .accounts
            .iter()
            .map(|account| account.claim.locator.source);
        sources.sorted().dedup().collect()
    }

    /// Whether the source reports it.
    pub fn is_told_by(&self, source: SourceKey) -> bool {
        self.accounts_by(source).next().is_some()
    }

    /// The accounts of a source, in the order of the file.
    pub fn accounts_by(&self, source: SourceKey) -> impl Iterator<Item = &Account> {
        self.accounts
            .iter()
            .filter(move |account| account.claim.locator.source == source)
    }

    /// The date that a source gives: the narrowest of its own dates, or if it has none, the
    /// narrowest that it reports.
    pub fn date_by(&self, source: SourceKey) -> Option<&Date> {
        let dated = self
            .accounts_by(source)
            .filter_map(|account| Some((account, account.date.as_ref()?)));
        let best =
            dated.min_by_key(|(account, date)| (account.claim.voice.is_some(), date.width()));
        best.map(|(_, date)| date)
    }
}

/// Whether a record is an event or a condition (CIDOC CRM: E5 and E3).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum EventKind {
    /// Something that happened.
    #[default]
    Event,
    /// A state of affairs that lasted, such as a policy or a mood.
    Condition,
}

/// A person's part in an event.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Role {
    pub person: PersonKey,
    /// The part, in a word or two.
    pub role: Option<Text>,
}

/// How the date of an event is known.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Dating {
    /// A source states it.
    Stated(Locator),
    /// The editor infers it from the sources, for this reason.
    Inferred(Text),
    /// The only sources that date the event are left out; the date is theirs.
    Borrowed,
    /// No source dates the event; the editor does, from the work `reference`.
    Supplied { why: Text, reference: Text },
}

impl Dating {
    /// The reason for a date that no source shown gives.
    pub const BORROWED: &str =
        "No source that is shown dates the event; the date is from elsewhere.";
}

/// What one source says about one event at one place in its text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Account {
    /// The date that the source gives, if any.
    pub date: Option<Date>,
    pub claim: Claim,
}

/// One event leading to another, as a source asserts it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Link {
    /// The cause.
    pub from: EventKey,
    /// The effect.
    pub to: EventKey,
    pub locator: Locator,
    /// How the cause led to the effect, in the curator's words.
    pub says: Option<Text>,
}
