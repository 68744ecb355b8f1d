//! All topics of a timeline. Those of the shipped one are read only when they are first looked at.

use std::fmt;
use std::ops::Deref;
use std::sync::{LazyLock, OnceLock};

use super::agreement::{self, Verdict};
use super::key::EventKey;
use super::topic::Topic;

/// The topics of a timeline, in the order of the files. Most answers need no more of them than
/// which events they are in conflict about.
pub struct Topics<'t> {
    list: List<'t>,
    in_conflict: OnceLock<Vec<EventKey>>,
}

enum List<'t> {
    Here(Vec<Topic<'t>>),
    Later(&'static LazyLock<Vec<Topic<'static>>>),
}

impl Topics<'_> {
    /// Topics that are read when they are first looked at, and what [`Self::in_conflict`] says of
    /// them.
    pub fn later(
        topics: &'static LazyLock<Vec<Topic<'static>>>,
        in_conflict: Vec<EventKey>,
    ) -> Self {
        Self {
            list: List::Later(topics),
            in_conflict: in_conflict.into(),
        }
    }

    /// The events that a question in conflict is about, in chronological order, each once.
    pub fn in_conflict(&self) -> &[EventKey] {
        self.in_conflict.get_or_init(|| {
            let mut events = Vec::new();
            for topic in self {
                for question in &topic.questions {
                    if agreement::of(question, None).verdict == Verdict::Conflict {
                        events.extend(question.events.as_ref().unwrap_or(&topic.events));
                    }
                }
            }
            events.sort_unstable();
            events.dedup();
            events
        })
    }

    /// Takes every editor's note out.
    pub fn drop_notes(&mut self) {
        let mut topics = match std::mem::replace(&mut self.list, List::Here(Vec::new())) {
            List::Here(topics) => topics,
            List::Later(topics) => LazyLock::force(topics).clone(),
        };
        for topic in &mut topics {
            topic.note = None;
            for question in &mut topic.questions {
                question.note = None;
                let answers = question.answers.iter_mut();
                answers.for_each(|answer| answer.told.drop_note());
            }
        }
        self.list = List::Here(topics);
    }
}

impl Default for Topics<'_> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<'t> From<Vec<Topic<'t>>> for Topics<'t> {
    fn from(topics: Vec<Topic<'t>>) -> Self {
        Self {
            list: List::Here(topics),
            in_conflict: OnceLock::new(),
        }
    }
}

impl<'t> Deref for Topics<'t> {
    type Target = [Topic<'t>];

    fn deref(&self) -> &[Topic<'t>] {
        match &self.list {
            List::Here(topics) => topics,
            List::Later(topics) => topics,
        }
    }
}

impl<'a, 't> IntoIterator for &'a Topics<'t> {
    type Item = &'a Topic<'t>;
    type IntoIter = std::slice::Iter<'a, Topic<'t>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Debug for Topics<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
