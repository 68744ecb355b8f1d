//! The handout: the key events with a sentence each, what the sources disagree about, references.

use std::cmp::Reverse;

use askama::Template;
use itertools::Itertools as _;

use crate::model::agreement::{self, Compatibility, Verdict};
use crate::model::citation::{CitationPart, split_citations};
use crate::model::date::Match;
use crate::model::event::EventKind;
use crate::model::source::Source;
use crate::report::comparison::{AnswerGroup, QuestionReport, QuestionSelection, question_report};
use crate::report::event::EventPage;
use crate::report::extract::Extract;
use crate::report::prose::Writer;

use super::super::text::telling_sources;
use super::{Words, when};

/// The most events, and the most questions that are not in conflict.
const EVENTS: usize = 20;
const QUESTIONS: usize = 8;

#[derive(Template)]
#[template(path = "handout.md", config = "src/export/templates/askama.toml")]
pub struct Handout<'e, 'a> {
    extract: &'e Extract<'a>,
    /// The weightiest events in the order of time, each with its sentence.
    events: Vec<(&'e EventPage<'a>, String)>,
    /// What the sources disagree about: questions in conflict, then those on which they differ.
    chapters: [(&'static str, Vec<QuestionReport<'a>>); 2],
    /// The number of questions on which they differ that are left out.
    left_out: usize,
    /// The sources that the handout names.
    sources: Vec<&'a Source>,
    words: Words,
}

pub fn handout<'e, 'a>(extract: &'e Extract<'a>, words: Words) -> Handout<'e, 'a> {
    let timeline = extract.timeline;
    let writer = Writer::new(timeline, extract.perspective.told_by);
    let pages = extract.events.iter().zip(&extract.keys).enumerate();
    let weightiest = pages.sorted_by_key(|(_, (page, _))| {
        let is_condition = page.row.kind == EventKind::Condition;
        (
            is_condition,
            page.row.matching == Match::Possible,
            Reverse(page.row.weight),
        )
    });
    let events = weightiest.take(EVENTS).sorted_by_key(|(place, _)| *place);
    let events = events.map(|(_, (page, key))| (page, writer.summary_sentence(&timeline[*key])));
    let events: Vec<_> = events.collect();
    let about = timeline.questions_about(&extract.keys);
    let reports =
        about
            .filter(|_| extract.perspective.told_by.is_none())
            .map(|(topic, question)| {
                let agreement = agreement::compute(question);
                question_report(
                    timeline,
                    topic,
                    question,
                    &agreement,
                    QuestionSelection::default(),
                )
            });
    let (conflicts, others): (Vec<_>, Vec<_>) =
        reports.partition(|report| report.verdict == Verdict::Conflict);
    // A day and its month do not differ in anything that matters here.
    let differ = others
        .into_iter()
        .filter(|report| report.how.is_some_and(|how| how != Compatibility::Refines));
    let mut differ: Vec<_> = differ.sorted_by_key(|report| report.how).collect();
    let left_out = differ.len().saturating_sub(QUESTIONS);
    differ.truncate(QUESTIONS);
    let answers = conflicts
        .iter()
        .chain(&differ)
        .flat_map(|report| &report.answers);
    let named = events
        .iter()
        .flat_map(|(page, _)| page.row.sources.iter().copied());
    let named: Vec<&str> = named
        .chain(answers.map(|answer| answer.citation.source))
        .collect();
    let sources = telling_sources(extract).map(|(_, source)| source);
    Handout {
        extract,
        sources: sources
            .filter(|source| named.contains(&&*source.id))
            .collect(),
        events,
        chapters: [
            ("Where the sources contradict each other", conflicts),
            ("Where they differ, and can all be right", differ),
        ],
        left_out,
        words,
    }
}

impl Handout<'_, '_> {
    /// The sentence, with a footnote for each pair of brackets.
    fn prose(&self, text: &str) -> String {
        let mut out = String::new();
        for part in split_citations(text) {
            match part {
                CitationPart::Words(words) => out += &self.words.say(words),
                CitationPart::Cites(brackets, _) => {
                    out.truncate(out.trim_end().len());
                    out += &self
                        .words
                        .refer(brackets.trim_matches(['[', ']']).to_owned());
                }
            }
        }
        out
    }

    /// A footnote on the basis of a date that no source states; empty for one that a source states.
    fn dating(&self, page: &EventPage<'_>) -> String {
        let is_stated = page.dating.citation.is_some() || page.extra.told_alone;
        if is_stated {
            String::new()
        } else {
            self.words.refer(page.dating_sentence())
        }
    }

    /// Who gives an answer, with a footnote that says where, and the editor's notes.
    fn given_by(&self, group: &AnswerGroup<'_, '_>) -> String {
        let answers = group.answers.iter();
        let names = answers
            .clone()
            .map(|answer| answer.citation.source)
            .unique()
            .join(", ");
        let places = answers
            .clone()
            .map(|answer| answer.citation.to_string())
            .unique()
            .join("; ");
        let notes: String = answers
            .map(|answer| self.words.note(answer.note))
            .unique()
            .collect();
        format!(
            "{}{}{notes}",
            self.words.say(names),
            self.words.refer(places)
        )
    }

    /// Says that one source alone tells of an event; empty if several do, or there is only one.
    fn alone(&self, page: &EventPage<'_>) -> String {
        match &*page.row.sources.data {
            [only] if page.row.sources.extra > 1 && !page.extra.told_alone => {
                self.words.say(format!(" (Only {only} tells of it.)"))
            }
            _ => String::new(),
        }
    }
}

/// A line for the list of references.
fn reference(source: &Source) -> String {
    let reference = source
        .reference()
        .unwrap_or_else(|| format!("“{}”.", source.name));
    let kind = source.kind.as_ref().map(|kind| format!(" ({kind})"));
    let perspective = source.perspective.as_ref().map(|text| format!(" {text}"));
    format!(
        "{reference}{}{}",
        kind.unwrap_or_default(),
        perspective.unwrap_or_default()
    )
}
