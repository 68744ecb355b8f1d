//! Reads the dates of a table: a cell in words or numbers becomes a date, or the reason why not.

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};
use itertools::Itertools as _;

use crate::model::date::{Bounds, Calendar, Date, Shape, month_name, parse_typed, read_typed};

use super::text::single_spaced;
use super::words::in_english;

/// The latest year that is not taken for a count of days.
const LATEST_YEAR: i64 = 2100;

/// The longest cell that is read as a date, in bytes.
const LONGEST: usize = 120;

/// How programs write that there is no time of day.
const MIDNIGHTS: [&str; 3] = [" 00:00:00", "T00:00:00Z", "T00:00:00.000Z"];

/// What follows a date of the Julian calendar.
const JULIAN: [&str; 4] = [" os", " (os)", " old style", " (julian)"];

/// How databases and game records write that a month or a day is not known.
const UNKNOWN_PARTS: [&str; 4] = ["-00-00", "-??-??", "-00", "-??"];

/// What stands between the two ends of a range.
const SEPARATORS: [&str; 5] = [" to ", "..", "–", " - ", " / "];

/// Why a cell cannot be read, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    pub message: String,
    pub remedy: String,
    /// Whether only the order of day and month is open, which the whole column decides.
    pub is_undecided: bool,
}

pub type Reading = Result<Date, Unread>;

pub fn unread(message: impl Into<String>, remedy: impl Into<String>) -> Unread {
    Unread {
        message: message.into(),
        remedy: remedy.into(),
        is_undecided: false,
    }
}

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
    /// Whether there are years before Christ, so that 9 is a year too.
    pub is_ancient: bool,
}

