//! A quiz generated from a timeline: questions with their answers and citations.
//!
//! The same timeline, filter and seed give the same questions. A question is omitted if another of
//! its choices might be right as well.

mod agree;
mod grade;
mod order;
mod question_pool;
mod random;
mod when;
mod which_source;
mod who;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use strum::{Display, IntoStaticStr, VariantArray};

use crate::model::date::{Bounds, days, period_name};
use crate::model::key::TopicKey;
use crate::model::source::{Locator, Note};
use crate::model::text::Text;
use crate::model::timeline::Timeline;
use crate::query::filter::Filter;

use super::chronology::describe_filter;
pub use grade::{Grade, Graded, choice_letter, grade};
use question_pool::QuestionPool;
use random::Random;

#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Display, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum QuizKind {
    #[default]
    When,
    Who,
    Order,
    WhichSource,
    Agree,
}

#[derive(Clone, Debug)]
pub struct QuizOptions {
    /// The kinds of question; empty for all.
    pub kinds: Vec<QuizKind>,
    pub count: usize,
    pub seed: u64,
    pub topic: Option<TopicKey>,
}

/// Serializes to the array of its questions.
#[derive(Clone, Debug)]
pub struct Quiz {
    pub seed: u64,
    /// The filters, in words.
    pub conditions: Vec<String>,
    /// Number of events that match the filters.
    pub events: usize,
    pub questions: Vec<QuizQuestion>,
}

impl Serialize for Quiz {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.questions.serialize(serializer)
    }
}

/// A question with its answer. It owns its text because it outlives the timeline.
#[derive(Clone, Debug, Default, Serialize)]
pub struct QuizQuestion {
    pub kind: QuizKind,
    pub ask: String,
    /// What it is asked about: a title, a claim, or what each source says.
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
    pub citations: Vec<OwnedCitation>,
    pub notes: Vec<EditorsNote>,
    /// The ids of the events that it is about.
    pub events: Vec<String>,
    /// The id of the topic that it is about.
    pub topic: Option<String>,
    /// The id of that topic's question.
    #[serde(rename = "question")]
    pub question: Option<String>,
}

/// Material that a question is about.
#[derive(Clone, Debug, Serialize)]
pub struct Given {
    /// Where a source says it, unless that would give the answer away.
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

/// Serializes to its text.
#[derive(Clone, Debug)]
pub struct Choice {
    pub text: String,
    /// Accepted input: the id of the person, event, source or verdict, and other names.
    pub names: Vec<String>,
}

impl Serialize for Choice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl Choice {
    /// The choice of a record, shown by its name.
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
        Bounds::days(Some(self.earliest), Some(self.latest))
    }

    /// From the first day of all ranges to the last. Panics if there is no range.
    fn spanning(ranges: &[Self]) -> Self {
        let first = ranges.iter().map(|range| range.earliest).min();
        let last = ranges.iter().map(|range| range.latest).max();
        let (earliest, latest) = first.zip(last).expect("there is a range");
        Self { earliest, latest }
    }

    /// Length in days.
    fn length(self) -> i64 {
        (self.latest - self.earliest).num_days() + 1
    }

    /// The name of the month, season, year or decade that the range makes up, or else its ends.
    fn in_words(self) -> String {
        let bounds = self.bounds();
        period_name(bounds)
            .or_else(|| days(bounds))
            .unwrap_or_default()
    }
}

/// A locator with the id of its source; owned, like the question.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct OwnedCitation {
    pub source: String,
    pub paragraph: Option<u32>,
    pub page: Option<String>,
}

impl OwnedCitation {
    fn new(timeline: &Timeline, locator: &Locator) -> Self {
        Self {
            source: timeline[locator.source].id.to_string(),
            paragraph: locator.passage.paragraph(),
            page: locator.passage.page().map(str::to_owned),
        }
    }
}

/// The editor's note on a claim or a question.
#[derive(Clone, Debug, Serialize)]
pub struct EditorsNote {
    /// The claim that it is about, such as `wikipedia ¶7`; `None` for the whole question.
    pub on: Option<String>,
    #[serde(flatten)]
    pub note: Note,
}

/// A question that could be asked, and what it gives away.
struct Draft {
    question: QuizQuestion,
    /// Whether it reveals when its events happened.
    tells_date: bool,
}

impl Draft {
    fn new(question: QuizQuestion, tells_date: bool) -> Self {
        Self {
            question,
            tells_date,
        }
    }

    /// Whether it reveals who took part in the events, or what the sources say.
    fn tells_rest(&self) -> bool {
        !matches!(self.question.kind, QuizKind::When | QuizKind::Order)
    }

    fn shares_event(&self, other: &Self) -> bool {
        let mut events = self.question.events.iter();
        events.any(|event| other.question.events.contains(event))
    }

    fn same_topic_question(&self, other: &Self) -> bool {
        let (one, two) = (&self.question, &other.question);
        one.topic.is_some() && one.topic == two.topic && one.question == two.question
    }

    /// Whether one of the two gives away the answer to the other.
    fn spoils(&self, other: &Self) -> bool {
        let tells =
            (self.tells_date && other.tells_date) || (self.tells_rest() && other.tells_rest());
        (tells && self.shares_event(other)) || self.same_topic_question(other)
    }
}

/// Drafts of one kind, generated lazily: on a large timeline, generating all of them takes minutes.
type Drafts<'a> = Box<dyn Iterator<Item = Draft> + 'a>;

pub fn quiz(timeline: &Timeline, filter: &Filter, wanted: &QuizOptions) -> Quiz {
    let pool = QuestionPool::new(timeline, filter, wanted.topic);
    let topic = wanted.topic.map(|topic| &timeline[topic].title);
    let mut conditions = Vec::from_iter(days(filter.period));
    conditions.extend(describe_filter(timeline, filter));
    conditions.extend(topic.map(|title| format!("“{title}”")));
    let chosen = choose(&pool, wanted).into_iter();
    Quiz {
        seed: wanted.seed,
        conditions,
        events: pool.events.len(),
        questions: chosen.map(|candidate| candidate.question).collect(),
    }
}

/// Chooses questions of each kind in turn, so that none gives away the answer to another.
///
/// Questions about events that no other question is about come first.
fn choose(pool: &QuestionPool<'_>, wanted: &QuizOptions) -> Vec<Draft> {
    let kinds = QuizKind::VARIANTS.iter();
    let kinds = kinds.filter(|kind| wanted.kinds.is_empty() || wanted.kinds.contains(kind));
    let by_kind = kinds.map(|kind| {
        let random = Random::new(wanted.seed, *kind as u64);
        match kind {
            QuizKind::When => when::questions(pool, random),
            QuizKind::Who => who::questions(pool, random),
            QuizKind::Order => order::questions(pool, random),
            QuizKind::WhichSource => which_source::questions(pool, random),
            QuizKind::Agree => agree::questions(pool, random),
        }
    });
    let mut by_kind = Random::new(wanted.seed, 99).shuffle(by_kind);
    let mut chosen: Vec<Draft> = Vec::new();
    let mut postponed = Vec::new();
    while chosen.len() < wanted.count && !by_kind.is_empty() {
        by_kind.retain_mut(|candidates| {
            if chosen.len() == wanted.count {
                return false;
            }
            for candidate in candidates.by_ref() {
                let is_known = |other: &Draft| {
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
