//! Events told one after the other.

use std::collections::HashSet;

use chrono::Datelike;

use crate::model::agreement::{self, Agreement, Relation, Verdict};
use crate::model::citation::{Piece, pieces};
use crate::model::event::{Dating, Event};
use crate::model::key::{EventKey, SourceKey};
use crate::model::timeline::Timeline;
use crate::model::topic::{Kind, Question};
use crate::report::part::{Cited, Teller};
use crate::report::reasons::listed;

use super::argument;
use super::opening::{begins_with_time, cites_only, says_when, with_date_at_end, without_year};
use super::paragraph::{Paragraph, citing, sentences};
use super::words::{Lexicon, when};

/// How the sentence on an event begins.
enum Opening {
    /// With its date, as a phrase; and the date in words, for where that does not suit.
    Date { phrase: String, words: String },
    /// With a word that joins it to what led to it.
    Joint(&'static str),
}

/// Tells events. It knows what it has said already, and does not say it again.
pub struct Narrator<'a> {
    teller: Teller<'a>,
    lexicon: Lexicon,
    /// The date that was said last, and the year in which it ends.
    said: Option<(String, i32)>,
    /// Whether the last event was joined to the one before it.
    joined: bool,
    /// Whether the last event ended in an argument.
    argued: bool,
    /// The questions that were brought up, by topic and question.
    asked: HashSet<(usize, usize)>,
}

impl<'a> Narrator<'a> {
    /// A narrator of what all sources tell, or one alone.
    pub fn new(timeline: &'a Timeline, told_by: Option<SourceKey>) -> Self {
        Self {
            teller: Teller::new(timeline, told_by),
            lexicon: Lexicon::of(timeline),
            said: None,
            joined: false,
            argued: false,
            asked: HashSet::new(),
        }
    }

    fn timeline(&self) -> &'a Timeline {
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
            let goes_on = goes_on && same_year;
            let told = self.tell(*key, before.filter(|_| goes_on));
            match paragraphs.last_mut() {
                Some(last) if goes_on => last.join(told),
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
        let (opening, first) = match self.opening(key, before, &first) {
            // A sentence that begins with a time of its own takes the date at its end.
            Some(Opening::Date { phrase: _, words }) if begins_with_time(&first) => {
                (None, with_date_at_end(&first, &words))
            }
            Some(Opening::Date { phrase, words: _ }) => (Some(phrase), first),
            Some(Opening::Joint(joint)) => (Some(joint.to_owned()), first),
            None => (None, first),
        };
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
            let length = told.text.len();
            self.part_over_the_date(&mut told, key);
            self.part_over_questions(&mut told, key);
            self.argued = told.text.len() > length;
        }
        told
    }

    /// What is told of an event, every statement with who says so.
    fn body(&self, event: &'a Event) -> String {
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
                let says = match account.told.voice() {
                    Some(voice) => {
                        let says = says.replace(". ", "; ");
                        format!("According to {voice}, {}", self.lexicon.going_on(&says))
                    }
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
    ) -> Option<Opening> {
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
        let had_one = std::mem::take(&mut self.joined);
        if is_new && !says_when(sentence, date) {
            let phrase = match before_this {
                Some((_, said)) => without_year(&phrase, date, said),
                None => &phrase,
            };
            let phrase = match (is_their_own, self.dated_at(event)) {
                (false, _) => format!("[{phrase},]"),
                (true, Some(at)) if !cites_only(sentence, &at) => format!("{phrase} [{at}],"),
                (true, _) => format!("{phrase},"),
            };
            let words = date.to_string();
            return Some(Opening::Date { phrase, words });
        }
        if !follows || is_new || had_one || self.argued || begins_with_time(sentence) {
            return None;
        }
        // What leads to the next thing is joined to it by one small word, now and then.
        self.joined = true;
        Some(Opening::Joint("Thereupon"))
    }

    /// Where the date of an event is stated, if it is.
    fn dated_at(&self, event: &'a Event) -> Option<Cited<'a>> {
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
        if is_asked || !agreement::dates_clash(&event.accounts) {
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
            let told_already = is_told_by(&timeline[key], timeline, question, &agreement);
            if agreement.verdict == Verdict::Conflict && !told_already && self.asked.insert(place) {
                let nth = self.asked.len();
                told.join(argument(timeline, &self.lexicon, question, &agreement, nth));
            }
        }
    }

    /// The questions about an event, each with its place among the topics.
    fn questions_about(
        &self,
        key: EventKey,
    ) -> impl Iterator<Item = ((usize, usize), &'a Question)> {
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

/// Whether the summary of an event cites every answer that clashes with another, so that it tells
/// the quarrel itself.
fn is_told_by(
    event: &Event,
    timeline: &Timeline,
    question: &Question,
    agreement: &Agreement<'_>,
) -> bool {
    let summary = event.summary.as_deref().unwrap_or_default();
    let cited: Vec<(&str, Option<u32>)> = pieces(summary)
        .into_iter()
        .flat_map(|piece| match piece {
            Piece::Cites(_, cited) => cited,
            Piece::Words(_) => Vec::new(),
        })
        .collect();
    let clashes = |source: SourceKey| {
        let mut pairs = agreement.pairs.iter();
        pairs.any(|(a, b, relation)| *relation == Relation::Clash && (*a == source || *b == source))
    };
    let deciding = question
        .answers
        .iter()
        .filter(|answer| clashes(answer.told.at.source));
    let mut own = deciding.filter(|answer| answer.told.voice().is_none());
    own.all(|answer| {
        let at = &answer.told.at;
        cited.contains(&(&*timeline[at.source].id, at.place.paragraph()))
    })
}

/// The summary with citations: where no sentence has any, or the first ones have none, they are
/// followed by all the places that tell of the event. What stands bare behind a sentence that
/// cites is the editor's, and stays so.
fn with_citations(summary: &str, places: &[Cited<'_>]) -> String {
    let sentences = sentences(summary);
    let is_cited = |sentence: &str| sentence.contains('¶');
    let bare = sentences
        .iter()
        .take_while(|sentence| !is_cited(sentence))
        .count();
    let told: Vec<String> = sentences
        .iter()
        .enumerate()
        .map(|(i, sentence)| {
            if i + 1 == bare {
                citing(sentence, places)
            } else {
                (*sentence).to_owned()
            }
        })
        .collect();
    told.join(" ")
}
