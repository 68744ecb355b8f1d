//! What a check of a dataset found.

use serde::Serialize;

use crate::dataset::problem::{Problem, Severity};
use crate::model::timeline::Timeline;

/// The outcome of a check.
#[derive(Debug, Serialize)]
pub struct Check {
    /// Whether nothing refuses the dataset.
    pub ok: bool,
    /// How much was checked.
    pub counts: Counts,
    /// What was found.
    pub problems: Vec<Problem>,
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

/// The outcome of a check.
pub fn check(
    name: String,
    timeline: Option<&Timeline<'_>>,
    problems: Vec<Problem>,
    verified: Option<usize>,
) -> Check {
    let questions = |t: &Timeline<'_>| t.topics.iter().map(|topic| topic.questions.len()).sum();
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
        ok: problems
            .iter()
            .all(|problem| problem.severity == Severity::Warning),
        counts,
        problems,
        name,
        with_texts: verified.is_some(),
    }
}
