//! The problems found while records are resolved, and where each was found.

use crate::dataset::limits::MOST_PROBLEMS;
use crate::dataset::problem::{Code, Found, Path, Severity, cut};
use crate::model::text::is_blank;

use super::Origin;

/// All problems so far; of each severity no more than are listed.
#[derive(Clone, Default)]
pub struct Diagnostics {
    pub found: Vec<Found>,
    /// Whether there are more than those.
    pub has_more: bool,
}

/// A place in the files, as a chain of steps that is written out only when there is a problem.
#[derive(Clone, Copy)]
pub enum At<'p> {
    /// The top of a file.
    File(usize),
    /// A record of a list at the top of a file, with its id.
    Record(Origin, &'p str),
    /// A key of an object.
    Key(&'p At<'p>, &'p str),
    /// An element of a list.
    Index(&'p At<'p>, usize),
}

impl At<'_> {
    /// A key of the object here.
    pub fn key<'a>(&'a self, key: &'a str) -> At<'a> {
        At::Key(self, key)
    }

    /// An element of the list here.
    pub fn index(&self, index: usize) -> At<'_> {
        At::Index(self, index)
    }

    /// What becomes of each element of the list at a key; what becomes nothing is left out.
    pub fn each<R, T>(
        &self,
        key: &str,
        elements: Vec<R>,
        mut resolve: impl FnMut(&At<'_>, R) -> Option<T>,
    ) -> Vec<T> {
        let list = self.key(key);
        let elements = elements.into_iter().enumerate();
        elements
            .filter_map(|(i, element)| resolve(&list.index(i), element))
            .collect()
    }

    /// The file, the steps in it, and the id of the record.
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
    /// Adds a problem that refuses the dataset.
    pub fn error(&mut self, at: &At<'_>, code: Code, message: impl Into<String>) {
        self.add(at, code, Severity::Error, message.into());
    }

    /// Adds a problem that the dataset loads with.
    pub fn warn(&mut self, at: &At<'_>, code: Code, message: impl Into<String>) {
        self.add(at, code, Severity::Warning, message.into());
    }

    fn add(&mut self, at: &At<'_>, code: Code, severity: Severity, message: String) {
        let (file, path, record) = at.place();
        self.keep(Found {
            severity,
            record: record.map(cut),
            ..Found::error(code, file, path, cut(message))
        });
    }

    fn keep(&mut self, found: Found) {
        if self.is_full(found.severity) {
            self.has_more = true;
        } else {
            self.found.push(found);
        }
    }

    fn count(&self, severity: Severity) -> usize {
        let found = self.found.iter();
        found.filter(|found| found.severity == severity).count()
    }

    /// Whether no more problems of a severity are kept.
    pub fn is_full(&self, severity: Severity) -> bool {
        self.count(severity) >= MOST_PROBLEMS
    }

    /// Whether a problem refuses the dataset.
    pub fn refuses(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Adds the problems of others, which come after these.
    pub fn join(&mut self, other: Self) {
        self.has_more |= other.has_more;
        other.found.into_iter().for_each(|found| self.keep(found));
    }

    /// Adds a problem where a needed text holds no words.
    pub fn wants_words(&mut self, at: &At<'_>, text: &str) {
        if is_blank(text) {
            self.error(at, Code::Missing, "the text is empty; write it");
        }
    }
}
