//! Tests of the typed grammar: the worked cases, and displayed dates parsed back.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;

fn iso(day: Option<NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

#[test]
fn the_worked_cases_hold() {
    let cases: serde_json::Value =
        serde_json::from_str(include_str!("../../../../tests/cases/typed-dates.json")).unwrap();
    let examples = cases["examples"].as_array().unwrap();
    assert!(examples.len() > 40);
    for case in examples {
        let input = case["input"].as_str().unwrap();
        let read = parse(input);
        assert_eq!(
            read.is_err(),
            case["error"].is_string(),
            "{input}: {read:?}"
        );
        let bounds = read.unwrap_or_default();
        assert_eq!(
            iso(bounds.earliest).as_deref(),
            case["earliest"].as_str(),
            "{input}"
        );
        assert_eq!(
            iso(bounds.latest).as_deref(),
            case["latest"].as_str(),
            "{input}"
        );
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
    for (input, message, hint) in [
        (
            "1917-21",
            "`1917-21` can be the years 1917 to 1921, or spring 1917 in EDTF",
            "write 1917..1921 for the years, or the season in words",
        ),
        (
            "1953-64",
            "`1953-64` looks like a shortened range of years",
            "write 1953..1964",
        ),
        (
            "yesterday",
            "`yesterday`: relative dates are not understood",
            "give a calendar date, such as 5 march 1953",
        ),
        (
            "02/03/1956",
            "cannot read `02/03/1956` as a date: slashed dates are read differently in different countries",
            "write 2 march 1956 or 3 february 1956",
        ),
        (
            "53",
            "cannot read `53` as a date: `53` is a shortened year",
            "write the year in full, such as 1953",
        ),
        (
            "1900s",
            "cannot read `1900s` as a date: `1900s` can be 1900–1909 or 1900–1999",
            "write 190X or 19XX",
        ),
        (
            "march",
            "cannot read `march` as a date: `march` has no year",
            "write `march 1953`",
        ),
        (
            "1953-1956",
            "cannot read `1953-1956` as a date: a hyphen between dates needs spaces around it",
            "write 1953..1956",
        ),
        (
            "octber 1956",
            "cannot read `octber 1956` as a date: `octber` is not a month or a season",
            "did you mean october?",
        ),
        (
            "1956..1953",
            "`1956..1953` ends before it begins",
            "write the earlier date first",
        ),
        (
            "1956-02-30",
            "cannot read `1956-02-30` as a date: February 1956 has 29 days",
            "write a day from 1 to 29",
        ),
        (
            "1956-2-3",
            "cannot read `1956-2-3` as a date: months and days have two digits",
            "write 1956-02-03",
        ),
        (
            "1912-14",
            "`1912-14` looks like a shortened range of years",
            "write 1912..1914",
        ),
        (
            "1953-53",
            "`1953-53`: there is no month 53",
            "write a month from 01 to 12, such as 1956-10",
        ),
    ] {
        let error = parse(input).unwrap_err();
        assert_eq!(
            (error.message.as_str(), error.hint.as_str()),
            (message, hint),
            "{input}"
        );
    }
}

fn any_date() -> impl Strategy<Value = String> {
    let year = 1940..1970_i32;
    let day =
        (year.clone(), 1..=12_u32, 1..=28_u32).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}"));
    let month = (year.clone(), 1..=12_u32).prop_map(|(y, m)| format!("{y}-{m:02}"));
    let season = (year.clone(), 21..=41_u32).prop_map(|(y, s)| format!("{y}-{s}"));
    let whole = year.prop_map(|y| y.to_string());
    let decade = (190..199_u32).prop_map(|d| format!("{d}X"));
    prop_oneof![day, month, season, whole, decade]
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
    fn no_text_makes_the_reader_panic(text in "\\PC{0,30}", words in "([0-9]{1,5}|march|early|to|between|and|or|\\.\\.|-|/|q4|the|spring|–| ){0,8}") {
        let _ = parse(&text);
        let _ = parse(&words);
        let _ = Date::parse(&text);
    }
}
