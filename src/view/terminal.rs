//! Pages laid out for a terminal of a given width.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use super::page::{Block, Kind, Link, Names, Page};
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
    let mut printed = Printed {
        out: String::new(),
        color: look.color,
    };
    lay_out(page, look, &mut printed);
    printed.out
}

/// The page line by line, each part with what it leads to.
pub fn lines(page: &Page, look: Look) -> Vec<Line> {
    let mut lines = Vec::new();
    lay_out(page, look, &mut lines);
    lines
}

/// Takes the lines of a page, one after the other: a page that is only written out need not be
/// there as lines all at once.
pub trait Taker {
    /// Takes a line.
    fn line(&mut self, line: Line);

    /// Takes a line of text, and the kind and id of what it leads to.
    fn row(&mut self, text: &str, leads_to: Option<(Kind, &str)>);
}

impl Taker for Vec<Line> {
    fn line(&mut self, line: Line) {
        self.push(line);
    }

    fn row(&mut self, text: &str, leads_to: Option<(Kind, &str)>) {
        let link = leads_to.map(|(kind, id)| Link::to(kind, id));
        self.push(Line::linked(text.to_owned(), link));
    }
}

/// Lines as they are written out.
struct Printed {
    out: String,
    color: bool,
}

impl Taker for Printed {
    fn line(&mut self, line: Line) {
        let mut text = String::new();
        for piece in line.pieces {
            match piece.tone {
                Some(tone) => text.push_str(&tone.paint(&piece.text, self.color)),
                None => text.push_str(&piece.text),
            }
        }
        self.row(&text, None);
    }

    fn row(&mut self, text: &str, _: Option<(Kind, &str)>) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }
}

/// Hands the lines of a page on.
fn lay_out(page: &Page, look: Look, out: &mut dyn Taker) {
    for block in page.parts() {
        match block {
            Block::Title { text, aside, .. } => title(out, text, aside, look),
            Block::Section(heading) => {
                let wrapped = wrap(heading, ["", ""], look).into_iter();
                wrapped.for_each(|text| out.line(Line::toned(text, Tone::Section)));
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
                wrapped.for_each(|text| out.line(Line::linked(text, Some(link.clone()))));
            }
            Block::Excerpt { line, excerpt } => {
                plain(out, excerpt::laid_out(*line, excerpt, look));
            }
            Block::Legend(text) => plain(out, wrap(text, ["", ""], look)),
            Block::Fields(fields) => self::fields(out, fields, look),
            Block::Grid(grid) => table::lay_out(grid, look, out),
            Block::Drawing(drawing) => plain(out, drawing.laid_out(look)),
            Block::Gap => out.line(Line::default()),
        }
    }
}

/// Hands lines on that are text and nothing more.
fn plain(out: &mut dyn Taker, lines: impl IntoIterator<Item = String>) {
    lines.into_iter().for_each(|text| out.row(&text, None));
}

fn title(out: &mut dyn Taker, text: &str, aside: &str, look: Look) {
    let text = for_terminal(text, look.ascii);
    let aside = for_terminal(aside, look.ascii);
    let room = look.width.checked_sub(text.width() + aside.width());
    if let Some(room) = room.filter(|room| !aside.is_empty() && *room >= 2) {
        let mut line = Line::toned(text.into_owned(), Tone::Title);
        let aside = format!("{}{aside}", " ".repeat(room.min(60)));
        line.pieces.extend(Line::plain(aside).pieces);
        out.line(line);
        return;
    }
    let wrapped = wrap(&text, ["", ""], look).into_iter();
    wrapped.for_each(|text| out.line(Line::toned(text, Tone::Title)));
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
fn fields(out: &mut dyn Taker, fields: &[(String, Names)], look: Look) {
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
                    out.line(std::mem::replace(&mut line, Line::plain(" ".repeat(start))));
                    at = start;
                }
                add_word(&mut line, word, link.as_ref(), at > start);
                at += word.width() + usize::from(at > start);
            }
        }
        out.line(line);
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
