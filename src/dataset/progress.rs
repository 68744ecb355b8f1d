//! Loading progress, as the loader reports it to the display.

use std::fmt::Debug;

/// Receives loading progress, from several threads at once.
pub trait Progress: Debug + Send + Sync {
    /// Starts the display; `bytes` is the total to read and check.
    fn begins(&self, bytes: u64);

    /// Adds `bytes` that have been read and checked.
    fn advances(&self, bytes: u64);

    /// Clears the display, before output, an error or the explorer is shown.
    fn ends(&self);
}

/// Shows nothing.
#[derive(Debug)]
pub struct NoProgress;

impl Progress for NoProgress {
    fn begins(&self, _: u64) {}
    fn advances(&self, _: u64) {}
    fn ends(&self) {}
}
