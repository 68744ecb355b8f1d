//! The result of importing a file: what was written, or what has to be corrected first.

use itertools::Itertools;
use serde_json::Value;

use crate::dataset::problem::MAX_PROBLEMS;
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
        let heading = match (&self.folder, self.problems.len()) {
            (Some(folder), 0) => format!("{read}, from {} to `{folder}`", self.extra.file),
            (Some(folder), problems) => format!(
                "{read}, from {} to `{folder}`; {} left out",
                self.extra.file,
                counted(problems, "problem")
            ),
            (None, problems) => format!("{}: {}", self.extra.file, counted(problems, "problem")),
        };
        page.text("import", heading);
        for problem in self.problems.iter().take(MAX_PROBLEMS) {
            page.gap();
            page.text(
                "at",
                place(problem.lines.as_slice(), &problem.column, &problem.value),
            );
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
fn place(lines: &[usize], column: &str, value: &str) -> String {
    let s = if lines.len() == 1 { "" } else { "s" };
    let named = lines.iter().take(MOST_LINES).join(", ");
    let more = match lines.len().saturating_sub(MOST_LINES) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let column = if column.is_empty() {
        String::new()
    } else {
        format!(", {column}")
    };
    let value = if value.is_empty() {
        String::new()
    } else {
        format!(": `{value}`")
    };
    format!("line{s} {named}{more}{column}{value}")
}
