//! What is wrong with a text that is no typed date, and what to write instead.

use chrono::{Datelike, Months};
use itertools::Itertools as _;

use crate::model::date::display::range_as_typed;
use crate::model::date::{Bounds, Date, month_name};
use crate::model::text::nearest;

use super::token::{MONTHS, SEASONS, Token, WEEKDAYS, keywords, tokens};
use super::{TypedError, grammar, read};

/// Why a text cannot be read, and texts that may have been meant. Only those that can be read are
/// offered.
type Fault = (String, Vec<String>);

/// What finds a fault: in a whole text, or in a word, with what may stand in its place.
enum Check {
    Text(fn(&str) -> Option<Fault>),
    Word(fn(&str) -> Option<Fault>),
}

/// The faults of a text, in the order in which they are looked for.
const CHECKS: [Check; 12] = [
    Check::Text(relative),
    Check::Text(approximate),
    Check::Word(wrong_weekday),
    Check::Text(missing_month),
    Check::Text(swapped_ends),
    Check::Text(missing_day_of_month),
    Check::Text(missing_part),
    Check::Word(wrong_number),
    Check::Word(wrong_name),
    Check::Text(other_order),
    Check::Text(missing_blank),
    Check::Text(|text| Some((UNKNOWN.to_owned(), vec![text.replace('-', " ")]))), // mar-53
];

/// The last resort.
const NEEDLESS_WORD: Check = Check::Word(|word| {
    let reason = format!("`{word}` is not understood here");
    Some((reason, vec![String::new()]))
});

const UNKNOWN: &str = "this way of writing a date is not known";

/// Numbers that cannot be read: their shape, in which `Y` and `Z` have four digits, `a`, `b` and `c`
/// one or two, `n` three and `m` more; why; and what to write instead. There, `{A}` is the name of month
/// a, `{aa}` has two digits, `{Y^a}` is the year Y with the end a, `{D}` and `{C}` are the decade and
/// the century of Y, `{n-}` has a digit less, and `{words}` are those for EDTF.
const WRONG_NUMBERS: &str = "\
0     | there is no year 0                             | 1 bc or 1
a     | the year is shortened                          | 19{aa} or ad {a}
n     | a year has four digits, or an era              | ad {n} or {n-}
m     | a year has four digits                         | {m-}
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
a.b.n | a year has four digits, or an era              | {a} {B} ad {n}
a.b.m | a year has four digits                         | {a} {B} {m-}
a:b   | there is no such time                          |";

/// The error for a text that cannot be read. If no repair of it can be read, the repairs are
/// repaired in turn.
pub fn explain(text: &str) -> TypedError {
    const MOST_REPAIRS: usize = 20;
    const MOST_OFFERS: usize = 3;
    const MOST_WORDS: usize = 20;
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
    let offer = |(reason, repairs): &Fault| {
        let texts = repairs
            .iter()
            .map(|text| text.replace(" ..", "..").replace(".. ", ".."));
        let offers = texts.filter(|text| read(text).is_some()).unique();
        let offers = offers.take(MOST_OFFERS).join(" or ");
        (!offers.is_empty()).then(|| error(reason, &offers))
    };
    let spaced = text.replace("..", " .. ");
    let mut texts = vec![spaced.split_whitespace().take(MOST_WORDS).join(" ")];
    let last_resort = faults(&texts[0], &NEEDLESS_WORD);
    for _ in 0..2 {
        let found = texts
            .iter()
            .flat_map(|text| CHECKS.iter().flat_map(|check| faults(text, check)));
        let found: Vec<Fault> = found.collect();
        if let Some(error) = found.iter().find_map(offer) {
            return error;
        }
        texts = found.into_iter().flat_map(|(_, repairs)| repairs).collect();
        texts.truncate(MOST_REPAIRS);
    }
    last_resort.iter().find_map(offer).unwrap_or_else(|| {
        error(
            UNKNOWN,
            "1956-10-23 or 23 october 1956 or october 1956 or 1956",
        )
    })
}

/// What a check finds, with whole texts as repairs.
fn faults(text: &str, check: &Check) -> Vec<Fault> {
    match check {
        Check::Text(find) => find(text).into_iter().collect(),
        Check::Word(find) => {
            let words = words(text).enumerate();
            let faults = words.filter_map(|(at, word)| {
                let (reason, repairs) = find(word)?;
                let repairs = repairs.iter().map(|repair| replace(text, at, repair));
                Some((reason, repairs.collect()))
            });
            faults.collect()
        }
    }
}

