//! Reads the dates of a spreadsheet: a cell in words or numbers becomes an EDTF date, or the reason why
//! it cannot be read.

use chrono::{Datelike, Days, NaiveDate};
use itertools::Itertools as _;

use crate::model::date::{Bounds, Date, Shape, month_name, parse_typed};

use super::clock::{at_time, split_time, without_time};
use super::date_words::{in_english, says_unknown};
use super::reading::{Reading, Unread, is_number, unread};

/// The latest year that is not taken for a count of days.
const LATEST_YEAR: i64 = 2100;

/// The longest cell that is read as a date, in bytes.
const LONGEST: usize = 120;

/// The order of the numbers in dates such as `3/5/1953`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    DayFirst,
    MonthFirst,
}

/// How the dates of a column are written, which its other cells tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateStyle {
    pub order: Option<DateOrder>,
    /// Whether dates begin with the year, so that `1867/12` is a month.
    pub is_year_first: bool,
    /// Whether years are counted from the birth of Christ in both directions, so that 9 is a year.
    pub is_ancient: bool,
}

impl DateStyle {
    /// For dates that count years before Christ.
    pub const ANCIENT: Self = Self {
        order: None,
        is_year_first: false,
        is_ancient: true,
    };

    /// The style of a column. Two orders in one column decide nothing.
    pub fn of<'c>(cells: impl Iterator<Item = &'c str>) -> Self {
        let (mut style, mut orders) = (Self::default(), Vec::new());
        for cell in cells.filter(|cell| cell.len() <= LONGEST) {
            let digits = cell.trim_start_matches(['-', '\u{2212}']);
            let is_negative = digits.len() < cell.len() && is_number(digits);
            // Most dates end in a number, and need not be put into English for this.
            let has_era =
                !cell.ends_with(|c: char| c.is_ascii_digit()) && in_english(cell).ends_with(" bc");
            style.is_ancient |= is_negative || has_era;
            match numbers(cell.split([' ', 'T']).next().unwrap_or_default()).as_slice() {
                [year, _, _] if *year > 31 => style.is_year_first = true,
                [a, b, year] if *year > 31 && *a > 12 && *b <= 12 => {
                    orders.push(DateOrder::DayFirst);
                }
                [a, b, year] if *year > 31 && *b > 12 && *a <= 12 => {
                    orders.push(DateOrder::MonthFirst);
                }
                _ => {}
            }
        }
        style.order = orders.iter().all_equal_value().ok().copied();
        style
    }

    /// Reads a cell that is not empty.
    pub fn read(self, cell: &str) -> Reading {
        let text = cell.trim().trim_end_matches("-00");
        let midnights = ["T00:00:00Z", "T00:00:00.000Z"];
        let day = midnights.iter().find_map(|end| text.strip_suffix(end));
        let text = day.unwrap_or(text);
        if text.len() > LONGEST {
            return Err(not_known());
        }
        if let Some(year) = whole_number(text) {
            return self.year(text, year);
        }
        if let Some(range) = self.shortened_range(text) {
            return range;
        }
        let upper = text.to_uppercase();
        if let Ok(date) = Date::parse(&upper) {
            if !upper.contains('T') {
                return Ok(date.as_str().to_owned());
            }
            if upper.ends_with('Z') || upper[upper.len() - 6..].contains(['+', '-']) {
                let message = "a time with an offset, where a dataset has local times";
                return Err(unread(
                    message,
                    "write the time at that place, without Z or offset",
                ));
            }
        }
        let words = in_english(text);
        if says_unknown(&words) {
            return Err(no_date());
        }
        refuse_damage(&words)?;
        checked(self.period(&words)?)
    }

    /// A number alone is a year. Negative years count as people do; a zero at the front, and four
    /// digits, make it EDTF, which has a year 0.
    fn year(self, text: &str, year: i64) -> Reading {
        let digits = text.trim_start_matches('-');
        match year {
            _ if digits.starts_with('0') && digits.len() == 4 => Ok(text.to_owned()),
            0 => Err(unread(
                "there is no year 0 beside years that are counted as BC",
                "write -1 for 1 BC, or 1 for AD 1",
            )),
            ..0 => edtf_year(year + 1),
            1..100 if !self.is_ancient => Err(unread(
                "a year of two digits",
                format!("write it in full, such as {}", 1900 + year),
            )),
            1..=LATEST_YEAR => edtf_year(year),
            _ => Err(count_of_days(year)),
        }
    }

    /// `1861-65`, `1848/49` and, where dates begin with the year, `1867/12`. `None` if it is EDTF.
    fn shortened_range(self, text: &str) -> Option<Reading> {
        let (begin, end) = text.split_once(['-', '–', '/'])?;
        if begin.len() != 4 || end.len() != 2 || !is_number(begin) || !is_number(end) {
            return None;
        }
        let (year, short) = (whole_number(begin)? % 100, whole_number(end)?);
        let full = format!("{}{end}", &begin[..2]);
        let is_month = (1..=12).contains(&short);
        let remedy = format!("write `{begin} to {full}`, or {begin}-{end}");
        match text.chars().nth(4)? {
            '-' if is_month || (21..=24).contains(&short) && short <= year => None,
            '-' if (21..=24).contains(&short) => {
                let message = format!("the years {begin} to {full}, or a season in EDTF");
                Some(Err(unread(
                    message,
                    format!("write `{begin} to {full}`, or the season in words"),
                )))
            }
            '/' if is_month && self.is_year_first => Some(Ok(format!("{begin}-{end}"))),
            '/' if is_month && short != year + 1 => {
                Some(Err(unread("a month, or a range of years", remedy)))
            }
            _ if short > year => Some(Ok(format!("{begin}/{full}"))),
            _ => Some(Err(unread(
                "a range that ends before it begins",
                "write both years in full",
            ))),
        }
    }

    /// A date in English words: one period, or several joined by words and signs.
    fn period(self, words: &str) -> Reading {
        let is_between = words.starts_with("between ");
        for (separator, open, close) in [(" or ", '[', ']'), (" and ", '{', '}')] {
            if let Some((a, b)) = words.split_once(separator).filter(|_| !is_between) {
                let (a, b) = self.ends(a, b)?;
                return Ok(format!("{open}{a},{b}{close}"));
            }
        }
        let rest = words.strip_prefix("from ").unwrap_or(words);
        for separator in SEPARATORS.iter().filter(|_| !is_between) {
            let Some((a, b)) = rest.split_once(separator) else {
                continue;
            };
            let is_marked = separator.contains(' ') || ["..", "–"].contains(separator);
            if !a.is_empty() && !a.starts_with("winter ") && (is_marked || is_range(a, b)) {
                let (a, b) = self.ends(a.trim(), b.trim())?;
                return Ok(format!("{a}/{b}"));
            }
        }
        self.qualified(words)
    }

    /// `c. 1850`, `1850?`, `perhaps c. 1850`: the marks `~`, `?` and `%` of EDTF.
    fn qualified(self, words: &str) -> Reading {
        let perhaps = words
            .strip_suffix('?')
            .or_else(|| words.strip_prefix("perhaps "));
        let rest = perhaps.unwrap_or(words);
        let about = rest.strip_prefix("c ").or_else(|| rest.strip_prefix('~'));
        let mark = match (perhaps, about) {
            (None, None) => return self.single(words),
            (None, Some(_)) => "~",
            (Some(_), None) => "?",
            (Some(_), Some(_)) => "%",
        };
        let edtf = self.single(about.unwrap_or(rest).trim())?;
        // Inside brackets, every end has the mark.
        let inner = edtf.trim_matches(['[', ']']);
        let ends = inner.split("..");
        let marked = ends.map(|end| {
            if end.is_empty() {
                end.to_owned()
            } else {
                format!("{end}{mark}")
            }
        });
        Ok(edtf.replace(inner, &marked.collect::<Vec<_>>().join("..")))
    }

    /// Both ends of a range. The first may leave out the month, the year and the era of the second.
    fn ends(self, a: &str, b: &str) -> Result<(String, String), Unread> {
        let end = match b {
            "present" | "" => "..".to_owned(),
            "an unknown end" => String::new(),
            _ => self.end(b)?,
        };
        let has_era = |text: &str| [" bc", " ad"].iter().any(|era| text.ends_with(era));
        let is_day = a.len() <= 2 && b.contains(' ') && !has_era(b);
        let start = match a {
            "an unknown start" => return Ok((String::new(), end)),
            _ if b.ends_with(" bc") && !has_era(a) => self.end(&format!("{a} bc")),
            _ => self.end(a),
        };
        match (start, parse_typed(&format!("{a} to {b}"))) {
            (Ok(start), _) if !is_day => Ok((start, end)),
            (_, Ok(bounds)) => {
                let range = range(bounds);
                let start = range.split_once("..").map(|(start, _)| start.to_owned());
                Ok((start.unwrap_or_default(), end))
            }
            (start, Err(_)) => start.map(|start| (start, end)),
        }
    }

    /// One end, which is neither a range itself nor only roughly known.
    fn end(self, words: &str) -> Reading {
        let edtf = self
            .shortened_range(words)
            .unwrap_or_else(|| self.qualified(words))?;
        if edtf.contains(['/', '[', '{']) {
            return Err(rough_end());
        }
        Ok(edtf)
    }

    /// One day, month, season, year, decade or century, and perhaps a time of day.
    fn single(self, words: &str) -> Reading {
        let (words, time) = split_time(words);
        let edtf = self.untimed(&words)?;
        time.map_or(Ok(edtf.clone()), |time| at_time(&edtf, time))
    }

    fn untimed(self, words: &str) -> Reading {
        if let Some(year) = whole_number(words) {
            return self.year(words, year);
        }
        let upper = words.to_uppercase();
        if Date::parse(&upper).is_ok_and(|date| *date.shape() == Shape::Moment) {
            return Ok(upper);
        }
        let eras = [
            ("bce-", "", true),
            ("", " bc", true),
            ("ad ", "", false),
            ("", " ad", false),
        ];
        let era = eras.into_iter().find_map(|(prefix, suffix, is_before)| {
            Some((words.strip_prefix(prefix)?.strip_suffix(suffix)?, is_before))
        });
        let (words, is_before) = era.unwrap_or((words, false));
        if let Some(ordinal) = words
            .strip_suffix(" century")
            .or_else(|| words.strip_prefix("century "))
        {
            return century(ordinal, is_before).ok_or_else(not_known);
        }
        let words = self.in_order(words)?;
        // The program reads years of four digits. Others, and those before Christ, get a year with
        // the same calendar for this, which is then replaced.
        let is_year = |word: &&str| is_number(word) && (word.len() == 3 || era.is_some());
        let parts: Vec<&str> = words.split([' ', '-']).collect();
        let [first, last] = [parts.first(), parts.last()].map(|part| part.copied().filter(is_year));
        let word = first.filter(|word| word.len() > 2).or(last);
        let Some((word, year)) = word.and_then(|word| Some((word, whole_number(word)?))) else {
            return typed(&words);
        };
        let year = if is_before { 1 - year } else { year };
        let stand_in = (year.rem_euclid(400) + 2000).to_string();
        let edtf = typed(&words.replacen(word, &stand_in, 1))?;
        Ok(edtf.replace(&stand_in, &edtf_year(year)?))
    }

    /// A date in numbers as year, month and day; other words as they are.
    fn in_order(self, words: &str) -> Reading {
        let (year, month, day) = match numbers(words).as_slice() {
            [year, month, day] if *year > 31 => (*year, *month, *day),
            [year, month] | [month, year] if *year > 31 => return Ok(format!("{year}-{month:02}")),
            [a, b, year] if *year > 31 => match self.order {
                _ if words.contains('.') || *a > 12 => (*year, *b, *a),
                _ if *b > 12 || a == b => (*year, *a, *b),
                Some(DateOrder::DayFirst) => (*year, *b, *a),
                Some(DateOrder::MonthFirst) => (*year, *a, *b),
                None => return Err(undecided(*a, *b, *year)),
            },
            _ => {
                let is_month = |word| month_of(word).is_some();
                let is_dashed = words.split('-').count() == 3 && words.split('-').any(is_month);
                return Ok(if is_dashed {
                    words.replace('-', " ")
                } else {
                    words.to_owned()
                });
            }
        };
        Ok(format!("{year}-{month:02}-{day:02}"))
    }
}

