//! Words that prose needs: when something happened, and how a sentence goes on in another.

use std::collections::HashSet;

use crate::model::date::{Date, Shape};
use crate::model::timeline::Timeline;

/// Words that begin a sentence and are no names, whatever follows them.
const JOINING: [&str; 104] = [
    "a",
    "according",
    "after",
    "against",
    "all",
    "although",
    "among",
    "an",
    "and",
    "another",
    "any",
    "as",
    "at",
    "because",
    "before",
    "behind",
    "besides",
    "between",
    "both",
    "but",
    "by",
    "despite",
    "during",
    "each",
    "even",
    "every",
    "few",
    "five",
    "for",
    "four",
    "from",
    "he",
    "her",
    "his",
    "how",
    "however",
    "hundreds",
    "if",
    "in",
    "instead",
    "it",
    "its",
    "later",
    "like",
    "many",
    "more",
    "most",
    "nearly",
    "neither",
    "next",
    "no",
    "nobody",
    "not",
    "nothing",
    "of",
    "on",
    "once",
    "one",
    "only",
    "others",
    "our",
    "over",
    "part",
    "several",
    "she",
    "since",
    "so",
    "some",
    "soon",
    "such",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "thousands",
    "three",
    "through",
    "thus",
    "to",
    "towards",
    "two",
    "under",
    "until",
    "unlike",
    "what",
    "whatever",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "with",
    "within",
    "without",
];

/// The words that a timeline writes with a small letter, to tell common words from names.
pub struct Lexicon {
    common: HashSet<String>,
    proper: HashSet<String>,
}

impl Lexicon {
    /// The small words of all summaries, accounts and answers.
    pub fn of(timeline: &Timeline) -> Self {
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
            let says = event
                .accounts
                .iter()
                .filter_map(|account| account.told.says.as_deref());
            says.for_each(&mut read);
        }
        let questions = timeline.topics.iter().flat_map(|topic| &topic.questions);
        let answers = questions.flat_map(|question| &question.answers);
        answers
            .filter_map(|answer| answer.told.says.as_deref())
            .for_each(&mut read);
        for name in timeline.people.iter().map(|person| &person.name) {
            proper.extend(name.split(' ').map(str::to_owned));
        }
        for name in timeline.places.iter().map(|place| &place.name) {
            proper.extend(name.split(' ').map(str::to_owned));
        }
        proper.extend(timeline.sources.iter().map(|source| source.id.to_string()));
        Self { common, proper }
    }

    /// The sentence as it goes on after other words: with a small letter, unless it begins with
    /// a name.
    pub fn going_on(&self, sentence: &str) -> String {
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
        let joins = JOINING.contains(&&*small);
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

/// When something happened, as the beginning of a sentence: "On 26 June 1953", "By 1955".
pub fn when(date: &Date) -> String {
    let words = date.to_string();
    let plain = words
        .trim_start_matches("perhaps ")
        .trim_start_matches("c. ");
    let plain = &plain.replace(" to an unknown end", " on");
    let phrase = match date.shape() {
        Shape::Moment if date.single_day().is_some() => format!("on {plain}"),
        Shape::Span(..) if plain.starts_with("until") || plain.starts_with("an unknown") => {
            plain.to_owned()
        }
        Shape::Span(..) => format!("from {plain}"),
        _ if names_a_day(plain) => format!("on {plain}"),
        _ if ["between", "by ", "from", "until"]
            .iter()
            .any(|start| plain.starts_with(start)) =>
        {
            plain.to_owned()
        }
        _ if ["spring ", "summer ", "autumn "]
            .iter()
            .any(|s| plain.starts_with(s))
            && plain.split(' ').count() == 2 =>
        {
            format!("in the {}", plain.replacen(' ', " of ", 1))
        }
        _ if ["spring", "summer", "autumn", "winter"]
            .iter()
            .any(|s| plain.starts_with(s)) =>
        {
            format!("in the {plain}")
        }
        _ => format!("in {plain}"),
    };
    let phrase = match (date.is_uncertain(), date.is_approximate()) {
        (false, false) => phrase,
        (false, true) => match phrase.split_once(' ') {
            Some(("in" | "on", rest)) => format!("around {rest}"),
            _ => format!("roughly {phrase}"),
        },
        (true, _) => format!("perhaps {phrase}"),
    };
    let mut chars = phrase.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

/// Whether the words begin with the day of a month.
fn names_a_day(words: &str) -> bool {
    let mut words = words.split(' ');
    let number = words
        .next()
        .is_some_and(|word| word.len() <= 2 && word.parse::<u32>().is_ok());
    number
        && words
            .next()
            .is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// A small number in words.
pub fn count_in_words(count: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    WORDS
        .get(count)
        .map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_begin_sentences() {
        for (edtf, phrase) in [
            ("1953-06-26", "On 26 June 1953"),
            ("1953-06", "In June 1953"),
            ("1953", "In 1953"),
            ("1956-22", "In the summer of 1956"),
            ("195X", "In the 1950s"),
            ("1953-06~", "Around June 1953"),
            ("1955?", "Perhaps in 1955"),
            ("[1953-06..1953-07]", "Between June and July 1953"),
            ("[..1955]", "By 1955"),
            ("[1953-06..]", "From June 1953 on"),
            ("1954/1956", "From 1954 to 1956"),
            ("1954~/1956~", "Roughly from 1954 to 1956"),
            ("1953/..", "From 1953 onwards"),
            ("1953/", "From 1953 on"),
            ("[1956-03,1956-22]", "In March or summer 1956"),
            ("[1954,1955]", "In 1954 or 1955"),
            ("[1953-03-05,1953-04]", "On 5 March or April 1953"),
        ] {
            assert_eq!(when(&Date::parse(edtf).unwrap()), phrase, "{edtf}");
        }
    }
}
