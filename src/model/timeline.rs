//! A whole dataset in memory, checked: every reference is valid.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Index;
use std::sync::OnceLock;

use itertools::Itertools;
use serde::{Deserialize, Serialize};

use super::agreement::{self, Verdict};
use super::event::{Dating, Event, Link};
use super::key::{EventKey, PersonKey, PlaceKey, SourceKey, ThemeKey, TopicKey};
use super::person::{Person, Place, Theme};
use super::source::{Claim, Locator, Scope, Source};
use super::text::Text;
use super::topic::{Question, Topic, TopicQuestion};

/// A timeline. Events are in chronological order; all other lists are in the order of the files.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Timeline {
    pub id: Text,
    pub title: Option<Text>,
    pub description: Option<Text>,
    /// The years that it covers.
    pub scope: Scope,
    pub sources: Vec<Source>,
    pub people: Vec<Person>,
    pub places: Vec<Place>,
    pub themes: Vec<Theme>,
    pub events: Vec<Event>,
    pub topics: Vec<Topic>,
    pub links: Vec<Link>,
    /// The sources that were removed; see [`Self::without`].
    #[serde(skip)]
    pub left_out: LeftOut,
    /// The disputed events, found when they are first asked for.
    #[serde(skip)]
    pub(super) disputed: OnceLock<HashSet<EventKey>>,
    /// The number of links of each event, found when it is first asked for.
    #[serde(skip)]
    pub(super) link_counts: OnceLock<HashMap<EventKey, usize>>,
}

/// The sources that were removed from a timeline, and what followed from that.
#[derive(Clone, Debug, Default)]
pub struct LeftOut {
    /// Their ids.
    pub sources: Vec<Text>,
    /// The verdicts with all sources, by the ids of topic and question.
    pub verdicts: HashMap<(Text, Text), Verdict>,
}

impl LeftOut {
    /// "without wikipedia, gavs"; `None` if no source was removed.
    pub fn in_words(&self) -> Option<String> {
        let ids = self.sources.iter().join(", ");
        (!ids.is_empty()).then(|| format!("without {ids}"))
    }

    /// The verdict on a question with all sources; `None` if no source was removed.
    pub fn verdict_before(&self, topic: &Topic, question: &Question) -> Option<Verdict> {
        let ids = (topic.id.clone(), question.id.clone());
        self.verdicts.get(&ids).copied()
    }
}

impl Timeline {
    /// The title, or the id if there is none.
    pub fn name(&self) -> &str {
        self.title.as_ref().unwrap_or(&self.id)
    }

    /// Every event with its key, in chronological order.
    pub fn all_events(&self) -> impl Iterator<Item = (EventKey, &Event)> {
        with_keys(&self.events)
    }

    /// Every source with its key, in the order of the files.
    pub fn all_sources(&self) -> impl Iterator<Item = (SourceKey, &Source)> {
        with_keys(&self.sources)
    }

    /// Every topic with its key, in the order of the files.
    pub fn all_topics(&self) -> impl Iterator<Item = (TopicKey, &Topic)> {
        with_keys(&self.topics)
    }

