//! One source on a page.

use crate::report::source::SourcePage;

use super::events::{self, counted};
use super::grid::{Column, Grid};
use super::page::{Kind, Names, Page};
use super::story::paragraphs;
use super::thing::listed;
use super::{Format, OF_PROSE, View};

impl View for SourcePage<'_> {
    const FORMATS: &'static [Format] = OF_PROSE;

    fn cites(&self) -> Vec<(String, u32)> {
        let used = self.paragraphs_used.iter();
        used.map(|number| (self.row.id.to_owned(), *number))
            .collect()
    }

    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        page.title("source", self.row.name, self.row.id);
        paragraphs(&mut page, &self.prose);
        page.gap();
        let clashes = self.clashes_with.iter().map(|clash| {
            (
                format!("{} {}", clash.source, clash.questions),
                clash.source,
            )
        });
        let used: Vec<String> = self
            .paragraphs_used
            .iter()
            .map(|number| format!("¶{number}"))
            .collect();
        page.fields(vec![
            ("Relies on", self.row.relies_on.join("; ").into()),
            ("Clashes with", Names::of(Kind::Source, clashes)),
            (
                "Answers",
                format!(
                    "{}; {} it alone answers",
                    counted(self.row.answers, "answer"),
                    counted(self.stands_alone, "question")
                )
                .into(),
            ),
            ("Paragraphs used", used.join(" ").into()),
        ]);
        if !self.by_year.is_empty() {
            page.section("Events by year");
            let mut grid = Grid::bare(vec![
                Column::new("year").narrow(),
                Column::new("events").right(),
                Column::marks("share"),
            ]);
            let most = self
                .by_year
                .iter()
                .map(|year| year.events)
                .max()
                .unwrap_or(1);
            for year in &self.by_year {
                grid.row([
                    year.year.to_string().into(),
                    year.events.to_string().into(),
                    events::bar(year.events, 0, most, 20).into(),
                ]);
            }
            page.grid(grid);
        }
        for (heading, questions) in [
            ("Where it contradicts others", &self.disputes),
            ("Where it stands alone", &self.alone),
        ] {
            let mut grid = Grid::bare(vec![Column::new("question"), Column::new("topic").narrow()]);
            for (topic, ask) in questions {
                grid.row_to(Kind::Topic, topic, [(*ask).into(), (*topic).into()]);
            }
            if !grid.is_empty() {
                page.section(heading);
                page.grid(grid);
            }
        }
        self.openings(&mut page);
        listed(&mut page, &self.row.events);
        page
    }
}

impl SourcePage<'_> {
    /// How each paragraph begins, and whether something is taken from it.
    fn openings(&self, page: &mut Page) {
        if self.row.openings.is_empty() {
            return;
        }
        page.section("Its paragraphs");
        let mut grid = Grid::bare(vec![
            Column::new("paragraph").right(),
            Column::new("begins"),
            Column::new("not used, because"),
        ]);
        for (number, opening) in (1..).zip(&self.row.openings) {
            let excuse = self
                .row
                .not_used
                .iter()
                .find(|unused| unused.paragraph == number);
            grid.row([
                format!("¶{number}").into(),
                format!("{opening} …").into(),
                excuse
                    .map(|unused| format!("not used: {}", unused.why))
                    .unwrap_or_default()
                    .into(),
            ]);
        }
        page.grid(grid);
    }
}
