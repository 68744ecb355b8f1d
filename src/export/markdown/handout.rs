//! The handout: the key events with a sentence each, what the sources disagree about, references.

use std::cmp::Reverse;
use std::collections::HashSet;

use askama::Template;
use itertools::Itertools as _;

use crate::model::agreement::{self, Compatibility, Verdict};
use crate::model::date::Match;
use crate::model::event::EventKind;
use crate::model::key::EventKey;
use crate::model::source::Source;
use crate::model::topic::{QuestionKind, Topic};
use crate::report::comparison::{QuestionReport, QuestionSelection, question_report};
use crate::report::event::EventPage;
use crate::report::event_row::Citation;
use crate::report::extract::Extract;
use crate::report::prose::{Writer, add_citations, format_citations};
use crate::report::reasons::capitalize;
use crate::report::worksheet::date_topic;

use super::super::text::{join_filled, telling_sources};
use super::{Words, when};

/// The most events, and the most questions; those in conflict are all there.
const EVENTS: usize = 12;
const QUESTIONS: usize = 10;

#[derive(Template)]
#[template(path = "handout.md", config = "src/export/templates/askama.toml")]
pub struct Handout<'e, 'a> {
    extract: &'e Extract<'a>,
    /// The weightiest events in the order of time, each with its sentence.
    events: Vec<(&'e EventPage<'a>, String)>,
    /// What the sources disagree about: questions in conflict, then those on which they differ.
    chapters: [(&'static str, Vec<QuestionReport<'e>>); 2],
    /// The sources that the handout names.
    sources: Vec<&'a Source>,
    words: Words,
}

/// `dates` asks for the dates that [`clashing_dates`] finds.
pub fn handout<'e, 'a>(
    extract: &'e Extract<'a>,
    dates: &'e Topic,
    words: Words,
) -> Handout<'e, 'a> {
    let events = key_events(extract);
    let reports = disputes(extract, dates).into_iter();
    let (conflicts, mut differ): (Vec<_>, Vec<_>) =
        reports.partition(|report| report.verdict == Verdict::Conflict);
    differ.truncate(QUESTIONS.saturating_sub(conflicts.len()));
    let named = events.iter().flat_map(|(page, _)| &page.row.sources.data);
    let answers = conflicts.iter().chain(&differ);
    let answers = answers.flat_map(|report| &report.answers);
    let answering = answers.map(|answer| &answer.citation.source);
    let named: Vec<&str> = named.chain(answering).copied().collect();
    let sources = telling_sources(extract).map(|(_, source)| source);
    let sources = sources.filter(|source| named.contains(&&*source.id));
    Handout {
        extract,
        sources: sources.collect(),
        events,
        chapters: [
            ("Where the sources contradict each other", conflicts),
            ("Where they differ, and can all be right", differ),
        ],
        words,
    }
}

/// The weightiest events in the order of time, each with the first sentence on it.
fn key_events<'e, 'a>(extract: &'e Extract<'a>) -> Vec<(&'e EventPage<'a>, String)> {
    let writer = Writer::new(extract.timeline, extract.perspective.told_by);
    let pages = extract.events.iter().zip(&extract.keys).enumerate();
    let weightiest = pages.sorted_by_key(|(_, (page, _))| {
        let row = &page.row;
        let is_condition = row.kind == EventKind::Condition;
        let is_possible = row.matching == Match::Possible;
        (is_condition, is_possible, Reverse(row.weight))
    });
    let chosen = weightiest.take(EVENTS).sorted_by_key(|(place, _)| *place);
    let events = chosen.map(|(_, (page, key))| {
        let event = &extract.timeline[*key];
        (page, writer.summary_sentence(event))
    });
    events.collect()
}

/// A topic that asks for the date of each event on which dates clash, unless a question of the
/// timeline does.
pub fn clashing_dates(extract: &Extract<'_>) -> Topic {
    let timeline = extract.timeline;
    let is_asked = |event: EventKey| {
        let about = [event];
        let mut questions = timeline.questions_about(&about);
        questions.any(|(_, question)| {
            let is_conflict = || agreement::compute(question).verdict == Verdict::Conflict;
            question.kind == QuestionKind::Date && (question.events.is_some() || is_conflict())
        })
    };
    let pages = extract.keys.iter().zip(&extract.events);
    let clashing = pages.filter(|(_, page)| page.extra.dates_clash);
    let events = clashing.map(|(key, _)| *key).filter(|key| !is_asked(*key));
    date_topic(&extract.perspective, timeline.name(), events)
}

