//! People, places and themes.

use serde::{Deserialize, Serialize};

use super::date::Date;
use super::source::{Locator, Note};
use super::text::Text;

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Person {
    pub id: Text,
    /// The usual spelling.
    pub name: Text,
    /// All other spellings.
    pub aliases: Vec<Text>,
    pub description: Option<Text>,
    pub offices: Vec<Office>,
    pub fates: Vec<Fate>,
}

/// An office that a person held, according to a source.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Office {
    pub title: Text,
    /// When it was held or taken up, according to that source.
    pub date: Option<Date>,
    pub locator: Locator,
    pub note: Option<Note>,
}

/// What became of a person, according to a source.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Fate {
    /// A paraphrase in the curator's words.
    pub says: Text,
    pub locator: Locator,
    pub note: Option<Note>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Place {
    pub id: Text,
    pub name: Text,
    /// Other names and spellings.
    pub aliases: Vec<Text>,
    /// The state that it belonged to.
    pub state: Option<Text>,
    pub description: Option<Text>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Theme {
    pub id: Text,
    pub name: Text,
    pub description: Option<Text>,
}
