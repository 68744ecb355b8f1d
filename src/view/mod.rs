//! Renders reports: as a page on a terminal, prose, plain lines, Markdown, CSV, TSV or JSON.
//!
//! A report with a table has one list of [`column::Column`]s, in the file named after the report.
//! The terminal, plain text, Markdown, CSV and TSV all use it, so a new column is one entry there.
//! CSV and TSV take the values of its fields from the report's JSON.

mod chain;
mod chart;
mod check;
mod column;
mod comparison;
mod connection;
mod delimited;
mod difference;
mod drawing;
mod event;
mod events;
mod excerpt;
mod help_page;
mod import;
mod json;
mod link;
mod markdown;
mod new_timeline;
mod page;
mod person;
mod place_theme;
mod plain;
pub mod quiz;
mod reading;
mod search;
mod source;
mod story;
mod style;
mod synopsis;
mod table;
mod terminal;
mod text;

use itertools::Itertools;
use serde::Serialize;
use serde_json::Value;
use strum::{IntoStaticStr, VariantArray};

use crate::error::{Error, Result};
use page::Page;

pub use comparison::{answers_of, question_counts, verdict};
pub use event::before_and_after;
pub use events::{chronology_heading, counted, selection_summary};
pub use help_page::HelpPage;
pub use json::pretty as json;
pub use link::Hyperlink;
pub use markdown::{code, escape_text};
pub use style::Tone;
pub use synopsis::synopsis_cell_text;
pub use terminal::Line;
pub use text::{for_field, for_terminal, to_ascii};

#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum Format {
    Table,
    Prose,
    /// One labelled line per field, for a screen reader or grep.
    Plain,
    Json,
    /// JSON, one element of a list on each line.
    Ndjson,
    Csv,
    Tsv,
    Markdown,
}

impl Format {
    /// The name that is typed after `-O`.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The format for a file name extension, given without the dot.
    pub fn from_extension(ending: &str) -> Option<Self> {
        Some(match &*ending.to_ascii_lowercase() {
            "txt" => Self::Plain,
            "json" => Self::Json,
            "ndjson" | "jsonl" => Self::Ndjson,
            "csv" => Self::Csv,
            "tsv" => Self::Tsv,
            "md" | "markdown" => Self::Markdown,
            _ => return None,
        })
    }
}

/// How to render; `width` is in terminal columns.
#[derive(Clone, Copy, Debug)]
pub struct RenderOptions {
    pub width: usize,
    pub ascii: bool,
    pub color: bool,
}

/// What a page has besides its report.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The options that commands on the page need, with a space before each.
    pub flags: &'a str,
    /// The cited paragraphs with their locators, shown below the page.
    pub paragraphs: &'a [(String, String)],
}

/// A report that can be rendered as a page and as JSON, and perhaps as CSV and TSV records.
pub trait View: Serialize {
    /// The fields of a record in CSV and TSV: JSON paths within the record, separated by spaces.
    /// Usually the fields of the columns of its table. If empty, the report has no `table`, `csv`,
    /// `tsv` or `markdown` format.
    fn fields(&self) -> String {
        String::new()
    }

    /// Adds the content of the report to a page.
    fn fill(&self, page: &mut Page);

    /// The records for CSV and TSV, as a JSON array.
    fn records(&self) -> Value
    where
        Self: Sized,
    {
        json::value(self)
    }

    /// The cited paragraphs, as source id and paragraph number, to be looked up in the texts.
    fn citations(&self) -> Vec<(String, u32)> {
        Vec::new()
    }
}

/// Renders the report in a format, by default as a page. `fill_prose`, if any, fills the page for
/// `prose`. Fails if the report does not have the format.
pub fn render<V: View>(
    report: &V,
    fill_prose: Option<&dyn Fn(&mut Page)>,
    format: Option<Format>,
    opts: RenderOptions,
    context: Context<'_>,
) -> Result<String> {
    let has_format = |format| match format {
        Format::Prose => fill_prose.is_some(),
        Format::Plain | Format::Json | Format::Ndjson => true,
        Format::Table | Format::Csv | Format::Tsv | Format::Markdown => !report.fields().is_empty(),
    };
    if let Some(format) = format.filter(|format| !has_format(*format)) {
        return Err(format_error(format, has_format));
    }
    let page = |width| {
        let mut page = Page::new(width, context.flags);
        match fill_prose {
            Some(fill) if format == Some(Format::Prose) => fill(&mut page),
            _ => report.fill(&mut page),
        }
        add_paragraphs(&mut page, context.paragraphs);
        page
    };
    let separated =
        |delimiter| delimited::render(&report.fields(), &report.records(), delimiter, opts.ascii);
    Ok(match format {
        None | Some(Format::Prose | Format::Table) => {
            terminal::render(&page(Some(opts.width)), opts)
        }
        Some(Format::Plain) => plain::render(&page(None), opts),
        Some(Format::Json) => json::pretty(report, opts.ascii),
        Some(Format::Ndjson) => json::lines(report, opts.ascii),
        Some(Format::Csv) => separated(b','),
        Some(Format::Tsv) => separated(b'\t'),
        Some(Format::Markdown) => markdown::render(&page(None), opts),
    })
}

/// The page of a report as lines, whose spans keep their links.
pub fn render_lines<V: View>(report: &V, opts: RenderOptions) -> Vec<Line> {
    let mut page = Page::new(Some(opts.width), "");
    report.fill(&mut page);
    terminal::lines(&page, opts)
}

/// Adds the text of the cited paragraphs.
fn add_paragraphs(page: &mut Page, paragraphs: &[(String, String)]) {
    if !paragraphs.is_empty() {
        page.section("The paragraphs themselves");
    }
    for (locator, text) in paragraphs {
        page.gap();
        page.indented("text", format!("{locator}: {text}"), 2);
    }
}

/// Renders a value that has no page: as indented JSON, or as NDJSON.
///
/// # Errors
///
/// If the format is not `json`, `ndjson` or `plain`.
pub fn render_json<T: Serialize>(value: &T, format: Format, opts: RenderOptions) -> Result<String> {
    match format {
        Format::Json | Format::Plain => Ok(json::pretty(value, opts.ascii)),
        Format::Ndjson => Ok(json::lines(value, opts.ascii)),
        other => Err(format_error(other, |format| {
            matches!(format, Format::Plain | Format::Json | Format::Ndjson)
        })),
    }
}

fn format_error(format: Format, has: impl Fn(Format) -> bool) -> Error {
    let others = Format::VARIANTS.iter().filter(|other| has(**other));
    let names = others.map(|other| other.name()).join(", ");
    Error::usage(
        format!("this command cannot write `{}`", format.name()),
        format!("it can write {names}"),
    )
}
