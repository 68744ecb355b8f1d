//! What the program promises of any date, dataset, imported file, argument line and shell input. The fuzz targets
//! and `tests/suite/corpus.rs` hold it to them. Each function panics where a promise is broken.

use std::cell::RefCell;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Cursor, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use chrono::NaiveDate;
use destal::cli::{self, Environment, OutStream};
use serde_json::Value;

/// How many errors and how many warnings are listed, and one more that says so.
const MOST_PROBLEMS: usize = 2 * 200 + 1;

/// What a run of the program came to.
struct Ran {
    status: u8,
    stdout: String,
    stderr: String,
}

/// Bytes that are kept when the stream that they were written to is gone.
#[derive(Clone, Default)]
struct Memory(Rc<RefCell<Vec<u8>>>);

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Memory {
    fn stream(&self) -> OutStream {
        OutStream {
            writer: RefCell::new(Box::new(self.clone())),
            is_terminal: false,
            has_colored_help: false,
        }
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).expect("only text is said")
    }
}

/// Runs the program in a world that is always the same.
fn run(args: &[&str], stdin: &[u8], has_files: bool, variable: Variable) -> Ran {
    let [stdout, stderr] = [Memory::default(), Memory::default()];
    let env = Environment {
        variable,
        today: || Ok(NaiveDate::from_ymd_opt(1956, 2, 25).expect("there was such a day")),
        seed: || 0,
        program: "destal".into(),
        folder: None,
        has_files,
        stdin: RefCell::new(Box::new(Cursor::new(stdin.to_vec()))),
        stdin_is_terminal: false,
        stdout: stdout.stream(),
        stderr: stderr.stream(),
        screen: || None,
    };
    let args: Vec<OsString> = [&["destal"], args]
        .concat()
        .iter()
        .map(Into::into)
        .collect();
    Ran {
        status: cli::run(&args, &env),
        stdout: stdout.text(),
        stderr: stderr.text(),
    }
}

type Variable = fn(&str) -> Option<OsString>;

/// Environments with a dataset in which every text tries to act, and with one like others.
const DATASETS: [Variable; 2] = [
    |name| (name == "DESTAL_DATA").then(|| fixture("hostile.json").into()),
    |name| (name == "DESTAL_DATA").then(|| fixture("small.json").into()),
];

fn fixture(name: &str) -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")); // the root, or fuzz/
    let folders = here
        .ancestors()
        .map(|folder| folder.join("tests/fixtures/valid"));
    let mut files = folders.map(|folder| folder.join(name));
    files.find(|file| file.exists()).expect("it is there")
}

/// Reads a text as a date, typed and of a dataset. What it means, where nothing qualifies it, is
/// read back to the same days. What is offered instead of it can be read.
pub fn date(text: &str) {
    for options in [&["--edtf"][..], &[]] {
        let read = match read_date(text, options) {
            Ok(read) => read,
            Err(hint) => {
                let offers = hint.strip_prefix("write ").unwrap_or_default();
                let is_readable = |text: &str| read_date(text, &[]).is_ok();
                let each = hint.is_empty() || offers.split(" or ").all(is_readable);
                assert!(
                    !options.is_empty() || each || is_readable(offers),
                    "{text:?}: {hint}"
                );
                continue;
            }
        };
        let days = [&read.earliest, &read.latest];
        let [first, last] = days.map(|day| day.parse::<NaiveDate>().ok());
        assert!(
            first.zip(last).is_none_or(|(first, last)| first <= last),
            "{text:?}: {days:?}"
        );
        let Some(meaning) = read.meaning else {
            continue;
        };
        let again = read_date(&meaning, &[]).expect("what a date means is a date");
        let days_again = [&again.earliest, &again.latest];
        assert_eq!(days, days_again, "{text:?}, shown as {meaning}");
    }
}

/// A date that could be read.
#[derive(Debug)]
struct ReadDate {
    earliest: String,
    latest: String,
    /// What it means, where nothing qualifies it.
    meaning: Option<String>,
}

