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
mod who;

use serde::{Serialize, Serializer};
use strum::{Display, IntoStaticStr, VariantArray};

use crate::model::date::{Bounds, days};
use crate::model::key::TopicKey;
use crate::model::source::{Locator, Note};
use crate::model::text::Text;
use crate::model::timeline::Timeline;
use crate::query::filter::Filter;
use crate::query::words::{fold, split_words};

use super::chronology::describe_filter;
pub use grade::{Grade, Graded, choice_letter, grade};
use question_pool::{QuestionPool, hints_at_date};
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
    /// If the answer is a date, the days on which the event may have happened.
    pub days: Option<Bounds>,
    /// If the answer is a date, the month or the year that is asked for. It contains `days`.
    pub period: Option<Bounds>,
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

impl QuizQuestion {
    /// Whether one of the two gives away the answer to the other, or both ask for the same.
    fn spoils(&self, other: &Self) -> bool {
        let tells_date = |one: &Self| match one.kind {
            QuizKind::Agree => one.given.iter().any(|given| hints_at_date(&given.text)),
            _ => true,
        };
        let is_agree = |one: &Self| one.kind == QuizKind::Agree;
        let shares_event = || self.events.iter().any(|event| other.events.contains(event));
        let asks_same = match self.kind {
            QuizKind::When | QuizKind::Who => {
                (self.kind, &self.answer) == (other.kind, &other.answer)
            }
            QuizKind::Order => false,
            QuizKind::Agree => (&self.topic, &self.question) == (&other.topic, &other.question),
        };
        asks_same
            || (tells_date(self)
                && tells_date(other)
                && !(is_agree(self) && is_agree(other))
                && shares_event())
            || self.is_answered_by(other)
            || other.is_answered_by(self)
    }

    /// Whether a text of the other question names the month or the year that is asked for, or the
    /// person together with a word of the title; or its texts together name both events.
    fn is_answered_by(&self, other: &Self) -> bool {
        let answer = fold(&self.answer);
        let texts = other.given.iter().map(|given| fold(&given.text));
        let texts: Vec<String> = texts.collect();
        let mut each = texts.iter();
        match self.kind {
            QuizKind::When => each.any(|text| text.contains(&answer)),
            QuizKind::Who => {
                let name = answer.rsplit(' ').next().unwrap_or_default();
                let title = self
                    .given
                    .iter()
                    .map(|given| &*given.text)
                    .collect::<String>();
                each.any(|text| text.contains(name) && names(text, &title))
            }
            QuizKind::Order => {
                let text = texts.join(" ");
                self.choices.iter().all(|choice| names(&text, &choice.text))
            }
            QuizKind::Agree => false,
        }
    }
}

/// Whether a folded text has a long word of a title, or one that begins like it: Hungary and Hungarian.
fn names(folded: &str, title: &str) -> bool {
    const BEGINNING: usize = 5;
    let words = split_words(title).into_iter();
    let mut beginnings = words.filter_map(|word| word.folded.get(..BEGINNING).map(str::to_owned));
    beginnings.any(|beginning| folded.contains(&beginning))
}

/// Questions of one kind, made one by one: on a large timeline, making all of them takes minutes.
type QuizQuestions<'a> = Box<dyn Iterator<Item = QuizQuestion> + 'a>;

pub fn quiz(timeline: &Timeline, filter: &Filter, wanted: &QuizOptions) -> Quiz {
    let pool = QuestionPool::new(timeline, filter, wanted.topic);
    let topic = wanted.topic.map(|topic| &timeline[topic].title);
    let mut conditions = Vec::from_iter(days(filter.period));
    conditions.extend(describe_filter(timeline, filter));
    conditions.extend(topic.map(|title| format!("“{title}”")));
    let heading = format!("{} {}", timeline.name(), conditions.join(" "));
    Quiz {
        seed: wanted.seed,
        questions: choose(&pool, &heading, wanted),
        conditions,
        events: pool.matching,
    }
}

/// Chooses questions of each kind in turn, so that none gives away the answer to another, nor
/// `heading` the answer to any.
fn choose(pool: &QuestionPool<'_>, heading: &str, wanted: &QuizOptions) -> Vec<QuizQuestion> {
    let kinds = QuizKind::VARIANTS.iter();
    let kinds = kinds.filter(|kind| wanted.kinds.is_empty() || wanted.kinds.contains(kind));
    let by_kind = kinds.map(|kind| {
        let random = Random::new(wanted.seed, *kind as u64);
        match kind {
            QuizKind::When => when::questions(pool, random),
            QuizKind::Who => who::questions(pool, heading, random),
            QuizKind::Order => order::questions(pool, random),
            QuizKind::Agree => agree::questions(pool, random),
        }
    });
    let mut by_kind = Random::new(wanted.seed, 99).shuffle(by_kind);
    let mut chosen: Vec<QuizQuestion> = Vec::new();
    while chosen.len() < wanted.count && !by_kind.is_empty() {
        by_kind.retain_mut(|candidates| {
            let next = candidates.find(|one| !chosen.iter().any(|other| one.spoils(other)));
            let is_found = next.is_some();
            chosen.extend(next);
            is_found
        });
    }
    chosen.truncate(wanted.count);
    chosen
}

#[cfg(test)]
mod tests;
