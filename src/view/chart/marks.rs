//! The marks of a lane, each event by itself, packed into rows.

use std::collections::BTreeMap;

use crate::report::chart::{Lane, Mark, Piece, Stroke};
use crate::report::scale::Scale;

use unicode_width::UnicodeWidthStr;

use super::super::text::for_terminal;
use super::Signs;

/// A mark with its number: what stands in which column.
struct Placed {
    event: usize,
    cells: BTreeMap<usize, char>,
}

impl Placed {
    fn first(&self) -> usize {
        self.cells.keys().next().copied().unwrap_or_default()
    }

    fn last(&self) -> usize {
        self.cells.keys().next_back().copied().unwrap_or_default()
    }

    /// Whether there is no blank between the two.
    fn touches(&self, other: &Self) -> bool {
        self.first() <= other.last() + 1 && other.first() <= self.last() + 1
    }
}

/// The rows of a lane over an empty row, and the signs that stand in them. `titles` are those of
/// the chart's events.
pub fn rows(
    lane: &Lane<'_>,
    titles: &[&str],
    scale: &Scale<'_>,
    empty: &str,
    signs: &mut Signs,
) -> Vec<String> {
    let mut rows: Vec<Vec<Placed>> = Vec::new();
    for mark in &lane.marks {
        let placed = place(mark, scale, signs);
        let free = rows
            .iter_mut()
            .find(|row| !row.iter().any(|other| other.touches(&placed)));
        match free {
            Some(row) => row.push(placed),
            None => rows.push(vec![placed]),
        }
    }
    let rows = rows.into_iter().map(|mut row| {
        row.sort_by_key(Placed::first);
        written(&row, titles, empty)
    });
    rows.collect()
}

/// A row with its marks, and behind each the title where there is room for all of it.
fn written(row: &[Placed], titles: &[&str], empty: &str) -> String {
    let mut cells: Vec<char> = empty.chars().collect();
    let ends = row.iter().skip(1).map(|next| next.first() - 1);
    let ends: Vec<usize> = ends.chain([cells.len()]).collect();
    for (placed, end) in row.iter().zip(ends) {
        // Nothing but the mark stands between its pieces, so that they are seen as one.
        cells[placed.first()..=placed.last()].fill(' ');
        for (column, sign) in &placed.cells {
            cells[*column] = *sign;
        }
        let start = placed.last() + 2;
        let title = titles[placed.event];
        let long = title.chars().count();
        if is_as_long_everywhere(title) && start + long <= end {
            cells[start - 1] = ' ';
            cells.splice(start..start + long, title.chars());
            cells
                .get_mut(start + long)
                .into_iter()
                .for_each(|cell| *cell = ' ');
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

/// A run of columns without a gap, from the first to the last.
type Run = (usize, usize);

fn place(mark: &Mark<'_>, scale: &Scale<'_>, signs: &mut Signs) -> Placed {
    let mut strokes: BTreeMap<usize, (Stroke, char)> = BTreeMap::new();
    let mut arrows: BTreeMap<usize, char> = BTreeMap::new();
    for piece in &mark.pieces {
        let (days, before, after) = scale.clipped(piece.bounds);
        let edge = if before { 0 } else { scale.columns - 1 };
        let (first, last) = days.map_or((edge, edge), |(from, to)| {
            let first = scale.column(from);
            // A day has one mark, however many columns it has; a stretch fills its last day.
            let last = match piece.bounds.single_day() {
                Some(_) => first,
                None => scale.column(to).max(scale.end(to).saturating_sub(1)),
            };
            (first, last)
        });
        let drawn = sign(*piece);
        for column in first..=last {
            let stroke = strokes.entry(column).or_insert((piece.stroke, drawn));
            *stroke = (*stroke).max((piece.stroke, drawn));
        }
        if before {
            arrows.insert(first, '‹');
        }
        if after {
            arrows.insert(last, '›');
        }
    }
    let mut cells: BTreeMap<usize, char> = strokes
        .into_iter()
        .map(|(column, (_, sign))| (column, sign))
        .collect();
    cells.extend(arrows);
    signs.extend(cells.values());
    number(&mut cells, mark, scale.columns);
    Placed {
        event: mark.event,
        cells,
    }
}

/// Writes the number of a mark beside it: behind every part of it where there is room, or else
/// before it, or over it.
fn number(cells: &mut BTreeMap<usize, char>, mark: &Mark<'_>, columns: usize) {
    let number = match (mark.event + 1, mark.when.is_their_own) {
        (number, true) => number.to_string(),
        (number, false) => format!("[{number}]"),
    };
    let mut runs: Vec<Run> = Vec::new();
    for column in cells.keys() {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *column => *last = *column,
            _ => runs.push((*column, *column)),
        }
    }
    let nexts = runs.iter().skip(1).map(|(first, _)| *first);
    let nexts: Vec<usize> = nexts.chain([columns + 1]).collect();
    let mut starts: Vec<usize> = runs
        .iter()
        .zip(nexts)
        .filter(|((_, last), next)| last + 1 + number.len() < *next)
        .map(|((_, last), _)| last + 1)
        .collect();
    if starts.is_empty() {
        let first = runs.first().map_or(0, |(first, _)| *first);
        let over = (first + 1).min(columns.saturating_sub(number.len()));
        starts.push(first.checked_sub(number.len()).unwrap_or(over));
    }
    for start in starts {
        cells.extend((start..).zip(number.chars()));
    }
}

/// The sign of a piece.
fn sign(piece: Piece) -> char {
    match piece.stroke {
        Stroke::Day => '●',
        Stroke::Somewhen if piece.bounds.single_day().is_some() => '○',
        Stroke::Somewhen => '┄',
        Stroke::Lasting => '━',
        Stroke::Edge => '┅',
    }
}

/// What the sign of a piece means.
pub fn meaning(sign: char) -> &'static str {
    match sign {
        '●' => "on that day",
        '○' => "perhaps on that day",
        '┄' => "some time in these days",
        '━' => "lasted through these days",
        _ => "began or ended in these days",
    }
}