    /// Every question with its topic, in the order of the topics.
    pub fn questions(&self) -> impl Iterator<Item = TopicQuestion<'_>> {
        let topics = self.topics.iter();
        topics.flat_map(|topic| topic.questions.iter().map(move |q| (topic, q)))
    }

    /// The questions about at least one of these events.
    pub fn questions_about(&self, events: &[EventKey]) -> impl Iterator<Item = TopicQuestion<'_>> {
        self.questions().filter(|(topic, question)| {
            let mut about = question.events_in(topic).iter();
            about.any(|event| events.contains(event))
        })
    }

    /// The claims of all accounts, then of all answers.
    pub fn claims(&self) -> impl Iterator<Item = &Claim> {
        let accounts = self.events.iter().flat_map(|event| &event.accounts);
        let answers = self.questions().flat_map(|(_, question)| &question.answers);
        let accounts = accounts.map(|account| &account.claim);
        accounts.chain(answers.map(|answer| &answer.claim))
    }

    /// The links that lead to an event, by their causes in chronological order.
    pub fn causes(&self, event: EventKey) -> Vec<&Link> {
        let mut causes: Vec<&Link> = self.links.iter().filter(|link| link.to == event).collect();
        causes.sort_by_key(|link| link.from);
        causes
    }

    /// The links that lead from an event, by their effects in chronological order.
    pub fn effects(&self, event: EventKey) -> Vec<&Link> {
        let from_it = self.links.iter().filter(|link| link.from == event);
        let mut effects: Vec<&Link> = from_it.collect();
        effects.sort_by_key(|link| link.to);
        effects
    }

    /// The topics about an event: those that name it, or that have a question that names it.
    pub fn topics_of(&self, event: EventKey) -> Vec<TopicKey> {
        let touches = |topic: &Topic| {
            let of_questions = topic.questions.iter().filter_map(|q| q.events.as_ref());
            let mut named = topic.events.iter().chain(of_questions.flatten());
            named.any(|key| *key == event)
        };
        let topics = self.all_topics().filter(|(_, topic)| touches(topic));
        topics.map(|(key, _)| key).collect()
    }

    /// For each source, in order, the numbers of the paragraphs that an account, answer, office,
    /// fate, dating or link cites.
    pub fn paragraphs_used(&self) -> Vec<BTreeSet<u32>> {
        let mut used = vec![BTreeSet::new(); self.sources.len()];
        let mut note = |locator: &Locator| {
            used[locator.source.index()].extend(locator.passage.paragraph());
        };
        for person in &self.people {
            person
                .offices
                .iter()
                .for_each(|office| note(&office.locator));
            person.fates.iter().for_each(|fate| note(&fate.locator));
        }
        for event in &self.events {
            if let Dating::Stated(locator) = &event.dating {
                note(locator);
            }
        }
        self.claims().for_each(|claim| note(&claim.locator));
        self.links.iter().for_each(|link| note(&link.locator));
        used
    }

    /// Removes all editor's notes (`--no-notes`).
    pub fn drop_notes(&mut self) {
        for person in &mut self.people {
            for office in &mut person.offices {
                office.note = None;
            }
            for fate in &mut person.fates {
                fate.note = None;
            }
        }
        for event in &mut self.events {
            event.note = None;
            for account in &mut event.accounts {
                account.claim.note = None;
            }
        }
        for topic in &mut self.topics {
            topic.note = None;
            for question in &mut topic.questions {
                question.note = None;
                for answer in &mut question.answers {
                    answer.claim.note = None;
                }
            }
        }
    }

    /// How much the sources make of an event: 3 for each source, and 1 for each account and link.
    pub fn weight(&self, event: EventKey) -> usize {
        let counts = self.link_counts.get_or_init(|| {
            let ends = self.links.iter().flat_map(|link| [link.from, link.to]);
            ends.counts()
        });
        let links = counts.get(&event).copied().unwrap_or_default();
        3 * self[event].sources().len() + self[event].accounts.len() + links
    }

    /// Whether the dates of two sources for the event clash, or the verdict on a question about it
    /// is a conflict.
    pub fn is_disputed(&self, event: EventKey) -> bool {
        let disputed = self.disputed.get_or_init(|| {
            let events = self.all_events();
            let clashing = events.filter(|(_, event)| agreement::dates_clash(&event.accounts));
            let mut disputed: HashSet<EventKey> = clashing.map(|(key, _)| key).collect();
            for (topic, question) in self.questions() {
                if agreement::compute(question).verdict == Verdict::Conflict {
                    disputed.extend(question.events_in(topic));
                }
            }
            disputed
        });
        disputed.contains(&event)
    }
}

fn with_keys<K: From<usize>, R>(records: &[R]) -> impl Iterator<Item = (K, &R)> {
    let records = records.iter().enumerate();
    records.map(|(index, record)| (K::from(index), record))
}

/// A record of a timeline: it has an id and a name.
pub trait Record {
    fn id(&self) -> &str;

    /// The name, the title, or the text of a question.
    fn name(&self) -> &str;

    /// Other names.
    fn aliases(&self) -> &[Text] {
        &[]
    }
}

impl Record for Question {
    fn id(&self) -> &str {
        &self.id
    }

    fn name(&self) -> &str {
        &self.ask
    }
}

/// Implements lookup by key. It does not fail, because keys are made together with the timeline.
macro_rules! lookup {
    ($($key:ident => $list:ident: $record:ident, $name:ident $(, $aliases:ident)?);+ $(;)?) => {$(
        impl Record for $record {
            fn id(&self) -> &str {
                &self.id
            }

            fn name(&self) -> &str {
                &self.$name
            }

            $(fn aliases(&self) -> &[Text] {
                &self.$aliases
            })?
        }

        impl Index<$key> for Timeline {
            type Output = $record;

            fn index(&self, key: $key) -> &$record {
                &self.$list[key.index()]
            }
        }
    )+};
}

lookup! {
    SourceKey => sources: Source, name;
    PersonKey => people: Person, name, aliases;
    PlaceKey => places: Place, name, aliases;
    ThemeKey => themes: Theme, name;
    EventKey => events: Event, title, aliases;
    TopicKey => topics: Topic, title;
}
