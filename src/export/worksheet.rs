//! A worksheet to print, in HTML or in Markdown: documents, questions with room to write, and the
//! key on a page of its own.

use askama::Template;
use itertools::Itertools as _;

use crate::model::source::Source;
use crate::report::worksheet::{Document, Tick, Worksheet};
use crate::view::{code, escape_text};

use super::html::escape;
use super::text::note_text;

/// The columns to tick.
const TICKS: [Tick; 3] = [Tick::Agree, Tick::Differ, Tick::OnlyOne];

/// A line to write on, in Markdown.
const ROOM: &str = "\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_";

/// What a good answer to a question of judgement does, for two points, one and none. The last row
/// is only for several documents.
const RUBRIC: [[&str; 4]; 3] = [
    [
        "Sources",
        "says who wrote a document, when and for whom, and what follows from it",
        "names its author or kind, but nothing follows",
        "takes the documents at their word",
    ],
    [
        "Evidence",
        "gives a document for every statement, and the document bears it out",
        "gives one for some statements",
        "gives none",
    ],
    [
        "Comparison",
        "says where documents agree, differ or stand alone, and whether all can be right",
        "says that they differ",
        "uses one document only",
    ],
];

#[derive(Template)]
#[template(path = "worksheet.html", config = "src/export/templates/askama.toml")]
struct HtmlSheet<'a> {
    sheet: &'a Worksheet<'a>,
    more: &'a str,
}

#[derive(Template)]
#[template(path = "worksheet.md", config = "src/export/templates/askama.toml")]
struct MarkdownSheet<'a> {
    sheet: &'a Worksheet<'a>,
    more: &'a str,
    ascii: bool,
}

/// The sheet as a web page. `more` is a command that shows the comparison, empty if there is none.
pub fn html(sheet: &Worksheet<'_>, more: &str, ascii: bool) -> String {
    let page = HtmlSheet { sheet, more };
    let page = page.render().expect("writing to memory succeeds") + "\n";
    if ascii { escape::to_ascii(&page) } else { page }
}

/// The sheet in Markdown.
pub fn markdown(sheet: &Worksheet<'_>, more: &str, ascii: bool) -> String {
    let page = MarkdownSheet { sheet, more, ascii };
    page.render().expect("writing to memory succeeds") + "\n"
}

impl MarkdownSheet<'_> {
    fn say(&self, text: impl ToString) -> String {
        escape_text(&text.to_string(), self.ascii)
    }
}

/// Who wrote a source, when and for whom, as far as it is known.
fn about(source: &Source) -> Vec<(&'static str, String)> {
    let kind = source.kind.as_ref().map(|kind| format!(", {kind}"));
    let author = source.author.as_deref().unwrap_or("not named");
    let publisher = source.publisher.as_ref();
    let publisher = publisher.map(|publisher| format!("; published by {publisher}"));
    let published = source.published.as_ref().map(ToString::to_string);
    let relies_on = source.relies_on.iter().join("; ");
    let lines = [
        (
            "What it is",
            format!("“{}”{}", source.name, kind.unwrap_or_default()),
        ),
        (
            "Who wrote it",
            format!("{author}{}", publisher.unwrap_or_default()),
        ),
        ("When", published.unwrap_or_else(|| "not stated".into())),
        (
            "For whom, and how",
            source.perspective.as_deref().unwrap_or_default().to_owned(),
        ),
        ("It rests on", relies_on),
    ];
    lines
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

/// Whether a document is in its own words.
fn is_quoted(document: &Document<'_>) -> bool {
    document.extracts.iter().all(|extract| extract.is_quoted)
}

/// How the extracts of a document were made.
fn how_extracted(document: &Document<'_>) -> &'static str {
    if is_quoted(document) {
        "Extracts from the text. […] marks what is left out, and other square brackets are the editor’s."
    } else {
        "What it says, in other words. Square brackets are the editor’s."
    }
}
