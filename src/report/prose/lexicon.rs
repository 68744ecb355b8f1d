//! Which words a timeline writes with a small letter, to tell common words from names.

use std::collections::HashSet;

use crate::model::timeline::Timeline;

use super::phrases::contains_word;

/// Words that begin a sentence and are no names, whatever follows them.
const JOINING: &str = "a according after against all although among an and another any as at \
    because before behind besides between both but by despite during each even every few five \
    for four from he her his how however hundreds if in instead it its later like many more most \
    nearly neither next no nobody not nothing of on once one only others our over part several \
    she since so some soon such that the their then there these they this those though thousands \
    three through thus to towards two under until unlike what whatever when where whether which \
    while who whom whose why with within without";

/// The words that a timeline writes with a small letter, to tell common words from names.
#[derive(Default)]
pub struct Lexicon {
    common: HashSet<String>,
    proper: HashSet<String>,
}

impl Lexicon {
    /// Reads all summaries, accounts and answers.
    pub fn new(timeline: &Timeline) -> Self {
        let mut common = HashSet::new();
        let mut proper = HashSet::new();
        let mut read = |text: &str| {
            let mut begins = true;
            for part in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
                let word = part.trim_end_matches(|c: char| !c.is_alphanumeric());
                if word.starts_with(char::is_lowercase) && !common.contains(word) {
                    common.insert(word.to_owned());
                } else if !begins && word.starts_with(char::is_uppercase) && !proper.contains(word)
                {
                    proper.insert(word.to_owned());
                }
                // A blank after a full stop does not change that a sentence begins.
                begins =
                    part.ends_with(['.', '!', '?', ':', '“', '"']) || (begins && word.is_empty());
            }
        };
        for event in timeline.events.iter() {
            event.summary.as_deref().map(&mut read);
            let accounts = event.accounts.iter();
            let says = accounts.filter_map(|account| account.told.says.as_deref());
            says.for_each(&mut read);
        }
        let questions = timeline.topics.iter().flat_map(|topic| &topic.questions);
        let answers = questions.flat_map(|question| &question.answers);
        let says = answers.filter_map(|answer| answer.told.says.as_deref());
        says.for_each(&mut read);
        let people = timeline.people.iter().map(|person| &person.name);
        let places = timeline.places.iter().map(|place| &place.name);
        for name in people.chain(places) {
            proper.extend(name.split(' ').map(str::to_owned));
        }
        proper.extend(timeline.sources.iter().map(|source| source.id.to_string()));
        Self { common, proper }
    }

    /// Returns the sentence as it continues another: with a small letter, unless it begins with a
    /// name.
    pub fn mid_sentence(&self, sentence: &str) -> String {
        let first = sentence
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let mut chars = first.chars();
        let Some(initial) = chars.next() else {
            return sentence.to_owned();
        };
        let small: String = initial.to_lowercase().chain(chars).collect();
        let rest = &sentence[first.len()..];
        // Two large letters in a row, as in "Central Committee", make a name.
        let next_is_large = rest.trim_start().starts_with(char::is_uppercase);
        let joins = contains_word(JOINING, &small);
        let common = self.knows(&small) && !next_is_large;
        if joins || common || !self.proper.contains(first) {
            format!("{small}{rest}")
        } else {
            sentence.to_owned()
        }
    }

    /// Whether the timeline writes the word, or its other number, with a small letter.
    fn knows(&self, word: &str) -> bool {
        let singular = word.strip_suffix('s').unwrap_or(word);
        self.common.contains(word)
            || self.common.contains(singular)
            || self.common.contains(&format!("{word}s"))
    }
}
