//! Pages laid out for a terminal of a given width. No other module knows comfy-table.

use comfy_table::{
    Cell as TableCell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table,
    TableStyle, Width,
};
use unicode_width::UnicodeWidthStr;

use super::Look;
use super::page::{Block, Grid, Page};
use super::style::Tone;
use super::text::for_terminal;

/// The page as text, every line ended.
pub fn render(page: &Page, look: Look) -> String {
    let mut out = String::new();
    for block in &page.blocks {
        match block {
            Block::Title { text, aside, .. } => title(&mut out, text, aside, look),
            Block::Section(heading) => {
                let heading = for_terminal(heading, look.ascii);
                line(&mut out, &Tone::Section.paint(&heading, look.color));
            }
            Block::Text { text, indent, .. } => {
                for wrapped in wrap(text, *indent, look) {
                    line(&mut out, &wrapped);
                }
            }
            Block::Fields(fields) => {
                let mut grid = Grid::bare(vec![Default::default(), Default::default()]);
                grid.indent = 0;
                grid.columns[0].narrow = true;
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
    let room = look.width.saturating_sub(text.width() + aside.width());
    if aside.is_empty() || room >= 2 {
        let blanks = if aside.is_empty() { 0 } else { room.min(60) };
        let painted = Tone::Title.paint(&text, look.color);
        line(out, &format!("{painted}{}{aside}", " ".repeat(blanks)));
    } else {
        for wrapped in wrap(&text, 0, look) {
            line(out, &Tone::Title.paint(&wrapped, look.color));
        }
        line(out, &aside);
    }
}

fn wrap(text: &str, indent: usize, look: Look) -> Vec<String> {
    let text = for_terminal(text, look.ascii);
    let margin = " ".repeat(indent);
    let options = textwrap::Options::new(look.width.max(indent + 10))
        .initial_indent(&margin)
        .subsequent_indent(&margin)
        .break_words(true);
    textwrap::wrap(&text, options)
        .into_iter()
        .map(|line| line.into_owned())
        .collect()
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
        style.header_separator(LineStyle::none().fill(rule).junction(rule))
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
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(room).unwrap_or(u16::MAX));
    let widest = table.column_max_content_widths();
    for (place, i) in shown.iter().enumerate() {
        let last = place + 1 == shown.len();
        if let Some(column) = table.column_mut(place) {
            column.set_padding((0, if last { 0 } else { 2 }));
            // A narrow column is not squeezed, unless it would take too much of the room.
            let wanted = widest[place] + if last { 0 } else { 2 };
            if grid.columns[*i].narrow && usize::from(wanted) * 5 <= room * 2 {
                column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(wanted)));
            }
        }
    }
    let margin = " ".repeat(grid.indent);
    for text in table.trim_fmt().lines() {
        line(out, &format!("{margin}{text}"));
    }
}
