//! A quiz: printed whole with its key, or question by question in a dialogue.

use std::path::Path;

use itertools::Itertools;

use crate::report::quiz::{
    EditorsNote, Grade, Graded, Quiz, QuizKind, QuizQuestion, choice_letter,
};
use crate::report::worksheet::Worksheet;

use super::column::Fit::{Keep, Wrap};
use super::column::{column, optional};
use super::event::note_words;
use super::events::counted;
use super::page::Page;
use super::table::Table;
use super::{RenderOptions, View, terminal};

impl View for Quiz {
    fn fill(&self, page: &mut Page) {
        page.text("quiz", heading(self));
        for (i, question) in self.questions.iter().enumerate() {
            add_heading(page, self, i);
            for given in &question.given {
                let label = given.label.as_ref().map(|label| format!("{label}: "));
                let text = format!("{}{}", label.unwrap_or_default(), given.text);
                page.text("given", text);
            }
            for (i, choice) in question.choices.iter().enumerate() {
                page.text("choice", format!("{}) {}", choice_letter(i), choice.text));
            }
        }
        page.section("Key");
        for (i, question) in self.questions.iter().enumerate() {
            page.gap();
            let answer = format!("{}. {}", i + 1, right_answer(question));
            page.text("answer", answer);
            add_explanation(page, question);
        }
    }
}

/// The filter, the number of questions, and the seed that reproduces them.
fn heading(quiz: &Quiz) -> String {
    let mut parts = quiz.conditions.clone();
    parts.push(counted(quiz.questions.len(), "question"));
    parts.push(format!("seed {}", quiz.seed));
    parts.join(" · ")
}

/// The answer, with its letter if it is a choice.
pub fn right_answer(question: &QuizQuestion) -> String {
    let mut choices = question.choices.iter();
    match choices.position(|choice| choice.text == question.answer) {
        Some(index) => format!("{}) {}", choice_letter(index), question.answer),
        None => question.answer.clone(),
    }
}

/// An editor's note in a sentence, with its reference.
pub fn note(note: &EditorsNote) -> String {
    let on = note.on.as_ref().map(|on| format!(" on {on}"));
    note_words(&on.unwrap_or_default(), &note.note)
}

fn add_heading(page: &mut Page, quiz: &Quiz, index: usize) {
    let question = &quiz.questions[index];
    let (number, count, kind) = (index + 1, quiz.questions.len(), question.kind);
    page.section(format!("Question {number} of {count} · {kind}"));
    page.text("ask", question.ask.as_str());
}

/// Adds the explanation of the answer, and the editor's notes.
fn add_explanation(page: &mut Page, question: &QuizQuestion) {
    page.indented("why", question.explanation.as_str(), 2);
    for of_question in &question.notes {
        page.indented("note", note(of_question), 2);
    }
}

/// The text above the first question: the heading, and how to answer.
pub fn introduction(quiz: &Quiz, opts: RenderOptions) -> String {
    let how = "Answer with a letter, a name or a date. An empty line passes, ? helps, q ends.";
    line("quiz", &heading(quiz), opts) + &line("how", how, opts)
}

/// The question with this index as the dialogue shows it, with sources and choices in columns.
pub fn question(quiz: &Quiz, index: usize, opts: RenderOptions) -> String {
    let question = &quiz.questions[index];
    let mut page = Page::default();
    add_heading(&mut page, quiz, index);
    let given = question.given.iter();
    let (with_locator, rest): (Vec<_>, Vec<_>) = given.partition(|given| given.label.is_some());
    for given in rest {
        page.indented("given", given.text.as_str(), 2);
    }
    page.gap();
    page.table(Table::bare(
        &with_locator,
        &[
            column("source", Keep, &|given| optional(given.label.as_ref())),
            column("says", Wrap, &|given| (&given.text).into()),
        ],
    ));
    page.gap();
    let choices: Vec<_> = question.choices.iter().enumerate().collect();
    page.table(Table::bare(
        &choices,
        &[
            column("letter", Keep, &|(i, _)| {
                format!("{})", choice_letter(*i)).into()
            }),
            column("choice", Wrap, &|(_, choice)| (&choice.text).into()),
        ],
    ));
    format!("\n{}", terminal::render(&page, opts))
}

