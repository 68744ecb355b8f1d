//! Why a typed date cannot be read.

pub type Parsed<T> = Result<T, TypedError>;

/// Why a typed date cannot be read, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedError {
    /// What is wrong, in one line.
    pub message: String,
    /// What to write instead; empty where nothing is known to help.
    pub hint: String,
    /// Whether the message already names the text.
    names_text: bool,
}

impl TypedError {
    /// An error whose message names what was typed.
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: hint.into(),
            names_text: true,
        }
    }

    /// Names the text in the message, unless that does so already.
    pub fn about(mut self, text: &str) -> Self {
        if !self.names_text {
            self.message = format!("cannot read `{text}` as a date: {}", self.message);
        }
        self
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
        names_text: false,
        ..TypedError::new(message, hint)
    }
}
