//! One-time setup: shell completion and man pages.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Output;

use super::program::{BIN, SMALL, command, destal, folder, text};

fn stdout(output: &Output) -> &str {
    text(&output.stdout)
}

/// The completions for fish at the end of these words, each with its help.
fn completed(words: &[&str], data: Option<&str>) -> Vec<(String, String)> {
    let mut command = destal(&[&["--", "destal"], words].concat());
    command.env("DESTAL_COMPLETE", "fish");
    if let Some(data) = data {
        command.env("DESTAL_DATA", data);
    }
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{words:?}");
    assert_eq!(output.stderr, b"", "{words:?}");
    let lines = stdout(&output).lines();
    lines
        .map(|line| {
            let (word, help) = line.split_once('\t').unwrap_or((line, ""));
            (word.to_owned(), help.to_owned())
        })
        .collect()
}

fn words(typed: &[&str]) -> Vec<String> {
    let found = completed(typed, Some(SMALL)).into_iter();
    let found = found.map(|(word, _)| word);
    found.filter(|word| !word.starts_with('-')).collect()
}

/// The parts of a text between these marks.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Vec<&'t str> {
    let parts = text.split(open).skip(1);
    parts
        .map(|part| part.split(close).next().unwrap())
        .collect()
}

/// Follows the README of a new timeline: runs its commands, and makes its changes.
#[test]
fn the_tour_of_a_new_timeline_is_true() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("my");
    let output = destal(&["init"]).arg(&folder).output().unwrap();
    assert!(output.status.success());
    let readme = fs::read_to_string(folder.join("README.md")).unwrap();
    let (tour, _) = readme.split_once("**5. ").unwrap();
    let (mut commands, mut changes) = (0, 0);
    for part in tour.split("```\n") {
        for change in between(part, "In `", "\n") {
            let Some((file, change)) = change.split_once("`, change `") else {
                continue;
            };
            let (old, new) = change.split_once("` to `").unwrap();
            let new = new.split('`').next().unwrap();
            let path = folder.join(file);
            let text = fs::read_to_string(&path).unwrap();
            assert_eq!(text.matches(old).count(), 1, "{old} in {file}");
            fs::write(&path, text.replace(old, new)).unwrap();
            changes += 1;
        }
        for block in between(part, "```console\n$ destal ", "```") {
            let (line, expected) = block.split_once('\n').unwrap();
            let words: Vec<&str> = line.split(' ').collect();
            let output = destal(&words).current_dir(&folder).output().unwrap();
            let output = stdout(&output).replace('\u{a0}', " ");
            snapbox::assert_data_eq!(output, expected.to_owned());
            commands += 1;
        }
    }
    assert_eq!((commands, changes), (7, 3));
    let page = fs::read_to_string(folder.join("lighthouse.html")).unwrap();
    assert!(page.contains("Ships are lost in a storm"));
    // What is named in passing runs as well.
    for line in between(&readme, "`destal ", "`") {
        let line = line.replace(" table.csv", " ../table.csv");
        fs::write(parent.path().join("table.csv"), "date,title\n1953,One\n").unwrap();
        let words: Vec<&str> = line.split(' ').collect();
        let output = destal(&words).current_dir(&folder).output().unwrap();
        let needs_terminal = line == "--data .";
        assert!(
            output.status.success() || needs_terminal,
            "{line}: {output:?}"
        );
    }
}

#[test]
fn names_of_the_timeline_are_completed_wherever_one_is_wanted() {
    for before in [
        &["person"][..],
        &["events", "--person"],
        &["story", "--person"],
        &["export", "csv", "--person"],
    ] {
        assert_eq!(
            words(&[before, &[""]].concat()),
            ["orlova", "mayor", "mason"],
            "{before:?}"
        );
    }
    assert_eq!(words(&["person", "OR"]), ["orlova"]);
    assert_eq!(words(&["events", "--source", "m"]), ["memoir"]);
    assert_eq!(
        words(&["events", "--as-told-by=g"]),
        [""; 0],
        "an option is no value"
    );
    assert_eq!(
        completed(&["events", "--as-told-by=g"], Some(SMALL))[0].0,
        "--as-told-by=gazette"
    );
    assert_eq!(words(&["diff-sources", "gazette", "p"]), ["pamphlet"]);
    assert_eq!(
        words(&["compare-sources", "--between", "gazette", "me"]),
        ["memoir"]
    );
    for command in ["event", "why"] {
        assert!(
            words(&[command, "bridge"]).contains(&"bridge-falls".to_owned()),
            "{command}"
        );
    }
    for [command, option] in [["place", "--place"], ["theme", "--theme"]] {
        let names = words(&[command, ""]);
        assert!(!names.is_empty(), "{command}");
        assert_eq!(words(&["events", option, ""]), names);
    }
    assert!(!words(&["compare-sources", ""]).is_empty());
}

#[test]
fn an_event_is_shown_with_its_title() {
    let found = completed(&["event", "bridge-f"], Some(SMALL));
    assert_eq!(
        found,
        [("bridge-falls".to_owned(), "The bridge falls".to_owned())]
    );
}

#[test]
fn commands_and_fixed_words_are_completed() {
    assert_eq!(words(&["diff"]), ["diff-sources"]);
    assert_eq!(words(&["events", "-O", "n"]), ["ndjson"]);
    assert_eq!(words(&["help", "agr"]), ["agreement"]);
    assert!(words(&["help", ""]).contains(&"compare-sources".to_owned()));
    assert_eq!(words(&["completions", "p"]), ["powershell"]);
}

