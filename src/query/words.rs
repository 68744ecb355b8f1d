//! Words as they are searched for: without case and accents, by stem, with one typo forgiven.

use std::ops::Range;

use itertools::Itertools;
use memchr::memmem;
use rust_stemmers::{Algorithm, Stemmer};

/// Transliterates text to lower-case Latin letters, so that `Gomułka`, `GOMULKA` and `gomulka` are
/// the same, and Cyrillic is found in either alphabet.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // Most texts write ё without its dots, so they are dropped like an accent.
    let text = text.replace('ё', "е").replace('Ё', "Е");
    deunicode::deunicode(&text).to_lowercase()
}

/// A word of a text, folded, and its byte range in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub folded: String,
    pub span: Range<usize>,
}

/// The words of a text, separated by anything that is neither a letter nor a digit. A number with
/// thousands separators is one word: `200,000` is `200000`.
pub fn split_words(text: &str) -> Vec<Word> {
    let parts_words = |c: char| !c.is_alphanumeric();
    let mut words: Vec<Word> = Vec::new();
    let mut start = 0;
    for part in text.split_inclusive(parts_words) {
        let word = part.trim_end_matches(parts_words);
        let folded = fold(word).replace(' ', "");
        let span = start..start + word.len();
        start += part.len();
        match words.last_mut() {
            // Empty if no letter has a Latin counterpart.
            _ if folded.is_empty() => {}
            Some(last) if is_separated(&last.folded, &text[last.span.end..span.start], &folded) => {
                last.folded += &folded;
                last.span.end = span.end;
            }
            _ => words.push(Word { folded, span }),
        }
    }
    words
}

/// Whether the digits `next` continue the number `number` after a thousands separator.
fn is_separated(number: &str, between: &str, next: &str) -> bool {
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    [",", "."].contains(&between) && next.len() == 3 && is_number(next) && is_number(number)
}

/// Replaces British spellings by American ones. It replaces parts of other words too, which does no
/// harm because both sides of a comparison are treated alike.
fn americanize(word: &str) -> String {
    const SPELLINGS: [(&str, &str); 9] = [
        ("isation", "ization"),
        ("ising", "izing"),
        ("ise", "ize"),
        ("our", "or"),
        ("tre", "ter"),
        ("ence", "ense"),
        ("ogue", "og"),
        ("mme", "m"),
        ("ll", "l"),
    ];
    let mut word = word.to_owned();
    for (from, to) in SPELLINGS {
        if word.contains(from) {
            word = word.replace(from, to);
        }
    }
    word
}

/// The English stem of a folded word.
fn stem(word: &str) -> String {
    let stemmer = Stemmer::create(Algorithm::English);
    stemmer.stem(&americanize(word)).into_owned()
}

/// The searchable form of a text: its words and their stems between spaces. A hyphenated word is
/// there in parts and as a whole.
pub fn index(text: &str) -> String {
    let words = split_words(text);
    let compounds = words.iter().tuple_windows().filter_map(|(a, b)| {
        let is_hyphenated = &text[a.span.end..b.span.start] == "-";
        is_hyphenated.then(|| format!("{}{}", a.folded, b.folded))
    });
    let mut index = String::from(" ");
    for word in words
        .iter()
        .map(|word| word.folded.clone())
        .chain(compounds)
    {
        let stem = stem(&word);
        index += &word;
        index.push(' ');
        if stem != word {
            index += &stem;
            index.push(' ');
        }
    }
    index
}

/// A word to search for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    folded: String,
    /// The word between spaces; from three letters on without the last space, because it then
    /// matches the beginning of a word.
    start: String,
    /// The stem between spaces.
    stem: String,
}

impl Term {
    fn new(word: Word) -> Self {
        const BEGINS_FROM: usize = 3;
        let folded = word.folded;
        let is_number = folded.bytes().all(|byte| byte.is_ascii_digit());
        let is_whole = is_number || folded.len() < BEGINS_FROM;
        Self {
            start: format!(" {folded}{}", if is_whole { " " } else { "" }),
            stem: format!(" {} ", stem(&folded)),
            folded,
        }
    }

    /// Whether an [`index`] contains the word: as the beginning of a word, by its stem, or one typo
    /// apart from a word.
    pub fn is_in(&self, index: &str) -> bool {
        let contains = |part: &str| memmem::find(index.as_bytes(), part.as_bytes()).is_some();
        contains(&self.start)
            || contains(&self.stem)
            || allows_typo(&self.folded) && index.split(' ').any(|word| is_typo(&self.folded, word))
    }
}

