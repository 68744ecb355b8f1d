//! What a check of a dataset found.

use crate::dataset::problem::{Problem, Severity};
use crate::report::check::{Check, NamedCheck, errors};

use super::View;
use super::column::Fit::{Keep, Wrap};
use super::column::{Column, both, field, optional, records, titled};
use super::events::{counted, people};
use super::page::Page;
use super::table::Table;

impl View for Check {
    fn fill(&self, page: &mut Page) {
        let errors = errors(&self.problems);
        let warnings = self.problems.len() - errors;
        let [some_errors, some_warnings] = [counted(errors, "error"), counted(warnings, "warning")];
        let mut verdict = match (errors, warnings) {
            (0, 0) => "no problem".to_owned(),
            (0, _) => format!("no error, {some_warnings}"),
            (_, 0) => some_errors,
            _ => format!("{some_errors}, {some_warnings}"),
        };
        if self.other_errors > 0 {
            verdict = format!(
                "{verdict} of these checks, and {} of others, which `destal check` lists",
                counted(self.other_errors, "error")
            );
        }
        page.text("check", format!("{}: {verdict}", self.aside.name));
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
        let counts = &self.counts.0;
        if counts[0].1 > 0 {
            page.gap();
            let held = counts.iter().filter_map(|(kind, count)| match *kind {
                "people" => Some(people(*count)),
                "locators_verified" => self.aside.with_texts.then(|| {
                    let locators = counted(*count, "locator");
                    format!("{locators} verified against the texts")
                }),
                kind => Some(counted(*count, kind.trim_end_matches('s'))),
            });
            page.text("counts", held.collect::<Vec<_>>().join(", "));
        }
    }

    fn records(&self) -> Option<Vec<Vec<String>>> {
        Some(records(
            &self.problems,
            &[
                field("code", |problem| problem.code.word().into()),
                field("severity", |problem| severity(problem).into()),
                field("file", |problem| (&problem.file).into()),
                field("line", |problem| optional(problem.line)),
                field("column", |problem| optional(problem.column)),
                field("where", |problem| (&problem.place).into()),
                field("message", |problem| (&problem.message).into()),
            ],
        ))
    }
}

impl View for Vec<NamedCheck> {
    fn fill(&self, page: &mut Page) {
        let heading = format!(
            "{}. An error refuses the dataset, a warning does not",
            counted(self.len(), "check")
        );
        let more = "One of them alone: destal check --only dates".to_owned();
        let table = Table::new(self, &check_columns());
        page.list("checks", heading, table, Some(more));
    }

    fn records(&self) -> Option<Vec<Vec<String>>> {
        Some(records(self, &check_columns()))
    }
}

fn check_columns() -> Vec<Column<NamedCheck>> {
    vec![
        titled("check", Keep, "name", |check| check.name.into()),
        titled("severity", Keep, "severities", |check| {
            severities(check).into()
        }),
        both("finds", Wrap, |check| (&check.finds).into()),
    ]
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
