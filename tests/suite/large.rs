//! Queries on a period of a large NDJSON file. The program keeps only the events in the period, but
//! the output is the same as from the whole file.

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use serde_json::Value;

use super::program::{destal, folder, text};

/// Enough for the file to be read in chunks: 10 MB.
const EVENTS: usize = 19_000;

struct Large {
    folder: PathBuf,
    lines: Vec<String>,
}

impl Large {
    /// The file in a folder of its own: each test may run in its own process.
    fn new(test: &str) -> Self {
        let folder = folder(test);
        let lines: Vec<String> = super::made_up::lines(EVENTS).collect();
        fs::write(folder.join("large.ndjson"), lines.concat()).unwrap();
        Self { folder, lines }
    }

    fn answer(&self, file: &str, args: &[&str]) -> Output {
        let mut command = destal(&["events", "--data"]);
        command.arg(self.folder.join(file)).args(args);
        command.output().unwrap()
    }

    fn rows(&self, args: &[&str]) -> Vec<Value> {
        let output = self.answer("large.ndjson", &[args, &["-O", "json"]].concat());
        assert!(output.status.success(), "{}", text(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

fn year(row: &Value) -> i32 {
    let date = row["date"].as_str().unwrap();
    date[..4].parse().unwrap()
}

#[test]
fn a_period_of_a_large_file_is_what_lies_there_of_the_whole() {
    let large = Large::new("large-1");
    for others in [vec![], vec!["--person", "p3"], vec!["--sort", "title"]] {
        let mut whole = large.rows(&others);
        whole.retain(|row| (1956..=1957).contains(&year(row)));
        assert!(!whole.is_empty());
        let of_period = large.rows(&[&["--from", "1956", "--to", "1957"], &*others].concat());
        assert_eq!(of_period, whole);
    }
    let count = &large.rows(&["--on", "1956", "--count-by", "year"])[0]["events"];
    let in_1956 = large.rows(&["--on", "1956"]).len();
    assert_eq!(count.as_u64(), Some(in_1956 as u64));
}

#[test]
fn where_a_period_holds_nothing_the_whole_says_why() {
    let large = Large::new("large-2");
    let nobody = ["--on", "1956-01-01", "--person", "p3"];
    assert_eq!(large.rows(&nobody), [] as [Value; 0]);
    let of_person = large.rows(&["--person", "p3"]).len();
    let on_day = large.rows(&["--on", "1956-01-01"]).len();
    let said = large.answer("large.ndjson", &nobody);
    let said = text(&said.stderr);
    let why = format!("with another period: {of_person}, with --person left out: {on_day}");
    assert!(said.contains(&why), "{said}");

    let misspelt = large.answer("large.ndjson", &["--on", "1956", "--person", "p33333"]);
    assert_eq!(misspelt.status.code(), Some(1));
    assert!(text(&misspelt.stderr).contains("did you mean"));
}

#[test]
fn what_is_wrong_outside_the_period_is_found_all_the_same() {
    let large = Large::new("large-3");
    let mut lines = large.lines.clone();
    lines.push(lines[0].clone());
    let repeated = large.folder.join("repeated.ndjson");
    fs::write(&repeated, lines.concat()).unwrap();
    let broken = large.folder.join("broken.ndjson");
    lines[EVENTS] = r#"{"id":"far","date":"1899-13"}"#.to_owned();
    fs::write(&broken, lines.concat()).unwrap();
    for (file, why) in [
        ("repeated.ndjson", "another event has the id `e0`"),
        ("broken.ndjson", "there is no month 13"),
    ] {
        let refused = large.answer(file, &["--on", "1956"]);
        assert_eq!(refused.status.code(), Some(1));
        let said = text(&refused.stderr);
        let place = format!("{file}:{}:", EVENTS + 1);
        assert!(said.contains(&place) && said.contains(why), "{said}");
    }
}
