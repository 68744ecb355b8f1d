//! Tests of the typed grammar: the worked cases, and displayed dates parsed back.

use std::sync::LazyLock;

use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::model::date::Calendar;

fn iso(day: Option<NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

/// Asserts that what an error offers can be read: each text, or one that itself has an "or".
fn assert_hint_is_readable(input: &str) {
    if let Err(error) = parse(input) {
        let offers = error.hint.strip_prefix("write ").unwrap();
        let is_readable = |text: &str| parse(text).is_ok();
        let each = offers.split(" or ").all(is_readable);
        assert!(each || is_readable(offers), "{input}: {}", error.hint);
    }
}

const CASES: [&str; 3] = [
    include_str!("../../../../tests/cases/typed-dates.json"),
    include_str!("../../../../tests/cases/typed-dates-reported.json"),
    include_str!("../../../../tests/cases/typed-dates-own.json"),
];

/// The inputs of the worked cases.
static INPUTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let files = CASES.map(|file| serde_json::from_str::<serde_json::Value>(file).unwrap());
    let cases = files
        .iter()
        .flat_map(|file| file["examples"].as_array().unwrap());
    cases
        .map(|case| case["input"].as_str().unwrap().to_owned())
        .collect()
});

#[test]
fn the_worked_cases_hold() {
    for file in CASES {
        let cases: serde_json::Value = serde_json::from_str(file).unwrap();
        for case in cases["examples"].as_array().unwrap() {
            let input = case["input"].as_str().unwrap();
            let read = parse(input);
            let is_error = !matches!(case["error"], serde_json::Value::Null);
            assert_eq!(read.is_err(), is_error, "{input}: {read:?}");
            let bounds = match read {
                Ok(bounds) => bounds,
                Err(error) => {
                    let hint = case["hint"].as_str().unwrap_or_default();
                    assert!(error.hint.contains(hint), "{input}: {}", error.hint);
                    assert_hint_is_readable(input);
                    Bounds::default()
                }
            };
            let days = [bounds.earliest, bounds.latest].map(iso);
            let expected = ["earliest", "latest"].map(|side| case[side].as_str());
            assert_eq!(days.each_ref().map(Option::as_deref), expected, "{input}");
            if let Some(time) = case["time"].as_str() {
                assert_eq!(bounds.clock().as_deref(), Some(time), "{input}");
            }
        }
    }
}

#[test]
fn more_ways_of_writing_a_date_are_read() {
    for (input, earliest, latest) in [
        ("5 Mar 1953", "1953-03-05", "1953-03-05"),
        ("the 5th of March, 1953", "1953-03-05", "1953-03-05"),
        ("March 5th 1953", "1953-03-05", "1953-03-05"),
        ("1953 march", "1953-03-01", "1953-03-31"),
        ("Sept. 1955", "1955-09-01", "1955-09-30"),
        ("5.3.1953", "1953-03-05", "1953-03-05"),
        ("33CE", "0033-01-01", "0033-12-31"),
        ("11:40pm, 14 april 1912", "1912-04-14", "1912-04-14"),
        ("winter 1956", "1956-12-01", "1957-02-28"),
        ("winter 1956–57", "1956-12-01", "1957-02-28"),
        ("winter 1956-57", "1956-12-01", "1957-02-28"),
        ("fall 1956", "1956-09-01", "1956-11-30"),
        ("spring of 1956", "1956-03-01", "1956-05-31"),
        ("the 1950s", "1950-01-01", "1959-12-31"),
        ("mid 1950s", "1954-01-01", "1956-12-31"),
        ("mid-1956", "1956-05-01", "1956-08-31"),
        ("early june 1953", "1953-06-01", "1953-06-10"),
        ("beginning of 1953", "1953-01-01", "1953-03-31"),
        ("1956q4", "1956-10-01", "1956-12-31"),
        ("1956-Q4", "1956-10-01", "1956-12-31"),
        ("fourth quarter of 1956", "1956-10-01", "1956-12-31"),
        ("second half of 1956", "1956-07-01", "1956-12-31"),
        ("1956-21", "1956-03-01", "1956-05-31"),
        ("march to may 1953", "1953-03-01", "1953-05-31"),
        (
            "between 26 June and 31 December 1953",
            "1953-06-26",
            "1953-12-31",
        ),
        ("between 26 and 28 june 1953", "1953-06-26", "1953-06-28"),
        ("25–28 june 1953", "1953-06-25", "1953-06-28"),
        ("from march 1953 to june 1956", "1953-03-01", "1956-06-30"),
        ("june 1953..august 1953", "1953-06-01", "1953-08-31"),
        ("March or summer 1956", "1956-03-01", "1956-08-31"),
        ("1955 and 1957 to 1958", "1955-01-01", "1958-12-31"),
        ("195X", "1950-01-01", "1959-12-31"),
    ] {
        let bounds = parse(input).unwrap_or_else(|e| panic!("{input}: {}", e.message));
        assert_eq!(iso(bounds.earliest).as_deref(), Some(earliest), "{input}");
        assert_eq!(iso(bounds.latest).as_deref(), Some(latest), "{input}");
    }
}

