//! Parsing of filter values, and formatting of them as they are typed.

use chrono::{Datelike, NaiveDate};

use crate::error::{Error, Result};
use crate::model::date::{Bounds, parse_typed, period_name};

/// Returns today's date. It is a function because only `cli` reads the clock.
pub type Today = fn() -> Result<NaiveDate>;

/// Parses a date; the error names the option.
fn parse_period(option: &'static str, typed: &str) -> Result<Bounds> {
    parse_typed(typed)
        .map_err(|error| Error::usage(format!("{option}: {}", error.message), error.hint))
}

/// Parses a whole period as typed for `--on`.
pub fn parse_on(period: &mut Bounds, typed: &str) -> Result<()> {
    *period = parse_period("--on", typed)?;
    Ok(())
}

/// Parses the start of a period as typed for `--from`.
pub fn parse_from(period: &mut Bounds, typed: &str) -> Result<()> {
    *period = parse_period("--from", typed)?.to(*period);
    match period.earliest {
        None => Err(open_side("--from", typed, "start", "--to")),
        Some(_) => Ok(()),
    }
}

/// Parses the end of a period as typed for `--to`; the start must have been parsed before.
pub fn parse_to(period: &mut Bounds, typed: &str) -> Result<()> {
    *period = period.to(parse_period("--to", typed)?);
    match (format_start(*period), format_end(*period)) {
        (_, None) => Err(open_side("--to", typed, "end", "--from")),
        (Some(from), Some(to)) if period.width() < 0 => Err(Error::usage(
            format!("--from: {from} lies after --to, {to}"),
            "swap the two",
        )),
        _ => Ok(()),
    }
}

fn open_side(option: &'static str, typed: &str, side: &str, other: &str) -> Error {
    Error::usage(
        format!("{option}: `{typed}` has no {side}"),
        format!("use {other} for a period with an open {side}, or --on"),
    )
}

/// Parses `MM-DD` or `today` as a day of any year; the year of the result has no meaning.
pub fn parse_anniversary(typed: &str, today: Today) -> Result<NaiveDate> {
    const LEAP_YEAR: i32 = 1956;
    if typed == "today" {
        return today();
    }
    typed
        .split_once('-')
        .filter(|(month, day)| month.len() == 2 && day.len() == 2)
        .and_then(|(month, day)| {
            NaiveDate::from_ymd_opt(LEAP_YEAR, month.parse().ok()?, day.parse().ok()?)
        })
        .ok_or_else(|| {
            Error::usage(
                format!("--anniversary: `{typed}` is not a day of the year"),
                "write month and day, such as 03-05, or today",
            )
        })
}

/// A day of any year, as `MM-DD`.
pub fn month_and_day(day: NaiveDate) -> String {
    day.format("%m-%d").to_string()
}

/// The start of a period in the shortest form that can be typed; `None` if it is open.
pub fn format_start(period: Bounds) -> Option<String> {
    let [clock, _] = period.clocks();
    let day = period.earliest?;
    let clock = clock.filter(|clock| clock != "00:00");
    Some(format_shortest(day, day, clock))
}

/// The end of a period in the shortest form that can be typed; `None` if it is open.
pub fn format_end(period: Bounds) -> Option<String> {
    let [_, clock] = period.clocks();
    let day = period.latest?;
    let clock = clock.filter(|clock| clock != "23:59");
    Some(format_shortest(day, day.succ_opt().unwrap_or(day), clock))
}

/// Formats `day` as a year, month or day, the shortest that is exact, or with a time of day. `edge`
/// is the first day of that period, or the first day after it.
fn format_shortest(day: NaiveDate, edge: NaiveDate, clock: Option<String>) -> String {
    if let Some(clock) = clock {
        let day = period_name(Bounds::day(day)).unwrap_or_default();
        return format!("{day}, {clock}");
    }
    let (format, period) = match (edge.month(), edge.day()) {
        (1, 1) => ("%Y", Bounds::months(day.year(), 1, 12)),
        (_, 1) => ("%Y-%m", Bounds::months(day.year(), day.month(), 1)),
        _ => ("%Y-%m-%d", Bounds::day(day)),
    };
    let words = period_name(period).filter(|_| !(1000..=9999).contains(&day.year()));
    words.unwrap_or_else(|| day.format(format).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_for_a_period_is_read_as_the_same_days() {
        for [from, to] in [
            ["1956-01-01", "1956-12-31"],
            ["1956-02-01", "1956-02-29"],
            ["1956-10-23", "1957-11-04"],
            ["1917-01-01", "1921-12-31"],
            ["15 march 44 bc", "0064-07-31"],
            ["1912-04-14T22:25", "1912-04-14T23:40:15"],
            ["1912-04-14", "1912-04-14T23:40"],
            ["15 march 44 bc, 10:00", "0064-07-31"],
        ] {
            let read = |from: &str, to: &str| {
                let mut period = Bounds::default();
                parse_from(&mut period, from).and(parse_to(&mut period, to))?;
                Result::Ok(period)
            };
            let period = read(from, to).unwrap();
            let [start, end] = [format_start(period), format_end(period)].map(Option::unwrap);
            assert_eq!(read(&start, &end).unwrap(), period, "{start} to {end}");
            assert!(
                from == "1912-04-14" || read(to, from).is_err(),
                "{to} to {from}"
            );
        }
    }
}
