//! A sheet on which to compare sources: what each says on a topic, and on which of its questions
//! they agree, differ, or only one answers.

use std::cmp::Reverse;

use crate::model::agreement::{self, Verdict};
use crate::model::key::{SourceKey, TopicKey};
use crate::model::timeline::Timeline;
use crate::model::topic::{self, Topic};
use crate::query::filter::Filter;
use crate::report::reasons;

use super::question_pool::places;
use super::{Quiz, agree};

/// The sources on one topic, side by side.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The id of the topic.
    pub topic: String,
    pub title: String,
    /// The sources that answer, in the order of the timeline; A, B, C on the sheet.
    pub documents: Vec<Document>,
    pub questions: Vec<Compared>,
}

/// A source as a document of the sheet.
#[derive(Clone, Debug)]
pub struct Document {
    /// The id of the source.
    pub source: String,
    pub name: String,
    pub perspective: Option<String>,
    /// What it says, each time after the place in the source.
    pub says: Vec<(String, String)>,
}

/// A question of the sheet with its answer.
#[derive(Clone, Debug)]
pub struct Compared {
    pub ask: String,
    /// The indices of the documents that answer it.
    pub answering: Vec<usize>,
    /// The heading of the box that is to be ticked.
    pub tick: &'static str,
    /// The verdict in plain words.
    pub verdict: &'static str,
    pub why: String,
    /// Where the answers stand.
    pub places: String,
}

/// The sheet on `topic`; without one, on the topic that has most of the events of a quiz, and of
/// several such on the one with most sources.
///
/// `None` if one source alone tells, or no topic has two sources that answer.
pub fn sheet(
    timeline: &Timeline<'_>,
    filter: &Filter,
    quiz: &Quiz,
    topic: Option<TopicKey>,
) -> Option<Sheet> {
    if filter.told_by.is_some() {
        return None;
    }
    let is_comparable = |key: &TopicKey| {
        let mut questions = timeline[*key].questions.iter();
        questions.any(|question| agreement::of(question, None).deciding.len() > 1)
    };
    let key = match topic {
        Some(key) => Some(key).filter(is_comparable),
        None => {
            let asked: Vec<Vec<TopicKey>> = timeline
                .all_events()
                .filter(|(_, event)| {
                    let mut questions = quiz.questions.iter();
                    questions.any(|question| question.events.iter().any(|id| *id == *event.id))
                })
                .map(|(key, _)| timeline.topics_of(key))
                .collect();
            let events = |key: TopicKey| asked.iter().filter(|of| of.contains(&key)).count();
            let topics = timeline.all_topics().map(|(key, _)| key);
            topics
                .filter(|key| is_comparable(key) && events(*key) > 0)
                .min_by_key(|key| Reverse((events(*key), answering(&timeline[*key]).len())))
        }
    };
    key.map(|key| compare(timeline, &timeline[key]))
}

/// The sources that answer anything, in the order of the timeline.
fn answering(topic: &Topic<'_>) -> Vec<SourceKey> {
    let answers = topic
        .questions
        .iter()
        .flat_map(|question| &question.answers);
    let mut sources: Vec<SourceKey> = answers.map(|answer| answer.told.at.source).collect();
    sources.sort_unstable();
    sources.dedup();
    sources
}

fn compare(timeline: &Timeline<'_>, topic: &Topic<'_>) -> Sheet {
    let sources = answering(topic);
    let agreements = topic
        .questions
        .iter()
        .map(|question| (question, agreement::of(question, None)));
    // If nothing can be compared, there is no box to tick.
    let (questions, agreements): (Vec<_>, Vec<_>) = agreements
        .filter(|(_, agreement)| agreement.verdict != Verdict::Open)
        .unzip();
    let documents = sources
        .iter()
        .map(|source| document(timeline, &questions, *source));
    let compared = questions
        .iter()
        .zip(&agreements)
        .map(|(question, agreement)| {
            let why = reasons::why(timeline, question, agreement);
            let answering = agreement.answering.iter();
            Compared {
                ask: question.ask.to_string(),
                answering: answering
                    .filter_map(|source| sources.iter().position(|other| other == source))
                    .collect(),
                tick: match agreement.verdict {
                    Verdict::Agree => "agree",
                    Verdict::Compatible | Verdict::Conflict | Verdict::Open => "differ",
                    Verdict::Single => "only one",
                },
                verdict: agree::explain_verdict(agreement.verdict),
                why: match reasons::caveat(timeline, question, agreement) {
                    Some(caveat) => format!("{why} {caveat}"),
                    None => why,
                },
                places: places(timeline, question.answers.iter().map(|answer| &answer.told)),
            }
        });
    Sheet {
        topic: topic.id.to_string(),
        title: topic.title.to_string(),
        documents: documents.collect(),
        questions: compared.collect(),
    }
}

/// What a source answers to the questions, in the order of its paragraphs, so that the order does
/// not say which question is answered.
fn document(
    timeline: &Timeline<'_>,
    questions: &[&topic::Question<'_>],
    key: SourceKey,
) -> Document {
    let source = &timeline[key];
    let mut answers: Vec<_> = questions
        .iter()
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
        let mut words = agree::answer_text(answer, question);
        if let Some(voice) = answer.told.voice() {
            words = format!("{voice}: {words}");
        }
        let said = (answer.told.at.place.to_string(), words);
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
