//! Comparisons of the sources on one topic or several, and the list of topics with verdicts.

use std::slice;

use itertools::Itertools;
use serde::Serialize;
use serde_json::Value;
use strum::VariantArray;

use crate::model::agreement::Verdict;
use crate::query::names::RecordKind;
use crate::report::comparison::{
    AnswerGroup, AnswerReport, Comparison, ComparisonOptions, ComparisonPage, Overview,
    QuestionReport, TopicRow,
};

use super::column::Fit::{Keep, Wrap};
use super::column::{Cell, Column, all_fields, column, field, fields_of, number, optional};
use super::event::{add_notes, cited_paragraphs};
use super::events::counted;
use super::page::{Page, link_names};
use super::style::Tone;
use super::table::Table;
use super::{View, json};

/// The CSV and TSV fields of an [`AnswerRow`].
const ANSWER_FIELDS: &str = "topic question ask kind unit verdict how why caveat source paragraph page \
    low high date calendar earliest latest position items labels as_printed counts says voice hedged";

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

impl View for ComparisonPage<Comparison<'_>> {
    fn fields(&self) -> String {
        ANSWER_FIELDS.into()
    }

    fn fill(&self, page: &mut Page) {
        add_comparison(page, self, &self.extra);
    }

    fn records(&self) -> Value {
        answer_records(slice::from_ref(&self.data))
    }

    fn citations(&self) -> Vec<(String, u32)> {
        cited_paragraphs(self.answers().map(|answer| &answer.citation))
    }
}

