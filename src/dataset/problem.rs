//! Faults of a dataset: what is wrong, where, and what to do about it.

use std::fmt;

/// Whether a problem refuses the dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The dataset is refused.
    Error,
    /// The dataset loads all the same.
    Warning,
}

/// What sort of fault it is; one word for each, for programs and for picking among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// The file is not UTF-8, or not JSON.
    Syntax,
    /// A key that the format does not know.
    UnknownKey,
    /// A key that stands twice in one object.
    DuplicateKey,
    /// A value of another type than the key wants.
    WrongType,
    /// A value that is needed and absent or empty.
    Missing,
    /// Two records of a kind with one id, or a record twice.
    Duplicate,
    /// A name that no record has.
    Dangling,
    /// A date that cannot be read.
    Dates,
    /// A date that contradicts another.
    Bounds,
    /// How an event's date is known does not hold.
    Dating,
    /// A place in a source that it does not have.
    Locators,
    /// An answer that does not suit its question.
    Answers,
    /// A link that cannot be.
    Links,
    /// The dataset and the text of a source differ.
    Texts,
}

impl Code {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::UnknownKey => "unknown-key",
            Self::DuplicateKey => "duplicate-key",
            Self::WrongType => "wrong-type",
            Self::Missing => "missing",
            Self::Duplicate => "duplicate",
            Self::Dangling => "dangling",
            Self::Dates => "dates",
            Self::Bounds => "bounds",
            Self::Dating => "dating",
            Self::Locators => "locators",
            Self::Answers => "answers",
            Self::Links => "links",
            Self::Texts => "texts",
        }
    }
}

/// A fault in a dataset that a check found.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Problem {
    /// What sort of fault it is.
    pub code: Code,
    /// Whether it refuses the dataset.
    pub severity: Severity,
    /// The file, as it was named.
    pub file: String,
    /// The line in that file, counted from 1; `None` where the fault is of a file as a whole.
    pub line: Option<usize>,
    /// The path inside the file, with the id of the record.
    #[serde(rename = "where")]
    pub place: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// Where in the dataset's files something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The index of the file.
    pub file: usize,
    /// The steps from the top of the file.
    pub path: Path,
}

/// The steps from the top of a file to a value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Path(pub Vec<Step>);

/// One step into an object or a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Into the value of a key.
    Key(String),
    /// Into the n-th element, counted from 0.
    Index(usize),
}

impl Path {
    /// The path to a key of the object that this leads to.
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.0.push(Step::Key(key.into()));
        self
    }

    /// The path to an element of the list that this leads to.
    pub fn index(mut self, index: usize) -> Self {
        self.0.push(Step::Index(index));
        self
    }

    /// Whether this is `other`, or leads into it.
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if i == 0 => write!(f, "{key}")?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

impl fmt::Display for Problem {
    /// One line: file, line, place, message.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if !self.place.is_empty() {
            write!(f, ": {}", self.place)?;
        }
        write!(f, ": {}", self.message)
    }
}
