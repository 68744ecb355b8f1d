//! Problems in a dataset, and the checks that find them.

use std::fmt;

use serde::Serialize;
use strum::{EnumMessage, IntoStaticStr, VariantArray};

/// Maximum number of errors, and of warnings, that are kept.
pub const MAX_PROBLEMS: usize = 200;

/// Whether a problem keeps the dataset from loading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The dataset does not load.
    Error,
    /// The dataset loads.
    Warning,
}

/// A check, with a machine-readable name. The order is from faults that keep a file from being read
/// to mere advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[derive(EnumMessage, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Code {
    /// A file that is not UTF-8, or not valid JSON.
    Syntax,
    /// More problems than are listed.
    Many,
    /// A key that the format does not define.
    UnknownKey,
    /// A key that occurs twice in one object.
    DuplicateKey,
    /// A value of the wrong type.
    WrongType,
    /// A required value that is absent or empty.
    Missing,
    /// Two records of a kind with the same id, a record that occurs twice, or an alias or siglum that two
    /// records share.
    Duplicate,
    /// A reference to a record that does not exist.
    Dangling,
    /// A date that cannot be read.
    Dates,
    /// A date that contradicts another: an event outside the timeline's years or outside
    /// the dates of all its accounts, an act after its actor's death, an effect before its
    /// cause, a period that ends before it begins.
    Bounds,
    /// A dating that does not hold: stated or left out although no account has that date, or
    /// supplied without a reference.
    Dating,
    /// A missing locator, or one that the source does not have.
    Locators,
    /// An answer that does not fit its question.
    Answers,
    /// A link from an event to itself.
    Links,
    /// A source's text that differs from what the dataset says of it (with --texts).
    Texts,
    /// A paragraph of a source with a file that is neither cited nor listed under `not_used`,
    /// or is both (an error with --texts).
    Unaccounted,
    /// A person, a place or a theme that nothing refers to.
    Unused,
    /// Two ids of a kind that differ by one letter, or only in punctuation, case or how accents
    /// are encoded.
    NearDuplicate,
    /// A title of more than 80 characters, or one that judges.
    Titles,
    /// A position or an item without a wording, or a wording that no answer uses.
    Wordings,
}

impl Code {
    /// The machine-readable name, in kebab case.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// What the check finds: the doc comment of the variant, without its full stop. It is shown to
    /// users.
    pub fn description(self) -> String {
        let sentence = self.get_documentation().unwrap_or_default().trim_end();
        sentence.trim_end_matches('.').replace('\n', " ")
    }

    /// The severities that its problems can have.
    pub fn severities(self) -> &'static [Severity] {
        use Severity::{Error, Warning};
        match self {
            Self::Many | Self::Duplicate | Self::Bounds | Self::Unaccounted => &[Error, Warning],
            Self::Unused | Self::NearDuplicate | Self::Titles | Self::Wordings => &[Warning],
            _ => &[Error],
        }
    }
}

/// A fault in a dataset that a check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The check that found it.
    pub code: Code,
    pub severity: Severity,
    /// Name of the file, as it was given.
    pub file: String,
    /// Counted from 1; `None` if the problem concerns the whole file.
    pub line: Option<usize>,
    /// In characters, counted from 1.
    pub column: Option<usize>,
    /// Path inside the file and id of the record, as in `events[0].date (lamp-lit)`.
    #[serde(rename = "where")]
    pub place: String,
    /// What is wrong and what to do.
    pub message: String,
    /// The text at that position.
    #[serde(skip)]
    pub excerpt: Option<Excerpt>,
}

impl Problem {
    /// A problem at a position, or in the file as a whole if `spot` is `None`.
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
            place: truncate(place),
            message,
            excerpt: spot.map(|spot| spot.excerpt),
        }
    }

    /// `file:line:column`, which editors recognize, or only the file if the line is unknown.
    pub fn position(&self) -> String {
        match (self.line, self.column) {
            (Some(line), Some(column)) => format!("{}:{line}:{column}", self.file),
            _ => self.file.clone(),
        }
    }
}

/// A cell, a row or a column of an imported file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CellProblem {
    /// The lines that it concerns, counted from 1.
    pub lines: Vec<usize>,
    /// The heading of the column as it stands, or the key in JSON; empty for a whole row.
    pub column: String,
    pub value: String,
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

impl CellProblem {
    pub fn new(
        line: usize,
        column: &str,
        value: &str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            lines: vec![line],
            column: column.to_owned(),
            value: truncate(value.trim().to_owned()),
            message: truncate(message.into()),
            remedy: remedy.into(),
        }
    }
}

/// A problem whose line and column have not been determined yet.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Index of the file.
    pub file: usize,
    /// Path from the top of the file. In an NDJSON file, the first step is the byte offset of the
    /// line.
    pub path: Path,
    /// Byte offset in the file, or in the line of an NDJSON file; `None` if the path gives the
    /// position.
    pub offset: Option<usize>,
    /// Id of the record, if it has one.
    pub record: Option<String>,
    pub code: Code,
    pub severity: Severity,
    /// What is wrong and what to do.
    pub message: String,
    /// In how many other places the same record is missing. One problem stands for all of them.
    pub others: usize,
}