impl View for ComparisonPage<Vec<Comparison<'_>>> {
    fn fields(&self) -> String {
        ANSWER_FIELDS.into()
    }

    fn fill(&self, page: &mut Page) {
        if self.is_empty() {
            page.text("topics", "0 topics");
        }
        for comparison in self.iter() {
            page.gap();
            add_comparison(page, comparison, &self.extra);
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

fn add_comparison(page: &mut Page, comparison: &Comparison<'_>, detail: &ComparisonOptions) {
    let without = detail.without.clone().unwrap_or_default();
    page.title("topic", comparison.title, without);
    page.text("questions", question_counts(comparison));
    let answering = comparison.answering_sources();
    let questions = comparison.questions.iter();
    let (single, compared): (Vec<_>, Vec<_>) =
        questions.partition(|question| question.verdict == Verdict::Single);
    for question in &compared {
        add_question(page, question, &answering, detail.full);
    }
    add_single_questions(page, &single, detail.full);
    let questions = &comparison.questions;
    let silent = never_answering(&answering, questions, |question| &question.silent);
    let mut outside = never_answering(&answering, questions, |question| &question.out_of_scope);
    outside.retain(|source| !silent.contains(source));
    let named =
        |kind: RecordKind, ids: &[&str]| link_names(kind, ids.iter().map(|id| ((*id).into(), *id)));
    page.gap();
    page.fields(vec![
        ("Silent throughout", named(RecordKind::Source, &silent)),
        ("Out of scope", named(RecordKind::Source, &outside)),
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
    let questions = &comparison.questions;
    let mut words = vec![counted(questions.len(), "question")];
    for &verdict in Verdict::VARIANTS {
        let of_verdict = questions.iter().filter(|q| q.verdict == verdict);
        let hows = of_verdict.clone().filter_map(|question| question.how);
        let hows = hows.counts().into_iter().sorted();
        let hows = hows
            .map(|(how, n)| format!("{n} {}", how.word()))
            .join(", ");
        match of_verdict.count() {
            0 => {}
            n if verdict == Verdict::Single => words.push(format!("{n} with one source only")),
            n if hows.is_empty() => words.push(format!("{n} {}", verdict.word())),
            n => words.push(format!("{n} {} ({hows})", verdict.word())),
        }
    }
    words.join(" · ")
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
    let sources = questions.iter().flat_map(pick).copied().unique();
    sources
        .filter(|source| !answering.contains(source))
        .collect()
}

/// Adds a question: its verdict, each distinct answer with who gives it, and the reason.
///
/// Sources that answer no question of the topic are silent on all of it, and not named here.
fn add_question(page: &mut Page, question: &QuestionReport<'_>, answering: &[&str], full: bool) {
    let tone = match question.verdict {
        Verdict::Conflict => Tone::Mark,
        _ => Tone::Quiet,
    };
    page.section_with_note(question.ask, "verdict", verdict(question), tone);
    page.table(Table::bare(
        &question.groups(),
        &[
            column("answer", Wrap, &|group| group.text.as_str().into()),
            column("source", Wrap, &citation_cells),
        ],
    ));
    let mut words = vec![question.why.clone()];
    words.extend(question.caveat.clone());
    let selves = question.self_contradiction.iter();
    words.extend(selves.map(|source| format!("{source} contradicts itself.")));
    let mut silent = question
        .silent
        .iter()
        .filter(|source| answering.contains(source));
    let silent = silent.join(", ");
    if !silent.is_empty() {
        words.push(format!("Silent: {silent}."));
    }
    page.indented("why", words.join(" "), 2);
    if full {
        page.table(said(&question.answers));
    }
}

/// What each source says, in the order of the answers.
fn said(answers: &[AnswerReport<'_>]) -> Table {
    Table {
        indent: 4,
        ..Table::bare(
            answers,
            &[
                column("source", Keep, &|answer: &AnswerReport<'_>| {
                    let cell = Cell::from(cited(answer));
                    cell.with_link(RecordKind::Source, answer.citation.source)
                }),
                column("says", Wrap, &|answer| {
                    optional(answer.says.map(|says| answer.with_voice(says.to_owned())))
                }),
            ],
        )
    }
}

/// Adds the questions that one source alone answers, each with its answers.
fn add_single_questions(page: &mut Page, questions: &[&QuestionReport<'_>], full: bool) {
    if questions.is_empty() {
        return;
    }
    page.section(format!("One source only ({})", questions.len()));
    let mut rows: Vec<(&QuestionReport<'_>, AnswerGroup<'_, '_>)> = Vec::new();
    for question in questions {
        rows.extend(
            question
                .groups()
                .into_iter()
                .map(|group| (*question, group)),
        );
    }
    page.table(Table::bare(
        &rows,
        &[
            column("question", Wrap, &|(question, _)| question.ask.into()),
            column("answer", Wrap, &|(_, group)| {
                let says = group.answers.iter().filter_map(|answer| answer.says);
                Cell::stacked(
                    [group.text.as_str()]
                        .into_iter()
                        .chain(says.filter(|_| full)),
                )
            }),
            column("source", Keep, &|(_, group)| citation_cells(group)),
        ],
    ));
}

/// The verdict in words, with the verdict before sources were left out if that was another.
pub fn verdict(question: &QuestionReport<'_>) -> String {
    let verdict = question.verdict;
    let how = question
        .how
        .map_or(String::new(), |how| format!(": {}", how.word()));
    let before = question.before.filter(|before| *before != verdict);
    let before = before.map_or(String::new(), |before| format!("{} → ", before.word()));
    format!("{before}{}{how}", verdict.word())
}

/// Who gives an answer, and where; sources that hedge are marked unless the answer says so.
fn citation_cells(group: &AnswerGroup<'_, '_>) -> Cell {
    let mut cited = group.answers.iter().map(|answer| cited(answer));
    Cell::from(cited.join(", ")).with_link(RecordKind::Source, group.answers[0].citation.source)
}

fn cited(answer: &AnswerReport<'_>) -> String {
    let is_marked = answer.hedged && !answer.is_about();
    // A citation does not break.
    let cited = answer.citation.to_string().replace(' ', "\u{a0}");
    if is_marked {
        format!("{cited}\u{a0}(hedged)")
    } else {
        cited
    }
}

impl View for Overview<'_> {
    fn fields(&self) -> String {
        all_fields(&topic_columns())
    }

    fn fill(&self, page: &mut Page) {
        let questions: usize = self.iter().map(|row| row.questions).sum();
        let topics = counted(self.len(), "topic");
        let heading = format!("{topics}, {}", counted(questions, "question"));
        let conflicts = |row: &&TopicRow<'_>| row.verdicts.count(Verdict::Conflict);
        let (table, example) = if self.extra.is_picked {
            (question_table(self, |_| true), self.first())
        } else {
            (
                Table::new(self, &topic_columns()),
                self.iter().max_by_key(conflicts),
            )
        };
        let more = example.map(|row| format!("compare-sources {}", row.id));
        let Some(without) = &self.extra.without else {
            page.list("topics", heading, table, more);
            return;
        };
        page.list("topics", format!("{without}: {heading}"), table, more);
        let changed = question_table(self, |question| question.before != Some(question.verdict));
        page.section_with_table(format!("Verdicts that change {without}"), changed);
        let unanswered = counted(self.extra.unanswered, "question");
        page.gap();
        page.text(
            "",
            format!("{unanswered} left out, because no other source answers"),
        );
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

/// A row for each question that `is_shown` accepts.
fn question_table(
    topics: &[TopicRow<'_>],
    is_shown: impl Fn(&QuestionReport<'_>) -> bool,
) -> Table {
    let questions = topics.iter().flat_map(|topic| {
        let questions = topic.verdicts.0.iter();
        questions.map(|question| (question, topic.id))
    });
    let rows: Vec<_> = questions
        .filter(|(question, _)| is_shown(question))
        .collect();
    Table::new(
        &rows,
        &[
            column("question", Wrap, &|(question, _)| question.ask.into()),
            column("verdict", Keep, &|(question, _)| verdict(question).into()),
            column("topic", Keep, &|(_, topic)| {
                Cell::from(topic).with_link(RecordKind::Topic, topic)
            }),
        ],
    )
}