/// Reads a date; the error is the hint.
fn read_date(text: &str, options: &[&str]) -> Result<ReadDate, String> {
    let args = [&["date", "-O", "plain"], options, &["--", text]].concat();
    let ran = run(&args, b"", true, |_| None);
    let value = |name: &str| {
        let mut values = ran.stdout.lines().filter_map(|line| line.split_once(": "));
        let (_, value) = values.find(|(found, _)| *found == name)?;
        Some(value.to_owned())
    };
    if ran.status != 0 {
        let hint = ran
            .stderr
            .lines()
            .find_map(|line| line.strip_prefix("hint: "));
        return Err(hint.unwrap_or_default().to_owned());
    }
    Ok(ReadDate {
        earliest: value("earliest").expect("it is said"),
        latest: value("latest").expect("it is said"),
        meaning: value("meaning").filter(|_| value("qualified").is_none()),
    })
}

/// Checks bytes as a dataset in a file of that name. It is either taken or refused, with at least
/// one error and no more problems than are listed.
pub fn dataset(name: &str, bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("there is room");
    let path = path.to_str().expect("it is UTF-8");
    let ran = run(&["check", "-O", "json", path], b"", true, |_| None);
    let report: Value = serde_json::from_str(&ran.stdout).expect("it is JSON");
    let problems = report["problems"].as_array().expect("they are listed");
    let is_refused = problems
        .iter()
        .any(|problem| problem["severity"] == "error");
    assert_eq!(ran.status == 1, is_refused, "{}", ran.stdout);
    assert!(problems.len() <= MOST_PROBLEMS);
    for problem in problems {
        let message = problem["message"].as_str().expect("it is text");
        assert!(!message.is_empty() && message.len() < 4_000);
    }
}

/// Imports bytes. Either a dataset without errors is written, or nothing is, and at least one problem
/// says why. Nothing that is said acts on a terminal.
pub fn import(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("there is room");
    let new = folder.path().join("new");
    let path = new.to_str().expect("it is UTF-8");
    let args = ["import", "-", "-o", path, "--lenient"];
    let shown = run(&args, bytes, true, |_| None);
    assert_harmless(&shown);
    assert_eq!(shown.status == 0, new.exists());
    if new.exists() {
        let ran = run(&["check", path], b"", true, |_| None);
        assert_eq!(ran.status, 0, "{}", ran.stdout);
        fs::remove_dir_all(&new).expect("it was just written");
    }
    let listed = run(&[&args[..], &["-O", "json"]].concat(), bytes, true, |_| {
        None
    });
    let report: Value = serde_json::from_str(&listed.stdout).expect("it is JSON");
    let problems = report["problems"].as_array().expect("they are listed");
    assert!(listed.status == 0 || !problems.is_empty());
    for problem in problems {
        assert!(problem["lines"][0].as_u64() > Some(0));
        assert!(
            problem["message"] != "" && problem["remedy"] != "",
            "{problem}"
        );
    }
}

/// Answers a text as an argument line, a word between two line ends. Nothing that is said acts on
/// a terminal.
pub fn arguments(text: &str) {
    let words: Vec<&str> = text.split('\n').collect();
    for dataset in DATASETS {
        assert_harmless(&run(&words, b"", false, dataset));
    }
}

/// Answers bytes as the lines that are piped into the shell. Nothing that is said acts on a
/// terminal, and each line that is not blank is answered or refused.
pub fn shell(bytes: &[u8]) {
    for dataset in DATASETS {
        assert_harmless(&run(&["shell"], bytes, false, dataset));
    }
}

/// Of what would not be seen, what was said has only line ends and tabs.
fn assert_harmless(ran: &Ran) {
    let is_unseen = |c: char| {
        c.is_control()
            || matches!(
                c,
                '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            )
            || matches!(c, '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
    };
    let acts = |c: char| is_unseen(c) && !matches!(c, '\n' | '\t' | '\r');
    for said in [&ran.stdout, &ran.stderr] {
        if let Some(at) = said.find(acts) {
            let around: String = said[at..].chars().take(20).collect();
            panic!("something acts on the terminal: {around:?}");
        }
    }
}
