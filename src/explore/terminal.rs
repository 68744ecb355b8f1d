//! The explorer's event loop on the terminal, which is restored on leaving, on a signal and on a
//! panic.

use std::io::{self, IsTerminal, Write};
use std::panic;
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{
    self, DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use super::command_line::CommandLine;
use super::draw::draw;
use super::input;
use super::state::{Effect, Explorer};

/// Poll timeout for input; signals are checked in between.
const POLL_TIMEOUT: Duration = Duration::from_millis(50);

/// Poll timeout for batching input; zero would never poll.
const BATCH_TIMEOUT: Duration = Duration::from_micros(100);

/// The terminal in full-screen mode; it is restored on drop.
struct Screen(Terminal<CrosstermBackend<io::Stdout>>);

impl Screen {
    fn take() -> io::Result<Self> {
        enable_raw_mode()?;
        execute!(
            io::stdout(),
            EnterAlternateScreen,
            EnableMouseCapture,
            EnableBracketedPaste,
            cursor::Hide
        )
        .and_then(|()| Terminal::new(CrosstermBackend::new(io::stdout())))
        .map(Self)
        .inspect_err(|_| restore())
    }

    /// Restores the terminal, suspends the process, and sets up the terminal again when the
    /// process resumes. The new screen starts empty, so the next draw is complete.
    fn sleep(self) -> io::Result<Self> {
        drop(self);
        io::stdout().flush()?;
        signals::obey(signals::SIGTSTP)?;
        Self::take()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

/// Restores the terminal. Errors are ignored, because there is nowhere to report them.
fn restore() {
    let _ = execute!(
        io::stdout(),
        DisableBracketedPaste,
        DisableMouseCapture,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = disable_raw_mode();
}

/// Signals that end or suspend the process.
#[cfg(unix)]
mod signals {
    pub use signal_hook::consts::SIGTSTP;
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    pub use signal_hook::iterator::Signals;
    /// Performs the default action of the signal on this process.
    pub use signal_hook::low_level::emulate_default_handler as obey;

    pub fn listen() -> std::io::Result<Signals> {
        Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP])
    }
}

#[cfg(not(unix))]
mod signals {
    pub const SIGTSTP: i32 = 20;

    pub struct Signals;

    impl Signals {
        pub fn pending(&mut self) -> std::iter::Empty<i32> {
            std::iter::empty()
        }
    }

    pub fn listen() -> std::io::Result<Signals> {
        Ok(Signals)
    }

    pub fn obey(_: i32) -> std::io::Result<()> {
        Ok(())
    }
}

/// Runs a command, writes its output to the named file, and returns a message for the user.
type Save<'a> = &'a dyn Fn(CommandLine, &str) -> String;

/// Runs the explorer on the terminal until the user leaves it or a signal ends the process.
pub fn run(explorer: &mut Explorer<'_>, save: Save<'_>) -> io::Result<()> {
    let signals = signals::listen()?;
    on_panic(restore);
    match run_loop(explorer, save, signals)? {
        Some(signal) => signals::obey(signal),
        None => Ok(()),
    }
}

/// Runs `first` before a panic is reported. A panic aborts the process, so nothing is dropped.
pub fn on_panic(first: impl Fn() + Send + Sync + 'static) {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        first();
        usual(panic);
    }));
}

/// The event loop: draws and handles input until the user leaves. Returns the signal if one ended
/// the loop.
fn run_loop(
    explorer: &mut Explorer<'_>,
    save: Save<'_>,
    mut signals: signals::Signals,
) -> io::Result<Option<i32>> {
    let mut screen = Screen::take()?;
    let mut is_stale = true;
    // The first poll makes crossterm listen for resizes.
    event::poll(Duration::ZERO)?;
    loop {
        if is_stale {
            screen.0.draw(|frame| draw(frame, explorer))?;
            is_stale = false;
        }
        for signal in signals.pending() {
            if signal != signals::SIGTSTP {
                return Ok(Some(signal));
            }
            screen = screen.sleep()?;
            is_stale = true;
        }
        if !event::poll(POLL_TIMEOUT)? {
            if io::stdin().is_terminal() {
                continue;
            }
            // The terminal is gone, and no signal said so.
            return Ok(None);
        }
        // All pending input is handled before the next draw.
        while event::poll(BATCH_TIMEOUT)? {
            is_stale = true;
            match input::handle_event(explorer, event::read()?) {
                Effect::None => {}
                Effect::Quit => return Ok(None),
                Effect::Suspend => screen = screen.sleep()?,
                Effect::Copy(text) => {
                    execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text))?;
                }
                Effect::Save(line, name) => explorer.message = save(line, &name),
            }
        }
    }
}
