//! `date`: shows how a date is parsed.

use clap::Args;

use crate::error::Result;
use crate::model::date::Calendar;
use crate::report::reading;

use super::{Output, Settings};

/// Show how a date is read: its first and last day, or what is wrong with it
#[derive(Debug, Args)]
pub struct DateArgs {
    /// The date, in words or as EDTF
    #[arg(value_name = "TEXT", allow_hyphen_values = true)]
    text: String,

    /// Read it strictly as EDTF, as in a dataset
    #[arg(long)]
    edtf: bool,

    /// Read it as a date of the Julian calendar
    #[arg(long, requires = "edtf")]
    julian: bool,
}

/// Parses the date. If that fails, the exit status is 1, with the error as a remark.
pub fn run(args: &DateArgs, settings: &Settings) -> Result<Output> {
    let calendar = args.julian.then_some(Calendar::Julian);
    let report = reading::reading(&args.text, args.edtf, calendar);
    let mut output = settings.show(&report)?;
    if let Some(error) = &report.error {
        output.status = 1;
        if settings.format.is_none() {
            output.text.clear(); // the error says it all
        }
        output.remarks.push(error.clone());
        if !report.extra.hint.is_empty() {
            output.remarks.push(report.extra.hint.clone());
        }
    }
    Ok(output)
}
