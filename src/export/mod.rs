//! Files for other programs: one file per foreign format.

mod dot;
mod html;

use crate::report::extract::Extract;
use crate::view::Format;

/// The forms that other programs take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A page for a browser.
    Html,
    /// Comma-separated values, one row an event.
    Csv,
    /// Tab-separated values, one row an event.
    Tsv,
    /// JSON, one event a line.
    Ndjson,
    /// JSON, an array of events.
    Json,
    /// The graph of links, for graphviz.
    Dot,
}

impl Kind {
    /// All of them, in the order in which help lists them.
    pub const ALL: [Self; 6] = [
        Self::Html,
        Self::Csv,
        Self::Tsv,
        Self::Ndjson,
        Self::Json,
        Self::Dot,
    ];

    /// The word that is typed for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Ndjson => "ndjson",
            Self::Json => "json",
            Self::Dot => "dot",
        }
    }

    /// The kind of a file, from its ending without the dot, where only an export makes it.
    pub fn of_ending(ending: &str) -> Option<Self> {
        Some(match ending.to_ascii_lowercase().as_str() {
            "dot" | "gv" => Self::Dot,
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
}

impl Kind {
    /// How it is made.
    pub fn maker(self) -> Maker {
        match self {
            Self::Csv => Maker::Listed(Format::Csv),
            Self::Tsv => Maker::Listed(Format::Tsv),
            Self::Ndjson => Maker::Listed(Format::Ndjson),
            Self::Json => Maker::Listed(Format::Json),
            Self::Html => Maker::Made(html::html),
            Self::Dot => Maker::Made(dot::dot),
        }
    }
}
