//! What a search found.

use crate::report::event_row::Cited;
use crate::report::search::Hits;

use super::View;
use super::column::Fit::{Keep, Wrap};
use super::column::{Cell, column, optional};
use super::events::counted;
use super::page::Page;
use super::table::Table;

impl View for Hits<'_> {
    const FIELDS: &'static str = "kind id title context source paragraph page";

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
        let table = Table::new(
            self,
            &[
                column("kind", Keep, &|row| row.kind.into()),
                column("what", Wrap, &|row| Cell::stacked([row.title, row.id])),
                column("context", Wrap, &|row| (&row.context.aside).into()),
                column("where", Keep, &|row| {
                    optional(row.source.map(|source| Cited {
                        source,
                        paragraph: row.paragraph,
                        page: row.page,
                    }))
                }),
            ],
        );
        page.list("hits", heading, table, more);
    }
}
