//! Pages laid out for a terminal of a given width.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use super::link::Link;
use super::page::{Block, Names, Page};
use super::style::Tone;
use super::table::GAP;
use super::text::{for_terminal, wrapping_at_blanks};
use super::{Look, excerpt};

/// A line of a page as it is laid out.
#[derive(Clone, Debug, Default)]
pub struct Line {
    pub pieces: Vec<Piece>,
}

/// A part of a line; nothing in its text acts on a terminal.
#[derive(Clone, Debug)]
pub struct Piece {
    pub text: String,
    /// What it is, where it is more than text.
    pub tone: Option<Tone>,
    /// What it leads to.
    pub link: Option<Link>,
}

impl Line {
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
    page.parts()
        .iter()
        .flat_map(|block| lay_out(block, look))
        .collect()
}

fn lay_out(block: &Block, look: Look) -> Vec<Line> {
    match block {
        Block::Title { text, aside, .. } => title(text, aside, look),
        Block::Section(heading) => {
            let wrapped = wrap(heading, ["", ""], look).into_iter();
            wrapped
                .map(|text| Line::toned(text, Tone::Section))
                .collect()
        }
        Block::Text { text, indent, .. } => {
            let margin = " ".repeat(*indent);
            plain(wrap(text, [&margin, &margin], look))
        }
        Block::Branch(branch) => {
            let wrapped = wrap(&branch.text, [&branch.first, &branch.rest], look);
            let link = Some(&branch.link);
            let lines = wrapped.into_iter();
            lines
                .map(|text| Line::linked(text, link.cloned()))
                .collect()
        }
        Block::Excerpt { line, excerpt } => plain(excerpt::laid_out(*line, excerpt, look)),
        Block::Legend(text) => plain(wrap(text, ["", ""], look)),
        Block::Fields(fields) => self::fields(fields, look),
        Block::Table(table) => {
            let link = |row: usize| table.rows[row].iter().find_map(|cell| cell.link.clone());
            let lines = table.lay_out(look).into_iter();
            lines
                .map(|(text, row)| Line::linked(text, row.and_then(link)))
                .collect()
        }
        Block::Drawing(drawing) => plain(drawing.laid_out(look)),
        Block::Gap => vec![Line::default()],
    }
}

/// Lines that are text and nothing more.
fn plain(lines: impl IntoIterator<Item = String>) -> Vec<Line> {
    lines.into_iter().map(Line::plain).collect()
}

fn title(text: &str, aside: &str, look: Look) -> Vec<Line> {
    let text = for_terminal(text, look.ascii);
    let aside = for_terminal(aside, look.ascii);
    let room = look.width.checked_sub(text.width() + aside.width());
    if let Some(room) = room.filter(|room| !aside.is_empty() && *room >= 2) {
        let mut line = Line::toned(text.into_owned(), Tone::Title);
        let aside = format!("{}{aside}", " ".repeat(room.min(60)));
        line.pieces.extend(Line::plain(aside).pieces);
        return vec![line];
    }
    let wrapped = wrap(&text, ["", ""], look).into_iter();
    let mut lines: Vec<Line> = wrapped.map(|text| Line::toned(text, Tone::Title)).collect();
    if !aside.is_empty() {
        lines.extend(plain(wrap(&aside, ["", ""], look)));
    }
    lines
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

/// Fields: their names in a column, and beside each its words, which keep their links.
fn fields(fields: &[(&str, Names)], look: Look) -> Vec<Line> {
    let wide = fields.iter().map(|(name, _)| name.width()).max();
    let start = (wide.unwrap_or_default() + GAP).min(look.width / 2);
    let room = look.width.max(start + 10);
    let mut lines = Vec::new();
    for (name, names) in fields {
        let mut line = Line::plain(format!("{name:start$}"));
        let mut at = start;
        for (i, (text, link)) in names.iter().enumerate() {
            let comma = if i + 1 == names.len() { "" } else { "," };
            let text = for_terminal(text, look.ascii) + comma;
            for word in text.split_ascii_whitespace() {
                if at > start && at + 1 + word.width() > room {
                    lines.push(std::mem::replace(&mut line, Line::plain(" ".repeat(start))));
                    at = start;
                }
                let gap = if at > start { " " } else { "" };
                at += gap.len() + word.width();
                match line.pieces.last_mut() {
                    Some(last) if last.link == *link => {
                        last.text.extend([gap, word]);
                    }
                    last => {
                        last.into_iter().for_each(|last| last.text.push_str(gap));
                        line.pieces
                            .extend(Line::linked(word.to_owned(), link.clone()).pieces);
                    }
                }
            }
        }
        lines.push(line);
    }
    lines
}
