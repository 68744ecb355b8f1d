//! Runs the program for tests: in the root of the project, without the environment variables that
//! affect it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

pub const BIN: &str = env!("CARGO_BIN_EXE_destal");

/// A small timeline, so that the shipped one can grow.
pub const SMALL: &str = "tests/fixtures/valid/small.json";

/// A timeline of hostile strings, such as markup and escape sequences.
pub const HOSTILE: &str = "tests/fixtures/valid/hostile.json";

/// Any program, in the root of the project and without the variables that affect `destal`.
pub fn command(program: &str, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(args);
    for name in [
        "NO_COLOR",
        "DESTAL_DATA",
        "DESTAL_TEXTS",
        "SOURCE_DATE_EPOCH",
        "PAGER",
        "LESS",
    ] {
        command.env_remove(name);
    }
    command
}

/// `destal` on the shipped timeline.
pub fn destal(args: &[&str]) -> Command {
    command(BIN, args)
}

/// `destal` on another timeline.
pub fn destal_on(data: &str, args: &[&str]) -> Command {
    let mut command = destal(args);
    command.env("DESTAL_DATA", data);
    command
}

/// Runs a command with these bytes as its standard input.
pub fn fed(mut command: Command, lines: &[u8]) -> Output {
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    // The program may end before it has read all of the input.
    let _ = input.write_all(lines);
    drop(input);
    child.wait_with_output().unwrap()
}

/// An empty folder for one test.
pub fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

pub fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

pub fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}
