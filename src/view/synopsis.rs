//! The synopsis: events down, sources across.

use chrono::Datelike;
use itertools::Itertools;
use serde_json::{Value, json};

use crate::model::date::{SHORT_DATE, year_name};
use crate::model::event::EventKind;
use crate::model::source::Source;
use crate::query::names::RecordKind;
use crate::report::event_row::When;
use crate::report::synopsis::{CellState, SourceCell, Synopsis, SynopsisRow};

use super::View;
use super::column::Fit::{Keep, WideOnly, Wrap};
use super::column::{Cell, GAP, Heading};
use super::events::selection_summary;
use super::page::Page;
use super::style::{DISPUTED, Tone};
use super::table::Table;

/// Minimum width, in terminal columns, at which sources are headed by their ids.
const MIN_WIDE: usize = 110;
/// The most columns that a date takes in a narrow table.
const NARROW_DATE: usize = 11;
/// Marks an event that the source reports after a later one.
const EARLIER: &str = "↑";
/// Marks an event that lies outside the years that the source covers.
const OUT_OF_SCOPE: &str = "·";

/// The CSV and TSV fields of the event of a row.
const EVENT_FIELDS: &str = "id title date calendar earliest latest match kind disputed";

impl View for Synopsis<'_> {
    /// A field for each source, after those of the event.
    fn fields(&self) -> String {
        let sources = self.extra.sources.iter().map(|source| field_of(&source.id));
        let event = EVENT_FIELDS.split(' ');
        event.map(str::to_owned).chain(sources).join(" ")
    }

    fn records(&self) -> Value {
        let record = |row: &SynopsisRow<'_>| {
            let mut record = super::json::value(row);
            for cell in &row.cells {
                let date = cell.when.date.map_or("", |date| date.as_str());
                let text = synopsis_cell_text(cell, date.to_owned());
                record[field_of(cell.source)] = json!(text.join(" "));
            }
            record
        };
        self.iter().map(record).collect()
    }

    fn fill(&self, page: &mut Page) {
        let mut heading = selection_summary(&self.extra.selection);
        if let Some(sequence) = &self.extra.sequence {
            heading += &format!(" · in the order of {}", sequence.source);
        }
        page.text("events", heading);
        page.gap();
        page.table(table(self, page.width));
        page.gap();
        if let Some(row) = self.iter().max_by_key(|row| reporting_sources(row)) {
            page.legend(legend(self, page.width));
            let event = page.command(&format!("event {}", row.id));
            page.text("", format!("Next: {event}"));
        }
    }

    fn citations(&self) -> Vec<(String, u32)> {
        let cells = self.iter().flat_map(|row| &row.cells);
        let cited =
            cells.flat_map(|cell| cell.paragraphs.iter().map(|n| (cell.source.to_owned(), *n)));
        cited.sorted().dedup().collect()
    }
}

/// The CSV field of a source. Sources come after the event's own fields, and may be named like one.
fn field_of(source: &str) -> String {
    if EVENT_FIELDS.split(' ').any(|field| field == source) {
        format!("source_{source}")
    } else {
        source.to_owned()
    }
}

fn reporting_sources(row: &SynopsisRow<'_>) -> usize {
    let cells = row.cells.iter();
    cells.filter(|cell| cell.state == CellState::Tells).count()
}

fn is_narrow(width: Option<usize>) -> bool {
    width.is_some_and(|width| width < MIN_WIDE)
}

/// The heading of each source's column where columns are narrow: its siglum, or else its number.
fn short_headings(synopsis: &Synopsis<'_>) -> Vec<String> {
    let sources = synopsis.extra.sources.iter().zip(1..);
    let heading = |(source, number): (&&Source, i32)| {
        let siglum = source.siglum.as_ref();
        siglum.map_or_else(|| number.to_string(), ToString::to_string)
    };
    sources.map(heading).collect()
}

