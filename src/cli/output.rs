//! Results on the standard output, remarks and errors on the standard error.

use clap::ColorChoice;
use itertools::Itertools;

use crate::command::{GlobalArgs, QuizSession, Target};
use crate::error::{Error, Result};
use crate::explore::shell::ReadLine;
use crate::export::ExportFormat;
use crate::view::{Format, Tone, for_terminal};

use super::environment::{Environment, OutStream};
use super::{Session, pager};

impl Session<'_> {
    /// Writes to the standard output, or shows a long text in the pager.
    pub fn write(&self, text: &str, may_be_paged: bool) -> Result<()> {
        // A pager needs a user; in the shell, the lines may come from a pipe.
        let has_reader =
            self.env.stdout.is_terminal && (!self.in_shell || self.env.stdin_is_terminal);
        if may_be_paged && has_reader && pager::page(text, self.env) {
            return Ok(());
        }
        self.env.stdout.write(text).map_err(Error::Output)
    }

    /// Writes a blank line between human-readable outputs if the shell reads from a pipe.
    pub fn write_separator(&self, is_read_by_people: bool) -> Result<()> {
        let is_piped = self.in_shell && !self.env.is_interactive();
        if self.has_begun.replace(true) && is_piped && is_read_by_people {
            return self.write("\n", false);
        }
        Ok(())
    }

    /// Writes human-readable text, through the pager if that is allowed.
    pub fn print(&self, text: &str, global: &GlobalArgs) -> Result<u8> {
        self.write_separator(is_read_by_people(global.format))?;
        self.write(text, !global.no_pager)?;
        Ok(0)
    }

    /// Prints clap's help, or its error, and returns the exit status.
    ///
    /// # Errors
    ///
    /// If help cannot be printed.
    pub fn print_clap(&self, error: &clap::Error, no_color: bool) -> Result<u8> {
        let plain = error.to_string();
        let text = |stream: &OutStream| {
            if no_color || !stream.has_colored_help {
                plain.clone()
            } else {
                error.render().ansi().to_string()
            }
        };
        if error.use_stderr() {
            // An error quotes the arguments, which may come from an untrusted file.
            let harmless = sanitize_lines(&plain, false) + "\n";
            let has_changed = harmless.trim_end_matches('\n') != plain.trim_end_matches('\n');
            let stderr = &self.env.stderr;
            let text = if has_changed { harmless } else { text(stderr) };
            // If standard error fails, there is nowhere to report it.
            let _ = stderr.write(&text);
        } else {
            self.write_separator(true)?;
            self.write(&text(&self.env.stdout), false)?;
        }
        Ok(u8::try_from(error.exit_code()).unwrap_or(2))
    }

    /// Asks the questions of a quiz until it is over or the input ends.
    ///
    /// A terminal echoes typed lines after the prompt. Lines from elsewhere are written to the
    /// output in the same way, so that the transcript is complete.
    ///
    /// # Errors
    ///
    /// If the input cannot be read or the output cannot be written.
    pub fn run_quiz(&self, quiz: &mut QuizSession, global: &GlobalArgs) -> Result<()> {
        const PROMPT: &str = "> ";
        let is_echoed = self.env.stdin_is_terminal;
        // In the shell, the editor shows the prompt.
        let shows_prompt = is_echoed && !self.in_shell;
        loop {
            if shows_prompt {
                self.write(PROMPT, false)?;
            }
            let read = self.lines.borrow_mut().read(PROMPT)?;
            if shows_prompt && matches!(read, ReadLine::End) {
                // At the end of the input, the cursor is still after the prompt.
                self.write("\n", false)?;
            }
            let line = match read {
                ReadLine::Line(line) => Some(line),
                ReadLine::End | ReadLine::Interrupted => None,
                ReadLine::Unusable(why) => {
                    print_error(&why, global, self.env);
                    continue;
                }
            };
            let mut text = String::new();
            if let Some(line) = line.as_deref().filter(|_| !is_echoed) {
                let echo = format!("{PROMPT}{}", for_terminal(line, global.ascii));
                text = format!("{}\n", echo.trim_end());
            }
            let (reply, is_over) = quiz.reply(line.as_deref());
            self.write(&(text + &reply), false)?;
            if is_over {
                return Ok(());
            }
        }
    }
}

