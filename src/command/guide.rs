//! What `help` explains besides the commands: dates, and agreement.

use crate::error::Result;
use crate::report::guide::{self, Guide};

use super::{Output, Settings};

/// Something that takes more than a line to explain.
#[derive(Clone, Copy, Debug)]
pub struct Subject {
    /// What is typed after `help`.
    pub word: &'static str,
    /// What it is about, in a line.
    pub about: &'static str,
    /// Makes the explanation.
    pub guide: fn() -> Guide,
}

/// All that `help` explains besides the commands.
pub const SUBJECTS: [Subject; 2] = [
    Subject {
        word: "dates",
        about: "how a date may be written, and when an event lies in a period",
        guide: guide::dates,
    },
    Subject {
        word: "agreement",
        about: "when sources agree, and when they do not",
        guide: guide::agreement,
    },
];

/// Explains a subject.
///
/// # Errors
///
/// Where a format is asked for that an explanation does not have.
pub fn explain(subject: Subject, settings: &Settings) -> Result<Output> {
    settings.show(&(subject.guide)())
}