fn table(synopsis: &Synopsis<'_>, width: Option<usize>) -> Table {
    let narrow = is_narrow(width);
    let mut columns = vec![
        Heading::new("", Keep).with_label("out of date order"),
        Heading::new("", Keep).with_label("disputed"),
        Heading::new("event", Wrap),
    ];
    for column in &mut columns[..2] {
        column.gap = 1;
        column.tone = Some(Tone::Mark);
    }
    let headings = short_headings(synopsis).into_iter();
    for (source, short) in synopsis.extra.sources.iter().zip(headings) {
        let title = if narrow { short } else { source.id.to_string() };
        let mut heading = Heading::new(title, Wrap).with_label(&source.id);
        heading.gap = if narrow { 1 } else { GAP };
        columns.push(heading);
    }
    columns.push(Heading::new("id", WideOnly(MIN_WIDE + 30)));

    let mut rows: Vec<(String, &SynopsisRow<'_>, bool)> = Vec::new();
    for (i, row) in synopsis.iter().enumerate() {
        let Some(sequence) = &synopsis.extra.sequence else {
            rows.push((section_of(row), row, false));
            continue;
        };
        let (source, reported) = (sequence.source, &sequence.out_of_date_order);
        rows.push(match reported.get(i) {
            Some(is_earlier) => (String::new(), row, *is_earlier),
            None => {
                let others = synopsis.len() - reported.len();
                (format!("Not reported by {source} ({others})"), row, false)
            }
        });
    }
    if synopsis.extra.sequence.is_none() {
        // Conditions last, as in lists.
        rows.sort_by_key(|(_, row, _)| row.kind == EventKind::Condition);
    }
    let mut table = Table::of_cells(columns, Vec::new());
    for (section, row, is_earlier) in &rows {
        let is_new = table.sections.last().map_or("", |(_, heading)| heading) != section;
        if is_new {
            table.sections.push((table.rows.len(), section.clone()));
        }
        let mark = |is_so: bool, mark: &str| {
            if is_so {
                Cell::mark(mark, "yes")
            } else {
                Cell::default()
            }
        };
        let mut cells = vec![
            mark(*is_earlier, EARLIER),
            mark(row.disputed, DISPUTED),
            Cell::from(row.title).with_link(RecordKind::Event, row.id),
        ];
        cells.extend(row.cells.iter().map(|cell| {
            let date = date_below(section, &cell.when, width);
            let parts = synopsis_cell_text(cell, date);
            let spoken = match cell.state {
                CellState::Tells => parts.join(", "),
                CellState::Silent => "silent".to_owned(),
                CellState::OutOfScope => "out of scope".to_owned(),
            };
            // It breaks only between the date and the places.
            let mut parts = parts.iter().map(|part| part.replace(' ', "\u{a0}"));
            // "15 Feb 79" would be a year.
            let separator = if cell.pages.is_empty() { " " } else { ", " };
            Cell::mark(parts.join(separator), spoken)
        }));
        cells.push(row.id.into());
        table.rows.push(cells);
    }
    table
}

/// The heading below which an event is listed: the year in which its date begins.
fn section_of(row: &SynopsisRow<'_>) -> String {
    if row.kind == EventKind::Condition {
        return "Conditions".to_owned();
    }
    let first = row.when.bounds.known_day();
    first.map_or_else(String::new, |day| year_name(day.year()))
}

/// The date, in short on a terminal of this width; without its year if the heading gives it.
fn date_below(heading: &str, when: &When<'_>, width: Option<usize>) -> String {
    if width.is_none() {
        return when.in_words();
    }
    let date = when.short(SHORT_DATE);
    if when.bounds.has_time() {
        return date.replacen(&format!(" {heading},"), "", 1);
    }
    let date = match date.strip_suffix(heading).map(str::trim_end) {
        // With another year in it, the date needs both.
        Some(rest) if !rest.is_empty() && !rest.ends_with(['–', '…']) && !has_year(rest) => {
            rest.to_owned()
        }
        _ => date,
    };
    if is_narrow(width) && date.chars().count() > NARROW_DATE {
        when.short(NARROW_DATE)
    } else {
        date
    }
}

fn has_year(text: &str) -> bool {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit());
    numbers.any(|digits| digits.len() >= 4) || text.contains("AD ") || text.contains(" BC")
}

/// The date and the places of a cell, without empty parts; a mark if the event is out of scope.
pub fn synopsis_cell_text(cell: &SourceCell<'_>, date: String) -> Vec<String> {
    if cell.state == CellState::OutOfScope {
        return vec![OUT_OF_SCOPE.to_owned()];
    }
    let paragraphs = cell.paragraphs.iter().join(",");
    let paragraphs = (!paragraphs.is_empty()).then(|| format!("¶{paragraphs}"));
    let pages = cell.pages.iter().map(|page| (*page).to_owned());
    let places = paragraphs.into_iter().chain(pages).join(", ");
    let parts = [date, places].into_iter();
    parts.filter(|part| !part.is_empty()).collect()
}

fn legend(synopsis: &Synopsis<'_>, width: Option<usize>) -> String {
    let sources = synopsis.extra.sources.iter().zip(short_headings(synopsis));
    let sources = sources.map(|(source, short)| format!("{short} = {}", source.id));
    let mut parts: Vec<String> = sources.filter(|_| is_narrow(width)).collect();
    let mut cells = synopsis.iter().flat_map(|row| &row.cells);
    let has_mark = cells.any(|cell| cell.state == CellState::OutOfScope);
    let sequence = synopsis.extra.sequence.as_ref();
    let is_earlier = sequence.is_some_and(|sequence| sequence.out_of_date_order.contains(&true));
    let is_disputed = synopsis.iter().any(|row| row.disputed);
    for (is_shown, words) in [
        (has_mark, format!("{OUT_OF_SCOPE} = out of its scope")),
        (is_disputed, format!("{DISPUTED} = sources disagree")),
        (
            is_earlier,
            format!("{EARLIER} = dated before an event above"),
        ),
    ] {
        parts.extend(is_shown.then_some(words));
    }
    parts.join("   ")
}
