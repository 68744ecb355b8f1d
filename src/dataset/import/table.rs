//! Reads delimited text: finds the separator and the heading row, and gives each row its line.

use csv::{ReaderBuilder, StringRecord};

use super::dates::DateStyle;
use super::headings::{Field, fields_of};
use super::{CellProblem, Whole, whole};

/// The separators that are tried.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// How many rows are looked at for the headings.
const MOST_ROWS_ABOVE: usize = 10;

/// A table with headings.
#[derive(Debug)]
pub struct Table {
    pub headings: Vec<String>,
    /// Which field each column holds.
    pub fields: Vec<Option<Field>>,
    pub rows: Vec<Row>,
}

#[derive(Debug)]
pub struct Row {
    /// The line on which it begins, from 1.
    pub line: usize,
    /// Its number in a spreadsheet program, from 1.
    pub number: usize,
    pub cells: Vec<String>,
}

impl Row {
    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    fn filled(&self) -> impl Iterator<Item = &str> {
        let cells = self.cells.iter().map(|cell| cell.trim());
        cells.filter(|cell| !cell.is_empty())
    }

    /// A row that begins with `#` and has nothing else, or not the cells of the headings.
    fn is_comment(&self, columns: usize) -> bool {
        let is_marked = self.cells.first().is_some_and(|cell| cell.starts_with('#'));
        is_marked && (self.filled().count() == 1 || self.cells.len() != columns)
    }
}

/// Reads a table. A problem of the whole file is an error; rows with problems are left out.
pub fn read(text: &str) -> Whole<(Table, Vec<CellProblem>)> {
    let (text, skipped, separator) = match separator_line(text) {
        Some((rest, separator)) => (rest, 1, Some(separator)),
        None => (text, 0, None),
    };
    let candidates = separator.map_or(DELIMITERS.to_vec(), |separator| vec![separator]);
    let tables = candidates
        .iter()
        .map(|delimiter| rows(text, *delimiter, skipped));
    let rows = tables
        .max_by_key(|rows| likelihood(rows))
        .unwrap_or_default();
    let Some(at) = heading_row(&rows) else {
        return Err(no_headings(&rows).into());
    };
    let mut rows = rows.into_iter().skip(at);
    let heading = rows.next().expect("it was found");
    let headings: Vec<String> = heading
        .cells
        .iter()
        .map(|cell| cell.trim().to_owned())
        .collect();
    let fields = fields_of(&headings);
    check_direction(&heading, &fields)?;
    let columns = headings.len();
    let mut problems = Vec::new();
    let mut kept: Vec<Row> = Vec::new();
    for row in rows.filter(|row| !row.is_blank() && !row.is_comment(columns)) {
        let extra = row
            .cells
            .iter()
            .skip(columns)
            .any(|cell| !cell.trim().is_empty());
        if extra {
            let message = format!("{} cells under {columns} headings", row.cells.len());
            let remedy = "put a cell that has the separator in it between quotation marks, \
                          or give each column a heading";
            let value = row.cells.last().map_or("", String::as_str);
            problems.push(CellProblem::new(row.line, "", value, message, remedy));
        } else {
            kept.push(row);
        }
    }
    if let Some(open) = kept.last().filter(|row| is_unclosed(text, row, skipped)) {
        let remedy = "close it, or double it if it belongs to the text";
        let message = "a quotation mark opens and is never closed";
        return Err(whole(open.line, message, remedy).into());
    }
    let table = Table {
        headings,
        fields,
        rows: kept,
    };
    Ok((table, problems))
}

/// `sep=;`, with which Excel is told the separator.
fn separator_line(text: &str) -> Option<(&str, u8)> {
    let (line, rest) = text.split_once('\n')?;
    match line.trim_matches('"').strip_prefix("sep=")?.as_bytes() {
        [separator] => Some((rest, *separator)),
        _ => None,
    }
}

