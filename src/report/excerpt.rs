//! A part of a timeline as a timeline of its own: the chosen events, and what they name.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::citation::{Piece, pieces};
use crate::model::event::{Account, Dating, Event, Link, Role};
use crate::model::key::{EventKey, PersonKey, PlaceKey, SourceKey, ThemeKey};
use crate::model::person::{Fate, Office, Person};
use crate::model::source::{Locator, Scope, Statement};
use crate::model::text::Text;
use crate::model::timeline::Timeline;
use crate::model::topic::{Answer, Question, Topic};

use super::extract::Extract;

/// The chosen events as a timeline: the people, places, themes and sources that they name, the
/// links with both ends, and the topics with an event left, whose answers stay whole. Where
/// nothing was asked for that is the whole timeline.
///
/// Of one telling source there are its accounts, dates, words, answers and links alone; an event
/// that it does not date keeps its date, as inferred.
pub fn excerpt<'a>(extract: &Extract<'a>) -> Timeline<'a> {
    let timeline = extract.timeline;
    let keys: Vec<EventKey> = if extract.is_whole {
        timeline.all_events().map(|(key, _)| key).collect()
    } else {
        extract.keys.clone()
    };
    let mut cut = Cut {
        extract,
        events: numbered(&keys),
        sources: BTreeMap::new(),
        people: BTreeMap::new(),
        places: BTreeMap::new(),
        themes: BTreeMap::new(),
    };
    let events: Vec<Event<'a>> = keys.iter().map(|key| cut.event(*key)).collect();
    let topics: Vec<Topic<'a>> = timeline
        .topics
        .iter()
        .filter_map(|t| cut.topic(t))
        .collect();
    let links: Vec<Link<'a>> = timeline.links.iter().filter_map(|l| cut.link(l)).collect();
    cut.choose(&events);
    let people: Vec<Person<'a>> = cut.people.keys().map(|key| cut.person(*key)).collect();
    cut.choose_sources(&events, &topics, &links, &people);
    let mut part = cut.put_together(events, topics, links, people);
    if !extract.is_whole {
        excuse(&mut part);
    }
    part
}

/// Says of every paragraph that only what was left out is taken from why it is not used, so that
/// the part is as well accounted for as the whole.
fn excuse(part: &mut Timeline<'_>) {
    /// A source may claim any number of paragraphs.
    const MOST: u32 = 10_000;
    let used = part.paragraphs_used();
    for (source, used) in part.sources.iter_mut().zip(used) {
        let of_file = source.paragraphs.filter(|_| source.file.is_some());
        for number in 1..=of_file.unwrap_or_default().min(MOST) {
            let excused = source.not_used.iter().any(|(other, _)| *other == number);
            if !excused && !used.contains(&number) {
                let why = Text("left out of this part of the timeline".into());
                source.not_used.push((number, why));
            }
        }
        source.not_used.sort_by_key(|(number, _)| *number);
    }
}

/// New handles for old ones, in their order.
fn numbered<K: Copy + Ord>(keys: &[K]) -> BTreeMap<K, usize> {
    keys.iter().enumerate().map(|(i, key)| (*key, i)).collect()
}

/// What is kept, each old handle with its new index; until that is known the records hold the
/// old ones.
struct Cut<'e, 'a> {
    extract: &'e Extract<'a>,
    events: BTreeMap<EventKey, usize>,
    sources: BTreeMap<SourceKey, usize>,
    people: BTreeMap<PersonKey, usize>,
    places: BTreeMap<PlaceKey, usize>,
    themes: BTreeMap<ThemeKey, usize>,
}

/// The timeline's bounds; where it has none, those of its events, for a dataset wants some.
fn scope(timeline: &Timeline<'_>, events: &[Event<'_>]) -> Scope {
    let dates = || events.iter().map(|event| &event.date);
    let first = dates().filter(|date| date.bounds().earliest.is_some());
    let last = dates().filter(|date| date.bounds().latest.is_some());
    let Scope { from, to } = timeline.scope.clone();
    Scope {
        from: from.or_else(|| first.min_by_key(|d| d.bounds().earliest).cloned()),
        to: to.or_else(|| last.max_by_key(|d| d.bounds().latest).cloned()),
    }
}

