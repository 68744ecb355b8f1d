//! What a check of a dataset found.

use crate::dataset::problem::{Problem, Severity};
use crate::report::check::{Check, NamedCheck, errors};

use super::events::counted;
use super::grid::{Column, Grid};
use super::page::Page;
use super::{Format, OF_LISTS, View};

impl View for Check {
    const FORMATS: &'static [Format] = OF_LISTS;

    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        let errors = errors(&self.problems);
        let warnings = self.problems.len() - errors;
        let mut verdict = match (errors, warnings) {
            (0, 0) => "no problem".to_owned(),
            (0, _) => format!("no error, {}", counted(warnings, "warning")),
            (_, 0) => counted(errors, "error"),
            _ => format!(
                "{}, {}",
                counted(errors, "error"),
                counted(warnings, "warning")
            ),
        };
        if self.other_errors > 0 {
            verdict = format!(
                "{verdict} of these checks, and {} of others, which `destal check` lists",
                counted(self.other_errors, "error")
            );
        }
        page.text("check", format!("{}: {verdict}", self.name));
        for problem in &self.problems {
            page.gap();
            page.text(
                "problem",
                format!("{}: {}", severity(problem), problem.code.word()),
            );
            page.indented("at", problem.position(), 2);
            page.indented("where", problem.place.as_str(), 2);
            if let (Some(line), Some(excerpt)) = (problem.line, &problem.excerpt) {
                page.excerpt(line, excerpt.clone());
            }
            page.indented("message", problem.message.as_str(), 2);
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
        let mut grid = Grid::of_fields(&[
            "code", "severity", "file", "line", "column", "where", "message",
        ]);
        for problem in &self.problems {
            let number = |n: Option<usize>| n.map(|n| n.to_string()).unwrap_or_default();
            grid.row([
                problem.code.word().into(),
                severity(problem).into(),
                problem.file.as_str().into(),
                number(problem.line).into(),
                number(problem.column).into(),
                problem.place.as_str().into(),
                problem.message.as_str().into(),
            ]);
        }
        grid
    }
}

impl View for Vec<NamedCheck> {
    const FORMATS: &'static [Format] = OF_LISTS;

    fn page(&self, _: usize) -> Page {
        let mut grid = Grid::headed(vec![
            Column::new("check").narrow(),
            Column::new("severity").narrow(),
            Column::new("finds"),
        ]);
        for check in self {
            grid.row([
                check.name.into(),
                severities(check).into(),
                check.finds.as_str().into(),
            ]);
        }
        let mut page = Page::default();
        page.text(
            "checks",
            format!(
                "{}. An error refuses the dataset, a warning does not",
                counted(self.len(), "check")
            ),
        );
        page.gap();
        page.grid(grid);
        page.gap();
        page.text("more", "One of them alone: destal check --only dates");
        page
    }

    fn records(&self) -> Grid {
        let mut grid = Grid::of_fields(&["name", "severities", "finds"]);
        for check in self {
            grid.row([
                check.name.into(),
                severities(check).into(),
                check.finds.as_str().into(),
            ]);
        }
        grid
    }
}

fn severities(check: &NamedCheck) -> String {
    let words: Vec<&str> = check
        .severities
        .iter()
        .map(|severity| word(*severity))
        .collect();
    words.join(", ")
}

fn severity(problem: &Problem) -> &'static str {
    word(problem.severity)
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
