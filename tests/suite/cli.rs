//! Runs the commands in the transcripts and in the console blocks of the README.
//!
//! `TRYCMD=overwrite cargo test cli` records the current output; review the diff.

use std::fs;
use std::path::Path;

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
