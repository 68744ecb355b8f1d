//! Tables, laid out for a terminal with comfy-table. No other module uses that crate.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, TableStyle, Width};
use unicode_truncate::UnicodeTruncateStr;
use unicode_width::UnicodeWidthStr;

use super::RenderOptions;
use super::column::{Cell, Column, Fit, Heading};
use super::style::Tone;
use super::text::for_terminal;

/// Separates rows in the output of comfy-table. No cell contains it, because `for_terminal` makes
/// control characters visible.
const ROW_END: char = '\0';

#[derive(Debug)]
pub struct Table {
    pub columns: Vec<Heading>,
    /// Whether column titles are shown.
    pub headed: bool,
    /// Spaces at the left.
    pub indent: usize,
    pub rows: Vec<Vec<Cell>>,
    /// Headings above rows, by the index of the row, in order.
    pub sections: Vec<(usize, String)>,
}

/// A line of a table: its pieces with their tones, and the index of its row; `None` for titles and
/// headings.
pub type TableLine = (Vec<(String, Option<Tone>)>, Option<usize>);

impl Table {
    /// A table with column titles.
    pub fn new<R>(rows: &[R], columns: &[Column<'_, R>]) -> Self {
        let headings = columns.iter().map(|column| column.heading.clone());
        let cells = |row| columns.iter().map(|column| (column.cell)(row)).collect();
        Self::of_cells(headings.collect(), rows.iter().map(cells).collect())
    }

    /// A table without column titles.
    pub fn bare<R>(rows: &[R], columns: &[Column<'_, R>]) -> Self {
        Self {
            headed: false,
            ..Self::new(rows, columns)
        }
    }

    /// A table of finished cells; every row has a cell for each column.
    pub fn of_cells(columns: Vec<Heading>, rows: Vec<Vec<Cell>>) -> Self {
        Self {
            columns,
            headed: true,
            indent: 2,
            rows,
            sections: Vec::new(),
        }
    }

    /// The indices of the columns that have text in some row.
    pub fn filled_columns(&self) -> Vec<usize> {
        let is_filled = |i: &usize| {
            let mut lines = self.rows.iter().flat_map(|row| &row[*i].lines);
            lines.any(|line| !line.is_empty())
        };
        (0..self.columns.len()).filter(is_filled).collect()
    }

    pub fn lay_out(&self, opts: RenderOptions) -> Vec<TableLine> {
        let mut shown: Vec<ShownColumn> = Vec::new();
        for index in self.filled_columns() {
            let fit = self.columns[index].fit;
            if !matches!(fit, Fit::WideOnly(columns) if opts.width < columns) {
                shown.push(ShownColumn {
                    index,
                    keep: fit != Fit::Wrap,
                    longest_line: 1,
                    width: 1,
                    gap: self.columns[index].gap,
                });
            }
        }
        let mut table = comfy_table::Table::new();
        let mut style = TableStyle::new();
        style.row_separator.fill = Some(ROW_END);
        if self.headed {
            style.header_separator.fill = Some(ROW_END);
            let title = |column: &mut ShownColumn| {
                column.cell(&self.columns[column.index].title.as_str().into(), opts)
            };
            table.set_header(shown.iter_mut().map(title).collect::<Vec<_>>());
        }
        for row in &self.rows {
            let cell = |column: &mut ShownColumn| column.cell(&row[column.index], opts);
            table.add_row(shown.iter_mut().map(cell).collect::<Vec<_>>());
        }
        table.load_style(style);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        set_column_widths(&mut shown, opts.width.saturating_sub(self.indent).max(20));
        if let Some(last) = shown.last_mut() {
            last.gap = 0;
        }
        for (i, column) in table.column_iter_mut().enumerate() {
            let gap = shown[i].gap;
            let as_u16 = |columns: usize| u16::try_from(columns).unwrap_or(u16::MAX);
            column.set_padding((0, as_u16(gap)));
            let width = Width::Fixed(as_u16(shown[i].width + gap));
            column.set_constraint(ColumnConstraint::Absolute(width));
        }

        let rule = if opts.ascii { "-" } else { "─" };
        let margin = " ".repeat(self.indent);
        let mut lines: Vec<TableLine> = Vec::new();
        let mut row = (!self.headed).then_some(0);
        let mut sections = self.sections.iter().peekable();
        for line in table.lines() {
            if line.starts_with(ROW_END) {
                if row.is_none() {
                    lines.push((
                        vec![(margin.clone() + &rule.repeat(line.len()), None)],
                        None,
                    ));
                }
                row = Some(row.map_or(0, |row| row + 1));
                continue;
            }
            while let Some((_, heading)) = sections.next_if(|(first, _)| row == Some(*first)) {
                let heading = for_terminal(heading, opts.ascii);
                lines.push((vec![(heading, Some(Tone::Section))], None));
            }
            if !opts.color {
                lines.push((vec![(margin.clone() + line.trim_end(), None)], row));
                continue;
            }
            let title = row.is_none().then_some(Tone::Title);
            let mut pieces = vec![(margin.clone(), None)];
            let mut rest = line.trim_end();
            for column in &shown {
                let (cell, after) = split_at_column(rest, column.width + column.gap);
                let tone = title.or(self.columns[column.index].tone);
                pieces.push((cell.to_owned(), tone));
                rest = after;
            }
            lines.push((pieces, row));
        }
        lines
    }
}

/// Splits a line after `width` terminal columns.
fn split_at_column(line: &str, width: usize) -> (&str, &str) {
    let (head, _) = line.unicode_truncate(width);
    line.split_at(head.len())
}

/// A column that is shown; its sizes are in terminal columns.
struct ShownColumn {
    /// Its index in the table.
    index: usize,
    keep: bool,
    longest_line: usize,
    /// Spaces after it.
    gap: usize,
    /// The width of the longest word, until `set_column_widths` sets the final width.
    width: usize,
}

impl ShownColumn {
    fn cell(&mut self, cell: &Cell, opts: RenderOptions) -> comfy_table::Cell {
        let lines = cell.lines.iter();
        let lines: Vec<_> = lines.map(|line| for_terminal(line, opts.ascii)).collect();
        for line in &lines {
            let mut long = 0;
            for word in line.split(' ').map(str::width) {
                self.width = self.width.max(word);
                long += word + 1;
            }
            self.longest_line = self.longest_line.max(long - 1);
        }
        comfy_table::Cell::new_owned(lines.join("\n")).set_alignment(if cell.right {
            CellAlignment::Right
        } else {
            CellAlignment::Left
        })
    }
}

/// Sets the width of each column so that all of them fit into `room`.
///
/// No column is narrower than its longest word, unless the room is too small for that. Of the
/// remaining width, `keep` columns that need at most half of the room get what they need
/// first; the other columns share the rest in proportion to what they lack.
fn set_column_widths(columns: &mut [ShownColumn], room: usize) {
    let gaps: usize = columns.iter().rev().skip(1).map(|column| column.gap).sum();
    let room = room.saturating_sub(gaps);
    let spare = |columns: &[ShownColumn]| room.checked_sub(columns.iter().map(|c| c.width).sum());
    while spare(columns).is_none() {
        // Words have to be broken, so the widest column is narrowed.
        let widest = columns.iter_mut().max_by_key(|column| column.width);
        match widest {
            Some(column) if column.width > 1 => column.width -= 1,
            _ => break,
        }
    }
    for i in 0..columns.len() {
        let left = spare(columns).unwrap_or_default();
        let column = &mut columns[i];
        if column.keep && column.longest_line * 2 <= room {
            column.width += (column.longest_line - column.width).min(left);
        }
    }
    let lacking: usize = columns.iter().map(|c| c.longest_line - c.width).sum();
    let left = spare(columns).unwrap_or_default().min(lacking);
    for column in columns {
        column.width += (column.longest_line - column.width) * left / lacking.max(1);
    }
}

#[cfg(test)]
mod tests {
    use super::super::column::column;
    use super::*;

    #[test]
    fn what_does_not_break_is_one_word() {
        let says = "a text that goes on from line to line";
        let rows = [("Nikita\u{a0}S.\u{a0}Khrushchev", says)];
        let name = column("name", Fit::Wrap, &|row: &(&str, &str)| row.0.into());
        let says = column("says", Fit::Wrap, &|row: &(&str, &str)| row.1.into());
        let opts = RenderOptions {
            width: 40,
            ascii: false,
            color: false,
        };
        let lines = Table::bare(&rows, &[name, says]).lay_out(opts).into_iter();
        let lines = lines.map(|(pieces, row)| {
            let pieces = pieces.into_iter().map(|(text, _)| text);
            (pieces.collect::<String>(), row)
        });
        let lines: Vec<_> = lines.collect();
        assert_eq!(
            lines,
            [
                "  Nikita\u{a0}S.\u{a0}Khrushchev  a text that goes",
                "                        on from line to",
                "                        line",
            ]
            .map(|line| (line.to_owned(), Some(0)))
        );
    }
}
