//! A text that is written paragraph by paragraph and keeps what it cites.

use std::collections::HashSet;

use serde::Serialize;

use crate::model::citation::{Piece, pieces};
use crate::model::key::SourceKey;
use crate::model::source::Locator;
use crate::model::timeline::Timeline;
use crate::report::Report;
use crate::report::event_row::{Cited, Perspective};

use super::Lexicon;

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

/// Writes paragraphs on what all sources tell, or one alone.
pub struct Writer<'a> {
    pub perspective: Perspective<'a>,
    pub lexicon: Lexicon,
    finished: Vec<Paragraph<'a>>,
    current: Paragraph<'a>,
}

impl<'a> Writer<'a> {
    pub fn new(timeline: &'a Timeline, told_by: Option<SourceKey>) -> Self {
        Self {
            lexicon: Lexicon::new(timeline),
            ..Self::without_lexicon(timeline, told_by)
        }
    }

    /// A writer of whole sentences only. The lexicon is made from all texts of the timeline, which
    /// takes long on a large one.
    pub fn without_lexicon(timeline: &'a Timeline, told_by: Option<SourceKey>) -> Self {
        Self {
            perspective: Perspective::new(timeline, told_by),
            lexicon: Lexicon::default(),
            finished: Vec::new(),
            current: Paragraph::default(),
        }
    }

    pub fn new_paragraph(&mut self) {
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

    /// Adds words, and counts the paragraphs that they cite.
    pub fn say(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        if !self.current.text.is_empty() {
            self.current.text.push(' ');
        }
        self.current.text.push_str(words);
        for piece in pieces(words) {
            let Piece::Cites(_, cited) = piece else {
                continue;
            };
            for (id, number) in cited {
                let mut sources = self.perspective.timeline.sources.iter();
                let source = sources.find(|source| *source.id == *id);
                if let (Some(source), Some(number)) = (source, number) {
                    self.count(Cited {
                        source: &source.id,
                        paragraph: Some(number),
                        page: None,
                    });
                }
            }
        }
    }

    /// Adds a sentence with the places that it rests on, in brackets before its full stop.
    pub fn cite(&mut self, sentence: &str, places: impl IntoIterator<Item = &'a Locator>) {
        let cited = self.cited(places);
        self.say(&add_citations(sentence, &cited));
        for cited in cited {
            self.count(cited);
        }
    }

    /// The places, each with the id of its source.
    pub fn cited(&self, places: impl IntoIterator<Item = &'a Locator>) -> Vec<Cited<'a>> {
        let places = places.into_iter();
        places
            .map(|at| Cited::new(self.perspective.timeline, at))
            .collect()
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

/// The sentence with citations in brackets before its full stop.
pub fn add_citations(sentence: &str, cited: &[Cited<'_>]) -> String {
    if cited.is_empty() {
        return sentence.to_owned();
    }
    let sentence = sentence.trim_end();
    let (words, stop) = match sentence.strip_suffix(['.', '!', '?']) {
        Some(words) => (words, &sentence[words.len()..]),
        None => (sentence, "."),
    };
    format!("{words} {}{stop}", brackets(cited))
}

/// `[a ¶5, ¶7; b p. 3]`: sources in the order of the first mention, places sorted.
fn brackets(cited: &[Cited<'_>]) -> String {
    let mut sources: Vec<&str> = cited.iter().map(|cited| cited.source).collect();
    let mut seen = HashSet::new();
    sources.retain(|source| seen.insert(*source));
    let of_source = |source: &str| {
        let mut places: Vec<_> = cited.iter().filter(|at| at.source == source).collect();
        places.sort_by_key(|at| (at.paragraph, at.page));
        places.dedup();
        let places: Vec<String> = places.into_iter().map(Cited::place).collect();
        format!("{source} {}", places.join(", "))
    };
    let of_sources: Vec<String> = sources.into_iter().map(of_source).collect();
    format!("[{}]", of_sources.join("; "))
}

/// Splits a text after each full stop and blank, except in brackets.
pub fn split_sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut from = 0;
    let mut depth = 0_i32;
    let bytes = text.as_bytes();
    for (i, byte) in bytes.iter().enumerate() {
        match byte {
            b'[' | b'(' => depth += 1,
            b']' | b')' => depth -= 1,
            b'.' | b'!' | b'?' if depth <= 0 => {
                let next = text[i + 1..].trim_start_matches(['"', '”', '’', '\'']);
                let begins_anew = next.starts_with(' ')
                    && next
                        .trim_start()
                        .starts_with(|c: char| c.is_uppercase() || c.is_numeric());
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
    let rest = text[from..].trim();
    if !rest.is_empty() {
        sentences.push(rest);
    }
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
