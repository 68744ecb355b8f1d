//! Distinguishes common words from names by how the timeline capitalizes them.

use std::collections::HashSet;

use crate::model::timeline::Timeline;

use super::Writer;

/// Words that are never names at the beginning of a sentence, whatever follows them.
const NEVER_NAMES: &str = "a according after against all although among an and another any as at \
    because before behind besides between both but by despite during each even every few five \
    for four from he her his how however hundreds if in instead it its later like many more most \
    nearly neither next no nobody not nothing of on once one only others our over part several \
    she since so some soon such that the their then there these they this those though thousands \
    three through thus to towards two under until unlike what whatever when where whether which \
    while who whom whose why with within without";

impl Writer<'_> {
    /// The sentence for use within another: with a lower-case initial, unless it begins with a
    /// name, or with a word that the timeline writes nowhere else.
    pub fn mid_sentence(&self, sentence: &str) -> String {
        self.try_mid_sentence(sentence)
            .unwrap_or_else(|| sentence.to_owned())
    }

    /// The same; `None` if it cannot be known whether the sentence begins with a name.
    pub fn try_mid_sentence(&self, sentence: &str) -> Option<String> {
        let read = || read_words(self.perspective.timeline);
        let words = self.words.get_or_init(read);
        let end = sentence.find(|c: char| !c.is_alphanumeric());
        let (first, rest) = sentence.split_at(end.unwrap_or(sentence.len()));
        let mut chars = first.chars();
        let initial = chars.next().into_iter().flat_map(char::to_lowercase);
        let small: String = initial.chain(chars).collect();
        let singular = small.strip_suffix('s').unwrap_or(&small);
        let forms = [&small, singular, &format!("{small}s")];
        // Two capitalized words in a row, such as "Central Committee", are a name.
        let next_is_large = rest.trim_start().starts_with(char::is_uppercase);
        if NEVER_NAMES.split(' ').any(|word| word == small)
            || (!next_is_large && forms.iter().any(|form| words.contains(form)))
        {
            Some(small + rest)
        } else {
            words.contains(first).then(|| sentence.to_owned())
        }
    }
}

/// The words of a timeline whose case is meaningful: lower-case words, and words capitalized inside
/// a sentence. They come from summaries, accounts and answers, from the names of people and places,
/// and from source ids.
fn read_words(timeline: &Timeline) -> HashSet<&str> {
    let says = timeline.claims().filter_map(|claim| claim.says.as_deref());
    let events = timeline.events.iter();
    let summaries = events.flat_map(|event| {
        let summary = event.summary.as_deref();
        summary.into_iter().chain([&*event.title])
    });
    let people = timeline.people.iter().map(|person| &*person.name);
    let names = people.chain(timeline.places.iter().map(|place| &*place.name));
    let ids = timeline.sources.iter().map(|source| &*source.id);
    let mut words: HashSet<&str> = names.flat_map(|name| name.split(' ')).chain(ids).collect();
    for text in summaries.chain(says) {
        let mut begins_sentence = true;
        for part in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
            let word = part.trim_end_matches(|c: char| !c.is_alphanumeric());
            if word
                .starts_with(|c: char| c.is_lowercase() || (c.is_uppercase() && !begins_sentence))
            {
                words.insert(word);
            }
            // A separator without a word leaves the position at the beginning of a sentence.
            begins_sentence = part.ends_with(['.', '!', '?', ':', '“', '"'])
                || (begins_sentence && word.is_empty());
        }
    }
    words
}
