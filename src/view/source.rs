//! One source on a page.

use crate::report::source::SourcePage;

use super::View;
use super::column::Fit::{Keep, Wrap};
use super::column::{Cell, column, marks, optional};
use super::events::{bar, counted, event_section};
use super::link::Kind;
use super::page::{Page, link_names, plain_name};
use super::story::add_paragraphs;
use super::table::Table;

impl View for SourcePage<'_> {
    fn cites(&self) -> Vec<(String, u32)> {
        let used = self.paragraphs_used.iter();
        used.map(|number| (self.row.id.to_owned(), *number))
            .collect()
    }

    const HAS_PROSE: bool = true;

    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        page.title("source", self.row.name, self.row.id);
        add_paragraphs(&mut page, &self.prose);
        page.gap();
        let clashes = self.clashes_with.iter();
        let clashes = clashes.map(|clash| {
            let name = format!("{} {}", clash.source, clash.questions);
            (name, clash.source)
        });
        let answers = format!(
            "{}; {} it alone answers",
            counted(self.row.answers, "answer"),
            counted(self.stands_alone, "question")
        );
        let used = self.paragraphs_used.iter();
        let used: Vec<String> = used.map(|number| format!("¶{number}")).collect();
        page.fields(vec![
            ("Relies on", plain_name(self.row.relies_on.join("; "))),
            ("Clashes with", link_names(Kind::Source, clashes)),
            ("Answers", plain_name(answers)),
            ("Paragraphs used", plain_name(used.join(" "))),
        ]);
        let most = self.by_year.iter().map(|year| year.events).max();
        let years = self.by_year.iter();
        let years: Vec<_> = years
            .map(|year| (year, bar(year.events, 0, most.unwrap_or(1), 20)))
            .collect();
        let by_year = Table::bare(
            &years,
            &[
                column("year", Keep, |(year, _)| year.year.into()),
                column("events", Keep, |(year, _)| Cell::number(year.events)),
                marks("share", |(_, bar)| bar.into()),
            ],
        );
        page.section_with_table("Events by year", by_year);
        for (heading, questions) in [
            ("Where it contradicts others", &self.disputes),
            ("Where it stands alone", &self.alone),
        ] {
            let table = Table::bare(
                questions,
                &[
                    column("question", Wrap, |(_, ask)| ask.into()),
                    column("topic", Keep, |(topic, _)| {
                        Cell::from(topic).leading_to(Kind::Topic, *topic)
                    }),
                ],
            );
            page.section_with_table(heading, table);
        }
        page.section_with_table("Its paragraphs", paragraph_table(self));
        event_section(&mut page, &self.row.events);
        page
    }
}

/// How each paragraph begins, and why nothing is taken from it.
fn paragraph_table(report: &SourcePage<'_>) -> Table {
    let openings = (1..).zip(&report.row.openings);
    let rows: Vec<_> = openings
        .map(|(number, opening)| {
            let mut unused = report.row.not_used.iter();
            let excuse = unused.find(|unused| unused.paragraph == number);
            (number, *opening, excuse.map(|unused| unused.why))
        })
        .collect();
    Table::bare(
        &rows,
        &[
            column("paragraph", Keep, |(number, ..)| {
                Cell::number(format!("¶{number}"))
            }),
            column("begins", Wrap, |(_, opening, _)| {
                format!("{opening} …").into()
            }),
            column("not used, because", Wrap, |(.., why)| {
                optional(why.map(|why| format!("not used: {why}")))
            }),
        ],
    )
}
