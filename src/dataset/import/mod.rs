//! Imports a spreadsheet (CSV, TSV) or a `TimelineJS` file: bytes in; the records of a dataset, and
//! the list of what cannot be read, out.
//!
//! [`table`] or [`timelinejs`] makes a table of the file, [`sheet`] reads its rows, and [`assemble`]
//! joins those of one event. Headings and the words of dates are tables of synonyms.

mod assemble;
pub mod dates;
mod headings;
mod sheet;
mod table;
mod text;
mod timelinejs;
mod words;

use super::problem::CellProblem;
use super::record::DatasetFile;

pub use dates::DateOrder;
pub use text::slug;

/// What was read of a file, or the problem that keeps all of it from being read.
type Whole<T> = Result<T, CellProblem>;

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
    let table = decode(bytes).and_then(|text| {
        if text.trim_start().starts_with(['{', '[']) {
            timelinejs::read(&text)
        } else {
            table::read(&text)
        }
    });
    match table.and_then(|table| sheet::entries(table, options.order)) {
        Ok(entries) => assemble::assemble(entries, options),
        Err(problem) => Imported {
            problems: vec![problem],
            ..Imported::default()
        },
    }
}

/// First bytes of files that are no text in UTF-8, and what they are.
const OTHER_FILES: [(&[u8], &str); 4] = [
    (b"PK\x03\x04", "a workbook (.xlsx, .ods), not text"),
    (b"\xd0\xcf\x11\xe0", "a workbook (.xls), not text"),
    (b"\xff\xfe", "UTF-16, not UTF-8"),
    (b"\xfe\xff", "UTF-16, not UTF-8"),
];

/// The text, without its byte order mark and with LF at the ends of its lines.
fn decode(bytes: &[u8]) -> Whole<String> {
    const REMEDY: &str = "save it as `CSV UTF-8` in the spreadsheet program";
    let other = OTHER_FILES
        .iter()
        .find(|(start, _)| bytes.starts_with(start));
    if let Some((_, what)) = other {
        return Err(whole(1, format!("this is {what}"), REMEDY));
    }
    let with_line_feeds = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n");
    let text = std::str::from_utf8(bytes).map_err(|why| {
        let (before, rest) = bytes.split_at(why.valid_up_to());
        let line = with_line_feeds(&String::from_utf8_lossy(before));
        let letter = match rest.first() {
            // From 160 on, Windows-1252 has the characters of Unicode's first block.
            Some(byte @ 0xa0..) => format!("`{}`", char::from(*byte)),
            _ => "a quotation mark or a dash".to_owned(),
        };
        let message = format!("not UTF-8, but probably {letter} in Windows-1252");
        whole(line.matches('\n').count() + 1, message, REMEDY)
    })?;
    if text.contains('\0') {
        return Err(whole(1, "this is no text, or UTF-16, not UTF-8", REMEDY));
    }
    Ok(with_line_feeds(
        text.strip_prefix('\u{feff}').unwrap_or(text),
    ))
}

#[cfg(test)]
mod tests;
