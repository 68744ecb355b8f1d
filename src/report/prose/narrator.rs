//! Events told one after the other. The writer knows what it has said, and does not repeat it.

use chrono::Datelike;
use itertools::Itertools;

use crate::model::agreement::{self, Agreement, Relation, Verdict};
use crate::model::event::{Dating, Event};
use crate::model::key::EventKey;
use crate::model::timeline::Timeline;
use crate::model::topic::{Asked, Kind, Question};
use crate::report::event_row::{Cited, dating_account};
use crate::report::reasons::{join_with_and, related};

use super::phrases::{begins_with_time, date_phrase, says_when, with_date_at_end, without_year};
use super::writer::{add_citations, brackets, citations, split_sentences};
use super::{Writer, argue};

impl<'a> Writer<'a> {
    /// Tells events in paragraphs of a few each. A new year begins a new paragraph, and so does an
    /// event that has nothing to do with the one before it.
    pub fn tell_events(&mut self, events: &[EventKey]) {
        const LONG_ENOUGH: usize = 600;
        const LONG: usize = 1100;
        let timeline = self.perspective.timeline;
        let mut before: Option<EventKey> = None;
        for key in events {
            let year = |event: EventKey| {
                let (date, _) = self.perspective.date(&timeline[event]);
                date.sort_key().0.year()
            };
            let length = self.text().len();
            let previous = before.filter(|before| {
                year(*before) == year(*key)
                    && (length < LONG_ENOUGH
                        || (length < LONG && belong_together(timeline, *before, *key)))
            });
            if previous.is_none() {
                self.new_paragraph();
            }
            self.tell_event(*key, previous);
            before = Some(*key);
        }
    }

    /// Tells one event: when it was, what is told of it, and where the sources disagree about it.
    /// `previous` is the event told before it in the same paragraph.
    pub fn tell_event(&mut self, key: EventKey, previous: Option<EventKey>) {
        let event = &self.perspective.timeline[key];
        let body = self.event_text(event);
        let first = split_sentences(&body).first().copied().unwrap_or_default();
        let rest = body[first.len()..].trim();
        let text = format!("{} {rest}", self.opening(key, previous, first));
        self.say(text.trim_end());
        // Pages are cited where the words name them; paragraphs are found in the words.
        for cited in self.cited(self.places(event)) {
            let names_source = text.contains(&format!("{} ", cited.source));
            if names_source && cited.page.is_some_and(|page| text.contains(page)) {
                self.count(cited);
            }
        }
        if self.perspective.told_by.is_none() {
            let length = self.text().len();
            self.tell_disputes(key);
            self.narration.argued = self.text().len() > length;
        }
    }

    /// What is told of an event, every statement with who says so.
    fn event_text(&self, event: &'a Event) -> String {
        if self.perspective.told_by.is_none() {
            let cited = self.cited(self.places(event));
            return match &event.summary {
                Some(summary) => with_citations(summary, &cited),
                None => add_citations(&format!("{}.", event.title.trim_end_matches('.')), &cited),
            };
        }
        let mut says = self.perspective.accounts(event).map(|account| {
            let says = account.told.says.as_deref().unwrap_or(&event.title);
            let cited = self.cited([&account.told.at]);
            let Some(voice) = account.told.voice.as_deref() else {
                return add_citations(says, &cited);
            };
            let says = self.mid_sentence(&says.replace(". ", "; "));
            add_citations(&format!("According to {voice}, {says}"), &cited)
        });
        says.join(" ")
    }

