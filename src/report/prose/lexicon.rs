//! Which words a timeline writes with a small letter, to tell common words from names.

use std::cell::OnceCell;
use std::collections::HashSet;

use crate::model::timeline::Timeline;

/// Words that begin a sentence and are no names, whatever follows them.
const JOINING: &str = "a according after against all although among an and another any as at \
    because before behind besides between both but by despite during each even every few five \
    for four from he her his how however hundreds if in instead it its later like many more most \
    nearly neither next no nobody not nothing of on once one only others our over part several \
    she since so some soon such that the their then there these they this those though thousands \
    three through thus to towards two under until unlike what whatever when where whether which \
    while who whom whose why with within without";

/// The words of a timeline. They are read when they are first needed, which takes long on a large
/// timeline.
pub struct Lexicon<'a> {
    timeline: &'a Timeline,
    words: OnceCell<Words<'a>>,
}

#[derive(Default)]
struct Words<'a> {
    /// Written with a small letter somewhere.
    common: HashSet<&'a str>,
    /// Written with a capital inside a sentence, or part of a name.
    proper: HashSet<&'a str>,
}

impl<'a> Lexicon<'a> {
    pub fn new(timeline: &'a Timeline) -> Self {
        Self {
            timeline,
            words: OnceCell::new(),
        }
    }

    /// Returns the sentence as it continues another: with a small letter, unless it begins with a
    /// name.
    pub fn mid_sentence(&self, sentence: &str) -> String {
        let words = self.words.get_or_init(|| Words::read_all(self.timeline));
        let end = sentence.find(|c: char| !c.is_alphanumeric());
        let (first, rest) = sentence.split_at(end.unwrap_or(sentence.len()));
        let mut chars = first.chars();
        let initial = chars.next().into_iter().flat_map(char::to_lowercase);
        let small: String = initial.chain(chars).collect();
        // Two large letters in a row, as in "Central Committee", make a name.
        let next_is_large = rest.trim_start().starts_with(char::is_uppercase);
        let is_common = JOINING.split(' ').any(|word| word == small)
            || !words.proper.contains(first)
            || (!next_is_large && words.has_common(&small));
        if is_common {
            small + rest
        } else {
            sentence.to_owned()
        }
    }
}

impl<'a> Words<'a> {
    /// Reads all summaries, accounts and answers, and the names of people and places.
    fn read_all(timeline: &'a Timeline) -> Self {
        let mut words = Self::default();
        for event in &timeline.events {
            words.read(event.summary.as_deref());
            for account in &event.accounts {
                words.read(account.told.says.as_deref());
            }
        }
        for question in timeline.topics.iter().flat_map(|topic| &topic.questions) {
            for answer in &question.answers {
                words.read(answer.told.says.as_deref());
            }
        }
        let people = timeline.people.iter().map(|person| &person.name);
        let names = people.chain(timeline.places.iter().map(|place| &place.name));
        words.proper.extend(names.flat_map(|name| name.split(' ')));
        let ids = timeline.sources.iter().map(|source| &*source.id);
        words.proper.extend(ids);
        words
    }

    fn read(&mut self, text: Option<&'a str>) {
        let mut begins_sentence = true;
        let parts = text.unwrap_or_default();
        for part in parts.split_inclusive(|c: char| !c.is_alphanumeric()) {
            let word = part.trim_end_matches(|c: char| !c.is_alphanumeric());
            if word.starts_with(char::is_lowercase) {
                self.common.insert(word);
            } else if !begins_sentence && word.starts_with(char::is_uppercase) {
                self.proper.insert(word);
            }
            // A blank after a full stop does not change that a sentence begins.
            begins_sentence = part.ends_with(['.', '!', '?', ':', '“', '"'])
                || (begins_sentence && word.is_empty());
        }
    }

    /// Whether the word, or its other number, is written with a small letter somewhere.
    fn has_common(&self, word: &str) -> bool {
        let singular = word.strip_suffix('s').unwrap_or(word);
        [word, singular, &format!("{word}s")]
            .iter()
            .any(|form| self.common.contains(form))
    }
}