/// What stands between the two ends of a range.
const SEPARATORS: [&str; 7] = ["..", " to ", "–", " - ", " / ", "/", "-"];

/// Reads words as the program reads a typed date.
fn typed(words: &str) -> Reading {
    match parse_typed(words) {
        Ok(bounds) => edtf_of(bounds).ok_or_else(not_known),
        // The cell is shown beside the message, which need not quote it.
        Err(why) => match why.message.split_once(" as a date: ") {
            Some((_, message)) if !message.starts_with("this way") => {
                Err(unread(message, why.hint))
            }
            Some(_) => Err(not_known()),
            None => Err(unread(why.message, why.hint)),
        },
    }
}

/// The numbers of a date such as `18/08/1925`; empty if it has other words.
fn numbers(text: &str) -> Vec<i64> {
    let parts = text.split(['/', '.', '-']);
    let numbers: Option<Vec<i64>> = parts.map(whole_number).collect();
    numbers
        .filter(|numbers| numbers.len() > 1)
        .unwrap_or_default()
}

/// Whether both sides of a sign without blanks look like the ends of a range.
fn is_range(a: &str, b: &str) -> bool {
    let first = |text: &str| {
        text.split([' ', '~', '?'])
            .next()
            .map_or(0, |word| if is_number(word) { word.len() } else { 0 })
    };
    match (first(a), first(b)) {
        (3.., 3..) => true,
        (3.., _) => b == "present",
        (1..=2, 1..=2) => is_number(a) && b.contains(' '),
        _ => false,
    }
}

