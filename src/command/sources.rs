//! `sources`, `source`: the texts that tell of the events, and how often they agree.

use clap::Args;

use crate::error::Result;
use crate::model::timeline::Timeline;
use crate::query::names;
use crate::report::{catalogue, source};

use super::takes::Takes;
use super::{Answer, Settings, TextsArgs};

/// List the sources, and how often each two of them agree
#[derive(Debug, Args)]
pub struct SourcesArgs {}

/// Show one source: what is taken from it, and where it stands alone or against others
#[derive(Debug, Args)]
pub struct SourceArgs {
    /// The source's id, or a part of its id or title that fits no other
    #[arg(value_name = "NAME", add = Takes::Sources)]
    name: String,

    #[command(flatten)]
    texts: TextsArgs,
}

/// Shows the source.
pub fn one(args: &SourceArgs, timeline: &Timeline, settings: &Settings) -> Result<Answer> {
    let key = names::source(timeline, &args.name)?;
    let report = source::source(timeline, key);
    let texts = settings.cited_texts(&report, &args.texts, timeline)?;
    if settings.wants_prose() {
        return settings.answer_with(&source::prose(timeline, &report), &texts);
    }
    settings.answer_with(&report, &texts)
}

/// Lists the sources.
pub fn run(_: &SourcesArgs, timeline: &Timeline, settings: &Settings) -> Result<Answer> {
    settings.answer(&catalogue::sources(timeline))
}
