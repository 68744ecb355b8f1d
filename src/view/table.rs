//! Tables, and how comfy-table lays them out for a terminal. No other module knows comfy-table.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, TableStyle, Width};
use unicode_width::UnicodeWidthStr;

use super::Look;
use super::column::{Cell, Column, Fit, Heading};
use super::text::for_terminal;

/// The blanks between two columns.
pub const GAP: usize = 2;

/// Separates rows in what comfy-table draws. No cell contains it, for `for_terminal` makes control
/// characters visible.
const ROW_END: char = '\0';

#[derive(Debug)]
pub struct Table {
    pub columns: Vec<Heading>,
    /// Whether the titles of the columns are shown.
    pub headed: bool,
    /// Blanks at the left.
    pub indent: usize,
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table of cells, one for every column.
    pub fn of_cells(columns: Vec<Heading>, rows: Vec<Vec<Cell>>) -> Self {
        Self {
            columns,
            headed: true,
            indent: 2,
            rows,
        }
    }

    /// A table with the titles of its columns.
    pub fn new<R>(rows: &[R], columns: &[Column<R>]) -> Self {
        let shown = columns.iter().filter(|c| c.heading.fit != Fit::Hidden);
        let cells = |row| shown.clone().map(|column| (column.cell)(row)).collect();
        Self::of_cells(
            shown.clone().map(|column| column.heading.clone()).collect(),
            rows.iter().map(cells).collect(),
        )
    }

    /// A table without the titles of its columns.
    pub fn bare<R>(rows: &[R], columns: &[Column<R>]) -> Self {
        Self {
            headed: false,
            ..Self::new(rows, columns)
        }
    }

    /// The places of the columns in which something stands.
    pub fn filled(&self) -> Vec<usize> {
        let is_filled = |i: &usize| {
            let mut lines = self.rows.iter().flat_map(|row| &row[*i].lines);
            lines.any(|line| !line.is_empty())
        };
        (0..self.columns.len()).filter(is_filled).collect()
    }

    /// The lines of the table, each with the row that it belongs to; none for the titles.
    pub fn lay_out(&self, look: Look) -> Vec<(String, Option<usize>)> {
        let mut shown = self.filled();
        shown.retain(|i| match self.columns[*i].fit {
            Fit::WideOnly(columns) => look.width >= columns,
            _ => true,
        });
        let titles = shown.iter().map(|i| &self.columns[*i].title);
        let titles: Vec<_> = titles
            .map(|title| for_terminal(title, look.ascii))
            .collect();
        let texts = self.rows.iter().map(|row| {
            let cells = shown.iter().map(|i| &row[*i].lines);
            let text = |line: &String| for_terminal(line, look.ascii).into_owned();
            let texts = cells.map(|lines| lines.iter().map(text).collect::<Vec<_>>().join("\n"));
            texts.collect::<Vec<String>>()
        });
        let texts: Vec<Vec<String>> = texts.collect();

        let mut needs = Vec::new();
        for (place, i) in shown.iter().enumerate() {
            let keep = self.columns[*i].fit != Fit::Wrap;
            let mut need = Need {
                longest_line: 1,
                longest_word: 1,
                keep,
            };
            let title = self.headed.then(|| &*titles[place]);
            for text in title
                .into_iter()
                .chain(texts.iter().map(|row| &*row[place]))
            {
                need.add(text);
            }
            needs.push(need);
        }
        let gaps = GAP * shown.len().saturating_sub(1);
        let room = look.width.saturating_sub(self.indent).max(20);
        let widths = share_out(&needs, room.saturating_sub(gaps));

        let mut table = comfy_table::Table::new();
        let mut style = TableStyle::new();
        style.row_separator.fill = Some(ROW_END);
        if self.headed {
            style.header_separator.fill = Some(ROW_END);
            table.set_header(titles);
        }
        table.load_style(style);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.add_rows(texts.into_iter().zip(&self.rows).map(|(texts, row)| {
            let cells = texts.into_iter().zip(&shown).map(|(text, i)| {
                comfy_table::Cell::new(text).set_alignment(if row[*i].right {
                    CellAlignment::Right
                } else {
                    CellAlignment::Left
                })
            });
            cells.collect::<Vec<_>>()
        }));
        for (i, (column, width)) in table.column_iter_mut().zip(widths).enumerate() {
            let gap = if i + 1 == shown.len() { 0 } else { GAP };
            let as_u16 = |columns: usize| u16::try_from(columns).unwrap_or(u16::MAX);
            column.set_padding((0, as_u16(gap)));
            let width = Width::Fixed(as_u16(width + gap));
            column.set_constraint(ColumnConstraint::Absolute(width));
        }

        let rule = if look.ascii { "-" } else { "─" };
        let margin = " ".repeat(self.indent);
        let mut lines = Vec::new();
        let mut row = (!self.headed).then_some(0);
        for line in table.lines() {
            if !line.starts_with(ROW_END) {
                lines.push((format!("{margin}{}", line.trim_end()), row));
                continue;
            }
            if row.is_none() {
                lines.push((margin.clone() + &rule.repeat(line.len()), None));
            }
            row = Some(row.map_or(0, |row| row + 1));
        }
        lines
    }
}

/// What a column needs, in columns of the terminal.
struct Need {
    longest_line: usize,
    longest_word: usize,
    keep: bool,
}

impl Need {
    fn add(&mut self, text: &str) {
        for line in text.split('\n') {
            self.longest_line = self.longest_line.max(line.width());
            let words = line.split(' ').map(str::width);
            self.longest_word = words.fold(self.longest_word, usize::max);
        }
    }
}

/// The width of each column, so that all fit the room.
///
/// No column is narrower than its longest word, as long as the room allows. Of the rest, those
/// that are kept on one line take what they need first, unless that is much, and the others share
/// in proportion to what they lack.
fn share_out(needs: &[Need], room: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = needs.iter().map(|need| need.longest_word).collect();
    let spare = |widths: &[usize]| room.checked_sub(widths.iter().sum());
    while spare(&widths).is_none() {
        // Words have to be broken; those of the widest column are.
        let widest = widths.iter_mut().max().filter(|width| **width > 1);
        let Some(widest) = widest else { break };
        *widest -= 1;
    }
    for (i, need) in needs.iter().enumerate() {
        if need.keep && need.longest_line * 5 <= room * 2 {
            let left = spare(&widths).unwrap_or_default();
            widths[i] += (need.longest_line - widths[i]).min(left);
        }
    }
    let lacking = |(need, width): (&Need, &usize)| need.longest_line - width;
    let all_lacking: usize = needs.iter().zip(&widths).map(lacking).sum();
    let left = spare(&widths).unwrap_or_default().min(all_lacking);
    for (need, width) in needs.iter().zip(&mut widths) {
        *width += (need.longest_line - *width) * left / all_lacking.max(1);
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::super::column::column;
    use super::*;

    #[test]
    fn what_does_not_break_is_one_word() {
        let says = "a text that goes on from line to line";
        let rows = [("Nikita\u{a0}S.\u{a0}Khrushchev", says)];
        let name = column("name", Fit::Wrap, |row: &(&str, &str)| row.0.into());
        let says = column("says", Fit::Wrap, |row: &(&str, &str)| row.1.into());
        let look = Look {
            width: 40,
            ascii: false,
            color: false,
        };
        let lines = Table::bare(&rows, &[name, says]).lay_out(look);
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
