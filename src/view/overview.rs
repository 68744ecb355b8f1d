//! All topics with their verdicts.

use crate::model::agreement::Verdict;
use crate::report::comparison::{Overview, TopicRow};

use super::View;
use super::column::Fit::{Keep, Wrap};
use super::column::{Cell, Column, both, column, field, records, titled};
use super::events::counted;
use super::link::Kind;
use super::page::Page;
use super::table::Table;

impl View for Overview<'_> {
    fn page(&self, _: usize) -> Page {
        let questions: usize = self.rows.iter().map(|row| row.questions).sum();
        let heading = format!(
            "{}, {}",
            counted(self.rows.len(), "topic"),
            counted(questions, "question")
        );
        let conflicts = |row: &&TopicRow<'_>| row.verdicts.count(Verdict::Conflict);
        let (table, example) = if self.picked {
            (question_table(&self.rows), self.rows.first())
        } else {
            let table = Table::new(&self.rows, &topic_columns());
            (table, self.rows.iter().max_by_key(conflicts))
        };
        let more = example.map(|row| format!("One of them: destal compare-sources {}", row.id));
        Page::list("topics", heading, table, more)
    }

    fn records(&self) -> Option<Vec<Vec<String>>> {
        Some(records(&self.rows, &topic_columns()))
    }
}

fn topic_columns<'a>() -> Vec<Column<TopicRow<'a>>> {
    vec![
        field("id", |row| row.id.into()),
        titled("topic", Wrap, "title", |row| {
            let cell = Cell::stacked([row.title, row.id]).with_value(row.title);
            cell.leading_to(Kind::Topic, row.id)
        }),
        both("questions", Keep, |row| Cell::number(row.questions)),
        both("agree", Keep, |row| count(row, Verdict::Agree)),
        both("compatible", Keep, |row| count(row, Verdict::Compatible)),
        both("conflict", Keep, |row| count(row, Verdict::Conflict)),
        both("single", Keep, |row| count(row, Verdict::Single)),
        both("open", Keep, |row| count(row, Verdict::Open)),
    ]
}

fn count(row: &TopicRow<'_>, verdict: Verdict) -> Cell {
    match row.verdicts.count(verdict) {
        0 => Cell {
            right: true,
            ..Cell::mark("·", "0").with_value("0")
        },
        count => Cell::number(count),
    }
}

/// The questions themselves, where only some were asked for.
fn question_table(topics: &[TopicRow<'_>]) -> Table {
    let mut rows: Vec<(&str, Verdict, &str)> = Vec::new();
    for topic in topics {
        let asked = topic.asked.iter();
        rows.extend(asked.map(|(ask, verdict)| (*ask, *verdict, topic.id)));
    }
    Table::new(
        &rows,
        &[
            column("question", Wrap, |(ask, ..)| ask.into()),
            column("verdict", Keep, |(_, verdict, _)| verdict.word().into()),
            column("topic", Keep, |(.., topic)| {
                Cell::from(topic).leading_to(Kind::Topic, *topic)
            }),
        ],
    )
}
