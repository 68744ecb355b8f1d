//! Tests of exports: pinned files of a small timeline, the same bytes as `events -O`, a dataset
//! that loads again, and no control characters.
//!
//! `SNAPSHOTS=overwrite cargo test exports` rewrites the files in `tests/exports/`; review the
//! diff. `tests/consumers/run` opens the exports in the programs that they are meant for.

use std::fs;
use std::path::Path;

use serde_json::Value;
use snapbox::{Data, assert_data_eq};

use super::program::{HOSTILE, SMALL, destal, folder};

/// The name of each pinned file, with its format and further arguments.
const PINNED: [(&str, &[&str]); 17] = [
    ("timelinejs.json", &["timelinejs"]),
    ("calendar.ics", &["ics"]),
    (
        "imprecise.ics",
        &["ics", "--imprecise", "--as-told-by", "gazette"],
    ),
    ("events.csv", &["csv"]),
    ("accounts.csv", &["csv", "--accounts"]),
    ("accounts.tsv", &["tsv", "--accounts"]),
    ("accounts.json", &["json", "--accounts"]),
    ("accounts.ndjson", &["ndjson", "--accounts"]),
    ("document.md", &["markdown", "--full"]),
    ("handout.md", &["markdown", "--title", "The bridge"]),
    ("graph.dot", &["dot"]),
    ("graph.mmd", &["mermaid"]),
    ("works.json", &["csl-json"]),
    ("cards.txt", &["anki"]),
    ("database.sql", &["sqlite"]),
    ("told.json", &["dataset", "--as-told-by", "gazette"]),
    ("part.json", &["dataset", "--to", "1952"]),
];

/// Runs the program on a timeline, the shipped one if `data` is empty. Returns stdout and stderr.
fn run(args: &[&str], data: &str) -> (String, String) {
    let mut command = destal(args);
    if !data.is_empty() {
        command.args(["--data", data]);
    }
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    assert!(output.status.success(), "{args:?}: {}", text(output.stderr));
    (text(output.stdout), text(output.stderr))
}

fn export(args: &[&str], data: &str) -> String {
    run(&[&["export"], args].concat(), data).0
}

/// The formats that `export --help` lists.
fn formats() -> Vec<String> {
    let (help, _) = run(&["export", "--help"], "");
    let (_, list) = help.split_once("[possible values: ").unwrap();
    let (list, _) = list.split_once(']').unwrap();
    let words = list.split(',').map(|word| word.trim().to_owned());
    let words: Vec<String> = words.collect();
    assert!(words.len() >= 13, "{words:?}");
    words
}

#[test]
fn exports_are_as_pinned() {
    for (name, args) in PINNED {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/exports")
            .join(name);
        // Everything is compared as text, JSON included, with normalized line breaks.
        let expected = Data::read_from(&path, Some(snapbox::data::DataFormat::Text));
        assert_data_eq!(export(args, SMALL).replace('\r', ""), expected.raw());
    }
}

#[test]
fn rows_are_those_of_events() {
    for data in ["", SMALL, HOSTILE] {
        for format in ["csv", "tsv", "ndjson", "json"] {
            for more in [
                [].as_slice(),
                &["--background", "--from", "1953"],
                &["--ascii"],
            ] {
                let listed = run(&[&["events", "-O", format], more].concat(), data).0;
                assert_eq!(
                    export(&[&[format], more].concat(), data),
                    listed,
                    "{format}"
                );
            }
        }
    }
}

#[test]
fn a_dataset_loads_again_to_the_same_timeline() {
    for data in ["", SMALL, HOSTILE] {
        let text = export(&["dataset"], data);
        let path = folder("again").join("again.json");
        fs::write(&path, &text).unwrap();
        let again = path.to_str().unwrap();
        for question in [
            ["events", "--background", "-O", "json"].as_slice(),
            &["compare-sources", "--all", "-O", "json"],
            &["people", "-O", "json"],
            &["sources", "-O", "json"],
            &["export", "sqlite"],
            &["export", "dataset"],
        ] {
            assert_eq!(run(question, data), run(question, again), "{question:?}");
        }
    }
}

#[test]
fn a_part_of_a_timeline_names_nothing_that_it_lacks() {
    let text = export(&["dataset", "--from", "1956", "--to", "1956"], "");
    let part: Value = serde_json::from_str(&text).unwrap();
    let path = folder("part").join("part.json");
    fs::write(&path, &text).unwrap();
    run(&["check"], path.to_str().unwrap());
    let ids = |list: &str| -> Vec<&str> {
        let records = part[list].as_array().unwrap().iter();
        records
            .map(|record| record["id"].as_str().unwrap())
            .collect()
    };
    let count = |list: &Value| list.as_array().map_or(0, Vec::len);
    let (kept, _) = run(
        &["events", "--from", "1956", "--to", "1956", "-O", "json"],
        "",
    );
    let kept: Value = serde_json::from_str(&kept).unwrap();
    let kept = kept.as_array().unwrap().iter().map(|event| &event["id"]);
    assert_eq!(ids("events"), kept.collect::<Vec<_>>());
    for link in part["links"].as_array().unwrap() {
        for end in ["from", "to"] {
            assert!(ids("events").contains(&link[end].as_str().unwrap()));
        }
    }
    for topic in part["topics"].as_array().unwrap() {
        let questions = topic["questions"].as_array().unwrap();
        let of_questions = questions.iter().map(|question| count(&question["events"]));
        assert!(
            count(&topic["events"]) + of_questions.sum::<usize>() > 0,
            "{}",
            topic["id"]
        );
    }
    for person in ids("people") {
        let events = part["events"].as_array().unwrap().iter();
        let mut cast = events.flat_map(|event| event["people"].as_array().into_iter().flatten());
        assert!(cast.any(|role| role["id"] == person), "{person}");
    }
}

#[test]
fn notes_and_other_tellers_stay_out() {
    for format in formats() {
        let text = export(&[&format, "--no-notes"], SMALL);
        assert!(!text.contains("weather service"), "{format} has a note");
        let text = export(&[&format, "--as-told-by", "memoir"], SMALL);
        for other in ["noon", "fell in April", "twelve", "took two years"] {
            assert!(!text.contains(other), "{format} has {other}");
        }
    }
}

#[test]
fn nothing_unseen_is_in_an_export() {
    let is_line = |c| matches!(c, '\n' | '\r' | '\t');
    let acts = |c: char| {
        (c.is_control() && !is_line(c))
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    for format in formats() {
        for data in ["", HOSTILE] {
            let text = export(&[&format], data);
            assert!(!text.contains(acts), "{format}");
            assert!(!text.is_empty());
        }
        assert!(
            export(&[&format, "--ascii"], HOSTILE).is_ascii(),
            "{format}"
        );
        assert!(export(&[&format, "--ascii"], "").is_ascii(), "{format}");
    }
}

#[test]
fn what_is_left_out_is_counted() {
    let (text, said) = run(&["export", "ics"], "");
    let entries = text.matches("BEGIN:VEVENT").count();
    let events: Value = serde_json::from_str(&run(&["events", "-O", "json"], "").0).unwrap();
    let events = events.as_array().unwrap().len();
    let left_out = format!("note: {} events left out: ", events - entries);
    assert!(said.starts_with(&left_out), "{said}");
}
