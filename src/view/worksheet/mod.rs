//! A quiz to print, in Markdown: the questions with room for answers, a sheet on which to compare
//! the sources, and the key on pages of its own.

use askama::Template;
use itertools::Itertools;

use crate::model::agreement::Verdict;
use crate::model::source::Source;
use crate::report::comparison::QuestionReport;
use crate::report::quiz::sheet::Sheet;
use crate::report::quiz::{Quiz, answer_text, choice_letter, explain_verdict};

use super::markdown::{code, safe};

/// Begins a new page when the sheet is printed.
const NEW_PAGE: &str = "<div style=\"page-break-before: always\"></div>";

/// Room to write something.
const ROOM: &str = "\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_";

/// The whole sheet.
#[derive(Template)]
#[template(path = "worksheet.md", config = "src/view/worksheet/askama.toml")]
struct Worksheet<'a> {
    quiz: &'a Quiz,
    sheet: Option<&'a Sheet<'a>>,
    title: &'a str,
    again: &'a str,
    ascii: bool,
}

/// The whole sheet; `title` is that of the timeline, `again` the command that writes the same.
pub fn worksheet(
    quiz: &Quiz,
    sheet: Option<&Sheet<'_>>,
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
    worksheet.render().expect("a string takes it") + "\n"
}

impl Worksheet<'_> {
    fn say(&self, text: impl ToString) -> String {
        safe(&text.to_string(), self.ascii)
    }
}

impl Sheet<'_> {
    /// What a document answers to any question, each answer once, with its place.
    fn said_by(&self, document: &Source) -> Vec<(String, String)> {
        let questions = self.comparison.questions.iter();
        let answers = questions.flat_map(|question| {
            let answers = question.answers.iter();
            answers.map(move |answer| (question, answer))
        });
        let answers = answers.filter(|(_, answer)| *answer.cited.source == *document.id);
        let mut answers: Vec<_> = answers.collect();
        // The order of the questions would say which one is answered.
        answers.sort_by_key(|(_, answer)| answer.cited.paragraph);
        let said = answers.into_iter().map(|(question, answer)| {
            let voice = answer.voice.map(|voice| format!("{voice}: "));
            let text = voice.unwrap_or_default() + &answer_text(answer, question);
            (answer.cited.place(), text)
        });
        said.unique().collect()
    }

    /// The letters of the documents that answer a question.
    fn letters(&self, question: &QuestionReport<'_>) -> String {
        let answers = |document: &Source| {
            let mut answers = question.answers.iter();
            answers.any(|answer| *answer.cited.source == *document.id)
        };
        let answering = self.documents.iter().filter(|(_, source)| answers(source));
        let letters: Vec<String> = answering.map(|(letter, _)| letter.to_string()).collect();
        letters.join(", ")
    }
}

fn why(question: &QuestionReport<'_>) -> String {
    let caveat = question.caveat.as_ref().map(|caveat| format!(" {caveat}"));
    format!("{}{}", question.why, caveat.unwrap_or_default())
}

/// Where the answers to a question stand.
fn places(question: &QuestionReport<'_>) -> String {
    let cited = question.answers.iter().map(|answer| &answer.cited);
    format!("[{}]", cited.map(ToString::to_string).unique().join("; "))
}

/// The command that shows more on the topic.
fn more(sheet: &Sheet<'_>) -> String {
    format!("destal compare-sources {}", sheet.comparison.id)
}
