//! Lines typed on a terminal: editing, history, and words that Tab completes.

use std::borrow::Cow;
use std::cell::RefCell;

use clap::Command;
use clap_complete::engine::{CompletionCandidate, complete};
use rustyline::completion::{Completer, Pair};
use rustyline::config::Configurer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::MemHistory;
use rustyline::validate::Validator;
use rustyline::{ColorMode, CompletionType, Config, Context, Helper};
use unicode_width::UnicodeWidthChar;

use crate::error::{Error, Result};
use crate::explore::terminal::on_panic;

use super::history::KEPT;
use super::line::begun;
use super::{History, Lines, PROMPT, Read};

/// Lines from somebody at a terminal.
pub struct Editor {
    lines: rustyline::Editor<Words, MemHistory>,
    history: Option<History>,
    /// What went wrong with the history, until it is said.
    trouble: Option<String>,
}

impl Editor {
    /// An editor that completes lines from the tree of commands, with what was typed in earlier
    /// sessions at hand.
    ///
    /// # Errors
    ///
    /// Where there is no terminal to be had.
    pub fn new(tree: Command, history: Option<History>, color: bool) -> Result<Self> {
        let config = Config::builder()
            .completion_type(CompletionType::List)
            .color_mode(if color {
                ColorMode::Enabled
            } else {
                ColorMode::Disabled
            })
            .history_ignore_space(true)
            .build();
        let mut lines =
            rustyline::Editor::with_history(config, MemHistory::new()).map_err(|why| lost(&why))?;
        lines.set_max_history_size(KEPT).map_err(|why| lost(&why))?;
        lines.set_helper(Some(Words {
            tree: RefCell::new(tree),
        }));
        let mut editor = Self {
            lines,
            history,
            trouble: None,
        };
        let kept = editor.history.as_ref().map(History::load);
        match kept.transpose() {
            Ok(kept) => {
                for line in kept.unwrap_or_default() {
                    editor
                        .lines
                        .add_history_entry(line)
                        .map_err(|why| lost(&why))?;
                }
            }
            Err(why) => editor.forget(&why),
        }
        Ok(editor)
    }

    /// Goes on without the history. Said once, that is enough.
    fn forget(&mut self, why: &std::io::Error) {
        if let Some(history) = self.history.take() {
            self.trouble = Some(format!(
                "what is typed is not kept: `{}`: {why}",
                history.path().display()
            ));
        }
    }

    fn remember(&mut self, line: &str) -> Result<()> {
        let new = self
            .lines
            .add_history_entry(line)
            .map_err(|why| lost(&why))?;
        let kept = self.history.as_ref().filter(|_| new);
        if let Some(Err(why)) = kept.map(|history| history.add(line)) {
            self.forget(&why);
        }
        Ok(())
    }
}

fn lost(why: &ReadlineError) -> Error {
    Error::Usage {
        message: format!("the terminal cannot be read: {why}"),
        hint: "feed the shell from a pipe instead".into(),
    }
}

/// Puts the terminal back to how it is now.
#[cfg(unix)]
fn as_it_is() -> impl Fn() {
    use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
    let now = tcgetattr(std::io::stdin());
    move || {
        if let Ok(now) = &now {
            // Nothing is left to tell it to where this fails.
            let _ = tcsetattr(std::io::stdin(), OptionalActions::Now, now);
        }
    }
}

#[cfg(not(unix))]
fn as_it_is() -> impl Fn() {
    || ()
}

impl Lines for Editor {
    fn read(&mut self, prompt: &str) -> Result<Read> {
        if let Some(trouble) = self.trouble.take() {
            return Ok(Read::Note(trouble));
        }
        match on_panic(as_it_is(), || self.lines.readline(prompt)) {
            Ok(line) => {
                // What a command asks for is no command, and is not kept among them.
                if prompt == PROMPT && !line.trim().is_empty() {
                    self.remember(&line)?;
                }
                Ok(Read::Line(line))
            }
            Err(ReadlineError::Eof) => Ok(Read::End),
            Err(ReadlineError::Interrupted) => Ok(Read::GivenUp),
            Err(ReadlineError::Io(why)) if why.kind() == std::io::ErrorKind::InvalidData => {
                Ok(Read::Unusable(Error::Usage {
                    message: "the line is not UTF-8".into(),
                    hint: "set the terminal to UTF-8".into(),
                }))
            }
            Err(why) => Err(lost(&why)),
        }
    }
}

/// What completes a line: the same commands, options and names as in any other shell.
struct Words {
    tree: RefCell<Command>,
}

impl Words {
    /// The words that the line, up to the cursor, can go on with, and where the word begins that
    /// they take the place of.
    fn going_on(&self, line: &str) -> (usize, Vec<Pair>) {
        let begun = begun(line);
        let mut words = begun.words;
        if words.first().is_some_and(|word| word == "destal") {
            words.remove(0);
        }
        let at = words.len() + 1;
        let typed = ["destal".to_owned()].into_iter().chain(words);
        let typed = typed.chain([begun.current.clone()]).map(Into::into);
        let found = complete(&mut self.tree.borrow_mut(), typed.collect(), at, None);
        let mut found = found.unwrap_or_default();
        let is_option =
            |word: &CompletionCandidate| word.get_value().as_encoded_bytes().starts_with(b"-");
        if begun.current.is_empty() && !found.iter().all(is_option) {
            // Who wants an option types its hyphen.
            found.retain(|word| !is_option(word));
        }
        (begun.start, pairs(&found))
    }
}

/// The words as they are listed, each with what it stands for, and as they are written.
fn pairs(found: &[CompletionCandidate]) -> Vec<Pair> {
    let written = |word: &CompletionCandidate| -> Option<String> {
        let value = word.get_value().to_str()?;
        let harmless = !value.contains(char::is_control);
        let quoted = shlex::try_quote(value).ok().map(Cow::into_owned);
        quoted.filter(|_| harmless)
    };
    let words: Vec<(String, &CompletionCandidate)> = found
        .iter()
        .filter_map(|word| Some((written(word)?, word)))
        .collect();
    let widest = words.iter().map(|(word, _)| word.chars().count()).max();
    let widest = widest.unwrap_or_default();
    let alone = words.len() == 1;
    let pair = |(word, candidate): (String, &CompletionCandidate)| {
        let about = candidate.get_help().map(ToString::to_string);
        let about = about.as_deref().and_then(|about| about.lines().next());
        let display = match about {
            Some(about) => cut(&format!("{word:<widest$}  {about}")),
            None => word.clone(),
        };
        let goes_on = word.ends_with(['/', '=']);
        let replacement = if alone && !goes_on { word + " " } else { word };
        Pair {
            display,
            replacement,
        }
    };
    words.into_iter().map(pair).collect()
}

/// The beginning of a text, as much as stands on one line of most terminals.
fn cut(text: &str) -> String {
    const ROOM: usize = 74;
    let mut width = 0;
    let end = text.char_indices().find_map(|(at, c)| {
        width += c.width().unwrap_or(0);
        (width > ROOM).then_some(at)
    });
    match end {
        Some(end) => format!("{}...", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

impl Helper for Words {}
impl Hinter for Words {
    type Hint = String;
}
impl Highlighter for Words {}
impl Validator for Words {}
impl Completer for Words {
    type Candidate = Pair;

    fn complete(
        &self,
        line: &str,
        pos: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<Pair>)> {
        Ok(self.going_on(&line[..pos]))
    }
}
