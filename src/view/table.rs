//! Grids laid out for a terminal, in columns as wide as there is room for. No other module knows
//! comfy-table.

use std::borrow::Cow;

use comfy_table::{
    Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table, TableStyle, Width,
};
use smallvec::{SmallVec, smallvec};
use unicode_width::UnicodeWidthStr;

use super::Look;
use super::grid::Grid;
use super::terminal::Taker;
use super::text::for_terminal;

/// The blanks between two columns.
pub const GAP: usize = 2;

/// A column as it is shown.
struct Shown {
    /// Its place in the grid.
    index: usize,
    /// How wide it is, without the gap behind it.
    width: usize,
    /// Whether it takes what it needs before others do.
    narrow: bool,
    /// Whether its cells end at the right.
    right: bool,
}

/// Hands the lines of a grid on: its heading, then its rows, each with what it leads to.
pub fn lay_out(grid: &Grid, look: Look, out: &mut dyn Taker) {
    let mut shown: Vec<Shown> = grid
        .filled()
        .filter(|(_, column)| column.from_width <= look.width)
        .map(|(index, column)| Shown {
            index,
            width: 0,
            narrow: column.narrow,
            right: column.right,
        })
        .collect();
    let harmless = |text| for_terminal(text, look.ascii);
    let titles = shown
        .iter()
        .map(|column| harmless(&grid.columns[column.index].title));
    let heads: Vec<Parts<'_>> = titles.map(|title| smallvec![title]).collect();
    let heads = if grid.headed { &*heads } else { &[] };
    let room = look.width.saturating_sub(grid.indent).max(20);
    share_out(&mut shown, heads, grid, room, harmless);

    let mut layout = Layout {
        shown: &shown,
        indent: grid.indent,
        line: String::new(),
    };
    if grid.headed {
        // Headings stand at the left, even over numbers.
        layout.row(heads, false, &mut |line| out.row(line, None));
        let rule = if look.ascii { "-" } else { "─" };
        let gaps = GAP * shown.len().saturating_sub(1);
        let wide = shown.iter().map(|column| column.width).sum::<usize>() + gaps;
        out.row(&(" ".repeat(grid.indent) + &rule.repeat(wide)), None);
    }
    for row in grid.rows() {
        let cells = shown.iter().map(|column| row.cell(column.index));
        let cells = cells.map(|cell| cell.parts().map(harmless).collect());
        let cells: SmallVec<[Parts<'_>; 8]> = cells.collect();
        layout.row(&cells, true, &mut |line| out.row(line, row.leads_to()));
    }
}

/// The parts of a cell, which stand one below the other.
type Parts<'g> = SmallVec<[Cow<'g, str>; 1]>;

/// How the lines of a table are put together.
struct Layout<'s> {
    shown: &'s [Shown],
    indent: usize,
    /// The line that is put together; it is begun anew for each.
    line: String,
}

impl Layout<'_> {
    /// Hands on the lines of a row. One in which no word has to be broken is put together here:
    /// hardly any has, and to have it laid out takes many times as long.
    fn row(&mut self, cells: &[Parts<'_>], aligned: bool, out: &mut dyn FnMut(&str)) {
        let mut lines: SmallVec<[Lines<'_>; 8]> = SmallVec::new();
        for (cell, column) in cells.iter().zip(self.shown) {
            let Some(of_cell) = at_blanks(cell, column.width) else {
                let broken = with_broken_words(cells, self.shown, self.indent, aligned);
                return broken.iter().for_each(|line| out(line));
            };
            lines.push(of_cell);
        }
        let high = lines.iter().map(SmallVec::len).max().unwrap_or_default();
        for i in 0..high.max(1) {
            let on_line = lines.iter().map(|of_cell| of_cell.get(i).copied());
            self.line_of(on_line.map(Option::unwrap_or_default), aligned);
            out(&self.line);
        }
    }

    /// Puts a line together, from what stands on it in each column.
    fn line_of<'c>(&mut self, cells: impl Iterator<Item = &'c str>, aligned: bool) {
        self.line.clear();
        let mut blanks = self.indent;
        for (cell, column) in cells.zip(self.shown) {
            let wide = width(cell);
            let spare = column.width - wide;
            if wide == 0 {
                blanks += spare + GAP;
                continue;
            }
            let before = if aligned && column.right { spare } else { 0 };
            push_blanks(&mut self.line, blanks + before);
            self.line.push_str(cell);
            blanks = spare - before + GAP;
        }
    }
}

/// Adds so many blanks.
fn push_blanks(line: &mut String, mut count: usize) {
    const BLANKS: &str = "                                ";
    while count > 0 {
        let some = count.min(BLANKS.len());
        line.push_str(&BLANKS[..some]);
        count -= some;
    }
}

/// The lines of a cell.
type Lines<'c> = SmallVec<[&'c str; 2]>;

