//! A quiz to print, in Markdown: the questions with room for answers, a sheet on which to compare
//! the sources, and the key on pages of its own.

use std::fmt::Write as _;

use crate::report::quiz::sheet::{Document, Sheet};
use crate::report::quiz::{Question, Quiz, choice_letter};

use super::markdown::{code, safe};

/// Begins a new page where the sheet is printed.
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
    let mut out = String::new();
    put(&mut out, format_args!("# {}\n\n", say(title)));
    if !quiz.asked.is_empty() {
        put(
            &mut out,
            format_args!("{}\n\n", say(&quiz.asked.join(" · "))),
        );
    }
    put(&mut out, format_args!("Name: {ROOM} Date: {ROOM}\n\n"));
    if !quiz.questions.is_empty() {
        out.push_str("## Questions\n\n");
    }
    for (i, question) in quiz.questions.iter().enumerate() {
        put_question(&mut out, question, i + 1, &say);
    }
    if let Some(sheet) = sheet {
        out.push_str(NEW_PAGE);
        put_sheet(&mut out, sheet, &say);
    }
    out.push_str(NEW_PAGE);
    out.push_str("# Key\n\n");
    for (i, question) in quiz.questions.iter().enumerate() {
        put_key(&mut out, question, i + 1, &say);
    }
    if let Some(sheet) = sheet {
        put_sheets_key(&mut out, sheet, &say);
    }
    put(
        &mut out,
        format_args!("The same sheet again: {}\n", code(again, ascii)),
    );
    out
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a string takes it");
}

fn put_question(
    out: &mut String,
    question: &Question,
    number: usize,
    say: &impl Fn(&str) -> String,
) {
    put(
        out,
        format_args!("**{number}.** {}\n\n", say(&question.ask)),
    );
    for given in &question.given {
        let label = given.label.as_ref().map(|label| format!("{label}: "));
        let label = label.unwrap_or_default();
        put(
            out,
            format_args!("> {}{}\n\n", say(&label), say(&given.text)),
        );
    }
    for (i, choice) in question.choices.iter().enumerate() {
        put(
            out,
            format_args!("- **{})** {}\n", choice_letter(i), say(&choice.text)),
        );
    }
    if question.choices.is_empty() {
        put(out, format_args!("{ROOM}\n"));
    }
    out.push('\n');
}

fn put_key(out: &mut String, question: &Question, number: usize, say: &impl Fn(&str) -> String) {
    put(
        out,
        format_args!(
            "**{number}.** **{}**. {}\n\n",
            say(&question.lettered()),
            say(&question.explanation)
        ),
    );
    for note in &question.notes {
        put(out, format_args!("- {}\n", say(&note.words())));
    }
    if !question.notes.is_empty() {
        out.push('\n');
    }
}

/// The letter of the n-th document.
fn document_letter(place: usize) -> char {
    choice_letter(place).to_ascii_uppercase()
}

fn put_sheet(out: &mut String, sheet: &Sheet, say: &impl Fn(&str) -> String) {
    put(
        out,
        format_args!("# Comparing the sources: {}\n\n", say(&sheet.title)),
    );
    out.push_str(
        "Read what each document says, given here in other words with its place in the source. \
         Then tick for each question whether the documents that answer it agree, differ, or only \
         one of them answers.\n\n",
    );
    for (i, document) in sheet.documents.iter().enumerate() {
        put_document(out, document, i, say);
    }
    let letters: Vec<String> = (0..sheet.documents.len())
        .map(|place| document_letter(place).to_string())
        .collect();
    put(
        out,
        format_args!(
            "| question | {} | agree | differ | only one |\n",
            letters.join(" | ")
        ),
    );
    put(
        out,
        format_args!("|{}\n", " --- |".repeat(letters.len() + 4)),
    );
    for (i, question) in sheet.questions.iter().enumerate() {
        let empty = "   |".repeat(letters.len() + 3);
        put(
            out,
            format_args!("| {}. {} |{empty}\n", i + 1, say(&question.ask)),
        );
    }
    out.push_str(
        "\nTick under A, B, C which documents answer. Where they differ, can all of them be \
         right? What in who wrote them might explain it?\n\n",
    );
}

fn put_document(
    out: &mut String,
    document: &Document,
    place: usize,
    say: &impl Fn(&str) -> String,
) {
    put(
        out,
        format_args!(
            "## Document {}: {} ({})\n\n",
            document_letter(place),
            say(&document.name),
            say(&document.source)
        ),
    );
    if let Some(perspective) = &document.perspective {
        put(out, format_args!("Who wrote it: {}\n\n", say(perspective)));
    }
    for (at, says) in &document.says {
        put(out, format_args!("- {}: {}\n", say(at), say(says)));
    }
    out.push('\n');
}

fn put_sheets_key(out: &mut String, sheet: &Sheet, say: &impl Fn(&str) -> String) {
    put(out, format_args!("## Key: {}\n\n", say(&sheet.title)));
    for (i, question) in sheet.questions.iter().enumerate() {
        let letters: Vec<String> = question
            .answering
            .iter()
            .map(|place| document_letter(*place).to_string())
            .collect();
        put(
            out,
            format_args!(
                "**{}.** {} answered by {}: **{}**, {}. {} {}\n\n",
                i + 1,
                say(&question.ask),
                letters.join(", "),
                question.tick(),
                say(question.plainly()),
                say(&question.why),
                say(&format!("[{}]", question.places.join("; "))),
            ),
        );
    }
    put(
        out,
        format_args!(
            "More: {}\n\n",
            say(&format!("destal compare-sources {}", sheet.topic))
        ),
    );
}
