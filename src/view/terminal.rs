//! Lays out pages for a terminal of a given width.

use unicode_width::UnicodeWidthStr;

use super::link::Hyperlink;
use super::page::{Block, LinkedNames, Page, join_names};
use super::style::Tone;
use super::table::GAP;
use super::text::{for_terminal, wrapping_at_blanks};
use super::{RenderOptions, excerpt};

/// A line of a laid-out page.
pub type Line = Vec<Span>;

/// A part of a line; its text is sanitized for a terminal.
#[derive(Clone, Debug)]
pub struct Span {
    pub text: String,
    /// `None` for ordinary text.
    pub tone: Option<Tone>,
    pub link: Option<Hyperlink>,
}

/// The page as text, without trailing spaces; every line ends with a line break.
pub fn render(page: &Page, look: RenderOptions) -> String {
    let mut text = String::new();
    for line in lines(page, look) {
        for piece in line {
            text += &match piece.tone {
                Some(tone) => tone.paint(&piece.text, look.color),
                None => piece.text,
            };
        }
        let shown = text.trim_end_matches(|c: char| c.is_whitespace() && c != '\n');
        text.truncate(shown.len());
        text.push('\n');
    }
    text
}

/// The page as lines, whose spans keep their links.
pub fn lines(page: &Page, look: RenderOptions) -> Vec<Line> {
    let blocks = page.blocks().iter();
    blocks.flat_map(|block| lay_out(block, look)).collect()
}

fn lay_out(block: &Block, look: RenderOptions) -> Vec<Line> {
    match block {
        Block::Title { text, aside, .. } => title(text, aside, look),
        Block::Section(heading) => {
            whole_lines(wrap(heading, ["", ""], look), Some(Tone::Section), None)
        }
        Block::Text { text, indent, .. } => {
            let margin = " ".repeat(*indent);
            whole_lines(wrap(text, [&margin, &margin], look), None, None)
        }
        Block::Branch {
            text,
            margins: [first, rest],
            link,
            ..
        } => whole_lines(wrap(text, [first, rest], look), None, Some(link)),
        Block::Excerpt { line, excerpt } => {
            whole_lines(excerpt::excerpt_lines(*line, excerpt, look), None, None)
        }
        Block::Legend(text) => whole_lines(wrap(text, ["", ""], look), None, None),
        Block::Fields(fields) => self::fields(fields, look),
        Block::Table(table) => {
            let link = |row: usize| table.rows[row].iter().find_map(|cell| cell.link.clone());
            let lines = table.lay_out(look).into_iter();
            lines
                .map(|(text, row)| vec![piece(text, None, row.and_then(link))])
                .collect()
        }
        Block::Drawing(drawing) => whole_lines(drawing.lay_out(look), None, None),
        Block::Gap => vec![Line::new()],
    }
}

/// Lines of one span each.
fn whole_lines(
    lines: impl IntoIterator<Item = String>,
    tone: Option<Tone>,
    link: Option<&Hyperlink>,
) -> Vec<Line> {
    let lines = lines.into_iter();
    let pieces = lines.map(|text| piece(text, tone, link.cloned()));
    pieces.map(|piece| vec![piece]).collect()
}

fn piece(text: String, tone: Option<Tone>, link: Option<Hyperlink>) -> Span {
    Span { text, tone, link }
}

fn title(text: &str, aside: &str, look: RenderOptions) -> Vec<Line> {
    let [text, aside] = [text, aside].map(|text| for_terminal(text, look.ascii));
    let room = look.width.checked_sub(text.width() + aside.width());
    let tone = Some(Tone::Title);
    if aside.is_empty() {
        return whole_lines(wrap(&text, ["", ""], look), tone, None);
    }
    if let Some(room @ 2..) = room {
        let aside = " ".repeat(room.min(60)) + &aside;
        return vec![vec![piece(text, tone, None), piece(aside, None, None)]];
    }
    let mut lines = whole_lines(wrap(&text, ["", ""], look), tone, None);
    lines.extend(whole_lines(wrap(&aside, ["", ""], look), None, None));
    lines
}

/// Wraps a text, with one margin for the first line and one for the others.
fn wrap(text: &str, margins: [&str; 2], look: RenderOptions) -> Vec<String> {
    let text = for_terminal(text, look.ascii);
    let [first, rest] = margins.map(|margin| for_terminal(margin, look.ascii));
    let options = wrapping_at_blanks(look.width.max(rest.width() + 20))
        .initial_indent(&first)
        .subsequent_indent(&rest);
    let lines = textwrap::wrap(&text, options).into_iter();
    lines.map(String::from).collect()
}

/// Lays out fields: their names in a column, and beside them their wrapped words, which keep their
/// links.
fn fields(fields: &[(&str, LinkedNames)], look: RenderOptions) -> Vec<Line> {
    let wide = fields.iter().map(|(name, _)| name.width()).max();
    let start = (wide.unwrap_or_default() + GAP).min(look.width / 2);
    let margin = " ".repeat(start);
    let mut lines = Vec::new();
    for (name, names) in fields {
        let joined = for_terminal(&join_names(names), look.ascii);
        let words: Vec<&str> = joined.split_ascii_whitespace().collect();
        let mut links = names.iter().flat_map(|(name, link)| {
            let words = name.split_ascii_whitespace();
            words.map(move |_| link)
        });
        let name = format!("{name:start$}");
        let options = wrapping_at_blanks(look.width.max(start + 10))
            .break_words(false)
            .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
            .initial_indent(&name)
            .subsequent_indent(&margin);
        for line in textwrap::wrap(&words.join(" "), options) {
            // The line of a field without words ends within the margin.
            let (margin, words) = line.split_at_checked(start).unwrap_or((&line, ""));
            let mut line = vec![piece(margin.to_owned(), None, None)];
            for word in words.split_inclusive(' ') {
                let link = links.next().cloned().flatten();
                match line.last_mut() {
                    Some(last) if last.link == link => last.text.push_str(word),
                    _ => line.push(piece(word.to_owned(), None, link)),
                }
            }
            lines.push(line);
        }
    }
    lines
}
