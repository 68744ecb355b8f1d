//! What can go wrong, in what words, and what the user can do about it.

use std::fmt;
use std::io;
use std::path::Path;

/// A failure of the program.
#[derive(Debug)]
pub enum Error {
    /// What keeps a command from its answer. The hint is empty where nothing helps.
    Refused {
        message: String,
        hint: String,
        exit_code: u8,
    },
    /// The output could not be written.
    Output(io::Error),
}

/// The result of anything that can fail.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// The command line asks for something that cannot be.
    pub fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Refused {
            message: message.into(),
            hint: hint.into(),
            exit_code: 2,
        }
    }

    /// Anything else that keeps a command from its answer.
    pub fn failed(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Refused {
            message: message.into(),
            hint: hint.into(),
            exit_code: 1,
        }
    }

    /// A file or folder that cannot be read or written; `action` says which.
    pub fn file(action: &str, path: &Path, why: &str, hint: &str) -> Self {
        Self::failed(format!("cannot {action} `{}`: {why}", path.display()), hint)
    }

    /// What the user can do about it; empty where nothing helps.
    pub fn hint(&self) -> &str {
        match self {
            Self::Refused { hint, .. } => hint,
            Self::Output(_) => "nothing more was written; make room, or write elsewhere",
        }
    }

    /// The exit status: 2 where the command line is wrong, otherwise 1.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Refused { exit_code, .. } => *exit_code,
            Self::Output(_) => 1,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { message, .. } => f.write_str(message),
            Self::Output(why) => write!(f, "cannot write the output: {why}"),
        }
    }
}

impl std::error::Error for Error {}
