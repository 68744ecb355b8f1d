//! Text from a dataset.

use std::borrow::Borrow;

use derive_more::{Deref, Display, From};
use serde::{Deserialize, Serialize};

/// The maximum length of a text, in bytes.
const MAX_BYTES: usize = 1 << 20;

/// A string from a dataset. It is untrusted: sanitize it before it is printed to a terminal.
#[derive(
    Clone,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Deref,
    Display,
    From,
)]
#[serde(try_from = "String")]
#[deref(forward)]
#[from(&str)]
pub struct Text(String);

/// Whether a text is empty or consists of white space.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// The known word nearest to `word`, at most `most_typos` typos away; ties go to the smallest.
pub fn nearest<W: AsRef<str> + Ord>(
    word: &str,
    known: impl Iterator<Item = W>,
    most_typos: usize,
) -> Option<W> {
    let length = |word: &str| word.chars().count();
    let is_near = |known: &W| length(known.as_ref()).abs_diff(length(word)) <= most_typos;
    let typos = |known: &W| strsim::damerau_levenshtein(word, known.as_ref());
    let near = known.filter(is_near).map(|known| (typos(&known), known));
    let near = near.filter(|(typos, _)| *typos <= most_typos);
    near.min().map(|(_, known)| known)
}

impl Text {
    /// Why a text is too long.
    pub fn check_length(text: &str) -> Result<(), String> {
        let length = text.len();
        if length <= MAX_BYTES {
            return Ok(());
        }
        Err(format!(
            "a text of {length} bytes; {MAX_BYTES} at most are allowed: shorten it"
        ))
    }
}

impl TryFrom<String> for Text {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::check_length(&text).map(|()| Self(text))
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        &self.0
    }
}
