//! Faults of a dataset: what is wrong, where, and what to do about it; the checks that find them.

use std::fmt;

use serde::Serialize;
use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::limits::MOST_PROBLEMS;

/// Whether a problem refuses the dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The dataset is refused.
    Error,
    /// The dataset loads all the same.
    Warning,
}

/// Which check found a fault; one word for each, for programs and for picking among them. First
/// comes what keeps a file from being read, last what is only advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[derive(EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Code {
    /// A file that is not UTF-8, or not JSON.
    Syntax,
    /// More problems than are listed.
    Many,
    /// A key that the format does not know.
    UnknownKey,
    /// A key that stands twice in one object.
    DuplicateKey,
    /// A value of another type than the key wants.
    WrongType,
    /// A value that is needed and is absent or empty.
    Missing,
    /// Two records of a kind with one id, or a record that stands twice.
    Duplicate,
    /// A name that no record has.
    Dangling,
    /// A date that cannot be read.
    Dates,
    /// A date that another contradicts: of an event outside the timeline's years or outside
    /// the dates of all its accounts, of an act after its actor's death, of an effect before
    /// its cause, of a period that ends before it begins.
    Bounds,
    /// A dating that does not hold: stated where no account has the date, or without a reference.
    Dating,
    /// A place that a source does not have, or none at all.
    Locators,
    /// An answer that does not suit its question.
    Answers,
    /// A link that leads from an event to itself.
    Links,
    /// A source's text that is not as the dataset has it (with --texts).
    Texts,
    /// A paragraph of a source with a file that is neither cited nor excused, or is both (an
    /// error with --texts).
    Unaccounted,
    /// A person, a place or a theme that nothing is told of.
    Unused,
    /// Two ids of a kind that differ in one letter, or in nothing but signs and case.
    NearDuplicate,
    /// A title of more than 80 characters, or one that judges instead of telling.
    Titles,
}

impl Code {
    /// The word for it.
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// What it finds, as a sentence without its full stop: the comment above it.
    pub fn finds(self) -> String {
        let sentence = self.get_documentation().unwrap_or_default().trim_end();
        sentence.trim_end_matches('.').replace('\n', " ")
    }

    /// How bad what it finds can be.
    pub fn severities(self) -> &'static [Severity] {
        use Severity::{Error, Warning};
        match self {
            Self::Many | Self::Duplicate | Self::Bounds | Self::Unaccounted => &[Error, Warning],
            Self::Unused | Self::NearDuplicate | Self::Titles => &[Warning],
            _ => &[Error],
        }
    }
}

/// A fault in a dataset that a check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
    /// A problem that stands at a spot in a file, or is of the file as a whole.
    pub fn new(
        code: Code,
        severity: Severity,
        file: &str,
        place: String,
        message: String,
        spot: Option<Spot>,
    ) -> Self {
        Self {
            code,
            severity,
            file: file.to_owned(),
            line: spot.as_ref().map(|spot| spot.line),
            column: spot.as_ref().map(|spot| spot.column),
            place: cut(place),
            message,
            excerpt: spot.map(|spot| spot.excerpt),
        }
    }

    /// The file, with the line and the column where they are known, as editors read it.
    pub fn position(&self) -> String {
        match (self.line, self.column) {
            (Some(line), Some(column)) => format!("{}:{line}:{column}", self.file),
            _ => self.file.clone(),
        }
    }
}

/// A problem before it is known on which line it stands.
#[derive(Clone, Debug)]
pub struct Found {
    /// The index of the file.
    pub file: usize,
    /// The way to it from the top of the file. In a file with an event a line, the first step is
    /// the byte at which the line begins.
    pub path: Path,
    /// The byte of the file or the line at which it is; `None` if the path says where.
    pub offset: Option<usize>,
    /// The id of the record, where it has one.
    pub record: Option<String>,
    pub code: Code,
    pub severity: Severity,
    /// What is wrong and what to do.
    pub message: String,
}

impl Found {
    /// An error where the path leads.
    pub fn error(code: Code, file: usize, path: Path, message: String) -> Self {
        Self {
            file,
            path,
            offset: None,
            record: None,
            code,
            severity: Severity::Error,
            message,
        }
    }

    /// The byte at which the line begins, in a file with an event a line.
    pub fn line_offset(&self) -> Option<usize> {
        match self.path.0.first() {
            Some(Step::Index(offset)) => Some(*offset),
            _ => None,
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
        let column = before.chars().count() + 1;
        let reached = before.chars().skip(column.saturating_sub(1 + Self::REACH));
        Self {
            line: head.matches('\n').count() + 1,
            column,
            excerpt: Excerpt {
                before: reached.collect::<String>().trim_start().to_owned(),
                after,
            },
        }
    }
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
    pub fn key(self, key: impl Into<String>) -> Self {
        self.step(Step::Key(key.into()))
    }

    /// The path to an element of the list that this leads to.
    pub fn index(self, index: usize) -> Self {
        self.step(Step::Index(index))
    }

    pub fn step(mut self, step: Step) -> Self {
        self.0.push(step);
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

/// How many bytes of a message or a name are kept in a problem.
const LONGEST_MESSAGE: usize = 2000;

/// The beginning of a text that may be of any length.
pub fn cut(mut text: String) -> String {
    if text.len() > LONGEST_MESSAGE {
        let mut end = LONGEST_MESSAGE;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
        text.push('…');
    }
    text
}

/// Sorts problems by where they stand.
pub fn sort(problems: &mut [Problem]) {
    problems.sort_by(|a, b| {
        let [a, b] = [a, b].map(|p| (&p.file, p.line, p.column, &p.place));
        a.cmp(&b)
    });
}

/// Keeps the first problems of each severity, and says so where there are more. `more` says that
/// some were not even looked for.
pub fn keep_first(problems: &mut Vec<Problem>, more: bool) {
    let mut counts = [0; 2];
    problems.retain(|problem| {
        let count = &mut counts[usize::from(problem.severity == Severity::Error)];
        *count += 1;
        *count <= MOST_PROBLEMS
    });
    let more = more || counts.iter().any(|count| *count > MOST_PROBLEMS);
    if let Some(last) = problems.last().filter(|_| more) {
        let severity = match counts {
            [_, 0] => Severity::Warning,
            _ => Severity::Error,
        };
        let message = format!(
            "there is more than the {MOST_PROBLEMS} errors and {MOST_PROBLEMS} warnings that are \
             listed at most; mend these, and check again"
        );
        let (file, place) = (&last.file, String::new());
        let many = Problem::new(Code::Many, severity, file, place, message, None);
        problems.push(many);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_two_characters() {
        assert_eq!(cut("short".into()), "short");
        let long = cut("ж".repeat(LONGEST_MESSAGE));
        assert!(long.ends_with("ж…") && long.len() <= LONGEST_MESSAGE + 3);
    }

    #[test]
    fn warnings_never_push_an_error_out() {
        let problem = |severity| {
            let (place, message) = (String::new(), "it is".into());
            Problem::new(Code::Bounds, severity, "a.json", place, message, None)
        };
        let mut problems = vec![problem(Severity::Warning); MOST_PROBLEMS + 7];
        problems.push(problem(Severity::Error));
        keep_first(&mut problems, false);
        assert_eq!(problems.len(), MOST_PROBLEMS + 2);
        assert_eq!(problems[MOST_PROBLEMS].severity, Severity::Error);
        assert_eq!(problems[MOST_PROBLEMS + 1].code, Code::Many);
    }
}
