//! How a date is read: its days, or what is wrong with it.

use serde::Serialize;

use crate::model::date::{Bounds, Date, days, parse_typed};

use super::Report;

/// How one text is read.
pub type Reading<'a> = Report<ReadingReport<'a>, ReadingAside>;

#[derive(Debug, Default, Serialize)]
pub struct ReadingReport<'a> {
    pub input: &'a str,
    /// Whether it is read as EDTF, rather than as words.
    pub edtf: bool,
    /// The first and the last day, `None` where open or unknown.
    #[serde(flatten)]
    pub bounds: Bounds,
    /// Whether it is marked as approximate.
    pub approximate: bool,
    /// Whether it is marked as uncertain.
    pub uncertain: bool,
    /// Why it cannot be read.
    pub error: Option<String>,
}

#[derive(Debug, Default)]
pub struct ReadingAside {
    /// What to write instead, where it cannot be read.
    pub hint: String,
    /// The date in words, where it can be read.
    pub words: String,
}

/// Reads a text as a person types it, or strictly as EDTF.
pub fn reading(input: &str, strictly_edtf: bool) -> Reading<'_> {
    let date = Date::parse(if strictly_edtf { input } else { input.trim() });
    let mut report = ReadingReport {
        input,
        edtf: strictly_edtf || date.is_ok(),
        ..ReadingReport::default()
    };
    let mut aside = ReadingAside::default();
    match (date, parse_typed(input)) {
        (Err(why), _) if strictly_edtf => {
            report.error = Some(why);
            aside.hint = "without --edtf, dates are read in words as well".into();
        }
        (_, Err(error)) if !strictly_edtf => {
            report.edtf = false;
            report.error = Some(error.message);
            aside.hint = error.hint;
        }
        (Ok(date), _) => {
            report.bounds = date.bounds();
            report.approximate = date.is_approximate();
            report.uncertain = date.is_uncertain();
            aside.words = date.to_string();
        }
        (Err(_), typed) => {
            report.bounds = typed.unwrap_or_default();
            aside.words = days(report.bounds).unwrap_or_default();
        }
    }
    Report {
        data: report,
        aside,
    }
}
