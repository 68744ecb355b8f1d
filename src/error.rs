//! Errors of the program, with a message, a hint for the user and an exit code.

use std::io;
use std::path::Path;

use derive_more::Display;

/// A failure of the program.
#[derive(Debug, Display)]
pub enum Error {
    /// The command cannot be carried out. The hint is empty if nothing helps.
    #[display("{message}")]
    Refused {
        message: String,
        hint: String,
        exit_code: u8,
    },
    /// The output could not be written.
    #[display("cannot write the output: {_0}")]
    Output(io::Error),
}

pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// The command line is wrong: exit code 2.
    pub fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Refused {
            message: message.into(),
            hint: hint.into(),
            exit_code: 2,
        }
    }

    /// The command fails for any other reason: exit code 1.
    pub fn failed(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Refused {
            message: message.into(),
            hint: hint.into(),
            exit_code: 1,
        }
    }

    /// A file or folder cannot be read or written; `action` is `read` or `write`.
    pub fn file(action: &str, path: &Path, why: &str, hint: &str) -> Self {
        Self::failed(format!("cannot {action} `{}`: {why}", path.display()), hint)
    }

    /// What the user can do about it; empty if nothing helps.
    pub fn hint(&self) -> &str {
        match self {
            Self::Refused { hint, .. } => hint,
            Self::Output(_) => "the output is incomplete; free some space, or write elsewhere",
        }
    }

    /// The exit status: 2 if the command line is wrong, otherwise 1.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Refused { exit_code, .. } => *exit_code,
            Self::Output(_) => 1,
        }
    }
}

impl std::error::Error for Error {}
