//! A whole dataset in memory, checked: every reference leads somewhere.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::Index;
use std::sync::OnceLock;

use foldhash::HashMap;
use serde::{Deserialize, Serialize};

use super::event::{Dating, Event, Link};
use super::events::Events;
use super::key::{EventKey, PersonKey, PlaceKey, SourceKey, ThemeKey, TopicKey};
use super::person::{Person, Place, Theme};
use super::source::{Locator, Scope, Source};
use super::text::Text;
use super::topic::Topic;
use super::topics::Topics;

/// A timeline. Its lists are in the order of the files, but for the events, which are in
/// chronological order.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 't"))]
pub struct Timeline<'t> {
    /// What it is called.
    pub id: Text<'t>,
    /// Its title.
    pub title: Option<Text<'t>>,
    /// What it is about.
    pub description: Option<Text<'t>>,
    /// The years that it covers.
    pub scope: Scope,
    /// The texts that tell of its events.
    pub sources: Vec<Source<'t>>,
    /// Who has a part in its events.
    pub people: Vec<Person<'t>>,
    /// Where its events happened.
    pub places: Vec<Place<'t>>,
    /// What its events are about.
    pub themes: Vec<Theme<'t>>,
    /// Its events, in chronological order.
    pub events: Events<'t>,
    /// What its sources are compared on. In the compact form they stand by themselves.
    #[serde(skip)]
    pub topics: Topics<'t>,
    /// Which event led to which.
    pub links: Vec<Link<'t>>,
    /// What the last two say about each event.
    #[serde(skip)]
    pub about: OnceLock<About>,
}

/// What links and topics say about each event. It is worked out when it is first asked for, and
/// what it is worked out from does not change.
#[derive(Debug, Default)]
pub struct About {
    causes: HashMap<EventKey, Vec<usize>>,
    effects: HashMap<EventKey, Vec<usize>>,
    topics: HashMap<EventKey, Vec<TopicKey>>,
}

impl About {
    fn events_of(timeline: &Timeline<'_>) -> Self {
        let mut about = Self::default();
        for (i, link) in timeline.links.iter().enumerate() {
            about.causes.entry(link.to).or_default().push(i);
            about.effects.entry(link.from).or_default().push(i);
        }
        let links = &timeline.links;
        for causes in about.causes.values_mut() {
            causes.sort_by_key(|i| links[*i].from);
        }
        for effects in about.effects.values_mut() {
            effects.sort_by_key(|i| links[*i].to);
        }
        for (key, topic) in timeline.all_topics() {
            let of_questions = topic.questions.iter().filter_map(|q| q.events.as_ref());
            for event in topic.events.iter().chain(of_questions.flatten()) {
                let topics = about.topics.entry(*event).or_default();
                if topics.last() != Some(&key) {
                    topics.push(key);
                }
            }
        }
        about
    }
}

impl<'t> Timeline<'t> {
    /// A timeline without a name and with nothing in it, to begin with.
    pub fn empty() -> Self {
        Self {
            id: Text::default(),
            title: None,
            description: None,
            scope: Scope {
                from: None,
                to: None,
            },
            sources: Vec::new(),
            people: Vec::new(),
            places: Vec::new(),
            themes: Vec::new(),
            events: Events::default(),
            topics: Topics::default(),
            links: Vec::new(),
            about: OnceLock::new(),
        }
    }

    /// Every event with its handle, in chronological order.
    pub fn all_events(&self) -> impl Iterator<Item = (EventKey, &Event<'t>)> {
        self.events
            .iter()
            .enumerate()
            .map(|(i, event)| (EventKey::new(i), event))
    }

    /// Every source with its handle, in the order of the files.
    pub fn all_sources(&self) -> impl Iterator<Item = (SourceKey, &Source<'t>)> {
        self.sources
            .iter()
            .enumerate()
            .map(|(i, source)| (SourceKey::new(i), source))
    }

    /// Every topic with its handle, in the order of the files.
    pub fn all_topics(&self) -> impl Iterator<Item = (TopicKey, &Topic<'t>)> {
        self.topics
            .iter()
            .enumerate()
            .map(|(i, topic)| (TopicKey::new(i), topic))
    }