/// Refuses what a spreadsheet program makes of dates, and shortened years.
fn refuse_damage(words: &str) -> Result<(), Unread> {
    let parts: Vec<&str> = words.split(['-', '/', '.', ' ', '\'']).collect();
    let month = parts.iter().find_map(|part| month_of(part));
    let numbers: Vec<i64> = parts
        .iter()
        .filter(|part| part.len() <= 2)
        .filter_map(|part| whole_number(part))
        .collect();
    if parts.len() != numbers.len() + usize::from(month.is_some())
        || !(2..=3).contains(&parts.len())
    {
        return Ok(());
    }
    let (message, remedy) = match (month, numbers.as_slice()) {
        (Some(month), [.., short]) => {
            let [a, b, c] = [18, 19, 20].map(|century| format!("{century}{short:02}"));
            let day = match numbers.as_slice() {
                [short] if *short <= 31 => format!("{short} {month} of a year that is missing, or "),
                _ => String::new(),
            };
            let remedy = format!("write it in full, such as `{} {b}`", month.to_lowercase());
            (format!("a year of two digits: {day}{month} {a}, {b} or {c}"), remedy)
        }
        (None, [_, _, _]) => (
            "a year of two digits, and nothing tells which number is the year, the month and the day".into(),
            "write it in full, such as `12 may 1904`".into(),
        ),
        _ => return Ok(()),
    };
    Err(unread(message, remedy))
}

