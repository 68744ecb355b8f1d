//! What is wrong with a text that is no typed date, and what to write instead.

use chrono::{Datelike, Months};
use itertools::Itertools as _;

use crate::model::date::display::range_as_typed;
use crate::model::date::{Bounds, Date, month_name};
use crate::model::text::nearest;

use super::token::{MONTHS, SEASONS, Token, WEEKDAYS, tokens};
use super::{TypedError, grammar, read};

/// Why a text cannot be read, and texts that may have been meant. Only those that can be read are
/// offered.
type Fault = (String, Vec<String>);

/// The faults of a text, in the order in which they are looked for.
const FAULTS: [fn(&str) -> Vec<Fault>; 8] = [
    relative,
    approximate,
    wrong_weekday,
    swapped_ends,
    missing_day_of_month,
    missing_part,
    wrong_numbers,
    wrong_names,
];

/// Numbers that cannot be read: their shape, in which `Y` and `Z` have four digits, `a`, `b` and `c`
/// one or two, and `n` another number of them; why; and what to write instead. There, `{A}` is the
/// name of month a, `{aa}` has two digits, `{Y^a}` is the year Y with the end a, `{D}` and `{C}` are
/// the decade and the century of Y, and `{words}` are those for EDTF.
const WRONG_NUMBERS: &str = "\
0     | there is no year 0                             | 1 bc or 1
a     | the year is shortened                          | 19{aa} or ad {a}
n     | a year has four digits, or an era              | ad {n}
as    | a decade has four digits, or an era            | 19{aa}s or {a}s ad
ns    | a decade has four digits, or an era            | {n}s ad
Ys    | it can be a decade or a century                | {D}X or {C}XX
Y-Z   | a hyphen between years needs spaces around it  | {Y}..{Z}
Y-a   | a shortened range of years looks like a month or a season | {Y}..{Y^a} or {words} or {Y}-{aa}
Y-a-b | months and days have two digits                | {Y}-{aa}-{bb} or {b} {A} {Y}
a-b-Y | which is the month, and which the day?         | {a} {B} {Y} or {b} {A} {Y}
Y/a   | a slash separates the two ends of an interval  | {Y}..{Y^a} or {Y}-{aa}
Y/Z   | a slash separates the two ends of an interval  | {Y}..{Z}
a/Y   | slashed dates are read differently in different countries | {Y}-{aa}
Y/a/b | hyphens separate year, month and day           | {Y}-{aa}-{bb}
a/b/Y | slashed dates are read differently in different countries | {a} {B} {Y} or {b} {A} {Y}
a/b/c | slashed dates are read differently in different countries | {a} {B} 19{cc} or {b} {A} 19{cc}
a.b.Y | there is no such day                           | {a} {B} {Y} or {b} {A} {Y}
a.b.c | the year is shortened                          | {a} {B} 19{cc}
a:b   | there is no such time                          |";

/// The error for a text that cannot be read. If no repair of it can be read, the repairs are
/// repaired in turn.
pub fn explain(text: &str) -> TypedError {
    const MOST_REPAIRS: usize = 20;
    const MOST_OFFERS: usize = 3;
    if text.is_empty() || text == ".." {
        return TypedError {
            message: "no date given".into(),
            hint: "write 1953".into(),
        };
    }
    let error = |reason: &str, examples: &str| TypedError {
        message: format!("cannot read `{text}` as a date: {reason}"),
        hint: format!("write {examples}"),
    };
    let mut texts = vec![text.to_owned()];
    let mut first_reason = None;
    for _ in 0..2 {
        let faults = texts
            .iter()
            .flat_map(|text| FAULTS.iter().flat_map(|find| find(text)));
        let faults: Vec<Fault> = faults.collect();
        for (reason, repairs) in &faults {
            let offers = repairs.iter().filter(|text| read(text).is_some());
            let offers = offers.unique().take(MOST_OFFERS).join(" or ");
            if !offers.is_empty() {
                return error(reason, &offers);
            }
        }
        first_reason = first_reason.or(faults.first().map(|(reason, _)| reason.clone()));
        texts = faults
            .into_iter()
            .flat_map(|(_, repairs)| repairs)
            .collect();
        texts.truncate(MOST_REPAIRS);
    }
    error(
        first_reason
            .as_deref()
            .unwrap_or("this way of writing a date is not known"),
        "1956-10-23 or 23 october 1956 or october 1956 or 1956",
    )
}

