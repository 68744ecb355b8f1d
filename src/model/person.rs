//! People, places and themes: what events are about.

use serde::{Deserialize, Serialize};

use super::date::Date;
use super::source::{Locator, Note};
use super::text::Text;

/// A person who has a part in events.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 't"))]
pub struct Person<'t> {
    /// What the person is called on the command line.
    pub id: Text<'t>,
    /// The name in its usual spelling.
    pub name: Text<'t>,
    /// Every other spelling.
    pub aliases: Vec<Text<'t>>,
    /// Who it was, in a sentence or two.
    pub description: Option<Text<'t>>,
    /// The offices that sources give the person.
    pub offices: Vec<Office<'t>>,
    /// What sources say became of the person.
    pub fates: Vec<Fate<'t>>,
}

impl<'t> Person<'t> {
    /// Somebody of whom nothing but a name is known, the id.
    pub fn named(id: Text<'t>) -> Self {
        Self {
            name: id.clone(),
            id,
            aliases: Vec::new(),
            description: None,
            offices: Vec::new(),
            fates: Vec::new(),
        }
    }
}

/// An office that a source says somebody held.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 't"))]
pub struct Office<'t> {
    /// What it was called.
    pub title: Text<'t>,
    /// When it was held or taken up, as that source dates it.
    pub date: Option<Date>,
    /// Where the source says so.
    pub at: Locator<'t>,
    /// What the editor adds.
    pub note: Option<Box<Note<'t>>>,
}

/// What a source says became of somebody.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 't"))]
pub struct Fate<'t> {
    /// A paraphrase in the curator's words.
    pub says: Text<'t>,
    /// Where the source says so.
    pub at: Locator<'t>,
    /// What the editor adds.
    pub note: Option<Box<Note<'t>>>,
}

/// Where events happened.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 't"))]
pub struct Place<'t> {
    /// What it is called on the command line.
    pub id: Text<'t>,
    /// Its name.
    pub name: Text<'t>,
    /// Other names and spellings.
    pub aliases: Vec<Text<'t>>,
    /// The state in which it lay.
    pub state: Option<Text<'t>>,
    /// What it is, in a sentence.
    pub description: Option<Text<'t>>,
}

impl<'t> Place<'t> {
    /// A place of which nothing but a name is known, the id.
    pub fn named(id: Text<'t>) -> Self {
        Self {
            name: id.clone(),
            id,
            aliases: Vec::new(),
            state: None,
            description: None,
        }
    }
}

/// What events are about.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 't"))]
pub struct Theme<'t> {
    /// What it is called on the command line.
    pub id: Text<'t>,
    /// Its name.
    pub name: Text<'t>,
    /// What it takes in, in a sentence.
    pub description: Option<Text<'t>>,
}

impl<'t> Theme<'t> {
    /// A theme of which nothing but a name is known, the id.
    pub fn named(id: Text<'t>) -> Self {
        Self {
            name: id.clone(),
            id,
            description: None,
        }
    }
}