/// The month that at least three letters of its English name mean.
fn month_of(word: &str) -> Option<&'static str> {
    let mut names = (1..=12).filter_map(month_name);
    names.find(|name| word.len() >= 3 && name.to_lowercase().starts_with(word))
}

/// A spreadsheet program that is not told of a date writes the number of its day.
fn count_of_days(number: i64) -> Unread {
    let day = |year, skipped| {
        let days = Days::new(u64::try_from(number - skipped).ok()?);
        let day = NaiveDate::from_ymd_opt(year, 1, 1)?.checked_add_days(days)?;
        (day.year() < 10_000).then(|| day.format("%-d %B %Y").to_string())
    };
    // Excel counts a 29 February 1900, so its day 1 is the second day before 1 January 1900.
    let (Some(from_1900), Some(from_1904)) = (day(1900, 2), day(1904, 0)) else {
        let message = "a year beyond what a calendar date can hold";
        return unread(
            message,
            "leave the row out, or give a year of at most four digits",
        );
    };
    let remedy = format!(
        "write the date as text, such as {}",
        from_1900.to_lowercase()
    );
    unread(
        format!(
            "a number, not a date: perhaps Excel's count of days, {from_1900} (or {from_1904} if it counts from 1904)"
        ),
        remedy,
    )
}

/// The error for a day and a month of which neither is above 12.
fn undecided(a: i64, b: i64, year: i64) -> Unread {
    let name = |n: i64| {
        u32::try_from(n)
            .ok()
            .and_then(month_name)
            .unwrap_or_default()
    };
    let message = format!(
        "{a} {} or {b} {}: no date in the column tells whether the day or the month is first",
        name(b),
        name(a)
    );
    let words = format!("{a} {} {year}", name(b).to_lowercase());
    let remedy = format!("give --day-first or --month-first, or write `{words}`");
    Unread {
        is_undecided: true,
        ..unread(message, remedy)
    }
}

