//! Imports a spreadsheet (CSV, TSV) or a `TimelineJS` file: bytes in, the records of a dataset and
//! the list of what cannot be read out.
//!
//! [`table`] or [`timelinejs`] reads the file, the entries that they find have one shape, and
//! [`assemble`] joins them into events and writes the records. No step knows which file it reads:
//! headings, date words and separators are tables of rules.

mod assemble;
mod clock;
mod date_words;
mod dates;
mod encoding;
mod entry;
mod headings;
mod reading;
mod reconcile;
mod sheet;
mod table;
mod text;
mod timelinejs;

use super::problem::CellProblem;
use super::record::DatasetFile;
use entry::Entries;

pub use dates::DateOrder;
pub use text::slug;

/// A file, or what keeps all of it from being read.
type Whole<T> = Result<T, Box<CellProblem>>;

/// A problem of a whole file, or of a whole row.
fn whole(line: usize, message: impl Into<String>, remedy: &str) -> CellProblem {
    CellProblem::new(line, "", "", message, remedy)
}

/// What the user says about a file.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// The file's name without its folder, which is the source where the file names none.
    pub name: String,
    /// The id of the timeline, if the file has none.
    pub id: String,
    /// The order of day and month where a column does not tell it.
    pub order: Option<DateOrder>,
}

/// The result of reading a file.
#[derive(Debug, Default)]
pub struct Imported {
    /// What could be read. It has no event if nothing could.
    pub dataset: DatasetFile,
    /// For each event, the line of its first row.
    pub lines: Vec<usize>,
    /// What could not be read, sorted by line.
    pub problems: Vec<CellProblem>,
    /// What was read, but may not be as meant.
    pub warnings: Vec<String>,
    /// Columns or keys that were not used.
    pub unused: Vec<String>,
}

/// Reads a file in any of the formats, which its content tells.
pub fn import(bytes: &[u8], options: &ImportOptions) -> Imported {
    let found = encoding::decode(bytes).and_then(|text| {
        if text.trim_start().starts_with(['{', '[']) {
            timelinejs::entries(&text)
        } else {
            sheet::entries(&text, options.order)
        }
    });
    let entries = found.unwrap_or_else(|problem| Entries {
        problems: vec![*problem],
        ..Entries::default()
    });
    assemble::assemble(entries, options)
}

#[cfg(test)]
mod tests;
