//! Pages laid out for a terminal of a given width. No other module knows comfy-table.

use std::borrow::Cow;
use std::ops::Range;

use comfy_table::{
    Cell as TableCell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table,
    TableStyle, Width,
};
use unicode_width::UnicodeWidthStr;

use super::page::{Block, Grid, Link, Names, Page};
use super::style::Tone;
use super::text::for_terminal;
use super::{Look, excerpt};

/// A line of a page as it is laid out.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// What stands on it, from left to right.
    pub pieces: Vec<Piece>,
}

/// A part of a line; nothing in its text acts on a terminal.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The characters.
    pub text: String,
    /// What it is, where it is more than text.
    pub tone: Option<Tone>,
    /// What it leads to.
    pub link: Option<Link>,
}

impl Line {
    fn plain(text: String) -> Self {
        Self::linked(text, None)
    }

    fn linked(text: String, link: Option<Link>) -> Self {
        let tone = None;
        Self {
            pieces: vec![Piece { text, tone, link }],
        }
    }

    fn toned(text: String, tone: Tone) -> Self {
        let (tone, link) = (Some(tone), None);
        Self {
            pieces: vec![Piece { text, tone, link }],
        }
    }
}

/// The page as text, every line ended.
pub fn render(page: &Page, look: Look) -> String {
    let mut out = String::new();
    for line in laid_out(page, look, false) {
        let painted = line.pieces.iter().map(|piece| match piece.tone {
            Some(tone) => Cow::Owned(tone.paint(&piece.text, look.color)),
            None => Cow::Borrowed(piece.text.as_str()),
        });
        let whole: String = painted.collect();
        out.push_str(whole.trim_end());
        out.push('\n');
    }
    out
}

/// The page line by line, each part with what it leads to.
pub fn lines(page: &Page, look: Look) -> Vec<Line> {
    laid_out(page, look, true)
}

/// The lines of the page. To know which row of a grid a line belongs to, each is laid out by
/// itself, which takes longer: only who walks along links has it done.
fn laid_out(page: &Page, look: Look, with_links: bool) -> Vec<Line> {
    let mut out = Vec::new();
    for block in page.parts() {
        match block {
            Block::Title { text, aside, .. } => title(&mut out, text, aside, look),
            Block::Section(heading) => {
                let wrapped = wrap(heading, ["", ""], look).into_iter();
                out.extend(wrapped.map(|text| Line::toned(text, Tone::Section)));
            }
            Block::Text { text, indent, .. } => {
                let margin = " ".repeat(*indent);
                let wrapped = wrap(text, [&margin, &margin], look).into_iter();
                out.extend(wrapped.map(Line::plain));
            }
            Block::Branch {
                first,
                rest,
                text,
                link,
                ..
            } => {
                let wrapped = wrap(text, [first, rest], look).into_iter();
                out.extend(wrapped.map(|text| Line::linked(text, Some(link.clone()))));
            }
            Block::Excerpt { line, excerpt } => {
                out.extend(excerpt::laid_out(*line, excerpt, look).map(Line::plain));
            }
            Block::Legend(text) => {
                out.extend(wrap(text, ["", ""], look).into_iter().map(Line::plain));
            }
            Block::Fields(fields) => self::fields(&mut out, fields, look),
            Block::Grid(grid) => self::grid(&mut out, grid, look, with_links),
            Block::Drawing(drawing) => {
                out.extend(drawing.laid_out(look).into_iter().map(Line::plain));
            }
            Block::Gap => out.push(Line::default()),
        }
    }
    out
}

