//! Pages laid out for a terminal of a given width. No other module knows comfy-table.

use std::borrow::Cow;

use comfy_table::{
    Cell as TableCell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table,
    TableStyle, Width,
};
use unicode_width::UnicodeWidthStr;

use super::Look;
use super::page::{Block, Column, Grid, Page};
use super::style::Tone;
use super::text::for_terminal;

/// The page as text, every line ended.
pub fn render(page: &Page, look: Look) -> String {
    let mut out = String::new();
    for block in page.parts() {
        match block {
            Block::Title { text, aside, .. } => title(&mut out, text, aside, look),
            Block::Section(heading) => {
                for wrapped in wrap(heading, ["", ""], look) {
                    line(&mut out, &Tone::Section.paint(&wrapped, look.color));
                }
            }
            Block::Text { text, indent, .. } => {
                let margin = " ".repeat(*indent);
                wrapped(&mut out, text, [&margin, &margin], look);
            }
            Block::Branch {
                first, rest, text, ..
            } => {
                wrapped(&mut out, text, [first, rest], look);
            }
            Block::Legend(text) => wrapped(&mut out, text, ["", ""], look),
            Block::Fields(fields) => {
                let mut grid = Grid::bare(vec![Column::default().narrow(), Column::default()]);
                grid.indent = 0;
                for (name, text) in fields {
                    grid.row([name.clone().into(), text.clone().into()]);
                }
                self::grid(&mut out, &grid, look);
            }
            Block::Grid(grid) => self::grid(&mut out, grid, look),
            Block::Gap => out.push('\n'),
        }
    }
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
}

fn title(out: &mut String, text: &str, aside: &str, look: Look) {
    let text = for_terminal(text, look.ascii);
    let aside = for_terminal(aside, look.ascii);
    let room = look.width.checked_sub(text.width() + aside.width());
    if let Some(room) = room.filter(|room| !aside.is_empty() && *room >= 2) {
        let painted = Tone::Title.paint(&text, look.color);
        line(
            out,
            &format!("{painted}{}{aside}", " ".repeat(room.min(60))),
        );
        return;
    }
    for wrapped in wrap(&text, ["", ""], look) {
        line(out, &Tone::Title.paint(&wrapped, look.color));
    }
    if !aside.is_empty() {
        wrapped(out, &aside, ["", ""], look);
    }
}

/// Adds a paragraph, with margins before its first and before its other lines.
fn wrapped(out: &mut String, text: &str, margins: [&str; 2], look: Look) {
    for wrapped in wrap(text, margins, look) {
        line(out, &wrapped);
    }
}

fn wrap(text: &str, margins: [&str; 2], look: Look) -> Vec<String> {
    let text = for_terminal(text, look.ascii);
    let [first, rest] = margins.map(|margin| for_terminal(margin, look.ascii));
    let options = textwrap::Options::new(look.width.max(rest.width() + 20))
        .initial_indent(&first)
        .subsequent_indent(&rest)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .word_separator(textwrap::WordSeparator::AsciiSpace);
    let lines = textwrap::wrap(&text, options);
    lines.into_iter().map(Cow::into_owned).collect()
}

fn grid(out: &mut String, grid: &Grid, look: Look) {
    let filled = |i: usize| grid.rows.iter().any(|row| !row[i].is_empty());
    let shown: Vec<usize> = (0..grid.columns.len())
        .filter(|i| filled(*i) && grid.columns[*i].from_width <= look.width)
        .collect();
    let mut table = Table::new();
    let rule = if look.ascii { '-' } else { '─' };
    let style = TableStyle::new();
    table.load_style(if grid.headed {
        style.header_separator(LineStyle::none().fill(rule))
    } else {
        style
    });
    if grid.headed {
        table.set_header(
            shown
                .iter()
                .map(|i| for_terminal(&grid.columns[*i].title, look.ascii)),
        );
    }
    for row in &grid.rows {
        table.add_row(shown.iter().map(|i| {
            let cell = row[*i].joined("\n", |part| for_terminal(part, look.ascii).into_owned());
            let aligned = if grid.columns[*i].right {
                CellAlignment::Right
            } else {
                CellAlignment::Left
            };
            TableCell::new(cell).set_alignment(aligned)
        }));
    }
    let room = look.width.saturating_sub(grid.indent).max(20);
    let narrow: Vec<bool> = shown.iter().map(|i| grid.columns[*i].narrow).collect();
    let widths = widths(&mut table, &narrow, room);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    for (place, width) in widths.into_iter().enumerate() {
        let gap = if place + 1 == shown.len() { 0 } else { GAP };
        if let Some(column) = table.column_mut(place) {
            let gap = u16::try_from(gap).unwrap_or_default();
            let width = u16::try_from(width).unwrap_or(u16::MAX - gap);
            column.set_padding((0, gap));
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width + gap)));
        }
    }
    let margin = " ".repeat(grid.indent);
    for text in table.trim_fmt().lines() {
        line(out, &format!("{margin}{text}"));
    }
}

/// The blanks between two columns.
const GAP: usize = 2;

/// How wide each column is, without the gap behind it, so that all fit the room.
///
/// No column is narrower than its longest word, as long as the room allows. Of the rest, narrow
/// columns take what they need first, and the others share in proportion to what they lack.
fn widths(table: &mut Table, narrow: &[bool], room: usize) -> Vec<usize> {
    let full: Vec<usize> = table
        .column_max_content_widths()
        .into_iter()
        .map(usize::from)
        .collect();
    let mut widths: Vec<usize> = (0..full.len())
        .map(|i| {
            let cells = table.column_cells_with_header_iter(i).flatten();
            let words = cells.map(|cell| longest_word(&cell.content()));
            words.max().unwrap_or(1).max(1).min(full[i].max(1))
        })
        .collect();
    let gaps = GAP * full.len().saturating_sub(1);
    let room = room.saturating_sub(gaps);
    let spare = |widths: &[usize]| room.checked_sub(widths.iter().sum());
    while spare(&widths).is_none() {
        // Words have to be broken; those of the widest column are.
        let widest = (0..widths.len())
            .max_by_key(|i| widths[*i])
            .unwrap_or_default();
        if widths[widest] <= 1 {
            break;
        }
        widths[widest] -= 1;
    }
    for i in (0..widths.len()).filter(|i| narrow[*i]) {
        let left = spare(&widths).unwrap_or_default();
        let modest = full[i] * 5 <= room * 2;
        let wanted = if modest { full[i] - widths[i] } else { 0 };
        widths[i] += wanted.min(left);
    }
    let lacking: usize = (0..widths.len()).map(|i| full[i] - widths[i]).sum();
    let left = spare(&widths).unwrap_or_default().min(lacking);
    for i in 0..widths.len() {
        widths[i] += (full[i] - widths[i]) * left / lacking.max(1);
    }
    widths
}

fn longest_word(text: &str) -> usize {
    text.split_whitespace()
        .map(UnicodeWidthStr::width)
        .max()
        .unwrap_or_default()
}
