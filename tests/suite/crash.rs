//! Files that several processes write at once, and whose writers are killed: at every moment, each
//! file is one complete version.

#![cfg(unix)]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use super::program::{BIN, command, destal};

const VERSIONS: [&[&str]; 2] = [&["--from", "1953"], &["--to", "1956"]];

fn quietly(args: &[&str]) -> Command {
    let mut command = destal(args);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn export(path: &Path, version: &[&str]) -> Child {
    let mut command = quietly(&["export", "html", "--force", "-o"]);
    command.arg(path);
    command.args(version).spawn().unwrap()
}

/// The complete versions of the file, each written by a single undisturbed process.
fn versions(folder: &Path) -> Vec<Vec<u8>> {
    let path = folder.join("alone.html");
    let whole = |version: &&[&str]| {
        let ended = export(&path, version).wait().unwrap();
        assert!(ended.success());
        fs::read(&path).unwrap()
    };
    let versions: Vec<_> = VERSIONS.iter().map(whole).collect();
    assert!(versions[0] != versions[1] && versions[0].len() > 100_000);
    versions
}

#[test]
fn a_file_is_whole_whoever_writes_it_and_whenever_they_are_killed() {
    let folder = tempfile::tempdir().unwrap();
    let versions = versions(folder.path());
    let path = folder.path().join("timeline.html");
    fs::write(&path, &versions[0]).unwrap();
    let is_whole = || {
        let read = fs::read(&path).unwrap();
        assert!(
            versions.contains(&read),
            "{} bytes are no version",
            read.len()
        );
    };
    let mut killed = 0;
    for round in 0..40_u64 {
        let mut writers: Vec<Child> = (0..3).map(|i| export(&path, VERSIONS[i % 2])).collect();
        // Samples moments from the start of the program to its end, in steps that do not repeat.
        for _ in 0..4 {
            thread::sleep(Duration::from_millis(round * 7 % 40));
            is_whole();
        }
        for writer in &mut writers {
            writer.kill().unwrap();
            let ended = writer.wait().unwrap();
            killed += usize::from(ended.code().is_none());
            is_whole();
        }
    }
    assert!(killed > 0, "none was killed before its end");
    // Files left behind do not prevent the next write.
    assert!(export(&path, VERSIONS[1]).wait().unwrap().success());
    assert_eq!(fs::read(&path).unwrap(), versions[1]);
    // A file has no name until it is complete, so hardly anything is ever left behind.
    let left = fs::read_dir(folder.path()).unwrap().count() - 2;
    assert!(
        !cfg!(target_os = "linux") || left <= 1,
        "{left} of {killed} left a file behind"
    );
}

#[test]
fn of_two_that_make_a_file_without_force_one_does() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("timeline.ics");
    let start = || {
        let mut command = quietly(&["export", "ics", "-o"]);
        command.arg(&path);
        command.spawn().unwrap()
    };
    let mut writers = [start(), start(), start()];
    let ended = writers.each_mut().map(|w| w.wait().unwrap());
    assert_eq!(ended.iter().filter(|status| status.success()).count(), 1);
    let refused = ended.iter().filter(|status| status.code() == Some(2));
    assert_eq!(refused.count(), 2);
    assert!(fs::read(&path).unwrap().ends_with(b"END:VCALENDAR\r\n"));
}

#[test]
fn a_dataset_that_asks_for_too_much_is_refused_and_takes_no_more_than_is_stated() {
    const EVENT: &str = r#"{"id":"a","date":"1953","dating":{"inferred":"x"},"title":"A","accounts":[{"source":"s","page":"1","says":"x"}]}"#;
    let head = format!(
        r#"{{"timeline":{{"id":"t","from":"1950","to":"1959"}},"sources":[{{"id":"s","name":"S"}}],"events":[{EVENT}]"#
    );
    let many = |one: &str| vec![one; 300_000 / one.len()].join(",");
    let long = "x".repeat(3_000_000);
    let people: Vec<String> = (0..1_000)
        .map(|i| format!(r#"{{"id":"somebody-{i:06}","name":"S"}}"#))
        .collect();
    let names: Vec<String> = (0..1_000)
        .map(|i| format!(r#"{{"id":"samebody-{i:06}"}}"#))
        .collect();
    let folder = tempfile::tempdir().unwrap();
    for (what, text, says) in [
        (
            "deep",
            format!("{head},\"people\":{}", "[".repeat(300_000)),
            "127 deep",
        ),
        (
            "empty",
            format!("{head},\"people\":[{}]}}", many("{}")),
            "are listed, and there are more",
        ),
        (
            "numbers",
            format!("{head},\"people\":[{}]}}", many("1")),
            "are listed, and there are more",
        ),
        (
            "keys",
            format!("{head},\"$schema\":{{{}}},\"x\":1}}", many("\"a\":1")),
            "are listed, and there are more",
        ),
        ("unknown", format!("{head},\"{long}\":1}}"), "unknown-key"),
        (
            "text",
            format!(r#"{head},"people":[{{"id":"p","name":"{long}"}}]}}"#),
            "3000000 bytes; 1048576 at most",
        ),
        (
            "id",
            format!(
                r#"{head},"people":[{{"id":"{}","name":"P"}}]}}"#,
                &long[..1_000_000]
            ),
            "warning: unused",
        ),
        (
            "near",
            format!(
                r#"{head},"people":[{}],"events":[{}]}}"#,
                people.join(","),
                EVENT.replace(
                    "\"title\"",
                    &format!("\"people\":[{}],\"title\"", names.join(","))
                )
            )
            .replacen(&format!(",\"events\":[{EVENT}]"), "", 1),
            "are listed, and there are more",
        ),
    ] {
        let path = folder.path().join(format!("{what}.json"));
        fs::write(&path, &text).unwrap();
        // The memory limit that the README states, as a multiple of the input size.
        let kilobytes = 65_536 + 100 * text.len() / 1024;
        let script = format!("ulimit -v {kilobytes}; exec \"$@\"");
        let mut command = command("sh", &["-c", &script, "sh", BIN, "check"]);
        let said = command.arg(&path).output().unwrap();
        let text = String::from_utf8_lossy(&said.stdout) + String::from_utf8_lossy(&said.stderr);
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            flat.contains(says),
            "{what}: {}",
            &flat[..flat.len().min(2000)]
        );
        assert!(said.status.code().is_some_and(|code| code <= 1), "{what}");
        assert!(said.stdout.len() < 2_000_000, "{what}");
    }
}

#[test]
fn two_shells_that_write_one_file_leave_it_whole() {
    // `explore::shell::history` has the test that two shells do not mix their history lines.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answer.json");
    let line = format!("events --force -o {}\n", path.display()).repeat(10);
    let mut shells: Vec<Child> = (0..2)
        .map(|_| quietly(&["shell"]).stdin(Stdio::piped()).spawn().unwrap())
        .collect();
    for shell in &mut shells {
        let mut input = shell.stdin.take().unwrap();
        input.write_all(line.as_bytes()).unwrap();
    }
    for shell in &mut shells {
        assert!(shell.wait().unwrap().success());
    }
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("[\n") && text.ends_with("]\n"));
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing else is left");
}
