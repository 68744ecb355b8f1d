//! Search results.

use crate::report::search::{HitRow, Hits};

use super::View;
use super::column::Fit::{Keep, Wrap};
use super::column::{Cell, Column, all_fields, field, fields_of, optional};
use super::events::counted;
use super::page::Page;
use super::table::Table;

fn hit_columns<'a>() -> [Column<'a, HitRow<'a>>; 4] {
    [
        field("kind", Keep, &|row| row.kind.into()),
        fields_of("what", Wrap, "id title", &|row| {
            Cell::stacked([row.title, row.id])
        }),
        field("context", Wrap, &|row| (&row.context.extra).into()),
        fields_of("where", Keep, "source paragraph page", &|row| {
            optional(row.citation.as_ref())
        }),
    ]
}

impl View for Hits<'_> {
    fn fields() -> String {
        all_fields(&hit_columns())
    }

    fn fill(&self, page: &mut Page) {
        let shown = match self.len() {
            shown if shown < self.extra => format!(" · {shown} shown"),
            _ => String::new(),
        };
        let heading = format!("{}, best first{shown}", counted(self.extra, "hit"));
        let first = self.iter().find(|row| row.kind != "topic");
        let more = first.map(|row| match row.kind {
            "account" => format!("More: destal event {}", row.id),
            kind => format!("More: destal {kind} {}", row.id),
        });
        let table = Table::new(self, &hit_columns());
        page.list("hits", heading, table, more);
    }
}
