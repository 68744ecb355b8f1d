//! Two sources against each other.

use crate::model::agreement::Verdict;
use crate::report::difference::{Difference, QuestionDifference};

use super::View;
use super::column::Fit::{Keep, Wrap};
use super::column::{Cell, column, field, marks, records};
use super::events::counted;
use super::page::Page;
use super::table::Table;

impl View for Difference<'_> {
    const HAS_PROSE: bool = true;

    fn page(&self, _: usize) -> Page {
        let (a, b) = (self.a, self.b);
        let mut page = Page::default();
        page.title("sources", format!("{a} and {b}"), "");
        let both = counted(self.both, "event");
        let [only_a, only_b] = [self.only_a.len(), self.only_b.len()];
        page.text(
            "events",
            format!("{both} told by both · {only_a} by {a} alone · {only_b} by {b} alone"),
        );
        let dates = Table::new(
            &self.dates,
            &[
                column("event", Wrap, |date| date.title.into()),
                column(a, Wrap, |date| date.when[0].words().into()),
                column(b, Wrap, |date| date.when[1].words().into()),
                marks("can both hold", |date| {
                    let [mark, means] = if date.overlap {
                        ["", "yes"]
                    } else {
                        ["≠", "no"]
                    };
                    Cell::mark(mark, means)
                }),
            ],
        );
        page.section_with_table("Dated differently", dates);
        for (verdict, heading) in [
            (Verdict::Conflict, "Answered in contradiction"),
            (
                Verdict::Compatible,
                "Answered differently, without contradiction",
            ),
        ] {
            let questions = self.questions.iter();
            let questions: Vec<&QuestionDifference<'_>> = questions
                .filter(|question| question.verdict == verdict)
                .collect();
            let table = Table::new(
                &questions,
                &[
                    column("question", Wrap, |question| question.ask.into()),
                    column("why", Wrap, |question| (&question.why).into()),
                ],
            );
            page.section_with_table(heading, table);
        }
        for (source, events) in [(a, &self.only[0]), (b, &self.only[1])] {
            let table = Table::bare(
                events,
                &[
                    column("date", Keep, |(_, when)| when.words().into()),
                    column("event", Wrap, |(title, _)| title.into()),
                ],
            );
            page.section_with_table(format!("Only {source} tells"), table);
        }
        page
    }

    fn records(&self) -> Option<Vec<Vec<String>>> {
        let mut rows = Vec::new();
        for (difference, events) in [("only_a", &self.only_a), ("only_b", &self.only_b)] {
            rows.extend(events.iter().map(|event| Record {
                difference,
                event,
                ..Record::default()
            }));
        }
        rows.extend(self.dates.iter().map(|date| Record {
            difference: "date",
            event: date.event,
            a: date.a,
            b: date.b,
            ..Record::default()
        }));
        rows.extend(self.questions.iter().map(|question| Record {
            difference: "question",
            topic: question.topic,
            question: question.question,
            verdict: question.verdict.word(),
            why: &question.why,
            ..Record::default()
        }));
        Some(records(
            &rows,
            &[
                field("difference", |row| row.difference.into()),
                field("event", |row| row.event.into()),
                field("topic", |row| row.topic.into()),
                field("question", |row| row.question.into()),
                field("a", |row| row.a.into()),
                field("b", |row| row.b.into()),
                field("verdict", |row| row.verdict.into()),
                field("why", |row| row.why.into()),
            ],
        ))
    }
}

/// One difference for programs. What does not apply is empty.
#[derive(Default)]
struct Record<'a> {
    difference: &'static str,
    event: &'a str,
    topic: &'a str,
    question: &'a str,
    a: &'a str,
    b: &'a str,
    verdict: &'a str,
    why: &'a str,
}
