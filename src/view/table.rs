//! Grids laid out for a terminal, in columns as wide as there is room for. No other module knows
//! comfy-table.

use comfy_table::{
    Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table, TableStyle, Width,
};
use unicode_width::UnicodeWidthStr;

use super::Look;
use super::grid::Grid;
use super::text::for_terminal;

/// The blanks between two columns.
pub const GAP: usize = 2;

/// Separates rows in what comfy-table draws. No cell contains it, for `for_terminal` makes control
/// characters visible.
const ROW_END: char = '\0';

/// A column of the grid that is shown.
struct Shown {
    /// Its place in the grid.
    index: usize,
    longest_line: usize,
    /// Without the gap behind it.
    width: usize,
}

/// The lines of a grid, each with the row that it belongs to; none for the heading.
pub fn lay_out(grid: &Grid, look: Look) -> Vec<(String, Option<usize>)> {
    let shown: Vec<usize> = grid
        .filled()
        .filter(|(_, column)| column.from_width <= look.width)
        .map(|(index, _)| index)
        .collect();
    let titles = shown.iter().map(|index| &grid.columns[*index].title);
    let titles: Vec<String> = titles
        .map(|title| for_terminal(title, look.ascii).into_owned())
        .collect();
    let rows: Vec<Vec<String>> = grid
        .rows
        .iter()
        .map(|row| {
            let cells = shown.iter().map(|index| &row.cells[*index].parts);
            let text = |part: &String| for_terminal(part, look.ascii).into_owned();
            cells
                .map(|parts| parts.iter().map(text).collect::<Vec<_>>().join("\n"))
                .collect()
        })
        .collect();

    let mut columns: Vec<Shown> = Vec::new();
    for (i, index) in shown.into_iter().enumerate() {
        let (mut longest_line, mut longest_word) = (1, 1);
        for cells in grid.headed.then_some(&titles).into_iter().chain(&rows) {
            for line in cells[i].split('\n') {
                longest_line = longest_line.max(line.width());
                longest_word = line
                    .split(' ')
                    .map(str::width)
                    .fold(longest_word, usize::max);
            }
        }
        columns.push(Shown {
            index,
            longest_line,
            width: longest_word,
        });
    }
    share_out(&mut columns, grid, look.width);

    let mut table = Table::new();
    let mut style = TableStyle::new();
    style.row_separator.fill = Some(ROW_END);
    if grid.headed {
        style.header_separator.fill = Some(ROW_END);
        // Headings stand at the left, even over numbers.
        let titles = titles.iter().map(Cell::new);
        table.set_header(titles.map(|title| title.set_alignment(CellAlignment::Left)));
    }
    table.load_style(style);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.add_rows(rows);
    for (i, column) in columns.iter().enumerate() {
        let gap = if i + 1 == columns.len() { 0 } else { GAP };
        let Some(laid_out) = table.column_mut(i) else {
            continue;
        };
        let as_u16 = |columns: usize| u16::try_from(columns).unwrap_or(u16::MAX);
        laid_out.set_padding((0, as_u16(gap)));
        let width = Width::Fixed(as_u16(column.width + gap));
        laid_out.set_constraint(ColumnConstraint::Absolute(width));
        if grid.columns[column.index].right {
            laid_out.set_cell_alignment(CellAlignment::Right);
        }
    }

    let mut lines = Vec::new();
    let margin = " ".repeat(grid.indent);
    let rule = if look.ascii { "-" } else { "─" };
    let mut row = (!grid.headed).then_some(0);
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

/// Says how wide each column is, so that all fit the room.
///
/// No column is narrower than its longest word, as long as the room allows. Of the rest, narrow
/// columns take what they need first, and the others share in proportion to what they lack.
fn share_out(columns: &mut [Shown], grid: &Grid, width: usize) {
    let room = width.saturating_sub(grid.indent).max(20);
    let room = room.saturating_sub(GAP * columns.len().saturating_sub(1));
    let spare = |columns: &[Shown]| room.checked_sub(columns.iter().map(|c| c.width).sum());
    while spare(columns).is_none() {
        // Words have to be broken; those of the widest column are.
        let widest = columns.iter_mut().max_by_key(|column| column.width);
        let Some(widest) = widest.filter(|column| column.width > 1) else {
            break;
        };
        widest.width -= 1;
    }
    for i in 0..columns.len() {
        let left = spare(columns).unwrap_or_default();
        let Shown {
            index,
            longest_line,
            width,
            ..
        } = columns[i];
        if grid.columns[index].narrow && longest_line * 5 <= room * 2 {
            columns[i].width += (longest_line - width).min(left);
        }
    }
    let lacking: usize = columns.iter().map(|c| c.longest_line - c.width).sum();
    let left = spare(columns).unwrap_or_default().min(lacking);
    for column in columns {
        column.width += (column.longest_line - column.width) * left / lacking.max(1);
    }
}
