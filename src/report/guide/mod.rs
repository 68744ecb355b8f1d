//! What is explained at length: dates, and agreement. Every example is worked by the program.

mod agreement;
mod dates;

use serde::Serialize;

pub use agreement::agreement;
pub use dates::dates;

/// An explanation, from top to bottom.
#[derive(Debug, Serialize)]
pub struct Guide {
    /// What it explains.
    pub title: &'static str,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// A part of an explanation.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// What the parts below it are about.
    Heading(&'static str),
    /// A paragraph.
    Text(String),
    /// Examples, one in each row.
    Examples(Examples),
    /// A question with what each source answers, and the verdict on them.
    Worked(Worked),
    /// What to type to see more, and what that shows.
    Commands(Vec<(&'static str, &'static str)>),
}

/// Examples in rows and columns.
#[derive(Debug, Serialize)]
pub struct Examples {
    /// What stands in each column.
    pub columns: Vec<&'static str>,
    /// The examples, each with a cell for every column.
    pub rows: Vec<Vec<String>>,
}

/// A question that several sources answer.
#[derive(Debug, Serialize)]
pub struct Worked {
    /// The question.
    pub ask: String,
    /// Which source says what.
    pub answers: Vec<(String, String)>,
    /// The computed verdict, in one word.
    pub verdict: &'static str,
    /// Why, in a sentence.
    pub why: String,
    /// What the verdict does not say by itself.
    pub caveat: Option<String>,
}

/// Reads an explanation from its text, in which a name in braces stands for an example.
fn read(text: &'static str, example: impl Fn(&str) -> Part) -> Guide {
    let mut guide = Guide {
        title: "",
        parts: Vec::new(),
    };
    for block in text.trim_end().split("\n\n") {
        let named = block
            .strip_prefix('{')
            .and_then(|name| name.strip_suffix('}'));
        guide
            .parts
            .push(if let Some(title) = block.strip_prefix("# ") {
                guide.title = title;
                continue;
            } else if let Some(heading) = block.strip_prefix("## ") {
                Part::Heading(heading)
            } else if let Some(name) = named {
                example(name)
            } else if let Some(commands) = block.strip_prefix("- `") {
                let commands = commands.split("\n- `");
                Part::Commands(commands.filter_map(|line| line.split_once("`: ")).collect())
            } else {
                Part::Text(block.replace('\n', " "))
            });
    }
    guide
}
