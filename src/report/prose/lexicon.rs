//! Which words a timeline writes with a small letter, to tell common words from names.

use std::collections::HashSet;

use crate::model::timeline::Timeline;

use super::Writer;

/// Words that begin a sentence and are no names, whatever follows them.
const JOINING: &str = "a according after against all although among an and another any as at \
    because before behind besides between both but by despite during each even every few five \
    for four from he her his how however hundreds if in instead it its later like many more most \
    nearly neither next no nobody not nothing of on once one only others our over part several \
    she since so some soon such that the their then there these they this those though thousands \
    three through thus to towards two under until unlike what whatever when where whether which \
    while who whom whose why with within without";

impl Writer<'_> {
    /// Returns the sentence as it continues another: with a small letter, unless it begins with a
    /// name.
    pub fn mid_sentence(&self, sentence: &str) -> String {
        let read = || read_words(self.perspective.timeline);
        let words = self.words.get_or_init(read);
        let end = sentence.find(|c: char| !c.is_alphanumeric());
        let (first, rest) = sentence.split_at(end.unwrap_or(sentence.len()));
        let mut chars = first.chars();
        let initial = chars.next().into_iter().flat_map(char::to_lowercase);
        let small: String = initial.chain(chars).collect();
        let singular = small.strip_suffix('s').unwrap_or(&small);
        let forms = [&small, singular, &format!("{small}s")];
        // Two large letters in a row, as in "Central Committee", make a name.
        let next_is_large = rest.trim_start().starts_with(char::is_uppercase);
        if JOINING.split(' ').any(|word| word == small)
            || !words.contains(first)
            || (!next_is_large && forms.iter().any(|form| words.contains(form)))
        {
            small + rest
        } else {
            sentence.to_owned()
        }
    }
}

/// Reads the words of a timeline: those with a small letter, and those with a capital inside
/// a sentence. They are in all summaries, accounts and answers, and in the names of people and
/// places.
fn read_words(timeline: &Timeline) -> HashSet<&str> {
    let says = timeline
        .statements()
        .filter_map(|statement| statement.says.as_deref());
    let summaries = timeline
        .events
        .iter()
        .filter_map(|event| event.summary.as_deref());
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
            // A blank after a full stop does not change that a sentence begins.
            begins_sentence = part.ends_with(['.', '!', '?', ':', '“', '"'])
                || (begins_sentence && word.is_empty());
        }
    }
    words
}