#[test]
fn open_sides_are_read() {
    for (input, earliest, latest) in [
        ("from June 1953 on", Some("1953-06-01"), None),
        ("since 1953", Some("1953-01-01"), None),
        ("1953 onwards", Some("1953-01-01"), None),
        ("after 5 march 1953", Some("1953-03-06"), None),
        ("by 1955", None, Some("1955-12-31")),
        ("by 5 march 1953", None, Some("1953-03-05")),
        ("until march 1953", None, Some("1953-03-31")),
        ("before 5 march 1953", None, Some("1953-03-04")),
        ("1953 to an unknown end", Some("1953-01-01"), None),
    ] {
        let bounds = parse(input).unwrap_or_else(|e| panic!("{input}: {}", e.message));
        assert_eq!(iso(bounds.earliest).as_deref(), earliest, "{input}");
        assert_eq!(iso(bounds.latest).as_deref(), latest, "{input}");
    }
}

#[test]
fn what_could_mean_two_things_is_refused_with_a_remedy() {
    for (input, reason, hint) in [
        (
            "1917-21",
            "a shortened range of years looks like a month or a season",
            "1917..1921 or spring 1917",
        ),
        (
            "1953-64",
            "a shortened range of years looks like a month or a season",
            "1953..1964",
        ),
        (
            "yesterday",
            "relative dates are not understood",
            "5 march 1953",
        ),
        (
            "02/03/1956",
            "slashed dates are read differently in different countries",
            "2 march 1956 or 3 february 1956",
        ),
        ("53", "the year is shortened", "1953 or ad 53"),
        (
            "a",
            "this way of writing a date is not known",
            "1956-10-23 or 23 october 1956 or october 1956",
        ),
        ("1900s", "it can be a decade or a century", "190X or 19XX"),
        ("march", "the year is missing", "march 1953"),
        (
            "1953-1956",
            "a hyphen between years needs spaces around it",
            "1953..1956",
        ),
        (
            "octber 1956",
            "`octber` is not a word of a date",
            "october 1956",
        ),
        ("1956..1953", "it ends before it begins", "1953..1956"),
        ("1956-02-30", "that month has 29 days", "29 february 1956"),
        (
            "1956-2-3",
            "months and days have two digits",
            "1956-02-03 or 3 february 1956",
        ),
        (
            "14 April April 1912",
            "`April` is not understood here",
            "14 April 1912",
        ),
        ("19533", "a year has four digits", "1953"),
        (
            "20th centruy",
            "`centruy` is not a word of a date",
            "20th century",
        ),
        (
            "5 March at the latest",
            "the year is missing",
            "5 March 1953 at the latest",
        ),
        (
            "Friday, 5 March 1953",
            "it was not a Friday",
            "Thursday, 5 March 1953",
        ),
    ] {
        let error = parse(input).unwrap_err();
        let message = format!("cannot read `{input}` as a date: {reason}");
        assert_eq!(error.message, message);
        assert_eq!(error.hint, format!("write {hint}"), "{input}");
    }
}

fn any_date() -> impl Strategy<Value = String> {
    let edtf = |year: i32| {
        let sign = if year < 0 { "-" } else { "" };
        format!("{sign}{:04}", year.abs())
    };
    let year = prop_oneof![1940..1970_i32, -120..120_i32, 900..1100_i32]
        .prop_map(edtf)
        .boxed();
    let day = (year.clone(), 1..=12_u32, 1..=28_u32)
        .prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}"));
    let time = (day.clone(), 0..24_u32, 0..60_u32, any::<bool>()).prop_map(
        |(day, hour, minute, has_second)| {
            let second = if has_second { ":15" } else { "" };
            format!("{day}T{hour:02}:{minute:02}{second}")
        },
    );
    let month = (year.clone(), 1..=12_u32).prop_map(|(year, month)| format!("{year}-{month:02}"));
    let season = (year.clone(), 21..=41_u32).prop_map(|(year, season)| format!("{year}-{season}"));
    let decade = (0..199_u32).prop_map(|decade| format!("{decade:03}X"));
    let century = (0..21_u32).prop_map(|century| format!("{century:02}XX"));
    prop_oneof![day, time, month, season, year, decade, century].boxed()
}

