//! A timeline that was begun.

use serde::Serialize;

/// The folder of a new timeline.
#[derive(Debug, Serialize)]
pub struct Started {
    /// The folder, as it was named.
    pub folder: String,
    pub files: Vec<String>,
}
