//! The result of checking a dataset, and the list of checks.

use serde_json::Value;

use crate::dataset::problem::Severity;
use crate::report::check::{Check, NamedCheck, errors};

use super::column::Fit::{Keep, Wrap};
use super::column::{Column, all_fields, field, fields_of};
use super::events::counted;
use super::page::{Block, Page};
use super::table::Table;
use super::{View, json};

impl View for Check {
    fn fields(&self) -> String {
        "code severity file line column where message".into()
    }

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
        page.text("check", format!("{}: {verdict}", self.extra.name));
        for problem in &self.problems {
            page.gap();
            page.text(
                "problem",
                format!("{}: {}", word(problem.severity), problem.code.name()),
            );
            page.indented("at", problem.position(), 2);
            page.indented("where", problem.place.as_str(), 2);
            if let (Some(line), Some(excerpt)) = (problem.line, &problem.excerpt) {
                let excerpt = excerpt.clone();
                page.blocks.push(Block::Excerpt { line, excerpt });
            }
            page.indented("message", problem.message.as_str(), 2);
        }
        let counts = &self.counts.0;
        if counts[0].1 > 0 {
            page.gap();
            let held = counts.iter().filter_map(|(kind, count)| match *kind {
                "people" => Some(counted(*count, "person")),
                "locators_verified" => self.extra.with_texts.then(|| {
                    let locators = counted(*count, "locator");
                    format!("{locators} verified against the texts")
                }),
                kind => Some(counted(*count, kind.trim_end_matches('s'))),
            });
            page.text("counts", held.collect::<Vec<_>>().join(", "));
        }
    }

    fn records(&self) -> Value {
        json::value(&self.problems)
    }
}

fn check_columns<'a>() -> [Column<'a, NamedCheck>; 3] {
    [
        fields_of("check", Keep, "name", &|check| check.name.into()),
        fields_of("severity", Keep, "severities", &|check| {
            let words = check.severities.iter().map(|severity| word(*severity));
            words.collect::<Vec<_>>().join(", ").into()
        }),
        field("finds", Wrap, &|check| (&check.finds).into()),
    ]
}

impl View for Vec<NamedCheck> {
    fn fields(&self) -> String {
        all_fields(&check_columns())
    }

    fn fill(&self, page: &mut Page) {
        let heading = format!(
            "{}. An error refuses the dataset, a warning does not",
            counted(self.len(), "check")
        );
        let more = "check --only dates".to_owned();
        let table = Table::new(self, &check_columns());
        page.list("checks", heading, table, Some(more));
    }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