impl DateStyle {
    /// The style of a column. Two orders in one column decide nothing.
    pub fn of<'c>(cells: impl Iterator<Item = &'c str>) -> Self {
        let (mut style, mut orders) = (Self::default(), Vec::new());
        for cell in cells.filter(|cell| cell.len() <= LONGEST) {
            // Most dates end in a number, and need not be put into English for this.
            let has_era = cell.ends_with(char::is_alphabetic) || cell.ends_with('.');
            style.is_ancient |= whole_number(cell).is_some_and(|year| year < 0)
                || has_era && in_english(cell).ends_with(" bc");
            match numbers(cell.split(' ').next().unwrap_or_default()).as_slice() {
                [(100..), _, _] => style.is_year_first = true,
                [(13..), ..=12, (100..)] => orders.push(DateOrder::DayFirst),
                [..=12, (13..), (100..)] => orders.push(DateOrder::MonthFirst),
                _ => {}
            }
        }
        style.order = orders.iter().all_equal_value().ok().copied();
        style
    }

    /// Reads a cell that is not empty.
    pub fn read(self, cell: &str) -> Reading {
        if cell.len() > LONGEST {
            return Err(not_known());
        }
        let text = without_notes(&formula_value(cell)?);
        let lower = text.to_lowercase();
        let julian = JULIAN.iter().find_map(|mark| lower.split_once(mark));
        if let Some((date, rest)) = julian
            && (rest.is_empty() || read_typed(&text).is_some())
        {
            // Not every day of the Julian calendar is one of the Gregorian.
            let edtf = Date::parse_in(&date.to_uppercase(), Some(Calendar::Julian));
            return edtf.or_else(|_| {
                let date = self.read(date)?;
                Date::parse_in(date.as_str(), Some(Calendar::Julian)).map_err(|_| not_known())
            });
        }
        let edtf = text.to_uppercase();
        if whole_number(&text).is_none()
            && self.shortened_range(&text).is_none()
            && let Ok(date) = Date::parse(&edtf)
            && read_typed(&edtf).is_some()
        {
            let why = || unread("a time with an offset", "write the local time without it");
            return (!date.has_offset()).then_some(date).ok_or_else(why);
        }
        let words = in_english(&text);
        if let Some(why) = damage(&words) {
            return Err(why);
        }
        for (separator, open, close) in [(" or ", '[', ']'), (" and ", '{', '}')] {
            if let Some((a, b)) = words.split_once(separator)
                && let (Ok(a), Ok(b)) = (self.end(a), self.end(b))
            {
                return parse(&format!("{open}{},{}{close}", a.as_str(), b.as_str()));
            }
        }
        let rest = words.strip_prefix("from ").unwrap_or(&words);
        if let Some(start) = rest.strip_suffix(['-', '–']) {
            return join(&self.end(start.trim())?, None);
        }
        let ends = SEPARATORS.iter().find_map(|sign| rest.split_once(sign));
        let hyphened = || rest.split_once('-').filter(|(a, b)| is_range(a, b));
        match ends.or_else(hyphened) {
            // The winter of 1834–35 is one season.
            Some((a, b)) if !a.starts_with("winter ") => self.span(&words, a.trim(), b.trim()),
            _ => self.qualified(&words),
        }
    }

    /// A span in words. Each end may leave out what the other has.
    fn span(self, words: &str, start: &str, end: &str) -> Reading {
        if end == "present" {
            return join(&self.end(start)?, None);
        }
        let Some(whole) = read_typed(&format!("{start} to {end}")) else {
            return join(&self.end(start)?, Some(&self.end(end)?));
        };
        if whole.earliest.is_none() || whole.latest.is_none() {
            return self.qualified(words);
        }
        let [firsts, lasts] = [start, end].map(|words| words.split(' ').collect_vec());
        // "320 to 120 bc" is not from AD 320 on.
        let start = (0..=lasts.len()).rev().find_map(|at| {
            let words = [&firsts[..], &lasts[at..]].concat().join(" ");
            let date = read_typed(&words).and_then(|_| self.end(&words).ok())?;
            (date.bounds().earliest == whole.earliest).then_some(date)
        });
        let end = (0..=firsts.len()).find_map(|at| {
            let words = [&firsts[..at], &lasts[..]].concat().join(" ");
            let date = read_typed(&words).and_then(|_| self.end(&words).ok())?;
            (date.bounds().latest == whole.latest).then_some(date)
        });
        let (start, end) = start.zip(end).ok_or_else(rough_end)?;
        join(&start, Some(&end))
    }

    /// One end of a span, which is neither a range itself nor only roughly known.
    fn end(self, words: &str) -> Reading {
        let date = self.qualified(words)?;
        let is_one = *date.shape() == Shape::Moment && !date.as_str().starts_with('[');
        is_one.then_some(date).ok_or_else(rough_end)
    }

    /// `c 1850`, `1850 ?` or both: the marks `~`, `?` and `%` of EDTF.
    fn qualified(self, words: &str) -> Reading {
        let is_mark = |word: &&str| ["c", "?"].contains(word);
        let (marks, date): (Vec<&str>, Vec<&str>) = words.split(' ').partition(is_mark);
        let date = self.single(&date.join(" "))?;
        let mark = match (marks.contains(&"c"), marks.contains(&"?")) {
            (false, false) => return Ok(date),
            (true, false) => '~',
            (false, true) => '?',
            (true, true) => '%',
        };
        parse(&format!("{}{mark}", date.as_str()))
    }

    /// One day, month, season, year, decade or century, and perhaps a time of day.
    fn single(self, words: &str) -> Reading {
        if let Some(year) = whole_number(words) {
            return self.year(words, year);
        }
        for (at, _) in words.match_indices(' ') {
            let (day, time) = (words[..at].trim_end_matches([',', ' ']), &words[at..]);
            let has_unit = time.contains(|c: char| c == ':' || c.is_alphabetic());
            if let (true, Some(clock), Ok(day)) = (has_unit, clock(time), self.in_order(day))
                && let Some(day) = read_typed(&day).and_then(Bounds::single_day)
            {
                return parse(&format!("{day}T{clock}"));
            }
        }
        match self.shortened_range(words) {
            Some(edtf) => parse(&edtf),
            None => typed(&self.in_order(words)?),
        }
    }

    /// A number alone is a year. Negative years count as people do; a zero at the front, and four
    /// digits, make it EDTF, which has a year 0.
    fn year(self, text: &str, year: i64) -> Reading {
        let digits = text.trim_start_matches('-');
        match year {
            _ if digits.starts_with('0') && digits.len() == 4 => parse(text),
            0 => Err(unread(
                "there is no year 0 beside years that are counted as BC",
                "write -1 for 1 BC, or 1 for AD 1",
            )),
            1..100 if !self.is_ancient => Err(unread(
                "a year of two digits",
                format!("write it in full, such as {}", 1900 + year),
            )),
            ..=LATEST_YEAR => {
                let year = if year < 0 { year + 1 } else { year };
                let sign = if year < 0 { "-" } else { "" };
                parse(&format!("{sign}{:04}", year.abs())).map_err(|_| beyond_the_calendar())
            }
            _ => Err(count_of_days(year)),
        }
    }

    /// The EDTF of `1861-65`, `1848/49` and, where dates begin with the year, `1867/12`; `None` if it
    /// is something else, or could be.
    fn shortened_range(self, text: &str) -> Option<String> {
        let (begin, end) = text.split_once(['-', '–', '/'])?;
        let is_short = [begin.len(), end.len()] == [4, 2] && is_number(begin) && is_number(end);
        let is_season = text.contains('-') && ("21"..="24").contains(&end);
        if !is_short || is_season {
            return None;
        }
        if end <= "12" {
            let is_month = self.is_year_first && text.contains('/');
            return is_month.then(|| format!("{begin}-{end}"));
        }
        (*end > begin[2..]).then(|| format!("{begin}/{}{end}", &begin[..2]))
    }

    /// A date in numbers as year, month and day, with the rest of the words; other words as they are.
    fn in_order(self, words: &str) -> Result<String, Unread> {
        let (date, rest) = words.split_at(words.find(' ').unwrap_or(words.len()));
        let (year, month, day) = match *numbers(date) {
            [month @ 1..=12, year @ (100..)] => return Ok(format!("{year:04}-{month:02}{rest}")),
            [year @ (100..), month, day] => (year, month, day),
            [a, b, year @ (100..)] => match self.order {
                _ if date.contains('.') || a > 12 => (year, b, a),
                _ if b > 12 || a == b => (year, a, b),
                Some(DateOrder::DayFirst) => (year, b, a),
                Some(DateOrder::MonthFirst) => (year, a, b),
                None => return Err(undecided(a, b, year)),
            },
            _ => return Ok(words.to_owned()),
        };
        Ok(format!("{year:04}-{month:02}-{day:02}{rest}"))
    }
}

