//! On a real terminal, where `script` can make one: the pager, and the shell's prompt.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

const BIN: &str = env!("CARGO_BIN_EXE_destal");

/// A line of shell on a terminal of 24 rows and 80 columns. `None` where there is none to be had.
fn on_terminal(line: &str, state: &Path) -> Option<Command> {
    let there = Command::new("script").arg("--version").output().is_ok();
    let line = format!("stty rows 24 cols 80; PATH=\"$BIN:$PATH\"; {line}");
    let mut script = Command::new("script");
    script
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["-qec", &line, "/dev/null"])
        .env("BIN", Path::new(BIN).parent().expect("it is in a folder"))
        .env("SHELL", "/bin/sh")
        .env("TERM", "xterm")
        .env("XDG_STATE_HOME", state)
        .env("DESTAL_DATA", "tests/fixtures/valid/small.json")
        .envs([("LC_ALL", "C.UTF-8"), ("NO_COLOR", "1")])
        .env_remove("PAGER")
        .env_remove("LESS")
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    there.then_some(script)
}

/// What is on the screen when the line has ended.
fn screen_after(line: &str, state: &Path) -> Option<String> {
    let output = on_terminal(line, state)?.output().expect("it runs");
    let text = String::from_utf8(output.stdout).expect("it writes UTF-8");
    Some(text.replace('\r', ""))
}

/// The shell at its prompt: waits each time for words on the screen, and then types the keys.
/// Returns all that was on the screen.
fn session(state: &Path, steps: &[(&str, &str)]) -> Option<String> {
    let mut script = on_terminal("destal shell --no-pager; echo status $?", state)?;
    let mut child = script.stdin(Stdio::piped()).spawn().expect("it starts");
    let mut keyboard = child.stdin.take().expect("it was asked for");
    let mut screen = child.stdout.take().expect("it was asked for");
    let (send, written) = mpsc::channel();
    let reading = thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(length @ 1..) = screen.read(&mut buffer) {
            if send.send(buffer[..length].to_vec()).is_err() {
                break;
            }
        }
    });
    let (mut seen, mut from) = (Vec::new(), 0);
    for (awaited, keys) in steps {
        let found = |seen: &[u8]| {
            let mut windows = seen.windows(awaited.len());
            windows.position(|window| window == awaited.as_bytes())
        };
        loop {
            if let Some(at) = found(&seen[from..]) {
                from += at + awaited.len();
                break;
            }
            let Ok(more) = written.recv_timeout(Duration::from_secs(20)) else {
                let _ = child.kill();
                panic!("no {awaited:?} in {:?}", String::from_utf8_lossy(&seen));
            };
            seen.extend(more);
        }
        keyboard.write_all(keys.as_bytes()).expect("it takes them");
    }
    child.wait().expect("it ends");
    reading.join().expect("it ends as well");
    seen.extend(written.into_iter().flatten());
    let text = String::from_utf8_lossy(&seen).into_owned();
    Some(text.replace('\r', ""))
}

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder for tests takes it");
    folder
}

#[test]
fn a_long_answer_goes_through_the_pager() {
    let paged = "sed -n 's/^/paged: /p'";
    let long = "destal help dates";
    let state = folder("pager");
    let run = |line: &str| screen_after(line, &state);
    let Some(text) = run(&format!("PAGER=\"{paged}\" {long}; echo status $?")) else {
        return;
    };
    assert!(text.starts_with("paged: Dates\n"), "{text}");
    assert!(text.ends_with("\nstatus 0\n"), "{text}");

    let straight = [
        format!("PAGER=\"{paged}\" {long} --no-pager"),
        format!("PAGER=\"{paged}\" {long} | cat"),
        format!("PAGER= {long}"),
        format!("PAGER=cat {long}"),
        format!("PAGER='no-such-pager 2>/dev/null' {long}"),
        format!("PAGER=\"{paged}\" destal themes"),
    ];
    for line in straight {
        let text = run(&line).expect("there was one a moment ago");
        assert!(
            text.lines().count() > 3 && !text.contains("paged: "),
            "{line}: {text}"
        );
    }
    let left = run(&format!("PAGER='head -1' {long}; echo status $?"));
    assert_eq!(left.as_deref(), Some("Dates\nstatus 0\n"));
    let options = run(&format!("PAGER='echo \"[$LESS]\" #' {long}"));
    assert_eq!(options.as_deref(), Some("[FRX]\n"));
    let own = run(&format!("LESS=i PAGER='echo \"[$LESS]\" #' {long}"));
    assert_eq!(own.as_deref(), Some("[i]\n"));
}

#[test]
fn the_prompt_completes_remembers_and_outlives_mistakes() {
    const PROMPT: &str = "destal> ";
    let state = folder("prompt");
    let steps = [
        (PROMPT, "person or\t"),
        ("person orlova", "\r"),
        ("Appears with", ""),
        (PROMPT, "nonsense\r"),
        ("unrecognized subcommand 'nonsense'", ""),
        (PROMPT, "search 'open\r"),
        ("a quote or a backslash is left open", ""),
        (PROMPT, "half a line"),
        ("half a line", "\u{3}"),
        (PROMPT, "themes\r"),
        ("Public works", ""),
        (PROMPT, "exit\r"),
        ("status 0", ""),
    ];
    if session(&state, &steps).is_none() {
        return;
    }
    let history = state.join("destal/history");
    let kept = fs::read_to_string(&history).expect("it was written");
    assert_eq!(
        kept,
        "person orlova \nnonsense\nsearch 'open\nthemes\nexit\n"
    );
    let mode = |path: &Path| {
        let metadata = fs::metadata(path).expect("it is there");
        metadata.permissions().mode() & 0o777
    };
    assert_eq!(mode(&history), 0o600);
    assert_eq!(mode(&state.join("destal")), 0o700);

    // Another session: three times up is the line with the quote, and Ctrl-D leaves.
    let steps = [
        (PROMPT, "\u{1b}[A\u{1b}[A\u{1b}[A"),
        ("search 'open", "'\r"),
        ("note: nothing holds any of these words", ""),
        (PROMPT, "\u{4}"),
        ("status 0", ""),
    ];
    session(&state, &steps);
    let kept = fs::read_to_string(&history).expect("it is there");
    assert!(kept.ends_with("\nexit\nsearch 'open'\n"), "{kept}");
}

#[test]
fn a_history_that_cannot_be_kept_is_a_note() {
    let state = folder("no-history");
    fs::write(state.join("destal"), "a file where the folder should be").expect("it is ours");
    let steps = [
        ("destal> ", "themes\r"),
        ("Public works", ""),
        ("destal> ", "themes\r"),
        ("Public works", ""),
        ("destal> ", "exit\r"),
        ("status 0", ""),
    ];
    if let Some(text) = session(&state, &steps) {
        let notes = text.matches("note: what is typed is not kept").count();
        assert_eq!(notes, 1, "{text}");
    }
}
