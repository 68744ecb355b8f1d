//! Comparisons of the sources on one topic or several, and the list of topics with verdicts.

use std::slice;

use serde::Serialize;
use serde_json::Value;
use strum::VariantArray;

use crate::model::agreement::Verdict;
use crate::query::names::RecordKind;
use crate::report::comparison::{AnswerReport, Comparison, Overview, QuestionReport, TopicRow};

use super::column::Fit::{Keep, Wrap};
use super::column::{
    Cell, Column, Heading, all_fields, column, field, fields_of, number, optional,
};
use super::event::{add_notes, cited_paragraphs};
use super::events::counted;
use super::page::{Page, link_names};
use super::table::Table;
use super::{View, json};

/// Readable widths in terminal columns: of each source's column, and of the other two together.
const SOURCE_COLUMN: usize = 20;
const OTHER_COLUMNS: usize = 54;

/// The CSV and TSV fields of an [`AnswerRow`].
const ANSWER_FIELDS: &str = "topic question ask kind unit verdict why caveat source paragraph page \
    low high date earliest latest position items labels as_printed counts says voice hedged";

/// An answer with its question and its topic.
#[derive(Serialize)]
struct AnswerRow<'a> {
    topic: &'a str,
    question: &'a str,
    #[serde(flatten)]
    report: &'a QuestionReport<'a>,
    #[serde(flatten)]
    answer: &'a AnswerReport<'a>,
}

impl View for Comparison<'_> {
    fn fields() -> String {
        ANSWER_FIELDS.into()
    }

    fn fill(&self, page: &mut Page) {
        add_comparison(page, self);
    }

    fn records(&self) -> Value {
        answer_records(slice::from_ref(self))
    }

    fn citations(&self) -> Vec<(String, u32)> {
        cited_paragraphs(self.answers().map(|answer| &answer.citation))
    }
}

impl View for Vec<Comparison<'_>> {
    fn fields() -> String {
        ANSWER_FIELDS.into()
    }

    fn fill(&self, page: &mut Page) {
        if self.is_empty() {
            page.text("topics", "0 topics");
        }
        for comparison in self {
            page.gap();
            add_comparison(page, comparison);
        }
    }

    fn records(&self) -> Value {
        answer_records(self)
    }

    fn citations(&self) -> Vec<(String, u32)> {
        let answers = self.iter().flat_map(Comparison::answers);
        cited_paragraphs(answers.map(|answer| &answer.citation))
    }
}

