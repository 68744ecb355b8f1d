//! What a search found.

use crate::report::search::{HitRow, Hits};

use super::View;
use super::column::Fit::{Keep, Wrap};
use super::column::{Cell, Column, both, column, field, optional, records, titled};
use super::events::counted;
use super::page::Page;
use super::table::Table;

impl View for Hits<'_> {
    fn fill(&self, page: &mut Page) {
        let shown = match self.len() {
            shown if shown < self.aside => format!(" · {shown} shown"),
            _ => String::new(),
        };
        let heading = format!("{}, best first{shown}", counted(self.aside, "hit"));
        let first = self.iter().find(|row| row.kind != "topic");
        let more = first.map(|row| match row.kind {
            "account" => format!("More: destal event {}", row.id),
            kind => format!("More: destal {kind} {}", row.id),
        });
        page.list("hits", heading, Table::new(self, &columns()), more);
    }

    fn records(&self) -> Option<Vec<Vec<String>>> {
        Some(records(self, &columns()))
    }
}

fn columns<'a>() -> Vec<Column<HitRow<'a>>> {
    vec![
        both("kind", Keep, |row| row.kind.into()),
        field("id", |row| row.id.into()),
        titled("what", Wrap, "title", |row| {
            Cell::stacked([row.title, row.id]).with_value(row.title)
        }),
        both("context", Wrap, |row| {
            Cell::from(&row.context.aside).with_value(row.context.as_str())
        }),
        column("where", Keep, |row| optional(row.cited.as_ref())),
        field("source", |row| {
            optional(row.cited.as_ref().map(|cited| cited.source))
        }),
        field("paragraph", |row| {
            optional(row.cited.as_ref().and_then(|cited| cited.paragraph))
        }),
        field("page", |row| {
            optional(row.cited.as_ref().and_then(|cited| cited.page))
        }),
    ]
}