    /// The links that lead to an event, in the order of their causes.
    pub fn causes(&self, event: EventKey) -> Vec<&Link<'t>> {
        let causes = self.about().causes.get(&event).into_iter().flatten();
        causes.map(|i| &self.links[*i]).collect()
    }

    /// The links that lead from an event, in the order of their effects.
    pub fn effects(&self, event: EventKey) -> Vec<&Link<'t>> {
        let effects = self.about().effects.get(&event).into_iter().flatten();
        effects.map(|i| &self.links[*i]).collect()
    }

    /// The topics that touch an event: those that name it, or a question of which does.
    pub fn topics_of(&self, event: EventKey) -> Vec<TopicKey> {
        self.about().topics.get(&event).cloned().unwrap_or_default()
    }

    fn about(&self) -> &About {
        self.about.get_or_init(|| About::events_of(self))
    }

    /// For every source, in their order, the numbers of the paragraphs that an account, an answer,
    /// an office, a fate, a dating or a link is taken from.
    pub fn paragraphs_used(&self) -> Vec<BTreeSet<u32>> {
        let mut used = vec![BTreeSet::new(); self.sources.len()];
        let mut note = |at: &Locator<'_>| {
            used[at.source.index()].extend(at.place.paragraph());
        };
        for person in &self.people {
            person.offices.iter().for_each(|office| note(&office.at));
            person.fates.iter().for_each(|fate| note(&fate.at));
        }
        for event in self.events.iter() {
            if let Dating::Stated(at) = &event.dating {
                note(at);
            }
            let accounts = event.accounts.iter();
            accounts.for_each(|account| note(&account.told.at));
        }
        let questions = self.topics.iter().flat_map(|topic| &topic.questions);
        let answers = questions.flat_map(|question| &question.answers);
        answers.for_each(|answer| note(&answer.told.at));
        self.links.iter().for_each(|link| note(&link.at));
        used
    }

    /// Takes every editor's note out, for a reader who does not want them.
    pub fn drop_notes(&mut self) {
        for person in &mut self.people {
            person
                .offices
                .iter_mut()
                .for_each(|office| office.note = None);
            person.fates.iter_mut().for_each(|fate| fate.note = None);
        }
        for event in self.events.each_mut() {
            event.note = None;
            let accounts = event.accounts.to_mut().iter_mut();
            accounts.for_each(|account| account.told.drop_note());
        }
        self.topics.drop_notes();
    }

    /// Which events are disputed: two sources' own dates for them are disjoint, or a question about
    /// them is in conflict.
    pub fn disputed(&self) -> Disputed<'_> {
        let known = vec![Cell::new(None); self.events.len()];
        for event in self.topics.in_conflict() {
            known[event.index()].set(Some(true));
        }
        Disputed {
            events: &self.events,
            known,
        }
    }
}

/// Which events of a timeline are disputed. The dates of an event are compared when it is asked
/// for, once: of a hundred thousand events most are never shown.
pub struct Disputed<'t> {
    events: &'t Events<'t>,
    known: Vec<Cell<Option<bool>>>,
}

impl Disputed<'_> {
    /// Whether the event is.
    pub fn contains(&self, event: EventKey) -> bool {
        let known = &self.known[event.index()];
        known.get().unwrap_or_else(|| {
            let clash = self.events[event.index()].accounts.dates_clash();
            known.set(Some(clash));
            clash
        })
    }
}

/// Looks a handle up; it always leads somewhere, for it was made with the timeline.
macro_rules! lookup {
    ($($key:ident => $list:ident: $record:ident),+ $(,)?) => {$(
        impl<'t> Index<$key> for Timeline<'t> {
            type Output = $record<'t>;

            fn index(&self, key: $key) -> &$record<'t> {
                &self.$list[key.index()]
            }
        }
    )+};
}

lookup! {
    SourceKey => sources: Source,
    PersonKey => people: Person,
    PlaceKey => places: Place,
    ThemeKey => themes: Theme,
    EventKey => events: Event,
    TopicKey => topics: Topic,
}