fn answer_records(comparisons: &[Comparison<'_>]) -> Value {
    let mut rows = Vec::new();
    for comparison in comparisons {
        for report in &comparison.questions {
            rows.extend(report.answers.iter().map(|answer| AnswerRow {
                topic: comparison.id,
                question: report.id,
                report,
                answer,
            }));
        }
    }
    json::value(&rows)
}

fn add_comparison(page: &mut Page, comparison: &Comparison<'_>) {
    page.title("topic", comparison.title, "");
    page.text("questions", question_counts(comparison));
    let questions = &comparison.questions;
    let answering = comparison.answering_sources();
    let room = OTHER_COLUMNS + SOURCE_COLUMN * answering.len();
    if page.width.is_some_and(|width| width >= room) {
        page.gap();
        page.table(matrix(comparison, &answering));
    } else {
        for question in questions {
            add_question(page, question, &answering);
        }
    }
    let silent = never_answering(&answering, questions, |question| &question.silent);
    let mut outside = never_answering(&answering, questions, |question| &question.out_of_scope);
    outside.retain(|source| !silent.contains(source));
    let named =
        |kind: RecordKind, ids: &[&str]| link_names(kind, ids.iter().map(|id| ((*id).into(), *id)));
    page.gap();
    page.fields(vec![
        ("Silent on all of it", named(RecordKind::Source, &silent)),
        ("Out of their scope", named(RecordKind::Source, &outside)),
        ("About", named(RecordKind::Event, &comparison.events)),
    ]);
    let own = comparison.note.map(|note| (String::new(), note));
    let of_questions = questions
        .iter()
        .filter_map(|question| Some((format!(" on “{}”", question.ask), question.note?)));
    let answers = comparison.answers();
    let of_answers =
        answers.filter_map(|answer| Some((format!(" on {}", answer.citation), answer.note?)));
    add_notes(page, own.into_iter().chain(of_questions).chain(of_answers));
}

/// The number of questions of a topic, in all and by verdict: "3 questions · 2 conflict".
pub fn question_counts(comparison: &Comparison<'_>) -> String {
    let mut words = vec![counted(comparison.questions.len(), "question")];
    for &verdict in Verdict::VARIANTS {
        let questions = comparison.questions.iter();
        match questions.filter(|q| q.verdict == verdict).count() {
            0 => {}
            n if verdict == Verdict::Single => words.push(format!("{n} told by one source only")),
            n => words.push(format!("{n} {}", verdict.word())),
        }
    }
    words.join(" · ")
}

/// One row per question, one column per source that answers.
fn matrix(comparison: &Comparison<'_>, answering: &[&str]) -> Table {
    let titles = [&["question"], answering, &["verdict"]].concat();
    let columns = titles.into_iter().map(|title| Heading::new(title, Wrap));
    let rows = comparison.questions.iter().map(|question| {
        let mut cells: Vec<Cell> = vec![question.ask.into()];
        cells.extend(answering.iter().map(|source| {
            let lines = answers_of(question, source).into_iter().map(|answer| {
                let short = short_answer(answer, question.unit);
                format!("{short} ({})", answer.citation.passage())
            });
            match Cell::stacked(lines) {
                cell if cell.lines.is_empty() => "–".into(),
                cell => cell,
            }
        }));
        cells.push(verdict(question).into());
        cells
    });
    Table::of_cells(columns.collect(), rows.collect())
}

/// The answers of one source to a question.
pub fn answers_of<'q, 'a>(
    question: &'q QuestionReport<'a>,
    source: &str,
) -> Vec<&'q AnswerReport<'a>> {
    let answers = question.answers.iter();
    let of_source = answers.filter(|answer| answer.citation.source == source);
    of_source.collect()
}

/// The sources that `pick` returns for any question and that answer none, without duplicates.
fn never_answering<'a>(
    answering: &[&str],
    questions: &'a [QuestionReport<'a>],
    pick: fn(&'a QuestionReport<'a>) -> &'a [&'a str],
) -> Vec<&'a str> {
    let mut sources = Vec::new();
    for source in questions.iter().flat_map(pick) {
        if !answering.contains(source) && !sources.contains(source) {
            sources.push(*source);
        }
    }
    sources
}

/// Adds a question with its answers below it, for screens too narrow for a column per source.
///
/// Sources that answer no question of the topic are left out here; they are listed once, below.
fn add_question(page: &mut Page, question: &QuestionReport<'_>, answering: &[&str]) {
    page.section(question.ask);
    page.table(Table::bare(
        &question.answers,
        &[
            column("source", Keep, &|answer| {
                let source = Cell::from(answer.citation.to_string());
                source.with_link(RecordKind::Source, answer.citation.source)
            }),
            column("answer", Keep, &|answer| {
                short_answer(answer, question.unit).into()
            }),
            column("says", Wrap, &|answer| optional(answer.says)),
        ],
    ));
    page.indented("verdict", verdict(question), 2);
    for (label, heading, sources) in [
        ("silent", "Silent", &question.silent),
        ("out of scope", "Out of scope", &question.out_of_scope),
    ] {
        let mut here = sources.clone();
        here.retain(|source| answering.contains(source));
        if !here.is_empty() {
            page.indented(label, format!("{heading}: {}", here.join(", ")), 2);
        }
    }
}

