//! A text that is written paragraph by paragraph and keeps what it cites.

use std::cell::OnceCell;
use std::collections::HashSet;

use itertools::Itertools;
use serde::Serialize;

use crate::model::citation::{Piece, pieces};
use crate::model::event::Event;
use crate::model::key::SourceKey;
use crate::model::source::Locator;
use crate::model::timeline::Timeline;
use crate::model::topic::Question;
use crate::report::Report;
use crate::report::event_row::{Cited, Perspective};

/// An answer in paragraphs.
pub type Prose<'a> = Report<Paragraphs<'a>, Heading>;

#[derive(Debug, Serialize)]
pub struct Paragraphs<'a> {
    pub paragraphs: Vec<Paragraph<'a>>,
}

#[derive(Debug)]
pub struct Heading {
    /// What kind of thing the prose is about.
    pub label: &'static str,
    pub title: String,
    /// What stands beside the title.
    pub aside: String,
}

/// A paragraph, and the places that it cites.
#[derive(Debug, Default, Serialize)]
pub struct Paragraph<'a> {
    /// The words, with their citations in brackets.
    pub text: String,
    /// Each place once, in the order of the first mention.
    pub citations: Vec<Cited<'a>>,
}

/// What was said of the events so far.
#[derive(Default)]
pub(super) struct Narration<'a> {
    /// The date that was said last, and the year in which it ends.
    pub(super) date: Option<(String, i32)>,
    /// Whether the last event was joined to the one before it.
    pub(super) joined: bool,
    /// Whether the last event ended in an argument.
    pub(super) argued: bool,
    /// The questions that were argued.
    pub(super) asked: Vec<&'a Question>,
}

/// Writes paragraphs on what all sources tell, or one alone.
pub struct Writer<'a> {
    pub perspective: Perspective<'a>,
    /// The words that tell common words from names. They are read when they are first needed, which
    /// takes long on a large timeline.
    pub(super) words: OnceCell<HashSet<&'a str>>,
    pub(super) narration: Narration<'a>,
    finished: Vec<Paragraph<'a>>,
    current: Paragraph<'a>,
    /// Words to put before the next sentence of the paragraph.
    opening: String,
}

impl<'a> Writer<'a> {
    pub fn new(timeline: &'a Timeline, told_by: Option<SourceKey>) -> Self {
        Self {
            perspective: Perspective::new(timeline, told_by),
            words: OnceCell::new(),
            narration: Narration::default(),
            finished: Vec::new(),
            current: Paragraph::default(),
            opening: String::new(),
        }
    }

    pub fn new_paragraph(&mut self) {
        self.opening.clear();
        if !self.current.text.is_empty() {
            self.finished.push(std::mem::take(&mut self.current));
        }
    }

    /// What stands in the current paragraph.
    pub fn text(&self) -> &str {
        &self.current.text
    }

    /// All paragraphs, under a title.
    pub fn finish(mut self, label: &'static str, title: &str, aside: String) -> Prose<'a> {
        self.new_paragraph();
        Report {
            data: Paragraphs {
                paragraphs: self.finished,
            },
            aside: Heading {
                label,
                title: title.to_owned(),
                aside,
            },
        }
    }

    /// Puts these words before what follows in the paragraph; drops them if nothing follows.
    pub fn open(&mut self, words: &str) {
        words.clone_into(&mut self.opening);
    }

    /// Adds words, and counts the paragraphs that they cite.
    pub fn say(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        for words in [&*std::mem::take(&mut self.opening), words] {
            if !words.is_empty() && !self.current.text.is_empty() {
                self.current.text.push(' ');
            }
            self.current.text.push_str(words);
        }
        for (id, paragraph) in citations(words).flatten() {
            let mut sources = self.perspective.timeline.sources.iter();
            if let (Some(source), Some(_)) = (sources.find(|source| *source.id == *id), paragraph) {
                self.count(Cited {
                    source: &source.id,
                    paragraph,
                    page: None,
                });
            }
        }
    }

    /// Adds a sentence with the places that it rests on, in brackets before its full stop.
    pub fn cite(&mut self, sentence: &str, places: impl IntoIterator<Item = &'a Locator>) {
        let cited = self.cited(places);
        self.say(&add_citations(sentence, &cited));
        for place in cited {
            self.count(place);
        }
    }

    /// Where an event is told.
    pub fn places(&self, event: &'a Event) -> Vec<&'a Locator> {
        let accounts = self.perspective.accounts(event);
        accounts.map(|account| &account.told.at).collect()
    }

    /// The places, each with the id of its source.
    pub fn cited(&self, places: impl IntoIterator<Item = &'a Locator>) -> Vec<Cited<'a>> {
        let cited = |at| Cited::new(self.perspective.timeline, at);
        places.into_iter().map(cited).collect()
    }

    /// Puts another mark in the place of the full stop, for a sentence that goes on.
    pub fn go_on_after(&mut self, mark: &str) {
        if self.current.text.ends_with('.') {
            self.current.text.pop();
            self.current.text.push_str(mark);
        }
    }

    /// Counts a place as cited.
    pub fn count(&mut self, cited: Cited<'a>) {
        if !self.current.citations.contains(&cited) {
            self.current.citations.push(cited);
        }
    }
}

/// What each pair of brackets in a text cites: sources with paragraphs.
pub fn citations(text: &str) -> impl Iterator<Item = Vec<(&str, Option<u32>)>> {
    let pieces = pieces(text).into_iter();
    pieces.filter_map(|piece| match piece {
        Piece::Cites(_, cited) => Some(cited),
        Piece::Words(_) => None,
    })
}

/// The sentence with citations in brackets before its full stop.
pub fn add_citations(sentence: &str, cited: &[Cited<'_>]) -> String {
    if cited.is_empty() {
        return sentence.to_owned();
    }
    let sentence = sentence.trim_end();
    let words = sentence.strip_suffix(['.', '!', '?']).unwrap_or(sentence);
    let stop = &sentence[words.len()..];
    let stop = if stop.is_empty() { "." } else { stop };
    format!("{words} {}{stop}", brackets(cited))
}

/// `[a ¶5, ¶7; b p. 3]`: sources in the order of the first mention, places sorted.
pub fn brackets(cited: &[Cited<'_>]) -> String {
    let first_mention = |source: &str| cited.iter().position(|at| at.source == source);
    let mut places = cited.to_vec();
    places.sort_by_key(|at| (first_mention(at.source), at.paragraph, at.page));
    places.dedup();
    let by_source = places.chunk_by(|a, b| a.source == b.source);
    let mut by_source = by_source.map(|of_source| {
        let places = of_source.iter().map(Cited::place).join(", ");
        format!("{} {places}", of_source[0].source)
    });
    format!("[{}]", by_source.join("; "))
}

/// Splits a text after each full stop and blank, except in brackets.
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
                // "St. Petersburg", "J. Stalin": a short word with a capital before the stop.
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

    fn at(source: &'static str, paragraph: u32) -> Cited<'static> {
        Cited {
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