/// Reads words as the program reads a typed date.
fn typed(words: &str) -> Reading {
    let bounds = parse_typed(words).map_err(|why| {
        // The cell is shown beside the message, which need not quote it.
        let (_, reason) = why.message.rsplit_once("` as a date: ").unwrap_or_default();
        if reason.is_empty() || reason.starts_with("this way") {
            return not_known();
        }
        unread(reason, why.hint)
    })?;
    let Some(day) = bounds.earliest.or(bounds.latest) else {
        return Err(not_known());
    };
    if let ([Some(from), Some(to)], Some(last)) = (bounds.clocks(), bounds.latest) {
        let (from, to) = (format!("{day}T{from}"), format!("{last}T{to}"));
        return parse(&if from == to {
            from
        } else {
            format!("[{from}..{to}]")
        });
    }
    let (start, end) = range(bounds);
    if start == end {
        return parse(&start);
    }
    let names = [
        format!("{}-{}", day.format("%Y"), day.month() / 3 + 20),
        format!("{:03}X", day.year() / 10),
        format!("{:02}XX", day.year() / 100),
    ];
    let mut dates = names.iter().filter_map(|name| Date::parse(name).ok());
    let named = dates.find(|date| date.bounds() == bounds);
    named.map_or_else(|| parse(&format!("[{start}..{end}]")), Ok)
}

