//! The result of importing a file.

use serde::Serialize;

use crate::dataset::problem::CellProblem;

use super::Report;

pub type Import = Report<ImportReport, ImportExtra>;

#[derive(Debug, Default, Serialize)]
pub struct ImportReport {
    /// The folder of the new timeline, as the user named it; `None` if nothing was written.
    pub folder: Option<String>,
    /// The names of the files in it.
    pub files: Vec<String>,
    /// Numbers of the records that could be read.
    pub events: usize,
    pub accounts: usize,
    pub sources: usize,
    /// What could not be read.
    pub problems: Vec<CellProblem>,
    /// What was read, but may not be as meant.
    pub warnings: Vec<String>,
    /// Columns or keys that were not used.
    pub unused: Vec<String>,
}

pub struct ImportExtra {
    /// The imported file, as the user named it.
    pub file: String,
}
