//! What `fuzz/` and `tests/suite/corpus.rs` throw at the program: any bytes as a date, a dataset, an
//! argument line or the lines of the shell. Each function panics where a promise is broken.

use chrono::{Datelike, NaiveDate};

use crate::cli::Feed;
use crate::dataset::problem::Severity;
use crate::dataset::{self, InputFile, MOST_PROBLEMS};
use crate::model::date::{Date, days, parse_typed};
use crate::model::timeline::Timeline;
use crate::view::is_unseen;

/// Reads a text as a date, typed and of a dataset. Neither panics, and what is shown for a date
/// without a qualifier is read back to the same days.
///
/// # Panics
///
/// Where that is not so.
pub fn date(text: &str) {
    if let Ok(date) = Date::parse(text) {
        let bounds = date.bounds();
        let ordered = bounds
            .earliest
            .zip(bounds.latest)
            .is_none_or(|(a, b)| a <= b);
        assert!(ordered, "{text:?}: {bounds:?}");
        let shown = date.to_string();
        if !date.is_approximate() && !date.is_uncertain() {
            assert_eq!(
                parse_typed(&shown),
                Ok(bounds),
                "{text:?}, shown as {shown}"
            );
        }
    }
    if let Ok(bounds) = parse_typed(text)
        && [bounds.earliest, bounds.latest]
            .iter()
            .flatten()
            .copied()
            .all(is_written_out)
        && let Some(shown) = days(bounds)
    {
        assert_eq!(
            parse_typed(&shown),
            Ok(bounds),
            "{text:?}, shown as {shown}"
        );
    }
}

/// Whether the year of a day has four digits: no other is read in words or as a day.
fn is_written_out(day: NaiveDate) -> bool {
    (0..=9999).contains(&day.year())
}

/// Loads bytes as a dataset in a file of that name. It is either taken or refused, with at least
/// one error and no more problems than are kept.
///
/// # Panics
///
/// Where that is not so.
pub fn dataset(name: &str, bytes: &[u8]) {
    let files = [InputFile::new(name.into(), bytes.to_vec())];
    let loaded = dataset::load_with(
        &files,
        &dataset::LoadOptions {
            advice: true,
            ..Default::default()
        },
    )
    .expect("it is in memory");
    let is_error = |severity: &Severity| *severity == Severity::Error;
    let refused = loaded.problems.iter().any(|p| is_error(&p.severity));
    assert_eq!(loaded.timeline.is_none(), refused, "{:?}", loaded.problems);
    assert!(loaded.problems.len() <= 2 * MOST_PROBLEMS + 1);
    for problem in &loaded.problems {
        assert!(!problem.message.is_empty() && problem.message.len() < 4_000);
    }
}

/// A dataset in which every text tries to act.
pub const HOSTILE: &str = include_str!("../tests/fixtures/valid/hostile.json");

/// A dataset like others.
pub const SMALL: &str = include_str!("../tests/fixtures/valid/small.json");

/// Timelines on which lines are tried.
pub struct Lines {
    timelines: Vec<Timeline>,
    feed: Feed,
}

impl Lines {
    /// Lines on these datasets, each of which is kept for ever: this is for programs that try
    /// many and end.
    ///
    /// # Panics
    ///
    /// Where a dataset is refused.
    #[must_use]
    pub fn on(datasets: &[&'static str]) -> Self {
        let load = |text: &&'static str| {
            let files = Box::leak(Box::new([InputFile::new(
                "tried.json".into(),
                (*text).as_bytes().to_vec(),
            )]));
            dataset::load(files)
                .expect("it can be read")
                .timeline
                .expect("the dataset is sound")
        };
        Self {
            timelines: datasets.iter().map(load).collect(),
            feed: Feed::new(),
        }
    }

    /// Reads a text as an argument line, a word between two line ends, and answers it on every
    /// timeline. Nothing that is said acts on a terminal.
    ///
    /// # Panics
    ///
    /// Where something does.
    pub fn arguments(&self, text: &str) {
        let words: Vec<String> = text.split('\n').map(str::to_owned).collect();
        self.answered(text.len(), |feed, timeline| feed.words(timeline, &words));
    }

    /// Reads bytes as the lines that are piped into the shell. Nothing that is said acts on a
    /// terminal, and each line that is not blank is answered or refused.
    ///
    /// # Panics
    ///
    /// Where that is not so.
    pub fn shell(&self, bytes: &[u8]) {
        self.answered(bytes.len(), |feed, timeline| feed.lines(timeline, bytes));
    }

    /// Holds the answer on every timeline to what is promised; now and then, depending on a
    /// number, also to what is said where nothing was typed before: it is the same.
    fn answered(&self, number: usize, answer: impl Fn(&Feed, &Timeline) -> String) {
        for timeline in &self.timelines {
            let said = answer(&self.feed, timeline);
            harmless(&said);
            if number.is_multiple_of(16) {
                assert_eq!(said, answer(&Feed::new(), timeline));
            }
        }
    }
}

/// Holds what was said to it: of what would not be seen it has only line ends and tabs.
fn harmless(said: &str) {
    let acts = |c: char| is_unseen(c) && !matches!(c, '\n' | '\t' | '\r');
    if let Some(at) = said.find(acts) {
        let around: String = said[at..].chars().take(20).collect();
        panic!("something acts on the terminal: {around:?}");
    }
}
