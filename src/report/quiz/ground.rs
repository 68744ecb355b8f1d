//! What a quiz may ask about, and what gives an answer away.

use std::cell::OnceCell;
use std::collections::HashSet;

use crate::model::date::{Bounds, Date, MONTHS};
use crate::model::event::{Account, Event};
use crate::model::key::{EventKey, PersonKey, SourceKey, TopicKey};
use crate::model::person::Person;
use crate::model::timeline::Timeline;
use crate::model::topic::{Question, Topic};
use crate::query::filter::Filter;
use crate::query::names::Named;
use crate::query::words::words;
use crate::report::part::{Cited, Teller};

use super::{Citation, EditorsNote, Given, Stretch};

/// The part of a timeline that a quiz is about.
pub struct Ground<'a> {
    /// The timeline.
    pub timeline: &'a Timeline,
    /// Who tells.
    pub teller: Teller<'a>,
    /// The events that may be asked about.
    pub events: Vec<EventKey>,
    /// The questions of topics that may be asked about; none where one source alone tells.
    pub questions: Vec<(TopicKey, &'a Question)>,
    names: OnceCell<Vec<HashSet<String>>>,
    statements: OnceCell<Vec<(SourceKey, HashSet<String>)>>,
}

/// When an event happened, as far as that may be asked.
pub struct Dated<'a> {
    /// The date.
    pub date: &'a Date,
    /// The stretches of days, each of which some source or the editor holds to be right. There is
    /// one unless the sources disagree or the date is a set.
    pub regions: Vec<Stretch>,
    /// The accounts that date it.
    pub by: Vec<&'a Account>,
}

impl Dated<'_> {
    /// The first and the last of the days that are right.
    pub fn hull(&self) -> Stretch {
        Stretch::around(&self.regions)
    }
}

impl<'a> Ground<'a> {
    /// What the filter selects, of one topic if one is given.
    pub fn new(timeline: &'a Timeline, filter: &Filter, topic: Option<TopicKey>) -> Self {
        let teller = Teller::new(timeline, filter.told_by);
        let hits = filter.select(timeline, teller.disputed());
        let of_topic = |event: &EventKey| topic.is_none_or(|t| touches(&timeline[t], *event));
        let selected: HashSet<EventKey> = hits.iter().map(|hit| hit.event).collect();
        let whole = Filter {
            background: false,
            ..filter.clone()
        };
        let whole = whole.asks_for_nothing();
        let may_be_asked = |question: &Question, of: &Topic| {
            let events = question.events.as_ref().unwrap_or(&of.events);
            (events.is_empty() && whole) || events.iter().any(|event| selected.contains(event))
        };
        let topics = timeline
            .all_topics()
            .filter(|(key, _)| filter.told_by.is_none() && topic.is_none_or(|t| t == *key));
        Self {
            timeline,
            teller,
            events: hits.iter().map(|hit| hit.event).filter(of_topic).collect(),
            questions: topics
                .flat_map(|(key, of)| of.questions.iter().map(move |q| (key, of, q)))
                .filter(|(_, of, question)| may_be_asked(question, of))
                .map(|(key, _, question)| (key, question))
                .collect(),
            names: OnceCell::new(),
            statements: OnceCell::new(),
        }
    }

