//! `compare-sources`: what the sources answer to the same questions, and who agrees.

use clap::Args;

use crate::error::Result;
use crate::model::agreement::Verdict;
use crate::model::timeline::Timeline;
use crate::query::names;
use crate::report::comparison::{self, Scope};
use crate::view::Comparisons;

use super::takes::Takes;
use super::{Answer, Settings, TextsArgs, one_of, two_sources};

/// Compare what the sources say on a topic; without one, list the topics with their verdicts
#[derive(Debug, Args)]
pub struct CompareSourcesArgs {
    /// The topic's id, or a part of its id or title that fits no other
    #[arg(value_name = "TOPIC", add = Takes::Topics)]
    topic: Option<String>,

    /// Compare on all topics in full
    #[arg(long, conflicts_with = "topic")]
    all: bool,

    /// Keep the questions with this verdict; conflict keeps self-contradictions too
    #[arg(long, value_name = "VERDICT", value_parser = one_of(Verdict::ALL, Verdict::word))]
    only: Option<Verdict>,

    /// Compare these two sources alone
    #[arg(long, num_args = 2, value_names = ["A", "B"], add = Takes::Sources)]
    between: Vec<String>,

    #[command(flatten)]
    texts: TextsArgs,
}

/// Compares the sources.
pub fn run(args: &CompareSourcesArgs, timeline: &Timeline, settings: &Settings) -> Result<Answer> {
    let between = match args.between.as_slice() {
        [a, b] => Some(two_sources(timeline, a, b)?),
        _ => None,
    };
    let scope = Scope {
        between,
        only: args.only,
    };
    let (mut answer, questions) = if let Some(topic) = &args.topic {
        let key = names::topic(timeline, topic)?;
        let report = comparison::comparison(timeline, key, scope);
        let texts = settings.cited_texts(&report, &args.texts, timeline)?;
        let answer = if settings.wants_prose() {
            settings.answer_with(&comparison::prose(timeline, key, scope), &texts)?
        } else {
            settings.answer_with(&report, &texts)?
        };
        (answer, report.questions.len())
    } else if args.all || settings.wants_prose() {
        let reports = Comparisons(comparison::all(timeline, scope));
        let texts = settings.cited_texts(&reports, &args.texts, timeline)?;
        let answer = if settings.wants_prose() {
            settings.answer_with(&comparison::all_prose(timeline, scope), &texts)?
        } else {
            settings.answer_with(&reports, &texts)?
        };
        (answer, reports.0.len())
    } else {
        let report = comparison::overview(timeline, scope);
        (settings.answer(&report)?, report.rows.len())
    };
    if questions == 0 {
        let narrowed = args.only.is_some() || scope.between.is_some();
        answer.remarks.push(if narrowed {
            "no question is left by --only and --between; leave one of them out".into()
        } else {
            "the timeline has no topics to compare on".into()
        });
    }
    Ok(answer)
}
