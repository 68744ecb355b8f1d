//! The error for a typed date that cannot be parsed.

pub type Parsed<T> = Result<T, TypedError>;

/// Why a typed date cannot be parsed, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedError {
    /// The problem, in one line.
    pub message: String,
    /// What to write instead; empty if there is no hint.
    pub hint: String,
    /// Whether the message already quotes the text.
    names_text: bool,
}

impl TypedError {
    /// An error whose message already quotes the text.
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: hint.into(),
            names_text: true,
        }
    }

    /// Adds the text to the message, unless the message already quotes it.
    pub fn quoting(mut self, text: &str) -> Self {
        if !self.names_text {
            self.message = format!("cannot read `{text}` as a date: {}", self.message);
        }
        self
    }
}

/// An error with a general hint; [`TypedError::quoting`] adds the text to its message.
pub fn error(message: impl Into<String>) -> TypedError {
    error_with_hint(
        message,
        "write it like 1956-10-23, 23 october 1956, october 1956 or 1956",
    )
}

/// An error with its own hint; [`TypedError::quoting`] adds the text to its message.
pub fn error_with_hint(message: impl Into<String>, hint: impl Into<String>) -> TypedError {
    TypedError {
        names_text: false,
        ..TypedError::new(message, hint)
    }
}
