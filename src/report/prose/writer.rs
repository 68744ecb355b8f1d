//! Writes prose paragraph by paragraph, and records what it cites.

use std::cell::OnceCell;
use std::collections::HashSet;

use itertools::Itertools;
use serde::Serialize;

use crate::model::citation::{CitationPart, split_citations};
use crate::model::event::Event;
use crate::model::key::SourceKey;
use crate::model::source::Locator;
use crate::model::timeline::Timeline;
use crate::model::topic::Question;
use crate::report::Report;
use crate::report::event_row::{Citation, Perspective};

/// A report in paragraphs.
pub type Prose<'a> = Report<Paragraphs<'a>, ProseHeading>;

#[derive(Debug, Serialize)]
pub struct Paragraphs<'a> {
    pub paragraphs: Vec<Paragraph<'a>>,
}

#[derive(Debug)]
pub struct ProseHeading {
    /// The kind of subject, such as `event`.
    pub label: &'static str,
    pub title: String,
    /// Text beside the title, such as a date.
    pub note: String,
    /// How much of the whole this is, and the command that writes all of it.
    pub more: Option<(String, String)>,
}

/// A paragraph and its citations.
#[derive(Debug, Default, Serialize)]
pub struct Paragraph<'a> {
    /// The text, with citations in brackets.
    pub text: String,
    /// Without duplicates, in order of first mention.
    pub citations: Vec<Citation<'a>>,
}

/// What was written about the events so far, to avoid repetition.
#[derive(Default)]
pub(super) struct Narration<'a> {
    /// The last date phrase, and the year in which that date ends.
    pub(super) date: Option<(String, i32)>,
    /// Whether the last event was joined to the previous one by a connective.
    pub(super) joined: bool,
    /// The questions that were already written.
    pub(super) questions: Vec<&'a Question>,
}

/// Writes paragraphs from the perspective of all sources, or of one.
pub struct Writer<'a> {
    pub perspective: Perspective<'a>,
    /// The words that distinguish common words from names. Collected on first use, because that is
    /// slow on a large timeline.
    pub(super) words: OnceCell<HashSet<&'a str>>,
    pub(super) narration: Narration<'a>,
    finished: Vec<Paragraph<'a>>,
    current: Paragraph<'a>,
    /// Text to insert before the next sentence of the paragraph.
    pending: String,
}

impl<'a> Writer<'a> {
    pub fn new(timeline: &'a Timeline, told_by: Option<SourceKey>) -> Self {
        Self {
            perspective: Perspective::new(timeline, told_by),
            words: OnceCell::new(),
            narration: Narration::default(),
            finished: Vec::new(),
            current: Paragraph::default(),
            pending: String::new(),
        }
    }

    pub fn new_paragraph(&mut self) {
        self.pending.clear();
        if !self.current.text.is_empty() {
            self.finished.push(std::mem::take(&mut self.current));
        }
    }

    /// The text of the current paragraph.
    pub fn text(&self) -> &str {
        &self.current.text
    }