/// Whether a folded word says nothing about what is looked for: a stop word such as `of`, or one of
/// those that people put around the words that they mean.
fn is_stop_word(folded: &str) -> bool {
    let fillers = [
        "anything",
        "essay",
        "everything",
        "happen",
        "happened",
        "tell",
        "whether",
    ];
    stop_words::get("en").contains(&folded) || fillers.contains(&folded)
}

/// Whether a text has a word that is no stop word.
pub fn has_content(text: &str) -> bool {
    split_words(text)
        .iter()
        .any(|word| !is_stop_word(&word.folded))
}

/// The words of a text to search for, without stop words, unless it has no others.
pub fn search_terms(text: &str) -> Vec<Term> {
    let all = !has_content(text);
    let words = split_words(text).into_iter();
    let wanted = words.filter(|word| all || !is_stop_word(&word.folded));
    wanted.map(Term::new).collect()
}

/// Whether a typo in a folded word is forgiven: it has five letters or more.
fn allows_typo(word: &str) -> bool {
    const FORGIVEN_FROM: usize = 5;
    word.len() >= FORGIVEN_FROM && !word.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether two folded words are one typo apart.
fn is_typo(wanted: &str, found: &str) -> bool {
    found.len().abs_diff(wanted.len()) <= 1
        && differ_in_one_place(wanted, found)
        && strsim::osa_distance(wanted, found) == 1
}

/// Cheap prefilter for [`is_typo`], which rejects most words: whether at most two letters of each
/// word remain between their common prefix and their common suffix.
fn differ_in_one_place(a: &str, b: &str) -> bool {
    const LEFT: usize = 2;
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let same = |(a, b): &(&u8, &u8)| a == b;
    let front = a.iter().zip(b).take_while(same).count();
    let (a, b) = (&a[front..], &b[front..]);
    let back = a.iter().rev().zip(b.iter().rev()).take_while(same).count();
    let letters = |rest: &[u8]| {
        let rest = &rest[..rest.len() - back];
        // A non-ASCII letter takes several bytes; all but the first begin with the bits 10.
        rest.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
    };
    letters(a).max(letters(b)) <= LEFT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_beginning_stem_and_with_a_typo() {
        for (wanted, text, expected) in [
            ("tank", "Tanks roll in", true),
            ("tanks", "a tank", true),
            ("tnak", "a tank", false),
            ("gomulka", "Władysław Gomulkq", true),
            ("hungray", "Hungary", true),
            ("hngray", "Hungary", false),
            ("demonstrating", "the demonstrations", true),
            ("destalinisation", "De-Stalinization begins", true),
            ("labor", "forced labour", true),
            ("programme", "a new program", true),
            ("200000", "some 200,000 fled", true),
            ("200,000", "200000", true),
            ("200000", "some 2,000,000", false),
            ("19", "in 1956", false),
            ("of", "offices", false),
            ("берия", "Lavrentiy Beriia", true),
        ] {
            let terms = search_terms(wanted);
            let index = index(text);
            let found = terms.iter().all(|term| term.is_in(&index));
            assert_eq!(found, expected, "{wanted} in {index}");
        }
    }

    #[test]
    fn stop_words_count_only_alone() {
        assert_eq!(search_terms("cult of personality").len(), 2);
        assert_eq!(search_terms("of the").len(), 2);
    }

    #[test]
    fn what_is_told_apart_quickly_is_more_than_a_typo_apart() {
        proptest::proptest!(|(a in "[abÞй]{0,7}", b in "[abÞй]{0,7}")| {
            if strsim::osa_distance(&a, &b) <= 1 {
                assert!(differ_in_one_place(&a, &b), "{a} {b}");
            }
        });
    }

    #[test]
    fn words_are_folded_and_keep_their_place() {
        let text = "Władysław Gomułka’s 3–4,000";
        let found: Vec<_> = split_words(text)
            .into_iter()
            .map(|w| (w.folded, text[w.span].to_owned()))
            .collect();
        let expected = [
            ("wladyslaw", "Władysław"),
            ("gomulka", "Gomułka"),
            ("s", "s"),
            ("3", "3"),
            ("4000", "4,000"),
        ];
        assert_eq!(found, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
        assert_eq!(
            split_words("Хрущёв")[0].folded,
            split_words("хрущев")[0].folded
        );
    }
}