/// The ends of a range of days in the coarsest unit that both have: years, months or days.
fn range(bounds: Bounds) -> (String, String) {
    let begins = |day: NaiveDate, unit: &str| match unit {
        "%Y" => day.ordinal() == 1,
        "%Y-%m" => day.day() == 1,
        _ => true,
    };
    let ends = |day: NaiveDate, unit| day.succ_opt().is_some_and(|next| begins(next, unit));
    let mut units = ["%Y", "%Y-%m"].into_iter();
    let unit = units.find(|unit| {
        bounds.earliest.is_none_or(|day| begins(day, unit))
            && bounds.latest.is_none_or(|day| ends(day, unit))
    });
    let side = |day: Option<NaiveDate>| {
        let text = day.map(|day| day.format(unit.unwrap_or("%Y-%m-%d")).to_string());
        text.unwrap_or_default()
    };
    (side(bounds.earliest), side(bounds.latest))
}

/// The time in EDTF of `23:40`, `3 pm`, `15h30`, `2.20 Uhr` or `2340 hrs`; `None` if it is not clear.
fn clock(text: &str) -> Option<String> {
    const UNITS: [&str; 4] = [".", "uhr", "hrs", "h"];
    const FORMATS: [&str; 5] = ["%I:%M%p", "%I:%M:%S%p", "%H:%M", "%H:%M:%S", "%H%M"];
    let text: String = text.replace("noon", "12 pm").split_whitespace().collect();
    let number = text.trim_end_matches(['a', 'p', 'm']);
    let half_of_day = &text[number.len()..];
    let number = UNITS
        .iter()
        .fold(number.to_owned(), |text, unit| text.replace(unit, ":"));
    let has_unit = number.ends_with(':') || !half_of_day.is_empty();
    // 0.25 is how a spreadsheet program stores 6:00.
    if text.starts_with("0.") && !has_unit {
        return None;
    }
    let number = number.trim_end_matches(':');
    let minutes = if has_unit && number.len() < 3 {
        ":00"
    } else {
        ""
    };
    let text = format!("{number}{minutes}{half_of_day}");
    let mut times = FORMATS
        .iter()
        .filter_map(|format| NaiveTime::parse_from_str(&text, format).ok());
    let clock = times.next()?.format("%H:%M:%S").to_string();
    Some(clock.strip_suffix(":00").unwrap_or(&clock).to_owned())
}

/// A day with the time in another cell: one, or from one to another.
pub fn with_time(day: &Date, cell: &str) -> Reading {
    let words = in_english(cell);
    let ends = words
        .split_once(['-', '–'])
        .or_else(|| words.split_once(" to "));
    let (start, end) = ends.unwrap_or((&words, &words));
    if start.ends_with('m') != end.ends_with('m') {
        return Err(no_time()); // 11:50-11:55 pm
    }
    let written = match day.calendar() {
        None => day.single_day().map(|day| day.to_string()),
        Some(_) => Some(day.as_str().to_owned()),
    };
    let time = |text| {
        let time = format!("{}T{}", written.as_ref()?, clock(text)?);
        Date::parse_in(&time, day.calendar()).ok()
    };
    let (start, end) = time(start).zip(time(end)).ok_or_else(no_time)?;
    join(&start, Some(&end)).map_err(|_| no_time())
}

/// From one date to another, or from it on.
pub fn join(start: &Date, end: Option<&Date>) -> Reading {
    if end.is_some_and(|end| end.calendar() != start.calendar()) {
        let message = "its two ends are in different calendars";
        return Err(unread(message, "write both in the same"));
    }
    let text = match end.map_or("..", Date::as_str) {
        end if end == start.as_str() => end.to_owned(),
        end => format!("{}/{end}", start.as_str()),
    };
    Date::parse_in(&text, start.calendar()).map_err(|_| rough_end())
}

