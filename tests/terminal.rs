//! The explorer in a real pseudo-terminal: it opens, answers keys, follows the window, and leaves
//! the terminal as it was, however it ends.
#![cfg(unix)]

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const PATIENCE: Duration = Duration::from_secs(20);

const ENTER_SCREEN: &str = "\u{1b}[?1049h";
const LEAVE_SCREEN: &str = "\u{1b}[?1049l";
const SHOW_CURSOR: &str = "\u{1b}[?25h";
const MOUSE_OFF: &str = "\u{1b}[?1000l";

/// The program in a terminal of its own.
struct Session {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    seen: String,
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

impl Session {
    /// Starts `sh -c SCRIPT`, in which `$DESTAL` is the program.
    fn start(script: &str) -> Self {
        let pair = native_pty_system()
            .openpty(size(100, 30))
            .expect("the terminal does as it is told");
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", script]);
        command.env("DESTAL", env!("CARGO_BIN_EXE_destal"));
        command.env("TERM", "xterm-256color");
        command.env_remove("DESTAL_DATA");
        let child = pair
            .slave
            .spawn_command(command)
            .expect("the terminal does as it is told");
        drop(pair.slave);
        let mut reader = pair
            .master
            .try_clone_reader()
            .expect("the terminal does as it is told");
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            keys: pair
                .master
                .take_writer()
                .expect("the terminal does as it is told"),
            master: pair.master,
            child,
            output,
            seen: String::new(),
        }
    }

    fn read(&mut self, wait: Duration) {
        if let Ok(bytes) = self.output.recv_timeout(wait) {
            self.seen.push_str(&String::from_utf8_lossy(&bytes));
        }
    }

    /// Waits until the terminal has shown a text since this was asked last.
    fn wait_for(&mut self, text: &str) -> String {
        let start = Instant::now();
        loop {
            if let Some(at) = self.seen.find(text) {
                let shown = self.seen[..at + text.len()].to_owned();
                self.seen.drain(..at + text.len());
                return shown;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "`{text}` was not shown, but:\n{:?}",
                self.seen
            );
            self.read(Duration::from_millis(50));
        }
    }

    fn press(&mut self, keys: &str) {
        self.keys
            .write_all(keys.as_bytes())
            .expect("the terminal does as it is told");
        self.keys.flush().expect("the terminal does as it is told");
    }

    /// Everything shown until the program has ended.
    fn end(&mut self) -> (u32, String) {
        let start = Instant::now();
        let status = loop {
            if let Some(status) = self
                .child
                .try_wait()
                .expect("the terminal does as it is told")
            {
                break status;
            }
            assert!(start.elapsed() < PATIENCE, "it does not end");
            self.read(Duration::from_millis(50));
        };
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(300)) {
            self.seen.push_str(&String::from_utf8_lossy(&bytes));
        }
        (status.exit_code(), std::mem::take(&mut self.seen))
    }
}

/// A script that says how the terminal is before and after the program.
fn between(program: &str) -> String {
    format!(
        "before=$(stty -g); {program}; status=$?; test \"$before\" = \"$(stty -g)\" && echo SAME; echo status $status"
    )
}

/// That the screen was given back, and the terminal is as before.
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
    session.wait_for("3 left");
    session.press("\r");
    session.press("y");
    // What the terminal is handed for its clipboard: `destal events --search tank`.
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
    session
        .master
        .resize(size(50, 10))
        .expect("the terminal does as it is told");
    session.wait_for("explorer");
    session
        .master
        .resize(size(120, 40))
        .expect("the terminal does as it is told");
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
        assert!(kill.expect("the terminal does as it is told").success());
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
        drop(session);
        let start = Instant::now();
        while std::path::Path::new(&process).exists() {
            assert!(start.elapsed() < PATIENCE, "it goes on without a terminal");
            thread::sleep(Duration::from_millis(50));
        }
    }
}

/// The program that the session's shell waits for.
fn pid_of_explorer(session: &Session) -> String {
    let shell = session
        .child
        .process_id()
        .expect("the terminal does as it is told")
        .to_string();
    let listed = std::process::Command::new("ps")
        .args(["-o", "pid=", "--ppid", &shell])
        .output()
        .expect("the terminal does as it is told");
    let listed = String::from_utf8(listed.stdout).expect("the terminal does as it is told");
    listed
        .split_whitespace()
        .next()
        .expect("the terminal does as it is told")
        .to_owned()
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

/// Not a test of its own: what the next one runs in a terminal.
#[test]
fn explores_until_it_panics() {
    if std::env::var_os("DESTAL_PANICS").is_some() {
        destal::bench::explore_until_it_panics().expect("the terminal does as it is told");
    }
}

#[test]
fn a_panic_leaves_the_terminal_as_it_was() {
    let this = std::env::current_exe().expect("the terminal does as it is told");
    let program = format!(
        "DESTAL_PANICS=1 {} --exact explores_until_it_panics --nocapture",
        this.display()
    );
    let mut session = Session::start(&between(&program));
    session.wait_for("quit");
    session.press("o\r");
    let (_, end) = session.end();
    assert_restored(&end);
    let left = end
        .find(LEAVE_SCREEN)
        .expect("the terminal does as it is told");
    assert!(end[left..].contains("as was asked"), "{end:?}");
    assert!(!end.contains("status 0"), "{end:?}");
}

#[test]
fn without_a_terminal_it_says_so() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_destal"))
        .arg("explore")
        .output()
        .expect("the terminal does as it is told");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).expect("the terminal does as it is told");
    assert!(
        said.starts_with("error: the explorer needs a terminal"),
        "{said}"
    );
}
