//! The marks of the poster: days, stretches and bars, each with its words beside it.

use askama::Template;

use crate::export::text::markup;
use crate::model::date::Match;
use crate::report::chart::{Chart, Mark, Piece, Stroke};
use crate::report::event_row::EventRow;
use crate::report::packing::{Block, Packing};
use crate::report::scale::Scale;

use super::face::{Face, REGULAR, harmless};

/// How high a row is.
pub const ROW: usize = 20;
/// Half of what a day or a very short stretch takes.
const HALF: usize = 6;
/// How wide the words beside a mark run at most.
const WIDEST: usize = 640;
/// What stays free behind a mark and between two of them, arrows included.
const GAP: usize = 10;

const DATE: Face = Face::new("date", 11, ROW, REGULAR);
const TITLE: Face = Face::new("event", 13, ROW, REGULAR);

/// A part of a mark on the scale, from one unit to another.
struct Drawn {
    from: usize,
    to: usize,
    stroke: Stroke,
    is_day: bool,
    before: bool,
    after: bool,
}

impl Drawn {
    fn middle(&self) -> usize {
        usize::midpoint(self.from, self.to)
    }

    fn is_perhaps_on_day(&self) -> bool {
        self.is_day && self.stroke == Stroke::Perhaps
    }

    /// Where a dotted line begins. The dots are eight units apart, and as far from the one end as
    /// from the other.
    fn first_dot(&self) -> usize {
        let wide = self.to - self.from;
        self.from + (wide - (wide - 6) / 8 * 8) / 2
    }
}

/// A mark, its parts and its words, in the row of the poster that begins at a place.
#[derive(Template)]
#[template(
    path = "mark.svg",
    escape = "none",
    config = "src/export/templates/askama.toml"
)]
struct MarkDrawing<'a> {
    tooltip: String,
    drawn: Vec<Drawn>,
    words: Words,
    left: usize,
    top: usize,
    /// The pattern of the lane.
    hatch: &'a str,
}

/// Draws a mark into the first free rows of a lane that begins at a place of the poster, and
/// returns its SVG. `hatch` is the pattern of the lane.
pub fn mark(
    chart: &Chart<'_>,
    mark: &Mark<'_>,
    scale: &Scale,
    packing: &mut Packing,
    (left, top): (usize, usize),
    hatch: &str,
    ascii: bool,
) -> String {
    let row = &chart.rows()[mark.event];
    let drawn = on_scale(scale, &mark.pieces);
    let date = harmless(&mark.date_words(), ascii);
    let is_possible = row.matching == Match::Possible;
    let signs = [(is_possible, "? "), (row.disputed, "≠ ")];
    let signs = signs.iter().filter(|(is_shown, _)| *is_shown);
    let signs: String = signs.map(|(_, sign)| *sign).collect();
    let title = harmless(&(signs + row.title), ascii);
    let words = Words::beside(&drawn, &date, &title, scale.columns);
    let mut blocks = words.blocks();
    blocks.extend(whole(&drawn).map(|(from, to)| block(0, from, to)));
    let drawing = MarkDrawing {
        tooltip: tooltip(row, &date, ascii),
        drawn,
        words,
        left,
        top: top + packing.place(&blocks) * ROW,
        hatch,
    };
    drawing.render().expect("a string takes it") + "\n"
}

/// The parts in the order in which they are drawn: bars lie over what was widened beside them to
/// be seen.
fn bars_last(drawn: &[Drawn]) -> Vec<&Drawn> {
    let mut drawn: Vec<&Drawn> = drawn.iter().collect();
    drawn.sort_by_key(|piece| piece.stroke == Stroke::Lasting);
    drawn
}

/// Where a part of a mark ends and where the next one begins, if they lie apart.
fn apart(drawn: &[Drawn]) -> Vec<(usize, usize)> {
    let ends = drawn.windows(2).map(|pair| (pair[0].to, pair[1].from));
    ends.filter(|(from, to)| from + 2 < *to).collect()
}

/// What is taken of a row, with what stays free at both sides.
fn block(row: usize, from: usize, to: usize) -> Block {
    Block {
        row,
        from: from.saturating_sub(GAP),
        to: to + GAP,
    }
}

/// Where a mark begins and ends, with what joins its parts.
fn whole(drawn: &[Drawn]) -> Option<(usize, usize)> {
    let from = drawn.iter().map(|piece| piece.from).min()?;
    Some((from, drawn.iter().map(|piece| piece.to).max()?))
}

