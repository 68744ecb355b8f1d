//! Comparison of words: without case and accents, in whole or in part, with one typo allowed.

use std::ops::Range;

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

/// The words of a text, separated by anything that is neither a letter nor a digit.
pub fn split_words(text: &str) -> Vec<Word> {
    let parts_words = |c: char| !c.is_alphanumeric();
    let mut words = Vec::new();
    let mut start = 0;
    for part in text.split_inclusive(parts_words) {
        let word = part.trim_end_matches(parts_words);
        let folded = fold(word).replace(' ', "");
        // Empty if no letter has a Latin counterpart.
        if !folded.is_empty() {
            let span = start..start + word.len();
            words.push(Word { folded, span });
        }
        start += part.len();
    }
    words
}

/// How well a word of a text matches a search word, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordFit {
    /// It equals the search word.
    Whole,
    /// It contains the search word.
    Part,
    /// It is one typo away from a search word of at least five letters.
    Typo,
}

/// How the word `found` matches the search word `wanted`; both are folded.
pub fn fit(wanted: &str, found: &str) -> Option<WordFit> {
    if found == wanted {
        Some(WordFit::Whole)
    } else if found.contains(wanted) {
        Some(WordFit::Part)
    } else if is_typo(wanted, found) {
        Some(WordFit::Typo)
    } else {
        None
    }
}

/// Whether two folded words are one typo apart, and `wanted` is long enough to allow one.
fn is_typo(wanted: &str, found: &str) -> bool {
    const FORGIVEN_FROM: usize = 5;
    wanted.len() >= FORGIVEN_FROM
        && found.len().abs_diff(wanted.len()) <= 1
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

/// The folded words of a text.
pub fn folded_words(text: &str) -> Vec<String> {
    let words = split_words(text).into_iter();
    words.map(|word| word.folded).collect()
}

/// The folded words of a text, joined by spaces.
pub fn fold_words(text: &str) -> String {
    folded_words(text).join(" ")
}

/// Whether the word `wanted` matches any word of a text folded by [`fold_words`].
pub fn fits_any(wanted: &str, folded: &str) -> bool {
    // Folded words contain no spaces, so `wanted` can only be found within a single word.
    folded.contains(wanted) || folded.split(' ').any(|word| is_typo(wanted, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fit_whole_in_part_and_with_a_typo() {
        for (wanted, found, expected) in [
            ("tank", "tank", Some(WordFit::Whole)),
            ("tank", "tanks", Some(WordFit::Part)),
            ("tnak", "tank", None),
            ("gomulka", "gomulkq", Some(WordFit::Typo)),
            ("hungray", "hungary", Some(WordFit::Typo)),
            ("hngray", "hungary", None),
        ] {
            assert_eq!(fit(wanted, found), expected, "{wanted} in {found}");
        }
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
            ("4", "4"),
            ("000", "000"),
        ];
        assert_eq!(found, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
        assert_eq!(
            split_words("Хрущёв")[0].folded,
            split_words("хрущев")[0].folded
        );
    }
}
