//! The progress bar while a large dataset is read: on a terminal only.
#![cfg(unix)]

use std::fs;

use super::program::{destal, text};
use super::pty::Session;

/// Enough for the progress bar to appear: 33 MB.
const EVENTS: usize = 62_000;

#[test]
fn a_bar_shows_how_far_the_reading_of_a_large_dataset_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.ndjson");
    let lines: String = super::made_up::lines(EVENTS).collect();
    fs::write(&path, lines).unwrap();
    let file = path.to_str().unwrap();

    let list = ["--data", file, "events", "--limit", "1"];
    let piped = destal(&list).output().unwrap();
    assert!(piped.status.success());
    assert_eq!(text(&piped.stderr), "");

    let script = format!("$DESTAL --data '{file}' --no-pager events --limit 1; echo status $?");
    let mut session = Session::start(&script);
    session.wait_for("reading");
    session.wait_for(" left");
    let answering = session.wait_for(&format!("{EVENTS} events"));
    // The bar is erased before anything else is printed.
    let last_wiped = answering.rfind("\u{1b}[2K").unwrap();
    assert!(
        !answering[last_wiped..].contains("answering"),
        "{answering:?}"
    );
    session.wait_for("status 0");
}