/// The words of a text, without a comma or parentheses around them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ')
        .map(|word| word.trim_matches([',', '(', ')']))
}

/// The text with another word, or with none, for one of its words.
fn replace(text: &str, word: &str, by: &str) -> String {
    let words = text
        .split(' ')
        .map(|other| match other.trim_matches([',', '(', ')']) {
            bare if bare == word => other.replacen(word, by, 1),
            _ => other.to_owned(),
        });
    words.filter(|word| !["", ","].contains(&&**word)).join(" ")
}

fn has_one_of(text: &str, known: &str) -> bool {
    words(&text.to_lowercase()).any(|word| known.split(' ').contains(&word))
}

fn relative(text: &str) -> Vec<Fault> {
    const RELATIVE: &str = "today yesterday tomorrow now ago last next this current recent \
                            recently previous coming";
    let fault = (
        "relative dates are not understood".into(),
        vec!["5 march 1953".into()],
    );
    has_one_of(text, RELATIVE)
        .then_some(fault)
        .into_iter()
        .collect()
}

/// Offers whole months with as many again on both sides, and for a day its month.
fn approximate(text: &str) -> Vec<Fault> {
    const ABOUT: &str = "circa c. ca. c ca about around approximately roughly approx. approx";
    let spaced = text.replace("c.", "c. ");
    let rest = words(&spaced)
        .filter(|word| !has_one_of(word, ABOUT))
        .join(" ");
    let wider = read(&rest).and_then(|period| {
        let (first, count) = match period.whole_months() {
            Some((first, count)) => (first.checked_sub_months(Months::new(count))?, 3 * count),
            None => (period.earliest?, 1),
        };
        range_as_typed(Bounds::months(first.year(), first.month(), count))
    });
    let fault = (
        "`about` has no fixed width here".into(),
        vec![wider.unwrap_or(rest)],
    );
    Vec::from_iter(has_one_of(&spaced, ABOUT).then_some(fault))
}

fn wrong_weekday(text: &str) -> Vec<Fault> {
    let weekdays = words(text).filter(|word| matches!(*tokens(word), [Token::Weekday(_)]));
    let faults = weekdays.map(|word| {
        let repairs = WEEKDAYS.split(' ').map(|name| replace(text, word, name));
        (format!("it was not a {word}"), repairs.collect())
    });
    faults.collect()
}

/// Offers the earlier date first.
fn swapped_ends(text: &str) -> Vec<Fault> {
    let range = grammar::swapped_range(&tokens(text)).and_then(range_as_typed);
    Vec::from_iter(range.map(|range| ("it ends before it begins".into(), vec![range])))
}

/// Offers the last day of a month that is shorter.
fn missing_day_of_month(text: &str) -> Vec<Fault> {
    let days = words(text).filter(|word| matches!(*tokens(word), [Token::Day(29..)]));
    let faults = days.filter_map(|word| {
        let shorter = [30, 29, 28].map(|day: u32| (day, replace(text, word, &day.to_string())));
        let (day, repair) = shorter.into_iter().find(|(_, text)| read(text).is_some())?;
        Some((format!("that month has {day} days"), vec![repair]))
    });
    faults.collect()
}

