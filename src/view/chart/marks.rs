//! The marks of a lane, one per event, packed into rows.

use std::collections::{BTreeMap, BTreeSet};

use unicode_width::UnicodeWidthStr;

use crate::report::chart::{Lane, Mark, Stroke};
use crate::report::packing::{Packing, RowStretch};
use crate::report::scale::Scale;

use super::super::text::for_terminal;

/// A mark: the index of its event, and its characters by column, including its number.
type Placed = (usize, BTreeMap<usize, char>);

/// The first and the last column of a mark, inclusive.
fn ends((_, cells): &Placed) -> (usize, usize) {
    let first = cells.keys().next().copied().unwrap_or_default();
    (first, cells.keys().last().copied().unwrap_or_default())
}

/// Draws a lane as rows, each over a copy of `empty`, and adds the signs of the marks to `signs`.
/// `titles` are the titles of the chart's events.
pub fn rows(
    lane: &Lane<'_>,
    titles: &[&str],
    scale: &Scale,
    empty: &str,
    signs: &mut BTreeSet<char>,
) -> Vec<String> {
    let mut packing = Packing::default();
    let mut rows: Vec<Vec<Placed>> = Vec::new();
    for mark in &lane.marks {
        let placed = (mark.event, cells(mark, scale, signs));
        let (from, last) = ends(&placed);
        let to = last + 1; // a space after it
        let row = packing.place(&[RowStretch { row: 0, from, to }]);
        rows.resize_with(packing.rows(), Vec::new);
        rows[row].push(placed);
    }
    let rows = rows.into_iter().map(|mut row| {
        row.sort_by_key(ends);
        render_row(&row, titles, empty)
    });
    rows.collect()
}

/// A row with its marks, each followed by its title if the whole title fits.
fn render_row(row: &[Placed], titles: &[&str], empty: &str) -> String {
    let mut cells: Vec<char> = empty.chars().collect();
    let limits = row.iter().skip(1).map(|next| ends(next).0 - 1);
    let limits: Vec<usize> = limits.chain([cells.len()]).collect();
    for (placed, limit) in row.iter().zip(limits) {
        let (first, last) = ends(placed);
        let (event, signs) = placed;
        // No guide is left between the pieces of a mark, so that they read as one mark.
        cells[first..=last].fill(' ');
        for (column, sign) in signs {
            cells[*column] = *sign;
        }
        let title = titles[*event];
        let start = last + 2;
        let after = start + title.chars().count();
        if has_single_width_chars(title) && after <= limit {
            cells[start - 1] = ' ';
            cells.splice(start..after, title.chars());
            if let Some(cell) = cells.get_mut(after) {
                *cell = ' ';
            }
        }
    }
    cells.into_iter().collect()
}

/// Whether every character of a text takes one column, in Unicode and in ASCII.
fn has_single_width_chars(text: &str) -> bool {
    let long = text.chars().count();
    let harmless = for_terminal(text, false);
    text.width() == long && harmless == text && for_terminal(text, true).len() == long
}

/// The characters of a mark by column; adds its signs to `signs`.
fn cells(mark: &Mark<'_>, scale: &Scale, signs: &mut BTreeSet<char>) -> BTreeMap<usize, char> {
    let mut strokes: BTreeMap<usize, Stroke> = BTreeMap::new();
    let mut arrows: BTreeMap<usize, char> = BTreeMap::new();
    for piece in &mark.pieces {
        let (before, after) = scale.axis.overrun(piece.bounds);
        let edge = if before { 0 } else { scale.columns - 1 };
        let (first, mut last) = scale.covered_columns(piece.bounds).unwrap_or((edge, edge));
        if piece.is_point() {
            last = first; // A day has one mark, however many columns it has.
        }
        for column in first..=last {
            let stroke = strokes.entry(column).or_insert(piece.stroke);
            *stroke = piece.stroke.max(*stroke);
        }
        if before {
            arrows.insert(first, '‹');
        }
        if after {
            arrows.insert(last, '›');
        }
    }
    let strokes = strokes.into_iter();
    let strokes = strokes.map(|(column, stroke)| (column, sign(stroke)));
    let mut cells: BTreeMap<usize, char> = strokes.chain(arrows).collect();
    signs.extend(cells.values());
    number(&mut cells, mark, scale.columns);
    cells
}

/// Writes the number of a mark after each part of it that has room there; if none has, once before
/// the mark, or over it.
fn number(cells: &mut BTreeMap<usize, char>, mark: &Mark<'_>, columns: usize) {
    let number = match (mark.event + 1, mark.is_own_date) {
        (number, true) => number.to_string(),
        (number, false) => format!("[{number}]"),
    };
    let has_room = |start: &usize| {
        let next = cells.range(start..).next();
        start + number.len() < next.map_or(columns + 1, |(column, _)| *column)
    };
    let behind = cells.keys().map(|column| column + 1);
    let mut starts: Vec<usize> = behind.filter(has_room).collect();
    if starts.is_empty() {
        let first = cells.keys().next().copied().unwrap_or(0);
        let over = (first + 1).min(columns.saturating_sub(number.len()));
        starts.push(first.checked_sub(number.len()).unwrap_or(over));
    }
    for start in starts {
        cells.extend((start..).zip(number.chars()));
    }
}

pub fn sign(stroke: Stroke) -> char {
    match stroke {
        Stroke::Day => '●',
        Stroke::PossibleDay => '○',
        Stroke::SomeDay => '┄',
        Stroke::Lasting => '━',
        Stroke::Edge => '┅',
    }
}
