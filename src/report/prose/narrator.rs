//! Events told one after the other.

use std::collections::HashSet;

use chrono::Datelike;

use crate::model::agreement::{self, Verdict};
use crate::model::date::{Date, MONTHS};
use crate::model::event::{Dating, Event};
use crate::model::key::{EventKey, SourceKey};
use crate::model::timeline::Timeline;
use crate::model::topic::{Kind, Question};
use crate::report::part::{Cited, Teller};
use crate::report::reasons::listed;

use super::argument;
use super::paragraph::{Paragraph, citing, sentences};
use super::words::{Lexicon, when};

/// The small words that join an event to what led to it.
const JOINTS: [&str; 3] = ["Thereupon", "In its wake", "In turn"];

/// Tells events. It knows what it has said already, and does not say it again.
pub struct Narrator<'a> {
    teller: Teller<'a>,
    lexicon: Lexicon,
    /// The date that was said last, and the year in which it ends.
    said: Option<(String, i32)>,
    /// How many joining words were used, and whether the last sentence had one.
    joined: (usize, bool),
    /// The questions that were brought up, by topic and question.
    asked: HashSet<(usize, usize)>,
}

impl<'a> Narrator<'a> {
    /// A narrator of what all sources tell, or one alone.
    pub fn new(timeline: &'a Timeline<'a>, told_by: Option<SourceKey>) -> Self {
        Self {
            teller: Teller::new(timeline, told_by),
            lexicon: Lexicon::of(timeline),
            said: None,
            joined: (0, false),
            asked: HashSet::new(),
        }
    }

    fn timeline(&self) -> &'a Timeline<'a> {
        self.teller.timeline
    }

