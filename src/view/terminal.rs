//! Pages laid out for a terminal of a given width.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use super::page::{Block, Link, Names, Page};
use super::style::Tone;
use super::table::{self, GAP};
use super::text::{for_terminal, wrapping_at_blanks};
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
    /// Text and nothing more.
    pub fn plain(text: String) -> Self {
        Self::linked(text, None)
    }

    /// Text that may lead somewhere.
    pub fn linked(text: String, link: Option<Link>) -> Self {
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
    for line in lines(page, look) {
        let pieces = line.pieces.iter().map(|piece| match piece.tone {
            Some(tone) => tone.paint(&piece.text, look.color),
            None => piece.text.clone(),
        });
        out.push_str(pieces.collect::<String>().trim_end());
        out.push('\n');
    }
    out
}

/// The page line by line, each part with what it leads to.
pub fn lines(page: &Page, look: Look) -> Vec<Line> {
    let mut lines = Vec::new();
    let out = &mut lines;
    for block in page.parts() {
        match block {
            Block::Title { text, aside, .. } => title(out, text, aside, look),
            Block::Section(heading) => {
                let wrapped = wrap(heading, ["", ""], look).into_iter();
                wrapped.for_each(|text| out.push(Line::toned(text, Tone::Section)));
            }
            Block::Text { text, indent, .. } => {
                let margin = " ".repeat(*indent);
                plain(out, wrap(text, [&margin, &margin], look));
            }
            Block::Branch {
                first,
                rest,
                text,
                link,
                ..
            } => {
                let wrapped = wrap(text, [first, rest], look).into_iter();
                wrapped.for_each(|text| out.push(Line::linked(text, Some(link.clone()))));
            }
            Block::Excerpt { line, excerpt } => {
                plain(out, excerpt::laid_out(*line, excerpt, look));
            }
            Block::Legend(text) => plain(out, wrap(text, ["", ""], look)),
            Block::Fields(fields) => self::fields(out, fields, look),
            Block::Grid(grid) => {
                out.extend(table::lay_out(grid, look).into_iter().map(|(text, row)| {
                    Line::linked(text, row.and_then(|row| grid.rows[row].link.clone()))
                }))
            }
            Block::Drawing(drawing) => plain(out, drawing.laid_out(look)),
            Block::Gap => out.push(Line::default()),
        }
    }
    lines
}

/// Hands lines on that are text and nothing more.
fn plain(out: &mut Vec<Line>, lines: impl IntoIterator<Item = String>) {
    out.extend(lines.into_iter().map(Line::plain));
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
    wrapped.for_each(|text| out.push(Line::toned(text, Tone::Title)));
    if !aside.is_empty() {
        plain(out, wrap(&aside, ["", ""], look));
    }
}

fn wrap(text: &str, margins: [&str; 2], look: Look) -> Vec<String> {
    let text = for_terminal(text, look.ascii);
    let [first, rest] = margins.map(|margin| for_terminal(margin, look.ascii));
    let options = wrapping_at_blanks(look.width.max(rest.width() + 20))
        .initial_indent(&first)
        .subsequent_indent(&rest);
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
