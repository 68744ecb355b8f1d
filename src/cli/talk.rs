//! Asks a quiz line by line.

use std::io::{self, IsTerminal};

use crate::command::{GlobalArgs, QuizSession};
use crate::error::Result;
use crate::explore::shell::{Lines, Piped, Read};
use crate::view::for_terminal;

use super::output::{complain, remark, write_out};

/// The lines of the standard input, typed at a terminal without more ado or come from a pipe. It
/// is taken hold of with the first, for the shell and the explorer read it in ways of their own.
#[derive(Default)]
pub struct Standard(Option<Piped<io::StdinLock<'static>>>);

impl Lines for Standard {
    fn read(&mut self, prompt: &str) -> Result<Read> {
        let on_terminal = io::stdin().is_terminal();
        if on_terminal {
            write_out(prompt)?;
        }
        let lines = self.0.get_or_insert_with(|| Piped::new(io::stdin().lock()));
        let read = lines.read(prompt)?;
        if on_terminal && matches!(read, Read::End) {
            // The end of the input leaves the cursor behind the prompt.
            write_out("\n")?;
        }
        Ok(read)
    }
}

/// Asks a quiz until it is over, or there are no more lines.
///
/// A terminal shows what is typed at the prompt. Lines from elsewhere are echoed there, so that
/// the transcript can be read by itself.
pub fn converse(
    session: &mut QuizSession,
    lines: &mut dyn Lines,
    global: &GlobalArgs,
) -> Result<()> {
    const PROMPT: &str = "> ";
    let is_shown = io::stdin().is_terminal();
    loop {
        let line = match lines.read(PROMPT)? {
            Read::Line(line) => Some(line),
            Read::End | Read::GivenUp => None,
            Read::Note(note) => {
                remark(&[note], 0, global.ascii);
                continue;
            }
            Read::Unusable(why) => {
                complain(&why, global);
                continue;
            }
        };
        if let Some(line) = line.as_deref().filter(|_| !is_shown) {
            let echo = format!("{PROMPT}{}", for_terminal(line, global.ascii));
            write_out(&format!("{}\n", echo.trim_end()))?;
        }
        let (text, is_over) = session.reply(line.as_deref());
        write_out(&text)?;
        if is_over {
            return Ok(());
        }
    }
}
