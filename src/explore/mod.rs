//! What holds a conversation on the terminal: the full-screen explorer, and the shell.

use clap::Args;

use crate::command::{FilterArgs, Settings};
use crate::error::Result;

/// Explore the timeline full-screen
#[derive(Debug, Default, Args)]
pub struct ExploreArgs {
    #[command(flatten)]
    filters: FilterArgs,
}

/// Opens the explorer, and returns when the reader leaves it.
///
/// # Errors
///
/// Where the dataset cannot be used, or the terminal cannot be.
pub fn explore(args: &ExploreArgs, settings: &Settings) -> Result<()> {
    crate::command::on_timeline(settings, |timeline| {
        args.filters.resolve(timeline, settings.today).map(|_| ())
    })
}