impl<'a> Cut<'_, 'a> {
    fn tells(&self, at: &Locator<'_>) -> bool {
        self.extract.teller.tells(at)
    }

    /// The event as it is told.
    fn event(&self, key: EventKey) -> Event<'a> {
        let timeline = self.extract.timeline;
        let event = &timeline[key];
        let Some(source) = self.extract.teller.told_by else {
            return event.clone();
        };
        let (date, _) = self.extract.teller.date(event);
        let accounts: Vec<Account<'a>> = event.told_by(source).cloned().collect();
        let dated = accounts.iter().find(|a| a.date.as_ref() == Some(date));
        let words = accounts.iter().filter_map(|a| a.told.says.as_deref());
        let dating = match dated {
            Some(account) => Dating::Stated(account.told.at.clone()),
            None => Dating::Inferred(Text(
                "This source does not date the event; the date is from elsewhere.".into(),
            )),
        };
        Event {
            date: date.clone(),
            summary: Some(Text(words.collect::<Vec<_>>().join(" ").into())),
            background: date.within(timeline.scope.bounds()).is_none(),
            dating,
            accounts: accounts.into(),
            ..event.clone()
        }
    }

    /// The topic, where one of its events is left, or nothing was asked for and it names none.
    fn topic(&self, topic: &Topic<'a>) -> Option<Topic<'a>> {
        let events = self.left(&topic.events);
        let questions: Vec<Question<'a>> = topic
            .questions
            .iter()
            .filter_map(|question| self.question(topic, question))
            .collect();
        (!questions.is_empty()).then(|| Topic {
            events,
            questions,
            ..topic.clone()
        })
    }

    /// The question, where one of the events that it is about is left, and somebody answers it
    /// who is told.
    fn question(&self, topic: &Topic<'a>, question: &Question<'a>) -> Option<Question<'a>> {
        let about = question.events.as_ref().unwrap_or(&topic.events);
        let is_kept = self.extract.is_whole || !self.left(about).is_empty();
        let answers: Vec<Answer<'a>> = question
            .answers
            .iter()
            .filter(|answer| self.tells(&answer.told.at))
            .cloned()
            .collect();
        let is_answered = self.extract.teller.told_by.is_none() || !answers.is_empty();
        (is_kept && is_answered).then(|| Question {
            events: question.events.as_ref().map(|events| self.left(events)),
            answers,
            ..question.clone()
        })
    }

    /// Those of the events that are kept, by their new handles.
    fn left(&self, events: &[EventKey]) -> Vec<EventKey> {
        let kept = events.iter().filter_map(|key| self.events.get(key));
        kept.map(|index| EventKey::new(*index)).collect()
    }

    /// The link, where it is told and both ends are kept.
    fn link(&self, link: &Link<'a>) -> Option<Link<'a>> {
        let [from, to] = [link.from, link.to].map(|key| self.events.get(&key));
        Some(Link {
            from: EventKey::new(*from?),
            to: EventKey::new(*to?),
            ..link.clone()
        })
        .filter(|link| self.tells(&link.at))
    }

    /// The person with what is told; a description is told by all sources together.
    fn person(&self, key: PersonKey) -> Person<'a> {
        let person = self.extract.timeline[key].clone();
        let told = |office: &Office<'_>| self.tells(&office.at);
        let is_alone = self.extract.teller.told_by.is_some();
        Person {
            description: person.description.filter(|_| !is_alone),
            offices: person.offices.into_iter().filter(told).collect(),
            fates: person
                .fates
                .into_iter()
                .filter(|fate: &Fate<'_>| self.tells(&fate.at))
                .collect(),
            ..person
        }
    }

    /// Chooses the people, places and themes that the events name; all of them where nothing
    /// was asked for.
    fn choose(&mut self, events: &[Event<'_>]) {
        let timeline = self.extract.timeline;
        let whole = self.extract.is_whole;
        let people: BTreeSet<PersonKey> = if whole {
            (0..timeline.people.len()).map(PersonKey::new).collect()
        } else {
            let roles = events.iter().flat_map(|event| &event.people);
            roles.map(|role| role.person).collect()
        };
        let places: BTreeSet<PlaceKey> = if whole {
            (0..timeline.places.len()).map(PlaceKey::new).collect()
        } else {
            events.iter().flat_map(|e| &e.places).copied().collect()
        };
        let themes: BTreeSet<ThemeKey> = if whole {
            (0..timeline.themes.len()).map(ThemeKey::new).collect()
        } else {
            events.iter().flat_map(|e| &e.themes).copied().collect()
        };
        self.people = numbered(&Vec::from_iter(people));
        self.places = numbered(&Vec::from_iter(places));
        self.themes = numbered(&Vec::from_iter(themes));
    }

    /// Chooses the sources that something kept is from, or that its prose cites.
    fn choose_sources(
        &mut self,
        events: &[Event<'_>],
        topics: &[Topic<'_>],
        links: &[Link<'_>],
        people: &[Person<'_>],
    ) {
        let timeline = self.extract.timeline;
        let mut named: BTreeSet<SourceKey> = BTreeSet::new();
        if self.extract.is_whole {
            named.extend(timeline.all_sources().map(|(key, _)| key));
        }
        let accounts = events.iter().flat_map(|event| event.accounts.iter());
        named.extend(accounts.map(|account| account.told.at.source));
        let answers = topics
            .iter()
            .flat_map(|t| &t.questions)
            .flat_map(|q| &q.answers);
        named.extend(answers.map(|answer| answer.told.at.source));
        named.extend(links.iter().map(|link| link.at.source));
        for person in people {
            named.extend(person.offices.iter().map(|office| office.at.source));
            named.extend(person.fates.iter().map(|fate| fate.at.source));
        }
        let places = self.places.keys().map(|key| &timeline[*key].description);
        let themes = self.themes.keys().map(|key| &timeline[*key].description);
        let of_people = people.iter().map(|person| &person.description);
        let prose = events.iter().map(|event| &event.summary);
        let prose = prose.chain(of_people).chain(places).chain(themes).flatten();
        let cited: BTreeSet<&str> = prose.flat_map(|text| cited(text)).collect();
        let by_id = timeline.all_sources();
        named.extend(
            by_id
                .filter(|(_, s)| cited.contains(&*s.id))
                .map(|(key, _)| key),
        );
        self.sources = numbered(&Vec::from_iter(named));
    }

    /// The timeline, every handle in it a new one.
    fn put_together(
        &self,
        mut events: Vec<Event<'a>>,
        mut topics: Vec<Topic<'a>>,
        mut links: Vec<Link<'a>>,
        mut people: Vec<Person<'a>>,
    ) -> Timeline<'a> {
        for event in &mut events {
            for Role { person, .. } in &mut event.people {
                *person = PersonKey::new(self.people[person]);
            }
            for place in &mut event.places {
                *place = PlaceKey::new(self.places[place]);
            }
            for theme in &mut event.themes {
                *theme = ThemeKey::new(self.themes[theme]);
            }
            if let Dating::Stated(at) = &mut event.dating {
                self.renew(at);
            }
            let accounts = event.accounts.to_mut().iter_mut();
            accounts.for_each(|account| self.renew_of(&mut account.told));
        }
        let questions = topics.iter_mut().flat_map(|topic| &mut topic.questions);
        questions
            .flat_map(|question| &mut question.answers)
            .for_each(|answer| self.renew_of(&mut answer.told));
        for link in &mut links {
            self.renew(&mut link.at);
        }
        for person in &mut people {
            person
                .offices
                .iter_mut()
                .for_each(|office| self.renew(&mut office.at));
            person
                .fates
                .iter_mut()
                .for_each(|fate| self.renew(&mut fate.at));
        }
        let timeline = self.extract.timeline;
        Timeline {
            id: timeline.id.clone(),
            title: timeline.title.clone(),
            description: timeline.description.clone(),
            scope: scope(timeline, &events),
            sources: self
                .sources
                .keys()
                .map(|key| timeline[*key].clone())
                .collect(),
            places: self
                .places
                .keys()
                .map(|key| timeline[*key].clone())
                .collect(),
            themes: self
                .themes
                .keys()
                .map(|key| timeline[*key].clone())
                .collect(),
            people,
            events: events.into(),
            topics: topics.into(),
            links,
            ..Timeline::empty()
        }
    }

    fn renew_of(&self, told: &mut Statement<'_>) {
        self.renew(&mut told.at);
    }

    fn renew(&self, at: &mut Locator<'_>) {
        at.source = SourceKey::new(self.sources[&at.source]);
    }
}

/// The ids of the sources that a text cites.
fn cited(text: &str) -> Vec<&str> {
    let cites = |piece| match piece {
        Piece::Words(_) => Vec::new(),
        Piece::Cites(_, cited) => cited.into_iter().map(|(source, _)| source).collect(),
    };
    pieces(text).into_iter().flat_map(cites).collect()
}