    /// Returns all paragraphs, under a heading.
    pub fn finish(mut self, label: &'static str, title: &str, note: String) -> Prose<'a> {
        self.new_paragraph();
        Report {
            data: Paragraphs {
                paragraphs: self.finished,
            },
            extra: ProseHeading {
                label,
                title: title.to_owned(),
                note,
                more: None,
            },
        }
    }

    /// Sets text to insert before the next sentence of the paragraph; dropped if there is none.
    pub fn open(&mut self, words: &str) {
        words.clone_into(&mut self.pending);
    }

    /// Appends text, and records the paragraphs that it cites.
    pub fn append(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        for words in [&*std::mem::take(&mut self.pending), words] {
            if !words.is_empty() && !self.current.text.is_empty() {
                self.current.text.push(' ');
            }
            self.current.text.push_str(words);
        }
        for (id, paragraph) in parse_citations(words).flatten() {
            let mut sources = self.perspective.timeline.sources.iter();
            if let (Some(source), Some(_)) = (sources.find(|source| *source.id == *id), paragraph) {
                self.record_citation(Citation {
                    source: &source.id,
                    paragraph,
                    page: None,
                });
            }
        }
    }

    /// Appends a sentence with citations in brackets before its full stop.
    pub fn cite(&mut self, sentence: &str, locators: impl IntoIterator<Item = &'a Locator>) {
        let cited = self.citations(locators);
        self.append(&add_citations(sentence, &cited));
        for place in cited {
            self.record_citation(place);
        }
    }

    /// The locators of an event's accounts, as far as they are shown.
    pub fn locators(&self, event: &'a Event) -> Vec<&'a Locator> {
        let accounts = self.perspective.accounts(event);
        accounts.map(|account| &account.claim.locator).collect()
    }

    /// The citations of locators.
    pub fn citations(&self, locators: impl IntoIterator<Item = &'a Locator>) -> Vec<Citation<'a>> {
        let cited = |at| Citation::new(self.perspective.timeline, at);
        locators.into_iter().map(cited).collect()
    }

    /// Replaces the last full stop by `mark`, so that the sentence can continue.
    pub fn replace_full_stop(&mut self, mark: &str) {
        if self.current.text.ends_with('.') {
            self.current.text.pop();
            self.current.text.push_str(mark);
        }
    }

    /// Records a citation of the paragraph, once.
    pub fn record_citation(&mut self, cited: Citation<'a>) {
        if !self.current.citations.contains(&cited) {
            self.current.citations.push(cited);
        }
    }
}

/// The citations in each pair of brackets in a text: source ids with paragraphs.
pub fn parse_citations(text: &str) -> impl Iterator<Item = Vec<(&str, Option<u32>)>> {
    let pieces = split_citations(text).into_iter();
    pieces.filter_map(|piece| match piece {
        CitationPart::Cites(_, cited) => Some(cited),
        CitationPart::Words(_) => None,
    })
}

/// The sentence with citations in brackets before its full stop.
pub fn add_citations(sentence: &str, cited: &[Citation<'_>]) -> String {
    if cited.is_empty() {
        return sentence.to_owned();
    }
    let sentence = sentence.trim_end();
    let words = sentence.strip_suffix(['.', '!', '?']).unwrap_or(sentence);
    let stop = &sentence[words.len()..];
    let stop = if stop.is_empty() { "." } else { stop };
    format!("{words} {}{stop}", format_citations(cited))
}

/// Citations as text, `[a ¶5, ¶7; b p. 3]`: sources in order of first mention, locators sorted.
pub fn format_citations(cited: &[Citation<'_>]) -> String {
    let first_mention = |source: &str| cited.iter().position(|at| at.source == source);
    let mut locators = cited.to_vec();
    locators.sort_by_key(|at| (first_mention(at.source), at.paragraph, at.page));
    locators.dedup();
    let by_source = locators.chunk_by(|a, b| a.source == b.source);
    let mut by_source = by_source.map(|of_source| {
        let locators = of_source.iter().map(Citation::passage).join(", ");
        format!("{} {locators}", of_source[0].source)
    });
    format!("[{}]", by_source.join("; "))
}

/// Splits a text into sentences. Ignores full stops in brackets and after
/// capitalized words of one or two letters, which are taken for initials.
pub fn split_sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut from = 0;
    let mut depth = 0_i32;
    for (i, c) in text.char_indices() {
        match c {
            '[' | '(' => depth += 1,
            ']' | ')' => depth -= 1,
            '.' | '!' | '?' if depth <= 0 => {
                let next = text[i + 1..].trim_start_matches(['"', '”', '’', '\'']);
                let begins = next.trim_start();
                let begins_anew = next.starts_with(' ')
                    && begins.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
                // "St. Petersburg", "J. Stalin": a short capitalized word before the stop.
                let word = text[from..i].rsplit(' ').next().unwrap_or_default();
                let is_initial = word.chars().count() <= 2 && word.starts_with(char::is_uppercase);
                if begins_anew && !is_initial {
                    let end = text.len() - next.len();
                    sentences.push(text[from..end].trim());
                    from = end;
                }
            }
            _ => {}
        }
    }
    sentences.push(text[from..].trim());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(source: &'static str, paragraph: u32) -> Citation<'static> {
        Citation {
            source,
            paragraph: Some(paragraph),
            page: None,
        }
    }

    #[test]
    fn citations_stand_before_the_full_stop_grouped_by_source() {
        let cited = [at("a", 7), at("b", 3), at("a", 5), at("a", 7)];
        assert_eq!(
            add_citations("He fell.", &cited),
            "He fell [a ¶5, ¶7; b ¶3]."
        );
        assert_eq!(add_citations("He fell", &[]), "He fell");
    }

    #[test]
    fn sentences_end_with_a_full_stop_and_not_with_an_initial() {
        assert_eq!(
            split_sentences("He fell [a ¶1. Or 2]. In 1953 J. Stalin died. 3,000 wept."),
            [
                "He fell [a ¶1. Or 2].",
                "In 1953 J. Stalin died.",
                "3,000 wept."
            ]
        );
    }
}
