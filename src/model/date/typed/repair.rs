//! What is wrong with a text that is no typed date, and what to write instead.

use chrono::{Datelike, Months};
use itertools::Itertools as _;

use crate::model::date::display::range_as_typed;
use crate::model::date::{Bounds, Date, month_name};
use crate::model::text::nearest;

use super::token::{MONTHS, SEASONS, Token, WEEKDAYS, keywords, number_of, tokens};
use super::{TypedError, grammar, read};

/// Why a text cannot be read, and what may have been meant. Only what can be read is offered.
type Fault = (String, Vec<String>);

/// The faults of a text, in the order in which they are looked for.
const CHECKS: [fn(&str) -> Vec<Fault>; 5] = [
    missing_part,
    approximate,
    swapped_ends,
    |text| in_words(text, missing_year),
    |text| in_words(text, wrong_word),
];

const UNKNOWN: &str = "this way of writing a date is not known";

const RELATIVE: &str =
    "today yesterday tomorrow now ago last next this current recent recently previous coming";

const ABOUT: &str = "circa c. ca. c ca about around approximately roughly approx. approx";

/// Numbers that cannot be read: their shape, in which `Y` and `Z` have four digits, `a`, `b` and `c`
/// one or two, `n` three and `m` more; why; and what to write instead. There, `{A}` is the name of month
/// a, `{aa}` has two digits, `{a'}` those that were typed, `{Y2}` is the start of Y, and `{words}` are
/// those for EDTF.
const WRONG_NUMBERS: &str = "\
0     | there is no year 0                             | 1 bc or 1
a     | the year is shortened                          | 19{aa} or ad {a}
a     | that month has 31 days                         | 31
a     | that month has 30 days                         | 30
a     | that month has 29 days                         | 29
a     | that month has 28 days                         | 28
n     | a year has four digits, or an era              | ad {n}
m     | a year has four digits                         | {m4}
as    | a decade has four digits, or an era            | 19{aa}s or {a}s ad
Ys    | it can be a decade or a century                | {Y3}X or {Y2}XX
Y-0   | there is no month 00                           | {Y}-01 or {Y}
Y-Z   | a hyphen between years needs spaces around it  | {Y}..{Z}
Y-a   | a shortened range of years looks like a month or a season | {Y}..{Y2}{aa} or {Y}..{Y3}{a'} or {words} or {Y}-{aa}
Y-a   | there is no month {aa}                         | {Y}-12 or {Y}
Y-a-b | months and days have two digits                | {Y}-{aa}-{bb} or {b} {A} {Y}
a-b-Y | which is the month, and which the day?         | {a} {B} {Y} or {b} {A} {Y}
Y/a   | a slash separates the two ends of an interval  | {Y}..{Y2}{aa} or {Y}..{Y3}{a'} or {Y}-{aa}
Y/Z   | a slash separates the two ends of an interval  | {Y}..{Z}
a/Y   | slashed dates are read differently in different countries | {Y}-{aa}
Y/a/b | hyphens separate year, month and day           | {Y}-{aa}-{bb}
a/b/Y | slashed dates are read differently in different countries | {a} {B} {Y} or {b} {A} {Y}
a/b/c | slashed dates are read differently in different countries | {a} {B} 19{cc} or {b} {A} 19{cc}
a.b.Y | there is no such day                           | {a} {B} {Y} or {b} {A} {Y}
a.b.c | the year is shortened                          | {a} {B} 19{cc}
a:b   | there is no such time                          |";

/// The error for a text that cannot be read. If no repair of it can be read, the repairs are
/// repaired in turn; the last resort is to leave a word out.
pub fn explain(text: &str) -> TypedError {
    const MOST_REPAIRS: usize = 20;
    const MOST_OFFERS: usize = 3;
    const MOST_CHARS: usize = 200;
    if text.is_empty() || text == ".." {
        let (message, hint) = ("no date given".into(), "write 1953".into());
        return TypedError { message, hint };
    }
    let faults = |text: &str| CHECKS.map(|check| check(text)).concat();
    let start: String = text.chars().take(MOST_CHARS).collect();
    let first = faults(&start);
    let repairs = first.iter().flat_map(|(_, repairs)| repairs);
    let second = repairs.take(MOST_REPAIRS).flat_map(|text| faults(text));
    let third = in_words(&start, |word| {
        fault(&format!("`{word}` is not understood here"), [String::new()])
    });
    let examples = ["1956-10-23", "23 october 1956", "october 1956"].map(str::to_owned);
    let third = third.into_iter().chain(fault(UNKNOWN, examples));
    let mut all = first.iter().cloned().chain(second).chain(third);
    let offer = |(reason, repairs): Fault| {
        let offers = repairs.iter().filter(|text| read(text).is_some()).unique();
        let offers = offers.take(MOST_OFFERS).join(" or ");
        (!offers.is_empty()).then_some((reason, offers))
    };
    let (reason, offers) = all.find_map(offer).unwrap_or_default();
    TypedError {
        message: format!("cannot read `{text}` as a date: {reason}"),
        hint: format!("write {offers}"),
    }
}

/// The words of a text, and what separates them.
fn words(text: &str) -> Vec<String> {
    let text = text.replace("..", "…").replace("c.", "c. ");
    let mut before = ' ';
    let runs = text.chars().chunk_by(|c| {
        let is_dash = *c == '–' && !before.is_ascii_digit(); // not of 1956–7
        before = *c;
        is_dash || " ,()…".contains(*c)
    });
    runs.into_iter().map(|(_, run)| run.collect()).collect()
}

/// Joins words after one was replaced or left out.
fn join_words(words: &[String]) -> String {
    let text = words.concat().replace('…', "..");
    text.split_whitespace().join(" ").trim_matches(',').into()
}

/// The faults of single words, with the whole text as repaired.
fn in_words(text: &str, find: fn(&str) -> Vec<Fault>) -> Vec<Fault> {
    let words = words(text);
    let mut faults = Vec::new();
    for (at, word) in words.iter().enumerate() {
        for (reason, repairs) in find(word) {
            let repairs = repairs
                .into_iter()
                .map(|repair| join_words(&[&words[..at], &[repair], &words[at + 1..]].concat()));
            faults.push((reason, repairs.collect()));
        }
    }
    faults
}

fn fault(reason: &str, repairs: impl IntoIterator<Item = String>) -> Vec<Fault> {
    vec![(reason.to_owned(), repairs.into_iter().collect())]
}

fn is_one_of(word: &str, known: &str) -> bool {
    known.split(' ').any(|known| known == word.to_lowercase())
}

/// Offers an example: of a date, of the missing year, or of the missing day of a time.
fn missing_part(text: &str) -> Vec<Fault> {
    if words(text).iter().any(|word| is_one_of(word, RELATIVE)) {
        return fault("relative dates are not understood", ["5 march 1953".into()]);
    }
    let is_year = |token: &Token| matches!(token, Token::Year(_) | Token::Decade(_));
    let has_year = tokens(text).iter().any(is_year);
    let mut faults = Vec::new();
    for year in [1953, 1956].into_iter().filter(|_| !has_year) {
        faults.extend(fault("the year is missing", [format!("{text} {year}")])); // 29 february
    }
    for day in ["14 ", "14 april 1912, "] {
        faults.extend(fault("a time needs its day", [format!("{day}{text}")]));
    }
    faults.extend(fault(UNKNOWN, [text.replace('-', " ")])); // mar-53
    faults
}

/// Offers whole months with as many again on both sides, or what stands after `about`.
fn approximate(text: &str) -> Vec<Fault> {
    let (about, rest): (Vec<_>, Vec<_>) =
        { words(text).into_iter() }.partition(|word| is_one_of(word, ABOUT));
    let rest = join_words(&rest);
    let wider = read(&rest).and_then(|period| {
        let (first, count) = period.whole_months()?;
        let first = first.checked_sub_months(Months::new(count))?;
        range_as_typed(Bounds::months(first.year(), first.month(), 3 * count))
    });
    let repair = about.first().map(|_| wider.unwrap_or(rest));
    fault("`about` has no fixed width here", repair)
}

/// Offers the earlier date first.
fn swapped_ends(text: &str) -> Vec<Fault> {
    let range = grammar::swapped_range(&tokens(text)).and_then(range_as_typed);
    fault("it ends before it begins", range)
}

/// What the rows of [`WRONG_NUMBERS`] say on the shape of a word.
fn wrong_number(word: &str) -> Vec<Fault> {
    let (mut years, mut letters) = ("YZ".chars(), "abc".chars());
    let mut shape = String::new();
    let mut values: Vec<(String, String)> = Vec::new();
    for (is_number, run) in &word.chars().chunk_by(char::is_ascii_digit) {
        let run: String = run.collect();
        if !is_number {
            shape += &run.replace('–', "-");
            continue;
        }
        let number: u32 = run.parse().unwrap_or_default();
        let letter = match run.len() {
            _ if number == 0 => Some('0'),
            4 => years.next(),
            1 | 2 => letters.next(),
            3 => Some('n'),
            _ => Some('m'),
        };
        let letter = letter.unwrap_or('?').to_string();
        shape += &letter;
        let start = |length| run.get(..length).unwrap_or_default().to_owned();
        let month = month_name(number).unwrap_or_default().to_lowercase();
        let shortest = run.trim_start_matches('0').to_owned();
        values.extend([
            (format!("{letter}2"), start(2)),
            (format!("{letter}3"), start(3)),
            (format!("{letter}4"), start(4)),
            (format!("{letter}'"), run.clone()),
            (letter.repeat(2), format!("{number:02}")),
            (letter.clone(), shortest),
            (letter.to_uppercase(), month),
        ]);
    }
    let words = Date::parse(word).map(|date| date.to_string());
    values.extend(words.map(|words| ("words".into(), words)));
    let fill = |template: &str| {
        let replace = |text: String, (name, value): &(String, String)| {
            text.replace(&format!("{{{name}}}"), value)
        };
        values.iter().fold(template.to_owned(), replace)
    };
    let rows = WRONG_NUMBERS
        .lines()
        .filter_map(|row| row.split('|').map(str::trim).collect_tuple::<(_, _, _)>());
    let rows = rows.filter(|(known, ..)| *known == shape);
    rows.map(|(_, reason, templates)| (fill(reason), templates.split(" or ").map(fill).collect()))
        .collect()
}

/// Offers a year after a month that other words follow: `5 march at the latest`.
fn missing_year(word: &str) -> Vec<Fault> {
    let month = Some(word).filter(|word| matches!(*tokens(word), [Token::Month(_)]));
    fault(
        "the year is missing",
        month.map(|month| format!("{month} 1953")),
    )
}

/// Offers a decade in digits, another weekday, the nearest name or keyword, or another number.
fn wrong_word(typed: &str) -> Vec<Fault> {
    const DECADES: &str = "twenties thirties forties fifties sixties seventies eighties nineties";
    let length = typed.chars().count();
    if let Some(n) = number_of(&typed.to_lowercase(), DECADES, length + 1) {
        return fault("the century is missing", [format!("19{}0s", n + 1)]);
    }
    match *tokens(typed) {
        [Token::Weekday(_)] => {
            let others = WEEKDAYS.split(' ').map(str::to_owned);
            fault(&format!("it was not a {typed}"), others)
        }
        [Token::Unknown] if length >= 3 && typed.chars().all(char::is_alphabetic) => {
            let names = [MONTHS, SEASONS, WEEKDAYS].join(" ").to_lowercase();
            let known = names.split([' ', '|']).map(str::to_owned);
            let known = known.chain(keywords().map(str::to_owned));
            let most = if length < 7 { 1 } else { 2 };
            let meant = nearest(&typed.to_lowercase(), known, most);
            fault(&format!("`{typed}` is not a word of a date"), meant)
        }
        _ if typed.contains(|c: char| c.is_ascii_digit()) => wrong_number(typed),
        _ => Vec::new(),
    }
}
