//! Faults of a dataset: what is wrong, where, and what to do about it; the checks that find them.

use std::fmt;

use memchr::memchr_iter;

/// Whether a problem refuses the dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The dataset is refused.
    Error,
    /// The dataset loads all the same.
    Warning,
}

/// The named checks. What a check is called is the code of the problems that it finds.
macro_rules! codes {
    ($($(#[doc = $finds:literal])+ $code:ident $word:literal $severities:ident;)+) => {
        /// Which check found a fault; one word for each, for programs and for picking among them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        pub enum Code {
            $($(#[doc = $finds])+ #[serde(rename = $word)] $code,)+
        }

        impl Code {
            /// All of them: first what keeps a file from being read, last what is only advice.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$code),+];

            /// The word for it.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$code => $word,)+
                }
            }

            /// What it finds, as a sentence without its full stop.
            pub fn finds(self) -> String {
                let lines: &[&str] = match self {
                    $(Self::$code => &[$($finds),+],)+
                };
                let whole: String = lines.concat();
                whole.trim().trim_end_matches('.').to_owned()
            }

            /// How bad what it finds can be.
            pub fn severities(self) -> &'static [Severity] {
                match self {
                    $(Self::$code => $severities,)+
                }
            }
        }
    };
}

const ERROR: &[Severity] = &[Severity::Error];
const WARNING: &[Severity] = &[Severity::Warning];
const EITHER: &[Severity] = &[Severity::Error, Severity::Warning];

codes! {
    /// A file that is not UTF-8, or not JSON.
    Syntax "syntax" ERROR;
    /// More problems than are listed.
    Many "many" EITHER;
    /// A key that the format does not know.
    UnknownKey "unknown-key" ERROR;
    /// A key that stands twice in one object.
    DuplicateKey "duplicate-key" ERROR;
    /// A value of another type than the key wants.
    WrongType "wrong-type" ERROR;
    /// A value that is needed and is absent or empty.
    Missing "missing" ERROR;
    /// Two records of a kind with one id, or a record that stands twice.
    Duplicate "duplicate" EITHER;
    /// A name that no record has.
    Dangling "dangling" ERROR;
    /// A date that cannot be read.
    Dates "dates" ERROR;
    /// A date that another contradicts: of an event outside the timeline's years or outside
    /// the dates of all its accounts, of an act after its actor's death, of an effect before
    /// its cause, of a period that ends before it begins.
    Bounds "bounds" EITHER;
    /// A dating that does not hold: stated where no account has the date, or without a reference.
    Dating "dating" ERROR;
    /// A place that a source does not have, or none at all.
    Locators "locators" ERROR;
    /// An answer that does not suit its question.
    Answers "answers" ERROR;
    /// A link that leads from an event to itself.
    Links "links" ERROR;
    /// A source's text that is not as the dataset has it (with --texts).
    Texts "texts" ERROR;
    /// A paragraph of a source with a file that is neither cited nor excused, or is both (an
    /// error with --texts).
    Unaccounted "unaccounted" EITHER;
    /// A person, a place or a theme that nothing is told of.
    Unused "unused" WARNING;
    /// Two ids of a kind that differ in one letter, or in nothing but signs and case.
    NearDuplicate "near-duplicate" WARNING;
    /// A title of more than 80 characters, or one that judges instead of telling.
    Titles "titles" WARNING;
}

/// A fault in a dataset that a check found.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Problem {
    /// Which check found it.
    pub code: Code,
    /// Whether it refuses the dataset.
    pub severity: Severity,
    /// The file, as it was named.
    pub file: String,
    /// The line in that file, counted from 1; `None` where the fault is of a file as a whole.
    pub line: Option<usize>,
    /// The column in that line, in characters and counted from 1.
    pub column: Option<usize>,
    /// The path inside the file, with the id of the record.
    #[serde(rename = "where")]
    pub place: String,
    /// What is wrong and what to do.
    pub message: String,
    /// What stands there.
    #[serde(skip)]
    pub excerpt: Option<Excerpt>,
}

impl Problem {
    /// A problem of a file as a whole.
    pub fn new(code: Code, severity: Severity, file: &str, place: String, message: String) -> Self {
        Self {
            code,
            severity,
            file: file.to_owned(),
            line: None,
            column: None,
            place: super::limits::cut(place),
            message,
            excerpt: None,
        }
    }

    /// Sets where in the file the problem stands, and what stands there.
    #[must_use]
    pub fn standing_at(mut self, spot: Option<Spot>) -> Self {
        self.line = spot.as_ref().map(|spot| spot.line);
        self.column = spot.as_ref().map(|spot| spot.column);
        self.excerpt = spot.map(|spot| spot.excerpt);
        self
    }

    /// The file, with the line and the column where they are known, as editors read it.
    pub fn position(&self) -> String {
        match (self.line, self.column) {
            (Some(line), Some(column)) => format!("{}:{line}:{column}", self.file),
            (Some(line), None) => format!("{}:{line}", self.file),
            _ => self.file.clone(),
        }
    }
}

/// A place in the text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The line, counted from 1.
    pub line: usize,
    /// The column, in characters and counted from 1.
    pub column: usize,
    /// What stands there.
    pub excerpt: Excerpt,
}

/// The line that a place is on, as far as a reader needs it: a file may have a line of any length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// What stands before the place.
    pub before: String,
    /// What stands from the place on.
    pub after: String,
}

impl Spot {
    /// The most characters that are kept on either side of a place.
    const REACH: usize = 240;

    /// The place of a byte offset, which has to be where a character begins or the end.
    pub fn of(text: &str, offset: usize) -> Self {
        Self::of_value(text, offset, 0)
    }

    /// The same place where so many lines stand before the text.
    pub fn below(self, lines: usize) -> Self {
        Self {
            line: self.line + lines,
            ..self
        }
    }

    /// The place of a value that begins at a byte offset and has so many bytes.
    pub fn of_value(text: &str, offset: usize, length: usize) -> Self {
        let (head, tail) = text.split_at(offset);
        let line_start = head.rfind('\n').map_or(0, |newline| newline + 1);
        let before = &head[line_start..];
        let line_end = tail.find('\n').unwrap_or(tail.len());
        let line = tail[..line_end].trim_end();
        // A lone bracket says nothing; what it holds follows it.
        let after: String = if matches!(line, "{" | "[") && length > 0 {
            let near: String = tail[..length].chars().take(Self::REACH * 2).collect();
            let words: Vec<&str> = near.split_ascii_whitespace().collect();
            words.join(" ").chars().take(Self::REACH).collect()
        } else {
            line.chars().take(Self::REACH).collect()
        };
        let mut reached: Vec<char> = before.chars().rev().take(Self::REACH).collect();
        reached.reverse();
        let before: String = reached.into_iter().collect();
        Self {
            line: memchr_iter(b'\n', head.as_bytes()).count() + 1,
            column: head[line_start..].chars().count() + 1,
            excerpt: Excerpt {
                before: before.trim_start().to_owned(),
                after,
            },
        }
    }
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
    /// One line: file, line, column, place, message.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.position())?;
        if !self.place.is_empty() {
            write!(f, ": {}", self.place)?;
        }
        write!(f, ": {}", self.message)
    }
}
