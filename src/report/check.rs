//! What a check of a dataset found.

use serde::Serialize;

use crate::dataset::problem::{Code, Problem, Severity};
use crate::model::timeline::Timeline;

/// The outcome of a check.
#[derive(Debug, Serialize)]
pub struct Check {
    /// Whether nothing refuses the dataset, nor, where warnings count, warns of it.
    pub ok: bool,
    /// How much was checked.
    pub counts: Counts,
    /// What was found by the checks that were asked for.
    pub problems: Vec<Problem>,
    /// How many errors the other checks found; they refuse the dataset all the same.
    pub other_errors: usize,
    /// The dataset, as it was named.
    #[serde(skip)]
    pub name: String,
    /// Whether it was compared with the texts of its sources.
    #[serde(skip)]
    pub with_texts: bool,
}

/// How much a dataset holds; all zero where it could not be loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Events, those of the background among them.
    pub events: usize,
    /// Accounts of events.
    pub accounts: usize,
    /// Topics.
    pub topics: usize,
    /// Questions.
    pub questions: usize,
    /// Answers.
    pub answers: usize,
    /// Links between events.
    pub links: usize,
    /// Sources.
    pub sources: usize,
    /// People.
    pub people: usize,
    /// Places.
    pub places: usize,
    /// Themes.
    pub themes: usize,
    /// Locators that were found in the texts; zero where those were not looked at.
    pub locators_verified: usize,
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
    let questions = |t: &Timeline| t.topics.iter().map(|topic| topic.questions.len()).sum();
    let counts = timeline.map_or_else(Counts::default, |t| Counts {
        events: t.events.len(),
        accounts: t.events.iter().map(|event| event.accounts.len()).sum(),
        topics: t.topics.len(),
        questions: questions(t),
        answers: t
            .topics
            .iter()
            .flat_map(|topic| &topic.questions)
            .map(|q| q.answers.len())
            .sum(),
        links: t.links.len(),
        sources: t.sources.len(),
        people: t.people.len(),
        places: t.places.len(),
        themes: t.themes.len(),
        locators_verified: verified.unwrap_or_default(),
    });
    Check {
        ok,
        counts,
        problems,
        other_errors,
        name,
        with_texts: verified.is_some(),
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
    Code::ALL.into_iter().map(named).collect()
}
