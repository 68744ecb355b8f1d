//! The shell's prompt, and the pager, on a real terminal.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::program::{SMALL, folder, read};
use super::pty::Session;

const PROMPT: &str = "destal> ";

/// Runs a line of `sh` on a terminal of 24 rows and 80 columns; `state` is the XDG state folder.
fn on_terminal(line: &str, state: &Path) -> Session {
    Session::start(&format!(
        "stty rows 24 cols 80; unset PAGER LESS; PATH=\"${{DESTAL%/*}}:$PATH\"; \
         export LC_ALL=C.UTF-8 NO_COLOR=1 DESTAL_DATA={SMALL} XDG_STATE_HOME='{}'; {line}",
        state.display()
    ))
}

/// Everything shown on the terminal until the line has ended.
fn screen_after(line: &str, state: &Path) -> String {
    on_terminal(line, state).end().1.replace('\r', "")
}

/// Runs the shell of the program: for each step, waits for a text on the screen, then types the
/// keys. Returns everything that was shown.
fn session(state: &Path, steps: &[(&str, &str)]) -> String {
    let mut session = on_terminal("destal shell --no-pager; echo status $?", state);
    let mut seen = String::new();
    for (awaited, keys) in steps {
        seen += &session.wait_for(awaited);
        session.press(keys);
    }
    seen + &session.end().1
}

#[test]
fn a_long_answer_goes_through_the_pager() {
    let paged = "sed -n 's/^/paged: /p'";
    let long = "destal help dates";
    let state = folder("pager");
    let run = |line: &str| screen_after(line, &state);
    let text = run(&format!("PAGER=\"{paged}\" {long}; echo status $?"));
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
        let text = run(&line);
        assert!(
            text.lines().count() > 3 && !text.contains("paged: "),
            "{line}: {text}"
        );
    }
    let left = run(&format!("PAGER='head -1' {long}; echo status $?"));
    assert_eq!(left, "Dates\nstatus 0\n");
    let options = run(&format!("PAGER='echo \"[$LESS]\" #' {long}"));
    assert_eq!(options, "[FRX]\n");
    let own = run(&format!("LESS=i PAGER='echo \"[$LESS]\" #' {long}"));
    assert_eq!(own, "[i]\n");
}

#[test]
fn the_prompt_completes_remembers_and_outlives_mistakes() {
    let state = folder("prompt");
    let steps = [
        (PROMPT, "person or\t"),
        ("person orlova", "\r"),
        ("Appears with", ""),
        (PROMPT, "nonsense\r"),
        ("“nonsense”: nothing", ""),
        (PROMPT, "search 'open\r"),
        ("a quote or a backslash is left open", ""),
        (PROMPT, "half a line"),
        ("half a line", "\u{3}"),
        (PROMPT, "themes\r"),
        ("Public works", ""),
        (PROMPT, "exit\r"),
        ("status 0", ""),
    ];
    session(&state, &steps);
    let history = state.join("destal/history");
    let kept = read(&history);
    assert_eq!(
        kept,
        "#V2\nperson orlova \nnonsense\nsearch 'open\nthemes\nexit\n"
    );
    let mode = |path: &Path| {
        let metadata = fs::metadata(path).unwrap();
        metadata.permissions().mode() & 0o777
    };
    assert_eq!(mode(&history), 0o600);
    assert_eq!(mode(&state.join("destal")), 0o700);

    // The history as an earlier version of the program left it, and readable by all.
    fs::write(&history, kept.replace("#V2\n", "")).unwrap();
    fs::set_permissions(&history, fs::Permissions::from_mode(0o644)).unwrap();

    // Another session: Up three times recalls the line with the quote, and Ctrl-D exits.
    let steps = [
        (PROMPT, "\u{1b}[A\u{1b}[A\u{1b}[A"),
        ("search 'open", "'\r"),
        ("note: nothing contains any of these words", ""),
        (PROMPT, "\u{4}"),
        ("status 0", ""),
    ];
    session(&state, &steps);
    let kept = read(&history);
    assert!(kept.ends_with("\nexit\nsearch 'open'\n"), "{kept}");
    assert!(kept.starts_with("#V2\nperson orlova \n"), "{kept}");
    assert_eq!(mode(&history), 0o600);
}

#[test]
fn a_history_that_cannot_be_kept_is_a_note() {
    let state = folder("no-history");
    fs::write(state.join("destal"), "a file where the folder should be").unwrap();
    let steps = [
        (PROMPT, "themes\r"),
        ("Public works", ""),
        (PROMPT, "themes\r"),
        ("Public works", ""),
        (PROMPT, "exit\r"),
        ("status 0", ""),
    ];
    let text = session(&state, &steps);
    let notes = text.matches("note: the history is not saved").count();
    assert_eq!(notes, 1, "{text}");
}
