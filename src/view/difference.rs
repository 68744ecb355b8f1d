//! Two sources against each other.

use crate::model::agreement::Verdict;
use crate::model::event::Event;
use crate::report::difference::{DateDifference, Difference, QuestionDifference};
use crate::report::part::ById;

use super::View;
use super::column::Fit::{Keep, Wrap};
use super::column::{Cell, column, field, marks, optional, records};
use super::events::counted;
use super::page::Page;
use super::table::Table;

impl View for Difference<'_> {
    const HAS_PROSE: bool = true;

    fn fill(&self, page: &mut Page) {
        let (a, b) = (self.a, self.b);
        page.title("sources", format!("{a} and {b}"), "");
        let both = counted(self.aside.both, "event");
        let [only_a, only_b] = [self.only_a.len(), self.only_b.len()];
        page.text(
            "events",
            format!("{both} told by both · {only_a} by {a} alone · {only_b} by {b} alone"),
        );
        let dates = self.dates.iter().map(|DateDifference { event, .. }| {
            let (dates, can_both_hold) = self.dates_of(event);
            (&*event.title, dates, can_both_hold)
        });
        let dates = Table::new(
            &dates.collect::<Vec<_>>(),
            &[
                column("event", Wrap, |(title, ..)| title.into()),
                column(a, Wrap, |(_, dates, _)| (&dates[0]).into()),
                column(b, Wrap, |(_, dates, _)| (&dates[1]).into()),
                marks("can both hold", |(.., can_both_hold)| {
                    let [mark, means] = if *can_both_hold {
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
                    column("question", Wrap, |question| (&question.question.ask).into()),
                    column("why", Wrap, |question| (&question.why).into()),
                ],
            );
            page.section_with_table(heading, table);
        }
        let [key_a, key_b] = self.aside.sources;
        for (source, key, events) in [(a, key_a, &self.only_a), (b, key_b, &self.only_b)] {
            let dated =
                |event: &ById<'_, Event>| (event.date_by(key).cloned(), event.title.clone());
            let rows: Vec<_> = events.iter().map(dated).collect();
            let table = Table::bare(
                &rows,
                &[
                    column("date", Keep, |(date, _)| optional(date.as_ref())),
                    column("event", Wrap, |(_, title)| title.into()),
                ],
            );
            page.section_with_table(format!("Only {source} tells"), table);
        }
    }

    fn records(&self) -> Option<Vec<Vec<String>>> {
        let mut rows = Vec::new();
        for (difference, events) in [("only_a", &self.only_a), ("only_b", &self.only_b)] {
            rows.extend(events.iter().map(|event| Record {
                difference,
                event: &event.id,
                ..Record::default()
            }));
        }
        rows.extend(self.dates.iter().map(|date| Record {
            difference: "date",
            event: &date.event.id,
            a: date.a,
            b: date.b,
            ..Record::default()
        }));
        rows.extend(self.questions.iter().map(|question| Record {
            difference: "question",
            topic: question.topic,
            question: &question.question.id,
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
