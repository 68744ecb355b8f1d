//! Pages in plain text, one labelled line per field, for a screen reader or grep.

use super::RenderOptions;
use super::page::{Block, Page, join_names};
use super::table::Table;
use super::text::for_terminal;

/// The page as text; every line ends with a line break.
pub fn render(page: &Page, opts: RenderOptions) -> String {
    let say = |label: &str, text: &str| {
        let colon = if label.is_empty() { "" } else { ": " };
        for_terminal(&format!("{label}{colon}{text}"), opts.ascii) + "\n"
    };
    let blocks = page.blocks().iter();
    blocks.map(|block| block_lines(block, &say)).collect()
}

fn block_lines(block: &Block, say: &impl Fn(&str, &str) -> String) -> String {
    match block {
        Block::Title { label, text, note } if note.is_empty() => say(label, text),
        Block::Title { label, text, note } => say(label, text) + &say("date", note),
        Block::Section { heading, note, .. } if note.is_empty() => say("", heading),
        Block::Section {
            heading,
            note,
            label,
            ..
        } => say("", heading) + &say(label, note),
        Block::Text { label, text, .. } => say(label, text),
        Block::Branch {
            label, level, text, ..
        } => say(&format!("{label}, level {level}"), text),
        Block::Fields(fields) => {
            let fields = fields.iter();
            fields
                .map(|(name, names)| say(name, &join_names(names)))
                .collect()
        }
        Block::Table(table) => rows(table, say),
        Block::Excerpt { excerpt, .. } => {
            say("line", &format!("{}{}", excerpt.before, excerpt.after))
        }
        Block::Legend(_) | Block::Drawing(_) => String::new(),
        Block::Gap => say("", ""),
    }
}

fn rows(table: &Table, say: impl Fn(&str, &str) -> String) -> String {
    let mut lines = String::new();
    for (i, row) in table.rows.iter().enumerate() {
        for (_, heading) in table.sections.iter().filter(|(first, _)| *first == i) {
            lines += &say("", "");
            lines += &say("", heading);
        }
        if i > 0 && table.columns.len() > 1 {
            lines += &say("", "");
        }
        for (column, cell) in table.columns.iter().zip(row) {
            let spoken = cell.spoken();
            if !spoken.is_empty() {
                lines += &say(&column.label, &spoken);
            }
        }
    }
    lines
}
