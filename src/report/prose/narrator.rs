//! Events told one after the other.

use std::collections::HashSet;

use chrono::Datelike;

use crate::model::agreement::{self, Agreement, Relation, Verdict};
use crate::model::citation::{Piece, pieces};
use crate::model::event::{Dating, Event};
use crate::model::key::{EventKey, SourceKey};
use crate::model::source::Locator;
use crate::model::timeline::Timeline;
use crate::model::topic::{Kind, Question};
use crate::report::event_row::{Cited, dating_account};
use crate::report::reasons::join_with_and;

use super::phrases::{
    begins_with_time, cites_only, date_phrase, says_when, with_date_at_end, without_year,
};
use super::writer::{add_citations, split_sentences};
use super::{Writer, argue};

/// Tells events. It knows what it has said already, and does not say it again.
pub struct Narrator<'w, 'a> {
    writer: &'w mut Writer<'a>,
    /// The date that was said last, and the year in which it ends.
    said: Option<(String, i32)>,
    /// Whether the last event was joined to the one before it.
    joined: bool,
    /// Whether the last event ended in an argument.
    argued: bool,
    /// The questions that were brought up, by topic and question.
    asked: HashSet<(usize, usize)>,
}

impl<'w, 'a> Narrator<'w, 'a> {
    pub fn new(writer: &'w mut Writer<'a>) -> Self {
        Self {
            writer,
            said: None,
            joined: false,
            argued: false,
            asked: HashSet::new(),
        }
    }

    fn timeline(&self) -> &'a Timeline {
        self.writer.perspective.timeline
    }

    /// Tells events in paragraphs of a few each. A new year begins a new paragraph, and so does an
    /// event that has nothing to do with the one before it.
    pub fn tell_all(&mut self, events: &[EventKey]) {
        const LONG_ENOUGH: usize = 600;
        const LONG: usize = 1100;
        let mut before: Option<EventKey> = None;
        for key in events {
            let length = self.writer.text().len();
            let previous = before.filter(|before| {
                self.year(*before) == self.year(*key)
                    && (length < LONG_ENOUGH
                        || (length < LONG && self.belong_together(*before, *key)))
            });
            if previous.is_none() {
                self.writer.new_paragraph();
            }
            self.tell(*key, previous);
            before = Some(*key);
        }
    }

    fn year(&self, event: EventKey) -> i32 {
        let (date, _) = self.writer.perspective.date(&self.timeline()[event]);
        date.sort_key().0.year()
    }

    /// Whether a link joins two events, or they share a theme and a place.
    fn belong_together(&self, a: EventKey, b: EventKey) -> bool {
        let timeline = self.timeline();
        let (x, y) = (&timeline[a], &timeline[b]);
        let mut links = timeline.links.iter();
        links.any(|link| link.from == a && link.to == b)
            || x.themes.iter().any(|theme| y.themes.contains(theme))
                && x.places.iter().any(|place| y.places.contains(place))
    }

    /// Tells one event: when it was, what is told of it, and where the sources part over it.
    /// `previous` is the event told before it in the same paragraph.
    pub fn tell(&mut self, key: EventKey, previous: Option<EventKey>) {
        let timeline = self.timeline();
        let event = &timeline[key];
        let body = self.body(event);
        let first = split_sentences(&body).first().copied().unwrap_or_default();
        let rest = body[first.len()..].trim();
        let told = format!("{} {rest}", self.opening(key, previous, first));
        let told = told.trim_end();
        self.writer.say(told);
        // Pages are cited where the words name them; paragraphs are found in the words.
        let places = self.writer.perspective.accounts(event);
        for cited in self.writer.cited(places.map(|account| &account.told.at)) {
            let is_named =
                |page| told.contains(&format!("{} ", cited.source)) && told.contains(page);
            if cited.page.is_some_and(is_named) {
                self.writer.count(cited);
            }
        }
        if self.writer.perspective.told_by.is_none() {
            let length = self.writer.text().len();
            self.tell_date_dispute(key);
            self.tell_question_disputes(key);
            self.argued = self.writer.text().len() > length;
        }
    }

    /// What is told of an event, every statement with who says so.
    fn body(&self, event: &'a Event) -> String {
        let writer = &self.writer;
        let accounts = writer.perspective.accounts(event);
        if writer.perspective.told_by.is_none() {
            let cites = writer.cited(accounts.map(|account| &account.told.at));
            return match event.summary.as_deref() {
                Some(summary) => with_citations(summary, &cites),
                None => add_citations(&format!("{}.", event.title.trim_end_matches('.')), &cites),
            };
        }
        let says = accounts.map(|account| {
            let says = account.told.says.as_deref().unwrap_or(&event.title);
            let cited = writer.cited([&account.told.at]);
            match account.told.voice() {
                Some(voice) => {
                    let says = writer.lexicon.mid_sentence(&says.replace(". ", "; "));
                    add_citations(&format!("According to {voice}, {says}"), &cited)
                }
                None => add_citations(says, &cited),
            }
        });
        says.collect::<Vec<_>>().join(" ")
    }

    /// The first sentence on an event as it begins: with its date, unless that was just said or
    /// stands in the sentence; then with what joins it to the event before.
    fn opening(&mut self, key: EventKey, previous: Option<EventKey>, sentence: &str) -> String {
        let timeline = self.timeline();
        let event = &timeline[key];
        let (date, is_their_own) = self.writer.perspective.date(event);
        let phrase = date_phrase(date);
        let year = date.sort_key().1.year();
        let before_this = self.said.replace((phrase.clone(), year));
        let is_new = before_this.as_ref().is_none_or(|(said, _)| *said != phrase);
        let had_one = std::mem::take(&mut self.joined);
        if is_new && !says_when(sentence, date) {
            if begins_with_time(sentence) {
                return with_date_at_end(sentence, &date.to_string());
            }
            let phrase = match before_this {
                Some((_, said)) => without_year(&phrase, date, said),
                None => &phrase,
            };
            let rest = self.writer.lexicon.mid_sentence(sentence);
            return match self.dated_at(event) {
                _ if !is_their_own => format!("[{phrase},] {rest}"),
                Some(at) if !cites_only(sentence, &at) => {
                    format!("{phrase} [{at}], {rest}")
                }
                _ => format!("{phrase}, {rest}"),
            };
        }
        let mut links = timeline.links.iter();
        let follows = links.any(|link| {
            Some(link.from) == previous && link.to == key && self.writer.perspective.tells(&link.at)
        });
        if !follows || is_new || had_one || self.argued || begins_with_time(sentence) {
            return sentence.to_owned();
        }
        // What leads to the next thing is joined to it by one small word, now and then.
        self.joined = true;
        format!("Thereupon {}", self.writer.lexicon.mid_sentence(sentence))
    }

    /// Where the date of an event is stated, if it is.
    fn dated_at(&self, event: &'a Event) -> Option<Cited<'a>> {
        let at = match (self.writer.perspective.told_by, &event.dating) {
            (None, Dating::Stated(at)) => at,
            (None, _) => return None,
            (Some(source), _) => &dating_account(event, source)?.told.at,
        };
        Some(Cited::new(self.timeline(), at))
    }

    /// Tells where two sources date an event apart, or none dates it.
    fn tell_date_dispute(&mut self, key: EventKey) {
        let timeline = self.timeline();
        let event = &timeline[key];
        if let Dating::Supplied { .. } = event.dating {
            self.writer
                .say("No source gives the date; it is the editor's.");
        }
        let mut questions = questions_about(timeline, key);
        if questions.any(|(_, question)| question.kind == Kind::Date)
            || !agreement::dates_clash(&event.accounts)
        {
            return;
        }
        let sources = event.sources().into_iter();
        let dates = sources.filter_map(|source| {
            let account = dating_account(event, source)?;
            let words = format!("{} in {}", account.date.as_ref()?, timeline[source].id);
            let cited = add_citations(&words, &self.writer.cited([&account.told.at]));
            Some(cited.trim_end_matches('.').to_owned())
        });
        let dates = join_with_and(dates);
        self.writer
            .say(&format!("The sources date this apart: {dates}."));
    }

    /// Tells the questions about an event on which the sources contradict each other, each once.
    fn tell_question_disputes(&mut self, key: EventKey) {
        let timeline = self.timeline();
        for (place, question) in questions_about(timeline, key) {
            let agreement = agreement::of(question, None);
            let told_already = summary_tells(&timeline[key], timeline, question, &agreement);
            if agreement.verdict == Verdict::Conflict && !told_already && self.asked.insert(place) {
                argue(self.writer, question, &agreement, self.asked.len());
            }
        }
    }
}

