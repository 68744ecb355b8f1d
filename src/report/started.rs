//! A timeline that was begun.

use serde::Serialize;

/// The folder of a new timeline.
#[derive(Debug, Serialize)]
pub struct Started {
    /// The folder, as it was named.
    pub folder: String,
    /// The names of the files in it.
    pub files: Vec<String>,
}
