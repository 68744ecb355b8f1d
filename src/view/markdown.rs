//! Pages in Markdown: headings, paragraphs, pipe tables.

use std::fmt::Write as _;

use super::Look;
use super::grid::Grid;
use super::page::{Block, Page};
use super::text::for_terminal;

/// The page as a Markdown document.
pub fn render(page: &Page, look: Look) -> String {
    let mut out = String::new();
    let say = |text: &str| safe(text, look.ascii);
    for block in page.parts() {
        match block {
            Block::Title { text, aside, .. } => {
                let aside = if aside.is_empty() {
                    String::new()
                } else {
                    format!(" ({})", say(aside))
                };
                put(&mut out, format_args!("# {}{aside}\n\n", say(text)));
            }
            Block::Section(heading) => put(&mut out, format_args!("## {}\n\n", say(heading))),
            Block::Text { text, .. } | Block::Legend(text) => {
                put(&mut out, format_args!("{}\n\n", say(text)));
            }
            Block::Excerpt { excerpt, .. } => {
                let line = format!("{}{}", excerpt.before, excerpt.after);
                put(&mut out, format_args!("> {}\n\n", say(&line)));
            }
            Block::Branch { first, text, .. } => {
                let indent = "  ".repeat((first.chars().count() / 3).saturating_sub(1));
                put(&mut out, format_args!("{indent}- {}\n", say(text)));
            }
            Block::Fields(fields) => {
                for (name, names) in fields {
                    put(
                        &mut out,
                        format_args!("- **{}**: {}\n", say(name), say(&names.joined())),
                    );
                }
                out.push('\n');
            }
            Block::Grid(grid) => table(&mut out, grid, &say),
            Block::Drawing(_) | Block::Gap => {}
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn table(out: &mut String, grid: &Grid, say: &impl Fn(&str) -> String) {
    let shown: Vec<usize> = grid.filled().map(|(i, _)| i).collect();
    let mut row = |cells: Vec<String>| put(out, format_args!("| {} |\n", cells.join(" | ")));
    row(shown.iter().map(|i| say(&grid.columns[*i].title)).collect());
    row(shown
        .iter()
        .map(|i| {
            if grid.columns[*i].right {
                "---:"
            } else {
                "---"
            }
            .to_owned()
        })
        .collect());
    for cells in grid.rows.iter().map(|row| &row.cells) {
        let said = |i: &usize| cells[*i].parts.iter().map(|part| say(part));
        row(shown
            .iter()
            .map(|i| said(i).collect::<Vec<_>>().join("<br>"))
            .collect());
    }
    out.push('\n');
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a string takes it");
}

/// The text as it may stand in a Markdown document.
pub fn safe(text: &str, ascii: bool) -> String {
    escaped(&for_terminal(text, ascii))
}

/// The text as code: what is to be typed, sign by sign.
pub fn code(text: &str, ascii: bool) -> String {
    let text = for_terminal(text, ascii);
    let runs = text.split(|c| c != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or_default() + 1);
    let pad = if text.contains('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// The text with every sign escaped that Markdown or HTML would read as more than itself, be it
/// `CommonMark`, GitHub's or pandoc's; at the beginning also what would open a list, a heading or a
/// definition.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    for (i, c) in text.char_indices() {
        let opens = (i == 0 && matches!(c, '-' | '+' | '=' | ':' | '%' | '('))
            || (digits > 0 && i == digits && matches!(c, '.' | ')'));
        let (before, after) = (&text[..i], &text[i..]);
        // Two hyphens would become a dash, and an address a link.
        let joins = (c == '-' && before.ends_with('-'))
            || (c == ':' && after.starts_with("://"))
            || (c == '.' && ends_with_www(before));
        let acts = matches!(
            c,
            '\\' | '`'
                | '*'
                | '_'
                | '<'
                | '>'
                | '['
                | ']'
                | '{'
                | '}'
                | '|'
                | '#'
                | '~'
                | '^'
                | '@'
                | '$'
                | '&'
        );
        if opens || joins || acts {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Whether the text ends with `www`, in letters of either size.
fn ends_with_www(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 3 && bytes[bytes.len() - 3..].eq_ignore_ascii_case(b"www")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_more_than_itself() {
        assert_eq!(
            escaped("- 1. [a](b) @c ^d^ {e}"),
            "\\- 1. \\[a\\](b) \\@c \\^d\\^ \\{e\\}"
        );
        assert_eq!(escaped("http://a www.b x--y"), "http\\://a www\\.b x-\\-y");
        assert_eq!(escaped("12. May"), "12\\. May");
        assert_eq!(escaped("(1) a-b"), "\\(1) a-b");
    }
}
