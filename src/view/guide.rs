//! An explanation, as a page.

use crate::report::guide::{Examples, Guide, Part, Worked};

use super::grid::{Column, Grid};
use super::page::Page;
use super::{Format, OF_PAGES, View};

impl View for Guide {
    const FORMATS: &'static [Format] = OF_PAGES;

    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        page.title("about", self.title, "");
        for part in &self.parts {
            page.gap();
            match part {
                Part::Heading(heading) => page.section(*heading),
                Part::Text(text) => page.text("text", text.as_str()),
                Part::Examples(given) => page.grid(examples(given)),
                Part::Worked(example) => worked(&mut page, example),
                Part::Commands(commands) => {
                    page.section("To try");
                    for (command, shows) in commands {
                        page.indented("command", *command, 2);
                        page.indented("shows", *shows, 6);
                    }
                }
            }
        }
        page
    }
}

fn examples(given: &Examples) -> Grid {
    const SIDE_BY_SIDE: usize = 60; // columns that four columns of a table need
    let count = given.columns.len();
    let columns = given.columns.iter().enumerate().map(|(i, title)| {
        let mut column = Column::new(title);
        column.narrow = i == 0 || i + 1 == count;
        if count > 3 && i > 1 {
            column.on_wide(SIDE_BY_SIDE)
        } else {
            column
        }
    });
    let mut grid = Grid::headed(columns.collect());
    for row in &given.rows {
        grid.row(row.iter().map(Into::into));
    }
    grid
}

fn worked(page: &mut Page, example: &Worked) {
    page.indented("question", example.ask.as_str(), 2);
    let mut grid = Grid::bare(vec![Column::new("source").narrow(), Column::new("answer")]);
    grid.indent = 4;
    for (source, answer) in &example.answers {
        grid.row([source.as_str().into(), answer.as_str().into()]);
    }
    page.grid(grid);
    let mut said = format!("{}: {}", example.verdict, example.why);
    if let Some(caveat) = &example.caveat {
        said = format!("{said} {caveat}");
    }
    page.indented("verdict", said, 4);
}
