//! Tests of `import` as a whole: what exports write is read again, and what is refused leaves nothing.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::program::{SMALL, destal, fed, folder, text};

/// Runs the program on a timeline, the shipped one if `data` is empty, and returns its output.
fn run(args: &[&str], data: &str) -> String {
    let mut command = destal(args);
    if !data.is_empty() {
        command.args(["--data", data]);
    }
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{args:?}: {}",
        text(&output.stderr)
    );
    text(&output.stdout).to_owned()
}

fn json(args: &[&str], data: &str) -> Vec<Value> {
    serde_json::from_str(&run(args, data)).unwrap()
}

/// Exports a timeline, imports the file, and returns the path of the new timeline.
fn round_trip(export: &[&str], name: &str, data: &str) -> String {
    let folder = folder(&format!("import-{name}-{}", data.len()));
    let file = folder.join(name);
    fs::write(&file, run(export, data)).unwrap();
    let imported = folder.join("imported").to_str().unwrap().to_owned();
    run(&["import", file.to_str().unwrap(), "-o", &imported], "");
    run(&["check", &imported], "");
    imported
}

/// The fields of each record with these names.
fn fields(records: &[Value], names: &[&str]) -> Vec<Vec<Value>> {
    let fields = |record: &Value| names.iter().map(|name| record[*name].clone()).collect();
    records.iter().map(fields).collect()
}

const CALENDARS: &str = "tests/fixtures/valid/calendars.json";

#[test]
fn accounts_are_the_same_after_export_and_import() {
    let rows = ["export", "json", "--accounts", "--background"];
    for data in ["", SMALL, CALENDARS] {
        let export = ["export", "csv", "--accounts", "--background"];
        let imported = round_trip(&export, "accounts.csv", data);
        let names: Vec<&str> =
            "event title source paragraph page date calendar earliest latest as_printed says voice \
                                hedged note event_date event_calendar kind summary people places themes"
                .split_whitespace()
                .collect();
        let [before, after] = [data, &imported].map(|data| fields(&json(&rows, data), &names));
        assert_eq!(before.len(), after.len());
        for (before, after) in before.iter().zip(&after) {
            assert_eq!(before, after);
        }
    }
}

#[test]
fn ids_titles_and_bounds_are_the_same_after_timelinejs() {
    for data in ["", SMALL, CALENDARS] {
        let export = ["export", "timelinejs", "--background"];
        let imported = round_trip(&export, "timelinejs.json", data);
        let events = ["events", "-O", "json", "--background"];
        let names = ["id", "title", "earliest", "latest"];
        let [mut before, mut after] =
            [data, &imported].map(|data| fields(&json(&events, data), &names));
        // Bounds sort events, and the order of equal ones may differ.
        for list in [&mut before, &mut after] {
            list.sort_by_key(|fields| fields[0].to_string());
        }
        for (before, after) in before.iter().zip(&after) {
            assert_eq!(before, after);
        }
        assert_eq!(before.len(), after.len());
    }
}

#[test]
fn a_sheet_comes_from_the_standard_input() {
    let target = folder("import-stdin").join("new");
    let name = target.to_str().unwrap();
    let sheet = b"Date;Event\n5 March 1953;The bridge falls\n";
    let output = fed(destal(&["import", "-", "-o", name]), sheet);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let events = json(&["events", "-O", "json"], name);
    assert_eq!(
        fields(&events, &["id", "date"]),
        [["the-bridge-falls", "1953-03-05"]]
    );
}

#[test]
fn nothing_is_written_if_a_cell_cannot_be_read() {
    let target = folder("import-refused").join("new");
    let name = target.to_str().unwrap();
    let sheet = b"Date,Event,Colour\n1953,Read,red\nJul-60,Not read,red\n";
    let output = fed(destal(&["import", "-", "-o", name, "-O", "json"]), sheet);
    assert_eq!(output.status.code(), Some(1));
    assert!(!Path::new(name).exists());
    let report: Value = serde_json::from_str(text(&output.stdout)).unwrap();
    assert_eq!(report["folder"], Value::Null);
    assert_eq!(report["unused"][0], "Colour");
    let problem = &report["problems"][0];
    assert_eq!(problem["lines"][0], 3);
    assert_eq!(problem["column"], "Date");
    assert_eq!(problem["value"], "Jul-60");
    let output = fed(destal(&["import", "-", "-o", name, "--lenient"]), sheet);
    assert!(output.status.success());
    assert!(text(&output.stderr).contains("not used: Colour"));
    assert_eq!(json(&["events", "-O", "json"], name).len(), 1);
    // Once it is there, it is left alone.
    let output = fed(
        destal(&["import", "-", "-o", name, "--lenient", "--force"]),
        sheet,
    );
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn times_and_years_bc_are_the_same_after_timelinejs() {
    let target = folder("import-times").join("first");
    let name = target.to_str().unwrap();
    let sheet = b"Date,Title,Source\n14 April 1912 22:25,Collision,Log\n14 April 1912 23:40,Collision,Inquiry\n\
        1 May 1912 3 pm,Inquest,Log\n15 March 44 BC,Murder,Log\n320 to 120 BC,A wall,Log\n";
    assert!(
        fed(destal(&["import", "-", "-o", name]), sheet)
            .status
            .success()
    );
    let exported: Value = serde_json::from_str(&run(&["export", "timelinejs"], name)).unwrap();
    let years = exported["events"].as_array().unwrap().iter();
    let years: Vec<i64> = years
        .map(|slide| slide["start_date"]["year"].as_i64().unwrap())
        .collect();
    assert_eq!(years, [-320, -44, 1912, 1912]);
    let imported = round_trip(&["export", "timelinejs"], "timelinejs.json", name);
    let dates = fields(&json(&["events", "-O", "json"], &imported), &["id", "date"]);
    let expected = [
        ["a-wall", "-0319/-0119"],
        ["murder", "-0043-03-15"],
        ["collision", "[1912-04-14T22:25..1912-04-14T23:40]"],
        ["inquest", "1912-05-01T15:00"],
    ];
    assert_eq!(dates, expected);
}

#[test]
fn a_file_beyond_the_limit_is_refused() {
    let folder = folder("import-large");
    let file = folder.join("large.csv");
    fs::File::create(&file)
        .unwrap()
        .set_len((16 << 20) + 1)
        .unwrap();
    let target = folder.join("new");
    let args = [
        "import",
        file.to_str().unwrap(),
        "-o",
        target.to_str().unwrap(),
    ];
    let output = destal(&args).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("large.csv has more than 16 MB"));
}

#[test]
fn the_user_decides_what_the_column_does_not() {
    let sheet = b"Date,Event\n10/11/1956,First\n";
    for (option, date) in [
        ("--day-first", "1956-11-10"),
        ("--month-first", "1956-10-11"),
    ] {
        let target = folder(&format!("import{option}")).join("new");
        let name = target.to_str().unwrap();
        assert!(
            fed(destal(&["import", "-", "-o", name, option]), sheet)
                .status
                .success()
        );
        assert_eq!(json(&["events", "-O", "json"], name)[0]["date"], date);
    }
}
