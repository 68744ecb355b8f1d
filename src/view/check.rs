//! What a check of a dataset found.

use crate::dataset::problem::{Problem, Severity};
use crate::report::check::Check;

use super::events::counted;
use super::page::{Cell, Column, Grid, Page};
use super::{Format, OF_LISTS, View};

impl View for Check {
    const FORMATS: &'static [Format] = OF_LISTS;

    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        let errors = self
            .problems
            .iter()
            .filter(|problem| problem.severity == Severity::Error)
            .count();
        let warnings = self.problems.len() - errors;
        let verdict = match (errors, warnings) {
            (0, 0) => "no problem".to_owned(),
            (0, _) => format!("no error, {}", counted(warnings, "warning")),
            (_, 0) => counted(errors, "error"),
            _ => format!(
                "{}, {}",
                counted(errors, "error"),
                counted(warnings, "warning")
            ),
        };
        page.text("check", format!("{}: {verdict}", self.name));
        if !self.problems.is_empty() {
            page.gap();
            let mut grid = Grid::bare(vec![
                Column::new("severity").narrow(),
                Column::new("problem"),
            ]);
            for problem in &self.problems {
                let parts = [
                    file_and_line(problem),
                    problem.place.clone(),
                    problem.message.clone(),
                ];
                grid.row([severity(problem).into(), Cell::stacked(parts.into())]);
            }
            page.grid(grid);
        }
        let c = &self.counts;
        if c.events > 0 {
            page.gap();
            let mut held = vec![
                counted(c.events, "event"),
                counted(c.accounts, "account"),
                counted(c.topics, "topic"),
                counted(c.questions, "question"),
                counted(c.answers, "answer"),
                counted(c.links, "link"),
                counted(c.sources, "source"),
                if c.people == 1 {
                    "1 person".into()
                } else {
                    format!("{} people", c.people)
                },
                counted(c.places, "place"),
                counted(c.themes, "theme"),
            ];
            if self.with_texts {
                held.push(format!(
                    "{} verified against the texts",
                    counted(c.locators_verified, "locator")
                ));
            }
            page.text("counts", held.join(", "));
        }
        page
    }

    fn records(&self) -> Grid {
        let mut grid = Grid::of_fields(&["code", "severity", "file", "line", "where", "message"]);
        for problem in &self.problems {
            grid.row([
                problem.code.word().into(),
                severity(problem).into(),
                problem.file.as_str().into(),
                problem
                    .line
                    .map(|line| line.to_string())
                    .unwrap_or_default()
                    .into(),
                problem.place.as_str().into(),
                problem.message.as_str().into(),
            ]);
        }
        grid
    }
}

fn severity(problem: &Problem) -> &'static str {
    match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn file_and_line(problem: &Problem) -> String {
    match problem.line {
        Some(line) => format!("{}:{line}", problem.file),
        None => problem.file.clone(),
    }
}
