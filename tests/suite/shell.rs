//! The shell with piped input: edge cases that transcripts cannot express.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Output, Stdio};

use super::program::{self, SMALL, destal_on, folder, text};

fn shell(args: &[&str]) -> Command {
    destal_on(SMALL, &[&["shell"], args].concat())
}

fn fed(args: &[&str], lines: &[u8]) -> Output {
    program::fed(shell(args), lines)
}

fn direct(args: &[&str]) -> Vec<u8> {
    destal_on(SMALL, args).output().unwrap().stdout
}

#[test]
fn an_answer_is_the_same_as_on_the_command_line() {
    for args in [
        &["events"][..],
        &["person", "orlova"],
        &["compare-sources", "--all"],
        &["events", "-O", "json"],
        &["export", "csv"],
        &["help", "dates"],
        &["completions", "fish"],
        &["man"],
    ] {
        let output = fed(&[], args.join(" ").as_bytes());
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert_eq!(text(&output.stdout), text(&direct(args)), "{args:?}");
        assert_eq!(text(&output.stderr), "", "{args:?}");
    }
}

#[test]
fn answers_are_kept_apart_unless_programs_read_them() {
    let output = fed(&[], b"themes\nplaces\n");
    let both = [direct(&["themes"]), b"\n".to_vec(), direct(&["places"])].concat();
    assert_eq!(text(&output.stdout), text(&both));
    let output = fed(&[], b"people -O ndjson\nsources -O ndjson\n");
    let both = [
        direct(&["people", "-O", "ndjson"]),
        direct(&["sources", "-O", "ndjson"]),
    ]
    .concat();
    assert_eq!(text(&output.stdout), text(&both));
}

#[test]
fn whatever_is_fed_the_next_line_is_answered() {
    let mut lines = b"ev\0ents\n\xff\xfe\n\x1b[31mpeople\n'open\n".to_vec();
    lines.extend(vec![b'x'; 1_000_000]);
    lines.extend(b"\ncompletions\n--help=\n-O\nthemes");
    let output = fed(&[], &lines);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), text(&direct(&["themes"])));
    let said = text(&output.stderr);
    assert!(
        !said.contains(|c: char| c.is_control() && c != '\n'),
        "{said:?}"
    );
    assert!(said.len() < 5_000, "{said}");
    assert!(
        said.ends_with("note: 8 of 9 failed: lines 1, 2, 3, 4, 5, 6, 7, 8\n"),
        "{said}"
    );
}

#[test]
fn options_of_the_shell_hold_until_a_line_says_otherwise() {
    let output = fed(&["-O", "json", "--ascii"], b"themes\nthemes -O csv\n");
    let both = [
        direct(&["themes", "-O", "json", "--ascii"]),
        direct(&["themes", "-O", "csv", "--ascii"]),
    ]
    .concat();
    assert_eq!(text(&output.stdout), text(&both));
    let output = fed(&["--no-notes"], b"compare-sources --all\n");
    assert_eq!(
        text(&output.stdout),
        text(&direct(&["compare-sources", "--all", "--no-notes"]))
    );
    let output = fed(&[], b"compare-sources --all --no-notes\n");
    assert_eq!(
        text(&output.stdout),
        text(&direct(&["compare-sources", "--all", "--no-notes"]))
    );
    let output = fed(&["-o", "x.txt"], b"themes\n");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_line_writes_its_file_as_the_command_line_does() {
    let file = folder("shell").join("a file.csv");
    let line = format!("people -o '{}'\n", file.display());
    let output = fed(&["-O", "json"], line.repeat(2).as_bytes());
    assert_eq!(output.status.code(), Some(1), "the second would replace it");
    assert_eq!(text(&output.stdout), "");
    let written = fs::read(&file).unwrap();
    assert_eq!(text(&written), text(&direct(&["people", "-O", "csv"])));
}

#[test]
fn who_stops_reading_ends_it_without_a_failure() {
    let mut command = shell(&[]);
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let feeding = std::thread::spawn(move || while pipe.write_all(b"events\n").is_ok() {});
    let mut first = String::new();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut first).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    feeding.join().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
}

#[test]
fn a_dataset_that_cannot_be_used_keeps_it_from_starting() {
    let output = fed(&["--data", "no/such.json"], b"help\n");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), "");
}
