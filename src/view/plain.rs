//! Pages line by line, one labelled line per field, for a screen reader or grep.

use super::Look;
use super::page::{Block, Page, join_names};
use super::table::Table;
use super::text::for_terminal;

/// The page as text, every line ended.
pub fn render(page: &Page, look: Look) -> String {
    let lines = page.parts().iter().flat_map(labelled_lines);
    let text = lines.map(|(label, text)| {
        let line = if label.is_empty() {
            text
        } else {
            format!("{label}: {text}")
        };
        for_terminal(&line, look.ascii).into_owned() + "\n"
    });
    text.collect()
}

fn labelled_lines(block: &Block) -> Vec<(String, String)> {
    let line = |label: &str, text: &str| (label.to_owned(), text.to_owned());
    match block {
        Block::Title { label, text, aside } => {
            let mut lines = vec![line(label, text)];
            if !aside.is_empty() {
                lines.push(line("date", aside));
            }
            lines
        }
        Block::Section(heading) => vec![line("", heading)],
        Block::Text { label, text, .. } => vec![line(label, text)],
        Block::Branch(branch) => {
            let label = format!("{}, level {}", branch.label, branch.level);
            vec![(label, branch.text.clone())]
        }
        Block::Fields(fields) => {
            let fields = fields.iter();
            fields
                .map(|(name, names)| line(name, &join_names(names)))
                .collect()
        }
        Block::Table(table) => rows(table),
        Block::Excerpt { excerpt, .. } => {
            vec![line(
                "line",
                &format!("{}{}", excerpt.before, excerpt.after),
            )]
        }
        Block::Legend(_) | Block::Drawing(_) => Vec::new(),
        Block::Gap => vec![line("", "")],
    }
}

fn rows(table: &Table) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    for (i, row) in table.rows.iter().enumerate() {
        if i > 0 && table.columns.len() > 1 {
            lines.push((String::new(), String::new()));
        }
        let cells = table.columns.iter().zip(row);
        let said = cells.map(|(column, cell)| (column.label.clone(), cell.spoken()));
        lines.extend(said.filter(|(_, spoken)| !spoken.is_empty()));
    }
    lines
}
