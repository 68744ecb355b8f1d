//! A sheet on which to compare sources: what each document says of a topic, and on which of its
//! questions they agree, differ, or only one speaks.

use std::cmp::Reverse;

use crate::model::agreement::{self, Verdict};
use crate::model::key::{EventKey, SourceKey, TopicKey};
use crate::model::timeline::Timeline;
use crate::model::topic::{self, Topic};
use crate::query::filter::Filter;
use crate::report::part::Cited;
use crate::report::reasons;

use super::{Quiz, agree};

/// The sources on one topic, side by side.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The id of the topic.
    pub topic: String,
    /// Its title.
    pub title: String,
    /// The sources that answer, in the order of the timeline; A, B, C on the sheet.
    pub documents: Vec<Document>,
    /// The questions.
    pub questions: Vec<Compared>,
}

/// A source as a document of the sheet.
#[derive(Clone, Debug)]
pub struct Document {
    /// The id of the source.
    pub source: String,
    /// Its name.
    pub name: String,
    /// Who wrote it, for whom, and how it leans.
    pub perspective: Option<String>,
    /// What it says, each with its place in the source.
    pub says: Vec<(String, String)>,
}

/// A question of the sheet with its key.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The question.
    pub ask: String,
    /// Which documents answer it, by their places among them.
    pub answering: Vec<usize>,
    /// The verdict.
    pub verdict: Verdict,
    /// Why.
    pub why: String,
    /// Where the answers stand.
    pub places: Vec<String>,
}

impl Compared {
    /// Which box is to be ticked.
    pub fn tick(&self) -> &'static str {
        match self.verdict {
            Verdict::Agree => "agree",
            Verdict::Compatible | Verdict::Conflict | Verdict::Open => "differ",
            Verdict::Single => "only one",
        }
    }

    /// The verdict in plain words.
    pub fn plainly(&self) -> &'static str {
        agree::plainly(self.verdict)
    }
}

/// The sheet on the topic that is asked for; without one, on the topic that touches most of the
/// events of a quiz, of several the first that most sources speak to.
///
/// There is none where one source alone tells, or no topic has two sources that answer.
pub fn sheet(
    timeline: &Timeline,
    filter: &Filter,
    quiz: &Quiz,
    topic: Option<TopicKey>,
) -> Option<Sheet> {
    if filter.told_by.is_some() {
        return None;
    }
    let asked_of: Vec<EventKey> = timeline
        .all_events()
        .filter(|(_, event)| {
            let id: &str = &event.id;
            quiz.questions
                .iter()
                .any(|question| question.events.iter().any(|of| of == id))
        })
        .map(|(key, _)| key)
        .collect();
    let touched = |key: TopicKey| {
        let of_topic = asked_of
            .iter()
            .filter(|event| timeline.topics_of(**event).contains(&key));
        of_topic.count()
    };
    let comparable = |key: &TopicKey| timeline[*key].questions.iter().any(is_comparable);
    let most = || {
        let all = timeline.all_topics().map(|(key, _)| key).filter(comparable);
        let ranked = all.map(|key| (touched(key), documents(&timeline[key]).len(), key));
        let touching = ranked.filter(|(touched, ..)| *touched > 0);
        let best =
            touching.min_by_key(|(touched, sources, key)| (Reverse((*touched, *sources)), *key));
        best.map(|(.., key)| key)
    };
    let key = topic
        .filter(comparable)
        .or_else(|| if topic.is_none() { most() } else { None })?;
    Some(of_topic(timeline, &timeline[key]))
}

/// Whether two sources answer with something that can be compared.
fn is_comparable(question: &topic::Question) -> bool {
    agreement::of(question, None).deciding.len() > 1
}

/// The sources that answer anything, in the order of the timeline.
fn documents(topic: &Topic) -> Vec<SourceKey> {
    let answers = topic
        .questions
        .iter()
        .flat_map(|question| &question.answers);
    let mut sources: Vec<SourceKey> = answers.map(|answer| answer.told.at.source).collect();
    sources.sort_unstable();
    sources.dedup();
    sources
}

fn of_topic(timeline: &Timeline, topic: &Topic) -> Sheet {
    let sources = documents(topic);
    let place = |source: SourceKey| sources.iter().position(|other| *other == source);
    let questions = topic.questions.iter().filter_map(|question| {
        let agreement = agreement::of(question, None);
        // Where nothing can be compared, there is no box to tick.
        (agreement.verdict != Verdict::Open).then(|| Compared {
            ask: question.ask.to_string(),
            answering: agreement
                .answering
                .iter()
                .copied()
                .filter_map(place)
                .collect(),
            verdict: agreement.verdict,
            why: [
                Some(reasons::why(timeline, question, &agreement)),
                reasons::caveat(timeline, question, &agreement),
            ]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" "),
            places: question
                .answers
                .iter()
                .map(|answer| Cited::of(timeline, &answer.told.at).to_string())
                .fold(Vec::new(), |mut places, place| {
                    if !places.contains(&place) {
                        places.push(place);
                    }
                    places
                }),
        })
    });
    Sheet {
        topic: topic.id.to_string(),
        title: topic.title.to_string(),
        questions: questions.collect(),
        documents: sources
            .iter()
            .map(|source| document(timeline, topic, *source))
            .collect(),
    }
}

/// What a source says to the questions of the topic, in the order of its paragraphs, so that the
/// order does not say which question is answered.
fn document(timeline: &Timeline, topic: &Topic, key: SourceKey) -> Document {
    let source = &timeline[key];
    let mut answers: Vec<_> = topic
        .questions
        .iter()
        .filter(|question| agreement::of(question, None).verdict != Verdict::Open)
        .flat_map(|question| {
            question
                .answers
                .iter()
                .map(move |answer| (question, answer))
        })
        .filter(|(_, answer)| answer.told.at.source == key)
        .collect();
    answers.sort_by_key(|(_, answer)| answer.told.at.place.paragraph());
    let mut says: Vec<(String, String)> = Vec::new();
    for (question, answer) in answers {
        let voice = answer.told.voice().map(|voice| format!("{voice}: "));
        let words = agree::shown(answer, question);
        let said = (
            answer.told.at.place.to_string(),
            format!("{}{words}", voice.unwrap_or_default()),
        );
        if !says.contains(&said) {
            says.push(said);
        }
    }
    Document {
        source: source.id.to_string(),
        name: source.name.to_string(),
        perspective: source.perspective.as_ref().map(ToString::to_string),
        says,
    }
}
