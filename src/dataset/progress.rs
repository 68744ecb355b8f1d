//! How far the reading of a dataset is, for whoever shows it.

use std::fmt::Debug;

/// Is told how far a work is that may take long. Several threads tell it at once.
pub trait Progress: Debug + Send + Sync {
    /// So many bytes of a dataset are now read as records and checked.
    fn begins(&self, bytes: u64);

    /// So many more of them are done.
    fn advances(&self, bytes: u64);

    /// There is something to be seen instead: an answer, an error, the explorer.
    fn ends(&self);
}

/// Nobody, who need not be told.
#[derive(Debug)]
pub struct Nobody;

impl Progress for Nobody {
    fn begins(&self, _: u64) {}
    fn advances(&self, _: u64) {}
    fn ends(&self) {}
}
