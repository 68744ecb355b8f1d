//! A quiz made of a timeline alone: questions, each with its answer and where the sources give it.
//!
//! The same timeline, filter and seed give the same questions. A question is left out if another
//! of its choices might be right as well.

mod agree;
mod grade;
mod order;
mod question_pool;
mod random;
pub mod sheet;
mod when;
mod which_source;
mod who;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use strum::{Display, IntoStaticStr, VariantArray};

use crate::model::date::{Bounds, days, named};
use crate::model::key::TopicKey;
use crate::model::source::{Locator, Note};
use crate::model::text::Text;
use crate::model::timeline::Timeline;
use crate::query::filter::Filter;

use super::chronology::asked;
pub use agree::{answer_text, explain_verdict};
pub use grade::{Grade, Graded, choice_letter, grade};
use question_pool::QuestionPool;
use random::Random;

#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Display, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Kind {
    #[default]
    When,
    Who,
    Order,
    WhichSource,
    Agree,
}

/// Which quiz is wanted.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The kinds of question; empty for all.
    pub kinds: Vec<Kind>,
    pub count: usize,
    pub seed: u64,
    pub topic: Option<TopicKey>,
}

/// A quiz. It serializes to the array of its questions.
#[derive(Clone, Debug)]
pub struct Quiz {
    pub seed: u64,
    /// The filters, in words.
    pub asked: Vec<String>,
    /// How many events match the filters.
    pub events: usize,
    pub questions: Vec<Question>,
}

impl Serialize for Quiz {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.questions.serialize(serializer)
    }
}

/// A question with its answer. It owns its text because a reader answers after the timeline is
/// gone.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Question {
    pub kind: Kind,
    pub ask: String,
    /// What it is asked about: a title, a statement, or what each source says.
    pub given: Vec<Given>,
    /// The choices; empty if the answer is a date.
    pub choices: Vec<Choice>,
    /// The right choice, or the right date in words.
    pub answer: String,
    /// If the answer is a date, the days that are right. There are several ranges if the sources
    /// differ.
    pub days: Vec<DayRange>,
    /// Whether a source marks the date as approximate or uncertain.
    pub approximate: bool,
    pub explanation: String,
    pub citations: Vec<Citation>,
    pub notes: Vec<EditorsNote>,
    /// The ids of the events that it is about.
    pub events: Vec<String>,
    /// The id of the topic that it is about.
    pub topic: Option<String>,
    /// The id of that topic's question.
    #[serde(rename = "question")]
    pub asked: Option<String>,
}

/// Something that a question is asked about.
#[derive(Clone, Debug, Serialize)]
pub struct Given {
    /// Where a source says it, unless that is the question.
    pub label: Option<String>,
    pub text: String,
}

impl Given {
    fn text(text: impl Into<String>) -> Self {
        Self {
            label: None,
            text: text.into(),
        }
    }
}

/// A choice. It serializes to its text.
#[derive(Clone, Debug)]
pub struct Choice {
    pub text: String,
    /// What may be typed for it: the id of the person, event, source or verdict, and other names.
    pub names: Vec<String>,
}

impl Serialize for Choice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl Choice {
    /// A record, shown by its name.
    fn new(id: &str, name: &str, aliases: &[Text]) -> Self {
        let aliases = aliases.iter().map(|alias| &**alias);
        let names = [id, name].into_iter().chain(aliases);
        Self {
            text: name.to_owned(),
            names: names.map(str::to_owned).collect(),
        }
    }
}

/// A range of days, both ends inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct DayRange {
    pub earliest: NaiveDate,
    pub latest: NaiveDate,
}

impl DayRange {
    /// The days of bounds; `None` if a side is open.
    fn new(bounds: Bounds) -> Option<Self> {
        let (earliest, latest) = bounds.earliest.zip(bounds.latest)?;
        Some(Self { earliest, latest })
    }

    fn bounds(self) -> Bounds {
        Bounds {
            earliest: Some(self.earliest),
            latest: Some(self.latest),
        }
    }

    /// From the first day of all ranges to the last; there has to be a range.
    fn around(ranges: &[Self]) -> Self {
        let first = ranges.iter().map(|range| range.earliest).min();
        let last = ranges.iter().map(|range| range.latest).max();
        let (earliest, latest) = first.zip(last).expect("there is a range");
        Self { earliest, latest }
    }

    /// How many days it has.
    fn length(self) -> i64 {
        (self.latest - self.earliest).num_days() + 1
    }

