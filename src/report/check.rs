//! The result of checking a dataset.

use serde::{Serialize, Serializer};
use strum::VariantArray;

use crate::dataset::problem::{Code, Problem, Severity};
use crate::model::timeline::Timeline;

use super::Report;

pub type Check = Report<CheckReport, CheckExtra>;

#[derive(Debug, Serialize)]
pub struct CheckReport {
    /// Whether the dataset has no errors and, if warnings count, no listed warnings.
    pub ok: bool,
    pub counts: RecordCounts,
    /// Problems found by the selected checks.
    pub problems: Vec<Problem>,
    /// Number of errors found by the other checks; the dataset is rejected for these too.
    pub other_errors: usize,
}

pub struct CheckExtra {
    /// The dataset, as the user named it.
    pub name: String,
    /// Whether it was compared with the texts of its sources.
    pub with_texts: bool,
}

/// Number of records of each kind, all zero if the dataset could not be loaded; then the number of
/// locators found in the source texts, zero if those were not read.
#[derive(Debug)]
pub struct RecordCounts(pub Vec<(&'static str, usize)>);

impl Serialize for RecordCounts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

fn counts(timeline: &Timeline, verified: usize) -> RecordCounts {
    let accounts = timeline.events.iter().map(|event| event.accounts.len());
    let questions = || timeline.questions().map(|(_, question)| question);
    RecordCounts(vec![
        ("events", timeline.events.len()),
        ("accounts", accounts.sum()),
        ("topics", timeline.topics.len()),
        ("questions", questions().count()),
        ("answers", questions().map(|q| q.answers.len()).sum()),
        ("links", timeline.links.len()),
        ("sources", timeline.sources.len()),
        ("people", timeline.people.len()),
        ("places", timeline.places.len()),
        ("themes", timeline.themes.len()),
        ("locators_verified", verified),
    ])
}

/// Which problems are listed, and whether warnings count as errors.
#[derive(Clone, Debug, Default)]
pub struct CheckSelection {
    /// The checks whose problems are listed; empty for all.
    pub only: Vec<Code>,
    /// The checks whose problems are not listed.
    pub except: Vec<Code>,
    /// Whether a listed warning counts as an error.
    pub strict: bool,
}

impl CheckSelection {
    fn includes(&self, problem: &Problem) -> bool {
        let asked_for = self.only.is_empty() || self.only.contains(&problem.code);
        asked_for && !self.except.contains(&problem.code)
    }
}

/// The result of a check. `verified` is the number of locators found in the source texts, `None` if
/// those were not read.
pub fn check(
    name: String,
    timeline: Option<&Timeline>,
    problems: Vec<Problem>,
    verified: Option<usize>,
    wanted: &CheckSelection,
) -> Check {
    let (problems, others): (Vec<_>, Vec<_>) =
        problems.into_iter().partition(|p| wanted.includes(p));
    let other_errors = errors(&others);
    let ok = other_errors == 0 && errors(&problems) == 0 && (!wanted.strict || problems.is_empty());
    let nothing = Timeline::default();
    Report {
        data: CheckReport {
            ok,
            counts: counts(timeline.unwrap_or(&nothing), verified.unwrap_or_default()),
            problems,
            other_errors,
        },
        extra: CheckExtra {
            name,
            with_texts: verified.is_some(),
        },
    }
}

/// The number of problems for which a dataset is rejected.
pub fn errors(problems: &[Problem]) -> usize {
    let errors = problems.iter().filter(|p| p.severity == Severity::Error);
    errors.count()
}

#[derive(Debug, Serialize)]
pub struct NamedCheck {
    /// The `code` of the problems that it finds.
    pub name: &'static str,
    /// The severities that these problems can have.
    pub severities: &'static [Severity],
    pub finds: String,
}

pub fn all_checks() -> Vec<NamedCheck> {
    let named = |code: Code| NamedCheck {
        name: code.name(),
        severities: code.severities(),
        finds: code.description(),
    };
    Code::VARIANTS.iter().copied().map(named).collect()
}
