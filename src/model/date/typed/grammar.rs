//! The grammar of typed dates: which words, in which order, mean which days.

use chrono::{Datelike, NaiveDate};

use crate::model::date::{Bounds, Calendar};

use super::token::Token::{
    self, Date, Decade, Month, Number, Roman, Season, ShortDecade, Time, Weekday, Word, Year,
};

/// One date of this calendar: a time, day, month, season, year, decade or century, or a part of one.
fn date(tokens: &[Token], calendar: Option<Calendar>) -> Option<Bounds> {
    let tokens = joined(tokens);
    if let [Weekday(weekday), rest @ ..] | [rest @ .., Weekday(weekday)] = &*tokens {
        let is_on_it = |day: NaiveDate| day.weekday().number_from_monday() == *weekday;
        let bounds = date(rest, calendar)?;
        return bounds.single_day().is_some_and(is_on_it).then_some(bounds);
    }
    let named = named_date(&tokens);
    if calendar.is_none() {
        return named;
    }
    let leap_day = || {
        let day = tokens.iter().position(|token| *token == Number(29))?;
        let mut day_before = tokens.clone();
        day_before[day] = Number(28);
        let day_before = named_date(&day_before)?.converted_from_julian()?;
        day_before.next_julian_leap_day()
    };
    named.map_or_else(leap_day, Bounds::converted_from_julian)
}

/// The date that has this name in the Gregorian calendar.
fn named_date(tokens: &[Token]) -> Option<Bounds> {
    match *tokens {
        [Date(bounds)] => Some(bounds),
        [Number(day), Month(month) | Roman(month), Year(year)]
        | [Month(month), Number(day), Year(year)]
        | [Year(year), Month(month), Number(day)]
        | [Year(year), Number(day), Month(month)] => {
            NaiveDate::from_ymd_opt(year, month, day.cast_unsigned()).map(Bounds::day)
        }
        [Month(month), Year(year)] | [Year(year), Month(month)] => months(year, month, 1),
        [Season(12), Year(year), Year(next) | Number(next)]
        | [Season(12), Year(year), Word("–"), Year(next) | Number(next)]
            if [year + 1, (year + 1) % 100].contains(&next) =>
        {
            months(year, 12, 3)
        }
        [Season(month), Year(year)] | [Year(year), Season(month)] => months(year, month, 3),
        [Number(n @ 1..=4), Word("quarter"), Year(year)]
        | [Year(year), Number(n @ 1..=4), Word("quarter")] => {
            months(year, n.cast_unsigned() * 3 - 2, 3)
        }
        [Year(year)] => months(year, 1, 12),
        [Decade(year)] => months(year, 1, 120),
        [Number(n @ 1..), Word("century")] | [Number(n @ 1..), Word("century"), Word("ad")] => {
            months(n * 100 - 100, 1, 1200)
        }
        [Number(n @ 1..), Word("century"), Word("bc")] => months(1 - n * 100, 1, 1200),
        [Number(1), Word("half"), ref rest @ ..] => named_date(rest)?.part("first half"),
        [Number(2), Word("half"), ref rest @ ..] => named_date(rest)?.part("second half"),
        [Time(minute, second), ref rest @ ..] | [ref rest @ .., Time(minute, second)] => {
            let day = named_date(rest).filter(|day| !day.has_time())?;
            Some(Bounds::time(day.single_day()?, minute, second))
        }
        [Word(name), ref rest @ ..] => named_date(rest)?.part(name),
        _ => None,
    }
}

/// What stands before and after the mark of a Julian date.
pub fn split_julian(tokens: &[Token]) -> Option<(&[Token], &[Token])> {
    let at = tokens.iter().position(|token| *token == Word("os"))?;
    Some((&tokens[..at], &tokens[at + 1..]))
}

/// A date, or a period of several dates or with an open side.
pub fn period(tokens: &[Token]) -> Option<Bounds> {
    let Some((julian, gregorian)) = split_julian(tokens) else {
        return period_in(tokens, None).or_else(|| named_twice(tokens));
    };
    match gregorian {
        [] => period_in(julian, Some(Calendar::Julian)).or_else(|| named_twice(julian)),
        _ => same_days(julian, gregorian), // 25 October 1917 (Julian), 7 November
    }
}

