//! A whole dataset in memory, checked: every reference leads somewhere.

use std::collections::{BTreeSet, HashSet};
use std::ops::Index;

use serde::{Deserialize, Serialize};

use super::agreement::{self, Verdict};
use super::event::{Dating, Event, Link};
use super::key::{EventKey, PersonKey, PlaceKey, SourceKey, ThemeKey, TopicKey};
use super::person::{Person, Place, Theme};
use super::source::{Locator, Scope, Source, Statement};
use super::text::Text;
use super::topic::{Asked, Question, Topic};

/// A timeline. Its lists are in the order of the files, but for the events, which are in
/// chronological order.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Timeline {
    /// What it is called.
    pub id: Text,
    /// Its title.
    pub title: Option<Text>,
    /// What it is about.
    pub description: Option<Text>,
    /// The years that it covers.
    pub scope: Scope,
    /// The texts that tell of its events.
    pub sources: Vec<Source>,
    /// Who has a part in its events.
    pub people: Vec<Person>,
    /// Where its events happened.
    pub places: Vec<Place>,
    /// What its events are about.
    pub themes: Vec<Theme>,
    /// Its events, in chronological order.
    pub events: Vec<Event>,
    /// What its sources are compared on.
    pub topics: Vec<Topic>,
    /// Which event led to which.
    pub links: Vec<Link>,
}

/// Which events of a timeline are disputed.
pub type Disputed = HashSet<EventKey>;

impl Timeline {
    /// Its title, or failing that its id.
    pub fn name(&self) -> &str {
        self.title.as_ref().unwrap_or(&self.id)
    }

    /// Every event with its handle, in chronological order.
    pub fn all_events(&self) -> impl Iterator<Item = (EventKey, &Event)> {
        keyed(&self.events)
    }

    /// Every source with its handle, in the order of the files.
    pub fn all_sources(&self) -> impl Iterator<Item = (SourceKey, &Source)> {
        keyed(&self.sources)
    }

    /// Every topic with its handle, in the order of the files.
    pub fn all_topics(&self) -> impl Iterator<Item = (TopicKey, &Topic)> {
        keyed(&self.topics)
    }

    /// Every question with its topic, topic by topic.
    pub fn questions(&self) -> impl Iterator<Item = Asked<'_>> {
        let topics = self.topics.iter();
        topics.flat_map(|topic| topic.questions.iter().map(move |asked| (topic, asked)))
    }

    /// The questions about any of these events.
    pub fn questions_about(&self, events: &[EventKey]) -> impl Iterator<Item = Asked<'_>> {
        self.questions().filter(|(topic, question)| {
            let mut about = question.events_in(topic).iter();
            about.any(|event| events.contains(event))
        })
    }

    /// What the sources state in accounts and in answers.
    pub fn statements(&self) -> impl Iterator<Item = &Statement> {
        let accounts = self.events.iter().flat_map(|event| &event.accounts);
        let answers = self.questions().flat_map(|(_, question)| &question.answers);
        let accounts = accounts.map(|account| &account.told);
        accounts.chain(answers.map(|answer| &answer.told))
    }

    /// The links that lead to an event, in the order of their causes.
    pub fn causes(&self, event: EventKey) -> Vec<&Link> {
        let mut causes: Vec<&Link> = self.links.iter().filter(|link| link.to == event).collect();
        causes.sort_by_key(|link| link.from);
        causes
    }

    /// The links that lead from an event, in the order of their effects.
    pub fn effects(&self, event: EventKey) -> Vec<&Link> {
        let from_it = self.links.iter().filter(|link| link.from == event);
        let mut effects: Vec<&Link> = from_it.collect();
        effects.sort_by_key(|link| link.to);
        effects
    }

    /// The topics that touch an event: those that name it, or a question of which does.
    pub fn topics_of(&self, event: EventKey) -> Vec<TopicKey> {
        let touches = |topic: &Topic| {
            let of_questions = topic.questions.iter().filter_map(|q| q.events.as_ref());
            let mut named = topic.events.iter().chain(of_questions.flatten());
            named.any(|key| *key == event)
        };
        let topics = self.all_topics().filter(|(_, topic)| touches(topic));
        topics.map(|(key, _)| key).collect()
    }

    /// For every source, in their order, the numbers of the paragraphs that an account, an answer,
    /// an office, a fate, a dating or a link is taken from.
    pub fn paragraphs_used(&self) -> Vec<BTreeSet<u32>> {
        let mut used = vec![BTreeSet::new(); self.sources.len()];
        let mut note = |at: &Locator| {
            used[at.source.index()].extend(at.place.paragraph());
        };
        for person in &self.people {
            person.offices.iter().for_each(|office| note(&office.at));
            person.fates.iter().for_each(|fate| note(&fate.at));
        }
        for event in &self.events {
            if let Dating::Stated(at) = &event.dating {
                note(at);
            }
        }
        self.statements().for_each(|told| note(&told.at));
        self.links.iter().for_each(|link| note(&link.at));
        used
    }

    /// Takes every editor's note out, for a reader who does not want them.
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
                account.told.note = None;
            }
        }
        for topic in &mut self.topics {
            topic.note = None;
            for question in &mut topic.questions {
                question.note = None;
                for answer in &mut question.answers {
                    answer.told.note = None;
                }
            }
        }
    }

    /// Which events are disputed: two sources' own dates for them are disjoint, or a question about
    /// them is in conflict.
    pub fn disputed(&self) -> Disputed {
        let events = self.all_events();
        let clashing = events.filter(|(_, event)| agreement::dates_clash(&event.accounts));
        let mut disputed: Disputed = clashing.map(|(key, _)| key).collect();
        for (topic, question) in self.questions() {
            if agreement::of(question, None).verdict == Verdict::Conflict {
                disputed.extend(question.events_in(topic));
            }
        }
        disputed
    }
}

fn keyed<K: From<usize>, R>(records: &[R]) -> impl Iterator<Item = (K, &R)> {
    let records = records.iter().enumerate();
    records.map(|(index, record)| (K::from(index), record))
}

/// What every record of a timeline has.
pub trait Record {
    fn id(&self) -> &str;

    /// Its name, or its title.
    fn name(&self) -> &str;
}

impl Record for Question {
    fn id(&self) -> &str {
        &self.id
    }

    fn name(&self) -> &str {
        &self.ask
    }
}

/// Looks a handle up; it always leads somewhere, for it was made with the timeline.
macro_rules! lookup {
    ($($key:ident => $list:ident: $record:ident, $name:ident);+ $(;)?) => {$(
        impl Record for $record {
            fn id(&self) -> &str {
                &self.id
            }

            fn name(&self) -> &str {
                &self.$name
            }
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
    PersonKey => people: Person, name;
    PlaceKey => places: Place, name;
    ThemeKey => themes: Theme, name;
    EventKey => events: Event, title;
    TopicKey => topics: Topic, title;
}
