//! Moves, widens and narrows the selected period, here called a window.

use chrono::{Datelike, Months, NaiveDate};

use crate::model::date::Bounds;
use crate::report::axis::Grain;

/// Lengths of windows, in months.
const LENGTHS: [u32; 8] = [1, 3, 6, 12, 24, 60, 120, 240];

/// Minimum length, in months, of a window that moves by years.
const MOVES_BY_YEARS: u32 = 12;

/// The window at a day of an axis: its year, or on an axis of days, the day.
pub fn window_at(day: NaiveDate, grain: Grain) -> Option<Bounds> {
    match grain {
        Grain::Day | Grain::Hour => Some(Bounds::day(day)),
        Grain::Month | Grain::Year => year_window(day.year()),
    }
}

/// The window of a calendar year; `None` if chrono cannot represent it.
pub fn year_window(year: i32) -> Option<Bounds> {
    Some(Bounds::days(
        NaiveDate::from_ymd_opt(year, 1, 1),
        Some(NaiveDate::from_ymd_opt(year, 12, 31)?),
    ))
}

/// The window one step later or earlier: a month, or a year if it is open or at least a year long.
/// `None` if chrono cannot represent it.
pub fn shift(window: Bounds, later: bool) -> Option<Bounds> {
    let months = match length(window) {
        Some(length) if length < MOVES_BY_YEARS => 1,
        _ => 12,
    };
    let moved = |day| move_day(day, months, later);
    // At the end of a month, moves the next day instead, so that whole months stay whole.
    let moved_end = |day: NaiveDate| match day.succ_opt()? {
        next if next.day() == 1 => moved(next)?.pred_opt(),
        _ => moved(day),
    };
    let earliest = window.earliest.and_then(moved);
    let latest = window.latest.and_then(moved_end);
    let is_whole = earliest.is_some() == window.earliest.is_some()
        && latest.is_some() == window.latest.is_some();
    is_whole.then_some(Bounds::days(earliest, latest))
}

fn move_day(day: NaiveDate, months: u32, later: bool) -> Option<NaiveDate> {
    if later {
        day.checked_add_months(Months::new(months))
    } else {
        day.checked_sub_months(Months::new(months))
    }
}

/// The window of the next greater length, from the same first day; unbounded beyond the greatest.
pub fn widen(window: Bounds) -> Bounds {
    let wider = LENGTHS
        .into_iter()
        .find(|months| length(window).is_some_and(|length| *months > length));
    wider
        .and_then(|months| of_length(window.earliest?, months))
        .unwrap_or_default()
}

/// The window of the next smaller length, from the same first day; `None` if it is a month or open.
pub fn narrow(window: Bounds) -> Option<Bounds> {
    let length = length(window)?;
    let months = LENGTHS.into_iter().rev().find(|months| *months < length)?;
    of_length(window.earliest?, months)
}

fn of_length(first: NaiveDate, months: u32) -> Option<Bounds> {
    let next = move_day(first, months, true)?;
    Some(Bounds::days(Some(first), Some(next.pred_opt()?)))
}

/// Number of calendar months that a window touches; `None` if a side is open.
fn length(window: Bounds) -> Option<u32> {
    let (first, last) = (window.earliest?, window.latest?);
    let months = |day: NaiveDate| day.year() * 12 + i32::try_from(day.month0()).unwrap_or_default();
    u32::try_from(months(last) - months(first) + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(from: &str, to: &str) -> Bounds {
        let [from, to] = [from, to].map(|day| Some(day.parse().unwrap()));
        Bounds::days(from, to)
    }

    #[test]
    fn windows_move_by_months_or_years_and_keep_their_ends() {
        let month = window("1956-02-01", "1956-02-29");
        assert_eq!(shift(month, true), Some(window("1956-03-01", "1956-03-31")));
        assert_eq!(
            shift(month, false),
            Some(window("1956-01-01", "1956-01-31"))
        );
        let year = year_window(1956).unwrap();
        assert_eq!(shift(year, true), year_window(1957));
        let days = window("1956-10-23", "1956-11-04");
        assert_eq!(shift(days, true), Some(window("1956-11-23", "1956-12-04")));
        let open = Bounds::days(year.earliest, None);
        assert_eq!(
            shift(open, true).unwrap().earliest,
            year_window(1957).unwrap().earliest
        );
    }

    #[test]
    fn windows_grow_and_shrink_from_their_first_day() {
        let year = year_window(1956).unwrap();
        assert_eq!(widen(year), window("1956-01-01", "1957-12-31"));
        assert_eq!(narrow(year), Some(window("1956-01-01", "1956-06-30")));
        assert_eq!(narrow(window("1956-10-01", "1956-10-31")), None);
        assert_eq!(widen(Bounds::default()), Bounds::default());
        assert_eq!(widen(window("1900-01-01", "1999-12-31")), Bounds::default());
    }
}