/// The words of a text, without a comma or parentheses around them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ')
        .map(|word| word.trim_matches([',', '(', ')']))
}

/// The text with another word, or with none, for the word at a place.
fn replace(text: &str, at: usize, by: &str) -> String {
    let words = text.split(' ').zip(words(text)).enumerate();
    let words = words.map(|(i, (word, bare))| {
        if i == at {
            word.replacen(bare, by, 1)
        } else {
            word.to_owned()
        }
    });
    let text = words.filter(|word| !["", ","].contains(&&**word)).join(" ");
    text.trim_end_matches(',').to_owned()
}

fn has_one_of(text: &str, known: &str) -> bool {
    words(&text.to_lowercase()).any(|word| known.split(' ').contains(&word))
}

fn relative(text: &str) -> Option<Fault> {
    const RELATIVE: &str = "today yesterday tomorrow now ago last next this current recent \
                            recently previous coming";
    let fault = || {
        (
            "relative dates are not understood".into(),
            vec!["5 march 1953".into()],
        )
    };
    has_one_of(text, RELATIVE).then(fault)
}

/// Offers whole months with as many again on both sides, and for a day its month.
fn approximate(text: &str) -> Option<Fault> {
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
    let reason = "`about` has no fixed width here".to_owned();
    has_one_of(&spaced, ABOUT).then(|| (reason, vec![wider.unwrap_or(rest)]))
}

fn wrong_weekday(word: &str) -> Option<Fault> {
    let names = WEEKDAYS.split(' ').map(str::to_owned);
    let is_weekday = matches!(*tokens(word), [Token::Weekday(_)]);
    is_weekday.then(|| (format!("it was not a {word}"), names.collect()))
}

/// Offers the nearest month, and the year, for a number that is neither a month nor a later year.
fn missing_month(text: &str) -> Option<Fault> {
    let (year, end) = text.split_once('-')?;
    let (first, month) = (year.parse::<u32>().ok()?, end.parse::<u32>().ok()?);
    let is_neither = month == 0 || (month > 12 && month < first % 100);
    let nearest = if month == 0 { "01" } else { "12" };
    (year.len() == 4 && end.len() == 2 && is_neither).then(|| {
        let reason = format!("there is no month {end}");
        (reason, vec![format!("{year}-{nearest}"), year.to_owned()])
    })
}

/// Offers the earlier date first.
fn swapped_ends(text: &str) -> Option<Fault> {
    let range = grammar::swapped_range(&tokens(text)).and_then(range_as_typed)?;
    Some(("it ends before it begins".into(), vec![range]))
}

/// Offers the last day of a month that is shorter.
fn missing_day_of_month(text: &str) -> Option<Fault> {
    let words = words(text).enumerate();
    let mut days = words.filter(|(_, word)| matches!(*tokens(word), [Token::Day(29..)]));
    days.find_map(|(at, _)| {
        let shorter = ["30", "29", "28"].map(|day| (day, replace(text, at, day)));
        let (day, text) = { shorter }
            .into_iter()
            .find(|(_, text)| read(text).is_some())?;
        Some((format!("that month has {day} days"), vec![text]))
    })
}

/// Offers an example of the missing year or month, or of the missing day of a time.
fn missing_part(text: &str) -> Option<Fault> {
    let is_year =
        |token: &Token| matches!(token, Token::Year(_) | Token::Decade(_) | Token::Date(_));
    let is_month = |token: &Token| matches!(token, Token::Month(_) | Token::Roman(_));
    let is_time = |token: &Token| matches!(token, Token::Time(..));
    let has = |is: fn(&Token) -> bool| tokens(text).iter().any(is);
    let (has_year, has_month) = (has(is_year), has(is_month));
    let with = |is: fn(&Token) -> bool, example: fn(&str) -> String| {
        let mut words = words(text).enumerate();
        let (at, word) = words.find(|(_, word)| tokens(word).first().is_some_and(is))?;
        Some(replace(text, at, &example(word)))
    };
    let year = "the year is missing";
    let is_number = text.bytes().all(|b| b.is_ascii_digit());
    let examples = [
        (!has_year, year, Some(format!("{text} 1953"))),
        (!has_year, year, Some(format!("{text} 1956"))), // has a 29 February
        (
            !has_year,
            year,
            with(is_month, |month| format!("{month} 1953")),
        ),
        (
            has(is_time),
            "a time needs its day",
            Some(format!("14 {text}")),
        ),
        (
            has(is_time),
            "a time needs its day",
            Some(format!("14 april 1912, {text}")),
        ),
        (
            !has_month,
            "the month is missing",
            with(is_year, |year| format!("march {year}")),
        ),
        (
            !has_year && !is_number,
            year,
            Some(format!("{text} march 1953")),
        ),
    ];
    let examples = examples.into_iter().filter(|(is_missing, ..)| *is_missing);
    let mut examples = examples.filter_map(|(_, reason, text)| Some((reason.to_owned(), text?)));
    let (reason, text) = examples.find(|(_, text)| read(text).is_some())?;
    Some((reason, vec![text]))
}

