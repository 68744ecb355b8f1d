//! The marks of the poster: days, stretches and bars, each with its words below it.

use std::fmt::Write as _;

use crate::model::date::Match;
use crate::report::chart::{Chart, Mark, Piece, Stroke};
use crate::report::part::EventRow;
use crate::report::scale::Scale;

use super::super::text::markup;
use super::pack::{Packing, Taken};
use super::text::{Face, harmless};
use super::words::{GAP, Words};

/// How high a row is.
pub const ROW: usize = 20;
/// Half of what a day or a very short stretch takes.
const HALF: usize = 6;
/// How wide the words beside a mark run at most.
const WIDEST: usize = 640;
/// A part of a mark on the poster, from one unit to another.
struct Drawn {
    from: usize,
    to: usize,
    stroke: Stroke,
    is_day: bool,
    before: bool,
    after: bool,
}

/// Draws a mark into a lane that begins at a place of the poster, and gives its SVG.
pub fn mark(
    chart: &Chart<'_>,
    mark: &Mark<'_>,
    scale: &Scale<'_>,
    packing: &mut Packing,
    (left, top): (usize, usize),
    hatch: &str,
    ascii: bool,
) -> String {
    let row = &chart.rows[mark.event];
    let harmless = |text: &str| harmless(text, ascii);
    let pieces = mark.pieces.iter();
    let drawn: Vec<Drawn> = pieces
        .map(|piece| on(scale, *piece, mark.pieces.len()))
        .collect();
    let ends: Vec<(usize, usize)> = drawn.iter().map(|piece| (piece.from, piece.to)).collect();
    let date = harmless(&mark.when.words());
    let possible = if row.matching == Match::Possible {
        "? "
    } else {
        ""
    };
    let disputed = if row.disputed { "≠ " } else { "" };
    let title = harmless(&format!("{possible}{disputed}{}", row.title));
    let words = Words::of(&date, &title, WIDEST.min(scale.columns));
    let beside = words.beside(&ends, scale.columns);
    let mut taken = words.taken(beside);
    taken.extend(whole(&ends));
    let y = top + packing.place(&taken) * ROW;

    let mut svg = String::from("<g>");
    put(
        &mut svg,
        format_args!("<title>{}</title>", tip(row, &date, ascii)),
    );
    joined(&mut svg, &drawn, left, y + ROW / 2);
    // Bars lie over what was widened beside them to be seen.
    let mut order: Vec<&Drawn> = drawn.iter().collect();
    order.sort_by_key(|piece| piece.stroke);
    for piece in order {
        shape(&mut svg, piece, left, y + ROW / 2, hatch);
    }
    words.put(&mut svg, beside, (left, y));
    svg.push_str("</g>\n");
    svg
}

/// All that a mark and what joins its parts take of their row.
fn whole(ends: &[(usize, usize)]) -> Option<Taken> {
    let from = ends.iter().map(|(from, _)| *from).min()?;
    let to = ends.iter().map(|(_, to)| *to).max()?;
    Some(Taken {
        row: 0,
        from: from.saturating_sub(GAP),
        to: to + GAP,
    })
}

/// What a reader is shown who points at a mark: its date and title, what is told of it, by whom.
fn tip(row: &EventRow<'_>, date: &str, ascii: bool) -> String {
    let said = row.summary.as_deref().unwrap_or_default();
    let by = format!("Told by {}", row.sources.join(", "));
    let lines = [format!("{date}: {}", row.title), said.to_owned(), by];
    let lines = lines.iter().filter(|line| !line.is_empty());
    let lines: Vec<String> = lines.map(|line| markup(&harmless(line, ascii))).collect();
    lines.join("\n")
}

/// A line of words that begins at a place of the poster.
pub fn words_at(svg: &mut String, face: Face, x: usize, y: usize, text: &str) {
    let (class, text) = (face.class, markup(text));
    put(
        svg,
        format_args!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{text}</text>"),
    );
}

/// Adds to a text.
pub fn put(svg: &mut String, text: std::fmt::Arguments<'_>) {
    svg.write_fmt(text).expect("a string takes it");
}

/// Where a piece of a mark that has so many lies on the scale.
fn on(scale: &Scale<'_>, piece: Piece, of: usize) -> Drawn {
    let (days, before, after) = scale.clipped(piece.bounds);
    let edge = if before { 0 } else { scale.columns };
    let (from, to) = days.map_or((edge, edge), |(first, last)| {
        (scale.column(first), scale.end(last))
    });
    let is_day = days.is_some() && piece.bounds.single_day().is_some();
    // What is too short to be seen is drawn about its middle; less of a bar is seen beside others.
    let bar = matches!(piece.stroke, Stroke::Lasting | Stroke::Edge);
    let least = if bar && of > 1 { 4 } else { 2 * HALF };
    let (from, to) = if to - from < least || is_day {
        let most = scale.columns.saturating_sub(least);
        let from = usize::midpoint(from, to)
            .saturating_sub(least / 2)
            .min(most);
        (from, from + least)
    } else {
        (from, to)
    };
    Drawn {
        from,
        to,
        stroke: piece.stroke,
        is_day,
        before,
        after,
    }
}

/// A thin line from each part of a mark to the next, where they lie apart.
fn joined(svg: &mut String, drawn: &[Drawn], left: usize, y: usize) {
    for pair in drawn.windows(2) {
        let (from, to) = (left + pair[0].to, left + pair[1].from);
        if from + 2 < to {
            put(
                svg,
                format_args!("<path class=\"join\" d=\"M{from} {y}H{to}\"/>"),
            );
        }
    }
}

fn shape(svg: &mut String, piece: &Drawn, left: usize, y: usize, hatch: &str) {
    let (from, to) = (left + piece.from, left + piece.to);
    let (middle, wide) = (usize::midpoint(from, to), to - from);
    let top = y - 5;
    match piece.stroke {
        Stroke::Day => put(
            svg,
            format_args!("<circle class=\"solid\" cx=\"{middle}\" cy=\"{y}\" r=\"6\"/>"),
        ),
        Stroke::Somewhen if piece.is_day => {
            put(
                svg,
                format_args!("<circle class=\"hollow\" cx=\"{middle}\" cy=\"{y}\" r=\"5\"/>"),
            );
        }
        Stroke::Somewhen => {
            // The dots are eight units apart, and as far from the one end as from the other.
            let first = from + (wide - (wide - 6) / 8 * 8) / 2;
            let last = to - 3;
            put(
                svg,
                format_args!("<path class=\"dots\" d=\"M{first} {y}H{last}\"/>"),
            );
            for (end, goes_on) in [(from, piece.before), (to, piece.after)] {
                if !goes_on {
                    put(
                        svg,
                        format_args!("<path class=\"end\" d=\"M{end} {top}v10\"/>"),
                    );
                }
            }
        }
        Stroke::Lasting => {
            put(
                svg,
                format_args!(
                    "<rect class=\"solid\" x=\"{from}\" y=\"{top}\" width=\"{wide}\" height=\"10\"/>"
                ),
            );
        }
        Stroke::Edge => {
            put(
                svg,
                format_args!(
                    "<rect class=\"edge\" fill=\"url(#{hatch})\" x=\"{from}\" y=\"{top}\" width=\"{wide}\" height=\"10\"/>"
                ),
            );
        }
    }
    if piece.before {
        put(
            svg,
            format_args!("<path class=\"solid\" d=\"M{from} {}v14l-9 -7z\"/>", y - 7),
        );
    }
    if piece.after {
        put(
            svg,
            format_args!("<path class=\"solid\" d=\"M{to} {}v14l9 -7z\"/>", y - 7),
        );
    }
}
