//! The marks of a lane, each event by itself, packed into rows.

use std::collections::{BTreeMap, BTreeSet};

use unicode_width::UnicodeWidthStr;

use crate::report::chart::{Lane, Mark, Stroke};
use crate::report::packing::{Block, Packing};
use crate::report::scale::Scale;

use super::super::text::for_terminal;

/// A mark with its number: what stands in which column, from the first to the last.
struct Placed {
    event: usize,
    cells: BTreeMap<usize, char>,
    first: usize,
    last: usize,
}

/// The rows of a lane over an empty row; adds the signs that stand in them. `titles` are those of
/// the chart's events.
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
        let placed = place(mark, scale, signs);
        let row = packing.place(&[Block {
            row: 0,
            from: placed.first,
            to: placed.last + 1, // a blank behind it
        }]);
        rows.resize_with(packing.rows(), Vec::new);
        rows[row].push(placed);
    }
    let rows = rows.into_iter().map(|mut row| {
        row.sort_by_key(|placed| placed.first);
        written(&row, titles, empty)
    });
    rows.collect()
}

/// A row with its marks, and behind each the title if there is room for all of it.
fn written(row: &[Placed], titles: &[&str], empty: &str) -> String {
    let mut cells: Vec<char> = empty.chars().collect();
    let ends = row.iter().skip(1).map(|next| next.first - 1);
    let ends: Vec<usize> = ends.chain([cells.len()]).collect();
    for (placed, end) in row.iter().zip(ends) {
        // Nothing but the mark stands between its pieces, so that they are seen as one.
        cells[placed.first..=placed.last].fill(' ');
        for (column, sign) in &placed.cells {
            cells[*column] = *sign;
        }
        let start = placed.last + 2;
        let title = titles[placed.event];
        let after = start + title.chars().count();
        if is_as_long_everywhere(title) && after <= end {
            cells[start - 1] = ' ';
            cells.splice(start..after, title.chars());
            if let Some(cell) = cells.get_mut(after) {
                *cell = ' ';
            }
        }
    }
    cells.into_iter().collect()
}

/// Whether every character of a text takes one column, in ASCII too.
fn is_as_long_everywhere(text: &str) -> bool {
    let long = text.chars().count();
    let harmless = for_terminal(text, false);
    text.width() == long && harmless == text && for_terminal(text, true).len() == long
}

fn place(mark: &Mark<'_>, scale: &Scale, signs: &mut BTreeSet<char>) -> Placed {
    let mut strokes: BTreeMap<usize, Stroke> = BTreeMap::new();
    let mut arrows: BTreeMap<usize, char> = BTreeMap::new();
    for piece in &mark.pieces {
        let (before, after) = scale.axis.overrun(piece.bounds);
        let edge = if before { 0 } else { scale.columns - 1 };
        let (first, mut last) = scale.covered(piece.bounds).unwrap_or((edge, edge));
        if piece.bounds.single_day().is_some() {
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
    let mut cells: BTreeMap<usize, char> = strokes
        .map(|(column, stroke)| (column, sign(stroke)))
        .chain(arrows)
        .collect();
    signs.extend(cells.values());
    number(&mut cells, mark, scale.columns);
    let column = |cell: Option<(&usize, &char)>| cell.map_or(0, |(column, _)| *column);
    Placed {
        event: mark.event,
        first: column(cells.first_key_value()),
        last: column(cells.last_key_value()),
        cells,
    }
}

/// Writes the number of a mark beside it: behind every part of it that has room there, or else
/// before it, or over it.
fn number(cells: &mut BTreeMap<usize, char>, mark: &Mark<'_>, columns: usize) {
    let number = match (mark.event + 1, mark.is_their_own) {
        (number, true) => number.to_string(),
        (number, false) => format!("[{number}]"),
    };
    let behind = cells.keys().map(|column| column + 1);
    let mut starts: Vec<usize> = behind
        .filter(|start| {
            let mut next = cells.range(start..).map(|(column, _)| *column);
            start + number.len() < next.next().unwrap_or(columns + 1)
        })
        .collect();
    if starts.is_empty() {
        let first = cells.keys().next().copied().unwrap_or(0);
        let over = (first + 1).min(columns.saturating_sub(number.len()));
        starts.push(first.checked_sub(number.len()).unwrap_or(over));
    }
    for start in starts {
        cells.extend((start..).zip(number.chars()));
    }
}

/// The sign of a stroke.
pub fn sign(stroke: Stroke) -> char {
    match stroke {
        Stroke::Day => '●',
        Stroke::Perhaps => '○',
        Stroke::Somewhen => '┄',
        Stroke::Lasting => '━',
        Stroke::Edge => '┅',
    }
}
