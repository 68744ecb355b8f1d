//! The outside world, as a value: variables, the clock, the standard streams, the terminal.

use std::cell::RefCell;
use std::env;
use std::ffi::OsString;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Local, NaiveDate};

use crate::error::{Error, Result};

/// The outside world, as far as the program needs it.
pub struct Environment {
    /// Reads an environment variable.
    pub variable: fn(&str) -> Option<OsString>,
    /// Says which day it is.
    pub today: fn() -> Result<NaiveDate>,
    /// Says what settles what is left to chance.
    pub seed: fn() -> u64,
    /// The path by which the program was called.
    pub program: PathBuf,
    /// The current folder, if it can be told.
    pub folder: Option<PathBuf>,
    /// Whether a command line may name files; without, those that do are refused.
    pub has_files: bool,
    /// The standard input.
    pub stdin: RefCell<Box<dyn BufRead>>,
    /// Whether the standard input is a terminal.
    pub stdin_is_terminal: bool,
    /// The standard output.
    pub stdout: OutStream,
    /// The standard error.
    pub stderr: OutStream,
    /// Says how many columns and rows the terminal at the standard output has.
    pub screen: fn() -> Option<(usize, usize)>,
}

/// A stream that the program writes to.
pub struct OutStream {
    /// What takes the text.
    pub writer: RefCell<Box<dyn Write>>,
    /// Whether it is a terminal.
    pub is_terminal: bool,
    /// Whether clap's help and errors have colours on it where nothing refuses them.
    pub has_colored_help: bool,
}

impl OutStream {
    fn new(stream: impl anstream::stream::RawStream + 'static) -> Self {
        Self {
            is_terminal: stream.is_terminal(),
            has_colored_help: anstream::AutoStream::choice(&stream) != anstream::ColorChoice::Never,
            writer: RefCell::new(Box::new(stream)),
        }
    }

    /// Writes a text at once.
    ///
    /// # Errors
    ///
    /// Where nobody reads it, or the disk is full.
    pub fn write(&self, text: &str) -> io::Result<()> {
        let mut writer = self.writer.borrow_mut();
        writer.write_all(text.as_bytes())?;
        writer.flush()
    }
}

impl Environment {
    /// The environment of the process.
    #[must_use]
    pub fn of_process() -> Self {
        Self {
            variable: |name| env::var_os(name),
            today,
            seed,
            program: env::args_os()
                .next()
                .unwrap_or_else(|| "destal".into())
                .into(),
            folder: env::current_dir().ok(),
            has_files: true,
            // Not locked: the prompt of the shell reads the same stream.
            stdin: RefCell::new(Box::new(BufReader::new(io::stdin()))),
            stdin_is_terminal: io::stdin().is_terminal(),
            stdout: OutStream::new(io::stdout()),
            stderr: OutStream::new(io::stderr()),
            screen: || {
                let (width, height) = terminal_size::terminal_size_of(io::stdout())?;
                Some((width.0.into(), height.0.into()))
            },
        }
    }

    /// Whether somebody at a terminal types and reads.
    pub(super) fn is_interactive(&self) -> bool {
        self.stdin_is_terminal && self.stdout.is_terminal
    }

    /// The value of a variable that is set, and not to nothing.
    pub(super) fn value(&self, name: &str) -> Option<OsString> {
        (self.variable)(name).filter(|value| !value.is_empty())
    }

    /// The path that a variable holds, if it holds any.
    pub(super) fn path(&self, name: &str) -> Option<PathBuf> {
        self.value(name).map(Into::into)
    }

    /// Whether the environment asks for no colours.
    pub(super) fn refuses_color(&self) -> bool {
        self.value("NO_COLOR").is_some()
    }

    /// The file with what was typed in the shell: `$XDG_STATE_HOME/destal/history`, or below
    /// `~/.local/state`. A relative path in the variable does not count, as the XDG rules have it.
    pub(super) fn history_file(&self) -> Option<PathBuf> {
        let state = self
            .path("XDG_STATE_HOME")
            .filter(|path| path.is_absolute());
        let state = state.or_else(|| Some(env::home_dir()?.join(Path::new(".local/state"))))?;
        Some(state.join("destal").join("history"))
    }
}

/// The words that the program was called with, its own name first.
pub fn arguments() -> Vec<OsString> {
    env::args_os().collect()
}

/// The local day, or that of `SOURCE_DATE_EPOCH`.
///
/// # Errors
///
/// Where that variable holds no number of seconds.
fn today() -> Result<NaiveDate> {
    let Some(epoch) = env::var_os("SOURCE_DATE_EPOCH") else {
        return Ok(Local::now().date_naive());
    };
    let seconds = epoch.to_str().and_then(|text| text.parse().ok());
    seconds
        .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
        .map(|moment| moment.date_naive())
        .ok_or_else(|| {
            Error::usage(
                format!("SOURCE_DATE_EPOCH is `{}`", epoch.to_string_lossy()),
                "set it to a number of seconds since 1970, or unset it",
            )
        })
}

/// A number that is easy to type, and another one each time; with `SOURCE_DATE_EPOCH` always the
/// same.
fn seed() -> u64 {
    const NUMBERS: u64 = 1_000_000;
    if env::var_os("SOURCE_DATE_EPOCH").is_some() {
        return 0;
    }
    RandomState::new().build_hasher().finish() % NUMBERS
}
