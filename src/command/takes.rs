//! Which arguments take the name of something in the timeline, so that it can be completed.

use clap::builder::ArgExt;

/// What an argument names. Put on it with `add`, it tells who completes the command line which
/// ids to offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// People.
    People,
    /// Places.
    Places,
    /// Themes.
    Themes,
    /// Sources.
    Sources,
    /// Events.
    Events,
    /// Topics.
    Topics,
}

impl ArgExt for Takes {}
