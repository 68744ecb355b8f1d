//! What can go wrong, in what words, and what the user can do about it.

use std::fmt;
use std::path::PathBuf;

use crate::dataset::problem::Problem;

/// A failure of the program. A fault in a dataset is a [`Problem`].
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
    /// A source does not tell of an event.
    NotTold {
        /// The id of the source.
        source: String,
        /// The id of the event.
        event: String,
    },
    /// A typed date that cannot be read, or not in that place.
    Date {
        /// The option, such as `--from`.
        option: &'static str,
        /// What is wrong.
        message: String,
        /// What to write instead.
        hint: String,
    },
    /// The command line asks for something that cannot be.
    Usage {
        /// What is wrong.
        message: String,
        /// What to write instead.
        hint: String,
    },
    /// A file or folder that cannot be read or written.
    File {
        /// What was tried: "read", "write".
        action: &'static str,
        /// Which file.
        path: PathBuf,
        /// Why it failed.
        why: String,
        /// What to do.
        hint: String,
    },
    /// The dataset has faults, and is refused.
    Refused {
        /// Its name, as the user gave it.
        name: String,
        /// The faults.
        problems: Vec<Problem>,
    },
    /// The output could not be written.
    Output(std::io::Error),
    /// The terminal could not be used.
    Terminal(std::io::Error),
    /// The input could not be read.
    Input(std::io::Error),
}

/// The result of anything that can fail.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::NotFound { nearest, list, .. } => match (nearest.as_slice(), list) {
                ([], None) => None,
                ([], Some(list)) => Some(format!("`destal {list}` lists them")),
                ([only], _) => Some(format!("did you mean `{only}`?")),
                (several, _) => Some(format!("did you mean one of {}?", ticked(several))),
            },
            Self::Ambiguous { candidates, .. } => {
                Some(format!("write one of {}", ticked(candidates)))
            }
            Self::Date { hint, .. } | Self::Usage { hint, .. } | Self::File { hint, .. } => {
                (!hint.is_empty()).then(|| hint.clone())
            }
            Self::NotTold { event, .. } => Some(format!("`destal event {event}` shows who does")),
            Self::Refused { .. } => Some("mend these; `destal check` lists them again".into()),
            Self::Terminal(_) => Some("the other commands need none: `destal --help`".into()),
            Self::Input(_) => Some("give the answers on the standard input".into()),
            Self::Output(_) => {
                Some("nothing more was written; make room, or write elsewhere".into())
            }
        }
    }

    /// The exit status: 2 where the command line is wrong, otherwise 1.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Date { .. } | Self::Usage { .. } => 2,
            _ => 1,
        }
    }
}

fn ticked(names: &[String]) -> String {
    const SHOWN: usize = 8;
    let shown: Vec<String> = names
        .iter()
        .take(SHOWN)
        .map(|name| format!("`{name}`"))
        .collect();
    match names.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound { kind, name, .. } => write!(f, "no {kind} is called `{name}`"),
            Self::Ambiguous { kind, name, .. } => {
                write!(f, "`{name}` fits more than one {kind}")
            }
            Self::NotTold { source, event } => write!(f, "{source} does not tell of `{event}`"),
            Self::Date {
                option, message, ..
            } => write!(f, "{option}: {message}"),
            Self::Usage { message, .. } => f.write_str(message),
            Self::File {
                action, path, why, ..
            } => {
                write!(f, "cannot {action} `{}`: {why}", path.display())
            }
            Self::Refused { name, problems } => {
                let count = problems.len();
                let faults = if count == 1 { "a fault" } else { "faults" };
                write!(f, "the dataset `{name}` has {faults} and is not used")?;
                for problem in problems {
                    write!(f, "\n  {problem}")?;
                }
                Ok(())
            }
            Self::Terminal(why) => write!(f, "the terminal cannot be used: {why}"),
            Self::Input(why) => write!(f, "cannot read the input: {why}"),
            Self::Output(why) => write!(f, "cannot write the output: {why}"),
        }
    }
}

impl std::error::Error for Error {}
