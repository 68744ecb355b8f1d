//! Files for other programs: one file per foreign format.

mod anki;
mod csl_json;
mod dataset;
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

use crate::model::timeline::Timeline;
use crate::report::chart::Chart;
use crate::report::extract::Extract;
use crate::view::Format;

/// The forms that other programs take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A page for a browser.
    Html,
    /// Data for a web page with `TimelineJS3`.
    TimelineJs,
    /// A calendar.
    Ics,
    /// Comma-separated values, one row an event.
    Csv,
    /// Tab-separated values, one row an event.
    Tsv,
    /// JSON, one event a line.
    Ndjson,
    /// JSON, an array of events.
    Json,
    /// A document, for pandoc or a wiki.
    Markdown,
    /// The graph of links, for graphviz.
    Dot,
    /// A drawing, as a poster.
    Svg,
    /// The graph of links, for Mermaid.
    Mermaid,
    /// The sources and the works that they cite, for a reference manager.
    CslJson,
    /// Cards to learn by, for Anki.
    Anki,
    /// A database, for the sqlite3 shell.
    Sqlite,
    /// A timeline that `--data` loads.
    Dataset,
}

impl Kind {
    /// All of them, in the order in which help lists them.
    pub const ALL: [Self; 15] = [
        Self::Html,
        Self::Svg,
        Self::TimelineJs,
        Self::Ics,
        Self::Csv,
        Self::Tsv,
        Self::Ndjson,
        Self::Json,
        Self::Markdown,
        Self::Dot,
        Self::Mermaid,
        Self::CslJson,
        Self::Anki,
        Self::Sqlite,
        Self::Dataset,
    ];

    /// The word that is typed for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::TimelineJs => "timelinejs",
            Self::Ics => "ics",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Ndjson => "ndjson",
            Self::Json => "json",
            Self::Markdown => "markdown",
            Self::Dot => "dot",
            Self::Svg => "svg",
            Self::Mermaid => "mermaid",
            Self::CslJson => "csl-json",
            Self::Anki => "anki",
            Self::Sqlite => "sqlite",
            Self::Dataset => "dataset",
        }
    }

    /// The kind of a file, from its ending without the dot, where only an export makes it.
    pub fn of_ending(ending: &str) -> Option<Self> {
        Some(match ending.to_ascii_lowercase().as_str() {
            "ics" => Self::Ics,
            "dot" | "gv" => Self::Dot,
            "svg" => Self::Svg,
            "mmd" => Self::Mermaid,
            "sql" => Self::Sqlite,
            "html" | "htm" => Self::Html,
            _ => return None,
        })
    }
}

/// What is wanted of an export, besides the events.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Whether only ASCII characters are to be used, in the dataset's text too.
    pub ascii: bool,
    /// Whether a calendar shows what has no day as well, over all the days on which it can lie.
    pub imprecise: bool,
}

/// A file for another program, and what has to be said beside it.
#[derive(Debug, Default)]
pub struct Exported {
    /// The file.
    pub text: String,
    /// What had to be left out, and why.
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

/// How a kind is made.
pub enum Maker {
    /// As a list of events in that format, by the view.
    Listed(Format),
    /// By a function of its own.
    Made(fn(&Extract<'_>, Options) -> Exported),
    /// By a function of its own that draws a chart.
    Drawn(fn(&Timeline<'_>, &Chart<'_>, Options) -> Exported),
}

impl Kind {
    /// How it is made.
    pub fn maker(self) -> Maker {
        match self {
            Self::TimelineJs => Maker::Made(timelinejs::timelinejs),
            Self::Ics => Maker::Made(ics::ics),
            Self::Csv => Maker::Listed(Format::Csv),
            Self::Tsv => Maker::Listed(Format::Tsv),
            Self::Ndjson => Maker::Listed(Format::Ndjson),
            Self::Json => Maker::Listed(Format::Json),
            Self::Markdown => Maker::Made(markdown::markdown),
            Self::Html => Maker::Made(html::html),
            Self::Dot => Maker::Made(dot::dot),
            Self::Svg => Maker::Drawn(svg::svg),
            Self::Mermaid => Maker::Made(mermaid::mermaid),
            Self::CslJson => Maker::Made(csl_json::csl_json),
            Self::Anki => Maker::Made(anki::anki),
            Self::Sqlite => Maker::Made(sqlite::sqlite),
            Self::Dataset => Maker::Made(dataset::dataset),
        }
    }
}
