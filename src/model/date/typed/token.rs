//! The words of a typed date, and what each of them stands for.

use chrono::{NaiveTime, Timelike};
use itertools::Itertools;

use crate::model::date::{Bounds, Date, Shape};

/// A word of a typed date, or a part of one: `mid-october` is three.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Token {
    /// A number without four digits, or an ordinal: a day, a century, a year with an era.
    Number(i32),
    /// 0 is 1 BC.
    Year(i32),
    Month(u32),
    /// A month in Roman numerals.
    Roman(u32),
    /// The first month of a season.
    Season(u32),
    /// The first year of a decade.
    Decade(i32),
    /// The 50 of `50s`.
    ShortDecade(i32),
    /// Monday is 1.
    Weekday(u32),
    /// EDTF, or a date with dots.
    Date(Bounds),
    Time([u32; 2], Option<u32>),
    /// One of [`KEYWORDS`].
    Word(&'static str),
    Unknown,
}

/// The words of the grammar that are no numbers and no names.
const KEYWORDS: &str = "to from before after earlier on between and or .. – - early start mid late \
    end half quarter century bc ad am pm os";

/// What else can be written for a keyword, or for nothing; longer expressions come first.
const SYNONYMS: &str = "\
to:      before the end of|on or before|no later than|not later than|not after|up to
to:      an unknown start to|by|until|till|through
from:    on or after|no earlier than|not earlier than|not before|as of|since
before:  before the start of|before the beginning of|prior to|earlier than|pre
after:   later than|post
earlier: or earlier|or before|at the latest
on:      or later|or after|to an unknown end|onward|onwards
start:   beginning
mid:     middle
autumn:  fall
bc:      bce
ad:      ce|year
os:      old style|julian
..:      …
1 quarter: q1
2 quarter: q2
3 quarter: q3
4 quarter: q4
:        the|of|in|at|during|г|год|года";

/// Months: English, Russian in the nominative and the genitive.
pub const MONTHS: &str = "january|январь|января february|февраль|февраля march|март|марта \
    april|апрель|апреля may|май|мая june|июнь|июня july|июль|июля august|август|августа \
    september|сентябрь|сентября october|октябрь|октября november|ноябрь|ноября \
    december|декабрь|декабря";

pub const SEASONS: &str = "spring summer autumn winter";

pub const WEEKDAYS: &str = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday";

const ROMAN: &str = "i ii iii iv v vi vii viii ix x xi xii";

const ORDINALS: &str = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh \
    twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth";

/// The words that are keywords, or part of a synonym.
pub fn keywords() -> impl Iterator<Item = &'static str> {
    let words = KEYWORDS
        .split(' ')
        .chain(SYNONYMS.split([' ', '|', ':', '\n']));
    words.filter(|word| word.chars().all(char::is_alphabetic))
}

/// The tokens of a text, without words that say nothing.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut text = format!(" {} ", without_punctuation(text));
    for (word, synonyms) in SYNONYMS.lines().filter_map(|row| row.split_once(':')) {
        for synonym in synonyms.trim_start().split('|') {
            text = text.replace(&format!(" {synonym} "), &format!(" {word} "));
        }
    }
    text.split_whitespace().flat_map(tokens_of_word).collect()
}

/// In lower case, with spaces for punctuation that joins no numbers, and around what joins words.
fn without_punctuation(text: &str) -> String {
    let text = text.to_lowercase().replace("..", "…");
    let chars: Vec<char> = text.chars().collect();
    let spaced = chars.iter().enumerate().map(|(i, &c)| {
        let before = i.checked_sub(1).map_or(' ', |before| chars[before]);
        let after = chars.get(i + 1).copied().unwrap_or(' ');
        match c {
            '.' if before.is_alphabetic() && after.is_alphabetic() => String::new(), // b.c.
            '.' if before.is_ascii_digit() && after.is_ascii_digit() => ".".into(),
            'a' | 'b' | 'c' | 'p' | 'q' if before.is_ascii_digit() => format!(" {c}"), // 44bc, 1956q4
            ',' | '(' | ')' | '.' => " ".into(),
            '-' if before == ' ' && after == ' ' => "–".into(),
            '-' if before.is_alphabetic() || after.is_alphabetic() => " - ".into(),
            '…' | '–' => format!(" {c} "),
            _ => c.into(),
        }
    });
    spaced.collect()
}

