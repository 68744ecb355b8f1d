//! Writes events one after another, without repeating dates or disputes.

use chrono::Datelike;
use itertools::Itertools;

use crate::model::agreement::{self, Agreement, Relation, Verdict};
use crate::model::event::{Dating, Event};
use crate::model::key::EventKey;
use crate::model::timeline::Timeline;
use crate::model::topic::{Question, QuestionKind, TopicQuestion};
use crate::report::event_row::{Citation, dating_account};
use crate::report::reasons::{join_with_and, related};

use super::phrases::{
    begins_with_circumstance, date_phrase, mentions_year, with_date_at_end, without_year,
};
use super::writer::{add_citations, format_citations, parse_citations, split_sentences};
use super::{Writer, write_question};

impl<'a> Writer<'a> {
    /// Writes events in paragraphs: in full with what the sources disagree about below each
    /// paragraph, or only their first sentences.
    ///
    /// A new year begins a new paragraph; so does an unrelated event after `BREAK_IF_UNRELATED`
    /// bytes, and any event after `BREAK_ALWAYS`. First sentences are broken only by length.
    pub fn write_events(&mut self, events: &[EventKey], full: bool) {
        const BREAK_IF_UNRELATED: usize = 600;
        const BREAK_ALWAYS: usize = 1100;
        let timeline = self.perspective.timeline;
        let mut before: Option<EventKey> = None;
        let mut first = 0;
        for (i, key) in events.iter().enumerate() {
            let year = |event: EventKey| {
                let (date, _) = self.perspective.date(&timeline[event]);
                date.bounds().known_day().map(|day| day.year())
            };
            let length = self.text().len();
            let previous = before.filter(|before| {
                (!full || year(*before) == year(*key))
                    && (length < BREAK_IF_UNRELATED
                        || (length < BREAK_ALWAYS && belong_together(timeline, *before, *key)))
            });
            if previous.is_none() {
                self.write_disputes(&events[first..i]);
                first = i;
                self.new_paragraph();
            }
            self.write_event(*key, previous, full);
            before = Some(*key);
            if !full {
                first = i + 1;
            }
        }
        self.write_disputes(&events[first..]);
    }

    /// Writes one event: its date and its text, or the first sentence of it. `previous` is the event
    /// before it in the same paragraph.
    pub fn write_event(&mut self, key: EventKey, previous: Option<EventKey>, full: bool) {
        let event = &self.perspective.timeline[key];
        let body = self.event_text(event);
        let first = split_sentences(&body).first().copied().unwrap_or_default();
        let rest = if full { body[first.len()..].trim() } else { "" };
        let text = format!("{} {rest}", self.first_sentence(key, previous, first));
        self.append(text.trim_end());
        // `append` recognizes cited paragraphs only; record the pages that the text cites.
        for cited in self.citations(self.locators(event)) {
            let names_source = text.contains(&format!("{} ", cited.source));
            if names_source && cited.page.is_some_and(|page| text.contains(page)) {
                self.record_citation(cited);
            }
        }
    }

    /// The first sentence on an event, with citations.
    pub fn summary_sentence(&self, event: &'a Event) -> String {
        let text = self.event_text(event);
        split_sentences(&text)
            .first()
            .copied()
            .unwrap_or_default()
            .to_owned()
    }

    /// The text on an event, with citations.
    fn event_text(&self, event: &'a Event) -> String {
        if self.perspective.told_by.is_none() {
            let cited = self.citations(self.locators(event));
            return match &event.summary {
                Some(summary) => with_citations(summary, &cited),
                None => add_citations(&format!("{}.", event.title.trim_end_matches('.')), &cited),
            };
        }
        let mut says = self.perspective.accounts(event).map(|account| {
            let says = account.claim.says.as_deref().unwrap_or(&event.title);
            let cited = self.citations([&account.claim.locator]);
            let Some(voice) = account.claim.voice.as_deref() else {
                return add_citations(says, &cited);
            };
            let says = self.mid_sentence(&says.replace(". ", "; "));
            add_citations(&format!("According to {voice}, {says}"), &cited)
        });
        says.join(" ")
    }

