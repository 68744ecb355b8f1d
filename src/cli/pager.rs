//! Shows long output in the user's pager.

use std::io::{self, Write};
use std::process::{Command, Stdio};
#[cfg(unix)]
use std::sync::Arc;

use unicode_width::UnicodeWidthStr;

use super::environment::Environment;

/// Shows the text in the pager, and waits until the pager exits. Returns `false` if nothing was
/// shown: the text fits the screen, there is no pager, or the pager did not start.
pub fn page(text: &str, env: &Environment) -> bool {
    let Some((columns, rows)) = (env.screen)() else {
        return false;
    };
    if rows_of(text, columns) < rows {
        return false;
    }
    let mut command = match (env.variable)("PAGER") {
        None => Command::new("less"),
        Some(pager) if pager.is_empty() || pager == "cat" => return false,
        Some(pager) => {
            let mut shell = Command::new("sh");
            shell.arg("-c").arg(pager);
            shell
        }
    };
    if (env.variable)("LESS").is_none() {
        // Quit if it fits one screen, pass colours on, and leave the text on the screen.
        command.env("LESS", "FRX");
    }
    run(command, text)
}

/// Number of screen rows that the text takes, with long lines wrapped.
fn rows_of(text: &str, columns: usize) -> usize {
    text.lines()
        .map(|line| line.width().div_ceil(columns.max(1)).max(1))
        .sum()
}

fn run(mut command: Command, text: &str) -> bool {
    const NOT_RUN: [i32; 2] = [126, 127]; // a shell's exit codes if a program cannot start
    // Ctrl-C is for the pager; if it ended this process, the pager would keep the terminal. If
    // registering fails, Ctrl-C ends the process as before.
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::default());
    let Ok(mut child) = command.stdin(Stdio::piped()).spawn() else {
        return false;
    };
    if let Some(mut pipe) = child.stdin.take() {
        // Leaving the pager early closes the pipe, which is not a failure.
        let _: io::Result<()> = pipe.write_all(text.as_bytes());
    }
    let ended = child.wait();
    ended.is_ok_and(|status| !status.code().is_some_and(|code| NOT_RUN.contains(&code)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_too_long_take_several_rows() {
        assert_eq!(rows_of("", 80), 0);
        assert_eq!(rows_of("one\n\nthree\n", 80), 3);
        assert_eq!(rows_of("ten chars.\nten chars.", 5), 4);
        assert_eq!(rows_of("Москва", 3), 2);
    }

    #[test]
    fn a_pager_that_cannot_be_started_has_shown_nothing() {
        assert!(!run(Command::new("no-such-pager-anywhere"), "text"));
        let mut shell = Command::new("sh");
        shell.arg("-c").arg("no-such-pager-anywhere 2>/dev/null");
        assert!(!run(shell, "text"));
    }

    #[test]
    fn leaving_the_pager_early_is_no_failure() {
        let mut shell = Command::new("sh");
        shell.arg("-c").arg("exec true");
        assert!(run(shell, &"line\n".repeat(100_000)));
    }
}
