//! The problems found while records are resolved, and where each was found.

use crate::dataset::limits::{MOST_PROBLEMS, cut};
use crate::dataset::problem::{Code, Path, Place, Severity};
use crate::model::text::{Text, is_blank};

use super::Origin;

/// A problem, with its place in the files and the id of the record.
pub struct Found {
    /// Where.
    pub place: Place,
    /// The id of the record, where it has one.
    pub record: Option<String>,
    /// What sort of fault it is.
    pub code: Code,
    /// Whether it refuses the dataset.
    pub severity: Severity,
    /// What is wrong and what to do.
    pub message: String,
}

/// All problems so far.
#[derive(Default)]
pub struct Report {
    pub found: Vec<Found>,
    /// How many warnings, and how many errors, there are.
    counts: [usize; 2],
}

/// A place in the files, as a chain of steps that is written out only when there is a problem.
#[derive(Clone, Copy)]
pub struct At<'p> {
    step: AtStep<'p>,
    parent: Option<&'p At<'p>>,
}

#[derive(Clone, Copy)]
enum AtStep<'p> {
    File(usize),
    Record(Origin, &'p str),
    Key(&'p str),
    Index(usize),
}

impl<'p> At<'p> {
    /// The top of a file.
    pub fn file(file: usize) -> Self {
        At {
            step: AtStep::File(file),
            parent: None,
        }
    }

    /// A record of a list at the top of a file.
    pub fn record(origin: Origin, id: &'p str) -> Self {
        At {
            step: AtStep::Record(origin, id),
            parent: None,
        }
    }

    /// A key of the object here.
    pub fn key<'a>(&'a self, key: &'a str) -> At<'a> {
        At {
            step: AtStep::Key(key),
            parent: Some(self),
        }
    }

    /// An element of the list here.
    pub fn index(&self, index: usize) -> At<'_> {
        At {
            step: AtStep::Index(index),
            parent: Some(self),
        }
    }

    fn place(&self) -> (Place, Option<String>) {
        let (mut place, record) = match self.parent {
            Some(parent) => parent.place(),
            None => (
                Place {
                    file: 0,
                    path: Path::default(),
                },
                None,
            ),
        };
        match self.step {
            AtStep::File(file) => place.file = file,
            AtStep::Record(origin, id) => {
                place.file = origin.file as usize;
                place.path = origin.path();
                return (place, Some(id.to_owned()));
            }
            AtStep::Key(key) => place.path = place.path.key(key),
            AtStep::Index(index) => place.path = place.path.index(index),
        }
        (place, record)
    }
}

impl Report {
    /// Adds a problem.
    pub fn add(&mut self, at: &At<'_>, code: Code, severity: Severity, message: String) {
        if self.is_full(severity) {
            self.counts[usize::from(severity == Severity::Error)] += 1;
            return;
        }
        let (place, record) = at.place();
        self.take(Found {
            place,
            record: record.map(cut),
            code,
            severity,
            message: cut(message),
        });
    }

    fn take(&mut self, found: Found) {
        let severity = found.severity;
        if !self.is_full(severity) {
            self.found.push(found);
        }
        self.counts[usize::from(severity == Severity::Error)] += 1;
    }

    /// Whether no more problems of a severity are kept.
    pub fn is_full(&self, severity: Severity) -> bool {
        self.counts[usize::from(severity == Severity::Error)] >= MOST_PROBLEMS
    }

    /// Whether a problem refuses the dataset.
    pub fn refuses(&self) -> bool {
        self.counts[usize::from(true)] > 0
    }

    /// Whether there are more problems than are kept.
    pub fn has_more(&self) -> bool {
        self.counts.iter().any(|count| *count > MOST_PROBLEMS)
    }

    /// Adds the problems of another report, which come after these.
    pub fn join(&mut self, other: Self) {
        let found = other.counts;
        let before = self.counts;
        other.found.into_iter().for_each(|found| self.take(found));
        self.counts = [before[0] + found[0], before[1] + found[1]];
    }

    /// Adds a problem that refuses the dataset.
    pub fn error(&mut self, at: &At<'_>, code: Code, message: String) {
        self.add(at, code, Severity::Error, message);
    }

    /// Adds a problem where a needed text holds no words.
    pub fn wants_words(&mut self, at: &At<'_>, text: &Text<'_>) {
        if is_blank(text) {
            self.error(at, Code::Missing, "the text is empty; write it".into());
        }
    }
}