/// Offers an example of the missing year, or of the missing day of a time.
fn missing_part(text: &str) -> Vec<Fault> {
    let has = |is: fn(&Token) -> bool| tokens(text).iter().any(is);
    let has_year = has(|token| matches!(token, Token::Year(_) | Token::Decade(_) | Token::Date(_)));
    let has_time = has(|token| matches!(token, Token::Time(..)));
    let years = [1953, 1956].map(|year| format!("{text} {year}")); // the second has a 29 February
    let year = years
        .into_iter()
        .find(|text| !has_year && read(text).is_some());
    let days = ["14 ", "14 april 1912, "].map(|day| format!("{day}{text}"));
    let year = year.map(|text| ("the year is missing".into(), vec![text]));
    let day = has_time.then(|| ("a time needs its day".into(), days.into()));
    year.into_iter().chain(day).collect()
}

fn wrong_names(text: &str) -> Vec<Fault> {
    const DECADES: &str = "twenties thirties forties fifties sixties seventies eighties nineties";
    let months = MONTHS.iter().map(|[_, name, ..]| *name);
    let names = months.chain(SEASONS.split(' ')).chain(DECADES.split(' '));
    let unknown = words(text).filter(|word| {
        let is_unknown = matches!(*tokens(word), [Token::Unknown]);
        is_unknown && word.len() >= 3 && word.chars().all(char::is_alphabetic)
    });
    let faults = unknown.filter_map(|word| {
        let name = nearest(&word.to_lowercase(), names.clone(), 2)?;
        let decade = DECADES.split(' ').position(|decade| decade == name);
        let meant = decade.map_or(name.to_owned(), |decade| format!("19{}0s", decade + 2));
        let reason = format!("`{word}` is not a month or a season");
        Some((reason, vec![replace(text, word, &meant)]))
    });
    faults.collect()
}

fn wrong_numbers(text: &str) -> Vec<Fault> {
    let faults = words(text).filter_map(|word| {
        let (shape, values) = shape(word);
        let mut rows = WRONG_NUMBERS
            .lines()
            .map(|row| row.split('|').map(str::trim));
        let mut row = rows.find_map(|mut row| (row.next() == Some(&*shape)).then_some(row))?;
        let (reason, templates) = (row.next()?, row.next()?);
        let repairs = templates.split(" or ").map(|template| {
            let mut repair = template.to_owned();
            for (name, value) in &values {
                repair = repair.replace(&format!("{{{name}}}"), value);
            }
            replace(text, word, &repair)
        });
        Some((reason.to_owned(), repairs.collect()))
    });
    faults.collect()
}

/// The shape of a word, as in [`WRONG_NUMBERS`], and the values of its templates.
fn shape(word: &str) -> (String, Vec<(String, String)>) {
    let mut shape = String::new();
    let mut values: Vec<(String, String)> = Vec::new();
    let (mut years, mut letters) = ("YZ".chars(), "abc".chars());
    for (is_number, run) in &word.chars().chunk_by(char::is_ascii_digit) {
        let run: String = run.collect();
        if !is_number {
            shape += &run;
            continue;
        }
        let number: u32 = run.parse().unwrap_or_default();
        let letter = match run.len() {
            _ if number == 0 => Some('0'),
            4 => years.next(),
            1 | 2 => letters.next(),
            _ => Some('n'),
        };
        let letter = letter.unwrap_or('?').to_string();
        shape += &letter;
        if let Some((_, year)) = values.iter().find(|(name, _)| name == "Y") {
            values.push((
                "Y^a".into(),
                format!("{}{run}", &year[..4 - run.len().min(4)]),
            ));
        }
        if letter == "Y" {
            values.extend([("C".into(), run[..2].into()), ("D".into(), run[..3].into())]);
        }
        let month = month_name(number).map(str::to_lowercase);
        values.extend(month.map(|month| (letter.to_uppercase(), month)));
        values.push((letter.repeat(2), format!("{number:02}")));
        let is_short = run.len() <= 2;
        values.push((letter, if is_short { number.to_string() } else { run }));
    }
    let words = Date::parse(word).map(|date| date.to_string());
    values.extend(words.map(|words| ("words".into(), words)));
    (shape, values)
}