/// The questions in conflict, and those on which the sources differ and that are mostly about these
/// events; not those on which some sources are only more precise. What is about these events alone
/// comes first.
fn disputes<'e>(extract: &'e Extract<'_>, dates: &'e Topic) -> Vec<QuestionReport<'e>> {
    let timeline = extract.timeline;
    if extract.perspective.told_by.is_some() {
        return Vec::new();
    }
    let chosen: HashSet<EventKey> = extract.keys.iter().copied().collect();
    let mut found = Vec::new();
    let on_dates = dates.questions.iter().map(|question| (dates, question));
    for (topic, question) in timeline.questions_about(&extract.keys).chain(on_dates) {
        let agreement = agreement::compute(question);
        let events = question.events_in(topic);
        let others = events.iter().filter(|event| !chosen.contains(event));
        let others = others.count() * 100 / events.len();
        let is_conflict = agreement.verdict == Verdict::Conflict;
        let how = agreement.how.filter(|how| *how != Compatibility::Refines);
        if is_conflict || (how.is_some() && others < 50) {
            let selection = QuestionSelection::default();
            let report = question_report(timeline, topic, question, &agreement, selection);
            found.push((others, report));
        }
    }
    found.sort_by_key(|(others, _)| *others);
    found.into_iter().map(|(_, report)| report).collect()
}

impl Handout<'_, '_> {
    /// The filter in words, unless the title says it, and how many of its events are here.
    fn selected(&self) -> String {
        let (all, here) = (self.extract.events.len(), self.events.len());
        let filter = self.extract.selection.in_words().join(" · ");
        let is_title =
            filter.trim_matches(['“', '”']).to_lowercase() == self.extract.title().to_lowercase();
        let filter = if is_title || filter.is_empty() {
            String::new()
        } else {
            capitalize(&filter) + "."
        };
        let some = format!("Of {all} events, these are the {here} that the sources make most of.");
        let some = if here < all { some } else { String::new() };
        self.words.say(join_filled(&[&filter, &some], " "))
    }

    /// The sentence, with footnotes for its citations; if it has none, for those of the accounts.
    fn prose(&self, page: &EventPage<'_>, sentence: &str) -> String {
        let cited = page.accounts.iter().map(|account| account.citation.clone());
        let cited: Vec<Citation<'_>> = cited.collect();
        let is_cited = |text: &str| {
            let mut cited = cited.iter();
            text.contains('¶') || cited.any(|cited| text.contains(&cited.to_string()))
        };
        let sentence = if is_cited(sentence) {
            sentence
        } else {
            &add_citations(sentence, &cited)
        };
        let mut out = String::new();
        let mut rest = sentence;
        while let Some((before, after)) = rest.split_once(']') {
            match before.rsplit_once('[').filter(|(_, inner)| is_cited(inner)) {
                Some((words, inner)) => {
                    out += &self.words.say(words.trim_end());
                    out += &self.words.refer(inner.to_owned());
                }
                None => out += &self.words.say(format!("{before}]")),
            }
            rest = after;
        }
        out + &self.words.say(rest)
    }

    /// The date in words, marked if it is inferred or the editor's; a footnote has the reference.
    fn date(&self, page: &EventPage<'_>) -> String {
        let (basis, reference) = match &page.dating {
            _ if page.extra.told_alone => ("", String::new()),
            _ if page.extra.dates_clash => (" (the sources differ)", String::new()),
            dating if dating.supplied.is_some() => {
                let reference = self.words.refer(page.dating_sentence());
                (" (supplied by the editor)", reference)
            }
            dating if dating.inferred.is_some() => (" (inferred)", String::new()),
            _ => ("", String::new()),
        };
        format!("**{}**{basis}{reference}", self.words.say(when(page)))
    }

    /// The answers, each with who gives it and where, and the editor's notes as footnotes.
    fn answers(&self, question: &QuestionReport<'_>) -> Vec<String> {
        let groups = question.worded_groups().into_iter().map(|group| {
            let answers = group.answers.iter();
            let cited: Vec<Citation<'_>> = answers.clone().map(|a| a.citation.clone()).collect();
            let places = format_citations(&cited);
            let places = self.words.say(places.trim_matches(['[', ']']));
            let notes = answers.map(|answer| self.words.note(answer.note)).unique();
            (
                places,
                self.words.say(group.text) + &notes.collect::<String>(),
            )
        });
        let by_place = groups.coalesce(|(places, text), (other, next)| {
            if places == other {
                Ok((places, format!("{text}; {next}")))
            } else {
                Err(((places, text), (other, next)))
            }
        });
        by_place
            .map(|(places, text)| format!("**{places}**: {text}"))
            .collect()
    }

    fn has_paragraphs(&self) -> bool {
        let mut sources = self.sources.iter();
        sources.any(|source| source.paragraphs.is_some())
    }

    /// Says that one source alone tells of an event; empty if several do, or there is only one.
    fn alone(&self, page: &EventPage<'_>) -> String {
        match &*page.row.sources.data {
            [only] if page.row.sources.extra > 1 && !page.extra.told_alone => {
                self.words.say(format!(" (only {only})"))
            }
            _ => String::new(),
        }
    }
}

/// A line for the list of references.
fn reference(source: &Source) -> String {
    let kind = source.kind.as_ref().map(|kind| format!(" ({kind})"));
    let title = || format!("“{}”.", source.name);
    let reference = source.reference().unwrap_or_else(title);
    let perspective = source.perspective.as_deref().unwrap_or_default();
    let line = format!("{}: {reference} {perspective}", kind.unwrap_or_default());
    line.trim_end().to_owned()
}
