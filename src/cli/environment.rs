//! What is outside the program: the variables of the environment, the clock, the terminal.

use std::env;
use std::ffi::OsString;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Local, NaiveDate};
use clap_complete::env::{EnvCompleter, Shells};

use crate::error::{Error, Result};

/// The variable by which a shell's completion script says for which shell words are wanted.
pub const COMPLETING: &str = "DESTAL_COMPLETE";

/// The words that the program was called with, its own name first.
pub fn arguments() -> Vec<OsString> {
    env::args_os().collect()
}

/// The folder that the program was called in, if it can be told.
pub fn current_folder() -> Option<PathBuf> {
    env::current_dir().ok()
}

/// Whether `NO_COLOR` is set, and not to nothing.
pub fn no_color_is_set() -> bool {
    env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// The path that a variable holds, if it holds any.
pub fn path(name: &str) -> Option<PathBuf> {
    env::var_os(name)
        .filter(|value| !value.is_empty())
        .map(Into::into)
}

/// The shell that asks how a command line goes on, where one does.
pub fn completing() -> Option<Result<&'static dyn EnvCompleter>> {
    const SHELLS: Shells<'static> = Shells::builtins();
    let name = env::var_os(COMPLETING).filter(|name| !name.is_empty())?;
    let found = SHELLS.0.iter().find(|shell| name == shell.name());
    Some(found.copied().ok_or_else(|| Error::Usage {
        message: format!("{COMPLETING} is `{}`", name.to_string_lossy()),
        hint: "unset it; it is for the scripts that `destal completions` writes".into(),
    }))
}

/// The local day, or that of `SOURCE_DATE_EPOCH`.
///
/// # Errors
///
/// Where that variable holds no number of seconds.
pub fn today() -> Result<NaiveDate> {
    let Some(epoch) = env::var_os("SOURCE_DATE_EPOCH") else {
        return Ok(Local::now().date_naive());
    };
    let seconds = epoch.to_str().and_then(|text| text.parse().ok());
    seconds
        .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
        .map(|moment| moment.date_naive())
        .ok_or_else(|| Error::Usage {
            message: format!("SOURCE_DATE_EPOCH is `{}`", epoch.to_string_lossy()),
            hint: "set it to a number of seconds since 1970, or unset it".into(),
        })
}

/// A number that is easy to type, and another one each time; with `SOURCE_DATE_EPOCH` always the
/// same.
pub fn seed() -> u64 {
    const NUMBERS: u64 = 1_000_000;
    if env::var_os("SOURCE_DATE_EPOCH").is_some() {
        return 0;
    }
    RandomState::new().build_hasher().finish() % NUMBERS
}

/// Columns and rows of the terminal at the standard output, where there is one.
pub fn screen() -> Option<(usize, usize)> {
    let (width, height) = terminal_size::terminal_size_of(io::stdout())?;
    Some((width.0.into(), height.0.into()))
}

/// What long answers are read with.
pub enum Pager {
    /// The command that `PAGER` holds, for `sh -c`.
    Asked(OsString),
    /// `less`, if it is there.
    Less,
    /// Nothing: `PAGER` is empty or `cat`.
    Without,
}

/// The pager that `PAGER` asks for.
pub fn pager() -> Pager {
    match env::var_os("PAGER") {
        None => Pager::Less,
        Some(asked) if asked.is_empty() || asked == "cat" => Pager::Without,
        Some(asked) => Pager::Asked(asked),
    }
}

/// Whether the user has options of their own for `less`.
pub fn less_has_options() -> bool {
    env::var_os("LESS").is_some()
}

/// The file with what was typed in the shell: `$XDG_STATE_HOME/destal/history`, or below
/// `~/.local/state`. A relative path in the variable does not count, as the XDG rules have it.
pub fn history_file() -> Option<PathBuf> {
    let state = path("XDG_STATE_HOME").filter(|path| path.is_absolute());
    let state = state.or_else(|| Some(env::home_dir()?.join(Path::new(".local/state"))))?;
    Some(state.join("destal").join("history"))
}
