//! The marks of the poster: days, stretches and bars, each with its words beside it.

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
    let y = top + packing.place(&blocks) * ROW;

    let mut svg = format!("<g><title>{}</title>", tooltip(row, &date, ascii));
    svg += &joined(&drawn, left, y + ROW / 2);
    // Bars lie over what was widened beside them to be seen.
    let is_bar = |piece: &&Drawn| piece.stroke == Stroke::Lasting;
    let (bars, others): (Vec<&Drawn>, Vec<&Drawn>) = drawn.iter().partition(is_bar);
    for piece in others.into_iter().chain(bars) {
        svg += &shape(piece, left, y + ROW / 2, hatch);
    }
    svg + &words.svg(left, y) + "</g>\n"
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

/// A thin line from each part of a mark to the next that lies apart from it.
fn joined(drawn: &[Drawn], left: usize, y: usize) -> String {
    let ends = drawn.windows(2).map(|pair| (pair[0].to, pair[1].from));
    let apart = ends.filter(|(from, to)| from + 2 < *to);
    let lines =
        apart.map(|(from, to)| path("join", &format!("M{} {y}H{}", left + from, left + to)));
    lines.collect()
}

fn shape(piece: &Drawn, left: usize, y: usize, hatch: &str) -> String {
    let (from, to) = (left + piece.from, left + piece.to);
    let (middle, wide) = (usize::midpoint(from, to), to - from);
    let top = y - 5;
    let bar = format!("x=\"{from}\" y=\"{top}\" width=\"{wide}\" height=\"10\"");
    let mut svg = match piece.stroke {
        Stroke::Day => format!("<circle class=\"solid\" cx=\"{middle}\" cy=\"{y}\" r=\"6\"/>"),
        Stroke::Perhaps if piece.is_day => {
            format!("<circle class=\"hollow\" cx=\"{middle}\" cy=\"{y}\" r=\"5\"/>")
        }
        Stroke::Perhaps | Stroke::Somewhen => {
            // The dots are eight units apart, and as far from the one end as from the other.
            let first = from + (wide - (wide - 6) / 8 * 8) / 2;
            let mut dots = path("dots", &format!("M{first} {y}H{}", to - 3));
            for (end, goes_on) in [(from, piece.before), (to, piece.after)] {
                if !goes_on {
                    dots += &path("end", &format!("M{end} {top}v10"));
                }
            }
            dots
        }
        Stroke::Lasting => format!("<rect class=\"solid\" {bar}/>"),
        Stroke::Edge => format!("<rect class=\"edge\" fill=\"url(#{hatch})\" {bar}/>"),
    };
    if piece.before {
        svg += &path("solid", &format!("M{from} {}v14l-9 -7z", y - 7));
    }
    if piece.after {
        svg += &path("solid", &format!("M{to} {}v14l9 -7z", y - 7));
    }
    svg
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

    /// The words beside a mark whose row begins at a place of the poster.
    fn svg(&self, left: usize, top: usize) -> String {
        let mut x = left + self.from;
        let top = top + self.row() * ROW;
        let mut svg = String::new();
        let mut anchor = "";
        match self.place {
            Place::Behind | Place::Below => {}
            Place::Over => {
                let (x, y, wide) = (x - 6, top + 2, self.wide + 6);
                svg = format!(
                    "<rect class=\"paper\" x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"16\"/>"
                );
                // A line below the words, so that the mark is seen to be one.
                svg += &path("join", &format!("M{x} {}H{}", top + 18, x + wide));
            }
            // They end before the mark, however wide they turn out to be.
            Place::Before => {
                x += self.wide;
                anchor = " text-anchor=\"end\"";
            }
        }
        for (i, line) in self.lines.iter().enumerate() {
            let y = top + (i + 1) * ROW - 6;
            let spans = line.iter().enumerate().map(|(at, (face, text))| {
                let (class, text) = (face.class, markup(text));
                let shift = if at > 0 { " dx=\"7\"" } else { "" };
                format!("<tspan class=\"{class}\"{shift}>{text}</tspan>")
            });
            let spans: String = spans.collect();
            svg += &format!("<text x=\"{x}\" y=\"{y}\"{anchor}>{spans}</text>");
        }
        svg
    }
}
