//! What `help` explains besides the commands: dates, and agreement.

use crate::error::Result;
use crate::report::guide::{self, Guide};

use super::{Output, Settings};

/// Something that takes more than a line to explain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// How a date may be written, and when an event lies in a period.
    Dates,
    /// When sources agree.
    Agreement,
}

impl Subject {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Dates, Self::Agreement];

    /// What is typed after `help`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Dates => "dates",
            Self::Agreement => "agreement",
        }
    }

    /// What it is about, in a line.
    pub fn about(self) -> &'static str {
        match self {
            Self::Dates => "how a date may be written, and when an event lies in a period",
            Self::Agreement => "when sources agree, and when they do not",
        }
    }

    /// The explanation.
    pub fn guide(self) -> Guide {
        match self {
            Self::Dates => guide::dates(),
            Self::Agreement => guide::agreement(),
        }
    }
}

/// Explains a subject.
///
/// # Errors
///
/// Where a format is asked for that an explanation does not have.
pub fn explain(subject: Subject, settings: &Settings) -> Result<Output> {
    settings.show(&subject.guide())
}
