//! All topics with their verdicts.

use crate::model::agreement::Verdict;
use crate::report::comparison::Overview;

use super::events::counted;
use super::grid::{Cell, Column, Grid};
use super::page::{Kind, Page};
use super::{Format, OF_LISTS, View};

impl Overview<'_> {
    /// The questions themselves, where only some were asked for.
    fn questions(&self) -> Grid {
        let mut grid = Grid::headed(vec![
            Column::new("question"),
            Column::new("verdict").narrow(),
            Column::new("topic").narrow(),
        ]);
        for row in &self.rows {
            for (ask, verdict) in &row.asked {
                let cells = [(*ask).into(), verdict.word().into(), row.id.into()];
                grid.row_to(Kind::Topic, row.id, cells);
            }
        }
        grid
    }
}

impl View for Overview<'_> {
    const FORMATS: &'static [Format] = OF_LISTS;

    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        let questions: usize = self.rows.iter().map(|row| row.questions).sum();
        page.text(
            "topics",
            format!(
                "{}, {}",
                counted(self.rows.len(), "topic"),
                counted(questions, "question")
            ),
        );
        if self.rows.is_empty() {
            return page;
        }
        page.gap();
        if self.picked {
            page.grid(self.questions());
            page.gap();
            page.text(
                "more",
                format!("One of them: destal compare-sources {}", self.rows[0].id),
            );
            return page;
        }
        let mut columns = vec![Column::new("topic"), Column::new("questions").right()];
        columns.extend(Verdict::ALL.map(|verdict| Column::new(verdict.word()).right()));
        let mut grid = Grid::headed(columns);
        for row in &self.rows {
            let mut cells = vec![
                Cell::stacked([row.title, row.id]),
                row.questions.to_string().into(),
            ];
            cells.extend(
                Verdict::ALL.map(|verdict| match row.verdicts.count(verdict) {
                    0 => Cell::mark("·", "0"),
                    count => count.to_string().into(),
                }),
            );
            grid.row_to(Kind::Topic, row.id, cells);
        }
        page.grid(grid);
        page.gap();
        if let Some(row) = self
            .rows
            .iter()
            .max_by_key(|row| row.verdicts.count(Verdict::Conflict))
        {
            page.text(
                "more",
                format!("One of them: destal compare-sources {}", row.id),
            );
        }
        page
    }

    fn records(&self) -> Grid {
        let mut grid = Grid::of_fields(&[
            "id",
            "title",
            "questions",
            "agree",
            "compatible",
            "conflict",
            "single",
            "open",
        ]);
        for row in &self.rows {
            let mut cells: Vec<Cell> = vec![
                row.id.into(),
                row.title.into(),
                row.questions.to_string().into(),
            ];
            cells.extend(
                Verdict::ALL.map(|verdict| Cell::from(row.verdicts.count(verdict).to_string())),
            );
            grid.row_to(Kind::Topic, row.id, cells);
        }
        grid
    }
}