/// The days of "25 October (7 November) 1917", named in the Julian and in the Gregorian calendar.
fn named_twice(tokens: &[Token]) -> Option<Bounds> {
    let days = tokens.iter().filter(|token| matches!(token, Number(_)));
    if days.count() != 2 {
        return None;
    }
    let mut halves = (1..tokens.len()).map(|at| tokens.split_at(at));
    halves.find_map(|(a, b)| same_days(a, b).or_else(|| same_days(b, a)))
}

/// The days of a Julian date, if the Gregorian date names the same. Each may leave out what it shares.
fn same_days(julian: &[Token], gregorian: &[Token]) -> Option<Bounds> {
    let days = |bounds: Bounds| Bounds::days(bounds.earliest, bounds.latest);
    let others = completions(gregorian, &[], julian).into_iter();
    let others: Vec<Bounds> = others.filter_map(|words| period_in(&words, None)).collect();
    let found = completions(julian, &[], gregorian).into_iter();
    let mut found = found.filter_map(|words| period_in(&words, Some(Calendar::Julian)));
    found.find(|found| others.iter().any(|other| days(*other) == days(*found)))
}

fn period_in(tokens: &[Token], calendar: Option<Calendar>) -> Option<Bounds> {
    let open = Bounds::default();
    let date = |tokens: &[Token]| date(tokens, calendar);
    let found = match tokens {
        [Word("to" | ".."), rest @ ..] | [rest @ .., Word("earlier")] => {
            date(rest).map(|end| open.to(end))
        }
        [Word("from"), rest @ .., Word("on")]
        | [Word("from"), rest @ ..]
        | [rest @ .., Word("on" | "..")] => date(rest).map(|start| start.to(open)),
        [Word("before"), rest @ ..] => date(rest).and_then(Bounds::before),
        [Word("after"), rest @ ..] => date(rest).and_then(Bounds::after),
        _ => date(tokens),
    };
    let range = || ranges(tokens, calendar).into_iter().find_map(ordered);
    found
        .or_else(range)
        .or_else(|| alternatives(tokens, calendar))
}

/// The range that ends before it begins, with its ends swapped.
pub fn swapped_range(tokens: &[Token]) -> Option<Bounds> {
    let ranges = ranges(tokens, None);
    { ranges.iter() }.find_map(|&(first, last)| ordered((last, first)))
}

/// From one date to another; `None` if that ends before it begins.
fn ordered((first, last): (Bounds, Bounds)) -> Option<Bounds> {
    (first.start() <= last.end()).then(|| first.to(last))
}

/// The two dates of `A to B`, `A-B` or `between A and B`, in every way to read them.
fn ranges(tokens: &[Token], calendar: Option<Calendar>) -> Vec<(Bounds, Bounds)> {
    let date = |tokens: &[Token]| date(tokens, calendar);
    let is_number = |token: &Token| matches!(token, Number(_) | Year(_));
    let is_between = tokens.contains(&Word("between"));
    let tokens = without(&[Word("from"), Word("between")], tokens);
    let mut found = Vec::new();
    for (at, separator) in tokens.iter().enumerate() {
        let (before, after) = (&tokens[..at], &tokens[at + 1..]);
        let is_separator = match separator {
            Word("to" | ".." | "–") => true,
            Word("and") => is_between,
            // 1953-1956, 1953-64 and 1956-2 are refused; december 1953-2 january 1954 is clear.
            Word("-") => {
                !matches!((before, after), ([.., Year(_)], [next, ..]) if is_number(next))
                    || before.len() > 1 && !after.iter().all(is_number)
            }
            _ => false,
        };
        if !is_separator || before.is_empty() || after.is_empty() {
            continue;
        }
        for after in completions(after, before, &[]) {
            let Some(last) = date(&after) else { continue };
            let firsts = completions(before, &[], &after);
            found.extend(firsts.iter().filter_map(|first| Some((date(first)?, last))));
        }
    }
    found
}

