//! Collects the problems found while resolving, with their positions.

use crate::dataset::problem::{Code, Finding, MAX_PROBLEMS, Path, Severity, truncate};
use crate::model::text::is_blank;

use super::Origin;

/// The problems so far, at most `MAX_PROBLEMS` of each severity.
#[derive(Clone, Default)]
pub struct Diagnostics {
    pub found: Vec<Finding>,
    /// Whether there are more problems than in `found`.
    pub has_more: bool,
}

/// A position in the files, as a linked chain of steps. A `Path` is built only for a problem.
#[derive(Clone, Copy)]
pub enum Trail<'p> {
    /// The top of a file.
    File(usize),
    /// A record, with its id.
    Record(Origin, &'p str),
    Key(&'p Trail<'p>, &'p str),
    Index(&'p Trail<'p>, usize),
}

impl Trail<'_> {
    pub fn key<'a>(&'a self, key: &'a str) -> Trail<'a> {
        Trail::Key(self, key)
    }

    pub fn index(&self, index: usize) -> Trail<'_> {
        Trail::Index(self, index)
    }

    /// Resolves each element of the list at `key`, and drops those that give `None`.
    pub fn each<R, T>(
        &self,
        key: &str,
        elements: Vec<R>,
        mut resolve: impl FnMut(&Trail<'_>, R) -> Option<T>,
    ) -> Vec<T> {
        let list = self.key(key);
        let elements = elements.into_iter().enumerate();
        elements
            .filter_map(|(i, element)| resolve(&list.index(i), element))
            .collect()
    }

    /// Index of the file, path inside it, and id of the record.
    fn place(&self) -> (usize, Path, Option<String>) {
        match self {
            Self::File(file) => (*file, Path::default(), None),
            Self::Record(origin, id) => (origin.file, origin.path(), Some((*id).to_owned())),
            Self::Key(parent, key) => {
                let (file, path, record) = parent.place();
                (file, path.key(*key), record)
            }
            Self::Index(parent, index) => {
                let (file, path, record) = parent.place();
                (file, path.index(*index), record)
            }
        }
    }
}

impl Diagnostics {
    /// Adds a problem that keeps the dataset from loading.
    pub fn error(&mut self, at: &Trail<'_>, code: Code, message: impl Into<String>) {
        self.add(at, code, Severity::Error, message.into());
    }

    /// Adds a problem that does not keep the dataset from loading.
    pub fn warn(&mut self, at: &Trail<'_>, code: Code, message: impl Into<String>) {
        self.add(at, code, Severity::Warning, message.into());
    }

    fn add(&mut self, at: &Trail<'_>, code: Code, severity: Severity, message: String) {
        let (file, path, record) = at.place();
        self.keep(Finding {
            severity,
            record: record.map(truncate),
            ..Finding::error(code, file, path, truncate(message))
        });
    }

    fn keep(&mut self, found: Finding) {
        let is_same = |kept: &&mut Finding| {
            kept.code == Code::Dangling && kept.code == found.code && kept.message == found.message
        };
        if let Some(kept) = self.found.iter_mut().find(is_same) {
            kept.others += 1 + found.others;
        } else if self.is_full(found.severity) {
            self.has_more = true;
        } else {
            self.found.push(found);
        }
    }

    pub fn count(&self, severity: Severity) -> usize {
        let found = self.found.iter();
        found.filter(|found| found.severity == severity).count()
    }

    /// Whether further problems of this severity are dropped.
    pub fn is_full(&self, severity: Severity) -> bool {
        self.count(severity) >= MAX_PROBLEMS
    }

    /// Appends the problems of `other`.
    pub fn join(&mut self, other: Self) {
        self.has_more |= other.has_more;
        other.found.into_iter().for_each(|found| self.keep(found));
    }

    /// Adds a problem if a required text is blank.
    pub fn require_text(&mut self, at: &Trail<'_>, text: &str) {
        if is_blank(text) {
            self.error(at, Code::Missing, "the text is empty; write it");
        }
    }
}