fn title(out: &mut Vec<Line>, text: &str, aside: &str, look: Look) {
    let text = for_terminal(text, look.ascii);
    let aside = for_terminal(aside, look.ascii);
    let room = look.width.checked_sub(text.width() + aside.width());
    if let Some(room) = room.filter(|room| !aside.is_empty() && *room >= 2) {
        let mut line = Line::toned(text.into_owned(), Tone::Title);
        let aside = format!("{}{aside}", " ".repeat(room.min(60)));
        line.pieces.extend(Line::plain(aside).pieces);
        out.push(line);
        return;
    }
    let wrapped = wrap(&text, ["", ""], look).into_iter();
    out.extend(wrapped.map(|text| Line::toned(text, Tone::Title)));
    if !aside.is_empty() {
        out.extend(wrap(&aside, ["", ""], look).into_iter().map(Line::plain));
    }
}

fn wrap(text: &str, margins: [&str; 2], look: Look) -> Vec<String> {
    let text = for_terminal(text, look.ascii);
    let [first, rest] = margins.map(|margin| for_terminal(margin, look.ascii));
    let options = textwrap::Options::new(look.width.max(rest.width() + 20))
        .initial_indent(&first)
        .subsequent_indent(&rest)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .word_separator(textwrap::WordSeparator::AsciiSpace);
    let lines = textwrap::wrap(&text, options);
    lines.into_iter().map(Cow::into_owned).collect()
}

/// Adds fields: their names in a column, what is said of each beside it.
fn fields(out: &mut Vec<Line>, fields: &[(String, Names)], look: Look) {
    let wide = fields.iter().map(|(name, _)| name.width()).max();
    let start = (wide.unwrap_or_default() + GAP).min(look.width / 2);
    for (name, names) in fields {
        let mut first = for_terminal(name, look.ascii).into_owned();
        first.push_str(&" ".repeat(start.saturating_sub(first.width())));
        let mut line = Line::plain(first);
        let mut at = start;
        let last = names.0.len().saturating_sub(1);
        for (i, (text, link)) in names.0.iter().enumerate() {
            let comma = if i == last { "" } else { "," };
            let text = format!("{text}{comma}");
            for word in for_terminal(&text, look.ascii).split_ascii_whitespace() {
                let room = look.width.max(start + 10);
                if at > start && at + 1 + word.width() > room {
                    out.push(std::mem::replace(&mut line, Line::plain(" ".repeat(start))));
                    at = start;
                }
                add_word(&mut line, word, link.as_ref(), at > start);
                at += word.width() + usize::from(at > start);
            }
        }
        out.push(line);
    }
}

/// Adds a word to the last piece of a line, or as a new piece where it leads elsewhere.
fn add_word(to: &mut Line, word: &str, link: Option<&Link>, spaced: bool) {
    let gap = if spaced { " " } else { "" };
    match to.pieces.last_mut() {
        Some(last) if last.link.as_ref() == link => {
            last.text.push_str(gap);
            last.text.push_str(word);
        }
        last => {
            if let Some(last) = last {
                last.text.push_str(gap);
            }
            let linked = Line::linked(word.to_owned(), link.cloned());
            to.pieces.extend(linked.pieces);
        }
    }
}

fn grid(out: &mut Vec<Line>, grid: &Grid, look: Look, by_row: bool) {
    let filled = |i: usize| grid.rows.iter().any(|row| !row[i].is_empty());
    let shown: Vec<usize> = (0..grid.columns.len())
        .filter(|i| filled(*i) && grid.columns[*i].from_width <= look.width)
        .collect();
    let room = look.width.saturating_sub(grid.indent).max(20);
    let narrow: Vec<bool> = shown.iter().map(|i| grid.columns[*i].narrow).collect();
    let mut whole = table(grid, &shown, 0..grid.rows.len(), look);
    let widths = widths(&mut whole, &narrow, room);
    let margin = " ".repeat(grid.indent);
    let laid_out = |mut table: Table| -> Vec<String> {
        set_widths(&mut table, &widths);
        let text = table.trim_fmt();
        text.lines().map(|line| format!("{margin}{line}")).collect()
    };
    if !by_row {
        out.extend(laid_out(whole).into_iter().map(Line::plain));
        return;
    }
    for i in 0..grid.rows.len() {
        let mut row = laid_out(table(grid, &shown, i..i + 1, look));
        if i > 0 && grid.headed {
            // The heading was laid out with every row, so that all have the same columns.
            row.drain(..heading(&row, look));
        }
        let link = grid.links.get(i).cloned().flatten();
        let heading = if i == 0 && grid.headed {
            heading(&row, look)
        } else {
            0
        };
        for (at, text) in row.into_iter().enumerate() {
            let link = if at < heading { None } else { link.clone() };
            out.push(Line::linked(text, link));
        }
    }
}

