//! A file as a table; reads delimited text, of which it finds the separator and the headings.

use std::cmp::Reverse;

use csv::{ReaderBuilder, StringRecord};

use super::headings::{Field, fields_of};
use super::{CellProblem, Whole, whole};

/// How many rows are looked at for the headings.
const MOST_ROWS_ABOVE: usize = 10;

/// A table with headings.
#[derive(Debug, Default)]
pub struct Table {
    pub headings: Vec<String>,
    /// Which field each column holds.
    pub fields: Vec<Option<Field>>,
    pub rows: Vec<Row>,
    /// Rows that cannot be read.
    pub problems: Vec<CellProblem>,
    /// Keys of slides that are no column.
    pub unused: Vec<String>,
    /// Whether it is for `TimelineJS`, where a date is only a place on an axis if another is displayed.
    pub is_timelinejs: bool,
}

#[derive(Debug)]
pub struct Row {
    /// The line on which it begins, from 1.
    pub line: usize,
    /// Where readers find it: `row 3` or `slide 3`.
    pub place: String,
    pub cells: Vec<String>,
}

impl Row {
    /// The cells that are not empty.
    pub fn filled(&self) -> impl Iterator<Item = &str> {
        let cells = self.cells.iter().map(|cell| cell.trim());
        cells.filter(|cell| !cell.is_empty())
    }
}

/// Reads a table. Rows with problems are left out.
pub fn read(text: &str) -> Whole<Table> {
    // Excel is told the separator by a first line such as `sep=;`.
    let first = text.lines().next().unwrap_or_default();
    let told = first.trim_matches('"').strip_prefix("sep=");
    let separators = told.unwrap_or(",;\t").bytes();
    let known = |row: &Row| fields_of(&row.cells).iter().flatten().count();
    let likelihood = |separator: &u8| {
        let first = rows(text, *separator, MOST_ROWS_ABOVE).0;
        let cells = first.iter().map(|row| row.cells.len()).max();
        (first.iter().map(known).max(), cells)
    };
    let separator = separators.max_by_key(likelihood).unwrap_or(b',');
    let (mut rows, problems) = rows(text, separator, usize::MAX);
    let above = rows.iter().take(MOST_ROWS_ABOVE).enumerate();
    let Some((at, _)) = above.max_by_key(|(at, row)| (known(row), Reverse(*at))) else {
        let remedy = "give one with a heading and rows below";
        return Err(whole(1, "the file is empty", remedy));
    };
    if known(&rows[at]) == 0 {
        let remedy = "write the names of the columns above it, such as `date,title,text,source`";
        return Err(whole(rows[at].line, "no heading row", remedy));
    }
    let heading = rows.drain(..=at).next_back().expect("it was found");
    let headings = heading.cells.iter().map(|cell| cell.trim().to_owned());
    let mut table = Table {
        headings: headings.collect(),
        fields: fields_of(&heading.cells),
        problems,
        ..Table::default()
    };
    table.is_timelinejs = table.fields.contains(&Some(Field::Year))
        && table.headings.iter().any(|heading| heading == "Headline");
    check_direction(&heading, &table)?;
    let columns = table.headings.len();
    for row in rows {
        let is_comment = row.cells[0].starts_with('#') && row.filled().count() == 1;
        let mut extra = row.cells.iter().skip(columns);
        if extra.any(|cell| !cell.trim().is_empty()) {
            let message = format!("{} cells under {columns} headings", row.cells.len());
            let remedy = "put quotation marks around a cell that has the separator in it";
            table.problems.push(whole(row.line, message, remedy));
        } else if !is_comment {
            table.rows.push(row);
        }
    }
    Ok(table)
}

/// The rows with a cell that is not empty, at most `most` of them, and where a quotation mark is
/// opened but never closed. Such a row ends with the line.
fn rows(text: &str, separator: u8, most: usize) -> (Vec<Row>, Vec<CellProblem>) {
    let mut builder = ReaderBuilder::new();
    builder
        .delimiter(separator)
        .has_headers(false)
        .flexible(true);
    let (mut rows, mut problems, mut record) = (Vec::new(), Vec::new(), StringRecord::new());
    let (mut offset, mut first_line, mut number) = (0, 1, 0);
    let mut reader = builder.from_reader(text.as_bytes());
    let count = |number: u64| usize::try_from(number).unwrap_or_default();
    while rows.len() < most && reader.read_record(&mut record).unwrap_or(false) {
        let position = record
            .position()
            .cloned()
            .unwrap_or_else(csv::Position::new);
        let start = offset + count(position.byte());
        // The reader counts the blank lines before a record as part of it.
        let blank = text[start..].bytes().take_while(|b| *b == b'\n').count();
        let line = first_line + count(position.line()) - 1 + blank;
        number += blank + 1;
        let written = &text[start + blank..offset + count(reader.position().byte())];
        if let Some(at) = unclosed_quotation(written) {
            let remedy =
                "close it there; in a cell with quotation marks, write each of its own twice";
            let message = "a quotation mark is opened here and not closed";
            problems.push(whole(line + at, message, remedy));
            let skipped = written.split_inclusive('\n').take(at + 1).map(str::len);
            offset = start + blank + skipped.sum::<usize>();
            first_line = line + at + 1;
            reader = builder.from_reader(&text.as_bytes()[offset..]);
            continue;
        }
        // Spreadsheets put an apostrophe before what is to stay text.
        let cells = record
            .iter()
            .map(|cell| cell.strip_prefix('\'').unwrap_or(cell).to_owned());
        let row = Row {
            line,
            place: format!("row {number}"),
            cells: cells.collect(),
        };
        let is_separator_line = line == 1 && text.trim_start_matches('"').starts_with("sep=");
        if row.filled().next().is_some() && !is_separator_line {
            rows.push(row);
        }
    }
    (rows, problems)
}

/// The line of a row, counted from 0, on which a quotation mark opens that is never closed.
fn unclosed_quotation(written: &str) -> Option<usize> {
    let is_odd = |line: &str| line.matches('"').count() % 2 == 1;
    if !is_odd(written) || !written.trim_end().contains('\n') {
        return None;
    }
    let odd = written.lines().enumerate().filter(|(_, line)| is_odd(line));
    odd.step_by(2).last().map(|(at, _)| at)
}

/// Refuses a table whose dates stand side by side: all headings but one have digits.
fn check_direction(heading: &Row, table: &Table) -> Whole<()> {
    let has_digit = |cell: &&str| cell.contains(|c: char| c.is_ascii_digit());
    let dates = heading.filled().filter(has_digit).count();
    let is_date = |field: &Option<Field>| matches!(field, Some(Field::Date | Field::Year));
    match table.fields.iter().position(is_date) {
        Some(at) if dates > 1 && dates + 1 >= heading.filled().count() => {
            let message = "the dates stand side by side in this row";
            let remedy = "exchange rows and columns, with `transpose` in a spreadsheet program";
            let column = &table.headings[at];
            Err(CellProblem::new(heading.line, column, "", message, remedy))
        }
        _ => Ok(()),
    }
}
