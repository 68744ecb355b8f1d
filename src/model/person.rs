//! People, places and themes: what events are about.

use serde::{Deserialize, Serialize};

use super::date::Date;
use super::source::{Locator, Note};
use super::text::Text;

/// A person who has a part in events.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Person {
    pub id: Text,
    /// The name in its usual spelling.
    pub name: Text,
    /// Every other spelling.
    pub aliases: Vec<Text>,
    pub description: Option<Text>,
    pub offices: Vec<Office>,
    pub fates: Vec<Fate>,
}

/// An office that a source says somebody held.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Office {
    pub title: Text,
    /// When it was held or taken up, as that source dates it.
    pub date: Option<Date>,
    pub at: Locator,
    pub note: Option<Note>,
}

/// What a source says became of somebody.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Fate {
    /// A paraphrase in the curator's words.
    pub says: Text,
    pub at: Locator,
    pub note: Option<Note>,
}

/// Where events happened.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Place {
    pub id: Text,
    pub name: Text,
    /// Other names and spellings.
    pub aliases: Vec<Text>,
    /// The state in which it lay.
    pub state: Option<Text>,
    pub description: Option<Text>,
}

/// What events are about.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Theme {
    pub id: Text,
    pub name: Text,
    pub description: Option<Text>,
}
