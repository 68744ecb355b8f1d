//! Tests that every fixture has exactly the problems in the `.problems` file next to it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path as FilePath, PathBuf};

use snapbox::{Data, assert_data_eq};
use strum::VariantArray;

use super::*;

/// Loads a dataset with the advisory checks.
fn examine(files: &[InputFile]) -> Loaded {
    let options = LoadOptions {
        advice: true,
        ..LoadOptions::default()
    };
    load_with(files, &options).unwrap()
}

fn fixtures(folder: &str) -> Vec<PathBuf> {
    let folder = FilePath::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|ending| ending == "json" || ending == "ndjson")
        })
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

fn loaded(path: &FilePath) -> (bool, String) {
    let mut files = read(path).unwrap();
    for file in &mut files {
        file.name = path.file_name().unwrap().to_str().unwrap().to_owned();
    }
    let loaded = examine(&files);
    let problems: Vec<String> = loaded
        .problems
        .iter()
        .map(|p| {
            format!(
                "{} {:?} {p}
",
                p.code.name(),
                p.severity
            )
        })
        .collect();
    (loaded.timeline.is_some(), problems.concat())
}

#[test]
fn what_is_wrong_with_a_dataset_is_found_all_at_once() {
    for path in fixtures("invalid") {
        let (loads, problems) = loaded(&path);
        assert!(!loads, "{} loads", path.display());
        assert_data_eq!(
            problems,
            Data::read_from(&path.with_extension("problems"), None)
        );
    }
}

#[test]
fn sound_datasets_load_with_warnings_at_most() {
    for path in fixtures("valid") {
        let (loads, problems) = loaded(&path);
        assert!(loads, "{}: {problems}", path.display());
        assert_data_eq!(
            problems,
            Data::read_from(&path.with_extension("problems"), None)
        );
    }
}

#[test]
fn the_shipped_timeline_is_sound() {
    let files = crate::shipped::files();
    let loaded = examine(&files);
    assert_eq!(loaded.problems, []);
    assert!(loaded.timeline.is_some());
}

#[test]
fn each_check_has_a_fixture_and_says_how_bad_its_problems_are() {
    let mut found = BTreeSet::new();
    for path in [fixtures("valid"), fixtures("invalid")].concat() {
        for problem in examine(&read(&path).unwrap()).problems {
            assert!(
                problem.code.severities().contains(&problem.severity),
                "{problem}"
            );
            found.insert(problem.code.name());
        }
    }
    assert_eq!(
        found,
        Code::VARIANTS.iter().map(|code| code.name()).collect()
    );
}

#[test]
fn the_page_on_the_format_names_each_check_with_its_severities() {
    let page = include_str!("../../docs/format.md");
    for code in Code::VARIANTS {
        let severities = code.severities().iter();
        let words: Vec<String> = severities
            .map(|s| format!("{s:?}").to_lowercase())
            .collect();
        let row = format!("| `{}` | {} | ", code.name(), words.join(", "));
        assert!(page.contains(&row), "{row}");
    }
}

#[test]
fn the_examples_on_the_format_page_load_without_a_problem() {
    let page = include_str!("../../docs/format.md");
    let blocks = page.split("```json\n").skip(1);
    let files = blocks.map(|block| {
        let text = block.split("```").next().unwrap_or_default();
        let is_narrow = text.lines().all(|line| line.chars().count() <= 76);
        assert!(is_narrow, "`help format` would break a line of {text}");
        InputFile::new("a.json".into(), text.into())
    });
    let files: Vec<InputFile> = files.collect();
    // The first is whole, and the others together are.
    for files in [&files[..1], &files[1..]] {
        let loaded = examine(files);
        assert_eq!(loaded.problems, []);
        assert!(loaded.timeline.is_some());
    }
}

#[test]
fn a_command_is_not_kept_waiting_for_advice() {
    let path = FilePath::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/valid/loaded-and-long-titles.json");
    let files = read(&path).unwrap();
    assert_eq!(load(&files).unwrap().problems, []);
    assert_ne!(examine(&files).problems, []);
}

