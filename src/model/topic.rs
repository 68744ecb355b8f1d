//! Topics: what to compare sources on.

use serde::{Deserialize, Serialize, Serializer};
use strum::{Display, IntoStaticStr};

use super::date::Date;
use super::key::EventKey;
use super::source::{Note, Statement};
use super::text::Text;

/// Something to compare sources on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Topic {
    /// What it is called on the command line.
    pub id: Text,
    /// What it is about, in a few words.
    pub title: Text,
    /// The events that it is about.
    pub events: Vec<EventKey>,
    /// What is asked of every source.
    pub questions: Vec<Question>,
    /// What the editor adds.
    pub note: Option<Note>,
}

/// One thing asked of every source.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Question {
    /// What it is called within its topic.
    pub id: Text,
    /// The question, in words.
    pub ask: Text,
    /// Which kind of answer it wants.
    pub kind: Kind,
    /// What a quantity is measured in.
    pub unit: Option<Text>,
    /// The events that it is about, where those are fewer than its topic's.
    pub events: Option<Vec<EventKey>>,
    /// Positions that can both be held.
    pub compatible: Vec<[Text; 2]>,
    /// Items of lists that cannot both hold.
    pub exclusive: Vec<[Text; 2]>,
    /// What the sources answer, in the order of the file.
    pub answers: Vec<Answer>,
    /// What the editor adds.
    pub note: Option<Note>,
}

/// A question with its topic.
pub type Asked<'a> = (&'a Topic, &'a Question);

impl Question {
    /// The events that it is about; `topic` is its own.
    pub fn events_in<'a>(&'a self, topic: &'a Topic) -> &'a [EventKey] {
        self.events.as_ref().unwrap_or(&topic.events)
    }
}

/// The kinds of question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, IntoStaticStr)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Kind {
    /// How many, or how much.
    Quantity,
    /// When.
    Date,
    /// Which of several views.
    Position,
    /// Which of several things, taken together.
    List,
}

impl Kind {
    /// The word that a dataset has for it.
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// What one source answers at one place.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Answer {
    /// The answer itself.
    pub value: Value,
    /// What a quantity counts, where that is stated ("insurgents").
    pub counts: Option<Text>,
    /// What the source says, and where.
    pub told: Statement,
}

/// The comparable part of an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// From `low` to `high`, both inclusive; an end is `None` for "more than" and "at most".
    /// With neither there is nothing to compare.
    Quantity {
        /// The least that it can be.
        low: Option<Number>,
        /// The most that it can be.
        high: Option<Number>,
    },
    /// A date.
    Date(Date),
    /// A position, as a slug that answers share when they say the same.
    Position(Text),
    /// A set of slugs.
    List(Vec<Text>),
    /// Words alone, of a question that asks for a date, a position or a list.
    Unsaid,
}

/// A number as it stands in a dataset; a whole one is shown without a fraction.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Deserialize)]
pub struct Number(pub f64);

impl Number {
    /// The number as an integer, if it is one that a program reads back exactly.
    pub fn whole(self) -> Option<i64> {
        const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53
        let whole = self.0.fract() == 0.0 && self.0.abs() <= EXACT;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "it was just seen to be whole and small"
        )]
        whole.then_some(self.0 as i64)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.whole() {
            // A form for programs says nothing of its types: a number is always of the same.
            Some(whole) if serializer.is_human_readable() => serializer.serialize_i64(whole),
            _ => serializer.serialize_f64(self.0),
        }
    }
}
