//! Runs the commands in the transcripts and in the console blocks of the README.
//!
//! `TRYCMD=overwrite cargo test cli` records the current output; review the diff.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use crate::program::destal;

/// The transcripts run on a small timeline, so that the shipped one can grow.
#[test]
fn transcripts_hold() {
    trycmd::TestCases::new()
        .env("DESTAL_DATA", "tests/fixtures/valid/small.json")
        .env("DESTAL_TEXTS", "")
        .env("SOURCE_DATE_EPOCH", "-530582400") // 10 March 1953
        .case("tests/transcripts/*.md")
        .case("tests/transcripts/*.toml");
}

/// The README, `docs/` and `tests/shipped/` run on the shipped timeline.
#[test]
fn the_readme_holds() {
    trycmd::TestCases::new()
        .env("DESTAL_TEXTS", "")
        .case("README.md")
        .case("docs/*.md")
        .case("tests/shipped/*.md");
}

/// trycmd skips console blocks of other programs, so there must be none.
#[test]
fn every_console_block_is_of_this_program() {
    let mut blocks = 0;
    for folder in ["tests/transcripts", "tests/shipped"] {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                blocks += console_blocks(&path);
            }
        }
    }
    assert!(
        blocks >= 60,
        "only {blocks} console blocks in the transcripts"
    );
    assert!(console_blocks(&Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")) >= 3);
}

fn console_blocks(path: &Path) -> usize {
    let text = fs::read_to_string(path).unwrap();
    let blocks = text.split("```console\n").skip(1);
    let commands = blocks.map(|block| {
        let command = block.lines().find(|line| line.starts_with("$ ")).unwrap();
        assert!(
            command.starts_with("$ destal"),
            "{}: {command}",
            path.display()
        );
    });
    commands.count()
}

/// Two to four examples end the help of every command, and each of them runs.
#[test]
fn every_example_of_the_help_runs() {
    let folder = tempfile::tempdir().unwrap();
    let help = destal(&["--help"]).output().unwrap().stdout;
    let help = String::from_utf8(help).unwrap();
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let (commands, _) = commands.split_once("\n\n").unwrap();
    let names = commands.lines().filter_map(|line| line.strip_prefix("  "));
    let names = names.filter(|line| !line.starts_with(' '));
    for name in names.filter_map(|line| line.split(' ').next()) {
        let help = destal(&[name, "--help"]).output().unwrap().stdout;
        let help = String::from_utf8(help).unwrap();
        let (_, examples) = help.rsplit_once("Examples:\n").expect(name);
        let examples = examples
            .lines()
            .filter_map(|line| line.trim().strip_prefix("destal "));
        let examples: Vec<&str> = examples.collect();
        assert!((2..=4).contains(&examples.len()), "{name}: {examples:?}");
        for example in examples {
            let words = example.split("  ").next().unwrap();
            let words = shlex::split(words).unwrap();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let mut command = destal(&words);
            command.current_dir(&folder).stdin(Stdio::null());
            let output = command.output().unwrap();
            // The explorer needs a terminal, the shell and `import` what is not in that folder.
            let needs_more = ["explore", "import", "shell"].contains(&name);
            assert!(
                output.status.success() || needs_more,
                "{words:?}: {output:?}"
            );
        }
    }
}