    /// The month, season, year or decade that the days make up, or from when to when.
    fn words(self) -> String {
        let bounds = self.bounds();
        named(bounds).or_else(|| days(bounds)).unwrap_or_default()
    }
}

/// Where a source says something.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Citation {
    pub source: String,
    pub paragraph: Option<u32>,
    pub page: Option<String>,
}

impl Citation {
    fn new(timeline: &Timeline, at: &Locator) -> Self {
        Self {
            source: timeline[at.source].id.to_string(),
            paragraph: at.place.paragraph(),
            page: at.place.page().map(str::to_owned),
        }
    }
}

/// What the editor adds to a statement.
#[derive(Clone, Debug, Serialize)]
pub struct EditorsNote {
    /// The statement that it is about, such as `wikipedia ¶7`; `None` for the whole question.
    pub on: Option<String>,
    #[serde(flatten)]
    pub note: Note,
}

/// A question that could be asked, and what it gives away.
struct Candidate {
    question: Question,
    /// Whether it tells when its events happened.
    tells_date: bool,
}

impl Candidate {
    fn new(question: Question, tells_date: bool) -> Self {
        Self {
            question,
            tells_date,
        }
    }

    /// Whether it tells who took part in the events, or what the sources say.
    fn tells_rest(&self) -> bool {
        !matches!(self.question.kind, Kind::When | Kind::Order)
    }

    fn shares_event(&self, other: &Self) -> bool {
        let mut events = self.question.events.iter();
        events.any(|event| other.question.events.contains(event))
    }

    fn same_topic_question(&self, other: &Self) -> bool {
        let (one, two) = (&self.question, &other.question);
        one.topic.is_some() && one.topic == two.topic && one.asked == two.asked
    }

    /// Whether one of the two gives away the answer to the other.
    fn spoils(&self, other: &Self) -> bool {
        let tells =
            (self.tells_date && other.tells_date) || (self.tells_rest() && other.tells_rest());
        (tells && self.shares_event(other)) || self.same_topic_question(other)
    }
}

/// Candidates of one kind, made one by one as they are needed: on a large timeline, making all
/// of them takes minutes.
type Candidates<'a> = Box<dyn Iterator<Item = Candidate> + 'a>;

pub fn quiz(timeline: &Timeline, filter: &Filter, wanted: &Wanted) -> Quiz {
    let pool = QuestionPool::new(timeline, filter, wanted.topic);
    let topic = wanted.topic.map(|topic| &timeline[topic].title);
    let mut asked_for = Vec::from_iter(days(filter.period));
    asked_for.extend(asked(timeline, filter));
    asked_for.extend(topic.map(|title| format!("“{title}”")));
    let chosen = choose(&pool, wanted).into_iter();
    Quiz {
        seed: wanted.seed,
        asked: asked_for,
        events: pool.events.len(),
        questions: chosen.map(|candidate| candidate.question).collect(),
    }
}

/// Takes a question of each kind in turn, so that none gives away the answer to another.
///
/// Questions about events that no other question is about come first.
fn choose(pool: &QuestionPool<'_>, wanted: &Wanted) -> Vec<Candidate> {
    let kinds = Kind::VARIANTS.iter();
    let kinds = kinds.filter(|kind| wanted.kinds.is_empty() || wanted.kinds.contains(kind));
    let by_kind = kinds.map(|kind| {
        let random = Random::new(wanted.seed, *kind as u64);
        match kind {
            Kind::When => when::questions(pool, random),
            Kind::Who => who::questions(pool, random),
            Kind::Order => order::questions(pool, random),
            Kind::WhichSource => which_source::questions(pool, random),
            Kind::Agree => agree::questions(pool, random),
        }
    });
    let mut by_kind = Random::new(wanted.seed, 99).shuffle(by_kind);
    let mut chosen: Vec<Candidate> = Vec::new();
    let mut postponed = Vec::new();
    while chosen.len() < wanted.count && !by_kind.is_empty() {
        by_kind.retain_mut(|candidates| {
            if chosen.len() == wanted.count {
                return false;
            }
            for candidate in candidates.by_ref() {
                let is_known = |other: &Candidate| {
                    candidate.shares_event(other) || candidate.same_topic_question(other)
                };
                if !chosen.iter().any(is_known) {
                    chosen.push(candidate);
                    return true;
                }
                postponed.push(candidate);
            }
            false
        });
    }
    for candidate in postponed {
        let is_spoilt = chosen.iter().any(|other| candidate.spoils(other));
        if chosen.len() < wanted.count && !is_spoilt {
            chosen.push(candidate);
        }
    }
    chosen
}

#[cfg(test)]
mod tests;