    /// When an event happened, if whoever tells dates it from when to when.
    ///
    /// Dates that are only inferred from other events, or supplied from elsewhere, are nothing
    /// that a reader of the sources could know.
    pub fn dated(&self, key: EventKey) -> Option<Dated<'a>> {
        let event = &self.timeline[key];
        let (date, is_their_own) = self.teller.date(event);
        let by: Vec<&Account> = event
            .accounts
            .iter()
            .filter(|account| account.date.is_some() && self.teller.tells(&account.told.at))
            .collect();
        let mut dates = by.iter().filter_map(|account| account.date.as_ref());
        if !is_their_own || !dates.any(|date| Stretch::of(date.bounds()).is_some()) {
            return None;
        }
        let regions = self.regions(date, event)?;
        Some(Dated { date, regions, by })
    }

    /// The stretches of days of a date, and of every account's that lies apart from it.
    pub fn regions(&self, date: &Date, event: &Event) -> Option<Vec<Stretch>> {
        let others = event
            .accounts
            .iter()
            .filter(|account| self.teller.tells(&account.told.at))
            .filter_map(|account| account.date.as_ref())
            .filter(|other| !other.overlaps(date));
        let mut regions: Vec<Bounds> = date.regions();
        regions.extend(others.flat_map(Date::regions));
        let stretches: Option<Vec<Stretch>> = regions.into_iter().map(Stretch::of).collect();
        let mut stretches = stretches.filter(|stretches| !stretches.is_empty())?;
        stretches.sort_by_key(|stretch| (stretch.earliest, stretch.latest));
        stretches.dedup();
        Some(stretches)
    }

    /// Whether a text, folded, names a person, by any word of any of the names.
    pub fn names_person(&self, folded: &str, person: PersonKey) -> bool {
        self.name_words(person)
            .iter()
            .any(|name| folded.contains(name.as_str()))
    }

    /// The words of somebody's names, folded; those of one or two letters left out.
    pub fn name_words(&self, person: PersonKey) -> &HashSet<String> {
        let of_all = self.names.get_or_init(|| {
            let people = self.timeline.people.iter();
            people.map(name_words).collect()
        });
        &of_all[person.index()]
    }

    /// All that is told of an event, and all that is answered about it.
    pub fn told_of(&self, key: EventKey) -> Vec<&'a str> {
        let event = &self.timeline[key];
        let accounts = event.accounts.iter().flat_map(|account| {
            let told = &account.told;
            [told.says.as_deref(), told.as_printed(), told.voice()]
        });
        let topics = self.timeline.topics_of(key).into_iter();
        let answers = topics
            .flat_map(|topic| &self.timeline[topic].questions)
            .filter(|question| {
                let own = question.events.as_ref();
                own.is_none_or(|events| events.contains(&key))
            })
            .flat_map(|question| &question.answers)
            .flat_map(|answer| {
                let told = &answer.told;
                [
                    told.says.as_deref(),
                    told.as_printed(),
                    answer.counts.as_deref(),
                ]
            });
        accounts
            .chain(answers)
            .flatten()
            .chain(event.summary.as_deref())
            .chain([&*event.title])
            .collect()
    }

    /// Whether no other source says something much like this anywhere.
    pub fn only_in(&self, source: SourceKey, says: &str) -> bool {
        let wanted = content(says);
        let statements = self.statements.get_or_init(|| self.all_statements());
        wanted.len() >= 4
            && statements
                .iter()
                .filter(|(of, _)| *of != source)
                .all(|(_, other)| wanted.intersection(other).count() * 5 < wanted.len() * 2)
    }

    fn all_statements(&self) -> Vec<(SourceKey, HashSet<String>)> {
        let accounts = self
            .timeline
            .events
            .iter()
            .flat_map(|event| event.accounts.iter());
        let questions = self
            .timeline
            .topics
            .iter()
            .flat_map(|topic| &topic.questions);
        let answers = questions.flat_map(|question| &question.answers);
        accounts
            .map(|account| &account.told)
            .chain(answers.map(|answer| &answer.told))
            .filter_map(|told| Some((told.at.source, content(told.says.as_deref()?))))
            .collect()
    }

    /// Where an account stands.
    pub fn cited(&self, account: &'a Account) -> Cited<'a> {
        Cited::of(self.timeline, &account.told.at)
    }

    /// Where accounts stand, and what the editor adds to them.
    pub fn references(&self, accounts: &[&'a Account]) -> (Vec<Citation>, Vec<EditorsNote>) {
        let notes = accounts
            .iter()
            .filter_map(|account| EditorsNote::of(Some(&self.cited(account)), account.told.note()));
        let mut citations: Vec<Citation> = Vec::new();
        for account in accounts {
            let citation = self.cited(account).into();
            if !citations.contains(&citation) {
                citations.push(citation);
            }
        }
        (citations, notes.collect())
    }
}

fn name_words(person: &Person) -> HashSet<String> {
    std::iter::once(&*person.id)
        .chain(person.names())
        .flat_map(words)
        .map(|word| word.folded)
        .filter(|word| word.len() > 2)
        .collect()
}

/// Whether a topic, or a question of it, names the event.
fn touches(topic: &Topic, event: EventKey) -> bool {
    let of_questions = topic.questions.iter().filter_map(|q| q.events.as_ref());
    let mut all = topic.events.iter().chain(of_questions.flatten());
    all.any(|named| *named == event)
}

/// The words of a text that carry its meaning, as far as their length shows it.
fn content(text: &str) -> HashSet<String> {
    const SHORT: usize = 4;
    let words = words(text).into_iter().map(|word| word.folded);
    words.filter(|word| word.len() >= SHORT).collect()
}

/// Whether a text says when something happened: a year, or the name of a month.
pub fn hints_at_date(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| {
        let year = word.len() >= 4 && word.bytes().take(4).all(|b| b.is_ascii_digit());
        year || MONTHS.contains(&word)
    })
}

/// Places one after the other, each once: `wikipedia ¶7; gavs ¶2`.
pub fn places<'a>(cited: impl Iterator<Item = Cited<'a>>) -> String {
    let mut places: Vec<String> = Vec::new();
    for place in cited.map(|cited| cited.to_string()) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places.join("; ")
}

/// The words in quotation marks.
pub fn quoted(text: &str) -> Given {
    Given {
        label: None,
        text: format!("“{text}”"),
    }
}