/// How many lines the heading of a grid takes, its rule included.
fn heading(lines: &[String], look: Look) -> usize {
    let rule = rule(look);
    let is_rule = |line: &String| {
        let line = line.trim();
        !line.is_empty() && line.chars().all(|c| c == rule)
    };
    lines.iter().position(is_rule).map_or(0, |place| place + 1)
}

fn rule(look: Look) -> char {
    if look.ascii { '-' } else { '─' }
}

/// Some rows of the grid, with its heading.
fn table(grid: &Grid, shown: &[usize], rows: Range<usize>, look: Look) -> Table {
    let mut table = Table::new();
    let style = TableStyle::new();
    table.load_style(if grid.headed {
        style.header_separator(LineStyle::none().fill(rule(look)))
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
    for row in &grid.rows[rows] {
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
    table
}

fn set_widths(table: &mut Table, widths: &[usize]) {
    table.set_content_arrangement(ContentArrangement::Dynamic);
    for (place, width) in widths.iter().enumerate() {
        let gap = if place + 1 == widths.len() { 0 } else { GAP };
        if let Some(column) = table.column_mut(place) {
            let gap = u16::try_from(gap).unwrap_or_default();
            let width = u16::try_from(*width).unwrap_or(u16::MAX - gap);
            column.set_padding((0, gap));
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width + gap)));
        }
    }
}

/// The blanks between two columns.
const GAP: usize = 2;

/// How wide each column is, without the gap behind it, so that all fit the room.
///
/// No column is narrower than its longest word, as long as the room allows. Of the rest, narrow
/// columns take what they need first, and the others share in proportion to what they lack.
fn widths(table: &mut Table, narrow: &[bool], room: usize) -> Vec<usize> {
    let full: Vec<usize> = table
        .column_max_content_widths()
        .into_iter()
        .map(usize::from)
        .collect();
    let mut widths: Vec<usize> = (0..full.len())
        .map(|i| {
            let cells = table.column_cells_with_header_iter(i).flatten();
            let words = cells.map(|cell| longest_word(&cell.content()));
            words.max().unwrap_or(1).max(1).min(full[i].max(1))
        })
        .collect();
    let gaps = GAP * full.len().saturating_sub(1);
    let room = room.saturating_sub(gaps);
    let spare = |widths: &[usize]| room.checked_sub(widths.iter().sum());
    while spare(&widths).is_none() {
        // Words have to be broken; those of the widest column are.
        let widest = (0..widths.len())
            .max_by_key(|i| widths[*i])
            .unwrap_or_default();
        if widths[widest] <= 1 {
            break;
        }
        widths[widest] -= 1;
    }
    for i in (0..widths.len()).filter(|i| narrow[*i]) {
        let left = spare(&widths).unwrap_or_default();
        let modest = full[i] * 5 <= room * 2;
        let wanted = if modest { full[i] - widths[i] } else { 0 };
        widths[i] += wanted.min(left);
    }
    let lacking: usize = (0..widths.len()).map(|i| full[i] - widths[i]).sum();
    let left = spare(&widths).unwrap_or_default().min(lacking);
    for i in 0..widths.len() {
        widths[i] += (full[i] - widths[i]) * left / lacking.max(1);
    }
    widths
}

fn longest_word(text: &str) -> usize {
    text.split_whitespace()
        .map(UnicodeWidthStr::width)
        .max()
        .unwrap_or_default()
}