impl Finding {
    /// An error at the end of a path.
    pub fn error(code: Code, file: usize, path: Path, message: String) -> Self {
        Self {
            file,
            path,
            offset: None,
            record: None,
            code,
            severity: Severity::Error,
            message,
            others: 0,
        }
    }

    /// Byte offset of the line, in an NDJSON file.
    pub fn line_offset(&self) -> Option<usize> {
        match self.path.0.first() {
            Some(PathStep::Index(offset)) => Some(*offset),
            _ => None,
        }
    }
}

/// A position in the text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
    /// The text at that position.
    pub excerpt: Excerpt,
}

/// The line around a position, cut to `Spot::REACH` characters on either side, because a line may
/// have any length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// Text before the position.
    pub before: String,
    /// Text from the position on.
    pub after: String,
}

impl Spot {
    /// Maximum number of characters kept on either side of the position.
    const REACH: usize = 240;

    /// The position of a byte offset, which must be a character boundary.
    pub fn at_offset(text: &str, offset: usize) -> Self {
        Self::of_value(text, offset, 0)
    }

    /// The same position with `lines` more lines before it.
    pub fn moved_down(self, lines: usize) -> Self {
        Self {
            line: self.line + lines,
            ..self
        }
    }

    /// The position of a value, given its byte offset and its length in bytes.
    pub fn of_value(text: &str, offset: usize, length: usize) -> Self {
        let (head, tail) = text.split_at(offset);
        let line_start = head.rfind('\n').map_or(0, |newline| newline + 1);
        let before = &head[line_start..];
        let line_end = tail.find('\n').unwrap_or(tail.len());
        let line = tail[..line_end].trim_end();
        // A lone bracket says nothing, so the excerpt goes on with its content.
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
pub struct Path(pub Vec<PathStep>);

/// One step into an object or a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PathStep {
    Key(String),
    /// Counted from 0.
    Index(usize),
}

impl Path {
    /// Appends a key.
    pub fn key(self, key: impl Into<String>) -> Self {
        self.step(PathStep::Key(key.into()))
    }

    /// Appends an index, counted from 0.
    pub fn index(self, index: usize) -> Self {
        self.step(PathStep::Index(index))
    }

    pub fn step(mut self, step: PathStep) -> Self {
        self.0.push(step);
        self
    }

    /// Whether this path equals `other` or begins with it.
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            match step {
                PathStep::Key(key) if i == 0 => write!(f, "{key}")?,
                PathStep::Key(key) => write!(f, ".{key}")?,
                PathStep::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

impl fmt::Display for Problem {
    /// One line: file, line, column, place and message.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.position())?;
        if !self.place.is_empty() {
            write!(f, ": {}", self.place)?;
        }
        write!(f, ": {}", self.message)
    }
}

/// Maximum length of a message or a name in a problem, in bytes.
const LONGEST_MESSAGE: usize = 2000;

/// Cuts a text at `LONGEST_MESSAGE`, and marks the cut with an ellipsis.
pub fn truncate(mut text: String) -> String {
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

/// Sorts problems by file, line, column and place.
pub fn sort_problems(problems: &mut [Problem]) {
    problems.sort_by(|a, b| {
        let [a, b] = [a, b].map(|p| (&p.file, p.line, p.column, &p.place));
        a.cmp(&b)
    });
}

/// Keeps the first `MAX_PROBLEMS` of each severity. Adds a problem that says so if there are more;
/// `more` means that checks stopped early.
pub fn limit_problems(problems: &mut Vec<Problem>, more: bool) {
    let mut counts = [0; 2];
    problems.retain(|problem| {
        let count = &mut counts[usize::from(problem.severity == Severity::Error)];
        *count += 1;
        *count <= MAX_PROBLEMS
    });
    let more = more || counts.iter().any(|count| *count > MAX_PROBLEMS);
    if let Some(last) = problems.last().filter(|_| more) {
        let severity = match counts {
            [_, 0] => Severity::Warning,
            _ => Severity::Error,
        };
        let message = format!(
            "at most {MAX_PROBLEMS} errors and {MAX_PROBLEMS} warnings are listed, and there are more; \
             fix these, and check again"
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
        assert_eq!(truncate("short".into()), "short");
        let long = truncate("ж".repeat(LONGEST_MESSAGE));
        assert!(long.ends_with("ж…") && long.len() <= LONGEST_MESSAGE + 3);
    }

    #[test]
    fn warnings_never_push_an_error_out() {
        let problem = |severity| {
            let (place, message) = (String::new(), "it is".into());
            Problem::new(Code::Bounds, severity, "a.json", place, message, None)
        };
        let mut problems = vec![problem(Severity::Warning); MAX_PROBLEMS + 7];
        problems.push(problem(Severity::Error));
        limit_problems(&mut problems, false);
        assert_eq!(problems.len(), MAX_PROBLEMS + 2);
        assert_eq!(problems[MAX_PROBLEMS].severity, Severity::Error);
        assert_eq!(problems[MAX_PROBLEMS + 1].code, Code::Many);
    }
}
