//! `diff-sources`: two sources against each other.

use clap::Args;

use crate::error::Result;
use crate::model::timeline::Timeline;
use crate::report::difference;

use super::takes::Takes;
use super::{Output, Settings, two_sources};

/// Show what only one of two sources tells, and where they date or count differently
#[derive(Debug, Args)]
pub struct DiffSourcesArgs {
    /// The one source
    #[arg(value_name = "A", add = Takes::Sources)]
    a: String,

    /// The other source
    #[arg(value_name = "B", add = Takes::Sources)]
    b: String,
}

/// Sets the two against each other.
pub fn run(args: &DiffSourcesArgs, timeline: &Timeline, settings: &Settings) -> Result<Output> {
    let two = two_sources(timeline, &args.a, &args.b)?;
    let prose = || difference::prose(timeline, two);
    settings.show_or_tell(&difference::difference(timeline, two), prose)
}
