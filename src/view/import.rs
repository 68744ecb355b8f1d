//! The result of importing a file: what was written, or what has to be corrected first.

use itertools::Itertools;
use serde_json::Value;

use crate::dataset::problem::{CellProblem, MAX_PROBLEMS};
use crate::report::import::Import;

use super::View;
use super::events::counted;
use super::json;
use super::page::Page;

/// How many lines of one problem are named.
const MOST_LINES: usize = 10;

impl View for Import {
    fn fields(&self) -> String {
        "lines column value message remedy".into()
    }

    fn fill(&self, page: &mut Page) {
        let counts = [
            (self.events, "event"),
            (self.accounts, "account"),
            (self.sources, "source"),
        ];
        let read = counts.map(|(count, what)| counted(count, what)).join(", ");
        let mut heading = format!("{read} in {}", self.extra.file);
        if !self.problems.is_empty() {
            heading += &format!("; {}", counted(self.problems.len(), "problem"));
        }
        page.text("import", heading);
        for problem in self.problems.iter().take(MAX_PROBLEMS) {
            page.gap();
            page.text("at", place(problem));
            page.indented("message", problem.message.as_str(), 2);
            page.indented("remedy", problem.remedy.as_str(), 2);
        }
        if let more @ 1.. = self.problems.len().saturating_sub(MAX_PROBLEMS) {
            page.gap();
            page.text(
                "more",
                format!("and {more} more problems, which -O json lists"),
            );
        }
        if let Some(folder) = &self.folder {
            page.gap();
            // Quoted if a shell would not read the name as one word.
            let folder = shlex::try_quote(folder).map_or_else(|_| folder.clone(), Into::into);
            page.text("more", "Begin with");
            page.indented("command", format!("destal check {folder}"), 2);
            page.indented("command", format!("destal --data {folder} events"), 2);
        }
    }

    fn records(&self) -> Value {
        json::value(&self.problems)
    }
}

/// Where a problem is: "line 7, Date: `Jul-60`".
fn place(problem: &CellProblem) -> String {
    let named = problem.lines.iter().take(MOST_LINES).join(", ");
    let mut place = match problem.lines.len() {
        1 => format!("line {named}"),
        2..=MOST_LINES => format!("lines {named}"),
        all => format!("lines {named} and {} more", all - MOST_LINES),
    };
    if !problem.column.is_empty() {
        place += &format!(", {}", problem.column);
    }
    if !problem.value.is_empty() {
        place += &format!(": `{}`", problem.value);
    }
    place
}
