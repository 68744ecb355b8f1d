//! What a search found.

use crate::report::search::Hits;

use super::events::counted;
use super::grid::{Cell, Column, Grid};
use super::page::Page;
use super::{Format, OF_LISTS, View};

impl View for Hits<'_> {
    const FORMATS: &'static [Format] = OF_LISTS;

    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        let shown = match self.rows.len() {
            shown if shown < self.found => format!(" · {shown} shown"),
            _ => String::new(),
        };
        page.text(
            "hits",
            format!("{}, best first{shown}", counted(self.found, "hit")),
        );
        page.gap();
        let mut grid = Grid::headed(vec![
            Column::new("kind").narrow(),
            Column::new("what"),
            Column::new("context"),
            Column::new("where").narrow(),
        ]);
        for row in &self.rows {
            let place = match (row.paragraph, row.page) {
                (Some(number), _) => format!(" ¶{number}"),
                (None, Some(page)) => format!(" {page}"),
                (None, None) => String::new(),
            };
            grid.row([
                row.kind.into(),
                Cell::stacked([row.title, row.id]),
                row.marked.as_str().into(),
                format!("{}{place}", row.source.unwrap_or_default()).into(),
            ]);
        }
        page.grid(grid);
        page.gap();
        let first = self.rows.iter().find(|row| row.kind != "topic");
        let more = first.map(|row| match row.kind {
            "account" => format!("More: destal event {}", row.id),
            kind => format!("More: destal {kind} {}", row.id),
        });
        page.text("more", more.unwrap_or_default());
        page
    }

    fn records(&self) -> Grid {
        let mut grid = Grid::of_fields(&[
            "kind",
            "id",
            "title",
            "context",
            "source",
            "paragraph",
            "page",
        ]);
        for row in &self.rows {
            grid.row([
                row.kind.into(),
                row.id.into(),
                row.title.into(),
                row.context.as_str().into(),
                row.source.unwrap_or_default().into(),
                row.paragraph
                    .map(|number| number.to_string())
                    .unwrap_or_default()
                    .into(),
                row.page.unwrap_or_default().into(),
            ]);
        }
        grid
    }
}
