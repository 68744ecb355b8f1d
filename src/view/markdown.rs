//! Pages in Markdown: headings, paragraphs, pipe tables.

use super::RenderOptions;
use super::page::{Block, Page, join_names};
use super::table::Table;
use super::text::for_terminal;

/// The page as a Markdown document.
pub fn render(page: &Page, opts: RenderOptions) -> String {
    let blocks = page.blocks().iter();
    let text: String = blocks.map(|block| block_text(block, opts.ascii)).collect();
    text.trim_end().to_owned() + "\n"
}

fn block_text(block: &Block, ascii: bool) -> String {
    let say = |text: &str| escape_text(text, ascii);
    match block {
        Block::Title { text, note, .. } if note.is_empty() => format!("# {}\n\n", say(text)),
        Block::Title { text, note, .. } => format!("# {} ({})\n\n", say(text), say(note)),
        Block::Section {
            heading,
            note,
            label: "verdict",
            ..
        } => format!("## {}\n\n*{}*\n\n", say(heading), say(note)),
        Block::Section { heading, .. } => format!("## {}\n\n", say(heading)),
        Block::Text { text, .. } | Block::Legend(text) => format!("{}\n\n", say(text)),
        Block::Excerpt { excerpt, .. } => {
            let line = format!("{}{}", excerpt.before, excerpt.after);
            format!("> {}\n\n", say(&line))
        }
        Block::Branch { level, text, .. } => {
            format!("{}- {}\n", "  ".repeat(level - 1), say(text))
        }
        Block::Fields(fields) => {
            let items = fields.iter();
            let items =
                items.map(|(name, names)| format!("- **{name}**: {}\n", say(&join_names(names))));
            items.collect::<String>() + "\n"
        }
        Block::Table(table) => pipe_table(table, say),
        Block::Drawing(_) | Block::Gap => String::new(),
    }
}

fn pipe_table(table: &Table, say: impl Fn(&str) -> String) -> String {
    let shown = table.filled_columns();
    let titles = shown.iter().map(|i| say(table.columns[*i].title.trim()));
    let rules = shown.iter().map(|i| {
        let right = table.rows.iter().any(|row| row[*i].right);
        if right { "---:" } else { "---" }.to_owned()
    });
    let head: [Vec<String>; 2] = [titles.collect(), rules.collect()];
    let mut text = String::new();
    let write = |cells: &Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut sections = table.sections.iter().peekable();
    for (i, row) in table.rows.iter().enumerate() {
        let heading = sections.next_if(|(first, _)| *first == i);
        if let Some((_, heading)) = heading {
            text += &format!("\n## {}\n\n", say(heading));
        }
        if i == 0 || heading.is_some() {
            text.extend(head.iter().map(write));
        }
        let cells = shown.iter().map(|i| row[*i].lines.iter());
        let cells = cells.map(|lines| {
            lines
                .map(|line| say(line.trim()))
                .collect::<Vec<_>>()
                .join("<br>")
        });
        text += &write(&cells.collect());
    }
    text + "\n"
}

/// The text sanitized and escaped for a Markdown document.
pub fn escape_text(text: &str, ascii: bool) -> String {
    escape_markdown(&for_terminal(text, ascii))
}

/// The text as inline code, for a command that is to be typed.
pub fn code(text: &str, ascii: bool) -> String {
    let text = for_terminal(text, ascii);
    let runs = text.split(|c| c != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or_default() + 1);
    let pad = if text.contains('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Escapes every character that has a meaning in HTML or in Markdown (`CommonMark`, GitHub's or
/// pandoc's), and at the beginning also those that would start a list, a heading or a definition.
fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    for (i, c) in text.char_indices() {
        let opens = (i == 0 && matches!(c, '-' | '+' | '=' | ':' | '%' | '('))
            || (digits > 0 && i == digits && matches!(c, '.' | ')'));
        let (before, after) = (&text[..i], &text[i..]);
        // Two hyphens would become a dash, and a URL a link.
        let joins = (c == '-' && before.ends_with('-'))
            || (c == ':' && after.starts_with("://"))
            || (c == '.' && before.to_ascii_lowercase().ends_with("www"));
        let acts = r"\`*_<>[]{}|#~^@$&".contains(c);
        if opens || joins || acts {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_more_than_itself() {
        assert_eq!(
            escape_markdown("- 1. [a](b) @c ^d^ {e}"),
            "\\- 1. \\[a\\](b) \\@c \\^d\\^ \\{e\\}"
        );
        assert_eq!(
            escape_markdown("http://a www.b x--y"),
            "http\\://a www\\.b x-\\-y"
        );
        assert_eq!(escape_markdown("12. May"), "12\\. May");
        assert_eq!(escape_markdown("(1) a-b"), "\\(1) a-b");
    }
}