/// The questions about an event, each with its place among the topics.
fn questions_about<'a>(
    timeline: &'a Timeline,
    key: EventKey,
) -> impl Iterator<Item = ((usize, usize), &'a Question)> {
    let topics = timeline.topics.iter().enumerate();
    let questions = topics.flat_map(|(t, topic)| {
        let questions = topic.questions.iter().enumerate();
        questions.map(move |(q, question)| ((t, q), topic, question))
    });
    let about = questions.filter(move |(_, topic, question)| {
        let events = question.events.as_ref().unwrap_or(&topic.events);
        events.contains(&key)
    });
    about.map(|(place, _, question)| (place, question))
}

/// Whether the summary of an event cites every answer that clashes with another, so that it tells
/// the quarrel itself.
fn summary_tells(
    event: &Event,
    timeline: &Timeline,
    question: &Question,
    agreement: &Agreement<'_>,
) -> bool {
    let summary = event.summary.as_deref().unwrap_or_default();
    let pieces = pieces(summary);
    let is_cited = |at: &Locator| {
        let place = (&*timeline[at.source].id, at.place.paragraph());
        pieces
            .iter()
            .any(|piece| matches!(piece, Piece::Cites(_, cited) if cited.contains(&place)))
    };
    let clashes = |source: SourceKey| {
        let mut pairs = agreement.pairs.iter();
        pairs.any(|(a, b, relation)| *relation == Relation::Clash && (*a == source || *b == source))
    };
    let mut answers = question.answers.iter();
    answers.all(|answer| {
        let at = &answer.told.at;
        answer.told.voice().is_some() || !clashes(at.source) || is_cited(at)
    })
}

/// The summary with citations: where no sentence has any, or the first ones have none, they are
/// followed by all the places that tell of the event. What stands bare behind a sentence that
/// cites is the editor's, and stays so.
fn with_citations(summary: &str, places: &[Cited<'_>]) -> String {
    let sentences = split_sentences(summary);
    let is_bare = |sentence: &&&str| !sentence.contains('¶');
    let bare = sentences.iter().take_while(is_bare).count();
    let mut told: Vec<String> = sentences.iter().map(ToString::to_string).collect();
    if bare > 0 {
        told[bare - 1] = add_citations(sentences[bare - 1], places);
    }
    told.join(" ")
}
