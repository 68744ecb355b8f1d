//! The shell: lines read one after another, from a terminal or from a pipe, and what they mean.

mod editor;
mod line;
mod piped;

use crate::error::{Error, Result};

pub use editor::Editor;
pub use line::split;
pub use piped::Piped;

/// What stands before a line that holds a command.
pub const PROMPT: &str = "destal> ";

/// What came of reading a line.
#[derive(Debug)]
pub enum ReadLine {
    /// A line, without its end.
    Line(String),
    /// A line that cannot be used, and why.
    Unusable(Error),
    /// The reader gave the line up.
    Interrupted,
    /// There are no more lines.
    End,
}

/// Where lines come from. A command that asks the reader something reads its lines here too.
pub trait Lines {
    /// Reads a line, with the prompt before it where lines are edited.
    ///
    /// # Errors
    ///
    /// Where nothing more can be read.
    fn read(&mut self, prompt: &str) -> Result<ReadLine>;
}