/// From the earliest to the latest of `A or B`, `A, B and C`.
fn alternatives(tokens: &[Token], calendar: Option<Calendar>) -> Option<Bounds> {
    let period = |tokens: &[Token]| period_in(tokens, calendar);
    let mut separators = [Word("or"), Word("and")].into_iter();
    let separator = separators.find(|separator| tokens.contains(separator))?;
    let parts: Vec<&[Token]> = tokens.split(|token| *token == separator).collect();
    let (first, last) = (*parts.first()?, *parts.last()?);
    if parts.contains(&[].as_slice()) {
        return None;
    }
    let mut lasts = completions(last, first, &[]).into_iter();
    let last = lasts.find(|last| period(last.as_slice()).is_some())?;
    let member = |part: &&[Token]| {
        let readings = completions(part, first, &last);
        readings.iter().find_map(|reading| period(reading))
    };
    let members: Vec<Bounds> = parts.iter().map(member).collect::<Option<_>>()?;
    Some(Bounds::around(members.into_iter()))
}

/// A part as it stands, then with what it may leave out: the end of the last part, as in `25 to 28
/// june 1953`, or the beginning of the first, as in `june 25 to 28, 1953`.
fn completions(part: &[Token], first: &[Token], last: &[Token]) -> Vec<Vec<Token>> {
    const MOST: usize = 5; // 14 april ad 64, 23:40
    // "12 to 15 march 64 ad" is not from the year 12 on, but "88 to 81 bc" is from 88 BC on.
    let has_date_and_era = last.len() > 2 && matches!(last, [.., Word("ad" | "bc")]);
    let least = if has_date_and_era { 2 } else { 1 };
    let mut lengths: Vec<usize> = (least..=last.len().min(MOST)).collect();
    if let [.., Word("early" | "mid")] | [.., Word("mid"), Word("-")] = part {
        lengths.reverse(); // "early to mid-october 1956" begins in October
    }
    let ends = lengths.iter().map(|length| &last[last.len() - length..]);
    let beginnings = (1..=first.len().min(MOST)).map(|length| &first[..length]);
    let completed = ends.map(|end| [part, end].concat());
    let completed = completed.chain(beginnings.map(|beginning| [beginning, part].concat()));
    std::iter::once(part.to_vec()).chain(completed).collect()
}

fn without(unwanted: &[Token], tokens: &[Token]) -> Vec<Token> {
    let tokens = tokens.iter().copied();
    tokens.filter(|token| !unwanted.contains(token)).collect()
}

/// The tokens with each era joined to its year, and `am` and `pm` to their time; without hyphens,
/// which join the parts of one date, and `on`: "on 5 march" says no more than "5 march".
fn joined(tokens: &[Token]) -> Vec<Token> {
    let tokens = without(&[Word("-"), Word("on")], tokens);
    let mut found: Vec<Token> = Vec::new();
    for (i, &token) in tokens.iter().enumerate() {
        // In "march 15, ad 44" the era belongs to what follows.
        let is_before_number = matches!(tokens.get(i + 1), Some(Number(_) | Year(_)));
        let last = found.pop_if(|last| {
            !(token == Word("ad") && is_before_number) && join(*last, token).is_some()
        });
        found.push(last.and_then(|last| join(last, token)).unwrap_or(token));
    }
    found
}

fn join(first: Token, second: Token) -> Option<Token> {
    if let (Time([hour @ 1..=12, minute], second), Word(half @ ("am" | "pm"))) = (first, second) {
        let noon = if half == "pm" { 12 } else { 0 };
        return Some(Time([hour % 12 + noon, minute], second));
    }
    let ((Word(era), number) | (number, Word(era))) = (first, second) else {
        return None;
    };
    match (era, number) {
        ("ad", Number(year @ 1..) | Year(year @ 1..)) => Some(Year(year)),
        ("bc", Number(year @ 1..) | Year(year @ 1..)) => Some(Year(1 - year)),
        ("ad", Decade(first) | ShortDecade(first)) => Some(Decade(first)),
        ("bc", Decade(first) | ShortDecade(first)) => Some(Decade(-8 - first)), // 49 to 40 BC
        _ => None,
    }
}

/// `count` whole months; `None` beyond the calendar.
fn months(year: i32, month: u32, count: u32) -> Option<Bounds> {
    let bounds = Bounds::months(year, month, count);
    bounds.earliest.and(bounds.latest).map(|_| bounds)
}