/// All rows, blank ones too where they have cells. `skipped` lines stand before the text.
fn rows(text: &str, delimiter: u8, skipped: usize) -> Vec<Row> {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let (mut line, mut at, mut rows) = (1 + skipped, 0, Vec::new());
    let (mut number, mut record) = (skipped, StringRecord::new());
    while reader.read_record(&mut record).unwrap_or(false) {
        let byte = record.position().map(csv::Position::byte);
        let start = byte
            .and_then(|byte| usize::try_from(byte).ok())
            .unwrap_or(at);
        // The reader counts the blank lines before a record as part of it.
        let blank = text[start..].bytes().take_while(|b| *b == b'\n').count();
        line += text[at..start + blank].matches('\n').count();
        at = start + blank;
        number += blank + 1;
        let cells = record
            .iter()
            .map(|cell| cell.strip_prefix('\'').unwrap_or(cell).to_owned());
        rows.push(Row {
            line,
            number,
            cells: cells.collect(),
        });
    }
    rows
}

/// How likely the separator of these rows is right: headings that are known, and rows of one length.
fn likelihood(rows: &[Row]) -> (usize, usize, usize) {
    let known = rows
        .iter()
        .take(MOST_ROWS_ABOVE)
        .map(|row| known_headings(&row.cells));
    let lengths: Vec<usize> = rows.iter().take(100).map(|row| row.cells.len()).collect();
    let alike = |length: &usize| lengths.iter().filter(|other| *other == length).count();
    let longer = lengths.iter().filter(|length| **length > 1);
    let common = longer.max_by_key(|length| alike(length));
    let count = common.map_or(0, alike);
    (
        known.max().unwrap_or(0),
        count,
        common.copied().unwrap_or(0),
    )
}

fn known_headings(cells: &[String]) -> usize {
    fields_of(cells).iter().flatten().count()
}

/// The row among the first with the most known headings.
fn heading_row(rows: &[Row]) -> Option<usize> {
    let known = rows
        .iter()
        .take(MOST_ROWS_ABOVE)
        .map(|row| known_headings(&row.cells));
    let (at, known) = known
        .enumerate()
        .max_by_key(|(at, known)| (*known, std::cmp::Reverse(*at)))?;
    (known > 0).then_some(at)
}

fn no_headings(rows: &[Row]) -> CellProblem {
    let Some(first) = rows.iter().find(|row| !row.is_blank()) else {
        return whole(
            1,
            "the file is empty",
            "give a file with a heading row and rows below",
        );
    };
    let is_date = |cell: &String| DateStyle::default().read(cell).is_ok();
    let date = first.cells.iter().position(is_date);
    let others = (0..first.cells.len()).filter(|at| Some(*at) != date);
    let title = others.max_by_key(|at| first.cells[*at].len());
    let headings = (0..first.cells.len()).map(|at| match Some(at) {
        column if column == date => "date".to_owned(),
        column if column == title => "title".to_owned(),
        _ => format!("column {}", at + 1),
    });
    let example = headings.collect::<Vec<_>>().join(",");
    let remedy = format!("write the names of the columns above it, such as `{example}`");
    whole(first.line, "no heading row", &remedy)
}

/// Refuses a table whose dates stand side by side.
fn check_direction(heading: &Row, fields: &[Option<Field>]) -> Whole<()> {
    let Some(at) = fields
        .iter()
        .position(|field| matches!(field, Some(Field::Date | Field::Year)))
    else {
        return Ok(());
    };
    let has_digit = |cell: &&str| cell.contains(|c: char| c.is_ascii_digit());
    let dates = heading.filled().filter(has_digit).count();
    if dates < 2 || dates + 1 < heading.filled().count() {
        return Ok(());
    }
    let value = heading.filled().nth(1).unwrap_or_default();
    let message = "the dates stand side by side in this row";
    let remedy =
        "exchange rows and columns (in a spreadsheet: copy, then paste special, transpose)";
    let problem = CellProblem::new(heading.line, &heading.cells[at], value, message, remedy);
    Err(problem.into())
}

/// Whether a quotation mark in the last row is never closed, so that it swallows what follows.
fn is_unclosed(text: &str, last: &Row, skipped: usize) -> bool {
    let lines = text.lines().skip(last.line - 1 - skipped);
    let rest: Vec<&str> = lines.collect();
    rest.len() > 1
        && rest
            .iter()
            .map(|line| line.matches('"').count())
            .sum::<usize>()
            % 2
            == 1
}
