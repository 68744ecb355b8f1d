//! How a date is read: its days, or what is wrong with it.

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::date::{Date, days, is_spelt_as, parse_typed};

/// How one text is read.
#[derive(Debug, Default, Serialize)]
pub struct Reading<'a> {
    pub input: &'a str,
    /// Whether it is read as EDTF, rather than as words.
    pub edtf: bool,
    /// The first day, `None` where open or unknown.
    pub earliest: Option<NaiveDate>,
    /// The last day, `None` where open or unknown.
    pub latest: Option<NaiveDate>,
    /// Whether it is marked as approximate.
    pub approximate: bool,
    /// Whether it is marked as uncertain.
    pub uncertain: bool,
    /// Why it cannot be read.
    pub error: Option<String>,
    /// What to write instead.
    #[serde(skip)]
    pub hint: String,
    /// The date in words, where it can be read.
    #[serde(skip)]
    pub words: Option<String>,
}

/// Reads a text as a person types it, or strictly as EDTF.
pub fn reading(input: &str, strictly_edtf: bool) -> Reading<'_> {
    let reading = Reading {
        input,
        edtf: strictly_edtf || is_spelt_as(input),
        ..Reading::default()
    };
    let date = Date::parse(if strictly_edtf { input } else { input.trim() });
    match (date, parse_typed(input)) {
        (Err(why), _) if strictly_edtf => Reading {
            error: Some(why),
            hint: "without --edtf, dates are read in words as well".into(),
            ..reading
        },
        (_, Err(error)) if !strictly_edtf => Reading {
            edtf: false,
            error: Some(error.message),
            hint: error.hint,
            ..reading
        },
        (Ok(date), _) => Reading {
            earliest: date.bounds().earliest,
            latest: date.bounds().latest,
            approximate: date.is_approximate(),
            uncertain: date.is_uncertain(),
            words: Some(date.to_string()),
            ..reading
        },
        (Err(_), typed) => {
            let bounds = typed.unwrap_or_default();
            Reading {
                earliest: bounds.earliest,
                latest: bounds.latest,
                words: days(bounds),
                ..reading
            }
        }
    }
}
