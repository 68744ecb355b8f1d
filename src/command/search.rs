//! `search`: ranked hits over everything.

use clap::Args;

use crate::error::{Error, Result};
use crate::model::timeline::Timeline;
use crate::query::values::search_words;
use crate::report::search;

use super::filters::FilterArgs;
use super::{Output, Settings};

/// Search events, accounts, people, places and topics; one typo is forgiven from five letters on
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// The words to look for
    #[arg(value_name = "TEXT", required = true)]
    text: Vec<String>,

    #[command(flatten)]
    filters: FilterArgs,

    /// Show at most N hits
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// Searches.
pub fn run(args: &SearchArgs, timeline: &Timeline, settings: &Settings) -> Result<Output> {
    let words = search_words(&args.text.join(" "));
    if words.is_empty() {
        return Err(Error::Usage {
            message: format!("`{}` holds no word to look for", args.text.join(" ")),
            hint: "give letters or digits".into(),
        });
    }
    let filter = args.filters.resolve(timeline, settings.today)?;
    let report = search::search(timeline, &filter, &words, args.limit);
    let scope = if filter.asks_for_nothing() {
        ""
    } else {
        " in what the filters leave"
    };
    Ok(settings.show(&report)?.remark_if(report.aside == 0, || {
        format!("nothing holds any of these words{scope}")
    }))
}
