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

/// A format that `export` writes.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// The word that is typed for it.
    pub word: &'static str,
    /// The endings of files in it that no other command writes.
    endings: &'static [&'static str],
    /// How it is made.
    pub maker: Maker,
}

/// How a format is made.
#[derive(Clone, Copy, Debug)]
pub enum Maker {
    /// As a list of events, by the view.
    Listed(Format),
    /// From an extract of the timeline.
    Made(fn(&Extract<'_>, Options) -> Exported),
    /// From a chart.
    Drawn(fn(&Timeline, &Chart<'_>, Options) -> Exported),
}

impl Kind {
    /// All formats, in the order in which help lists them.
    pub const ALL: [Self; 15] = [
        Self::new("html", &["html", "htm"], Maker::Made(html::html)),
        Self::new("svg", &["svg"], Maker::Drawn(svg::svg)),
        Self::new("timelinejs", &[], Maker::Made(timelinejs::timelinejs)),
        Self::new("ics", &["ics"], Maker::Made(ics::ics)),
        Self::new("csv", &[], Maker::Listed(Format::Csv)),
        Self::new("tsv", &[], Maker::Listed(Format::Tsv)),
        Self::new("ndjson", &[], Maker::Listed(Format::Ndjson)),
        Self::new("json", &[], Maker::Listed(Format::Json)),
        Self::new("markdown", &[], Maker::Made(markdown::markdown)),
        Self::new("dot", &["dot", "gv"], Maker::Made(dot::dot)),
        Self::new("mermaid", &["mmd"], Maker::Made(mermaid::mermaid)),
        Self::new("csl-json", &[], Maker::Made(csl_json::csl_json)),
        Self::new("anki", &[], Maker::Made(anki::anki)),
        Self::new("sqlite", &["sql"], Maker::Made(sqlite::sqlite)),
        Self::new("dataset", &[], Maker::Made(dataset::dataset)),
    ];

    const fn new(word: &'static str, endings: &'static [&'static str], maker: Maker) -> Self {
        Self {
            word,
            endings,
            maker,
        }
    }

    /// The format of a file, from its ending without the dot, if only an export writes it.
    pub fn of_ending(ending: &str) -> Option<Self> {
        let ending = ending.to_ascii_lowercase();
        let mut kinds = Self::ALL.into_iter();
        kinds.find(|kind| kind.endings.contains(&ending.as_str()))
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