fn any_edtf() -> impl Strategy<Value = String> {
    let one = any_date();
    let open = any_date().prop_flat_map(|d| {
        prop_oneof![
            Just(format!("[..{d}]")),
            Just(format!("[{d}..]")),
            Just(format!("{d}/..")),
            Just(format!("../{d}")),
            Just(format!("{d}/")),
            Just(format!("/{d}")),
        ]
    });
    let two = (any_date(), any_date()).prop_flat_map(|(a, b)| {
        prop_oneof![
            Just(format!("{a}/{b}")),
            Just(format!("[{a}..{b}]")),
            Just(format!("[{a},{b}]")),
            Just(format!("{{{a},{b}}}")),
            Just(format!("{{{a}..{b}}}")),
            Just(format!("[{a},{b},1999-05..2000-07]")),
        ]
    });
    prop_oneof![one, open, two]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_shown_is_read_back_to_the_same_days(text in any_edtf()) {
        if let Ok(date) = Date::parse(&text) {
            let shown = date.to_string();
            prop_assert_eq!(parse(&shown), Ok(date.bounds()), "{} shown as {}", text, shown);
            let typed = super::super::display::range_as_typed(date.bounds());
            prop_assert_eq!(typed.map(|typed| parse(&typed)), Some(Ok(date.bounds())));
        }
        if let Ok(date) = Date::parse_in(&text, Some(Calendar::Julian)) {
            let shown = date.to_string();
            prop_assert_eq!(parse(&shown), Ok(date.bounds()), "{} shown as {}", text, shown);
        }
    }

    #[test]
    fn bounds_are_ordered(text in any_edtf()) {
        if let Ok(date) = Date::parse(&text) {
            let Bounds { earliest, latest, .. } = date.bounds();
            prop_assert!(earliest.zip(latest).is_none_or(|(a, b)| a <= b));
        }
    }

    #[test]
    fn certain_implies_possible(text in any_edtf(), from in any_date(), to in any_date()) {
        if let (Ok(date), Ok(from), Ok(to)) = (Date::parse(&text), Date::parse(&from), Date::parse(&to)) {
            let period = from.bounds().to(to.bounds());
            let touches = date.ranges().iter().any(|region| region.overlaps(period));
            if date.match_in(period) == Some(super::super::Match::Certain) {
                prop_assert!(touches, "{} in {:?}", text, period);
            }
            prop_assert_eq!(date.match_in(period).is_some(), touches);
        }
    }

    #[test]
    fn sorting_is_total(a in any_edtf(), b in any_edtf(), c in any_edtf()) {
        let key = |text: &str| Date::parse(text).map(|date| date.sort_key()).ok();
        let (a, b, c) = (key(&a), key(&b), key(&c));
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        if a <= b && b <= c {
            prop_assert!(a <= c);
        }
    }

    #[test]
    fn a_slip_is_read_or_has_a_hint_that_can_be_read(input: Index, at: Index, by_word: bool, slip in 0..3) {
        let input = input.get(&INPUTS);
        let separator = if by_word { " " } else { "" };
        let parts = input.split(separator).filter(|part| !part.is_empty());
        let mut parts: Vec<&str> = parts.collect();
        if let Some(last) = parts.len().checked_sub(1) {
            let at = at.index(last + 1);
            match slip {
                0 => drop(parts.remove(at)),
                1 => parts.insert(at, parts[at]),
                _ => parts.swap(at, last.min(at + 1)),
            }
        }
        assert_hint_is_readable(&parts.join(separator));
    }

    #[test]
    fn no_text_makes_the_reader_panic_and_every_hint_can_be_read(
        text in "\\PC{0,30}",
        words in "([0-9]{1,5}|march|x|early|half|to|between|and|or|by|\\.\\.|\\.|-|/|:|q4|50s|the|spring|–|bc|ad|os|pm|c\\.|century|Friday|octber|,| | ){0,9}",
    ) {
        assert_hint_is_readable(&text);
        assert_hint_is_readable(&words);
        let _ = Date::parse(&text);
    }
}
