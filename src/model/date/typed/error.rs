//! What a typed date that cannot be read is told.

use crate::model::date::MONTHS;

pub type Read<T> = Result<T, TypedError>;

/// Why a typed date cannot be read, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedError {
    /// What is wrong, in one line.
    pub message: String,
    /// What to write instead; empty where nothing is known to help.
    pub hint: String,
    /// Whether the message already names the text.
    named: bool,
}

impl TypedError {
    /// An error whose message names what was typed.
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: hint.into(),
            named: true,
        }
    }

    /// Names the text in the message, unless that does so already.
    pub fn about(self, text: &str) -> Self {
        if self.named {
            return self;
        }
        Self {
            message: format!("cannot read `{text}` as a date: {}", self.message),
            ..self
        }
    }
}

/// An error that [`TypedError::about`] will complete with the text.
pub fn error(message: impl Into<String>) -> TypedError {
    hinted(
        message,
        "write it like 1956-10-23, 23 october 1956, october 1956 or 1956",
    )
}

/// An error with its remedy, that [`TypedError::about`] will complete with the text.
pub fn hinted(message: impl Into<String>, hint: impl Into<String>) -> TypedError {
    TypedError {
        named: false,
        ..TypedError::new(message, hint)
    }
}

/// The seasons, each with the month in which it begins.
pub const SEASONS: [(&str, u32); 5] = [
    ("spring", 3),
    ("summer", 6),
    ("autumn", 9),
    ("fall", 9),
    ("winter", 12),
];

/// The general refusal, with the nearest word of the grammar where one is near.
pub fn unreadable(words: &[&str]) -> TypedError {
    let known = MONTHS.iter().map(|name| name.to_lowercase());
    let known: Vec<String> = known
        .chain(SEASONS.iter().map(|(name, _)| (*name).to_owned()))
        .collect();
    for word in words
        .iter()
        .filter(|word| word.len() >= 3 && word.chars().all(char::is_alphabetic))
    {
        let near = known
            .iter()
            .map(|name| (strsim::damerau_levenshtein(word, name), name))
            .filter(|(distance, _)| (1..=2).contains(distance))
            .min();
        if let Some((_, name)) = near {
            return hinted(
                format!("`{word}` is no month or season"),
                format!("did you mean {name}?"),
            );
        }
    }
    error("it is not in a form that is understood")
}
