//! How far the reading of a dataset is, for whoever shows it.

use std::fmt::Debug;

/// Receives loading progress, from several threads at once.
pub trait Progress: Debug + Send + Sync {
    /// So many bytes of a dataset are now read as records and checked.
    fn begins(&self, bytes: u64);

    /// So many more of them are done.
    fn advances(&self, bytes: u64);

    /// There is something to be seen instead: an answer, an error, the explorer.
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
