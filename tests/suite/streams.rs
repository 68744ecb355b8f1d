//! Process input and output: closed pipes, full disks, existing files.

use std::fs;
use std::process::{Output, Stdio};

use super::program::{destal, folder};

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_closed_pipe_is_success() {
    let mut child = destal(&["events", "-O", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(said(&output), "");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let output = destal(&["events"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        said(&output),
        "error: cannot write the output: No space left on device (os error 28)\n\
         hint: the output is incomplete; free some space, or write elsewhere\n"
    );
}

#[test]
fn an_existing_file_is_replaced_only_by_force() {
    let file = folder("existing").join("events.csv");
    fs::write(&file, "mine").unwrap();
    let path = file.to_str().unwrap();
    let refused = destal(&["events", "-o", path]).output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    let forced = destal(&["events", "-o", path, "--force"]).output().unwrap();
    assert_eq!(forced.status.code(), Some(0), "{}", said(&forced));
    let written = fs::read_to_string(&file).unwrap();
    let printed = destal(&["events", "-O", "csv"]).output().unwrap();
    assert_eq!(written.into_bytes(), printed.stdout);
    let left: Vec<_> = fs::read_dir(file.parent().unwrap()).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing else is left in the folder");
}

#[test]
fn a_file_that_cannot_be_written_says_so() {
    let path = folder("missing").join("no/such/folder/events.json");
    let output = destal(&["events", "-o", path.to_str().unwrap()])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).starts_with("error: cannot write `"),
        "{}",
        said(&output)
    );
}

#[test]
fn control_characters_of_a_dataset_reach_no_stream_raw() {
    let dataset = serde_json::json!({
        "timeline": { "id": "t", "from": "1950", "to": "1959" },
        "sources": [{ "id": "a\u{1b}[31m", "name": "A\u{202e}" }],
        "people": [{ "id": "p", "name": "P\u{9b}31m", "aliases": ["\u{7}"] }],
        "events": [{
            "id": "e\u{1b}]0;x\u{7}", "date": "1955", "dating": { "inferred": "x\u{1b}c" },
            "title": "E\u{1b}[2J\rmore\u{85}", "people": [{ "id": "p", "role": "\u{8}" }],
            "accounts": [{ "source": "a\u{1b}[31m", "page": "\u{1b}", "says": "x\u{2066}\u{0}" }]
        }]
    });
    let file = folder("hostile").join("hostile.json");
    fs::write(&file, dataset.to_string()).unwrap();
    let data = file.to_str().unwrap();
    for args in [
        &["events"][..],
        &["events", "--color", "always"],
        &["events", "-O", "plain"],
        &["events", "-O", "json"],
        &["events", "-O", "ndjson"],
        &["events", "-O", "tsv", "--ascii"],
        &["events", "-O", "markdown"],
        &["event", "e"],
        &["event", "nothing"],
        &["people"],
        &["person", "p"],
        &["sources"],
        &["sources", "-O", "csv"],
    ] {
        let output = destal(args).args(["--data", data]).output().unwrap();
        for stream in [output.stdout, output.stderr] {
            let text = String::from_utf8(stream).unwrap();
            let styles = [
                "\u{1b}[1m",
                "\u{1b}[0m",
                "\u{1b}[2m",
                "\u{1b}[33m",
                "\u{1b}[36m",
            ];
            let text = styles
                .iter()
                .fold(text, |text, style| text.replace(style, ""));
            let raw = text.chars().find(|c| {
                (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
                    || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            });
            // A quoted CSV or TSV cell may contain a carriage return.
            assert!(
                raw.is_none() || raw == Some('\r'),
                "{args:?}: {raw:?} in {text}"
            );
        }
    }
}