    /// The first sentence on an event as it begins: with its date, unless that was just said or
    /// stands in the sentence; then with what joins it to the event before.
    fn opening(&mut self, key: EventKey, previous: Option<EventKey>, sentence: &str) -> String {
        let timeline = self.perspective.timeline;
        let event = &timeline[key];
        let (date, is_their_own) = self.perspective.date(event);
        let phrase = date_phrase(date);
        let year = date.sort_key().1.year();
        let last = self.narration.date.replace((phrase.clone(), year));
        let is_new = last.as_ref().is_none_or(|(said, _)| *said != phrase);
        let was_joined = std::mem::take(&mut self.narration.joined);
        let has_time = begins_with_time(sentence);
        if is_new && !says_when(sentence, date) {
            if has_time {
                return with_date_at_end(sentence, &date.to_string());
            }
            let phrase = last.map_or(&*phrase, |(_, year)| without_year(&phrase, date, year));
            let when = match self.perspective.dated_at(event) {
                _ if !is_their_own => format!("[{phrase},]"),
                // The sentence does not cite again what is all that it cites.
                Some(at) if citations(sentence).next() != Some(vec![(at.source, at.paragraph)]) => {
                    format!("{phrase} [{at}],")
                }
                _ => format!("{phrase},"),
            };
            return format!("{when} {}", self.mid_sentence(sentence));
        }
        let mut causes = timeline.causes(key).into_iter();
        let follows =
            causes.any(|link| Some(link.from) == previous && self.perspective.tells(&link.at));
        if !follows || is_new || was_joined || self.narration.argued || has_time {
            return sentence.to_owned();
        }
        // What leads to the next thing is joined to it by one small word, now and then.
        self.narration.joined = true;
        format!("Thereupon {}", self.mid_sentence(sentence))
    }

    /// Tells where two sources date an event apart or none dates it, and the questions about it on
    /// which the sources contradict each other, each once.
    fn tell_disputes(&mut self, key: EventKey) {
        let timeline = self.perspective.timeline;
        let event = &timeline[key];
        if let Dating::Supplied { .. } = event.dating {
            self.say("No source gives the date; it is the editor's.");
        }
        let questions: Vec<Asked<'_>> = timeline.questions_about(&[key]).collect();
        let are_asked = questions.iter().any(|(_, asked)| asked.kind == Kind::Date);
        if !are_asked && agreement::dates_clash(&event.accounts) {
            let sources = event.sources().into_iter();
            let dates = join_with_and(sources.filter_map(|source| {
                let account = dating_account(event, source)?;
                let id = &timeline[source].id;
                let cited = brackets(&self.cited([&account.told.at]));
                Some(format!("{} in {id} {cited}", account.date.as_ref()?))
            }));
            self.say(&format!("The sources date this apart: {dates}."));
        }
        for (_, question) in questions {
            let agreement = agreement::of(question, None);
            let mut asked = self.narration.asked.iter();
            if agreement.verdict == Verdict::Conflict
                && !summary_cites_clashes(event, timeline, question, &agreement)
                && !asked.any(|asked| std::ptr::eq(*asked, question))
            {
                self.narration.asked.push(question);
                let nth = self.narration.asked.len();
                argue(self, question, &agreement, nth);
            }
        }
    }
}

/// Whether a link joins two events, or they share a theme and a place.
fn belong_together(timeline: &Timeline, a: EventKey, b: EventKey) -> bool {
    let (x, y) = (&timeline[a], &timeline[b]);
    timeline.effects(a).iter().any(|link| link.to == b)
        || x.themes.iter().any(|theme| y.themes.contains(theme))
            && x.places.iter().any(|place| y.places.contains(place))
}

/// Whether the summary of an event cites every answer that clashes with another, so that it tells
/// the quarrel itself.
fn summary_cites_clashes(
    event: &Event,
    timeline: &Timeline,
    question: &Question,
    agreement: &Agreement<'_>,
) -> bool {
    let summary = event.summary.as_deref().unwrap_or_default();
    let cited: Vec<_> = citations(summary).flatten().collect();
    question.answers.iter().all(|answer| {
        let at = &answer.told.at;
        answer.told.voice.is_some()
            || related(agreement, at.source, Relation::Clash).is_empty()
            || cited.contains(&(&*timeline[at.source].id, at.place.paragraph()))
    })
}

/// The summary with citations: where no sentence has any, or the first ones have none, they are
/// followed by all the places that tell of the event. What stands bare behind a sentence that
/// cites is the editor's, and stays so.
fn with_citations(summary: &str, places: &[Cited<'_>]) -> String {
    let sentences = split_sentences(summary);
    let is_bare = |sentence: &&&str| !sentence.contains('¶');
    let (bare, rest) = sentences.split_at(sentences.iter().take_while(is_bare).count());
    if bare.is_empty() {
        return rest.join(" ");
    }
    let bare = add_citations(&bare.join(" "), places);
    [&[&*bare], rest].concat().join(" ")
}
