//! The questions of a timeline with what they are about, and all that its sources state.

use crate::model::key::EventKey;
use crate::model::source::Statement;
use crate::model::timeline::Timeline;
use crate::model::topic::{Question, Topic};

/// A question with its topic.
pub type Asked<'a> = (&'a Topic, &'a Question);

/// Every question, topic by topic.
pub fn questions(timeline: &Timeline) -> impl Iterator<Item = Asked<'_>> {
    let topics = timeline.topics.iter();
    topics.flat_map(|topic| {
        topic
            .questions
            .iter()
            .map(move |question| (topic, question))
    })
}

/// The questions about any of these events.
pub fn questions_about<'a>(
    timeline: &'a Timeline,
    events: &[EventKey],
) -> impl Iterator<Item = Asked<'a>> {
    questions(timeline).filter(|(topic, question)| {
        let about = events_of(topic, question);
        about.iter().any(|event| events.contains(event))
    })
}

/// The events that a question is about.
pub fn events_of<'a>(topic: &'a Topic, question: &'a Question) -> &'a [EventKey] {
    question.events.as_ref().unwrap_or(&topic.events)
}

/// What the sources state in accounts and in answers.
pub fn statements(timeline: &Timeline) -> impl Iterator<Item = &Statement> {
    let accounts = timeline.events.iter().flat_map(|event| &event.accounts);
    let answers = questions(timeline).flat_map(|(_, question)| &question.answers);
    let accounts = accounts.map(|account| &account.told);
    accounts.chain(answers.map(|answer| &answer.told))
}
