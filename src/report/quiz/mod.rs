//! A quiz made of a timeline alone: questions as data, each with its key and where that stands.
//!
//! The same timeline, filter and seed give the same questions. No question is asked whose other
//! choices might be right as well; what cannot be asked fairly is not asked.

mod agree;
mod chance;
mod grade;
mod ground;
mod order;
pub mod sheet;
mod when;
mod which_source;
mod who;

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use crate::model::date::{Bounds, days};
use crate::model::key::{EventKey, TopicKey};
use crate::model::source::Note;
use crate::model::timeline::Timeline;
use crate::query::filter::Filter;

use super::chronology::asked;
use super::part::Cited;
use chance::Chance;
pub use grade::{Grade, Graded, Tally, grade, letter as choice_letter};
use ground::Ground;

/// What a question asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// When something happened.
    When,
    /// Who it was.
    Who,
    /// Which of two came first.
    Order,
    /// Which source says something.
    WhichSource,
    /// Whether sources agree.
    Agree,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::When,
        Self::Who,
        Self::Order,
        Self::WhichSource,
        Self::Agree,
    ];

    /// The word that is typed for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::When => "when",
            Self::Who => "who",
            Self::Order => "order",
            Self::WhichSource => "which-source",
            Self::Agree => "agree",
        }
    }
}

/// What quiz is wanted.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The kinds of question; all where there are none.
    pub kinds: Vec<Kind>,
    /// How many questions.
    pub count: usize,
    /// What settles which ones, and in what order.
    pub seed: u64,
    /// The topic that they are to be about, if they are to be about one.
    pub topic: Option<TopicKey>,
}

/// A quiz. It serializes to the array of its questions.
#[derive(Clone, Debug)]
pub struct Quiz {
    /// The seed that gives it again.
    pub seed: u64,
    /// What was asked for, in words.
    pub asked: Vec<String>,
    /// How many events there were to ask about.
    pub events: usize,
    /// The questions, in the order in which they are asked.
    pub questions: Vec<Question>,
}

impl Serialize for Quiz {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.questions.serialize(serializer)
    }
}

/// A question with its key. It owns its text, for a reader takes longer than a timeline lives.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    /// What it asks.
    pub kind: Kind,
    /// The question.
    pub ask: String,
    /// What it is asked about: a title, a statement, or what each source says.
    pub given: Vec<Given>,
    /// The choices; none where the answer is a date.
    pub choices: Vec<Choice>,
    /// The right choice, or the right date in words.
    pub answer: String,
    /// The days that are right, where the answer is a date: any one of these stretches. There are
    /// several where the sources part.
    pub days: Vec<Stretch>,
    /// Whether a source marks the date as approximate or uncertain.
    pub approximate: bool,
    /// Why this is the answer.
    pub explanation: String,
    /// Where that stands.
    pub citations: Vec<Citation>,
    /// What the editor adds to what is cited.
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
    /// Where it stands, where the question does not ask for that.
    pub label: Option<String>,
    /// The words.
    pub text: String,
}

/// A choice. It serializes to its text.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What is shown.
    pub text: String,
    /// The id of the person, the event, the source or the verdict.
    pub id: String,
    /// Other names that may be typed for it.
    pub names: Vec<String>,
}

impl Serialize for Choice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// Days, both ends inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// The first day.
    pub earliest: NaiveDate,
    /// The last day.
    pub latest: NaiveDate,
}

impl Stretch {
    /// The days of bounds that are open on neither side.
    fn of(bounds: Bounds) -> Option<Self> {
        let (earliest, latest) = bounds.earliest.zip(bounds.latest)?;
        Some(Self { earliest, latest })
    }

    /// How many days it has.
    fn length(self) -> i64 {
        (self.latest - self.earliest).num_days() + 1
    }
}

/// Where something stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// The id of the source.
    pub source: String,
    /// The number of the paragraph, if it is one.
    pub paragraph: Option<u32>,
    /// The page, if it is one.
    pub page: Option<String>,
}

impl From<Cited<'_>> for Citation {
    fn from(cited: Cited<'_>) -> Self {
        Self {
            source: cited.source.to_owned(),
            paragraph: cited.paragraph,
            page: cited.page.map(ToOwned::to_owned),
        }
    }
}

/// What the editor adds to a statement.
#[derive(Clone, Debug, Serialize)]
pub struct EditorsNote {
    /// What it is about, such as `wikipedia ¶7`; `None` where it is about the whole.
    pub on: Option<String>,
    /// What it says.
    pub says: String,
    /// The work that it rests on.
    pub reference: Option<String>,
}

