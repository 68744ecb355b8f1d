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
use crate::view;

use super::filters::FilterArgs;
use super::{Output, Settings, one_of};

/// Write the timeline, or a part of it, for another program
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The format of the file
    #[arg(value_name = "FORMAT", value_parser = one_of(ExportFormat::ALL, |kind| kind.word))]
    kind: ExportFormat,

    /// Give a row for each account instead of each event (csv, tsv, ndjson, json)
    #[arg(long)]
    accounts: bool,

    /// Include events without an exact day, over all days on which they can lie (ics)
    #[arg(long)]
    imprecise: bool,

    #[command(flatten)]
    filters: FilterArgs,

    /// Give each theme, person, place or source a lane (svg)
    #[arg(long, value_name = "OF", value_parser = one_of(LanesBy::VARIANTS, Into::into))]
    lanes: Option<LanesBy>,
}

/// Returns the file's text as the output.
pub fn run(args: &ExportArgs, timeline: &Timeline, settings: &Settings) -> Result<Output> {
    if settings.format.is_some() {
        return Err(Error::usage(
            "export takes its format as an argument",
            "leave out -O: destal export csv",
        ));
    }
    let is_drawn = |kind: &ExportFormat| matches!(kind.renderer, Renderer::Chart(_));
    check(args.lanes.is_some(), "--lanes", args.kind, is_drawn)?;
    let has_rows = |kind: &ExportFormat| matches!(kind.renderer, Renderer::Table(_));
    check(args.accounts, "--accounts", args.kind, has_rows)?;
    check(args.imprecise, "--imprecise", args.kind, |kind| {
        kind.word == "ics"
    })?;
    let filter = args.filters.resolve(timeline, settings.today)?;
    let look = settings.look;
    let options = Options {
        ascii: look.ascii,
        imprecise: args.imprecise,
    };
    let (exported, found): (Exported, usize) = match args.kind.renderer {
        Renderer::Table(format) if args.accounts => {
            let extract = extract::extract(timeline, &filter);
            let text = view::show(&extract.accounts(), None, Some(format), look, &[])?;
            (text.into(), extract.events.len())
        }
        Renderer::Table(format) => {
            let report = chronology::chronology(timeline, &filter, Sort::Date, None);
            let text = view::show(&report, None, Some(format), look, &[])?;
            (text.into(), report.aside.matching())
        }
        Renderer::Extract(make) => {
            let extract = extract::extract(timeline, &filter);
            (make(&extract, options), extract.events.len())
        }
        Renderer::Chart(draw) => {
            let lanes = args.lanes.unwrap_or_default();
            let chart = chart::chart(timeline, &filter, None, lanes);
            (
                draw(timeline, &chart, options),
                chart.chronology.aside.matching(),
            )
        }
    };
    let output = Output {
        text: exported.text,
        remarks: exported.remarks,
        ..Output::default()
    };
    Ok(output.explain_if_empty(found == 0, || chronology::why_empty(timeline, &filter)))
}

/// Fails if an option is given that the format does not support, and lists the formats that do.
fn check(
    given: bool,
    option: &str,
    kind: ExportFormat,
    suits: impl Fn(&ExportFormat) -> bool,
) -> Result<()> {
    if !given || suits(&kind) {
        return Ok(());
    }
    let suited = ExportFormat::ALL.into_iter().filter(suits);
    Err(Error::usage(
        format!("`{option}` does not suit the format `{}`", kind.word),
        format!("it suits {}", suited.map(|kind| kind.word).join(", ")),
    ))
}
