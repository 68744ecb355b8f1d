//! Pages laid out for a terminal of a given width.

use unicode_width::UnicodeWidthStr;

use super::link::Link;
use super::page::{Block, Names, Page, join_names};
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
    fn new(text: String, tone: Option<Tone>, link: Option<Link>) -> Self {
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
        Block::Section(heading) => wrap(heading, ["", ""], Some(Tone::Section), None, look),
        Block::Text { text, indent, .. } => {
            let margin = " ".repeat(*indent);
            wrap(text, [&margin, &margin], None, None, look)
        }
        Block::Branch {
            text,
            margins,
            link,
            ..
        } => wrap(
            text,
            margins.each_ref().map(|margin| &**margin),
            None,
            Some(link),
            look,
        ),
        Block::Excerpt { line, excerpt } => plain(excerpt::excerpt_lines(*line, excerpt, look)),
        Block::Legend(text) => wrap(text, ["", ""], None, None, look),
        Block::Fields(fields) => self::fields(fields, look),
        Block::Table(table) => {
            let link = |row: usize| table.rows[row].iter().find_map(|cell| cell.link.clone());
            let lines = table.lay_out(look).into_iter();
            lines
                .map(|(text, row)| Line::new(text, None, row.and_then(link)))
                .collect()
        }
        Block::Drawing(drawing) => plain(drawing.laid_out(look)),
        Block::Gap => vec![Line::default()],
    }
}

/// Lines that are text and nothing more.
fn plain(lines: impl IntoIterator<Item = String>) -> Vec<Line> {
    let lines = lines.into_iter();
    lines.map(|text| Line::new(text, None, None)).collect()
}

fn title(text: &str, aside: &str, look: Look) -> Vec<Line> {
    let tone = Some(Tone::Title);
    let [text, aside] = [text, aside].map(|text| for_terminal(text, look.ascii));
    let room = look.width.checked_sub(text.width() + aside.width());
    match room {
        Some(room @ 2..) if !aside.is_empty() => {
            let mut line = Line::new(text, tone, None);
            let aside = " ".repeat(room.min(60)) + &aside;
            line.pieces.extend(Line::new(aside, None, None).pieces);
            vec![line]
        }
        _ => {
            let mut lines = wrap(&text, ["", ""], tone, None, look);
            if !aside.is_empty() {
                lines.extend(wrap(&aside, ["", ""], None, None, look));
            }
            lines
        }
    }
}

/// The lines of a text, with margins for the first of them and for the others.
fn wrap(
    text: &str,
    margins: [&str; 2],
    tone: Option<Tone>,
    link: Option<&Link>,
    look: Look,
) -> Vec<Line> {
    let text = for_terminal(text, look.ascii);
    let [first, rest] = margins.map(|margin| for_terminal(margin, look.ascii));
    let options = wrapping_at_blanks(look.width.max(rest.width() + 20))
        .initial_indent(&first)
        .subsequent_indent(&rest);
    let lines = textwrap::wrap(&text, options).into_iter();
    lines
        .map(|line| Line::new(line.into_owned(), tone, link.cloned()))
        .collect()
}

/// Fields: their names in a column, and beside each its words, which keep their links.
fn fields(fields: &[(&str, Names)], look: Look) -> Vec<Line> {
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
            // A field without words is a line that ends within its margin.
            let (margin, words) = line.split_at_checked(start).unwrap_or((&line, ""));
            let mut line = Line::new(margin.to_owned(), None, None);
            for word in words.split_inclusive(' ') {
                let link = links.next().cloned().flatten();
                match line.pieces.last_mut() {
                    Some(last) if last.link == link => last.text.push_str(word),
                    _ => line
                        .pieces
                        .extend(Line::new(word.to_owned(), None, link).pieces),
                }
            }
            lines.push(line);
        }
    }
    lines
}
