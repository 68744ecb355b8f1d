//! The shell: lines read one after another, from a terminal or from a pipe, and what they mean.

mod editor;
mod history;
mod input;
mod line;

use crate::error::{Error, Result};

pub use editor::Editor;
pub use history::History;
pub use input::Piped;

/// What stands before a line that holds a command.
pub const PROMPT: &str = "destal> ";

/// What came of reading a line.
#[derive(Debug)]
pub enum Read {
    /// A line, without its end.
    Line(String),
    /// A line that cannot be used, and why.
    Unusable(Error),
    /// The reader gave the line up.
    GivenUp,
    /// No line yet, but something to be said beside them.
    Note(String),
    /// There are no more lines.
    End,
}

/// Where lines come from. A command that asks the reader something reads its lines here too.
pub trait Lines {
    /// Reads a line, with the prompt before it where there is somebody to see it.
    ///
    /// # Errors
    ///
    /// Where nothing more can be read.
    fn read(&mut self, prompt: &str) -> Result<Read>;
}

/// What was read, for whoever answers.
#[derive(Debug)]
pub enum Heard {
    /// The words of a line, one at least.
    Words(Vec<String>),
    /// A line that cannot be used, and why.
    Unusable(Error),
    /// Something to be said beside the lines.
    Note(String),
}

/// What a line was followed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// The line was answered; read another.
    Answered,
    /// The line failed; read another.
    Failed,
    /// Read no more.
    Leave {
        /// Whether the line failed.
        failed: bool,
    },
}

/// What came of all lines.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many lines held something to do.
    pub tried: usize,
    /// The numbers of the lines that failed, counted from 1 with those that held nothing.
    pub failed: Vec<usize>,
}

/// Reads lines until they end, and hands each on as the words that a POSIX shell would make of
/// it, or as the error that keeps it from being used. Lines without a word are passed over.
///
/// # Errors
///
/// Where nothing more can be read.
pub fn converse(
    lines: &mut dyn Lines,
    mut act: impl FnMut(&mut dyn Lines, Heard) -> Next,
) -> Result<Tally> {
    let mut tally = Tally::default();
    for number in 1.. {
        let heard = match lines.read(PROMPT)? {
            Read::End => break,
            Read::GivenUp => continue,
            Read::Note(note) => Heard::Note(note),
            Read::Unusable(why) => Heard::Unusable(why),
            Read::Line(line) => match line::words(&line) {
                Ok(words) if words.is_empty() => continue,
                Ok(words) => Heard::Words(words),
                Err(why) => Heard::Unusable(why),
            },
        };
        tally.tried += usize::from(!matches!(heard, Heard::Note(_)));
        let next = act(&mut *lines, heard);
        if matches!(next, Next::Failed | Next::Leave { failed: true }) {
            tally.failed.push(number);
        }
        if matches!(next, Next::Leave { .. }) {
            break;
        }
    }
    Ok(tally)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_never_ends_it_and_is_counted() {
        let text = b"one\n\n# a comment\n'unclosed\ntwo # three\nleave\nnever\n";
        let mut heard = Vec::new();
        let tally = converse(&mut Piped::new(&text[..]), |_, words| {
            let Heard::Words(words) = words else {
                return Next::Failed;
            };
            let leaving = words == ["leave"];
            heard.push(words.join(" "));
            if leaving {
                Next::Leave { failed: false }
            } else {
                Next::Answered
            }
        });
        let tally = tally.expect("the text can be read");
        assert_eq!(heard, ["one", "two", "leave"]);
        assert_eq!((tally.tried, tally.failed), (4, vec![4]));
    }
}
