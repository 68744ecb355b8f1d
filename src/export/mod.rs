//! Exports to the formats of other programs: one module per format.

mod anki;
mod csl_json;
mod dot;
mod graph;
mod html;
mod ics;
mod markdown;
mod mermaid;
mod sqlite;
mod svg;
mod text;
mod timelinejs;
pub mod worksheet;

use crate::model::timeline::Timeline;
use crate::report::chart::Chart;
use crate::report::excerpt::dataset_excerpt;
use crate::report::extract::Extract;
use crate::view::{self, Format};

/// A format that `export` writes.
#[derive(Clone, Copy, Debug)]
pub struct ExportFormat {
    /// Its name on the command line.
    pub name: &'static str,
    /// Its file name endings that no other command writes.
    endings: &'static [&'static str],
    pub renderer: Renderer,
}

/// What an export is made from, and by which function.
#[derive(Clone, Copy, Debug)]
pub enum Renderer {
    /// From a list of events, by `view`.
    Table(Format),
    /// From an extract of the timeline.
    Extract(fn(&Extract<'_>, Options) -> Exported),
    /// From a chart.
    Chart(fn(&Timeline, &Chart<'_>, Options) -> Exported),
}

impl ExportFormat {
    /// All formats, in the order in which help lists them.
    pub const ALL: [Self; 15] = [
        Self::new("html", &["html", "htm"], Renderer::Extract(html::html)),
        Self::new("svg", &["svg"], Renderer::Chart(svg::svg)),
        Self::new("timelinejs", &[], Renderer::Extract(timelinejs::timelinejs)),
        Self::new("ics", &["ics"], Renderer::Extract(ics::ics)),
        Self::new("csv", &[], Renderer::Table(Format::Csv)),
        Self::new("tsv", &[], Renderer::Table(Format::Tsv)),
        Self::new("ndjson", &[], Renderer::Table(Format::Ndjson)),
        Self::new("json", &[], Renderer::Table(Format::Json)),
        Self::new("markdown", &[], Renderer::Extract(markdown::markdown)),
        Self::new("dot", &["dot", "gv"], Renderer::Extract(dot::dot)),
        Self::new("mermaid", &["mmd"], Renderer::Extract(mermaid::mermaid)),
        Self::new("csl-json", &[], Renderer::Extract(csl_json::csl_json)),
        Self::new("anki", &[], Renderer::Extract(anki::anki)),
        Self::new("sqlite", &["sql"], Renderer::Extract(sqlite::sqlite)),
        Self::new("dataset", &[], Renderer::Extract(dataset)),
    ];

    const fn new(name: &'static str, endings: &'static [&'static str], renderer: Renderer) -> Self {
        Self {
            name,
            endings,
            renderer,
        }
    }

    /// The format for a file name extension, given without the dot, if only an export writes it.
    pub fn from_extension(ending: &str) -> Option<Self> {
        let ending = ending.to_ascii_lowercase();
        let mut formats = Self::ALL.into_iter();
        formats.find(|format| format.endings.contains(&ending.as_str()))
    }
}

/// The options of an export, other than which events to write.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Write ASCII characters only, in text from the dataset too.
    pub ascii: bool,
    /// In a calendar, also write events that are not dated to a day, over all days of their bounds.
    pub imprecise: bool,
    /// Whether a document has everything, and not only what matters most.
    pub full: bool,
}

/// An exported file, and remarks for the user.
#[derive(Debug, Default)]
pub struct Exported {
    /// The content of the file.
    pub text: String,
    /// What was left out and why, and which limits the file exceeds.
    pub remarks: Vec<String>,
}

impl From<String> for Exported {
    fn from(text: String) -> Self {
        Self {
            text,
            remarks: Vec::new(),
        }
    }
}

/// The selected events, the records that they name, links whose ends are both selected, and topics
/// with a selected event; without a filter the whole timeline, including background events.
///
/// With `ascii`, other characters become JSON escapes, so that no data is lost.
fn dataset(extract: &Extract<'_>, options: Options) -> Exported {
    Exported::from(view::json(&dataset_excerpt(extract), options.ascii))
}
