//! Loading progress, as the loader reports it to the display.

use std::fmt::Debug;

/// Receives loading progress, from several threads at once.
pub trait Progress: Debug + Send + Sync {
    /// Starts the display; `bytes` is the total to read and check.
    fn begin(&self, bytes: u64);

    /// Adds `bytes` that have been read and checked.
    fn advance(&self, bytes: u64);

    /// Clears the display, before output, an error or the explorer is shown.
    fn end(&self);
}

/// Shows nothing.
#[derive(Debug)]
pub struct NoProgress;

impl Progress for NoProgress {
    fn begin(&self, _: u64) {}
    fn advance(&self, _: u64) {}
    fn end(&self) {}
}