    /// The first sentence on an event, with its date in front, or at the end if the sentence begins
    /// with a circumstance. A date that was just mentioned, or is in the sentence, is left out; a
    /// connective to the previous event may then take its place.
    fn first_sentence(&mut self, key: EventKey, previous: Option<EventKey>, text: &str) -> String {
        let timeline = self.perspective.timeline;
        let event = &timeline[key];
        let (date, is_own_date) = self.perspective.date(event);
        let phrase = date_phrase(date);
        // After a date in several years, the next one keeps its own year.
        let [first, last] = [date.bounds().earliest, date.bounds().latest];
        let year = last.filter(|day| first.is_some_and(|first| first.year() == day.year()));
        let year = year.map_or(i32::MAX, |day| day.year());
        let last = self.narration.date.replace((phrase.clone(), year));
        let is_new = last.as_ref().is_none_or(|(last, _)| *last != phrase);
        let was_joined = std::mem::take(&mut self.narration.joined);
        let has_circumstance = begins_with_circumstance(text);
        if let Dating::Supplied { .. } = event.dating {
            return with_date_at_end(text, &format!("{date}, the editor's date"));
        }
        if is_new && !mentions_year(text, date) {
            if has_circumstance {
                return with_date_at_end(text, &date.to_string());
            }
            let phrase = last.map_or(&*phrase, |(_, year)| without_year(&phrase, date, year));
            let first_cited = parse_citations(text).next();
            let when = match self.perspective.dated_at(event) {
                _ if !is_own_date => format!("[{phrase},]"),
                // Cite the date, unless the sentence's first citation is the same locator alone.
                Some(at) if first_cited != Some(vec![(at.source, at.paragraph)]) => {
                    format!("{phrase} [{at}],")
                }
                _ => format!("{phrase},"),
            };
            return match self.try_mid_sentence(text) {
                Some(text) => format!("{when} {text}"),
                None => with_date_at_end(text, &date.to_string()),
            };
        }
        let mut causes = timeline.causes(key).into_iter();
        let follows =
            causes.any(|link| Some(link.from) == previous && self.perspective.shows(&link.locator));
        if !follows || is_new || was_joined || has_circumstance {
            return text.to_owned();
        }
        // Join an effect to its cause with a connective, but not twice in a row.
        let Some(joined) = self.try_mid_sentence(text) else {
            return text.to_owned();
        };
        self.narration.joined = true;
        format!("As a result, {joined}")
    }

    /// Writes, in a paragraph, where the sources' dates for events conflict, and each question about
    /// them that is in conflict, unless it was written before.
    fn write_disputes(&mut self, events: &[EventKey]) {
        if self.perspective.told_by.is_some() {
            return;
        }
        let timeline = self.perspective.timeline;
        self.new_paragraph();
        for key in events {
            let event = &timeline[*key];
            let questions: Vec<TopicQuestion<'_>> = timeline.questions_about(&[*key]).collect();
            let mut kinds = questions.iter().map(|(_, question)| question.kind);
            if !kinds.any(|kind| kind == QuestionKind::Date)
                && agreement::dates_clash(&event.accounts)
            {
                let sources = event.sources().into_iter();
                let dates = join_with_and(sources.filter_map(|source| {
                    let account = dating_account(event, source)?;
                    let id = &timeline[source].id;
                    let cited = format_citations(&self.citations([&account.claim.locator]));
                    Some(format!("{} in {id} {cited}", account.date.as_ref()?))
                }));
                let title = &event.title;
                self.append(&format!("The sources date “{title}” differently: {dates}."));
            }
            for (_, question) in questions {
                let agreement = agreement::compute(question);
                let mut written = self.narration.questions.iter();
                if agreement.verdict == Verdict::Conflict
                    && !summary_cites_clashes(event, timeline, question, &agreement)
                    && !written.any(|other| std::ptr::eq(*other, question))
                {
                    self.narration.questions.push(question);
                    write_question(self, question, &agreement);
                }
            }
        }
    }
}

/// Whether a link leads from `a` to `b`, or they share a theme and a place.
fn belong_together(timeline: &Timeline, a: EventKey, b: EventKey) -> bool {
    let (x, y) = (&timeline[a], &timeline[b]);
    timeline.effects(a).iter().any(|link| link.to == b)
        || x.themes.iter().any(|theme| y.themes.contains(theme))
            && x.places.iter().any(|place| y.places.contains(place))
}

/// Whether the summary of an event cites every answer that clashes with another, and so covers the
/// conflict. Reported views are ignored.
fn summary_cites_clashes(
    event: &Event,
    timeline: &Timeline,
    question: &Question,
    agreement: &Agreement<'_>,
) -> bool {
    let summary = event.summary.as_deref().unwrap_or_default();
    let cited: Vec<_> = parse_citations(summary).flatten().collect();
    question.answers.iter().all(|answer| {
        let locator = &answer.claim.locator;
        answer.claim.voice.is_some()
            || related(agreement, locator.source, Relation::Clash).is_empty()
            || cited.contains(&(&*timeline[locator.source].id, locator.passage.paragraph()))
    })
}

/// The summary with citations. Leading sentences without citations get `citations`, those of the
/// event's accounts. Later sentences without citations are the editor's and stay as they are.
fn with_citations(summary: &str, citations: &[Citation<'_>]) -> String {
    let sentences = split_sentences(summary);
    let is_bare = |sentence: &&&str| !sentence.contains('¶');
    let (bare, rest) = sentences.split_at(sentences.iter().take_while(is_bare).count());
    if bare.is_empty() {
        return rest.join(" ");
    }
    let bare = add_citations(&bare.join(" "), citations);
    [&[&*bare], rest].concat().join(" ")
}
