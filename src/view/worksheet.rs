//! A quiz to print, in Markdown: the questions with room for answers, a sheet on which to compare
//! the sources, and the key on pages of its own.

use itertools::Itertools;

use crate::model::agreement::Verdict;
use crate::report::quiz::sheet::Sheet;
use crate::report::quiz::{Quiz, answer_text, choice_letter, explain_verdict};

use super::markdown::{code, safe};

/// Begins a new page when the sheet is printed.
const NEW_PAGE: &str = "<div style=\"page-break-before: always\"></div>\n\n";

/// Room to write something.
const ROOM: &str = "\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_";

/// The whole sheet; `title` is that of the timeline, `again` the command that writes the same.
pub fn worksheet(
    quiz: &Quiz,
    sheet: Option<&Sheet<'_>>,
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

fn comparison(sheet: &Sheet<'_>, say: &impl Fn(&str) -> String) -> String {
    let questions = &sheet.comparison.questions;
    let mut out = format!(
        "# Comparing the sources: {}\n\n",
        say(sheet.comparison.title)
    );
    out += "Read what each document says, given here in other words with its place in the source. \
            Then tick for each question whether the documents that answer it agree, differ, or \
            only one of them answers.\n\n";
    for (letter, document) in &sheet.documents {
        let [name, id] = [&document.name, &document.id].map(|text| say(text));
        out += &format!("## Document {letter}: {name} ({id})\n\n");
        if let Some(perspective) = &document.perspective {
            out += &format!("Who wrote it: {}\n\n", say(perspective));
        }
        let answers = questions.iter().flat_map(|question| {
            let answers = question.answers.iter();
            answers.map(move |answer| (question, answer))
        });
        let answers = answers.filter(|(_, answer)| *answer.cited.source == *document.id);
        let mut answers: Vec<_> = answers.collect();
        // The order of the questions would say which one is answered.
        answers.sort_by_key(|(_, answer)| answer.cited.paragraph);
        let said = answers.iter().map(|(question, answer)| {
            let voice = answer.voice.map(|voice| format!("{voice}: "));
            let text = voice.unwrap_or_default() + &answer_text(answer, question);
            (answer.cited.place(), text)
        });
        for (place, text) in said.unique() {
            out += &format!("- {}: {}\n", say(&place), say(&text));
        }
        out += "\n";
    }
    let letters = sheet.documents.iter();
    let letters: String = letters.map(|(letter, _)| format!(" {letter} |")).collect();
    out += &format!("| question |{letters} agree | differ | only one |\n");
    out += &format!("|{}\n", " --- |".repeat(sheet.documents.len() + 4));
    for (i, question) in questions.iter().enumerate() {
        let empty = "   |".repeat(sheet.documents.len() + 3);
        out += &format!("| {}. {} |{empty}\n", i + 1, say(question.ask));
    }
    out += "\nTick under A, B, C which documents answer. Where they differ, can all of them be \
            right? What in who wrote them might explain it?\n\n";
    out
}

fn comparison_key(sheet: &Sheet<'_>, say: &impl Fn(&str) -> String) -> String {
    let mut out = format!("## Key: {}\n\n", say(sheet.comparison.title));
    for (i, question) in sheet.comparison.questions.iter().enumerate() {
        let cited = question.answers.iter().map(|answer| &answer.cited);
        let documents = sheet.documents.iter();
        let answering = documents
            .filter(|(_, document)| cited.clone().any(|cited| *cited.source == *document.id));
        let letters: Vec<String> = answering.map(|(letter, _)| letter.to_string()).collect();
        let tick = match question.verdict {
            Verdict::Agree => "agree",
            Verdict::Compatible | Verdict::Conflict | Verdict::Open => "differ",
            Verdict::Single => "only one",
        };
        let caveat = question.caveat.as_ref().map(|caveat| format!(" {caveat}"));
        let why = format!("{}{}", question.why, caveat.unwrap_or_default());
        let places = cited.map(ToString::to_string).unique().join("; ");
        out += &format!(
            "**{}.** {} answered by {}: **{tick}**, {}. {} {}\n\n",
            i + 1,
            say(question.ask),
            letters.join(", "),
            say(explain_verdict(question.verdict)),
            say(&why),
            say(&format!("[{places}]")),
        );
    }
    let more = say(&format!("destal compare-sources {}", sheet.comparison.id));
    out += &format!("More: {more}\n\n");
    out
}