/// From one EDTF date to another, which may be `..`. The flag says whether clock times are left out,
/// because a span has none in EDTF.
pub fn span(start: &str, end: &str) -> Result<(String, bool), Unread> {
    if start == end {
        return Ok((start.to_owned(), false));
    }
    let [first, last] = [start, end].map(without_time);
    let has_times = first != start || last != end;
    if first == last {
        return Ok((first.to_owned(), has_times));
    }
    if [first, last]
        .iter()
        .any(|side| side.contains(['[', '{', '/']))
    {
        return Err(rough_end());
    }
    if let (Ok(a), Ok(b)) = (Date::parse(first), Date::parse(last))
        && b.bounds()
            .latest
            .is_some_and(|latest| a.bounds().earliest > Some(latest))
    {
        let message = format!("{b} is before the start, {a}");
        return Err(unread(message, "write the earlier date first"));
    }
    checked(format!("{first}/{last}")).map(|text| (text, has_times))
}

/// The EDTF of bounds: a period that has a name, or `[a..b]`.
fn edtf_of(bounds: Bounds) -> Option<String> {
    let day = bounds.earliest.or(bounds.latest)?;
    let (year, month) = (day.year(), day.month());
    let names = [
        day.to_string(),
        format!("{year:04}-{month:02}"),
        format!("{year:04}"),
        format!("{year:04}-{}", month / 3 + 20),
        format!("{:03}X", year / 10),
        format!("{:02}XX", year / 100),
    ];
    let mut names = names.into_iter();
    let name = names.find(|name| Date::parse(name).is_ok_and(|date| date.bounds() == bounds));
    name.or_else(|| Some(format!("[{}]", range(bounds))))
}

/// A range of days in the coarsest unit that its ends have: years, months or days.
fn range(Bounds { earliest, latest }: Bounds) -> String {
    let is_first = |day: NaiveDate, months| day.day() == 1 && (months == 1 || day.month() == 1);
    let is_last = |day: NaiveDate, months| day.succ_opt().is_some_and(|day| is_first(day, months));
    let mut units = [(12, "%Y"), (1, "%Y-%m")].into_iter();
    let unit = units.find(|(months, _)| {
        earliest.is_none_or(|day| is_first(day, *months))
            && latest.is_none_or(|day| is_last(day, *months))
    });
    let format = unit.map_or("%Y-%m-%d", |(_, format)| format);
    let side = |day: NaiveDate| day.format(format).to_string();
    format!(
        "{}..{}",
        earliest.map(side).unwrap_or_default(),
        latest.map(side).unwrap_or_default()
    )
}

fn century(ordinal: &str, is_before: bool) -> Option<String> {
    const ROMAN: &str =
        "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi";
    let roman = (1..)
        .zip(ROMAN.split(' '))
        .find(|(_, numeral)| *numeral == ordinal);
    let digits = ordinal.trim_end_matches(char::is_alphabetic);
    let number: i64 = roman.map(|(n, _)| n).or_else(|| whole_number(digits))?;
    if !(1..=30).contains(&number) {
        return None;
    }
    let year = |n: i64| edtf_year(1 - n).ok();
    Some(if is_before {
        format!("[{}..{}]", year(number * 100)?, year(number * 100 - 99)?)
    } else {
        format!("{:02}XX", number - 1)
    })
}

fn edtf_year(year: i64) -> Reading {
    let sign = if year < 0 { "-" } else { "" };
    checked(format!("{sign}{:04}", year.abs())).map_err(|_| count_of_days(i64::MAX))
}

pub fn whole_number(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    (is_number(digits) && digits.len() <= 15).then(|| text.parse().ok())?
}

/// Parses an EDTF date.
pub fn parsed(edtf: &str) -> Result<Date, Unread> {
    Date::parse(edtf).map_err(|_| not_known())
}

/// The EDTF, if it is a date of the calendar.
fn checked(edtf: String) -> Reading {
    parsed(&edtf).map(|_| edtf)
}

pub fn no_date() -> Unread {
    unread(
        "no date",
        "give one, or bounds such as `before 1900`, or remove the row",
    )
}

fn rough_end() -> Unread {
    let message = "an end that is a range itself, or only roughly known";
    unread(
        message,
        "write one date for each end, such as `1911 to c. 2000`",
    )
}

fn not_known() -> Unread {
    unread(
        "not a date that can be read",
        "write it like 1956-10-23, 23 october 1956, october 1956 or 1956, or bounds such as `before 1900`",
    )
}
