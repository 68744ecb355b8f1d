//! Two sources against each other.

use serde_json::{Value, json};

use crate::model::agreement::{self, Verdict};
use crate::model::event::Event;
use crate::report::difference::{DateDifference, Difference, QuestionDifference};
use crate::report::event_row::ById;

use super::column::Fit::{Keep, Wrap};
use super::column::{Cell, column, marks, optional};
use super::events::counted;
use super::page::Page;
use super::table::Table;
use super::{View, json};

impl View for Difference<'_> {
    const HAS_PROSE: bool = true;
    const FIELDS: &'static str = "difference event topic question a b verdict why";

    fn fill(&self, page: &mut Page) {
        let (a, b) = (self.a, self.b);
        page.title("sources", format!("{a} and {b}"), "");
        let both = counted(self.aside.both, "event");
        let [only_a, only_b] = [self.only_a.len(), self.only_b.len()];
        page.text(
            "events",
            format!("{both} told by both · {only_a} by {a} alone · {only_b} by {b} alone"),
        );
        let two = self.aside.sources;
        let dated_by =
            |event: &ById<'_, Event>, source| event.date_by(source).map(ToString::to_string);
        let dates = self.dates.iter().map(|DateDifference { event, .. }| {
            let clash = agreement::dates_clash_between(&event.accounts, two);
            (event, two.map(|source| dated_by(event, source)), clash)
        });
        let dates = Table::new(
            &dates.collect::<Vec<_>>(),
            &[
                column("event", Wrap, |(event, ..)| (&event.title).into()),
                column(a, Wrap, |(_, dates, _)| optional(dates[0].as_ref())),
                column(b, Wrap, |(_, dates, _)| optional(dates[1].as_ref())),
                marks("can both hold", |(.., clash)| match clash {
                    true => Cell::mark("≠", "no"),
                    false => Cell::mark("", "yes"),
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
        let only = [(a, &self.only_a), (b, &self.only_b)];
        for ((id, events), source) in only.into_iter().zip(two) {
            let rows = events.iter().map(|event| (event, dated_by(event, source)));
            let table = Table::bare(
                &rows.collect::<Vec<_>>(),
                &[
                    column("date", Keep, |(_, date)| optional(date.as_ref())),
                    column("event", Wrap, |(event, _)| (&event.title).into()),
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
        rows.extend(self.dates.iter().map(|DateDifference { event, a, b }| {
            json!({"difference": "date", "event": event, "a": a, "b": b})
        }));
        rows.extend(self.questions.iter().map(|question| {
            let mut row = json::value(question);
            row["difference"] = "question".into();
            row
        }));
        rows.into()
    }
}
