//! What is said: answers on the standard output, remarks and errors beside them.

use itertools::Itertools;

use crate::command::{ColorChoice, GlobalArgs, QuizSession, Target};
use crate::error::{Error, Result};
use crate::explore::shell::ReadLine;
use crate::export::Kind;
use crate::view::{Format, Tone, for_terminal};

use super::environment::{Environment, OutStream};
use super::{Session, pager};

impl Session<'_> {
    /// Writes to the standard output, or shows a long text in the pager.
    pub fn write(&self, text: &str, may_be_paged: bool) -> Result<()> {
        // Questions need somebody who answers, in the shell as well.
        let has_reader =
            self.env.stdout.is_terminal && (!self.in_shell || self.env.stdin_is_terminal);
        if may_be_paged && has_reader && pager::page(text, self.env) {
            return Ok(());
        }
        self.env.stdout.write(text).map_err(Error::Output)
    }

    /// Keeps what comes next apart from what came before, unless programs read it.
    pub fn separate(&self, is_read_by_people: bool) -> Result<()> {
        let is_piped = self.in_shell && !self.env.is_interactive();
        if self.has_begun.replace(true) && is_piped && is_read_by_people {
            return self.write("\n", false);
        }
        Ok(())
    }

    /// Writes an answer for people.
    pub fn print(&self, text: &str, global: &GlobalArgs) -> Result<u8> {
        self.separate(is_read_by_people(global.format))?;
        self.write(text, !global.no_pager)?;
        Ok(0)
    }

    /// Prints clap's help, or its error, and returns the exit status.
    ///
    /// # Errors
    ///
    /// Where help cannot be printed.
    pub fn print_clap(&self, said: &clap::Error, no_color: bool) -> Result<u8> {
        let plain = said.to_string();
        let text = |stream: &OutStream| {
            if no_color || !stream.has_colored_help {
                plain.clone()
            } else {
                said.render().ansi().to_string()
            }
        };
        if said.use_stderr() {
            // What was typed stands in an error, and may come from a file that others wrote.
            let harmless = for_lines(&plain, false) + "\n";
            let acts = harmless.trim_end_matches('\n') != plain.trim_end_matches('\n');
            let stderr = &self.env.stderr;
            let text = if acts { harmless } else { text(stderr) };
            // Nothing is left to tell it to where this fails.
            let _ = stderr.write(&text);
        } else {
            self.separate(true)?;
            self.write(&text(&self.env.stdout), false)?;
        }
        Ok(u8::try_from(said.exit_code()).unwrap_or(2))
    }

    /// Asks the questions of a quiz until it is over, or there are no more lines.
    ///
    /// A terminal shows what is typed at the prompt. What comes from elsewhere is written where it
    /// would stand, so that the transcript can be read by itself.
    ///
    /// # Errors
    ///
    /// Where nothing can be read or written.
    pub fn ask(&self, quiz: &mut QuizSession, global: &GlobalArgs) -> Result<()> {
        const PROMPT: &str = "> ";
        let is_shown = self.env.stdin_is_terminal;
        // The shell's own lines come with their prompt.
        let prompts = is_shown && !self.in_shell;
        loop {
            if prompts {
                self.write(PROMPT, false)?;
            }
            let read = self.lines.borrow_mut().read(PROMPT)?;
            if prompts && matches!(read, ReadLine::End) {
                // The end of the input leaves the cursor behind the prompt.
                self.write("\n", false)?;
            }
            let line = match read {
                ReadLine::Line(line) => Some(line),
                ReadLine::End | ReadLine::Interrupted => None,
                ReadLine::Unusable(why) => {
                    complain(&why, global, self.env);
                    continue;
                }
            };
            let mut said = String::new();
            if let Some(line) = line.as_deref().filter(|_| !is_shown) {
                let echo = format!("{PROMPT}{}", for_terminal(line, global.ascii));
                said = format!("{}\n", echo.trim_end());
            }
            let (reply, is_over) = quiz.reply(line.as_deref());
            self.write(&(said + &reply), false)?;
            if is_over {
                return Ok(());
            }
        }
    }
}

/// Whether an answer in this format is for people rather than for programs.
pub fn is_read_by_people(format: Option<Format>) -> bool {
    !matches!(
        format,
        Some(Format::Json | Format::Ndjson | Format::Csv | Format::Tsv)
    )
}

/// Says beside the answer what has to be said: why it is empty, or why it failed.
pub fn remark(remarks: &[String], status: u8, ascii: bool, env: &Environment) {
    for (i, remark) in remarks.iter().enumerate() {
        let label = match (status, i) {
            (0, _) => "note",
            (_, 0) => "error",
            _ => "hint",
        };
        let text = format!("{label}: {}\n", for_terminal(remark, ascii));
        // Nothing is left to tell it to where this fails.
        let _ = env.stderr.write(&text);
    }
}

/// Says what went wrong, and what to do about it.
pub fn complain(error: &Error, global: &GlobalArgs, env: &Environment) {
    let color = colored(global.color, env.stderr.is_terminal, env);
    let say = |tone: Tone, label, text: &str| {
        let text = for_lines(text, global.ascii);
        // Nothing is left to tell it to where this fails.
        let _ = env
            .stderr
            .write(&format!("{} {text}\n", tone.paint(label, color)));
    };
    say(Tone::Error, "error:", &error.to_string());
    if !error.hint().is_empty() {
        say(Tone::Hint, "hint:", error.hint());
    }
}

/// Lines as they may stand on a terminal.
fn for_lines(text: &str, ascii: bool) -> String {
    text.lines()
        .map(|line| for_terminal(line, ascii))
        .join("\n")
}

/// Whether colours are used on a stream.
pub fn colored(choice: ColorChoice, on_terminal: bool, env: &Environment) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => on_terminal && !env.refuses_color(),
    }
}

/// The columns to lay an answer out for: 80 where there is no terminal.
pub fn width(global: &GlobalArgs, env: &Environment) -> usize {
    const WITHOUT_TERMINAL: usize = 80;
    let width = match (global.width, &global.output) {
        (Some(asked), _) => Some(asked.into()),
        (None, Some(_)) => None,
        (None, None) => (env.screen)().map(|(columns, _)| columns),
    };
    width.unwrap_or(WITHOUT_TERMINAL).max(20)
}

/// The file that `-o` asks for, if it does, and the format that it takes. A command that names the
/// format of its file itself does not take it from the ending.
///
/// # Errors
///
/// Where the ending names no format, or the file exists and is not to be replaced.
pub fn output_file(
    global: &GlobalArgs,
    names_its_format: bool,
) -> Result<Option<(Target, Option<Format>)>> {
    let Some(path) = global.output.as_deref() else {
        return Ok(None);
    };
    let ending = path.extension().map(|ending| ending.to_string_lossy());
    let ending = ending.as_deref();
    let format = match global.format {
        None if !names_its_format => ending.and_then(Format::of_ending),
        asked => asked,
    };
    if format.is_none() && !names_its_format {
        let name = path.display();
        let message = match ending {
            Some(ending) => format!("no answer is written as `.{ending}`"),
            None => format!("`{name}` has no ending that names a format"),
        };
        let hint = match ending.and_then(Kind::of_ending) {
            Some(kind) => format!("`destal export {} -o {name}` writes such files", kind.word),
            None => {
                "use .txt, .json, .ndjson, .csv, .tsv or .md, or name the format with -O".into()
            }
        };
        return Err(Error::usage(message, hint));
    }
    Ok(Some((Target::new(path, global.force)?, format)))
}
