//! Tests of imports: the worked cases, rules for dates and sources, and files that are no table.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use itertools::Itertools as _;
use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::dataset::{InputFile, load};
use crate::model::date::Calendar;
use crate::model::event::EventKind;

fn import_text(text: &str) -> Imported {
    import(text.as_bytes(), &options("sheet.csv"))
}

fn options(name: &str) -> ImportOptions {
    ImportOptions {
        name: name.to_owned(),
        id: "timeline".to_owned(),
        order: None,
    }
}

/// An EDTF date without seconds where they are zero, as the cases have it.
fn without_seconds(edtf: &str) -> String {
    let parts = edtf.split('/').map(|part| match part.strip_suffix(":00") {
        Some(minute) if minute.contains(':') => minute,
        _ => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// How the result for a case differs from what is expected.
fn differences(name: &str, bytes: &[u8], expected: &Value) -> Vec<String> {
    let imported = import(bytes, &options(name));
    let list = |key: &str| expected[key].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let line = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let is_also = |line: usize, outcome: &str| {
        let also = expected["also"][line.to_string()].as_array();
        also.is_some_and(|also| {
            also.iter()
                .any(|value| without_seconds(value.as_str().unwrap()) == outcome)
        })
    };
    let events = imported.dataset.events.iter().zip(&imported.lines);
    let events = events.filter(|(event, _)| event.kind == EventKind::Event);
    let own: BTreeMap<usize, String> = events
        .map(|(event, line)| (*line, without_seconds(&event.date)))
        .collect();
    let dates = list("lines").into_iter().zip(list("dates"));
    let dates: BTreeMap<usize, String> = dates.map(|(at, date)| (line(&at), text(&date))).collect();
    let mut found = Vec::new();
    for line in dates.keys().chain(own.keys()).unique() {
        let is_right = match (dates.get(line), own.get(line)) {
            (date, Some(own)) => date == Some(own) || is_also(*line, own),
            (_, None) => is_also(*line, "join") || is_also(*line, "error"),
        };
        if !is_right {
            found.push(format!(
                "line {line}: {:?}, not {:?}",
                own.get(line),
                dates.get(line)
            ));
        }
    }
    let problems = imported.problems.iter();
    let refused = problems.flat_map(|problem| {
        problem
            .lines
            .iter()
            .map(|line| (*line, problem.column.clone()))
    });
    let refused: BTreeSet<(usize, String)> = refused.collect();
    let errors = list("errors").into_iter();
    let wanted: BTreeSet<_> = errors
        .map(|error| (line(&error["line"]), text(&error["column"])))
        .collect();
    found.extend(
        wanted
            .difference(&refused)
            .map(|cell| format!("not refused: {cell:?}")),
    );
    for problem in &imported.problems {
        let is_wanted = |line: &usize| {
            wanted.contains(&(*line, problem.column.clone())) || is_also(*line, "error")
        };
        if !problem.lines.iter().any(is_wanted) {
            found.push(format!("it is refused: {problem:?}"));
        }
    }
    let accounts = imported
        .dataset
        .events
        .iter()
        .map(|event| event.accounts.len());
    let accounts: usize = accounts.sum();
    if expected["accounts"]
        .as_u64()
        .is_some_and(|wanted| wanted != accounts as u64)
    {
        found.push(format!("{accounts} accounts, not {}", expected["accounts"]));
    }
    found
}

#[test]
fn the_worked_cases_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/imports");
    let (mut cases, mut all) = (0, String::new());
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = entries.collect();
    paths.sort();
    for path in paths {
        let expected = path.with_extension("expected.json");
        if path.to_string_lossy().contains(".expected.") || !expected.exists() {
            continue;
        }
        cases += 1;
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let expected = serde_json::from_str(&fs::read_to_string(expected).unwrap()).unwrap();
        for difference in differences(&name, &fs::read(&path).unwrap(), &expected) {
            all += &format!("{name}: {difference}\n");
        }
    }
    assert!(cases > 20);
    assert!(all.is_empty(), "{all}");
}

fn read(cell: &str) -> Result<String, String> {
    let style = dates::DateStyle::of([cell].into_iter());
    let date = style.read(cell).map_err(|why| why.message)?;
    Ok(date.as_str().to_owned())
}

#[test]
fn julian_dates_keep_their_calendar() {
    for (cell, edtf) in [
        ("25 October 1917 os", "1917-10-25"),
        ("25 Oct. 1917 (OS)", "1917-10-25"),
        ("3 to 7 July 1917 os", "1917-07-03/1917-07-07"),
        ("1900-02-29 os", "1900-02-29"),
        ("25 October 1917 (Julian), 7 November", "1917-10-25"),
    ] {
        let date = dates::DateStyle::default().read(cell).unwrap();
        assert_eq!(
            (date.as_str(), date.calendar()),
            (edtf, Some(Calendar::Julian)),
            "{cell}"
        );
    }
}

#[test]
fn dates_are_read_in_words_and_numbers() {
    let mut wrong = Vec::new();
    for (cell, edtf) in [
        ("5 March 1953", "1953-03-05"),
        ("Thursday, 5 March 1953", "1953-03-05"),
        ("March 5th, 1953", "1953-03-05"),
        ("5-Mar-1953", "1953-03-05"),
        ("1953/3/5", "1953-03-05"),
        ("18/08/1925", "1925-08-18"),
        ("08/18/1925", "1925-08-18"),
        ("03/1956", "1956-03"),
        ("1912-04-14 23:40", "1912-04-14T23:40"),
        ("14 April 1912, 11:40 pm", "1912-04-14T23:40"),
        ("1953-03-05T00:00:00.000Z", "1953-03-05"),
        ("1953-03-05 00:00:00", "1953-03-05"),
        ("c. 1850", "1850~"),
        ("ca. March 1850", "1850-03~"),
        ("1850?", "1850?"),
        ("c. 1850?", "1850%"),
        ("1850s", "185X"),
        ("18th century", "17XX"),
        ("5th century BC", "[-0499..-0400]"),
        ("spring 1894", "1894-21"),
        ("winter 1834-35", "1834-24"),
        ("q2 1956", "[1956-04..1956-06]"),
        ("late April 1938", "[1938-04-21..1938-04-30]"),
        ("before 1848", "[..1847]"),
        ("after March 1848", "[1848-04..]"),
        ("by 1955", "[..1955]"),
        ("since 1926", "[1926..]"),
        ("1861-65", "1861/1865"),
        ("1907–1908", "1907/1908"),
        ("1848/49", "1848/1849"),
        ("1981-present", "1981/.."),
        ("c. 1850-1860", "1850~/1860"),
        ("20-28 August 1926", "1926-08-20/1926-08-28"),
        ("Nov-Dec 1921", "1921-11/1921-12"),
        ("23 October to 4 November 1956", "1956-10-23/1956-11-04"),
        ("between 1 and 5 March 1953", "[1953-03-01..1953-03-05]"),
        ("1875 or 1876", "[1875,1876]"),
        ("44 BC", "-0043"),
        ("15 March 44 BC", "-0043-03-15"),
        ("-44", "-0043"),
        ("-0043", "-0043"),
        ("320 to 120 BC", "-0319/-0119"),
        ("AD 64", "0064"),
        ("12 BC – AD 9", "-0011/0009"),
        ("um 1850", "1850~"),
        ("3. Mai 1893", "1893-05-03"),
        ("3 de mayo de 1893", "1893-05-03"),
        ("1er janvier 1893", "1893-01-01"),
        ("весна 1909 г.", "1909-21"),
        ("конец 1924", "[1924-10..1924-12]"),
        ("50 av. J.-C.", "-0049"),
        ("1956.??.??", "1956"),
        ("1956-10-??", "1956-10"),
        ("5th of March 1953", "1953-03-05"),
        ("1956 until 1958", "1956/1958"),
        ("until 1956", "[..1956]"),
        ("Feb. 14–25, 1956", "1956-02-14/1956-02-25"),
        ("14 avril 1912 à 15h30", "1912-04-14T15:30"),
        ("14. April 1912, 2.20 Uhr", "1912-04-14T02:20"),
        ("Q1 1956", "[1956-01..1956-03]"),
        ("XV–XVI вв.", "14XX/15XX"),
        ("V век до н. э.", "[-0499..-0400]"),
        ("1959 (approx.)", "1959~"),
        ("1956 & 1958", "{1956,1958}"),
    ] {
        let own = read(cell);
        if own.as_deref() != Ok(edtf) {
            wrong.push(format!("{cell}: {own:?}, not {edtf}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_could_mean_two_things_is_refused() {
    for (cell, message) in [
        ("10/11/1956", "no date in the column tells"),
        ("53", "two digits"),
        ("Jul-60", "July 1860, 1960 or 2060"),
        ("11-Apr", "shortened or missing: April 1811"),
        ("11-Mar-15", "1815, 1915 or 2015"),
        ("12/05/04", "differently"),
        ("20385", "23 October 1955 (or 24 October 1959"),
        ("0", "no year 0"),
        ("1917-21", "a month or a season"),
        ("1848/07", "a slash"),
        ("1872 to 1911-14", "an end that is a range"),
        ("tbd", "not a date"),
        ("o. J.", "not a date"),
        ("31 April 1912", "30 days"),
        ("1912-04-14T23:40:00Z", "an offset"),
        ("somewhere", "not a date"),
        ("1899-00", "no month 00"),
        ("0.5", "not a date"),
        ("FY 1956", "not understood"),
        ("=TODAY()", "a formula"),
        ("23 October", "the year is missing"),
        ("1956-02-14T09:00:00.000Z", "an offset"),
    ] {
        let why = read(cell).expect_err(cell);
        assert!(why.contains(message), "{cell}: {why}");
    }
}

#[test]
fn sources_come_with_their_pages() {
    let sheet = "date,title,source\n1953,A,Clemons 13-14\n1954,B,\"Clemons, vii\"\n1955,C,Annals 1990\n1956,D,Town S. 5";
    let dataset = import_text(sheet).dataset;
    let cited = dataset.events.iter().map(|event| {
        let account = &event.accounts[0];
        (
            account.source.to_string(),
            account.page.as_ref().unwrap().to_string(),
        )
    });
    let expected = [
        ("clemons", "13-14"),
        ("clemons", "vii"),
        ("annals-1990", "row 4"),
        ("town", "S. 5"),
    ];
    let expected = expected.map(|(source, page)| (source.to_owned(), page.to_owned()));
    assert_eq!(cited.collect::<Vec<_>>(), expected);
}

#[test]
fn times_of_one_day_are_accounts_of_one_event() {
    let rows = [
        "1912-04-14 23:40,Collision,Inquiry",
        "1912-04-14 22:25,Collision,Memoir",
        "1912-04-15,Collision,Paper",
    ];
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let sheet = order.map(|i| rows[i]).join("\n");
        let imported = import_text(&format!("date,title,source\n{sheet}"));
        let mut events: Vec<(String, usize)> = imported
            .dataset
            .events
            .iter()
            .map(|event| (event.date.to_string(), event.accounts.len()))
            .collect();
        events.sort();
        assert_eq!(
            events,
            [
                ("1912-04-15".to_owned(), 1),
                ("[1912-04-14T22:25,1912-04-14T23:40]".to_owned(), 2)
            ]
        );
        assert_eq!(imported.warnings.len(), 1);
    }
}

#[test]
fn a_long_sentence_is_title_and_account() {
    let sentence =
        "A very long sentence that tells all of what happened on that day in the harbour";
    let event = import_text(&format!("date,event\n1953,{sentence}"))
        .dataset
        .events
        .remove(0);
    assert!(
        event.title.chars().count() <= 50 && event.title.ends_with('…'),
        "{}",
        event.title
    );
    assert_eq!(&*event.accounts[0].says, sentence);
}

#[test]
fn version_2_of_timelinejs_is_read() {
    let file = r#"{"timeline": {"headline": "Ships", "type": "default", "text": "Of a harbour", "date": [
        {"startDate": "1905,9,7", "headline": "A <i>launch</i>", "text": "", "tag": "Yards"},
        {"startDate": "-44", "endDate": "9", "headline": "A bridge"}],
        "era": [{"startDate": "1900", "endDate": "1914", "headline": "The old port"}]}}"#;
    let imported = import(file.as_bytes(), &options("ships.json"));
    assert_eq!(imported.problems, []);
    let events = imported
        .dataset
        .events
        .iter()
        .map(|event| (&*event.id, &*event.date));
    let expected = [
        ("a-launch", "1905-09-07"),
        ("a-bridge", "-0043/0009"),
        ("the-old-port", "1900/1914"),
    ];
    assert_eq!(events.collect::<Vec<_>>(), expected);
    assert_eq!(
        imported.dataset.timeline.unwrap().title.as_deref(),
        Some("Ships")
    );
    // The same on one line.
    let one_line = import(file.replace('\n', "").as_bytes(), &options("ships.json"));
    let events = one_line.dataset.events.iter();
    let ids: Vec<String> = events.map(|event| event.id.to_string()).collect();
    assert_eq!(ids, ["a-launch", "a-bridge", "the-old-port"]);
}

#[test]
fn a_file_that_is_no_table_is_refused_once() {
    for (bytes, message) in [
        (&b"PK\x03\x04rest"[..], "a workbook"),
        (b"\xff\xfeD\0a\0", "UTF-16"),
        (b"D\0a\0t\0e\0", "UTF-16"),
        (b"date,title\n1953,\xe9t\xe9", "`é` in Windows-1252"),
        (b"", "the file is empty"),
        (b"1953,something\n1954,else", "no heading row"),
        (b"title,text\nA,b", "no column holds a day"),
        (b"date,colour\n1953,red", "no column says what happened"),
        (b"{\"events\": [", "not JSON"),
        (b"[1, 2]", "not a TimelineJS file"),
        (b"{\"timeline\": {\"id\": \"x\"}}", "its keys are: timeline"),
    ] {
        let imported = import(bytes, &options("any"));
        assert_eq!(imported.problems.len(), 1, "{:?}", imported.problems);
        assert!(
            imported.problems[0].message.contains(message),
            "{:?}",
            imported.problems
        );
        assert!(imported.dataset.events.is_empty());
    }
}

#[test]
fn a_heading_has_one_meaning_in_its_table() {
    use headings::Field::{Date, Id, Says, Source, Themes, Title};
    let fields = |line: &str| {
        let headings: Vec<String> = line.split(',').map(str::to_owned).collect();
        headings::fields_of(&headings)
    };
    assert_eq!(fields("Event,topic"), [Some(Title), Some(Themes)]);
    assert_eq!(fields("title,event"), [Some(Title), Some(Says)]);
    assert_eq!(
        fields("event,title,says,event_date"),
        [Some(Id), Some(Title), Some(Says), Some(Date)]
    );
    assert_eq!(
        fields("Topic,Primary_Source,Media Credit"),
        [Some(Title), Some(Source), None]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn whatever_is_read_is_a_dataset_without_errors(
        headings in "(date|year|month|day|time|end|display date|title|text|source|page|tags|id|,|;){1,12}",
        cells in "([0-9]{1,5}|march|may|to|-|/|\\.|c\\.|bc|between|and|before|winter|century|,|;|\n|\"|'| |é|<b>|am|:|T|\\?){0,40}",
        json in any::<bool>(),
    ) {
        let text = format!("{headings}\n{cells}");
        let slide = serde_json::json!({
            "events": [{ "start_date": { "year": cells }, "display_date": cells, "text": { "headline": headings } }]
        });
        let text = if json { slide.to_string() } else { text };
        let imported = import_text(&text);
        prop_assert!(imported.problems.iter().all(|problem| problem.lines.first() > Some(&0)));
        if !imported.dataset.events.is_empty() {
            let json = serde_json::to_vec(&imported.dataset).unwrap();
            let loaded = load(&[InputFile::new("any.json".into(), json)]).unwrap();
            prop_assert!(loaded.timeline.is_some(), "{:?}", loaded.problems);
        }
    }
}
