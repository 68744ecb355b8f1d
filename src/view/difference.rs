//! The differences between two sources.

use serde_json::{Value, json};

use crate::model::agreement::{self, Verdict};
use crate::report::difference::{Difference, QuestionDifference};

use super::column::Fit::{Keep, Wrap};
use super::column::{Cell, column, marks, optional};
use super::events::counted;
use super::page::Page;
use super::table::Table;
use super::{View, json};

impl View for Difference<'_> {
    fn fields(&self) -> String {
        "difference event topic question a b a_calendar b_calendar verdict why".into()
    }

    fn fill(&self, page: &mut Page) {
        let (a, b) = (self.a, self.b);
        page.title("sources", format!("{a} and {b}"), "");
        let both = counted(self.extra.both, "event");
        let [only_a, only_b] = [self.only_a.len(), self.only_b.len()];
        page.text(
            "events",
            format!("{both} told by both · {only_a} by {a} alone · {only_b} by {b} alone"),
        );
        let two = self.extra.sources;
        let dates = Table::new(
            &self.dates,
            &[
                column("event", Wrap, &|row| (&row.event.title).into()),
                column(a, Wrap, &|row| optional(row.event.date_by(two[0]))),
                column(b, Wrap, &|row| optional(row.event.date_by(two[1]))),
                marks("can both hold", &|row| {
                    if agreement::dates_clash_between(&row.event.accounts, two) {
                        Cell::mark("≠", "no")
                    } else {
                        Cell::mark("", "yes")
                    }
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
                    column("question", Wrap, &|question| {
                        (&question.question.ask).into()
                    }),
                    column("why", Wrap, &|question| (&question.why).into()),
                ],
            );
            page.section_with_table(heading, table);
        }
        let only = [(a, &self.only_a), (b, &self.only_b)];
        for ((id, events), source) in only.into_iter().zip(two) {
            let table = Table::bare(
                events,
                &[
                    column("date", Keep, &|event| optional(event.date_by(source))),
                    column("event", Wrap, &|event| (&event.title).into()),
                ],
            );
            page.section_with_table(format!("Only {id} tells"), table);
        }
    }

    fn records(&self) -> Value {
        let mut rows = Vec::new();
        for (difference, events) in [("only_a", &self.only_a), ("only_b", &self.only_b)] {
            let events = events.iter();
            rows.extend(events.map(|event| json!({"difference": difference, "event": event})));
        }
        let row = |difference: &str, mut row: Value| {
            row["difference"] = difference.into();
            row
        };
        let dates = self.dates.iter().map(json::value);
        rows.extend(dates.map(|date| row("date", date)));
        let questions = self.questions.iter().map(json::value);
        rows.extend(questions.map(|question| row("question", question)));
        rows.into()
    }
}
