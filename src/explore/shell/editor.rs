//! Line editor for the shell on a terminal: editing, history and Tab completion.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use clap::Command;
use clap_complete::engine::{CompletionCandidate, complete};
use itertools::Itertools;
use rustyline::completion::{Completer, Pair};
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::validate::Validator;
use rustyline::{CompletionType, Config, Context, Helper};
use unicode_truncate::UnicodeTruncateStr;

use crate::error::{Error, Result};
use crate::explore::terminal::on_panic;

use super::line::line_start;
use super::{LineReader, PROMPT, ReadLine};

/// Maximum lines in the history.
const MAX_HISTORY_LINES: usize = 1000;

type EditedLines = rustyline::Editor<Completion, FileHistory>;

/// Reads lines from a terminal.
pub struct Editor<'a> {
    lines: EditedLines,
    /// The history file, which need not exist; `None` after it could not be used.
    history: Option<PathBuf>,
    /// An error of the history that has not been printed yet.
    trouble: Option<String>,
    /// Prints a message outside the line that is being edited.
    say: Box<dyn Fn(String) + 'a>,
}

impl<'a> Editor<'a> {
    /// Creates an editor that completes lines from the command tree, and loads the history.
    ///
    /// # Errors
    ///
    /// If there is no usable terminal.
    pub fn new(
        commands: Command,
        history: Option<PathBuf>,
        say: impl Fn(String) + 'a,
    ) -> Result<Self> {
        let config = Config::builder()
            .completion_type(CompletionType::List)
            .history_ignore_space(true)
            .max_history_size(MAX_HISTORY_LINES)?
            .build();
        let mut lines = rustyline::Editor::with_config(config)?;
        lines.set_helper(Some(Completion(commands)));
        on_panic(restore_terminal());
        let mut editor = Self {
            lines,
            history,
            trouble: None,
            say: Box::new(say),
        };
        editor.keep_history(|lines, file| match lines.load_history(file) {
            Err(ReadlineError::Io(why)) if why.kind() == ErrorKind::NotFound => Ok(()),
            other => other,
        });
        Ok(editor)
    }

    /// Reads or writes the history file. After a failure the history is no longer used, so that the
    /// user sees the error once and not after every line.
    fn keep_history(
        &mut self,
        work: impl FnOnce(&mut EditedLines, &Path) -> rustyline::Result<()>,
    ) {
        if let Some(file) = &self.history
            && let Err(why) = work(&mut self.lines, file)
        {
            let file = file.display();
            self.trouble = Some(format!("the history is not saved: `{file}`: {why}"));
            self.history = None;
        }
    }

    fn remember(&mut self, line: &str) -> Result<()> {
        if self.lines.add_history_entry(line)? {
            self.keep_history(|lines, file| {
                make_private_folder(file.parent().unwrap_or(file))?;
                lines.append_history(file)
            });
        }
        Ok(())
    }
}

/// Creates a folder and its missing parents, accessible only to their owner on Unix.
fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut folders = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folders, 0o700);
    folders.recursive(true).create(folder)
}

impl From<ReadlineError> for Error {
    fn from(why: ReadlineError) -> Self {
        Self::usage(
            format!("the terminal cannot be read: {why}"),
            "feed the shell from a pipe instead",
        )
    }
}

/// Saves the terminal's settings, and returns a function that restores them.
fn restore_terminal() -> impl Fn() {
    #[cfg(unix)]
    let now = rustix::termios::tcgetattr(io::stdin());
    move || {
        #[cfg(unix)]
        if let Ok(now) = &now {
            use rustix::termios::{OptionalActions, tcsetattr};
            // An error cannot be reported here.
            let _ = tcsetattr(io::stdin(), OptionalActions::Now, now);
        }
    }
}

impl LineReader for Editor<'_> {
    fn read(&mut self, prompt: &str) -> Result<ReadLine> {
        if let Some(trouble) = self.trouble.take() {
            (self.say)(trouble);
        }
        match self.lines.readline(prompt) {
            Ok(line) => {
                // Replies to a command's questions are not commands, and stay out of the history.
                if prompt == PROMPT && !line.trim().is_empty() {
                    self.remember(&line)?;
                }
                Ok(ReadLine::Line(line))
            }
            Err(ReadlineError::Eof) => Ok(ReadLine::End),
            Err(ReadlineError::Interrupted) => Ok(ReadLine::Interrupted),
            Err(ReadlineError::Io(why)) if why.kind() == ErrorKind::InvalidData => {
                Ok(ReadLine::Unusable(Error::usage(
                    "the line is not UTF-8",
                    "set the terminal to UTF-8",
                )))
            }
            Err(why) => Err(why.into()),
        }
    }
}

/// Completes a line with the same commands, options and names as in other shells.
struct Completion(Command);

impl Completer for Completion {
    type Candidate = Pair;

    /// Returns the byte offset of the word at the cursor, and the candidates that can replace it.
    fn complete(
        &self,
        line: &str,
        cursor: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<Pair>)> {
        let typed = line_start(&line[..cursor]);
        let mut words = typed.words;
        if words.first().is_none_or(|word| word != "destal") {
            words.insert(0, "destal".to_owned());
        }
        let at = words.len();
        words.push(typed.current.clone());
        let words = words.into_iter().map(Into::into).collect();
        let found = complete(&mut self.0.clone(), words, at, None);
        let mut found = found.unwrap_or_default();
        let is_option =
            |word: &CompletionCandidate| word.get_value().as_encoded_bytes().starts_with(b"-");
        if typed.current.is_empty() && !found.iter().all(is_option) {
            // Options are offered after a hyphen, or if there is nothing else.
            found.retain(|word| !is_option(word));
        }
        Ok((typed.start, pairs(&found)))
    }
}

/// Candidates for rustyline: the text to list, with a description, and the quoted replacement.
fn pairs(found: &[CompletionCandidate]) -> Vec<Pair> {
    let words = found.iter().filter_map(|word| {
        let value = word.get_value().to_str()?;
        let quoted = shlex::try_quote(value).ok()?.into_owned();
        (!value.contains(char::is_control)).then_some((quoted, word.get_help()))
    });
    let words = words.collect_vec();
    let widths = words.iter().map(|(word, _)| word.chars().count());
    let widest = widths.max().unwrap_or_default();
    let is_alone = words.len() == 1;
    let pairs = words.into_iter().map(|(word, about)| {
        let about = about.map(ToString::to_string).unwrap_or_default();
        let display = match about.lines().next() {
            Some(about) => cut(&format!("{word:<widest$}  {about}")),
            None => word.clone(),
        };
        let goes_on = !is_alone || word.ends_with(['/', '=']);
        let replacement = if goes_on { word } else { word + " " };
        Pair {
            display,
            replacement,
        }
    });
    pairs.collect()
}

/// Truncates text to fit one line of most terminals.
fn cut(text: &str) -> String {
    const ROOM: usize = 74;
    match text.unicode_truncate(ROOM) {
        (whole, _) if whole.len() == text.len() => text.to_owned(),
        (beginning, _) => format!("{}...", beginning.trim_end()),
    }
}

impl Helper for Completion {}
impl Hinter for Completion {
    type Hint = String;
}
impl Highlighter for Completion {}
impl Validator for Completion {}
