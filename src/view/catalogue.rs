//! The lists of people, places, themes and sources.

use crate::report::catalogue::{PersonRow, SourceRow, Sources, Standing};
use crate::report::part::ScopeReport;
use crate::report::thing::{PlaceReport, ThemeReport};

use super::View;
use super::column::Fit::{Keep, Wrap};
use super::column::{Cell, Column, Heading, both, column, field, optional, records, titled};
use super::events::{counted, people};
use super::page::Page;
use super::table::Table;

impl View for Vec<PersonRow<'_>> {
    fn page(&self, _: usize) -> Page {
        let table = Table::new(self, &person_columns());
        let busiest = self.iter().max_by_key(|row| row.events);
        let more = busiest.map(|row| format!("One of them: destal person {}", row.id));
        Page::list("people", people(self.len()), table, more)
    }

    fn records(&self) -> Option<Vec<Vec<String>>> {
        Some(records(self, &person_columns()))
    }
}

fn person_columns<'a>() -> Vec<Column<PersonRow<'a>>> {
    vec![
        both("id", Keep, |row| row.id.into()),
        both("name", Wrap, |row| row.name.into()),
        column("events", Keep, |row| Cell::number(row.events)),
        field("aliases", |row| row.aliases.join("; ").into()),
        titled("who", Wrap, "description", |row| optional(row.description)),
        field("offices", |row| {
            let offices = row.offices.iter();
            Cell::stacked(offices.map(|office| format!("{} [{}]", office.title, office.cited)))
        }),
        field("fates", |row| {
            let fates = row.fates.iter();
            Cell::stacked(fates.map(|fate| format!("{} [{}]", fate.says, fate.cited)))
        }),
        field("events", |row| Cell::number(row.events)),
    ]
}

impl View for Vec<PlaceReport<'_, usize>> {
    fn page(&self, _: usize) -> Page {
        let table = Table::new(self, &place_columns());
        let fullest = self.iter().max_by_key(|row| row.events);
        let more = fullest.map(|row| format!("One of them: destal place {}", row.id));
        Page::list("places", counted(self.len(), "place"), table, more)
    }

    fn records(&self) -> Option<Vec<Vec<String>>> {
        Some(records(self, &place_columns()))
    }
}

fn place_columns<'a>() -> Vec<Column<PlaceReport<'a, usize>>> {
    vec![
        both("id", Keep, |row| row.id.into()),
        both("name", Wrap, |row| row.name.into()),
        field("aliases", |row| row.aliases.join("; ").into()),
        both("state", Wrap, |row| optional(row.state)),
        field("description", |row| optional(row.description)),
        both("events", Keep, |row| Cell::number(row.events)),
    ]
}

impl View for Vec<ThemeReport<'_, usize>> {
    fn page(&self, _: usize) -> Page {
        let table = Table::new(self, &theme_columns());
        let fullest = self.iter().max_by_key(|row| row.events);
        let more = fullest.map(|row| format!("One of them: destal theme {}", row.id));
        Page::list("themes", counted(self.len(), "theme"), table, more)
    }

    fn records(&self) -> Option<Vec<Vec<String>>> {
        Some(records(self, &theme_columns()))
    }
}

fn theme_columns<'a>() -> Vec<Column<ThemeReport<'a, usize>>> {
    vec![
        both("id", Keep, |row| row.id.into()),
        both("name", Keep, |row| row.name.into()),
        column("events", Keep, |row| Cell::number(row.events)),
        titled("takes in", Wrap, "description", |row| {
            optional(row.description)
        }),
        field("events", |row| Cell::number(row.events)),
    ]
}

impl View for Sources<'_> {
    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        let count = counted(self.rows.len(), "source");
        page.title("timeline", self.timeline, count);
        page.text("description", self.description.unwrap_or_default());
        page.gap();
        page.table(Table::new(&self.rows, &source_columns()));
        for row in &self.rows {
            page.gap();
            let perspective = row.perspective;
            let perspective = perspective.unwrap_or("its perspective is not described.");
            page.text("perspective", format!("{}: {perspective}", row.id));
        }
        let mut pairs = self.rows.iter().flat_map(|row| &row.with);
        if pairs.any(|with| with.both > 0) {
            page.section("How often two sources agree, on the questions that both answer");
            page.table(agreement_of_pairs(&self.rows));
            page.gap();
            page.legend(
                "12:5/4/3 is 12 questions that both answer: they agree on 5, differ compatibly on 4, conflict on 3"
                    .into(),
            );
        }
        page
    }

    fn records(&self) -> Option<Vec<Vec<String>>> {
        Some(records(&self.rows, &source_columns()))
    }
}

fn source_columns<'a>() -> Vec<Column<SourceRow<'a>>> {
    vec![
        both("id", Keep, |row| row.id.into()),
        both("name", Wrap, |row| row.name.into()),
        both("kind", Wrap, |row| optional(row.kind)),
        field("author", |row| optional(row.author)),
        field("perspective", |row| optional(row.perspective)),
        column("covers", Keep, |row| {
            optional(row.scope.as_ref().map(years))
        }),
        field("from", |row| {
            optional(row.scope.and_then(|scope| scope.from))
        }),
        field("to", |row| optional(row.scope.and_then(|scope| scope.to))),
        field("relies_on", |row| row.relies_on.join("; ").into()),
        field("file", |row| optional(row.file)),
        field("paragraphs", |row| optional(row.paragraphs)),
        field("sha256", |row| optional(row.sha256)),
        both("events", Keep, |row| Cell::number(row.events)),
        both("answers", Keep, |row| Cell::number(row.answers)),
    ]
}

/// "1953 to 1964", as far as the ends are known.
fn years(scope: &ScopeReport<'_>) -> String {
    let [from, to] = [scope.from, scope.to].map(|end| end.unwrap_or("…"));
    format!("{from} to {to}")
}

/// A row and a column for each source, with how it stands to the others.
fn agreement_of_pairs(sources: &[SourceRow<'_>]) -> Table {
    let mut columns = vec![Heading::marks("source")];
    let mut rows = Vec::new();
    for (i, source) in sources.iter().enumerate() {
        let number = (i + 1).to_string();
        let mut cells = vec![Cell::mark(format!("{number} {}", source.id), source.id)];
        cells.extend(source.with.iter().map(pair_cell));
        // No source is paired with itself.
        cells.insert(i + 1, Cell::default());
        rows.push(cells);
        columns.push(Heading {
            label: source.id.into(),
            ..Heading::new(number, Keep)
        });
    }
    Table::of_cells(columns, rows)
}

fn pair_cell(pair: &Standing<'_>) -> Cell {
    let [both, agree] = [pair.both, pair.agree];
    let [compatible, conflict] = [pair.compatible, pair.conflict];
    if both == 0 {
        return "0".into();
    }
    let counts = format!("{both}:{agree}/{compatible}/{conflict}");
    let in_words = format!(
        "{both} answered by both, {agree} agree, {compatible} compatible, {conflict} conflict"
    );
    Cell::mark(counts, in_words)
}