impl EditorsNote {
    /// A note on what is cited, if there is one.
    fn of(on: Option<&Cited<'_>>, note: Option<&Note>) -> Option<Self> {
        note.map(|note| Self {
            on: on.map(ToString::to_string),
            says: note.says.to_string(),
            reference: note.reference.as_ref().map(ToString::to_string),
        })
    }
}

/// A question that could be asked, with what it would give away.
struct Candidate {
    question: Question,
    /// The events of which it shows or tells something.
    about: Vec<EventKey>,
    /// Whether a reader learns from it when they happened.
    tells_date: bool,
    /// Whether a reader learns from it who had a part in them, and what sources say.
    tells_rest: bool,
}

impl Candidate {
    /// The ids of the topic and of its question, where it is about one.
    fn of_topic(&self) -> Option<(String, String)> {
        self.question.topic.clone().zip(self.question.asked.clone())
    }
}

/// Makes a quiz.
pub fn quiz(timeline: &Timeline, filter: &Filter, wanted: &Wanted) -> Quiz {
    let ground = Ground::new(timeline, filter, wanted.topic);
    let kinds = if wanted.kinds.is_empty() {
        Kind::ALL.to_vec()
    } else {
        wanted.kinds.clone()
    };
    let mut asked_for = Vec::from_iter(days(filter.period));
    asked_for.extend(asked(timeline, filter));
    asked_for.extend(
        wanted
            .topic
            .map(|topic| format!("“{}”", timeline[topic].title)),
    );
    Quiz {
        seed: wanted.seed,
        asked: asked_for,
        events: ground.events.len(),
        questions: chosen(&ground, &kinds, wanted),
    }
}

/// Takes questions of each kind in turn, so that none gives away what another asks.
///
/// As long as there are, they are about events of which nothing was asked before.
fn chosen(ground: &Ground<'_>, kinds: &[Kind], wanted: &Wanted) -> Vec<Question> {
    let pools = Kind::ALL.into_iter().zip(0..);
    let mut pools: Vec<_> = pools
        .filter(|(kind, _)| kinds.contains(kind))
        .map(|(kind, stream)| pool(ground, kind, Chance::new(wanted.seed, stream)))
        .collect();
    pools = Chance::new(wanted.seed, 99).shuffled(pools);
    let mut chosen = Vec::new();
    let mut known = Known::default();
    let mut put_off = Vec::new();
    while chosen.len() < wanted.count && !pools.is_empty() {
        pools.retain_mut(|pool| {
            if chosen.len() == wanted.count {
                return false;
            }
            for candidate in pool.by_ref() {
                if known.nothing_of(&candidate) {
                    known.add(&candidate);
                    chosen.push(candidate.question);
                    return true;
                }
                put_off.push(candidate);
            }
            false
        });
    }
    for candidate in put_off {
        if chosen.len() < wanted.count && !known.spoils(&candidate) {
            known.add(&candidate);
            chosen.push(candidate.question);
        }
    }
    chosen
}

/// The questions of a kind, one after the other as they are wanted.
fn pool<'a>(
    ground: &'a Ground<'a>,
    kind: Kind,
    chance: Chance,
) -> Box<dyn Iterator<Item = Candidate> + 'a> {
    match kind {
        Kind::When => Box::new(when::questions(ground, chance)),
        Kind::Who => Box::new(who::questions(ground, chance)),
        Kind::Order => Box::new(order::questions(ground, chance)),
        Kind::WhichSource => Box::new(which_source::questions(ground, chance)),
        Kind::Agree => Box::new(agree::questions(ground, chance)),
    }
}

/// What a reader knows from the questions asked so far.
#[derive(Default)]
struct Known {
    /// Of each event its date, and the rest.
    events: HashMap<EventKey, [bool; 2]>,
    /// Which questions of which topics were asked.
    questions: HashSet<(String, String)>,
}

impl Known {
    fn nothing_of(&self, candidate: &Candidate) -> bool {
        let known = |event| self.events.contains_key(event);
        !candidate.about.iter().any(known) && !self.was_asked(candidate)
    }

    fn was_asked(&self, candidate: &Candidate) -> bool {
        let of_topic = candidate.of_topic();
        of_topic.is_some_and(|question| self.questions.contains(&question))
    }

    fn spoils(&self, candidate: &Candidate) -> bool {
        let of_events = candidate.about.iter().any(|event| {
            let [date, rest] = self.events.get(event).copied().unwrap_or_default();
            (date && candidate.tells_date) || (rest && candidate.tells_rest)
        });
        of_events || self.was_asked(candidate)
    }

    fn add(&mut self, candidate: &Candidate) {
        for event in &candidate.about {
            let [date, rest] = self.events.entry(*event).or_default();
            *date |= candidate.tells_date;
            *rest |= candidate.tells_rest;
        }
        self.questions.extend(candidate.of_topic());
    }
}
