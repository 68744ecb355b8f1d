//! An explanation, as a page.

use crate::report::guide::{Examples, Guide, Part, Worked};

use super::View;
use super::column::Fit::{Keep, WideOnly, Wrap};
use super::column::{Heading, column};
use super::page::Page;
use super::table::Table;

impl View for Guide {
    fn fill(&self, page: &mut Page) {
        page.title("about", self.title, "");
        for part in &self.parts {
            page.gap();
            match part {
                Part::Heading(heading) => page.section(*heading),
                Part::Text(text) => page.text("text", text.as_str()),
                Part::Examples(given) => page.table(example_table(given)),
                Part::Worked(example) => add_worked_example(page, example),
                Part::Commands(commands) => {
                    page.section("To try");
                    for (command, shows) in commands {
                        page.indented("command", *command, 2);
                        page.indented("shows", *shows, 6);
                    }
                }
            }
        }
    }
}

fn example_table(given: &Examples) -> Table {
    const SIDE_BY_SIDE: usize = 60; // columns that four columns of a table need
    let count = given.columns.len();
    let columns = given.columns.iter().enumerate().map(|(i, title)| {
        let fit = match i {
            2.. if count > 3 => WideOnly(SIDE_BY_SIDE),
            _ if i == 0 || i + 1 == count => Keep,
            _ => Wrap,
        };
        Heading::new(*title, fit)
    });
    let cells = |row: &Vec<String>| row.iter().map(Into::into).collect();
    Table::of_cells(columns.collect(), given.rows.iter().map(cells).collect())
}

fn add_worked_example(page: &mut Page, example: &Worked) {
    page.indented("question", example.ask.as_str(), 2);
    let answers = Table::bare(
        &example.answers,
        &[
            column("source", Keep, |(source, _)| source.into()),
            column("answer", Wrap, |(_, answer)| answer.into()),
        ],
    );
    page.table(Table {
        indent: 4,
        ..answers
    });
    let mut said = format!("{}: {}", example.verdict, example.why);
    if let Some(caveat) = &example.caveat {
        said = format!("{said} {caveat}");
    }
    page.indented("verdict", said, 4);
}
