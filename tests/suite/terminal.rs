//! The explorer in a real pseudo-terminal: it opens, responds to keys and resizing, and restores
//! the terminal however it ends.
#![cfg(unix)]

use std::thread;
use std::time::{Duration, Instant};

use super::program::{SMALL, destal, text};
use super::pty::{PATIENCE, Session};

const ENTER_SCREEN: &str = "\u{1b}[?1049h";
const LEAVE_SCREEN: &str = "\u{1b}[?1049l";
const SHOW_CURSOR: &str = "\u{1b}[?25h";
const MOUSE_OFF: &str = "\u{1b}[?1000l";

/// A script that runs the program, prints `SAME` if the terminal settings are unchanged, and prints
/// the exit status.
fn between(program: &str) -> String {
    format!(
        "before=$(stty -g); {program}; status=$?; test \"$before\" = \"$(stty -g)\" && echo SAME; echo status $status"
    )
}

/// Asserts that the alternate screen was left and the terminal settings are unchanged.
fn assert_restored(end: &str) {
    for sign in [LEAVE_SCREEN, SHOW_CURSOR, MOUSE_OFF, "SAME"] {
        assert!(end.contains(sign), "{sign:?} is missing from:\n{end:?}");
    }
    assert_eq!(end.matches(ENTER_SCREEN).count(), 0, "{end:?}");
}

#[test]
fn it_opens_answers_and_leaves() {
    let mut session = Session::start(&between("$DESTAL"));
    session.wait_for(ENTER_SCREEN);
    session.wait_for("De-Stalinization");
    session.wait_for("quit");
    session.press("/tank");
    session.wait_for("2 left");
    session.press("\u{1b}[B"); // Down, to the list
    session.press("y");
    // The clipboard sequence (OSC 52) with `destal events --search tank`.
    session.wait_for("\u{1b}]52;c;ZGVzdGFsIGV2ZW50cyAtLXNlYXJjaCB0YW5r\u{1b}\\");
    session.press("q");
    let (_, end) = session.end();
    assert_restored(&end);
    assert!(end.contains("status 0"), "{end:?}");
}

#[test]
fn it_follows_the_size_of_the_window() {
    let mut session = Session::start(&between("$DESTAL explore --from 1956 --to 1956"));
    session.wait_for("quit");
    session.resize(50, 10);
    session.wait_for("explorer");
    session.resize(120, 40);
    session.wait_for("quit");
    session.press("q");
    assert_restored(&session.end().1);
}

#[test]
fn signals_leave_the_terminal_as_it_was() {
    for (signal, status) in [("TERM", 143), ("HUP", 129), ("INT", 130)] {
        let mut session = Session::start(&between("$DESTAL"));
        session.wait_for("quit");
        let pid = pid_of_explorer(&session);
        let kill = std::process::Command::new("kill")
            .args([format!("-{signal}"), pid])
            .status();
        assert!(kill.unwrap().success());
        let (_, end) = session.end();
        assert_restored(&end);
        assert!(
            end.contains(&format!("status {status}")),
            "{signal}: {end:?}"
        );
    }
}

#[test]
fn it_ends_when_the_terminal_is_gone() {
    for script in ["$DESTAL", "trap '' HUP; setsid --ctty $DESTAL"] {
        let mut session = Session::start(&format!("{script}; true"));
        session.wait_for("quit");
        let process = format!("/proc/{}", pid_of_explorer(&session));
        session.hang_up();
        let start = Instant::now();
        while std::path::Path::new(&process).exists() {
            assert!(start.elapsed() < PATIENCE, "it goes on without a terminal");
            thread::sleep(Duration::from_millis(50));
        }
    }
}

/// The process ID of the program that the session's shell waits for.
fn pid_of_explorer(session: &Session) -> String {
    let shell = session.child.process_id().unwrap().to_string();
    let listed = std::process::Command::new("ps")
        .args(["-o", "pid=", "--ppid", &shell])
        .output()
        .unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    listed.split_whitespace().next().unwrap().to_owned()
}

#[test]
fn it_sleeps_and_wakes() {
    let script = "set -m; stty -g > /dev/null; $DESTAL; echo ASLEEP; fg; echo DONE";
    let mut session = Session::start(script);
    session.wait_for("quit");
    session.press("\u{1a}");
    let end = session.wait_for("ASLEEP");
    assert!(
        end.contains(LEAVE_SCREEN) && end.contains(SHOW_CURSOR),
        "{end:?}"
    );
    session.wait_for(ENTER_SCREEN);
    session.wait_for("quit");
    session.press("q");
    let end = session.wait_for("DONE");
    assert!(end.contains(LEAVE_SCREEN), "{end:?}");
}

/// Not a test by itself: the next test runs it in a terminal.
#[test]
fn explores_until_it_panics() {
    if std::env::var_os("DESTAL_PANICS").is_some() {
        destal::headless::explore_until_it_panics(SMALL.as_ref()).unwrap();
    }
}

#[test]
fn a_panic_leaves_the_terminal_as_it_was() {
    let this = std::env::current_exe().unwrap();
    let program = format!(
        "DESTAL_PANICS=1 {} --exact terminal::explores_until_it_panics --nocapture",
        this.display()
    );
    let mut session = Session::start(&between(&program));
    session.wait_for("quit");
    session.press("o\r");
    let (_, end) = session.end();
    assert_restored(&end);
    let left = end.find(LEAVE_SCREEN).unwrap();
    assert!(end[left..].contains("as was asked"), "{end:?}");
    assert!(!end.contains("status 0"), "{end:?}");
}

#[test]
fn without_a_terminal_it_says_so() {
    let output = destal(&["explore"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(
        said.starts_with("error: the explorer needs a terminal"),
        "{said}"
    );
}
