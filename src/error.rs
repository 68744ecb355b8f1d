//! What can go wrong, in what words, and what the user can do about it.

use std::fmt;
use std::io;
use std::path::Path;

/// A failure of the program.
#[derive(Debug)]
pub enum Error {
    /// A name that nothing has.
    NotFound {
        /// What was looked for: "person", "event".
        kind: &'static str,
        /// What was typed.
        name: String,
        /// The nearest ids, best first.
        nearest: Vec<String>,
        /// The command that lists what there is, where there is one.
        list: Option<&'static str>,
    },
    /// A part of a name that several have.
    Ambiguous {
        /// What was looked for.
        kind: &'static str,
        /// What was typed.
        name: String,
        /// The ids of all that it fits.
        candidates: Vec<String>,
    },
    /// The command line asks for something that cannot be.
    Usage { message: String, hint: String },
    /// Anything else that keeps a command from its answer.
    Failed { message: String, hint: String },
    /// The output could not be written.
    Output(io::Error),
}

/// The result of anything that can fail.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage {
            message: message.into(),
            hint: hint.into(),
        }
    }

    pub fn failed(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Failed {
            message: message.into(),
            hint: hint.into(),
        }
    }

    /// A file or folder that cannot be read or written; `action` says which.
    pub fn file(action: &str, path: &Path, why: &str, hint: &str) -> Self {
        Self::failed(format!("cannot {action} `{}`: {why}", path.display()), hint)
    }

    /// The standard input cannot be read.
    pub fn input(why: &io::Error) -> Self {
        Self::failed(
            format!("cannot read the input: {why}"),
            "give the answers on the standard input",
        )
    }

    /// What the user can do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::NotFound { nearest, list, .. } => match (nearest.as_slice(), list) {
                ([], None) => None,
                ([], Some(list)) => Some(format!("`destal {list}` lists them")),
                ([only], _) => Some(format!("did you mean `{only}`?")),
                (several, _) => Some(format!("did you mean one of {}?", quote_all(several))),
            },
            Self::Ambiguous { candidates, .. } => {
                Some(format!("write one of {}", quote_all(candidates)))
            }
            Self::Usage { hint, .. } | Self::Failed { hint, .. } => {
                (!hint.is_empty()).then(|| hint.clone())
            }
            Self::Output(_) => {
                Some("nothing more was written; make room, or write elsewhere".into())
            }
        }
    }

    /// The exit status: 2 where the command line is wrong, otherwise 1.
    pub fn exit_code(&self) -> u8 {
        if matches!(self, Self::Usage { .. }) {
            2
        } else {
            1
        }
    }
}

/// The first names in backticks, and how many more there are.
fn quote_all(names: &[String]) -> String {
    const SHOWN: usize = 8;
    let shown = names.iter().take(SHOWN).map(|name| format!("`{name}`"));
    let shown = shown.collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound { kind, name, .. } => write!(f, "no {kind} is called `{name}`"),
            Self::Ambiguous { kind, name, .. } => write!(f, "`{name}` fits more than one {kind}"),
            Self::Usage { message, .. } | Self::Failed { message, .. } => f.write_str(message),
            Self::Output(why) => write!(f, "cannot write the output: {why}"),
        }
    }
}

impl std::error::Error for Error {}
