//! What is said: the answer on the standard output, remarks and errors beside it.

use std::cell::Cell;
use std::io::{self, IsTerminal, Write};

use crate::command::{Answer, ColorChoice, GlobalArgs};
use crate::error::{Error, Result};
use crate::view::{Format, Tone, for_terminal};

use super::environment;
use super::file::Output;
use super::pager;

/// How answers follow one another on the standard output.
#[derive(Debug, Default)]
pub struct Stream {
    /// Whether a long answer may go through the pager.
    pub paged: bool,
    /// Whether blank lines keep the answers apart.
    pub apart: bool,
    /// Whether something was said already.
    pub begun: Cell<bool>,
}

impl Stream {
    /// Keeps what comes next apart from what came before.
    fn part(&self) -> Result<()> {
        if self.begun.replace(true) && self.apart {
            return write_out("\n");
        }
        Ok(())
    }

    /// Puts an answer where it belongs, and says beside it what has to be said. `file_format`
    /// says that the text is a file of another program, in whatever format.
    pub fn deliver(
        &self,
        answer: &Answer,
        output: Option<&Output>,
        global: &GlobalArgs,
        file_format: bool,
    ) -> Result<u8> {
        let text = &*answer.text;
        if let Some((target, sheet)) = &answer.file {
            target.write(sheet)?;
        }
        if let Some(folder) = &answer.folder {
            folder.write()?;
        }
        let read_by_programs = matches!(
            global.format,
            Some(Format::Json | Format::Ndjson | Format::Csv | Format::Tsv)
        );
        if let Some(output) = output {
            output.target.write(text)?;
        } else if !text.is_empty() {
            if !file_format && !read_by_programs {
                self.part()?;
            }
            self.begun.set(true);
            // A conversation goes on where its first words stand.
            let paged = self.paged && !global.no_pager && answer.dialogue.is_none();
            if !(paged && pager::page(text)) {
                write_out(text)?;
            }
        }
        remark(&answer.remarks, answer.status, global.ascii);
        Ok(answer.status)
    }

    /// Prints clap's help, or its error, and returns the exit status. On a terminal it has
    /// colours, unless they are refused.
    ///
    /// # Errors
    ///
    /// Where it cannot be printed.
    pub fn print(&self, said: &clap::Error, no_color: bool) -> Result<u8> {
        if !said.use_stderr() {
            self.part()?;
        }
        // What was typed stands in an error, and may come from a file that others wrote.
        let plain = said.to_string();
        let harmless = for_lines(&plain, false);
        let acts = harmless != plain.trim_end_matches('\n');
        if said.use_stderr() {
            // Nothing is left to tell it to where this fails.
            let _ = if no_color || acts {
                writeln!(io::stderr(), "{harmless}")
            } else {
                said.print()
            };
        } else if no_color {
            write_out(&plain)?;
        } else {
            said.print().map_err(Error::Output)?;
        }
        Ok(u8::try_from(said.exit_code()).unwrap_or(2))
    }
}

/// Writes to the standard output.
///
/// # Errors
///
/// Where nobody reads it, or the disk is full.
pub fn write_out(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(Error::Output)
}

/// Says beside the answer what has to be said: why it is empty, or why it failed.
pub fn remark(remarks: &[String], status: u8, ascii: bool) {
    let labels = if status == 0 {
        ["note", "note"]
    } else {
        ["error", "hint"]
    };
    let mut err = io::stderr().lock();
    for (i, remark) in remarks.iter().enumerate() {
        let label = labels[i.min(1)];
        // Nothing is left to tell it to where this fails.
        let _ = writeln!(err, "{label}: {}", for_terminal(remark, ascii));
    }
}

/// Says what went wrong, and what to do about it.
pub fn complain(error: &Error, global: &GlobalArgs) {
    let color = colored(global.color, io::stderr().is_terminal());
    let shown = |text: &str| for_lines(text, global.ascii);
    let mut err = io::stderr().lock();
    let _ = writeln!(
        err,
        "{} {}",
        Tone::Error.paint("error:", color),
        shown(&error.to_string())
    );
    if let Some(hint) = error.hint() {
        let _ = writeln!(err, "{} {}", Tone::Hint.paint("hint:", color), shown(&hint));
    }
}

/// Lines as they may stand on a terminal.
pub fn for_lines(text: &str, ascii: bool) -> String {
    let lines: Vec<_> = text.lines().map(|line| for_terminal(line, ascii)).collect();
    lines.join("\n")
}

/// Whether colours are used on a stream.
pub fn colored(choice: ColorChoice, on_terminal: bool) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => on_terminal && !environment::no_color_is_set(),
    }
}

/// The columns to lay an answer out for: 80 where there is no terminal.
pub fn width(global: &GlobalArgs) -> usize {
    const WITHOUT_TERMINAL: usize = 80;
    let of_terminal = || Some(environment::screen()?.0);
    let wanted = global.width.map(usize::from);
    wanted
        .or_else(|| global.output.is_none().then(of_terminal).flatten())
        .unwrap_or(WITHOUT_TERMINAL)
        .max(20)
}
