//! `compare-sources`: the sources' answers to the same questions, and their agreement.

use clap::Args;

use crate::error::Result;
use crate::model::timeline::Timeline;
use crate::query::names::{self, RecordKind};
use crate::report::comparison::{
    self, ComparisonOptions, ComparisonPage, QuestionSelection, VerdictFilter,
};
use crate::view::Format;

use super::{Output, Settings, TextsArgs, one_of, two_distinct_sources};

/// Compare what the sources say on a topic; without one, list the topics with their verdicts
#[derive(Debug, Args)]
#[command(visible_aliases = ["compare", "topics"])]
pub struct CompareSourcesArgs {
    /// The topic's id, or a part of its id or title that fits no other
    #[arg(value_name = "TOPIC", add = RecordKind::Topic)]
    topic: Vec<String>,

    /// Compare on all topics in full
    #[arg(long, conflicts_with = "topic")]
    all: bool,

    /// Keep the questions with this verdict, or that are compatible in this way; conflict keeps
    /// self-contradictions too
    #[arg(long, value_name = "VERDICT", value_parser = one_of(VerdictFilter::all(), VerdictFilter::word))]
    only: Option<VerdictFilter>,

    /// Compare these two sources alone
    #[arg(long, num_args = 2, value_names = ["A", "B"], add = RecordKind::Source)]
    between: Vec<String>,

    /// Show what each source says below its answer, paraphrased
    #[arg(long)]
    full: bool,

    #[command(flatten)]
    texts: TextsArgs,
}

/// Compares the sources on one topic or on all, or lists the topics.
pub fn run(args: &CompareSourcesArgs, timeline: &Timeline, settings: &Settings) -> Result<Output> {
    let between = match args.between.as_slice() {
        [a, b] => Some(two_distinct_sources(timeline, a, b)?),
        _ => None,
    };
    let selection = QuestionSelection {
        between,
        only: args.only,
    };
    let detail = ComparisonOptions {
        full: args.full,
        without: timeline.left_out.in_words(),
    };
    let (output, questions) = if !args.topic.is_empty() {
        let key = names::topic(timeline, &args.topic.join(" "))?;
        let report = ComparisonPage {
            data: comparison::comparison(timeline, key, selection),
            extra: detail,
        };
        let texts = settings.cited_paragraphs(&report, &args.texts, timeline)?;
        let prose = comparison::prose(timeline, key, selection);
        let output = settings.show_with_prose(&report, &prose, &texts)?;
        (output, report.questions.len())
    } else if args.all || settings.format == Some(Format::Prose) {
        let reports = ComparisonPage {
            data: comparison::all_comparisons(timeline, selection),
            extra: detail,
        };
        let texts = settings.cited_paragraphs(&reports, &args.texts, timeline)?;
        let prose = comparison::all_prose(timeline, selection);
        let output = settings.show_with_prose(&reports, &prose, &texts)?;
        (output, reports.len())
    } else {
        let report = comparison::overview(timeline, selection);
        (settings.show(&report)?, report.len())
    };
    Ok(output.explain_if_empty(questions == 0, || {
        if args.only.is_some() || selection.between.is_some() || !settings.without.is_empty() {
            "no question is left by --only, --between and --without; leave one of them out".into()
        } else {
            "the timeline has no topics to compare on".into()
        }
    }))
}
