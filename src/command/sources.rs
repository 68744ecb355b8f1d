//! `sources`, `source`: the texts that tell of the events, and how often they agree.

use clap::Args;

use crate::error::Result;
use crate::model::timeline::Timeline;
use crate::query::names;
use crate::report::source;

use super::takes::Takes;
use super::{Output, Settings, TextsArgs};

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
pub fn one(args: &SourceArgs, timeline: &Timeline, settings: &Settings) -> Result<Output> {
    let key = names::source(timeline, &args.name)?;
    let report = source::source(timeline, key);
    let prose = || source::prose(timeline, &report);
    settings.show_with_texts(&report, prose, &args.texts, timeline)
}

/// Lists the sources.
pub fn run(_: &SourcesArgs, timeline: &Timeline, settings: &Settings) -> Result<Output> {
    settings.show(&source::sources(timeline))
}