/// The grade of an answer and the explanation; `graded` is `None` if the question was skipped.
pub fn feedback(question: &QuizQuestion, graded: Option<&Graded>, opts: RenderOptions) -> String {
    let right = right_answer(question);
    let is_date = question.kind == QuizKind::When;
    let verdict = match graded.map(|graded| (graded.grade, &graded.read_as)) {
        None => format!("Passed. It is: {right}"),
        Some((Grade::Right, read)) if is_date && *read != question.answer => {
            format!("Right: {read}. The key has: {right}")
        }
        Some((Grade::Right, _)) => format!("Right: {right}"),
        Some((Grade::Partly, read)) => {
            format!("Partly right: {read} is near. It is: {right}")
        }
        Some((Grade::Wrong, read)) if is_date => format!("No, not {read}. It is: {right}"),
        Some((Grade::Wrong, _)) => format!("No. It is: {right}"),
    };
    let mut page = Page::default();
    page.text("verdict", verdict);
    add_explanation(&mut page, question);
    terminal::render(&page, opts)
}

/// The score, commands for revision, and `again`, the command that repeats the quiz. `grades` has
/// an entry for each question asked so far; `None` is a skipped one.
pub fn closing(quiz: &Quiz, grades: &[Option<Grade>], again: &str, opts: RenderOptions) -> String {
    let mut page = Page::default();
    page.gap();
    page.text("score", score(grades, quiz.questions.len()));
    let graded = quiz.questions.iter().zip(grades);
    let missed = graded.filter(|(_, grade)| **grade != Some(Grade::Right));
    let commands = missed.flat_map(|(question, _)| match &question.topic {
        Some(topic) => vec![format!("destal compare-sources {topic}")],
        None => {
            let events = question.events.iter();
            events.map(|id| format!("destal event {id}")).collect()
        }
    });
    let commands: Vec<String> = commands.unique().collect();
    if !commands.is_empty() {
        page.section("To revise");
    }
    for command in commands {
        page.indented("command", command, 2);
    }
    page.gap();
    page.text("again", format!("The same questions again: {again}"));
    format!("\n{}", terminal::render(&page, opts))
}

/// The score in words: "7 right, 1 partly right, 2 wrong of 10 questions".
fn score(grades: &[Option<Grade>], total: usize) -> String {
    let count = |grade| grades.iter().filter(|other| **other == grade).count();
    let mut parts = vec![format!("{} right", count(Some(Grade::Right)))];
    for (grade, word) in [
        (Some(Grade::Partly), "partly right"),
        (Some(Grade::Wrong), "wrong"),
        (None, "passed"),
    ] {
        if count(grade) > 0 {
            parts.push(format!("{} {word}", count(grade)));
        }
    }
    let questions = counted(grades.len(), "question");
    let score = format!("{} of {questions}", parts.join(", "));
    match total - grades.len() {
        0 => score,
        left => format!("{score}; {left} more not asked"),
    }
}

/// Confirms that a worksheet was written, and says what is on it.
pub fn written(sheet: &Worksheet<'_>, path: &Path, opts: RenderOptions) -> String {
    let documents = counted(sheet.documents.len(), "document");
    let questions = counted(sheet.questions.len(), "question");
    let (path, title) = (path.display(), sheet.title);
    let text = format!("{path}: “{title}”, {documents}, {questions}, and the key");
    line("written", &text, opts)
}

/// A page of one paragraph.
pub fn line(label: &'static str, text: &str, opts: RenderOptions) -> String {
    let mut page = Page::default();
    page.text(label, text);
    terminal::render(&page, opts)
}
