//! Words as they are compared: case and accents aside, a part for the whole, a typo forgiven.

use std::ops::Range;

/// Text in lower-case Latin letters, so that `Gomułka`, `GOMULKA` and `gomulka` are the same,
/// and Cyrillic is found in either alphabet.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // The dots of ё are an accent, and are left out more often than not.
    let text = text.replace('ё', "е").replace('Ё', "Е");
    deunicode::deunicode(&text).to_lowercase()
}

/// A word of a text, folded, with the bytes that it takes there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word as it is compared.
    pub folded: String,
    /// Where it stands in the text.
    pub span: Range<usize>,
}

/// The words of a text; everything that is neither a letter nor a digit parts them.
pub fn words(text: &str) -> Vec<Word> {
    let parts_words = |c: char| !c.is_alphanumeric();
    let mut words = Vec::new();
    let mut start = 0;
    for part in text.split_inclusive(parts_words) {
        let word = part.trim_end_matches(parts_words);
        let folded = fold(word).replace(' ', "");
        // Empty where no letter has a Latin counterpart.
        if !folded.is_empty() {
            let span = start..start + word.len();
            words.push(Word { folded, span });
        }
        start += part.len();
    }
    words
}

/// How well a word of a text fits a word that is looked for, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is the word.
    Whole,
    /// The word is a part of it.
    Part,
    /// It is the word but for one typo, from five letters on.
    Typo,
}

/// How the word `found` fits the word `wanted`, both folded.
pub fn fit(wanted: &str, found: &str) -> Option<Fit> {
    if found == wanted {
        Some(Fit::Whole)
    } else if found.contains(wanted) {
        Some(Fit::Part)
    } else if is_typo(wanted, found) {
        Some(Fit::Typo)
    } else {
        None
    }
}

/// Whether two folded words are one typo apart, of which the wanted one is long enough for that.
fn is_typo(wanted: &str, found: &str) -> bool {
    const FORGIVEN_FROM: usize = 5;
    wanted.len() >= FORGIVEN_FROM
        && found.len().abs_diff(wanted.len()) <= 1
        && differ_in_one_place(wanted, found)
        && strsim::osa_distance(wanted, found) == 1
}

/// Whether two words can be one typo apart: between what they begin and end with in common, at most
/// two letters are left of each. Most words are told apart by this, which is quick.
fn differ_in_one_place(a: &str, b: &str) -> bool {
    const LEFT: usize = 2;
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let same = |(a, b): &(&u8, &u8)| a == b;
    let front = a.iter().zip(b).take_while(same).count();
    let (a, b) = (&a[front..], &b[front..]);
    let back = a.iter().rev().zip(b.iter().rev()).take_while(same).count();
    let letters = |rest: &[u8]| {
        let rest = &rest[..rest.len() - back];
        // A letter beyond ASCII takes several bytes, of which all but the first begin with 10.
        rest.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
    };
    letters(a).max(letters(b)) <= LEFT
}

/// The folded words of a text.
pub fn folded_words(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.folded).collect()
}

/// The folded words of a text, parted by blanks.
pub fn fold_words(text: &str) -> String {
    folded_words(text).join(" ")
}

/// Whether the word `wanted` fits any word of a text that [`fold_words`] has folded.
pub fn fits_any(wanted: &str, folded: &str) -> bool {
    // No folded word holds a blank, so a part of the text without one is a part of a word.
    folded.contains(wanted) || folded.split(' ').any(|word| is_typo(wanted, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fit_whole_in_part_and_with_a_typo() {
        for (wanted, found, expected) in [
            ("tank", "tank", Some(Fit::Whole)),
            ("tank", "tanks", Some(Fit::Part)),
            ("tnak", "tank", None),
            ("gomulka", "gomulkq", Some(Fit::Typo)),
            ("hungray", "hungary", Some(Fit::Typo)),
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
        let found: Vec<_> = words(text)
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
        assert_eq!(words("Хрущёв")[0].folded, words("хрущев")[0].folded);
    }
}