#[test]
fn a_folder_is_read_in_the_order_of_its_paths() {
    let folder = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/folder");
    let files = read(&folder).unwrap();
    let names: Vec<&str> = files
        .iter()
        .map(|file| file.name.rsplit('/').next().unwrap())
        .collect();
    assert_eq!(names, ["b.json", "a.json", "timeline.json"]);
    assert!(load(&files).unwrap().timeline.is_some());
}

#[test]
fn lines_are_read_beside_other_files_and_look_names_up_there() {
    let folder = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/lines");
    let files = read(&folder).unwrap();
    let loaded = load(&files).unwrap();
    assert_eq!(loaded.problems, []);
    let timeline = loaded.timeline.unwrap();
    let ids: Vec<&str> = timeline.events.iter().map(|event| &*event.id).collect();
    assert_eq!(ids, ["third", "first", "second"]);
    assert_eq!(timeline.people.len(), 1);
    assert_eq!(timeline.links.len(), 1);
}

#[test]
fn many_lines_are_the_same_as_one_list() {
    let lines: Vec<String> = crate::made_up::lines(5000).collect();
    let file = |name: &str, text: String| InputFile::new(name.into(), text.as_bytes().to_vec());
    let alone = [file("made-up.ndjson", lines.concat())];
    let alone = load(&alone).unwrap().timeline.unwrap();
    assert_eq!(&*alone.id, "made-up");
    assert!(alone.scope.bounds().earliest.is_none());

    // The same records with the names declared, in order of first appearance.
    let list = |key: &str, ids: Vec<&str>| {
        let records: Vec<String> = ids
            .iter()
            .map(|id| format!("{{\"id\":\"{id}\",\"name\":\"{id}\"}}"))
            .collect();
        format!("\"{key}\":[{}]", records.join(","))
    };
    let declared = format!(
        "{{\"timeline\":{{\"id\":\"made-up\",\"from\":\"1900\",\"to\":\"1999\"}},{},{},{},{},\"events\":[{}]}}",
        list("sources", alone.sources.iter().map(|s| &*s.id).collect()),
        list("people", alone.people.iter().map(|p| &*p.id).collect()),
        list("places", alone.places.iter().map(|p| &*p.id).collect()),
        list("themes", alone.themes.iter().map(|t| &*t.id).collect()),
        lines.join(",")
    );
    let declared = [file("made-up.json", declared)];
    let declared = load(&declared).unwrap().timeline.unwrap();
    assert_eq!(
        format!("{:?}", alone.events),
        format!("{:?}", declared.events)
    );
}

#[test]
fn an_event_whose_id_is_empty_or_not_its_own_is_named_as_the_files_say() {
    let event = |id: &str, year: u32| {
        format!(
            r#"{{"id":"{id}","date":"{year}","dating":{{"inferred":"-"}},"title":"It",
                "accounts":[{{"source":"s","paragraph":1,"says":"it was"}}]}}"#
        )
    };
    let messages = |events: [String; 3], [from, to]: [&str; 2]| {
        let text = format!(
            r#"{{"timeline":{{"id":"t","from":"1950","to":"1959"}},
                "sources":[{{"id":"s","name":"S","paragraphs":1}}],"events":[{}],
                "links":[{{"from":"{from}","to":"{to}","source":"s","paragraph":1}}]}}"#,
            events.join(",")
        );
        let files = [InputFile::new("a.json".into(), text.into())];
        let problems = load(&files).unwrap().problems.into_iter();
        problems.map(|problem| problem.message).collect::<Vec<_>>()
    };
    let of_empty = messages(
        [event("", 1951), event("y", 1953), event("z", 1954)],
        ["y", ""],
    );
    assert!(
        of_empty
            .iter()
            .any(|why| why.starts_with("no event has the id ``"))
    );
    // The id refers to the last event in the files, not the last in time.
    let repeated = [event("x", 1955), event("y", 1953), event("x", 1951)];
    let of_repeated = messages(repeated, ["y", "x"]);
    assert!(
        of_repeated
            .iter()
            .any(|why| why.contains("the effect, 1951, sorts before"))
    );
}