/// What a reader is shown who points at a mark: its date and title, its summary, its sources.
fn tooltip(row: &EventRow<'_>, date: &str, ascii: bool) -> String {
    let said = row.summary.as_deref().unwrap_or_default();
    let by = format!("Told by {}", row.sources.join(", "));
    let lines = [format!("{date}: {}", row.title), said.to_owned(), by];
    let lines = lines.iter().filter(|line| !line.is_empty());
    let lines: Vec<String> = lines.map(|line| markup(&harmless(line, ascii))).collect();
    lines.join("\n")
}

/// Where the pieces of a mark lie on the scale.
fn on_scale(scale: &Scale, pieces: &[Piece]) -> Vec<Drawn> {
    let drawn = pieces.iter().map(|piece| {
        let days = scale.axis.clip(piece.bounds);
        let (before, after) = scale.axis.overrun(piece.bounds);
        let edge = if before { 0 } else { scale.columns };
        let (mut from, mut to) = days.map_or((edge, edge), |(first, last)| {
            (scale.column(first), scale.end(last))
        });
        let is_day = days.is_some() && piece.bounds.single_day().is_some();
        // What is too short to be seen is drawn about its middle; less of a bar is seen beside
        // others.
        let is_bar = matches!(piece.stroke, Stroke::Lasting | Stroke::Edge);
        let least = if is_bar && pieces.len() > 1 {
            4
        } else {
            2 * HALF
        };
        if to - from < least || is_day {
            let middle = usize::midpoint(from, to);
            let most = scale.columns.saturating_sub(least);
            from = middle.saturating_sub(least / 2).min(most);
            to = from + least;
        }
        Drawn {
            from,
            to,
            stroke: piece.stroke,
            is_day,
            before,
            after,
        }
    });
    drawn.collect()
}

pub fn path(class: &str, drawing: &str) -> String {
    format!("<path class=\"{class}\" d=\"{drawing}\"/>")
}

/// The words of a mark: the date, and behind it or below it the title.
struct Words {
    lines: Vec<Vec<(Face, String)>>,
    place: Place,
    /// Where they begin on the scale.
    from: usize,
    wide: usize,
}

/// Where words stand beside their mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Behind,
    Over,
    Before,
    Below,
}

impl Words {
    /// What stays free between a date and the title behind it.
    const BETWEEN: usize = 7;
    /// How far into a bar words begin that stand over it.
    const INSET: usize = 28;

    /// The words of a date and a title, in one line if that is no wider than they may run, where
    /// they have room beside a mark on so many columns.
    fn beside(drawn: &[Drawn], date: &str, title: &str, columns: usize) -> Self {
        let room = WIDEST.min(columns);
        let wide = |line: &Vec<(Face, String)>| {
            let widths = line.iter().map(|(face, text)| face.width(text));
            widths.sum::<usize>() + Self::BETWEEN * (line.len() - 1)
        };
        let mut lines = vec![vec![(DATE, date.to_owned()), (TITLE, title.to_owned())]];
        if wide(&lines[0]) > room {
            let dates = DATE.lines(date, room).into_iter().map(|line| (DATE, line));
            let titles = TITLE.lines(title, room).into_iter();
            let titles = titles.map(|line| (TITLE, line));
            lines = dates.chain(titles).map(|line| vec![line]).collect();
        }
        let wide = lines.iter().map(wide).max().unwrap_or_default();
        let (from, to) = whole(drawn).unwrap_or_default();
        let longest = drawn.iter().max_by_key(|piece| piece.to - piece.from);
        let bar = longest
            .filter(|piece| lines.len() == 1 && piece.to - piece.from >= wide + 2 * Self::INSET);
        let (place, from) = if to + GAP + wide <= columns {
            (Place::Behind, to + GAP)
        } else if let Some(bar) = bar {
            (Place::Over, bar.from + Self::INSET)
        } else if let Some(from) = from.checked_sub(wide + GAP) {
            (Place::Before, from)
        } else {
            (Place::Below, from.min(columns.saturating_sub(wide)))
        };
        Self {
            lines,
            place,
            from,
            wide,
        }
    }

    /// How many rows they stand below their mark.
    fn row(&self) -> usize {
        usize::from(self.place == Place::Below)
    }

    /// What they take of the rows from that of the mark on.
    fn blocks(&self) -> Vec<Block> {
        let rows = self.row()..self.row() + self.lines.len();
        let (from, to) = (self.from, self.from + self.wide);
        rows.map(|row| block(row, from, to)).collect()
    }
}
