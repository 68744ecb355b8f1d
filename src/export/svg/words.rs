//! The words of a mark, and where they have room beside it.

use super::super::text::markup;
use super::mark::{ROW, put};
use super::pack::Taken;
use super::text::Face;

/// What stays free behind a mark and between two of them, arrows included.
pub const GAP: usize = 10;

const DATE: Face = Face {
    class: "date",
    size: 11,
    line: ROW,
    bold: false,
};
const TITLE: Face = Face {
    class: "event",
    size: 13,
    line: ROW,
    bold: false,
};

/// The words of a mark: the date, and behind it or below it the title.
pub struct Words {
    lines: Vec<Vec<(Face, String)>>,
    wide: usize,
}

impl Words {
    /// What stays free between a date and the title behind it.
    const BETWEEN: usize = 7;
    /// How far into a bar words begin that stand over it.
    const INSET: usize = 28;

    /// The words of a date and a title, in one line where that is no wider than the room.
    pub fn of(date: &str, title: &str, room: usize) -> Self {
        let wide = DATE.width(date) + Self::BETWEEN + TITLE.width(title);
        if wide <= room {
            let lines = vec![vec![(DATE, date.into()), (TITLE, title.into())]];
            return Self { lines, wide };
        }
        let broken = [(DATE, date), (TITLE, title)].map(|(face, text)| {
            let lines = face.lines(text, room).into_iter();
            lines.map(move |line| (face, line))
        });
        let lines: Vec<(Face, String)> = broken.into_iter().flatten().collect();
        let wide = lines.iter().map(|(face, line)| face.width(line)).max();
        Self {
            wide: wide.unwrap_or_default(),
            lines: lines.into_iter().map(|line| vec![line]).collect(),
        }
    }

    /// Where the words have room beside a mark on so many columns; `pieces` are the parts of the
    /// mark, from and to.
    pub fn beside(&self, pieces: &[(usize, usize)], columns: usize) -> Place {
        let from = pieces.iter().map(|(from, _)| *from).min().unwrap_or(0);
        let to = pieces.iter().map(|(_, to)| *to).max().unwrap_or(0);
        let longest = pieces.iter().max_by_key(|(from, to)| to - from);
        let over = longest
            .filter(|(from, to)| self.lines.len() == 1 && to - from >= self.wide + 2 * Self::INSET);
        if to + GAP + self.wide <= columns {
            Place::Behind(to + GAP)
        } else if let Some((from, _)) = over {
            Place::Over(from + Self::INSET)
        } else if from >= self.wide + GAP {
            Place::Before(from - GAP)
        } else {
            Place::Below(from.min(columns.saturating_sub(self.wide)))
        }
    }

    /// The stretches of rows that the words take at a place, from the row of the mark on.
    pub fn taken(&self, place: Place) -> Vec<Taken> {
        let (first, from) = match place {
            Place::Behind(from) | Place::Over(from) => (0, from),
            Place::Before(to) => (0, to.saturating_sub(self.wide)),
            Place::Below(from) => (1, from),
        };
        let rows = first..first + self.lines.len();
        rows.map(|row| Taken {
            row,
            from: from.saturating_sub(GAP),
            to: from + self.wide + GAP,
        })
        .collect()
    }

    /// The words at their place beside a mark whose row begins at a place of the poster.
    pub fn put(&self, svg: &mut String, place: Place, (left, top): (usize, usize)) {
        let (x, top, anchor) = match place {
            Place::Behind(x) | Place::Over(x) => (left + x, top, ""),
            // They end there, however wide they turn out to be.
            Place::Before(x) => (left + x, top, " text-anchor=\"end\""),
            Place::Below(x) => (left + x, top + ROW, ""),
        };
        if let Place::Over(_) = place {
            let (x, y, wide) = (x - 6, top + 2, self.wide + 6);
            put(
                svg,
                format_args!(
                    "<rect class=\"paper\" x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"16\"/>"
                ),
            );
            // A line below the words, so that the mark is seen to be one.
            let (end, y) = (x + wide, top + 18);
            put(
                svg,
                format_args!("<path class=\"join\" d=\"M{x} {y}H{end}\"/>"),
            );
        }
        for (i, line) in self.lines.iter().enumerate() {
            let y = top + (i + 1) * ROW - 6;
            put(svg, format_args!("<text x=\"{x}\" y=\"{y}\"{anchor}>"));
            for (at, (face, text)) in line.iter().enumerate() {
                let (class, text) = (face.class, markup(text));
                let shift = if at > 0 { " dx=\"7\"" } else { "" };
                put(
                    svg,
                    format_args!("<tspan class=\"{class}\"{shift}>{text}</tspan>"),
                );
            }
            svg.push_str("</text>");
        }
    }
}

/// Where the words of a mark stand, on the columns of the lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Behind it, from a column on.
    Behind(usize),
    /// Before it, up to a column.
    Before(usize),
    /// Over it, from a column on.
    Over(usize),
    /// In the row below it, from a column on.
    Below(usize),
}
