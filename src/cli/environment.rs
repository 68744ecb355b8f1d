//! The process environment as a value: variables, the clock, the standard streams, the terminal.

use std::cell::RefCell;
use std::env;
use std::ffi::OsString;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Local, NaiveDate};

use crate::error::{Error, Result};

/// Everything outside the program that it reads or writes, other than files.
pub struct Environment {
    /// Reads an environment variable.
    pub variable: fn(&str) -> Option<OsString>,
    /// Returns the current day.
    pub today: fn() -> Result<NaiveDate>,
    /// Returns a random seed.
    pub seed: fn() -> u64,
    /// The path by which the program was called.
    pub program: PathBuf,
    /// The current folder, if known.
    pub folder: Option<PathBuf>,
    /// Whether arguments may name files; otherwise such command lines are rejected.
    pub has_files: bool,
    /// The standard input.
    pub stdin: RefCell<Box<dyn BufRead>>,
    /// Whether the standard input is a terminal.
    pub stdin_is_terminal: bool,
    /// The standard output.
    pub stdout: OutStream,
    /// The standard error.
    pub stderr: OutStream,
    /// Returns the columns and rows of the terminal on the standard output.
    pub screen: fn() -> Option<(usize, usize)>,
}

/// An output stream.
pub struct OutStream {
    /// Receives the text.
    pub writer: RefCell<Box<dyn Write>>,
    /// Whether it is a terminal.
    pub is_terminal: bool,
    /// Whether clap's help and errors have colours on it, unless they are turned off.
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

    /// Writes text and flushes the stream.
    ///
    /// # Errors
    ///
    /// If the reader closed the stream, or the disk is full.
    pub fn write(&self, text: &str) -> io::Result<()> {
        let mut writer = self.writer.borrow_mut();
        writer.write_all(text.as_bytes())?;
        writer.flush()
    }
}

impl Environment {
    /// The environment of the process.
    #[must_use]
    pub fn from_process() -> Self {
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

    /// Whether the standard input and output are terminals.
    pub(super) fn is_interactive(&self) -> bool {
        self.stdin_is_terminal && self.stdout.is_terminal
    }

    /// All bytes of the standard input.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub(super) fn read_stdin(&self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let read = self.stdin.borrow_mut().read_to_end(&mut bytes);
        read.map_err(|why| {
            Error::failed(
                format!("cannot read the standard input: {why}"),
                "give the name of a file",
            )
        })?;
        Ok(bytes)
    }

    /// The value of a variable; `None` if it is unset or empty.
    pub(super) fn value(&self, name: &str) -> Option<OsString> {
        (self.variable)(name).filter(|value| !value.is_empty())
    }

    /// The same as a path.
    pub(super) fn path(&self, name: &str) -> Option<PathBuf> {
        self.value(name).map(Into::into)
    }

    /// Whether `NO_COLOR` is set.
    pub(super) fn refuses_color(&self) -> bool {
        self.value("NO_COLOR").is_some()
    }

    /// The history file of the shell: `$XDG_STATE_HOME/destal/history`, or below `~/.local/state`.
    /// A relative path in the variable is ignored, as the XDG specification requires.
    pub(super) fn history_file(&self) -> Option<PathBuf> {
        let state = self
            .path("XDG_STATE_HOME")
            .filter(|path| path.is_absolute());
        let state = state.or_else(|| Some(env::home_dir()?.join(Path::new(".local/state"))))?;
        Some(state.join("destal").join("history"))
    }
}

/// The arguments of the process, its own name first.
pub fn arguments() -> Vec<OsString> {
    env::args_os().collect()
}

/// The current local day, or the day of `SOURCE_DATE_EPOCH` in UTC.
///
/// # Errors
///
/// If that variable is not a number of seconds.
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

/// A random number of at most six digits, easy to type; with `SOURCE_DATE_EPOCH` always 0.
fn seed() -> u64 {
    const NUMBERS: u64 = 1_000_000;
    if env::var_os("SOURCE_DATE_EPOCH").is_some() {
        return 0;
    }
    RandomState::new().build_hasher().finish() % NUMBERS
}
