//! How a date is read: its days, or what is wrong with it.

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::date::{Date, is_spelt_as, parse_typed};

/// How one text is read.
#[derive(Debug, Serialize)]
pub struct Reading<'a> {
    /// The text.
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
    let edtf = strictly_edtf || is_spelt_as(input);
    let mut reading = Reading {
        input,
        edtf,
        earliest: None,
        latest: None,
        approximate: false,
        uncertain: false,
        error: None,
        hint: String::new(),
        words: None,
    };
    let date = if strictly_edtf {
        Date::parse(input)
    } else {
        Date::parse(input.trim())
    };
    match (strictly_edtf, parse_typed(input), date) {
        (false, Err(error), _) => {
            reading.edtf = false;
            reading.error = Some(error.message);
            reading.hint = error.hint;
        }
        (true, _, Err(why)) => {
            reading.error = Some(why);
            reading.hint = "without --edtf, dates are read in words as well".into();
        }
        (_, _, Ok(date)) => {
            reading.earliest = date.bounds().earliest;
            reading.latest = date.bounds().latest;
            reading.approximate = date.is_approximate();
            reading.uncertain = date.is_uncertain();
            reading.words = Some(date.to_string());
        }
        (false, Ok(bounds), Err(_)) => {
            reading.earliest = bounds.earliest;
            reading.latest = bounds.latest;
            reading.words = crate::model::date::days(bounds);
        }
    }
    reading
}
