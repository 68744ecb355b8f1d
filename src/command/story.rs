//! `story`: a period, person, place or theme told in paragraphs.

use clap::Args;

use crate::error::Result;
use crate::model::timeline::Timeline;
use crate::report::{chronology, story};

use super::filters::FilterArgs;
use super::{Output, Settings};

/// Tell a period, a person, a place or a theme in paragraphs, every statement with its source
#[derive(Debug, Args)]
pub struct StoryArgs {
    #[command(flatten)]
    filters: FilterArgs,
}

/// Tells the story.
pub fn run(args: &StoryArgs, timeline: &Timeline, settings: &Settings) -> Result<Output> {
    let filter = args.filters.resolve(timeline, settings.today)?;
    let report = story::story(timeline, &filter);
    let why = || chronology::why_empty(timeline, &filter);
    Ok(settings
        .show(&report)?
        .remark_if(report.paragraphs.is_empty(), why))
}
