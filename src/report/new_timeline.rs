//! The result of creating a new timeline.

use serde::Serialize;

/// The folder of a new timeline.
#[derive(Debug, Serialize)]
pub struct Started {
    /// The folder, as the user named it.
    pub folder: String,
    pub files: Vec<String>,
}
