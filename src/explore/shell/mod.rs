//! Line input for the shell, from a terminal or a pipe, and splitting of lines into words.

mod editor;
mod line;
mod piped;

use crate::error::{Error, Result};

pub use editor::Editor;
pub use line::split;
pub use piped::Piped;

/// Prompt for a command, as opposed to a reply to a question.
pub const PROMPT: &str = "destal> ";

/// The result of reading a line.
#[derive(Debug)]
pub enum ReadLine {
    /// A line without its line ending.
    Line(String),
    /// A line that cannot be used, with the reason.
    Unusable(Error),
    /// The user discarded the line with Ctrl-C.
    Interrupted,
    /// The end of the input.
    End,
}

/// A source of lines, for commands and for replies to their questions.
pub trait LineReader {
    /// Reads a line. Only the editor shows the prompt.
    ///
    /// # Errors
    ///
    /// If the input cannot be read.
    fn read(&mut self, prompt: &str) -> Result<ReadLine>;
}
