//! A quiz: printed with its key, or as it is asked and answered.

use std::path::Path;

use crate::report::quiz::sheet::Sheet;
use crate::report::quiz::{EditorsNote, Grade, Graded, Kind, Question, Quiz, Tally, choice_letter};

use super::column::Fit::{Keep, Wrap};
use super::column::column;
use super::events::counted;
use super::page::Page;
use super::table::Table;
use super::{Look, View, terminal};

impl View for Quiz {
    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        page.text("quiz", self.heading());
        for (i, question) in self.questions.iter().enumerate() {
            put(&mut page, question, i + 1, self.questions.len());
            list(&mut page, question);
        }
        page.section("Key");
        for (i, question) in self.questions.iter().enumerate() {
            page.gap();
            page.text("answer", format!("{}. {}", i + 1, question.lettered()));
            explain(&mut page, question);
        }
        page
    }
}

impl Quiz {
    /// What was asked for, how many questions there are, and the seed that gives them again.
    pub fn heading(&self) -> String {
        let mut parts = self.asked.clone();
        parts.push(counted(self.questions.len(), "question"));
        parts.push(format!("seed {}", self.seed));
        parts.join(" · ")
    }
}

impl Question {
    /// The answer, with its letter where it is a choice.
    pub fn lettered(&self) -> String {
        let place = self
            .choices
            .iter()
            .position(|choice| choice.text == self.answer);
        match place {
            Some(place) => format!("{}) {}", choice_letter(place), self.answer),
            None => self.answer.clone(),
        }
    }

    /// What to type to read up on it.
    pub fn revise(&self) -> Vec<String> {
        match (&self.topic, self.kind) {
            (Some(topic), _) => vec![format!("destal compare-sources {topic}")],
            (None, _) => self
                .events
                .iter()
                .map(|id| format!("destal event {id}"))
                .collect(),
        }
    }
}

impl EditorsNote {
    /// The note in a sentence, with the work that it rests on.
    pub fn words(&self) -> String {
        let on = self.on.as_ref().map(|place| format!(" on {place}"));
        let work = self.reference.as_ref().map(|work| format!(" ({work})"));
        format!(
            "Editor's note{}: {}{}",
            on.unwrap_or_default(),
            self.says,
            work.unwrap_or_default()
        )
    }
}

/// Adds a question: its heading, what it asks, and what it is asked about.
fn put(page: &mut Page, question: &Question, number: usize, of: usize) {
    page.section(format!(
        "Question {number} of {of} · {}",
        question.kind.word()
    ));
    page.text("ask", question.ask.as_str());
}

/// Adds what a question is asked about and its choices, each on a line of its own.
fn list(page: &mut Page, question: &Question) {
    for given in &question.given {
        let label = given.label.as_ref().map(|label| format!("{label}: "));
        page.text(
            "given",
            format!("{}{}", label.unwrap_or_default(), given.text),
        );
    }
    for (i, choice) in question.choices.iter().enumerate() {
        page.text("choice", format!("{}) {}", choice_letter(i), choice.text));
    }
}

/// Adds what a question is asked about and its choices, laid out in columns.
fn lay_out(page: &mut Page, question: &Question) {
    let mut said = Vec::new();
    for given in &question.given {
        match &given.label {
            Some(label) => said.push((label, given.text.as_str())),
            None => page.indented("given", given.text.as_str(), 2),
        }
    }
    let columns = [
        column("source", Keep, |row: &(&String, &str)| (&row.0).into()),
        column("says", Wrap, |row: &(&String, &str)| row.1.into()),
    ];
    if !said.is_empty() {
        page.gap();
        page.table(Table::bare(&said, &columns));
    }
    if !question.choices.is_empty() {
        page.gap();
    }
    let choices = question.choices.iter().enumerate();
    let choices: Vec<_> = choices
        .map(|(i, choice)| (format!("{})", choice_letter(i)), choice.text.as_str()))
        .collect();
    let columns = [
        column("letter", Keep, |row: &(String, &str)| (&row.0).into()),
        column("choice", Wrap, |row: &(String, &str)| row.1.into()),
    ];
    page.table(Table::bare(&choices, &columns));
}

