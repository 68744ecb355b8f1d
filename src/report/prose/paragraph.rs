//! A paragraph that keeps what it cites.

use serde::Serialize;

use crate::model::citation::{Piece, pieces};
use crate::model::timeline::Timeline;
use crate::report::part::Cited;

/// A paragraph of prose, and the places that it cites, each once.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Paragraph<'a> {
    /// The words, with their citations in brackets.
    pub text: String,
    /// What is cited, in the order of the first mention.
    pub citations: Vec<Cited<'a>>,
}

impl<'a> Paragraph<'a> {
    /// Adds words, with a blank before them where they follow others. Citations in them count.
    pub fn say(&mut self, timeline: &'a Timeline, words: &str) {
        if words.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(words);
        for piece in pieces(words) {
            let Piece::Cites(_, cited) = piece else {
                continue;
            };
            for (id, number) in cited {
                let source = timeline.sources.iter().find(|source| *source.id == *id);
                if let (Some(source), Some(number)) = (source, number) {
                    self.note(&Cited {
                        source: &source.id,
                        paragraph: Some(number),
                        page: None,
                    });
                }
            }
        }
    }

    /// Adds a sentence and the places that it rests on, in brackets before its full stop.
    pub fn say_citing(&mut self, timeline: &'a Timeline, sentence: &str, cited: &[Cited<'a>]) {
        self.say(timeline, &citing(sentence, cited));
        for cited in cited {
            self.note(cited);
        }
    }

    /// Joins another paragraph to this one.
    pub fn join(&mut self, other: Self) {
        if !self.text.is_empty() && !other.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(&other.text);
        for cited in other.citations {
            self.note(&cited);
        }
    }

    /// Counts places without a number as cited, where the words name them; those with one are
    /// found in the words.
    pub fn keep(&mut self, places: impl Iterator<Item = Cited<'a>>) {
        for cited in places {
            let named = |page: &str| {
                self.text.contains(&format!("{} ", cited.source)) && self.text.contains(page)
            };
            if cited.page.is_some_and(named) {
                self.note(&cited);
            }
        }
    }

    fn note(&mut self, cited: &Cited<'a>) {
        if !self.citations.contains(cited) {
            self.citations.push(cited.clone());
        }
    }
}

/// The sentence with citations in brackets before its full stop.
pub fn citing(sentence: &str, cited: &[Cited<'_>]) -> String {
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
    let mut by_source: Vec<(&str, Vec<&Cited<'_>>)> = Vec::new();
    for cite in cited {
        match by_source
            .iter_mut()
            .find(|(source, _)| *source == cite.source)
        {
            Some((_, places)) if !places.contains(&cite) => places.push(cite),
            Some(_) => {}
            None => by_source.push((cite.source, vec![cite])),
        }
    }
    let of_sources: Vec<String> = by_source
        .into_iter()
        .map(|(source, mut places)| {
            places.sort_by_key(|cite| (cite.paragraph, cite.page));
            let places: Vec<String> = places.into_iter().map(Cited::place).collect();
            format!("{source} {}", places.join(", "))
        })
        .collect();
    format!("[{}]", of_sources.join("; "))
}

/// The sentences of a text: it is parted after a full stop and a blank, brackets aside.
pub fn sentences(text: &str) -> Vec<&str> {
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
        assert_eq!(citing("He fell.", &cited), "He fell [a ¶5, ¶7; b ¶3].");
        assert_eq!(citing("He fell", &[]), "He fell");
    }

    #[test]
    fn sentences_end_with_a_full_stop_and_not_with_an_initial() {
        assert_eq!(
            sentences("He fell [a ¶1. Or 2]. In 1953 J. Stalin died. 3,000 wept."),
            [
                "He fell [a ¶1. Or 2].",
                "In 1953 J. Stalin died.",
                "3,000 wept."
            ]
        );
    }
}
