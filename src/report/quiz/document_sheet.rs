//! A worksheet for comparing sources on a topic: what each of them says, and on which questions
//! they agree or differ.

use std::cmp::Reverse;
use std::collections::HashSet;

use itertools::Itertools;

use crate::model::agreement::{self, Verdict};
use crate::model::key::TopicKey;
use crate::model::source::Source;
use crate::model::timeline::Timeline;
use crate::query::filter::Filter;
use crate::report::comparison::{Comparison, QuestionSelection, comparison};

use super::{Quiz, choice_letter};

/// The sources on one topic, side by side.
pub struct DocumentSheet<'a> {
    /// The comparison on the topic, without questions whose answers cannot be compared.
    pub comparison: Comparison<'a>,
    /// The sources that answer, in the order of the timeline, with their letters A, B, C.
    pub documents: Vec<(char, &'a Source)>,
}

/// The sheet on `topic`. Without one, on the topic with the most events of the quiz; of several
/// such topics, on the one with the most sources.
///
/// `None` with `--as-told-by`, or if no question of the topic has comparable answers from two
/// sources.
pub fn document_sheet<'a>(
    timeline: &'a Timeline,
    filter: &Filter,
    quiz: &Quiz,
    topic: Option<TopicKey>,
) -> Option<DocumentSheet<'a>> {
    if filter.told_by.is_some() {
        return None;
    }
    let key = topic.or_else(|| topic_with_most_events(timeline, quiz))?;
    if !is_comparable(timeline, key) {
        return None;
    }
    let mut comparison = comparison(timeline, key, QuestionSelection::default());
    let questions = &mut comparison.questions;
    questions.retain(|question| question.verdict != Verdict::Open);
    let documents = answering_sources(timeline, key).into_iter().enumerate();
    let documents = documents.map(|(i, source)| (choice_letter(i).to_ascii_uppercase(), source));
    Some(DocumentSheet {
        comparison,
        documents: documents.collect(),
    })
}

/// Whether any question of a topic has comparable answers from two sources.
fn is_comparable(timeline: &Timeline, topic: TopicKey) -> bool {
    let mut questions = timeline[topic].questions.iter();
    questions.any(|question| agreement::compute(question).deciding.len() > 1)
}

fn topic_with_most_events(timeline: &Timeline, quiz: &Quiz) -> Option<TopicKey> {
    let ids = quiz.questions.iter().flat_map(|question| &question.events);
    let ids: HashSet<&str> = ids.map(String::as_str).collect();
    let events = timeline.all_events();
    let events = events.filter(|(_, event)| ids.contains(&*event.id));
    let touched = events.flat_map(|(key, _)| timeline.topics_of(key)).counts();
    let topics = touched.into_iter();
    let comparable = topics.filter(|(topic, _)| is_comparable(timeline, *topic));
    // `Reverse`: of equal topics, the first.
    let most = comparable.max_by_key(|(topic, events)| {
        let sources = answering_sources(timeline, *topic).len();
        (*events, sources, Reverse(*topic))
    });
    most.map(|(topic, _)| topic)
}

/// The sources that answer any question of a topic.
fn answering_sources(timeline: &Timeline, topic: TopicKey) -> Vec<&Source> {
    let questions = timeline[topic].questions.iter();
    let answers = questions.flat_map(|question| &question.answers);
    let keys = answers
        .map(|answer| answer.claim.locator.source)
        .sorted()
        .dedup();
    keys.map(|key| &timeline[key]).collect()
}
