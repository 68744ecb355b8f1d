//! The terminal while the explorer has it, and how it is given back: on leaving, on a signal, on
//! a panic.

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

use super::draw::draw;
use super::input;
use super::line::CommandLine;
use super::state::{Effect, Explorer};

/// How often signals are looked for while nothing happens.
const TICK: Duration = Duration::from_millis(50);

/// Poll timeout for batching input; zero would never poll.
const AT_ONCE: Duration = Duration::from_micros(100);

/// The screen, which is given back when it goes out of use.
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
        .inspect_err(|_| give_back())
    }

    /// Gives the terminal back, stops, and takes it again when the program is woken. The new
    /// screen knows of nothing that is shown, and draws all of it.
    fn sleep(self) -> io::Result<Self> {
        drop(self);
        io::stdout().flush()?;
        signals::obey(signals::SIGTSTP)?;
        Self::take()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// Leaves the terminal as it was. If this fails, nothing is left to tell it to.
fn give_back() {
    let _ = execute!(
        io::stdout(),
        DisableBracketedPaste,
        DisableMouseCapture,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = disable_raw_mode();
}

/// What the outside sends to a program besides keys.
#[cfg(unix)]
mod signals {
    pub use signal_hook::consts::SIGTSTP;
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    pub use signal_hook::iterator::Signals;
    /// Does to this process what the signal does to one that does not listen.
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

/// Runs a command and writes its answer to a file, and says how that went.
type Save<'a> = &'a dyn Fn(CommandLine, &str) -> String;

/// Gives the terminal to the explorer until the reader leaves it.
pub fn run(explorer: &mut Explorer<'_>, save: Save<'_>) -> io::Result<()> {
    let signals = signals::listen()?;
    on_panic(give_back);
    match talk(explorer, save, signals)? {
        Some(signal) => signals::obey(signal),
        None => Ok(()),
    }
}

/// Runs `first` before a panic is reported. A panic aborts the program, so nothing is dropped.
pub fn on_panic(first: impl Fn() + Send + Sync + 'static) {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        first();
        usual(panic);
    }));
}

/// Draws, waits for input and handles it, until the reader leaves or a signal comes that ends the
/// program; returns that signal.
fn talk(
    explorer: &mut Explorer<'_>,
    save: Save<'_>,
    mut signals: signals::Signals,
) -> io::Result<Option<i32>> {
    let mut screen = Screen::take()?;
    let mut is_stale = true;
    // From here on a change of the window's size is heard of.
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
        if !event::poll(TICK)? {
            if io::stdin().is_terminal() {
                continue;
            }
            // The terminal is gone, and whoever started the program did not pass that on.
            return Ok(None);
        }
        // All that has come in meanwhile is done before the screen is drawn again.
        while event::poll(AT_ONCE)? {
            is_stale = true;
            match input::take(explorer, event::read()?) {
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
