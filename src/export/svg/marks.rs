//! The marks of the poster: days, stretches and bars, each with a label.

use askama::Template;

use crate::export::text::markup;
use crate::model::date::Match;
use crate::report::chart::{Chart, Mark, MarkPart, Stroke};
use crate::report::event_row::EventRow;
use crate::report::packing::{Packing, RowStretch};
use crate::report::scale::Scale;

use super::face::{Face, REGULAR, sanitize};

/// The height of a row. This and all other lengths are in SVG units.
pub const ROW_HEIGHT: usize = 19;
/// Half the width of a day or of a very short stretch.
const HALF: usize = 6;
/// The maximum width of a label.
const MAX_LABEL_WIDTH: usize = 560;
/// Follows a date that the editor supplies.
pub const SUPPLIED: &str = " (ed.)";
/// The space beside a mark, in which its arrows have room.
const GAP: usize = 10;

/// The longest date in front of a title, in characters.
const DATE_CHARS: usize = 19;

const DATE: Face = Face::new("date", 13, ROW_HEIGHT, REGULAR);
pub const TITLE: Face = Face::new("event", 15, ROW_HEIGHT, REGULAR);

/// A part of a mark, with its start and its end on the scale.
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
        self.is_day && self.stroke == Stroke::PossibleDay
    }

    /// Where the first dot of a dotted line is. The dots are eight units apart and centred between
    /// the ends.
    fn first_dot(&self) -> usize {
        let wide = self.to - self.from;
        self.from + (wide - (wide - 6) / 8 * 8) / 2
    }
}

/// A mark with its parts and its label. Its row begins at `left` and `top`.
#[derive(Template)]
#[template(
    path = "mark.svg",
    escape = "none",
    config = "src/export/templates/askama.toml"
)]
struct MarkDrawing<'a> {
    tooltip: String,
    drawn: Vec<Drawn>,
    words: Label,
    left: usize,
    top: usize,
    /// The id of the lane's hatching.
    hatch: &'a str,
}

/// Draws a mark into the first free rows of a lane, and returns its SVG. The lane begins at `left`
/// and `top`; `hatch` is the id of its hatching.
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
    let date = mark.when().short(DATE_CHARS) + if mark.is_supplied { SUPPLIED } else { "" };
    let date = sanitize(&date, ascii);
    let is_possible = row.matching == Match::Possible;
    let signs = [(is_possible, "? "), (row.disputed, "≠ ")];
    let signs = signs.iter().filter(|(is_shown, _)| *is_shown);
    let signs: String = signs.map(|(_, sign)| *sign).collect();
    let title = sanitize(&(signs + row.title), ascii);
    let words = Label::for_mark(&drawn, &date, &title, scale.columns);
    let mut blocks = words.blocks();
    blocks.extend(extent(&drawn).map(|(from, to)| row_stretch(0, from, to)));
    let drawing = MarkDrawing {
        tooltip: tooltip(row, &sanitize(&mark.when().in_words(), ascii), ascii),
        drawn,
        words,
        left,
        top: top + packing.place(&blocks) * ROW_HEIGHT,
        hatch,
    };
    drawing.render().expect("writing to memory succeeds") + "\n"
}

/// The parts in drawing order: bars are drawn last, over parts beside them that were widened to be
/// visible.
fn bars_last(drawn: &[Drawn]) -> Vec<&Drawn> {
    let mut drawn: Vec<&Drawn> = drawn.iter().collect();
    drawn.sort_by_key(|piece| piece.stroke == Stroke::Lasting);
    drawn
}

/// The gaps between parts of a mark: the end of one and the start of the next.
fn gaps(drawn: &[Drawn]) -> Vec<(usize, usize)> {
    let ends = drawn.windows(2).map(|pair| (pair[0].to, pair[1].from));
    ends.filter(|(from, to)| from + 2 < *to).collect()
}

/// The stretch of a row that is occupied, with free space on both sides.
fn row_stretch(row: usize, from: usize, to: usize) -> RowStretch {
    RowStretch {
        row,
        from: from.saturating_sub(GAP),
        to: to + GAP,
    }
}

/// The start and the end of a mark, including the gaps between its parts; `None` without parts.
fn extent(drawn: &[Drawn]) -> Option<(usize, usize)> {
    let from = drawn.iter().map(|piece| piece.from).min()?;
    Some((from, drawn.iter().map(|piece| piece.to).max()?))
}

/// The tooltip of a mark, escaped for XML: its date and title, its summary, its sources.
fn tooltip(row: &EventRow<'_>, date: &str, ascii: bool) -> String {
    let summary = row.summary.as_deref().unwrap_or_default();
    let by = format!("Told by {}", row.sources.join(", "));
    let lines = [format!("{date}: {}", row.title), summary.to_owned(), by];
    let lines = lines.iter().filter(|line| !line.is_empty());
    let lines: Vec<String> = lines.map(|line| markup(&sanitize(line, ascii))).collect();
    lines.join("\n")
}

/// The pieces of a mark with their positions on the scale.
fn on_scale(scale: &Scale, pieces: &[MarkPart]) -> Vec<Drawn> {
    let drawn = pieces.iter().map(|piece| {
        let days = scale.axis.clip(piece.bounds);
        let (before, after) = scale.axis.overrun(piece.bounds);
        let edge = if before { 0 } else { scale.columns };
        let (mut from, mut to) = days.map_or((edge, edge), |(first, last)| {
            (scale.column(first), scale.end(last))
        });
        let is_day = days.is_some() && piece.is_point();
        // A piece that is too short to see is widened about its middle; a bar beside other
        // pieces needs less.
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

/// The label of a mark: the date, and after it or below it the title.
struct Label {
    lines: Vec<Vec<(Face, String)>>,
    place: LabelPosition,
    /// Its left edge on the scale.
    from: usize,
    wide: usize,
}

/// Where a label is, relative to its mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LabelPosition {
    Behind,
    Over,
    Before,
    Below,
}

impl Label {
    /// The space between a date and the title after it.
    const BETWEEN: usize = 7;
    /// How far from the start of a bar a label over it begins.
    const INSET: usize = 28;

    /// The label for a date and a title, on one line if it is not too wide for that, placed where
    /// it has room beside its mark. The scale is `columns` wide.
    fn for_mark(drawn: &[Drawn], date: &str, title: &str, columns: usize) -> Self {
        let room = MAX_LABEL_WIDTH.min(columns);
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
        let (from, to) = extent(drawn).unwrap_or_default();
        let longest = drawn.iter().max_by_key(|piece| piece.to - piece.from);
        let bar = longest
            .filter(|piece| lines.len() == 1 && piece.to - piece.from >= wide + 2 * Self::INSET);
        let (place, from) = if to + GAP + wide <= columns {
            (LabelPosition::Behind, to + GAP)
        } else if let Some(bar) = bar {
            (LabelPosition::Over, bar.from + Self::INSET)
        } else if let Some(from) = from.checked_sub(wide + GAP) {
            (LabelPosition::Before, from)
        } else {
            (LabelPosition::Below, from.min(columns.saturating_sub(wide)))
        };
        Self {
            lines,
            place,
            from,
            wide,
        }
    }

    /// Its first row; the mark is in row 0.
    fn row(&self) -> usize {
        usize::from(self.place == LabelPosition::Below)
    }

    /// The stretches that it occupies; the mark is in row 0.
    fn blocks(&self) -> Vec<RowStretch> {
        let rows = self.row()..self.row() + self.lines.len();
        let (from, to) = (self.from, self.from + self.wide);
        rows.map(|row| row_stretch(row, from, to)).collect()
    }
}