    /// The events in paragraphs of a few each. A new year begins a new paragraph, and so does an
    /// event that has nothing to do with the one before it.
    pub fn tell_all(&mut self, events: &[EventKey]) -> Vec<Paragraph<'a>> {
        const LONG_ENOUGH: usize = 600;
        const LONG: usize = 1100;
        let mut paragraphs: Vec<Paragraph<'a>> = Vec::new();
        let mut before: Option<EventKey> = None;
        for key in events {
            let goes_on = before.is_some_and(|before| {
                let length = paragraphs
                    .last()
                    .map_or(0, |paragraph| paragraph.text.len());
                length < LONG_ENOUGH || (length < LONG && self.belong_together(before, *key))
            });
            let same_year = before.is_some_and(|before| self.year(before) == self.year(*key));
            let told = self.tell(*key, before);
            match paragraphs.last_mut() {
                Some(last) if goes_on && same_year => last.join(told),
                _ => paragraphs.push(told),
            }
            before = Some(*key);
        }
        paragraphs
    }

    fn year(&self, event: EventKey) -> i32 {
        self.teller
            .date(&self.timeline()[event])
            .0
            .sort_key()
            .0
            .year()
    }

    /// Whether a link joins two events, or they share a theme and a place.
    fn belong_together(&self, a: EventKey, b: EventKey) -> bool {
        let timeline = self.timeline();
        let (x, y) = (&timeline[a], &timeline[b]);
        timeline
            .links
            .iter()
            .any(|link| link.from == a && link.to == b)
            || x.themes.iter().any(|theme| y.themes.contains(theme))
                && x.places.iter().any(|place| y.places.contains(place))
    }

    /// One event: when it was, what is told of it, and where the sources part over it.
    pub fn tell(&mut self, key: EventKey, before: Option<EventKey>) -> Paragraph<'a> {
        let timeline = self.timeline();
        let event = &timeline[key];
        let mut told = Paragraph::default();
        let body = self.body(event);
        let first = sentences(&body)
            .first()
            .map(|s| (*s).to_owned())
            .unwrap_or_default();
        let rest = body[first.len()..].trim().to_owned();
        let opening = self.opening(key, before, &first);
        told.say(
            timeline,
            &match opening {
                Some(opening) => format!("{opening} {}", self.lexicon.going_on(&first)),
                None => first,
            },
        );
        told.say(timeline, &rest);
        let accounts = event
            .accounts
            .iter()
            .filter(|account| self.teller.tells(&account.told.at));
        told.keep(accounts.map(|account| Cited::of(timeline, &account.told.at)));
        if self.teller.told_by.is_none() {
            self.part_over_the_date(&mut told, key);
            self.part_over_questions(&mut told, key);
        }
        told
    }

    /// What is told of an event, every statement with who says so.
    fn body(&self, event: &'a Event<'a>) -> String {
        let timeline = self.timeline();
        let cites: Vec<Cited<'a>> = event
            .accounts
            .iter()
            .filter(|account| self.teller.tells(&account.told.at))
            .map(|account| Cited::of(timeline, &account.told.at))
            .collect();
        if self.teller.told_by.is_none() {
            return match event.summary.as_deref() {
                Some(summary) => with_citations(summary, &cites),
                None => citing(&format!("{}.", event.title.trim_end_matches('.')), &cites),
            };
        }
        let accounts = event
            .accounts
            .iter()
            .filter(|account| self.teller.tells(&account.told.at));
        let says: Vec<String> = accounts
            .map(|account| {
                let says = account.told.says.as_deref().unwrap_or(&event.title);
                let says = match account.told.voice.as_deref() {
                    Some(voice) => format!("According to {voice}, {}", self.lexicon.going_on(says)),
                    None => says.to_owned(),
                };
                citing(&says, &[Cited::of(timeline, &account.told.at)])
            })
            .collect();
        says.join(" ")
    }

    /// How the sentence on an event begins: with its date, unless that was just said or stands in
    /// the sentence; then with what joins it to the event before.
    fn opening(
        &mut self,
        key: EventKey,
        before: Option<EventKey>,
        sentence: &str,
    ) -> Option<String> {
        let timeline = self.timeline();
        let event = &timeline[key];
        let (date, is_their_own) = self.teller.date(event);
        let phrase = when(date);
        let year = date.sort_key().1.year();
        let before_this = self.said.replace((phrase.clone(), year));
        let is_new = before_this.as_ref().is_none_or(|(said, _)| *said != phrase);
        let follows = before.is_some_and(|before| {
            let links = &mut timeline
                .links
                .iter()
                .filter(|link| self.teller.tells(&link.at));
            links.any(|link| link.from == before && link.to == key)
        });
        let had_one = std::mem::take(&mut self.joined.1);
        if is_new && !says_when(sentence, date) {
            let phrase = match before_this {
                Some((_, said)) => without_year(&phrase, date, said),
                None => &phrase,
            };
            return Some(match (is_their_own, self.dated_at(event)) {
                (false, _) => format!("[{phrase}]"),
                (true, Some(at)) if !sentence.contains(&at.to_string()) => {
                    format!("{phrase} [{at}],")
                }
                (true, _) => format!("{phrase},"),
            });
        }
        let stands_alone = ["After", "When", "With", "While", "In ", "Soon"]
            .iter()
            .any(|start| sentence.starts_with(start));
        if !follows || is_new || had_one || stands_alone {
            return None;
        }
        // What leads to the next thing is joined to it by one small word, now and then.
        let joint = JOINTS[self.joined.0 % JOINTS.len()];
        self.joined = (self.joined.0 + 1, true);
        Some(joint.to_owned())
    }

    /// Where the date of an event is stated, if it is.
    fn dated_at(&self, event: &'a Event<'a>) -> Option<Cited<'a>> {
        let at = match (self.teller.told_by, &event.dating) {
            (None, Dating::Stated(at)) => Some(at),
            (None, _) => None,
            (Some(source), _) => {
                let date = event.date_by(source);
                let account = event
                    .told_by(source)
                    .find(|account| account.date.as_ref() == date);
                account.map(|account| &account.told.at)
            }
        };
        at.map(|at| Cited::of(self.timeline(), at))
    }

    /// Where two sources date an event apart, or none dates it.
    fn part_over_the_date(&self, told: &mut Paragraph<'a>, key: EventKey) {
        let timeline = self.timeline();
        let event = &timeline[key];
        if let Dating::Supplied { .. } = event.dating {
            told.say(timeline, "No source gives the date; it is the editor's.");
        }
        let is_asked = self
            .questions_about(key)
            .any(|(_, question)| question.kind == Kind::Date);
        if is_asked || !agreement::dates_clash(event) {
            return;
        }
        let mut dates: Vec<String> = Vec::new();
        for source in event.sources() {
            let Some(date) = event.date_by(source) else {
                continue;
            };
            let at = event
                .told_by(source)
                .find(|account| account.date.as_ref() == Some(date));
            let cited: Vec<Cited<'a>> = at
                .map(|account| Cited::of(timeline, &account.told.at))
                .into_iter()
                .collect();
            dates.push(
                citing(&format!("{date} in {}", timeline[source].id), &cited)
                    .trim_end_matches('.')
                    .to_owned(),
            );
        }
        told.say(
            timeline,
            &format!("The sources date this apart: {}.", listed(&dates)),
        );
    }

    /// The questions about an event on which the sources contradict each other, each once.
    fn part_over_questions(&mut self, told: &mut Paragraph<'a>, key: EventKey) {
        let timeline = self.timeline();
        let about: Vec<_> = self.questions_about(key).collect();
        for (place, question) in about {
            let agreement = agreement::of(question, None);
            if agreement.verdict == Verdict::Conflict && self.asked.insert(place) {
                let nth = self.asked.len();
                told.join(argument(timeline, &self.lexicon, question, &agreement, nth));
            }
        }
    }

    /// The questions about an event, each with its place among the topics.
    fn questions_about(
        &self,
        key: EventKey,
    ) -> impl Iterator<Item = ((usize, usize), &'a Question<'a>)> {
        let topics = self.timeline().topics.iter().enumerate();
        topics.flat_map(move |(t, topic)| {
            let questions = topic.questions.iter().enumerate();
            let about = questions.filter(move |(_, question)| {
                question
                    .events
                    .as_ref()
                    .unwrap_or(&topic.events)
                    .contains(&key)
            });
            about.map(move |(q, question)| ((t, q), question))
        })
    }
}