/// An answer in short: the figure with what it counts, the date, the position or the items.
pub fn short_answer(answer: &AnswerReport<'_>, unit: Option<&str>) -> String {
    let value = &answer.value;
    let is_figure = value.low.is_some() || value.high.is_some();
    let is_range = is_figure && value.low != value.high;
    let printed = answer.as_printed.map(|printed| format!("“{printed}”"));
    let mut words = answer.value_text().to_owned();
    if words.is_empty() {
        words = printed.unwrap_or_default();
    } else if let Some(printed) = printed
        && is_range
        && !printed.contains(|c: char| c.is_ascii_digit())
    {
        // "Thousands" is not a count of 2,000 to 99,999; it is only compared as one.
        words = format!("{printed}, read as {words}");
    }
    if let Some(counted) = answer.counts.or(unit).filter(|_| is_figure) {
        words = format!("{words} {counted}");
    }
    if answer.hedged {
        words.push_str(", hedged");
    }
    match answer.voice {
        Some(voice) => format!("{voice}: {words}"),
        None => words,
    }
}

/// The verdict, its reason, its caveat, and the sources that contradict themselves.
fn verdict(question: &QuestionReport<'_>) -> String {
    let mut words = format!("{}: {}", question.verdict.word(), question.why);
    if let Some(caveat) = &question.caveat {
        words.push(' ');
        words.push_str(caveat);
    }
    for source in &question.self_contradiction {
        words = format!("{words} {source} contradicts itself.");
    }
    words
}

impl View for Overview<'_> {
    fn fields() -> String {
        all_fields(&topic_columns())
    }

    fn fill(&self, page: &mut Page) {
        let questions: usize = self.iter().map(|row| row.questions).sum();
        let topics = counted(self.len(), "topic");
        let heading = format!("{topics}, {}", counted(questions, "question"));
        let conflicts = |row: &&TopicRow<'_>| row.verdicts.count(Verdict::Conflict);
        let are_picked = self.extra;
        let (table, example) = if are_picked {
            (question_table(self), self.first())
        } else {
            (
                Table::new(self, &topic_columns()),
                self.iter().max_by_key(conflicts),
            )
        };
        let more = example.map(|row| format!("compare-sources {}", row.id));
        page.list("topics", heading, table, more);
    }
}

fn topic_columns<'a>() -> [Column<'a, TopicRow<'a>>; 7] {
    use Verdict::{Agree, Compatible, Conflict, Open, Single};
    [
        fields_of("topic", Wrap, "id title", &|row: &TopicRow<'_>| {
            Cell::stacked([row.title, row.id]).with_link(RecordKind::Topic, row.id)
        }),
        field("questions", Keep, &|row| number(row.questions)),
        fields_of("agree", Keep, "verdicts/agree", &|row| count(row, Agree)),
        fields_of("compatible", Keep, "verdicts/compatible", &|row| {
            count(row, Compatible)
        }),
        fields_of("conflict", Keep, "verdicts/conflict", &|row| {
            count(row, Conflict)
        }),
        fields_of("single", Keep, "verdicts/single", &|row| count(row, Single)),
        fields_of("open", Keep, "verdicts/open", &|row| count(row, Open)),
    ]
}

fn count(row: &TopicRow<'_>, verdict: Verdict) -> Cell {
    match row.verdicts.count(verdict) {
        0 => Cell {
            right: true,
            ..Cell::mark("·", "0")
        },
        count => number(count),
    }
}

/// A row per question, used if only some questions are selected.
fn question_table(topics: &[TopicRow<'_>]) -> Table {
    let mut rows: Vec<(&str, Verdict, &str)> = Vec::new();
    for topic in topics {
        let verdicts = topic.verdicts.0.iter();
        rows.extend(verdicts.map(|(ask, verdict)| (*ask, *verdict, topic.id)));
    }
    Table::new(
        &rows,
        &[
            column("question", Wrap, &|(ask, ..)| ask.into()),
            column("verdict", Keep, &|(_, verdict, _)| verdict.word().into()),
            column("topic", Keep, &|(.., topic)| {
                Cell::from(topic).with_link(RecordKind::Topic, topic)
            }),
        ],
    )
}
