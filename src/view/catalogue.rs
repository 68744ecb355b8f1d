//! The lists of people and of sources.

use crate::report::catalogue::{PersonRow, Sources};
use crate::report::part::ScopeReport;

use super::events::counted;
use super::grid::{Cell, Column, Grid};
use super::page::Page;
use super::{Format, OF_LISTS, View};

impl View for Vec<PersonRow<'_>> {
    const FORMATS: &'static [Format] = OF_LISTS;

    fn page(&self, _: usize) -> Page {
        let people = if self.len() == 1 {
            "1 person".into()
        } else {
            format!("{} people", self.len())
        };
        let mut grid = Grid::headed(vec![
            Column::new("id").narrow(),
            Column::new("name"),
            Column::new("events").right(),
            Column::new("who"),
        ]);
        for row in self {
            grid.row([
                row.id.into(),
                row.name.into(),
                row.events.to_string().into(),
                row.description.unwrap_or_default().into(),
            ]);
        }
        let busiest = self.iter().max_by_key(|row| row.events);
        let more = busiest.map(|row| format!("destal person {}", row.id));
        Page::list("people", people, grid, more)
    }

    fn records(&self) -> Grid {
        let mut grid = Grid::of_fields(&[
            "id",
            "name",
            "aliases",
            "description",
            "offices",
            "fates",
            "events",
        ]);
        for row in self {
            let offices = row
                .offices
                .iter()
                .map(|office| format!("{} [{}]", office.title, office.cited));
            let fates = row
                .fates
                .iter()
                .map(|fate| format!("{} [{}]", fate.says, fate.cited));
            grid.row([
                row.id.into(),
                row.name.into(),
                row.aliases.join("; ").into(),
                row.description.unwrap_or_default().into(),
                Cell::stacked(offices),
                Cell::stacked(fates),
                row.events.to_string().into(),
            ]);
        }
        grid
    }
}

/// "1953 to 1964", as far as the ends are known.
fn years(scope: &ScopeReport<'_>) -> String {
    format!(
        "{} to {}",
        scope.from.unwrap_or("…"),
        scope.to.unwrap_or("…")
    )
}

impl View for Sources<'_> {
    const FORMATS: &'static [Format] = OF_LISTS;

    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        page.title(
            "timeline",
            self.timeline,
            counted(self.rows.len(), "source"),
        );
        page.text("description", self.description.unwrap_or_default());
        page.gap();
        let mut grid = Grid::headed(vec![
            Column::new("id").narrow(),
            Column::new("name"),
            Column::new("kind"),
            Column::new("covers").narrow(),
            Column::new("events").right(),
            Column::new("answers").right(),
        ]);
        for row in &self.rows {
            grid.row([
                row.id.into(),
                row.name.into(),
                row.kind.unwrap_or_default().into(),
                row.scope.as_ref().map(years).unwrap_or_default().into(),
                row.events.to_string().into(),
                row.answers.to_string().into(),
            ]);
        }
        page.grid(grid);
        for row in &self.rows {
            page.gap();
            page.text(
                "perspective",
                format!(
                    "{}: {}",
                    row.id,
                    row.perspective
                        .unwrap_or("its perspective is not described.")
                ),
            );
        }
        if self
            .rows
            .iter()
            .any(|row| row.with.iter().any(|with| with.both > 0))
        {
            page.section("How often two sources agree, on the questions that both answer");
            page.grid(self.standings());
            page.gap();
            page.legend(
                "12:5/4/3 is 12 questions that both answer: they agree on 5, differ compatibly on 4, conflict on 3"
                    .into(),
            );
        }
        page
    }

    fn records(&self) -> Grid {
        let mut grid = Grid::of_fields(&[
            "id",
            "name",
            "kind",
            "author",
            "perspective",
            "from",
            "to",
            "relies_on",
            "file",
            "paragraphs",
            "sha256",
            "events",
            "answers",
        ]);
        for row in &self.rows {
            let scope = row.scope.as_ref();
            grid.row([
                row.id.into(),
                row.name.into(),
                row.kind.unwrap_or_default().into(),
                row.author.unwrap_or_default().into(),
                row.perspective.unwrap_or_default().into(),
                scope
                    .and_then(|scope| scope.from)
                    .unwrap_or_default()
                    .into(),
                scope.and_then(|scope| scope.to).unwrap_or_default().into(),
                row.relies_on.join("; ").into(),
                row.file.unwrap_or_default().into(),
                row.paragraphs
                    .map(|count| count.to_string())
                    .unwrap_or_default()
                    .into(),
                row.sha256.unwrap_or_default().into(),
                row.events.to_string().into(),
                row.answers.to_string().into(),
            ]);
        }
        grid
    }
}

impl Sources<'_> {
    /// The small matrix of every pair.
    fn standings(&self) -> Grid {
        let mut columns = vec![Column::marks("source")];
        columns.extend(self.rows.iter().enumerate().map(|(i, row)| Column {
            label: row.id.into(),
            ..Column::new(&(i + 1).to_string()).narrow()
        }));
        let mut grid = Grid::headed(columns);
        for (i, row) in self.rows.iter().enumerate() {
            let mut cells = vec![Cell::mark(format!("{} {}", i + 1, row.id), row.id)];
            for other in &self.rows {
                let with = row.with.iter().find(|with| with.source == other.id);
                cells.push(match with {
                    None => Cell::default(),
                    Some(with) if with.both == 0 => "0".into(),
                    Some(w) => Cell::mark(
                        format!("{}:{}/{}/{}", w.both, w.agree, w.compatible, w.conflict),
                        format!(
                            "{} answered by both, {} agree, {} compatible, {} conflict",
                            w.both, w.agree, w.compatible, w.conflict
                        ),
                    ),
                });
            }
            grid.row(cells);
        }
        grid
    }
}
