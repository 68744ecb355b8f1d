//! A sheet on which to compare sources: what each says on a topic, and on which of its questions
//! they agree, differ, or only one answers.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::model::agreement::{self, Verdict};
use crate::model::key::TopicKey;
use crate::model::source::Source;
use crate::model::timeline::Timeline;
use crate::query::filter::Filter;
use crate::report::comparison::{Comparison, Scope, comparison};

use super::Quiz;

/// The sources on one topic, side by side.
pub struct Sheet<'a> {
    /// The topic, without the questions on which nothing can be compared.
    pub comparison: Comparison<'a>,
    /// The sources that answer, in the order of the timeline; A, B, C on the sheet.
    pub documents: Vec<&'a Source>,
}

/// The sheet on `topic`; without one, on the topic that has most of the events of a quiz, and of
/// several such on the one with most sources.
///
/// `None` if one source alone tells, or no topic has two sources that answer.
pub fn sheet<'a>(
    timeline: &'a Timeline,
    filter: &Filter,
    quiz: &Quiz,
    topic: Option<TopicKey>,
) -> Option<Sheet<'a>> {
    if filter.told_by.is_some() {
        return None;
    }
    let is_comparable = |key: TopicKey| {
        let mut questions = timeline[key].questions.iter();
        questions.any(|question| agreement::of(question, None).deciding.len() > 1)
    };
    let key = topic.or_else(|| most_asked_topic(timeline, quiz, is_comparable))?;
    if !is_comparable(key) {
        return None;
    }
    let documents = answering(timeline, key);
    let mut comparison = comparison(timeline, key, Scope::default());
    let questions = &mut comparison.questions;
    questions.retain(|question| question.verdict != Verdict::Open);
    Some(Sheet {
        comparison,
        documents,
    })
}

fn most_asked_topic(
    timeline: &Timeline,
    quiz: &Quiz,
    is_comparable: impl Fn(TopicKey) -> bool,
) -> Option<TopicKey> {
    let asked: HashSet<&str> = quiz
        .questions
        .iter()
        .flat_map(|question| question.events.iter().map(String::as_str))
        .collect();
    let asked: Vec<Vec<TopicKey>> = timeline
        .all_events()
        .filter(|(_, event)| asked.contains(&*event.id))
        .map(|(key, _)| timeline.topics_of(key))
        .collect();
    let events = |key: TopicKey| asked.iter().filter(|topics| topics.contains(&key)).count();
    let topics = timeline.all_topics().map(|(key, _)| key);
    topics
        .filter(|key| is_comparable(*key) && events(*key) > 0)
        .min_by_key(|key| Reverse((events(*key), answering(timeline, *key).len())))
}

/// The sources that answer any question of a topic.
fn answering<'a>(timeline: &'a Timeline, topic: TopicKey) -> Vec<&'a Source> {
    let questions = timeline[topic].questions.iter();
    let mut keys: Vec<_> = questions
        .flat_map(|question| &question.answers)
        .map(|answer| answer.told.at.source)
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter().map(|key| &timeline[key]).collect()
}