fn wrong_number(word: &str) -> Option<Fault> {
    let (shape, values) = shape(word);
    let rows = WRONG_NUMBERS
        .lines()
        .map(|row| row.split('|').map(str::trim));
    let mut row = { rows }.find_map(|mut row| (row.next() == Some(&*shape)).then_some(row))?;
    let (reason, templates) = (row.next()?, row.next()?);
    let repairs = templates.split(" or ").map(|template| {
        let values = values.iter();
        values.fold(template.to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
    });
    Some((reason.to_owned(), repairs.collect()))
}

/// Offers the nearest name, and else the nearest keyword.
fn wrong_name(typed: &str) -> Option<Fault> {
    const DECADES: &str = "twenties thirties forties fifties sixties seventies eighties nineties";
    let length = typed.chars().count();
    let is_unknown = matches!(*tokens(typed), [Token::Unknown]);
    if !is_unknown || length < 3 || !typed.chars().all(char::is_alphabetic) {
        return None;
    }
    let months = MONTHS
        .iter()
        .flat_map(|[_, names @ ..]| names.iter().copied());
    let names = months.chain(SEASONS.split(' ')).chain(DECADES.split(' '));
    let others = keywords().filter(|word| word.len() > 3);
    let others = others
        .map(str::to_owned)
        .chain(WEEKDAYS.split(' ').map(str::to_lowercase));
    let (word, most_typos) = (typed.to_lowercase(), if length < 5 { 1 } else { 2 });
    let name = nearest(&word, names.map(str::to_owned), most_typos);
    let (name, kind) = match name {
        Some(name) => (name, "a month or a season"),
        None => (nearest(&word, others, most_typos)?, "a word of a date"),
    };
    let decade = DECADES.split(' ').position(|decade| decade == name);
    let meant = decade.map_or(name, |decade| format!("19{}0s", decade + 2));
    Some((format!("`{typed}` is not {kind}"), vec![meant]))
}

/// Offers weekday, day, month, year, era and time in this order.
fn other_order(text: &str) -> Option<Fault> {
    let rank = |word: &&str| match *tokens(word) {
        [] | [Token::Weekday(_)] => Some(0),
        [Token::Day(_)] => Some(1),
        [Token::Month(_) | Token::Roman(_)] => Some(2),
        [Token::Year(_)] => Some(3),
        [Token::Word("bc" | "ad" | "os")] => Some(4),
        [Token::Time(..)] => Some(5),
        _ => None,
    };
    let is_ranked = words(text).all(|word| rank(&word).is_some());
    let sorted = || words(text).sorted_by_key(rank).join(" ");
    is_ranked.then(|| ("the words are in another order".into(), vec![sorted()]))
}

/// Offers a blank between figures and letters.
fn missing_blank(text: &str) -> Option<Fault> {
    let runs = text
        .chars()
        .chunk_by(|c| (c.is_ascii_digit(), c.is_alphabetic()));
    let runs = runs.into_iter().map(|(_, run)| run.collect::<String>());
    let spaced = runs.map(|run| {
        if run.chars().all(char::is_alphanumeric) {
            format!(" {run} ")
        } else {
            run
        }
    });
    let spaced = spaced.collect::<String>().split_whitespace().join(" ");
    (spaced != text).then(|| (UNKNOWN.to_owned(), vec![spaced]))
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
            3 => Some('n'),
            _ => Some('m'),
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
        let doubled = run.bytes().tuple_windows().position(|(a, b)| a == b);
        let shorter = run
            .char_indices()
            .filter(|(at, _)| doubled.map_or(*at < 4, |doubled| *at != doubled));
        values.push((
            format!("{letter}-"),
            shorter.map(|(_, digit)| digit).collect(),
        ));
        let is_short = run.len() <= 2;
        values.push((letter, if is_short { number.to_string() } else { run }));
    }
    let words = Date::parse(word).map(|date| date.to_string());
    values.extend(words.map(|words| ("words".into(), words)));
    (shape, values)
}
