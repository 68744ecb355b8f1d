//! A page of `docs/`. It may use headings, paragraphs, lists, tables, and code blocks without blank
//! lines; other Markdown is not supported.

use serde::Serialize;

use super::View;
use super::column::Fit::{Keep, Wrap};
use super::column::{Cell, Heading, column, marks};
use super::page::Page;
use super::table::Table;

#[derive(Clone, Copy, Debug, Serialize)]
pub struct HelpPage<'a> {
    /// In Markdown.
    pub text: &'a str,
}

impl View for HelpPage<'_> {
    fn fill(&self, page: &mut Page) {
        for block in self.text.trim_end().split("\n\n") {
            page.gap();
            if let Some(title) = block.strip_prefix("# ") {
                page.title("", title, "");
            } else if let Some(heading) = block.strip_prefix("## ") {
                page.section(heading);
            } else if block.starts_with("| ") {
                page.table(read_table(block));
            } else if let Some(items) = block.strip_prefix("- ") {
                page.table(read_list(items));
            } else if let Some(code) = block.strip_prefix("```") {
                let lines = code.lines().skip(1);
                lines
                    .filter(|line| *line != "```")
                    .for_each(|line| page.indented("", line, 2));
            } else {
                page.text("", block.replace('\n', " "));
            }
        }
    }
}

fn read_table(block: &str) -> Table {
    let mut rows = block.lines().map(|line| {
        let cells = line.trim_matches('|').split('|');
        cells.map(|cell| cell.trim().replace('`', ""))
    });
    let titles = rows.next().into_iter().flatten().enumerate();
    let columns = titles.map(|(i, title)| Heading::new(title, if i == 0 { Keep } else { Wrap }));
    Table::of_cells(
        columns.collect(),
        rows.skip(1)
            .map(|row| row.map(Cell::from).collect())
            .collect(),
    )
}

fn read_list(items: &str) -> Table {
    let items = items.split("\n- ");
    let items: Vec<String> = items
        .map(|item| item.replace("\n  ", " ").replace("**", ""))
        .collect();
    let dash = marks("", &|_| Cell::mark("-", ""));
    Table::bare(&items, &[dash, column("", Wrap, &|item| item.into())])
}
