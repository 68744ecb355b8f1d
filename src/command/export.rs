//! `export`: writes files for other programs.

use clap::Args;
use itertools::Itertools;
use strum::VariantArray;

use crate::error::{Error, Result};
use crate::export::{ExportFormat, Exported, Options, Renderer};
use crate::model::timeline::Timeline;
use crate::report::chart::{self, LanesBy};
use crate::report::chronology::{self, Sort};
use crate::report::extract;

use super::filters::FilterArgs;
use super::{Output, Settings, one_of};

/// Write the timeline, or a part of it, for another program
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The format of the file
    #[arg(value_name = "FORMAT", value_parser = one_of(ExportFormat::ALL, |format| format.name))]
    export_format: ExportFormat,

    /// Give a row for each account instead of each event (csv, tsv, ndjson, json)
    #[arg(long)]
    accounts: bool,

    /// Include events without an exact day, over all days on which they can lie (ics)
    #[arg(long)]
    imprecise: bool,

    /// Write everything: each account and each comparison (markdown)
    #[arg(long)]
    full: bool,

    /// Give the export this title instead of the timeline's
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    #[command(flatten)]
    pub filters: FilterArgs,

    /// Give each theme, person, place or source a lane (svg)
    #[arg(long, value_name = "OF", value_parser = one_of(LanesBy::VARIANTS, Into::into))]
    lanes: Option<LanesBy>,
}

/// Whether a format supports an option.
type Suits = fn(&ExportFormat) -> bool;

/// Returns the file's text as the output.
pub fn run(args: &ExportArgs, timeline: &Timeline, settings: &Settings) -> Result<Output> {
    if settings.format.is_some() {
        return Err(Error::usage(
            "export takes its format as an argument",
            "leave out -O: destal export csv",
        ));
    }
    let suits: [(bool, &str, Suits); 5] = [
        (args.full, "--full", |format| format.name == "markdown"),
        (args.title.is_some(), "--title", |format| {
            !matches!(format.renderer, Renderer::Table(_))
                && !matches!(format.name, "mermaid" | "csl-json")
        }),
        (args.lanes.is_some(), "--lanes", |format| {
            matches!(format.renderer, Renderer::Chart(_))
        }),
        (args.accounts, "--accounts", |format| {
            matches!(format.renderer, Renderer::Table(_))
        }),
        (args.imprecise, "--imprecise", |format| format.name == "ics"),
    ];
    for (is_given, option, suits) in suits {
        if is_given && !suits(&args.export_format) {
            let suited = ExportFormat::ALL.into_iter().filter(suits);
            return Err(Error::usage(
                format!(
                    "`{option}` does not suit the format `{}`",
                    args.export_format.name
                ),
                format!("it suits {}", suited.map(|format| format.name).join(", ")),
            ));
        }
    }
    let filter = args.filters.resolve(timeline, settings.today)?;
    let is_page = matches!(args.export_format.name, "svg" | "markdown");
    let subject = chronology::subject(&filter).filter(|_| is_page);
    let titled = args.title.as_deref().or(subject.as_deref()).map(|title| {
        let mut timeline = timeline.clone();
        if args.title.is_none() {
            let from = format!("From “{}”.", timeline.name());
            timeline.description = Some(from.as_str().into());
        }
        timeline.title = Some(title.into());
        timeline
    });
    let timeline = titled.as_ref().unwrap_or(timeline);
    let options = Options {
        ascii: settings.render.ascii,
        imprecise: args.imprecise,
        full: args.full,
    };
    let (exported, found): (Exported, usize) = match args.export_format.renderer {
        Renderer::Table(format) => {
            let settings = Settings {
                format: Some(format),
                ..settings.clone()
            };
            if args.accounts {
                let extract = extract::extract(timeline, &filter);
                let output = settings.show(&extract.accounts())?;
                (output.text.into(), extract.events.len())
            } else {
                let report = chronology::chronology(timeline, &filter, Sort::Date, None);
                let output = settings.show(&report)?;
                (output.text.into(), report.extra.matching())
            }
        }
        Renderer::Extract(make) => {
            let extract = extract::extract(timeline, &filter);
            (make(&extract, options), extract.events.len())
        }
        Renderer::Chart(draw) => {
            let lanes = args.lanes.unwrap_or_default();
            let chart = chart::chart(timeline, &filter, None, lanes, true);
            let found = chart.chronology.extra.matching();
            (draw(timeline, &chart, options), found)
        }
    };
    let output = Output {
        text: exported.text,
        remarks: exported.remarks,
        ..Output::default()
    };
    Ok(output.explain_if_empty(found == 0, || chronology::why_empty(timeline, &filter)))
}