/// A word, or its numbers between hyphens or slashes.
fn tokens_of_word(word: &str) -> Vec<Token> {
    if let Some(token) = token(word) {
        return vec![token];
    }
    let parts = word.split(['-', '/']);
    let tokens = parts.map(|part| token(part).unwrap_or(Token::Unknown));
    Itertools::intersperse(tokens, Token::Word("-")).collect()
}

/// The token that is the whole word.
fn token(word: &str) -> Option<Token> {
    const ALL: usize = usize::MAX;
    let keyword = KEYWORDS.split(' ').find(|keyword| *keyword == word);
    keyword
        .map(Token::Word)
        .or_else(|| number_of(word, MONTHS, 3).map(Token::Month))
        .or_else(|| number_of(word, WEEKDAYS, 3).map(Token::Weekday))
        .or_else(|| number_of(word, SEASONS, ALL).map(|season| Token::Season(3 * season)))
        .or_else(|| number_of(word, ROMAN, ALL).map(Token::Roman))
        .or_else(|| number_of(word, ORDINALS, ALL).map(|n| Token::Number(n.cast_signed())))
        .or_else(|| number(word))
        .or_else(|| time(word))
        .or_else(|| edtf(word).map(Token::Date))
}

/// The number of a name, from 1; so many letters of it are enough.
pub fn number_of(word: &str, names: &str, letters: usize) -> Option<u32> {
    let is_enough = word.chars().count() >= letters;
    let is_it = |name: &str| name == word || is_enough && name.starts_with(word);
    let names = names.to_lowercase();
    let mut names = (1..).zip(names.split(' '));
    names.find_map(|(number, names)| names.split('|').any(is_it).then_some(number))
}

/// A number with at most a short ending.
fn number(word: &str) -> Option<Token> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '\'');
    let value: i32 = digits.parse().ok().filter(|_| is_number(digits))?;
    match (&word[digits.len()..], digits.len()) {
        ("", 4) => Some(Token::Year(value)),
        ("", 1..=6) | ("st" | "nd" | "rd" | "th", 1..=2) => Some(Token::Number(value)),
        ("s" | "'s", 2..=3) if value % 10 == 0 => Some(Token::ShortDecade(value)),
        // The 1900s could be a decade or a century.
        ("s" | "'s", 4) if value % 10 == 0 && value % 100 != 0 => Some(Token::Decade(value)),
        _ => None,
    }
}

/// `23:40`, `23.40` or `23:40:15`.
fn time(word: &str) -> Option<Token> {
    let has_second = word.matches(':').count() == 2;
    let format = if has_second { "%H:%M:%S" } else { "%H:%M" };
    let has_dot = word.rfind('.') == word.len().checked_sub(3);
    let text = word.replacen('.', ":", usize::from(has_dot));
    let time = NaiveTime::parse_from_str(&text, format).ok()?;
    let second = has_second.then_some(time.second());
    Some(Token::Time([time.hour(), time.minute()], second))
}

/// EDTF for one date, or with dots in either order (`5.2.1956`, `1956.02.05`), unless it can also be
/// a shortened range of years.
fn edtf(word: &str) -> Option<Bounds> {
    let parts = || word.split('.').map(|part| format!("{part:0>2}"));
    let texts = [
        word.to_uppercase(),
        parts().rev().join("-"),
        parts().join("-"),
    ];
    let date = texts.iter().find_map(|text| Date::parse(text).ok())?;
    (*date.shape() == Shape::Moment && !is_shortened_range(word)).then(|| date.bounds())
}

/// Whether a word such as `1953-64` can be a range of years. `1917-21` is EDTF for spring 1917 too.
pub fn is_shortened_range(word: &str) -> bool {
    let parts = word.split_once('-').filter(|(year, end)| {
        (year.len(), end.len()) == (4, 2) && is_number(year) && is_number(end)
    });
    parts.is_some_and(|(year, end)| end > "12" && end > &year[2..])
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}
