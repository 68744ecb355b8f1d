//! Which of two dates in one row stands: the one for programs, or the one for readers.

use chrono::Datelike;

use crate::model::date::{Date, Shape};

use super::reading::{Reading, Unread, unread};

/// The most words that are kept as printed.
const LONGEST_PRINT: usize = 8;

/// The date of a row: its EDTF, and the words of a date that could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowDate {
    pub edtf: String,
    pub as_printed: Option<String>,
}

impl RowDate {
    /// The date, with that for readers in the column `heading` taken into account. Words that cannot
    /// be read are kept as printed.
    pub fn shown_as(
        self,
        words: &str,
        reading: &Reading,
        heading: &str,
        is_axis: bool,
    ) -> Result<Self, Unread> {
        if let Some(edtf) = cut_to_unit(&self.edtf, words) {
            return Ok(Self { edtf, ..self });
        }
        let Ok(display) = reading else {
            let is_short = words.split(' ').count() <= LONGEST_PRINT;
            let as_printed = is_short.then(|| words.to_owned());
            return Ok(Self { as_printed, ..self });
        };
        let edtf = reconcile(&self.edtf, display, is_axis);
        let edtf = edtf.ok_or_else(|| contradiction(&self.edtf, heading, words))?;
        Ok(Self { edtf, ..self })
    }
}

/// The error for a date that another column contradicts.
pub fn contradiction(edtf: &str, heading: &str, stated: &str) -> Unread {
    let message = format!("this is {edtf} in EDTF, but `{heading}` says `{stated}`");
    unread(message, "correct one of them")
}

/// How exact a date is, as some timeline programs say beside it.
const UNITS: [(&str, usize); 4] = [("ye", 1), ("mo", 2), ("da", 3), ("ho", 4)];

/// The EDTF date cut to a unit (`ye`, `mo`, `da`); `None` if `unit` is no unit.
fn cut_to_unit(edtf: &str, unit: &str) -> Option<String> {
    let (_, parts) = UNITS.into_iter().find(|(name, _)| *name == unit)?;
    if parts == 4 {
        return Some(edtf.to_owned());
    }
    let cut = |side: &str| {
        let (sign, digits) = side
            .strip_prefix('-')
            .map_or(("", side), |digits| ("-", digits));
        let day = digits.split('T').next().unwrap_or_default();
        let parts: Vec<&str> = day.split('-').take(parts).collect();
        sign.to_owned() + &parts.join("-")
    };
    let sides: Vec<String> = edtf.split('/').map(cut).collect();
    match sides.as_slice() {
        [a, b] if a == b => Some(a.clone()),
        _ => Some(sides.join("/")),
    }
}

/// The date that stands, of one for programs and one for readers; `None` if they contradict each
/// other.
///
/// The narrower stands. A program may need a day where readers see a season or a span, so a day that
/// only begins the wider date, or the first of a month, gives way, and so does every date for
/// programs that are a place on an axis (`is_axis`).
pub fn reconcile(machine: &str, display: &str, is_axis: bool) -> Option<String> {
    let (Ok(a), Ok(b)) = (Date::parse(machine), Date::parse(display)) else {
        return Some(machine.to_owned());
    };
    if !a.overlaps(&b) {
        return None;
    }
    let is_begin = a.bounds().earliest == b.bounds().earliest;
    let is_first_of_month =
        a.single_day().is_some_and(|day| day.day() == 1) && !machine.contains('T');
    let is_placeholder = is_begin || is_first_of_month || matches!(b.shape(), Shape::Span(..));
    let stands = if is_axis || is_placeholder || b.width() <= a.width() {
        display
    } else {
        machine
    };
    // The time of day is on one side only.
    Some(
        if machine.starts_with(&format!("{display}T")) {
            machine
        } else {
            stands
        }
        .to_owned(),
    )
}