/// The date that stands, of one for programs and one for readers; `None` if they contradict each
/// other.
///
/// The narrower stands. A program may need a day where readers see a season or a span, so a day that
/// only begins the wider date, or the first of a month, gives way, and so does every date for
/// programs that is a place on an axis (`is_axis`).
pub fn reconcile(machine: &Date, display: &Date, is_axis: bool) -> Option<Date> {
    if !machine.overlaps(display) {
        return None;
    }
    let is_begin = machine.bounds().earliest == display.bounds().earliest;
    let is_first_of_month = machine.single_day().is_some_and(|day| day.day() == 1);
    let is_placeholder =
        is_begin || is_first_of_month || matches!(display.shape(), Shape::Span(..));
    // A time of day is no placeholder.
    let has_time = machine.bounds().has_time() && !display.bounds().has_time();
    let is_wider = is_axis || is_placeholder || display.width() <= machine.width();
    Some(
        if is_wider && !has_time {
            display
        } else {
            machine
        }
        .clone(),
    )
}

/// The date cut to `unit`, which says how exact it is, in the words of timeline programs or the
/// numbers of Wikidata; `None` if it is none.
pub fn cut_to_unit(date: &Date, unit: &str) -> Option<Reading> {
    let format = match unit {
        "ye" | "year" | "9" => "%Y",
        "mo" | "month" | "10" => "%Y-%m",
        "da" | "day" | "11" => "%Y-%m-%d",
        _ => return None,
    };
    let bounds = date.bounds();
    let side = |day: NaiveDate| day.format(format).to_string();
    let (start, end) = (parse(&side(bounds.earliest?)), parse(&side(bounds.latest?)));
    Some(start.and_then(|start| join(&start, Some(&end?))))
}

/// The error for a date that another column contradicts.
pub fn contradiction(date: &Date, heading: &str, stated: &str) -> Unread {
    let message = format!("this is {date}, but `{heading}` says `{stated}`");
    unread(message, "correct one of them")
}

/// The value of a formula that is a date or a text; other cells as they are.
fn formula_value(cell: &str) -> Result<String, Unread> {
    let text = single_spaced(&cell.replace(['\u{200b}', '\u{200e}', '\u{200f}', '\u{feff}'], ""));
    let Some(formula) = text.strip_prefix('=') else {
        return Ok(text);
    };
    let inside = |open, close| formula.strip_prefix(open)?.strip_suffix(close);
    let date =
        inside("DATE(", ")").map(|date: &str| date.replace([',', ';'], "-").replace(' ', ""));
    let value = date.or_else(|| inside("\"", "\"").map(str::to_owned));
    let remedy = "export the values of the cells rather than their formulas";
    value.ok_or_else(|| unread("a formula, not its value", remedy))
}

/// A date without footnote marks, brackets around it, and parts that say nothing.
fn without_notes(text: &str) -> String {
    let is_mark = |c: char| "*†‡§⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c);
    let mut text = text.trim_end_matches(is_mark).trim_end();
    while let Some((rest, note)) = text
        .strip_suffix(']')
        .and_then(|text| text.rsplit_once('['))
    {
        let is_note = note.len() < 4 || note.starts_with("note") || note.starts_with("citation");
        if rest.is_empty() || !is_note {
            break;
        }
        text = rest.trim_end_matches(is_mark).trim_end();
    }
    let is_set = |text: &str| text.contains([',', '[']) || text.contains("..");
    let inside = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    let text = inside.filter(|inside| !is_set(inside)).unwrap_or(text);
    let without = |ends: &[&str]| ends.iter().find_map(|end| text.strip_suffix(end));
    let known = without(&UNKNOWN_PARTS).filter(|_| text.len() == "1956-10-23".len());
    let text = known.or_else(|| without(&MIDNIGHTS)).unwrap_or(text);
    text.replace(".000Z", "Z").replace(".??", "")
}

/// The numbers of a date such as `18/08/1925`; empty if it has other words.
fn numbers(text: &str) -> Vec<i64> {
    let parts = text.split(['/', '.', '-']);
    let numbers = parts.map(|part| whole_number(part).filter(|_| text.len() > part.len()));
    numbers.collect::<Option<_>>().unwrap_or_default()
}

