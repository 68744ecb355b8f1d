//! The list of sources, and the page of one source.

use std::cmp::Reverse;

use itertools::Itertools;

use crate::model::date::year_name;
use crate::query::names::RecordKind;
use crate::report::source::{SourcePage, SourceRow, Sources, Standing};

use super::View;
use super::column::Fit::{Keep, Wrap};
use super::column::{Cell, Column, all_fields, column, field, fields_of, marks, number, optional};
use super::events::{bar, counted, event_section};
use super::page::{Page, link_names, plain_name};
use super::story::add_paragraphs;
use super::table::Table;

fn source_columns<'a>() -> [Column<'a, SourceRow<'a>>; 6] {
    [
        field("id", Keep, &|row| (&row.record.id).into()),
        field("name", Wrap, &|row| (&row.record.name).into()),
        fields_of("kind", Wrap, "kind author perspective", &|row| {
            optional(row.record.kind.as_ref())
        }),
        fields_of(
            "covers",
            Keep,
            "scope/from scope/to relies_on file paragraphs sha256",
            &|row| optional(row.record.scope.as_ref().map(ToString::to_string)),
        ),
        field("events", Keep, &|row| number(row.events)),
        fields_of("answers", Keep, "answers conflicts_without", &|row| {
            number(row.answers)
        }),
    ]
}

impl View for Sources<'_> {
    fn fields(&self) -> String {
        all_fields(&source_columns())
    }

    fn fill(&self, page: &mut Page) {
        let count = counted(self.len(), "source");
        let timeline = self.extra.timeline;
        page.title("timeline", timeline.name(), count);
        let description = timeline.description.as_deref();
        page.text("description", description.unwrap_or_default());
        page.gap();
        page.table(Table::new(self, &source_columns()));
        for row in self.iter() {
            page.gap();
            let perspective = row.record.perspective.as_deref();
            let perspective = perspective.unwrap_or("its perspective is not described.");
            page.text("perspective", format!("{}: {perspective}", row.record.id));
            page.text("reference", row.record.reference().unwrap_or_default());
        }
        let conflicts = self.extra.conflicts;
        if conflicts > 0 {
            page.section(format!(
                "What depends on one source ({})",
                counted(conflicts, "conflict")
            ));
            page.table(Table::bare(
                self,
                &[
                    column("source", Keep, &|row| (&row.record.id).into()),
                    column("conflicts", Wrap, &|row| {
                        let gone = conflicts - row.conflicts_without;
                        let disappear = if gone == 1 { "disappears" } else { "disappear" };
                        let conflicts = counted(gone, "conflict");
                        format!("{conflicts} {disappear} without it").into()
                    }),
                ],
            ));
        }
        let pairs = pairs_that_share_questions(self);
        let table = Table::new(
            &pairs,
            &[
                column("sources", Wrap, &|(a, pair): &(&str, &Standing<'_>)| {
                    format!("{a}, {}", pair.source).into()
                }),
                column("both answer", Keep, &|(_, pair)| number(pair.both)),
                column("agree", Keep, &|(_, pair)| number(pair.agree)),
                column("compatible", Keep, &|(_, pair)| number(pair.compatible)),
                column("conflict", Keep, &|(_, pair)| number(pair.conflict)),
            ],
        );
        page.section_with_table("How often two sources agree", table);
        if let Some((a, pair)) = pairs.first() {
            let command = page.command(&format!("diff-sources {a} {}", pair.source));
            page.gap();
            page.text("", format!("Next: {command}"));
        }
    }
}

/// Every two sources with a question that both answer, most conflicts first.
fn pairs_that_share_questions<'s>(rows: &'s [SourceRow<'_>]) -> Vec<(&'s str, &'s Standing<'s>)> {
    let pairs = rows.iter().enumerate().flat_map(|(i, row)| {
        // `with` leaves out the source itself, so the later sources begin at the same index.
        let later = row.with[i..].iter();
        later.map(|pair| (&*row.record.id, pair))
    });
    let pairs = pairs.filter(|(_, pair)| pair.both > 0);
    pairs
        .sorted_by_key(|(_, pair)| Reverse(pair.conflict))
        .collect()
}

impl View for SourcePage<'_> {
    fn citations(&self) -> Vec<(String, u32)> {
        let used = self.paragraphs_used.iter();
        used.map(|number| (self.row.record.id.to_string(), *number))
            .collect()
    }

    fn fill(&self, page: &mut Page) {
        page.title("source", &*self.row.record.name, &*self.row.record.id);
        page.text("reference", self.row.record.reference().unwrap_or_default());
        page.gap();
        add_paragraphs(page, &self.extra.prose);
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
            (
                "Relies on",
                plain_name(self.row.record.relies_on.join("; ")),
            ),
            ("Clashes with", link_names(RecordKind::Source, clashes)),
            ("Answers", plain_name(answers)),
            ("Paragraphs used", plain_name(used.join(" "))),
        ]);
        let most = self.by_year.iter().map(|year| year.events).max();
        let by_year = Table::bare(
            &self.by_year,
            &[
                column("year", Keep, &|year| year_name(year.year).into()),
                column("events", Keep, &|year| number(year.events)),
                marks("share", &|year| {
                    bar(year.events, 0, most.unwrap_or(1), 20).into()
                }),
            ],
        );
        page.section_with_table("Events by year", by_year);
        for (heading, questions) in [
            ("Where it contradicts others", &self.extra.disputes),
            ("Where it stands alone", &self.extra.alone),
        ] {
            let table = Table::bare(
                questions,
                &[
                    column("question", Wrap, &|(_, question)| (&question.ask).into()),
                    column("topic", Keep, &|(topic, _)| {
                        Cell::from(&topic.id).with_link(RecordKind::Topic, &topic.id)
                    }),
                ],
            );
            page.section_with_table(heading, table);
        }
        page.section_with_table("Its paragraphs", paragraph_table(self));
        event_section(page, &self.row.events);
    }
}

/// How each paragraph begins, and why it is not used, if it is not.
fn paragraph_table(report: &SourcePage<'_>) -> Table {
    let paragraphs: Vec<_> = (1..).zip(&report.row.record.openings).collect();
    Table::bare(
        &paragraphs,
        &[
            column("paragraph", Keep, &|(paragraph, _)| {
                number(format!("¶{paragraph}"))
            }),
            column("begins", Wrap, &|(_, opening)| {
                format!("{opening} …").into()
            }),
            column("not used, because", Wrap, &|(number, _)| {
                let mut unused = report.row.record.not_used.iter();
                let entry = unused.find(|unused| unused.paragraph == *number);
                optional(entry.map(|unused| &unused.why))
            }),
        ],
    )
}