/// Whether the format is human-readable rather than machine-readable.
pub fn is_read_by_people(format: Option<Format>) -> bool {
    !matches!(
        format,
        Some(Format::Json | Format::Ndjson | Format::Csv | Format::Tsv)
    )
}

/// Prints remarks to the standard error: as notes, or after a failure as an error and hints.
pub fn print_remarks(remarks: &[String], status: u8, ascii: bool, env: &Environment) {
    for (i, remark) in remarks.iter().enumerate() {
        let label = match (status, i) {
            (0, _) => "note",
            (_, 0) => "error",
            _ => "hint",
        };
        let text = format!("{label}: {}\n", for_terminal(remark, ascii));
        // If standard error fails, there is nowhere to report it.
        let _ = env.stderr.write(&text);
    }
}

/// Prints an error and its hint to the standard error.
pub fn print_error(error: &Error, global: &GlobalArgs, env: &Environment) {
    let color = use_color(global.color, env.stderr.is_terminal, env);
    let say = |tone: Tone, label, text: &str| {
        let text = sanitize_lines(text, global.ascii);
        // If standard error fails, there is nowhere to report it.
        let _ = env
            .stderr
            .write(&format!("{} {text}\n", tone.paint(label, color)));
    };
    say(Tone::Error, "error:", &error.to_string());
    if !error.hint().is_empty() {
        say(Tone::Hint, "hint:", error.hint());
    }
}

/// Sanitizes text for a terminal, but keeps its line breaks.
fn sanitize_lines(text: &str, ascii: bool) -> String {
    text.lines()
        .map(|line| for_terminal(line, ascii))
        .join("\n")
}

/// Whether colours are used on a stream.
pub fn use_color(choice: ColorChoice, on_terminal: bool, env: &Environment) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => on_terminal && !env.refuses_color(),
    }
}

/// Width of the output in columns: that of `--width`, or else 80 for a file and without a terminal,
/// or else the terminal's. At least 20.
pub fn width(global: &GlobalArgs, env: &Environment) -> usize {
    const WITHOUT_TERMINAL: usize = 80;
    let width = match (global.width, &global.output) {
        (Some(width), _) => Some(width.into()),
        (None, Some(_)) => None,
        (None, None) => (env.screen)().map(|(columns, _)| columns),
    };
    width.unwrap_or(WITHOUT_TERMINAL).max(20)
}

/// The file of `-o`, if given, and its format. For a command that names the format itself, the
/// extension does not matter.
///
/// # Errors
///
/// If the extension names no format, or the file exists and may not be replaced.
pub fn output_file(
    global: &GlobalArgs,
    has_format_argument: bool,
) -> Result<Option<(Target, Option<Format>)>> {
    let Some(path) = global.output.as_deref() else {
        return Ok(None);
    };
    let ending = path.extension().map(|ending| ending.to_string_lossy());
    let ending = ending.as_deref();
    let format = match global.format {
        None if !has_format_argument => ending.and_then(Format::from_extension),
        format => format,
    };
    if format.is_none() && !has_format_argument {
        let name = path.display();
        let message = match ending {
            Some(ending) => format!("there is no output format for `.{ending}`"),
            None => format!("`{name}` has no ending that names a format"),
        };
        let hint = match ending.and_then(ExportFormat::from_extension) {
            Some(ExportFormat { name: format, .. }) => {
                format!("`destal export {format} -o {name}` writes such files")
            }
            None => {
                "use .txt, .json, .ndjson, .csv, .tsv or .md, or name the format with -O".into()
            }
        };
        return Err(Error::usage(message, hint));
    }
    Ok(Some((Target::new(path, global.force)?, format)))
}