/// The phrase without its year, where that was said just before and a month is left.
fn without_year<'p>(phrase: &'p str, date: &Date, said: i32) -> &'p str {
    let years = date.bounds().earliest.zip(date.bounds().latest);
    if years.is_none_or(|(first, last)| first.year() != said || last.year() != said) {
        return phrase;
    }
    let short = phrase.strip_suffix(&format!(" {said}")).unwrap_or(phrase);
    let ends_in_month = short.rsplit(' ').next().is_some_and(|word| {
        MONTHS.contains(&word) || ["spring", "summer", "autumn"].contains(&word)
    });
    if ends_in_month { short } else { phrase }
}

/// Whether a sentence says when, so that its date need not be said before it.
fn says_when(sentence: &str, date: &Date) -> bool {
    let years = [date.bounds().earliest, date.bounds().latest];
    let words = sentence.split('[').next().unwrap_or_default();
    years
        .into_iter()
        .flatten()
        .any(|day| words.contains(&day.year().to_string()))
}

/// The summary with citations where it has none: a run of sentences without any is followed by
/// all the places that tell of the event.
fn with_citations(summary: &str, places: &[Cited<'_>]) -> String {
    let sentences = sentences(summary);
    let cited = |sentence: &str| sentence.contains('¶');
    let told: Vec<String> = sentences
        .iter()
        .enumerate()
        .map(|(i, sentence)| {
            let run_ends = !cited(sentence) && sentences.get(i + 1).is_none_or(|next| cited(next));
            if run_ends {
                citing(sentence, places)
            } else {
                (*sentence).to_owned()
            }
        })
        .collect();
    told.join(" ")
}
