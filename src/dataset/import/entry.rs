//! What one row or one slide tells, in the same shape for every file.

use crate::model::date::Date;
use crate::model::event::EventKind;

use super::CellProblem;

/// A row or slide: an event, and what its sources say.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    pub line: usize,
    /// Its place among the entries, since a JSON file may be one line.
    pub index: usize,
    /// Where in the file it stands: `row 3` or `slide 3`.
    pub place: String,
    /// The id that the file gives.
    pub id: Option<String>,
    pub kind: EventKind,
    pub title: String,
    pub says: String,
    pub summary: Option<String>,
    /// The date that its sources give.
    pub date: Option<Date>,
    /// The date of the event, if the file states it beside that of the source.
    pub event_date: Option<Date>,
    pub as_printed: Option<String>,
    /// Empty if the file itself is the source.
    pub citations: Vec<Citation>,
    pub people: Vec<String>,
    pub places: Vec<String>,
    pub themes: Vec<String>,
    pub voice: Option<String>,
    pub is_hedged: bool,
    /// The editor's note, and the work that it is from.
    pub note: Option<(String, Option<String>)>,
    /// Whether earlier rows say all that it says.
    pub is_repeated: bool,
}

impl Entry {
    /// The date of its event, as far as it tells.
    pub fn when(&self) -> &Date {
        let date = self.event_date.as_ref().or(self.date.as_ref());
        date.expect("a row without a date is a problem and no entry")
    }
}

/// A source as a row cites it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citation {
    pub name: String,
    pub url: Option<String>,
    pub paragraph: Option<u32>,
    pub page: Option<String>,
}

/// All entries of a file.
#[derive(Debug, Default)]
pub struct Entries {
    /// The kind of the file, such as "spreadsheet".
    pub kind: &'static str,
    /// The id, title and description of the timeline, where the file has them.
    pub id: Option<String>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub list: Vec<Entry>,
    pub problems: Vec<CellProblem>,
    pub warnings: Vec<String>,
    pub unused: Vec<String>,
}
