//! Lays out pages for a terminal of a given width.

use unicode_width::UnicodeWidthStr;

use super::column::GAP;
use super::link::Hyperlink;
use super::page::{Block, LinkedNames, Page, join_names};
use super::style::Tone;
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
pub fn render(page: &Page, opts: RenderOptions) -> String {
    let mut text = String::new();
    for line in lines(page, opts) {
        for piece in line {
            text += &match piece.tone {
                Some(tone) => tone.paint(&piece.text, opts.color),
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
pub fn lines(page: &Page, opts: RenderOptions) -> Vec<Line> {
    let blocks = page.blocks().iter();
    blocks.flat_map(|block| lay_out(block, opts)).collect()
}

fn lay_out(block: &Block, opts: RenderOptions) -> Vec<Line> {
    match block {
        Block::Title { text, note, .. } => title(text, note, opts),
        Block::Section {
            heading,
            note,
            tone,
            ..
        } => section(heading, note, *tone, opts),
        Block::Text { text, indent, .. } => {
            let margin = " ".repeat(*indent);
            whole_lines(wrap(text, [&margin, &margin], opts), None, None)
        }
        Block::Branch {
            text,
            margins: [first, rest],
            link,
            ..
        } => whole_lines(wrap(text, [first, rest], opts), None, Some(link)),
        Block::Excerpt { line, excerpt } => {
            whole_lines(excerpt::excerpt_lines(*line, excerpt, opts), None, None)
        }
        Block::Legend(text) => whole_lines(wrap(text, ["", ""], opts), None, None),
        Block::Fields(fields) => self::fields(fields, opts),
        Block::Table(table) => {
            let link = |row: usize| table.rows[row].iter().find_map(|cell| cell.link.clone());
            let lines = table.lay_out(opts).into_iter();
            let lines = lines.map(|(pieces, row)| {
                let pieces = pieces.into_iter();
                let pieces = pieces.map(|(text, tone)| piece(text, tone, row.and_then(link)));
                pieces.collect()
            });
            lines.collect()
        }
        Block::Drawing(drawing) => whole_lines(drawing.lay_out(opts), None, None),
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

fn title(text: &str, note: &str, opts: RenderOptions) -> Vec<Line> {
    let [text, note] = [text, note].map(|text| for_terminal(text, opts.ascii));
    let room = opts.width.checked_sub(text.width() + note.width());
    let tone = Some(Tone::Title);
    if note.is_empty() {
        return whole_lines(wrap(&text, ["", ""], opts), tone, None);
    }
    if let Some(room @ 2..) = room {
        let note = " ".repeat(room.min(60)) + &note;
        return vec![vec![piece(text, tone, None), piece(note, None, None)]];
    }
    let mut lines = whole_lines(wrap(&text, ["", ""], opts), tone, None);
    lines.extend(whole_lines(wrap(&note, ["", ""], opts), None, None));
    lines
}

/// A heading with a note at the right, in a line of its own if there is no room beside the heading.
fn section(heading: &str, note: &str, tone: Tone, opts: RenderOptions) -> Vec<Line> {
    let [heading, note] = [heading, note].map(|text| for_terminal(text, opts.ascii));
    let mut lines = whole_lines(wrap(&heading, ["", ""], opts), Some(Tone::Section), None);
    if note.is_empty() {
        return lines;
    }
    let room = |left: usize| opts.width.saturating_sub(left + note.width());
    let right = |room: usize| piece(" ".repeat(room) + &note, Some(tone), None);
    match (lines.as_mut_slice(), room(heading.width())) {
        ([line], room @ 2..) => line.push(right(room)),
        _ => lines.push(vec![right(room(0))]),
    }
    lines
}

/// Wraps a text, with one margin for the first line and one for the others.
fn wrap(text: &str, margins: [&str; 2], opts: RenderOptions) -> Vec<String> {
    let text = for_terminal(text, opts.ascii);
    let [first, rest] = margins.map(|margin| for_terminal(margin, opts.ascii));
    let wrapping = wrapping_at_blanks(opts.width.max(rest.width() + 20))
        .initial_indent(&first)
        .subsequent_indent(&rest);
    let lines = textwrap::wrap(&text, wrapping).into_iter();
    lines.map(String::from).collect()
}

/// Lays out fields: their names in a column, and note them their wrapped words, which keep their
/// links.
fn fields(fields: &[(&str, LinkedNames)], opts: RenderOptions) -> Vec<Line> {
    let wide = fields.iter().map(|(name, _)| name.width()).max();
    let start = (wide.unwrap_or_default() + GAP).min(opts.width / 2);
    let margin = " ".repeat(start);
    let mut lines = Vec::new();
    for (name, names) in fields {
        let joined = for_terminal(&join_names(names), opts.ascii);
        let words: Vec<&str> = joined.split_ascii_whitespace().collect();
        let mut links = names.iter().flat_map(|(name, link)| {
            let words = name.split_ascii_whitespace();
            words.map(move |_| link)
        });
        let name = format!("{name:start$}");
        let wrapping = wrapping_at_blanks(opts.width.max(start + 10))
            .break_words(false)
            .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
            .initial_indent(&name)
            .subsequent_indent(&margin);
        for line in textwrap::wrap(&words.join(" "), wrapping) {
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
