//! What a check of a dataset found.

use serde::{Serialize, Serializer};
use strum::VariantArray;

use crate::dataset::problem::{Code, Problem, Severity};
use crate::model::timeline::Timeline;

use super::Report;

/// The outcome of a check.
pub type Check = Report<CheckReport, CheckAside>;

#[derive(Debug, Serialize)]
pub struct CheckReport {
    /// Whether nothing refuses the dataset, nor, where warnings count, warns of it.
    pub ok: bool,
    /// How much was checked.
    pub counts: Counts,
    /// What was found by the checks that were asked for.
    pub problems: Vec<Problem>,
    /// How many errors the other checks found; they refuse the dataset all the same.
    pub other_errors: usize,
}

pub struct CheckAside {
    /// The dataset, as it was named.
    pub name: String,
    /// Whether it was compared with the texts of its sources.
    pub with_texts: bool,
}

/// How many records of each kind a dataset holds, all zero where it could not be loaded; then how
/// many locators were found in the texts, zero where those were not looked at.
#[derive(Debug)]
pub struct Counts(pub Vec<(&'static str, usize)>);

impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

fn counts(timeline: &Timeline, verified: usize) -> Counts {
    let accounts = timeline.events.iter().map(|event| event.accounts.len());
    let questions = || timeline.questions().map(|(_, question)| question);
    Counts(vec![
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

/// Which problems are listed, and which count.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The checks to list the problems of; empty for all.
    pub only: Vec<Code>,
    /// The checks to leave out.
    pub except: Vec<Code>,
    /// Whether a warning that is listed counts like an error.
    pub strict: bool,
}

impl Wanted {
    fn lists(&self, problem: &Problem) -> bool {
        let asked_for = self.only.is_empty() || self.only.contains(&problem.code);
        asked_for && !self.except.contains(&problem.code)
    }
}

/// The outcome of a check.
pub fn check(
    name: String,
    timeline: Option<&Timeline>,
    problems: Vec<Problem>,
    verified: Option<usize>,
    wanted: &Wanted,
) -> Check {
    let (problems, others): (Vec<_>, Vec<_>) = problems.into_iter().partition(|p| wanted.lists(p));
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
        aside: CheckAside {
            name,
            with_texts: verified.is_some(),
        },
    }
}

/// How many of the problems refuse the dataset.
pub fn errors(problems: &[Problem]) -> usize {
    let errors = problems.iter().filter(|p| p.severity == Severity::Error);
    errors.count()
}

/// A named check.
#[derive(Debug, Serialize)]
pub struct NamedCheck {
    /// Its name, the `code` of the problems that it finds.
    pub name: &'static str,
    /// How bad these can be.
    pub severities: &'static [Severity],
    /// What it finds.
    pub finds: String,
}

/// All checks.
pub fn all() -> Vec<NamedCheck> {
    let named = |code: Code| NamedCheck {
        name: code.word(),
        severities: code.severities(),
        finds: code.finds(),
    };
    Code::VARIANTS.iter().copied().map(named).collect()
}