/// The lines of a cell, none wider than the column: as many words on each as have room. `None`
/// where a word would have to be broken.
fn at_blanks<'c>(parts: &'c [Cow<'_, str>], column: usize) -> Option<Lines<'c>> {
    let mut lines = SmallVec::new();
    for mut rest in parts.iter().map(|part| &**part) {
        loop {
            let (line, behind) = rest.split_at(first_line(rest, column)?);
            lines.push(line.trim_end_matches(' '));
            rest = behind.trim_start_matches(' ');
            if rest.is_empty() {
                break;
            }
        }
    }
    Some(lines)
}

/// How much of a text has room in a column: all of it, or as many words as have, but one at least.
fn first_line(text: &str, column: usize) -> Option<usize> {
    if text.is_ascii() {
        let Some(fits) = text.as_bytes().get(..=column) else {
            return Some(text.len());
        };
        return fits.iter().rposition(|byte| *byte == b' ');
    }
    let (mut wide, mut end) = (0, None);
    for word in text.split_inclusive(' ') {
        if wide + width(word.trim_end_matches(' ')) > column {
            return end;
        }
        wide += width(word);
        end = Some(end.unwrap_or(0) + word.len());
    }
    Some(text.len())
}

/// The lines of a row with words that are wider than their column.
fn with_broken_words(
    row: &[Parts<'_>],
    shown: &[Shown],
    indent: usize,
    aligned: bool,
) -> Vec<String> {
    let mut table = Table::new();
    table.load_style(TableStyle::new());
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.add_row(row.iter().zip(shown).map(|(cell, column)| {
        let alignment = if aligned && column.right {
            CellAlignment::Right
        } else {
            CellAlignment::Left
        };
        Cell::new(cell.join("\n")).set_alignment(alignment)
    }));
    for (i, column) in shown.iter().enumerate() {
        let gap = if i + 1 == shown.len() { 0 } else { GAP };
        if let Some(laid_out) = table.column_mut(i) {
            let gap = u16::try_from(gap).unwrap_or_default();
            let width = u16::try_from(column.width).unwrap_or(u16::MAX - gap);
            laid_out.set_padding((0, gap));
            laid_out.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width + gap)));
        }
    }
    let margin = " ".repeat(indent);
    let lines = table.lines();
    lines
        .map(|line| format!("{margin}{}", line.trim_end()))
        .collect()
}

/// Says how wide each column is, so that all fit the room.
///
/// No column is narrower than its longest word, as long as the room allows. Of the rest, narrow
/// columns take what they need first, and the others share in proportion to what they lack.
fn share_out<'g>(
    shown: &mut [Shown],
    heads: &[Parts<'g>],
    grid: &'g Grid,
    room: usize,
    harmless: impl Fn(&'g str) -> Cow<'g, str>,
) {
    let mut full = Vec::with_capacity(shown.len());
    for (i, column) in shown.iter_mut().enumerate() {
        let (mut widest, mut longest) = (1, 1);
        let mut measure = |part: &str| {
            widest = widest.max(width(part));
            longest = longest_word(part, longest);
        };
        heads
            .get(i)
            .into_iter()
            .flatten()
            .for_each(|title| measure(title));
        for row in grid.rows() {
            let parts = row.cell(column.index).parts();
            parts.for_each(|part| measure(&harmless(part)));
        }
        full.push(widest);
        column.width = longest;
    }
    let room = room.saturating_sub(GAP * full.len().saturating_sub(1));
    let spare = |shown: &[Shown]| room.checked_sub(shown.iter().map(|column| column.width).sum());
    while spare(shown).is_none() {
        // Words have to be broken; those of the widest column are.
        let widest = shown.iter_mut().max_by_key(|column| column.width);
        let Some(widest) = widest.filter(|column| column.width > 1) else {
            break;
        };
        widest.width -= 1;
    }
    for i in (0..full.len()).filter(|i| full[*i] * 5 <= room * 2) {
        let left = spare(shown).unwrap_or_default();
        if shown[i].narrow {
            shown[i].width += (full[i] - shown[i].width).min(left);
        }
    }
    let lacking = shown.iter().zip(&full);
    let lacking: usize = lacking.map(|(column, full)| full - column.width).sum();
    let left = spare(shown).unwrap_or_default().min(lacking);
    for (column, full) in shown.iter_mut().zip(full) {
        column.width += (full - column.width) * left / lacking.max(1);
    }
}

/// The width of the longest word of a line, or what is known already where none is longer.
fn longest_word(line: &str, known: usize) -> usize {
    if line.is_ascii() {
        let words = line.as_bytes().split(|byte| *byte == b' ');
        return words.map(<[u8]>::len).fold(known, usize::max);
    }
    line.split(' ').map(width).fold(known, usize::max)
}

/// How many columns of the terminal a text takes that was made harmless.
fn width(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.width()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::grid::{Cell, Column};
    use super::super::terminal::Line;
    use super::super::text::wrapping_at_blanks;
    use super::*;

    proptest! {
        #[test]
        fn words_stand_where_textwrap_puts_them(text in "([a-c ]|é|毛|¶){0,40}", column in 1..12_usize) {
            let options = wrapping_at_blanks(column).break_words(false);
            let options = options.wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
            let lines = textwrap::wrap(&text, options);
            let lines = lines.iter().all(|line| width(line) <= column).then_some(lines);
            // What fits is taken as it is, blanks and all.
            let same = match (at_blanks(&[text.as_str().into()], column), lines) {
                (Some(ours), Some(theirs)) => {
                    let ours = ours.iter().map(|line| line.trim_end_matches(' '));
                    ours.eq(theirs.iter().map(|line| &**line))
                }
                (ours, theirs) => ours.is_none() && theirs.is_none(),
            };
            prop_assert!(same);
        }
    }

    #[test]
    fn what_does_not_break_is_one_word() {
        let columns = ["name", "says"].map(Column::new);
        let mut grid = Grid::bare(columns.into());
        let says = "a text that goes on from line to line";
        grid.row([Cell::from("Nikita\u{a0}S.\u{a0}Khrushchev"), says.into()]);
        let look = Look {
            width: 40,
            ascii: false,
            color: false,
        };
        let mut lines: Vec<Line> = Vec::new();
        lay_out(&grid, look, &mut lines);
        let lines = lines.iter().map(|line| line.pieces[0].text.trim_end());
        assert_eq!(
            lines.collect::<Vec<_>>(),
            [
                "  Nikita\u{a0}S.\u{a0}Khrushchev  a text that goes",
                "                        on from line to",
                "                        line",
            ]
        );
    }
}
