//! Periods that have a name, and phrases of them: "between 26 June and 31 December 1953".

use std::fmt;

use chrono::{Datelike, NaiveDate};

/// The names of the months.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A period that has a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Unit {
    /// "5 March 1953"
    Day(NaiveDate),
    /// The month of the day: "March 1953".
    Month(NaiveDate),
    /// "spring 1953"
    Season(&'static str, i32),
    /// The winter that begins in the year: "winter 1953–54".
    Winter(i32),
    /// "1953"
    Year(i32),
    /// The ten years from this one on: "the 1950s".
    Decade(i32),
    /// A day of a year that words do not suit: "0046-03-01".
    Unspeakable(NaiveDate),
}

impl Unit {
    /// The day, whatever its year.
    pub fn day(day: NaiveDate) -> Self {
        if unspeakable(day) {
            Self::Unspeakable(day)
        } else {
            Self::Day(day)
        }
    }

    /// How many words it takes.
    pub fn words(self) -> usize {
        match self {
            Self::Day(_) => 3,
            Self::Month(_) | Self::Season(..) | Self::Winter(_) | Self::Decade(_) => 2,
            Self::Year(_) | Self::Unspeakable(_) => 1,
        }
    }

    /// Writes it without what something else says for it.
    fn write(self, shared: Shared, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => {
                write!(f, "{}", day.day())?;
                if shared != Shared::Month {
                    f.write_str(" ")?;
                    f.write_str(month_name(day))?;
                }
            }
            Self::Month(day) => f.write_str(month_name(day))?,
            Self::Season(name, _) => f.write_str(name)?,
            Self::Winter(_) => f.write_str("winter")?,
            Self::Year(year) => return write!(f, "{year}"),
            Self::Decade(year) => return write!(f, "the {year}s"),
            Self::Unspeakable(day) => return write!(f, "{day}"),
        }
        let year = match self {
            _ if shared != Shared::Nothing => return Ok(()),
            Self::Day(day) | Self::Month(day) => day.year(),
            Self::Season(_, year) | Self::Winter(year) => year,
            Self::Year(_) | Self::Decade(_) | Self::Unspeakable(_) => return Ok(()),
        };
        f.write_str(" ")?;
        write!(f, "{year}")?;
        match self {
            Self::Winter(year) => write!(f, "–{:02}", (year + 1).rem_euclid(100)),
            _ => Ok(()),
        }
    }
}

/// What the two ends of a stretch have in common, and need not say twice.
#[derive(Clone, Copy, PartialEq)]
pub enum Shared {
    /// Nothing, or nothing that could be left out.
    Nothing,
    /// The year.
    Year,
    /// The month and the year.
    Month,
}

impl Shared {
    /// What two days have in common, or the periods that begin or end with them; only of days
    /// can it be the month.
    pub fn of(first: NaiveDate, last: NaiveDate, in_days: bool) -> Self {
        if first.year() != last.year() {
            Self::Nothing
        } else if in_days && first.month() == last.month() {
            Self::Month
        } else {
            Self::Year
        }
    }
}

/// A period, or the stretch from one to another, with the words around them.
pub struct Phrase {
    before: &'static str,
    first: Unit,
    /// What the first period leaves to the last, or to another phrase, to say.
    pub shared: Shared,
    /// The words between the two, and the last period.
    last: Option<(&'static str, Unit)>,
    after: &'static str,
}

impl Phrase {
    /// The period and nothing else.
    pub fn of(unit: Unit) -> Self {
        Self::around("", unit, "")
    }

    /// The period between these words.
    pub fn around(before: &'static str, unit: Unit, after: &'static str) -> Self {
        Self {
            before,
            first: unit,
            shared: Shared::Nothing,
            last: None,
            after,
        }
    }

    /// The stretch from the one period to the other, with the words before and between them.
    pub fn pair(
        [before, between]: [&'static str; 2],
        [first, last]: [Unit; 2],
        shared: Shared,
    ) -> Self {
        Self {
            before,
            first,
            shared,
            last: Some((between, last)),
            after: "",
        }
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.before)?;
        self.first.write(self.shared, f)?;
        if let Some((between, last)) = self.last {
            f.write_str(between)?;
            last.write(Shared::Nothing, f)?;
        }
        f.write_str(self.after)
    }
}

/// Whether a day lies in a year that is not written with four digits.
pub fn unspeakable(day: NaiveDate) -> bool {
    !(1000..=9999).contains(&day.year())
}

fn month_name(day: NaiveDate) -> &'static str {
    MONTHS[day.month0() as usize]
}
