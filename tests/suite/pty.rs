//! Runs a program in a pseudo-terminal: sends keys, and captures the output.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::program::BIN;

/// Timeout for output that should come at once, long enough for a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(20);

const OBEYS: &str = "the terminal does as it is told";

/// A program in its own terminal.
pub struct Session {
    pub master: Box<dyn MasterPty + Send>,
    pub child: Box<dyn Child + Send + Sync>,
    pub keys: Box<dyn Write + Send>,
    pub output: Receiver<Vec<u8>>,
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
    /// Starts `sh -c SCRIPT`; `$DESTAL` is the path of the program.
    pub fn start(script: &str) -> Self {
        let pair = native_pty_system().openpty(size(100, 30)).expect(OBEYS);
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", script]);
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        command.env("DESTAL", BIN);
        command.env("TERM", "xterm-256color");
        command.env_remove("DESTAL_DATA");
        let child = pair.slave.spawn_command(command).expect(OBEYS);
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect(OBEYS);
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
            keys: pair.master.take_writer().expect(OBEYS),
            master: pair.master,
            child,
            output,
            seen: String::new(),
        }
    }

    /// Closes the terminal. The reader thread keeps it open until it fails to send output, so a
    /// last key is pressed to cause some.
    pub fn hang_up(self) {
        let Self {
            output, mut keys, ..
        } = self;
        drop(output);
        // The terminal may already be gone.
        let _ = keys.write_all(b"j");
    }

    fn read(&mut self, wait: Duration) {
        if let Ok(bytes) = self.output.recv_timeout(wait) {
            self.seen.push_str(&String::from_utf8_lossy(&bytes));
        }
    }

    /// Waits for a text in the output since the last call; returns the output up to its end.
    pub fn wait_for(&mut self, text: &str) -> String {
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

    pub fn resize(&self, cols: u16, rows: u16) {
        self.master.resize(size(cols, rows)).expect(OBEYS);
    }

    pub fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect(OBEYS);
        self.keys.flush().expect(OBEYS);
    }

    /// Waits for the program to end; returns its exit code and the output since the last call.
    pub fn end(&mut self) -> (u32, String) {
        let start = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().expect(OBEYS) {
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
