//! Times of day in a spreadsheet.

use crate::model::date::Date;

use super::date_words::{ZONES, single_spaced};
use super::reading::{Reading, is_number, unread};

/// A time of day: hour, minute and, if given, second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock(pub u32, pub u32, pub Option<u32>);

/// Reads a time of day: `23:40`, `05:58:44`, `2:40 am`, `14h30`, and drops a zone behind it.
pub fn clock(text: &str) -> Option<Clock> {
    let lower = text.to_lowercase().replace(['.', ' '], "");
    let zone = ZONES.split(' ').find_map(|zone| lower.strip_suffix(zone));
    let text = zone.unwrap_or(&lower);
    let (digits, half) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(digits), _) => (digits, Some(0)),
        (_, Some(digits)) => (digits, Some(12)),
        _ => (text, None),
    };
    let number = |part: &str| (part.len() <= 2 && is_number(part)).then(|| part.parse().ok())?;
    let numbers: Option<Vec<u32>> = digits.split([':', 'h']).map(number).collect();
    let (hour, minute, second) = match (numbers?.as_slice(), half) {
        ([hour, minute], _) => (*hour, *minute, None),
        ([hour, minute, second], _) => (*hour, *minute, Some(*second)),
        ([hour], Some(_)) => (*hour, 0, None),
        _ => return None,
    };
    let hour = half.map_or(hour, |half| hour % 12 + half);
    let is_time = hour < 24 && minute < 60 && second.is_none_or(|second| second < 60);
    is_time.then_some(Clock(hour, minute, second))
}

/// Splits a clock time off the end of a date. Programs write 00:00:00 where there is no time.
pub fn split_time(words: &str) -> (String, Option<Clock>) {
    let joined = words
        .get(10..11)
        .filter(|sign| *sign == "t")
        .map(|_| words.replacen('t', " ", 1));
    let words = joined.as_deref().unwrap_or(words);
    // `23:40`, `11:40 p m`, `2:40 am est`
    for (at, _) in words.match_indices(' ') {
        let rest = &words[at + 1..];
        if let Some(time) = clock(rest).filter(|_| rest.contains([':', 'h', 'm'])) {
            let is_none = time == Clock(0, 0, Some(0));
            return (words[..at].to_owned(), (!is_none).then_some(time));
        }
    }
    // A zone behind a mere day changes nothing.
    let day = words
        .rsplit_once(' ')
        .filter(|(_, last)| ZONES.split(' ').any(|zone| zone == *last));
    (single_spaced(day.map_or(words, |(day, _)| day)), None)
}

/// The EDTF of a time on a day. Seconds are written because EDTF requires them; before the year 0 it
/// has no times.
pub fn at_time(day: &str, Clock(hour, minute, second): Clock) -> Reading {
    let is_day = Date::parse(day).is_ok_and(|date| date.single_day().is_some());
    if !is_day || day.contains(['~', '?', '%', '[']) {
        return Err(unread(
            "a time without a day",
            "give the day as well, such as 1912-04-14",
        ));
    }
    if day.starts_with('-') {
        return Ok(day.to_owned());
    }
    Ok(format!(
        "{day}T{hour:02}:{minute:02}:{:02}",
        second.unwrap_or(0)
    ))
}

/// The day of an EDTF date with a time; any other date as it is.
pub fn without_time(edtf: &str) -> &str {
    edtf.split('T').next().unwrap_or(edtf)
}
