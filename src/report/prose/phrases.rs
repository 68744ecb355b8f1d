//! Phrases for dates and numbers, and checks of how a sentence begins.

use chrono::Datelike;

use crate::model::date::{Date, Shape, month_name, year_name};
use crate::report::reasons::capitalize;

/// The phrase without its year, if the year was just mentioned (`year`) and a month or season is
/// left.
pub fn without_year<'p>(phrase: &'p str, date: &Date, year: i32) -> &'p str {
    let ends = [date.bounds().earliest, date.bounds().latest];
    let in_year = ends.map(|day| day.is_some_and(|day| day.year() == year));
    let short = phrase
        .strip_suffix(&format!(" {}", year_name(year)))
        .unwrap_or(phrase);
    let months = (1..=12).filter_map(month_name);
    let mut periods = months.chain(["spring", "summer", "autumn"]);
    if in_year == [true, true] && periods.any(|period| short.ends_with(period)) {
        short
    } else {
        phrase
    }
}

/// Whether a sentence mentions a year of the date, so that the date need not precede it.
pub fn mentions_year(sentence: &str, date: &Date) -> bool {
    let words = sentence.split('[').next().unwrap_or_default();
    let ends = [date.bounds().earliest, date.bounds().latest];
    let mut ends = ends.into_iter().flatten();
    ends.any(|day| words.contains(&year_name(day.year())))
}

/// Whether a sentence begins with a time or a circumstance.
pub fn begins_with_circumstance(sentence: &str) -> bool {
    const BEGINNINGS: &str = "according after all although among around as at because \
        before between by during for from in on once one over roughly since soon there towards \
        under until when while with";
    let first = sentence.split(' ').next().unwrap_or_default();
    let first = first.to_lowercase();
    let mut beginnings = BEGINNINGS.split(' ');
    beginnings.any(|word| word == first.trim_end_matches(','))
}

/// The sentence with a date in parentheses, before its citations or its full stop.
pub fn with_date_at_end(sentence: &str, date: &str) -> String {
    let without_stop = sentence.trim_end_matches(['.', '!', '?']);
    let at = sentence.find(" [").unwrap_or(without_stop.len());
    format!("{} ({date}){}", &sentence[..at], &sentence[at..])
}

/// A date as the beginning of a sentence: "On 26 June 1953", "By 1955".
pub fn date_phrase(date: &Date) -> String {
    let words = date.to_string();
    let unqualified = words
        .trim_start_matches("perhaps ")
        .trim_start_matches("c. ");
    // A qualifier of one end of a range, or of a member, stays where it is.
    let is_moment = matches!(date.shape(), Shape::Moment);
    let is_qualified = is_moment && unqualified.len() < words.len();
    let plain = if is_moment { unqualified } else { &words };
    let plain = plain.replace(" to an unknown end", " on");
    if let Some((day, clock)) = plain
        .split_once(", ")
        .filter(|_| date.bounds().clock().is_some() && date.calendar().is_none())
    {
        return format!("At {clock} on {day}");
    }
    let [first, second] = [0, 1].map(|n| unqualified.split(' ').nth(n).unwrap_or_default());
    let begins_with_day = first.parse::<u32>().is_ok_and(|number| number <= 31) && second != "BC";
    let phrase = match first {
        "between" | "by" | "from" | "until" | "an" => plain,
        _ if matches!(date.shape(), Shape::Span(..)) => format!("from {plain}"),
        "spring" | "summer" | "autumn" | "winter" if is_moment && !plain.contains('–') => {
            format!("in the {}", plain.replacen(' ', " of ", 1))
        }
        "spring" | "summer" | "autumn" | "winter" => format!("in the {plain}"),
        _ if begins_with_day || date.single_day().is_some() => format!("on {plain}"),
        _ => format!("in {plain}"),
    };
    let phrase = match phrase.split_once(' ') {
        _ if !is_qualified => phrase,
        _ if date.is_uncertain() => format!("perhaps {phrase}"),
        Some(("in" | "on", rest)) => format!("around {rest}"),
        _ => format!("roughly {phrase}"),
    };
    capitalize(&phrase)
}

/// A number in words up to twelve, in digits above; zero is "no".
pub fn count_in_words(count: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    let word = WORDS.get(count).map(ToString::to_string);
    word.unwrap_or_else(|| count.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_begin_sentences() {
        for (edtf, phrase) in [
            ("1953-06-26", "On 26 June 1953"),
            ("1953-06", "In June 1953"),
            ("1953", "In 1953"),
            ("1956-22", "In the summer of 1956"),
            ("195X", "In the 1950s"),
            ("1953-06~", "Around June 1953"),
            ("1955?", "Perhaps in 1955"),
            ("[1953-06..1953-07]", "In June or July 1953"),
            ("[1953-06-26..1953-06-27]", "On 26 or 27 June 1953"),
            ("[1953-05..1953-07]", "Between May and July 1953"),
            ("[..1955]", "By 1955"),
            ("[1953-06..]", "From June 1953 on"),
            ("1954/1956", "From 1954 to 1956"),
            ("1954~/1956~", "From c. 1954 to c. 1956"),
            ("1946/1950~", "From 1946 to c. 1950"),
            ("[1954..1956~]", "Between 1954 and c. 1956"),
            ("[1954~,1956]", "In c. 1954 or 1956"),
            ("-0043-03-15", "On 15 March 44 BC"),
            ("0064-07", "In July AD 64"),
            ("-0043", "In 44 BC"),
            ("-0043-24", "In the winter of 44 BC"),
            ("1953/..", "From 1953 onwards"),
            ("1953/", "From 1953 on"),
            ("[1956-03,1956-22]", "In March or summer 1956"),
            ("[1954,1955]", "In 1954 or 1955"),
            ("[1953-03-05,1953-04]", "On 5 March or April 1953"),
        ] {
            assert_eq!(date_phrase(&Date::parse(edtf).unwrap()), phrase, "{edtf}");
        }
    }
}
