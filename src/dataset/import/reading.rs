//! The result of reading a cell: an EDTF date, or why there is none.

/// Why a cell cannot be read, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    pub message: String,
    pub remedy: String,
    /// Whether only the order of day and month is open, which the whole column decides.
    pub is_undecided: bool,
}

/// An EDTF date, or why there is none.
pub type Reading = Result<String, Unread>;

pub fn unread(message: impl Into<String>, remedy: impl Into<String>) -> Unread {
    Unread {
        message: message.into(),
        remedy: remedy.into(),
        is_undecided: false,
    }
}

/// Whether a text consists of digits.
pub fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
