//! How a date is read: its first and last day, or the error.

use serde::Serialize;

use crate::model::date::{Bounds, Calendar, Date, parse_typed, typed_in_words};

use super::Report;

/// How one text is read.
pub type Reading<'a> = Report<ReadingReport<'a>, ReadingExtra>;

#[derive(Debug, Default, Serialize)]
pub struct ReadingReport<'a> {
    pub input: &'a str,
    /// Whether it is read as EDTF rather than in words.
    pub edtf: bool,
    /// The calendar of the EDTF, if not the Gregorian.
    pub calendar: Option<Calendar>,
    /// First and last day; `None` if open or unknown.
    #[serde(flatten)]
    pub bounds: Bounds,
    pub approximate: bool,
    pub uncertain: bool,
    /// Why it cannot be read; `None` if it can.
    pub error: Option<String>,
}

#[derive(Debug, Default)]
pub struct ReadingExtra {
    /// What to write instead; empty if it can be read.
    pub hint: String,
    /// The date in words; empty if it cannot be read.
    pub words: String,
}

/// Parses a date as typed on the command line, or strictly as EDTF of this calendar.
pub fn reading(input: &str, strictly_edtf: bool, calendar: Option<Calendar>) -> Reading<'_> {
    let text = if strictly_edtf { input } else { input.trim() };
    let date = Date::parse_in(text, calendar);
    let mut report = ReadingReport {
        input,
        edtf: strictly_edtf || date.is_ok(),
        calendar,
        ..ReadingReport::default()
    };
    let mut extra = ReadingExtra::default();
    match (date, parse_typed(input)) {
        (Err(why), _) if strictly_edtf => {
            report.error = Some(why);
            extra.hint = "without --edtf, dates are read in words as well".into();
        }
        (_, Err(error)) if !strictly_edtf => {
            report.edtf = false;
            report.error = Some(error.message);
            extra.hint = error.hint;
        }
        (Ok(date), _) => {
            report.bounds = date.bounds();
            report.approximate = date.is_approximate();
            report.uncertain = date.is_uncertain();
            extra.words = date.to_string();
        }
        (Err(_), typed) => {
            report.bounds = typed.unwrap_or_default();
            extra.words = typed_in_words(input).unwrap_or_default();
        }
    }
    Report {
        data: report,
        extra,
    }
}
