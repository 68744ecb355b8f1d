//! Topics and questions on which sources are compared.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};
use strum::{Display, IntoStaticStr};

use super::date::Date;
use super::key::EventKey;
use super::source::{Claim, Note};
use super::text::Text;

/// Something to compare sources on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Topic {
    /// The name used on the command line.
    pub id: Text,
    pub title: Text,
    /// The events that it is about.
    pub events: Vec<EventKey>,
    pub questions: Vec<Question>,
    pub note: Option<Note>,
}

/// One thing asked of every source.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Question {
    /// The name within its topic.
    pub id: Text,
    /// The question in words.
    pub ask: Text,
    pub kind: QuestionKind,
    /// The unit of a quantity.
    pub unit: Option<Text>,
    /// The events that it is about, if they are fewer than its topic's.
    pub events: Option<Vec<EventKey>>,
    /// What the slugs of positions and list items mean, in words.
    pub wordings: BTreeMap<Text, Text>,
    /// Pairs of positions that can both be held.
    pub compatible: Vec<[Text; 2]>,
    /// Pairs of list items that exclude each other.
    pub exclusive: Vec<[Text; 2]>,
    /// In the order of the file.
    pub answers: Vec<Answer>,
    pub note: Option<Note>,
}

/// A question with its topic.
pub type TopicQuestion<'a> = (&'a Topic, &'a Question);

impl Question {
    /// The events that it is about; `topic` must be the topic of this question.
    pub fn events_in<'a>(&'a self, topic: &'a Topic) -> &'a [EventKey] {
        self.events.as_ref().unwrap_or(&topic.events)
    }

    /// What a position or an item means, in words: its wording, or else the slug with spaces.
    pub fn wording<'a>(&'a self, slug: &'a str) -> Cow<'a, str> {
        match self.wordings.get(slug) {
            Some(wording) => Cow::Borrowed(wording),
            None => Cow::Owned(slug.replace('-', " ")),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Display, IntoStaticStr)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum QuestionKind {
    /// How many, or how much.
    Quantity,
    /// When.
    Date,
    /// Which of several views.
    Position,
    /// Which of several items, any number of them.
    List,
}

impl QuestionKind {
    /// The word for it in a dataset.
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// What one source answers at one place in its text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Answer {
    pub value: Value,
    /// What a quantity counts, if that is stated ("insurgents").
    pub counts: Option<Text>,
    pub claim: Claim,
}

/// The comparable part of an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// From `low` to `high`, both inclusive. An end is `None` for "more than" and "at most"; if
    /// both are, there is nothing to compare.
    Quantity {
        low: Option<Number>,
        high: Option<Number>,
    },
    Date(Date),
    /// A slug, the same for answers that say the same.
    Position(Text),
    /// A set of slugs.
    List(Vec<Text>),
    /// Words alone: the question asks for a date, position or list, but the answer has none.
    Unsaid,
}

impl Value {
    /// The items of a list; none of any other value.
    pub fn items(&self) -> &[Text] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }
}

/// A number from a dataset; whole numbers are shown without a fraction.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Deserialize)]
pub struct Number(pub f64);

impl Number {
    /// The number as an integer, if it is whole and small enough for JSON parsers to keep it exact.
    pub fn as_exact_integer(self) -> Option<i64> {
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
        match self.as_exact_integer() {
            // The binary format has no type tags: every number must have the same type.
            Some(whole) if serializer.is_human_readable() => serializer.serialize_i64(whole),
            _ => serializer.serialize_f64(self.0),
        }
    }
}
