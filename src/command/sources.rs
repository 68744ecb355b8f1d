//! `sources`: which texts tell of the events, and how often they agree.

use clap::Args;

use crate::error::Result;
use crate::model::timeline::Timeline;
use crate::report::catalogue;

use super::{Answer, Settings};

/// List the sources, and how often each two of them agree
#[derive(Debug, Args)]
pub struct SourcesArgs {}

/// Lists the sources.
pub fn run(_: &SourcesArgs, timeline: &Timeline<'_>, settings: &Settings) -> Result<Answer> {
    settings.answer(&catalogue::sources(timeline))
}
