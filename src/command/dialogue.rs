//! A command that goes on talking after its first answer.

use std::fmt;

/// A conversation. Whoever owns the terminal reads the lines and shows what is said; the
/// conversation itself reads and writes nothing.
pub trait Dialogue: fmt::Debug {
    /// What is said to a line that the reader typed, given without its end. `None` is the end of
    /// the input, and ends the conversation.
    fn reply(&mut self, line: Option<&str>) -> Turn;
}

/// What is said in one turn.
#[derive(Debug)]
pub struct Turn {
    /// The words, every line ended.
    pub text: String,
    /// Whether the conversation is over.
    pub over: bool,
}