/// Whether a hyphen between two words of a date means `to`, as in `1907-1908` or `may-june 1921`.
fn is_range(a: &str, b: &str) -> bool {
    let is_year = |text: &str| text.len() == 4 && is_number(text);
    let a = a.strip_prefix("c ").unwrap_or(a);
    let is_start = is_number(a) || month_of(a).is_some();
    is_year(a) && (is_year(b) || b == "present")
        || !is_year(a) && is_start && b.contains(' ') && !b.contains('-')
}

/// The error for what a spreadsheet program makes of a month: `Jul-60` or `11-Apr`.
fn damage(words: &str) -> Option<Unread> {
    let (month, number) = match *words.split(['-', ' ']).collect_vec() {
        [a, b] if is_number(a) => (b, a),
        [a, b] => (a, b),
        [day, month, number] if is_number(day) => (month, number),
        _ => return None,
    };
    let month = month_of(month).filter(|_| number.len() <= 2 && is_number(number))?;
    if words == format!("{number} {}", month.to_lowercase()) {
        return None; // written by a person, without the year
    }
    let message = format!(
        "the year is shortened or missing: {month} 18{number:0>2}, 19{number:0>2} or 20{number:0>2}"
    );
    let example = month.to_lowercase();
    let remedy = format!("write it in full, such as `{example} 19{number:0>2}`");
    Some(unread(message, remedy))
}

/// The month that at least three letters of its English name mean.
fn month_of(word: &str) -> Option<&'static str> {
    let mut names = (1..=12).filter_map(month_name);
    names.find(|name| word.len() >= 3 && name.to_lowercase().starts_with(word))
}

/// A spreadsheet program that is not told of a date writes the number of its day.
fn count_of_days(number: i64) -> Unread {
    let day = |year, month, day| {
        let epoch = NaiveDate::from_ymd_opt(year, month, day)?;
        let day = epoch.checked_add_signed(TimeDelta::try_days(number)?)?;
        (day.year() < 10_000).then(|| day.format("%-d %B %Y").to_string())
    };
    // Excel counts a 29 February 1900, so that its day 0 is one earlier; on old Macs, 1904 begins it.
    let (Some(usual), Some(mac)) = (day(1899, 12, 30), day(1904, 1, 1)) else {
        return beyond_the_calendar();
    };
    let remedy = format!("write the date as text, such as {}", usual.to_lowercase());
    let message =
        format!("a number, not a date: perhaps Excel's count of days, {usual} (or {mac})");
    unread(message, remedy)
}

/// The error for a day and a month of which neither is above 12.
fn undecided(day: i64, month: i64, year: i64) -> Unread {
    let month = u32::try_from(month).ok().and_then(month_name);
    let words = format!("{day} {} {year}", month.unwrap_or_default().to_lowercase());
    Unread {
        message: "no date in the column tells whether the day or the month is first".into(),
        remedy: format!("give --day-first or --month-first, or write `{words}`"),
        is_undecided: true,
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn whole_number(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    (is_number(digits) && digits.len() <= 15).then(|| text.parse().ok())?
}

/// Parses an EDTF date.
pub fn parse(edtf: &str) -> Reading {
    Date::parse(edtf).map_err(|_| not_known())
}

pub fn no_date() -> Unread {
    let remedy = "give one, or bounds such as `before 1900`, or remove the row; where cells were \
                  merged, repeat the date and the title in each row";
    unread("no date", remedy)
}

fn no_time() -> Unread {
    let remedy = "beside a day, write it like 23:40, 11:40 pm or 23:30-23:50; words such as `at dawn` \
                  belong into the text";
    unread("not the time of a day", remedy)
}

fn not_known() -> Unread {
    let remedy = "write it like 1956-10-23, 23 october 1956 or `before 1900`, or remove the row";
    unread("not a date that can be read", remedy)
}

fn beyond_the_calendar() -> Unread {
    let remedy = "leave the row out, or give a year of at most four digits";
    unread("a year beyond what a calendar date can hold", remedy)
}

fn rough_end() -> Unread {
    let message = "an end that is a range itself, only roughly known, or before the start";
    unread(message, "write one date for each end, the earlier first")
}
