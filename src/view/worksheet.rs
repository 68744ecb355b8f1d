//! A quiz to print, in Markdown: the questions with room for answers, a sheet on which to compare
//! the sources, and the key on pages of its own.

use crate::report::quiz::sheet::Sheet;
use crate::report::quiz::{Quiz, choice_letter};

use super::markdown::{code, safe};

/// Begins a new page when the sheet is printed.
const NEW_PAGE: &str = "<div style=\"page-break-before: always\"></div>\n\n";

/// Room to write something.
const ROOM: &str = "\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_";

/// The whole sheet; `title` is that of the timeline, `again` the command that writes the same.
pub fn worksheet(
    quiz: &Quiz,
    sheet: Option<&Sheet>,
    title: &str,
    again: &str,
    ascii: bool,
) -> String {
    let say = |text: &str| safe(text, ascii);
    let mut out = format!("# {}\n\n", say(title));
    if !quiz.asked.is_empty() {
        out += &format!("{}\n\n", say(&quiz.asked.join(" · ")));
    }
    out += &format!("Name: {ROOM} Date: {ROOM}\n\n");
    out += &questions(quiz, &say);
    if let Some(sheet) = sheet {
        out += NEW_PAGE;
        out += &comparison(sheet, &say);
    }
    out += NEW_PAGE;
    out += "# Key\n\n";
    out += &key(quiz, &say);
    if let Some(sheet) = sheet {
        out += &comparison_key(sheet, &say);
    }
    out += &format!("The same sheet again: {}\n", code(again, ascii));
    out
}

fn questions(quiz: &Quiz, say: &impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    if !quiz.questions.is_empty() {
        out += "## Questions\n\n";
    }
    for (i, question) in quiz.questions.iter().enumerate() {
        out += &format!("**{}.** {}\n\n", i + 1, say(&question.ask));
        for given in &question.given {
            let label = given.label.as_ref().map(|label| format!("{label}: "));
            let label = say(&label.unwrap_or_default());
            out += &format!("> {label}{}\n\n", say(&given.text));
        }
        for (i, choice) in question.choices.iter().enumerate() {
            out += &format!("- **{})** {}\n", choice_letter(i), say(&choice.text));
        }
        if question.choices.is_empty() {
            out += &format!("{ROOM}\n");
        }
        out += "\n";
    }
    out
}

fn key(quiz: &Quiz, say: &impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    for (i, question) in quiz.questions.iter().enumerate() {
        let answer = say(&question.lettered());
        let explanation = say(&question.explanation);
        out += &format!("**{}.** **{answer}**. {explanation}\n\n", i + 1);
        for note in &question.notes {
            out += &format!("- {}\n", say(&note.words()));
        }
        if !question.notes.is_empty() {
            out += "\n";
        }
    }
    out
}

/// The letter of the n-th document, counted from 0.
fn document_letter(place: usize) -> String {
    choice_letter(place).to_ascii_uppercase().to_string()
}

fn comparison(sheet: &Sheet, say: &impl Fn(&str) -> String) -> String {
    let mut out = format!("# Comparing the sources: {}\n\n", say(&sheet.title));
    out += "Read what each document says, given here in other words with its place in the source. \
            Then tick for each question whether the documents that answer it agree, differ, or \
            only one of them answers.\n\n";
    for (i, document) in sheet.documents.iter().enumerate() {
        let (letter, name) = (document_letter(i), say(&document.name));
        let source = say(&document.source);
        out += &format!("## Document {letter}: {name} ({source})\n\n");
        if let Some(perspective) = &document.perspective {
            out += &format!("Who wrote it: {}\n\n", say(perspective));
        }
        for (at, says) in &document.says {
            out += &format!("- {}: {}\n", say(at), say(says));
        }
        out += "\n";
    }
    let letters: Vec<String> = (0..sheet.documents.len()).map(document_letter).collect();
    let heads = letters.join(" | ");
    out += &format!("| question | {heads} | agree | differ | only one |\n");
    out += &format!("|{}\n", " --- |".repeat(letters.len() + 4));
    for (i, question) in sheet.questions.iter().enumerate() {
        let empty = "   |".repeat(letters.len() + 3);
        out += &format!("| {}. {} |{empty}\n", i + 1, say(&question.ask));
    }
    out += "\nTick under A, B, C which documents answer. Where they differ, can all of them be \
            right? What in who wrote them might explain it?\n\n";
    out
}

fn comparison_key(sheet: &Sheet, say: &impl Fn(&str) -> String) -> String {
    let mut out = format!("## Key: {}\n\n", say(&sheet.title));
    for (i, question) in sheet.questions.iter().enumerate() {
        let answering = question.answering.iter();
        let letters: Vec<String> = answering.map(|place| document_letter(*place)).collect();
        out += &format!(
            "**{}.** {} answered by {}: **{}**, {}. {} {}\n\n",
            i + 1,
            say(&question.ask),
            letters.join(", "),
            question.tick,
            say(question.verdict),
            say(&question.why),
            say(&format!("[{}]", question.places)),
        );
    }
    let more = say(&format!("destal compare-sources {}", sheet.topic));
    out += &format!("More: {more}\n\n");
    out
}