#[test]
fn the_dataset_is_that_of_the_line() {
    let found = completed(&["--data", SMALL, "source", "pam"], None);
    assert_eq!(found[0].0, "pamphlet");
    let found = completed(
        &["source", "--data=tests/fixtures/valid/small.json", "pam"],
        None,
    );
    assert_eq!(found[0].0, "pamphlet");
    let shipped = completed(&["source", "gav"], None);
    assert_eq!(shipped[0].0, "gavs");
}

#[test]
fn a_dataset_that_cannot_be_used_completes_nothing_and_says_nothing() {
    for data in [
        "no/such/file.json",
        "tests/fixtures/invalid/dangling-references.json",
    ] {
        let found = completed(&["person", ""], Some(data));
        assert!(
            found.iter().all(|(word, _)| word.starts_with('-')),
            "{data}: {found:?}"
        );
    }
}

#[test]
fn what_a_shell_would_act_on_is_not_offered() {
    let data = Some("tests/fixtures/valid/hostile.json");
    for command in [
        "person",
        "place",
        "theme",
        "source",
        "event",
        "compare-sources",
    ] {
        for (word, help) in completed(&[command, ""], data) {
            let harmless = |c: char| c.is_alphanumeric() || "-_.".contains(c);
            assert!(word.chars().all(harmless), "{word:?}");
            assert!(!help.contains(char::is_control), "{help:?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn bash_completes_by_the_script() {
    let script = r#"
        cd "$1"; PATH="$2:$PATH"
        source <(destal completions bash) || exit 3
        try() {
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_TYPE=9
            "$(complete -p destal | sed 's/.*-F \([^ ]*\).*/\1/')" destal "${COMP_WORDS[COMP_CWORD]}" ''
            echo "${COMPREPLY[*]}"
        }
        try destal compare-so
        try destal --data tests/fixtures/valid/small.json events --person or
        try destal event 'bridge-fa'
    "#;
    let folder = PathBuf::from(BIN);
    let folder = folder.parent().unwrap();
    let output = command("bash", &[])
        .args(["--norc", "-c", script, "bash", env!("CARGO_MANIFEST_DIR")])
        .arg(folder)
        .env("DESTAL_DATA", SMALL)
        .output();
    let Ok(output) = output else {
        return; // bash is not installed
    };
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        stdout(&output),
        "compare-sources\norlova\nbridge-falls\n",
        "{said}"
    );
}

#[cfg(unix)]
#[test]
fn the_script_calls_a_program_in_a_folder_with_blanks() {
    let folder = folder("a folder, it's odd");
    let program = folder.join("destal");
    std::os::unix::fs::symlink(BIN, &program).unwrap();
    let script = r#"
        source <("$1" completions bash)
        COMP_WORDS=(destal compare-so); COMP_CWORD=1; COMP_TYPE=9
        _clap_complete_destal destal compare-so destal
        echo "${COMPREPLY[*]}"
    "#;
    let output = command("bash", &[])
        .args(["--norc", "-c", script, "bash"])
        .arg(&program)
        .output();
    if let Ok(output) = output {
        assert_eq!(stdout(&output), "compare-sources\n", "{output:?}");
    }
}

#[test]
fn there_is_a_script_for_each_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = destal(&[]).args(["completions", shell]).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{shell}");
        assert!(stdout(&output).contains("DESTAL_COMPLETE"), "{shell}");
    }
}

fn names(folder: &PathBuf) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap();
    let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name();
    entries
        .map(|entry| name(entry).to_string_lossy().into_owned())
        .collect()
}

#[test]
fn there_is_a_page_for_each_command_and_subject() {
    let folder = folder("man");
    let man = |more: &[&str]| {
        let mut command = destal(&[]);
        command.arg("man").arg(&folder).args(more);
        command.output().unwrap()
    };
    assert_eq!(man(&[]).status.code(), Some(0));
    let written = names(&folder);
    let help = destal(&[]).arg("--help").output().unwrap();
    let commands = stdout(&help).split("Commands:\n").nth(1).unwrap();
    let commands = commands.lines().take_while(|line| !line.is_empty());
    let commands = commands.filter(|line| !line.starts_with("   "));
    let mut expected: BTreeSet<String> = commands
        .map(|line| format!("destal-{}.1", line.split_whitespace().next().unwrap()))
        .collect();
    assert!(expected.len() > 20, "{expected:?}");
    expected.extend(
        [
            "destal.1",
            "destal-dates.7",
            "destal-agreement.7",
            "destal-format.7",
        ]
        .map(str::to_owned),
    );
    assert_eq!(written, expected);

    fs::remove_file(folder.join("destal.1")).unwrap();
    let refused = man(&[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(!names(&folder).contains("destal.1"), "all or none");
    assert_eq!(man(&["--force"]).status.code(), Some(0));
    assert_eq!(names(&folder), expected);

    let printed = destal(&[]).arg("man").output().unwrap();
    let kept = fs::read(folder.join("destal.1")).unwrap();
    assert_eq!(printed.stdout, kept);
}

/// groff warns about requests that it does not understand. Does nothing if it is not installed.
#[test]
fn groff_understands_the_pages() {
    let folder = folder("groff");
    let output = destal(&[]).arg("man").arg(&folder).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    for name in names(&folder) {
        let groff = command("groff", &[])
            .args(["-K", "utf8", "-man", "-ww", "-Tutf8"])
            .arg(folder.join(&name))
            .output();
        if let Ok(groff) = groff {
            assert_eq!(String::from_utf8_lossy(&groff.stderr), "", "{name}");
        }
    }
}
