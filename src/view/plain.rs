//! Pages line by line, one labelled line per field, for a screen reader or grep.

use super::Look;
use super::grid::Grid;
use super::page::{Block, Page};
use super::text::for_terminal;

/// The page as text, every line ended.
pub fn render(page: &Page, look: Look) -> String {
    let mut out = String::new();
    let mut say = |label: &str, text: &str| {
        let text = for_terminal(text, look.ascii);
        if label.is_empty() {
            out.push_str(&text);
        } else {
            out.push_str(&for_terminal(label, look.ascii));
            out.push_str(": ");
            out.push_str(&text);
        }
        out.push('\n');
    };
    for block in page.parts() {
        match block {
            Block::Title { label, text, aside } => {
                say(label, text);
                if !aside.is_empty() {
                    say("date", aside);
                }
            }
            Block::Section(heading) => say("", heading),
            Block::Text { label, text, .. } => say(label, text),
            Block::Branch {
                label, first, text, ..
            } => {
                let level = first.chars().count() / 3;
                say(&format!("{label}, level {level}"), text);
            }
            Block::Fields(fields) => {
                for (name, names) in fields {
                    say(name, &names.joined());
                }
            }
            Block::Grid(grid) => rows(grid, &mut say),
            Block::Excerpt { excerpt, .. } => {
                say("line", &format!("{}{}", excerpt.before, excerpt.after));
            }
            Block::Legend(_) | Block::Drawing(_) => {}
            Block::Gap => say("", ""),
        }
    }
    out
}

fn rows(grid: &Grid, say: &mut impl FnMut(&str, &str)) {
    for (i, row) in grid.rows.iter().enumerate() {
        if i > 0 && grid.columns.len() > 1 {
            say("", "");
        }
        for (column, cell) in grid.columns.iter().zip(&row.cells) {
            let spoken = cell.spoken();
            if !spoken.is_empty() {
                say(&column.label, &spoken);
            }
        }
    }
}