/// Adds why the answer is what it is, and what the editor adds.
fn explain(page: &mut Page, question: &Question) {
    page.indented("why", question.explanation.as_str(), 2);
    for note in &question.notes {
        page.indented("note", note.words(), 2);
    }
}

/// What stands above the first question.
pub fn opening(quiz: &Quiz, look: Look) -> String {
    let mut page = Page::default();
    page.text("quiz", quiz.heading());
    page.text(
        "how",
        "Answer with a letter, a name or a date. An empty line passes, ? helps, q ends.",
    );
    terminal::render(&page, look)
}

/// A question as it is asked.
pub fn question(quiz: &Quiz, at: usize, look: Look) -> String {
    let mut page = Page::default();
    put(&mut page, &quiz.questions[at], at + 1, quiz.questions.len());
    lay_out(&mut page, &quiz.questions[at]);
    format!("\n{}", terminal::render(&page, look))
}

/// What an answer was worth and why; none is a question that was passed over.
pub fn answered(question: &Question, graded: Option<&Graded>, look: Look) -> String {
    let right = question.lettered();
    let is_date = question.kind == Kind::When;
    let verdict = match graded.map(|graded| (graded.grade, &graded.read_as)) {
        None => format!("Passed. It is: {right}"),
        Some((Grade::Right, read)) if is_date && *read != question.answer => {
            format!("Right: {read}. The key has: {right}")
        }
        Some((Grade::Right, _)) => format!("Right: {right}"),
        Some((Grade::Partly, read)) => {
            format!("Partly right: {read} meets the date, but is not within it. It is: {right}")
        }
        Some((Grade::Wrong, read)) if is_date => format!("No, not {read}. It is: {right}"),
        Some((Grade::Wrong, _)) => format!("No. It is: {right}"),
    };
    let mut page = Page::default();
    page.text("verdict", verdict);
    explain(&mut page, question);
    terminal::render(&page, look)
}

/// A line of advice, where an answer could not be read or help was asked for.
pub fn advice(text: &str, look: Look) -> String {
    let mut page = Page::default();
    page.text("advice", text);
    terminal::render(&page, look)
}

/// The score, what to revise, and how to be asked the same again.
pub fn ending(quiz: &Quiz, tally: Tally, missed: &[&Question], again: &str, look: Look) -> String {
    let mut page = Page::default();
    page.gap();
    page.text("score", score(tally, quiz.questions.len()));
    let mut revise: Vec<String> = Vec::new();
    for command in missed.iter().flat_map(|question| question.revise()) {
        if !revise.contains(&command) {
            revise.push(command);
        }
    }
    if !revise.is_empty() {
        page.section("To revise");
        for command in revise {
            page.indented("command", command, 2);
        }
    }
    page.gap();
    page.text("again", format!("The same questions again: {again}"));
    format!("\n{}", terminal::render(&page, look))
}

/// That a sheet was written, and what is on it.
pub fn written(quiz: &Quiz, sheet: Option<&Sheet>, path: &Path, look: Look) -> String {
    let questions = counted(quiz.questions.len(), "question");
    let compared = sheet.map(|sheet| format!(", the sources on “{}”", sheet.title));
    let mut page = Page::default();
    page.text(
        "written",
        format!(
            "{}: {questions}{}, and the key · seed {}",
            path.display(),
            compared.unwrap_or_default(),
            quiz.seed
        ),
    );
    terminal::render(&page, look)
}

/// "7 right, 1 partly, 2 wrong of 10".
fn score(tally: Tally, of: usize) -> String {
    let mut parts = vec![format!("{} right", tally.right)];
    for (count, word) in [
        (tally.partly, "partly right"),
        (tally.wrong, "wrong"),
        (tally.passed, "passed"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {word}"));
        }
    }
    let asked = tally.asked();
    let ended = if asked < of {
        format!("; {} more not asked", of - asked)
    } else {
        String::new()
    };
    format!(
        "{} of {}{ended}",
        parts.join(", "),
        counted(asked, "question")
    )
}
