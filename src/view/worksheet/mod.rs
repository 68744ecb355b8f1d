//! A printable quiz in Markdown: the questions with space for answers, a worksheet to compare the
//! sources, and the key on separate pages.

use askama::Template;
use itertools::Itertools;

use crate::model::agreement::Verdict;
use crate::model::source::Source;
use crate::report::comparison::QuestionReport;
use crate::report::quiz::document_sheet::DocumentSheet;
use crate::report::quiz::{Quiz, answer_text, choice_letter, explain_verdict};

use super::markdown::{code, escape_text};

/// A page break for printing.
const NEW_PAGE: &str = "<div style=\"page-break-before: always\"></div>";

/// A line to write on.
const ROOM: &str = "\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_";

#[derive(Template)]
#[template(path = "worksheet.md", config = "src/view/worksheet/askama.toml")]
struct Worksheet<'a> {
    quiz: &'a Quiz,
    sheet: Option<&'a DocumentSheet<'a>>,
    title: &'a str,
    again: &'a str,
    ascii: bool,
}

/// Renders the worksheet. `title` is the timeline's; `again` is the command that reproduces it.
pub fn worksheet(
    quiz: &Quiz,
    sheet: Option<&DocumentSheet<'_>>,
    title: &str,
    again: &str,
    ascii: bool,
) -> String {
    let worksheet = Worksheet {
        quiz,
        sheet,
        title,
        again,
        ascii,
    };
    worksheet.render().expect("writing to memory succeeds") + "\n"
}

impl Worksheet<'_> {
    fn say(&self, text: impl ToString) -> String {
        escape_text(&text.to_string(), self.ascii)
    }
}

/// All answers of a document without duplicates, each as its place in the source and its text.
fn said_by(sheet: &DocumentSheet<'_>, document: &Source) -> Vec<(String, String)> {
    let questions = sheet.comparison.questions.iter();
    let answers = questions.flat_map(|question| {
        let answers = question.answers.iter();
        answers.map(move |answer| (question, answer))
    });
    let answers = answers.filter(|(_, answer)| *answer.citation.source == *document.id);
    let mut answers: Vec<_> = answers.collect();
    // In the order of the questions, it would be obvious which one each of them answers.
    answers.sort_by_key(|(_, answer)| answer.citation.paragraph);
    let lines = answers.into_iter().map(|(question, answer)| {
        let voice = answer.voice.map(|voice| format!("{voice}: "));
        let text = voice.unwrap_or_default() + &answer_text(answer, question);
        (answer.citation.passage(), text)
    });
    lines.unique().collect()
}

/// The letters of the documents that answer a question.
fn letters(sheet: &DocumentSheet<'_>, question: &QuestionReport<'_>) -> String {
    let answers = |document: &Source| {
        let mut answers = question.answers.iter();
        answers.any(|answer| *answer.citation.source == *document.id)
    };
    let answering = sheet.documents.iter().filter(|(_, source)| answers(source));
    let letters: Vec<String> = answering.map(|(letter, _)| letter.to_string()).collect();
    letters.join(", ")
}

fn why(question: &QuestionReport<'_>) -> String {
    let caveat = question.caveat.as_ref().map(|caveat| format!(" {caveat}"));
    format!("{}{}", question.why, caveat.unwrap_or_default())
}

/// The locators of the answers to a question, in brackets.
fn places(question: &QuestionReport<'_>) -> String {
    let cited = question.answers.iter().map(|answer| &answer.citation);
    format!("[{}]", cited.map(ToString::to_string).unique().join("; "))
}

/// The command that shows more on the topic.
fn more(sheet: &DocumentSheet<'_>) -> String {
    format!("destal compare-sources {}", sheet.comparison.id)
}
