//! The terminal while the explorer has it, and how it is given back: on leaving, on a signal, on
//! a panic.

use std::io::{self, IsTerminal, Write};
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
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

use super::draw::{HitAreas, draw};
use super::input;
use super::state::{Effect, Explorer};

/// How long nothing may happen before signals are looked after.
const TICK: Duration = Duration::from_millis(50);

/// How long is waited for what comes in together. None at all would not be looked after.
const AT_ONCE: Duration = Duration::from_micros(100);

/// The screen, which is given back when it goes out of use.
struct Screen {
    terminal: Terminal<CrosstermBackend<io::Stdout>>,
}

impl Screen {
    fn take() -> io::Result<Self> {
        take_over()?;
        let taken = Terminal::new(CrosstermBackend::new(io::stdout()));
        match taken {
            Ok(terminal) => Ok(Self { terminal }),
            Err(why) => {
                give_back();
                Err(why)
            }
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn take_over() -> io::Result<()> {
    enable_raw_mode()?;
    let on = execute!(
        io::stdout(),
        EnterAlternateScreen,
        EnableMouseCapture,
        EnableBracketedPaste,
        cursor::Hide
    );
    if on.is_err() {
        give_back();
    }
    on
}

/// Leaves the terminal as it was. Nothing is left to tell it to where this fails.
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
struct Signals {
    /// Each signal that ends the program, with whether it came.
    ends: Vec<(i32, Arc<AtomicBool>)>,
    /// Whether the program is to sleep.
    sleeps: Arc<AtomicBool>,
}

#[cfg(unix)]
impl Signals {
    fn listen() -> io::Result<Self> {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
        let listen = |signal| -> io::Result<Arc<AtomicBool>> {
            let came = Arc::new(AtomicBool::new(false));
            signal_hook::flag::register(signal, Arc::clone(&came))?;
            Ok(came)
        };
        let ends = [SIGTERM, SIGHUP, SIGINT, SIGQUIT].into_iter();
        Ok(Self {
            ends: ends
                .map(|signal| Ok((signal, listen(signal)?)))
                .collect::<io::Result<_>>()?,
            sleeps: listen(SIGTSTP)?,
        })
    }

    /// Does to this process what the signal does to one that does not listen.
    fn obey(signal: i32) -> io::Result<()> {
        signal_hook::low_level::emulate_default_handler(signal)
    }

    fn sleep() -> io::Result<()> {
        Self::obey(signal_hook::consts::SIGTSTP)
    }
}

#[cfg(not(unix))]
impl Signals {
    fn listen() -> io::Result<Self> {
        Ok(Self {
            ends: Vec::new(),
            sleeps: Arc::default(),
        })
    }

    fn obey(_: i32) -> io::Result<()> {
        Ok(())
    }

    fn sleep() -> io::Result<()> {
        Ok(())
    }
}

/// Gives the terminal to the explorer until the reader leaves it. `save` runs a command and
/// writes its answer to a file, and says how that went.
pub fn run(
    explorer: &mut Explorer<'_>,
    save: &dyn Fn(super::line::CommandLine, &str) -> String,
) -> io::Result<()> {
    let signals = Signals::listen()?;
    if let Some(signal) = on_panic(give_back, || converse(explorer, save, &signals))? {
        Signals::obey(signal)?;
    }
    Ok(())
}

/// Does something; should it panic, `first` is done before that is said. Nothing is dropped then,
/// for the program ends at once.
pub fn on_panic<T>(first: impl Fn() + Send + Sync + 'static, act: impl FnOnce() -> T) -> T {
    let usual = Arc::new(panic::take_hook());
    let kept = Arc::clone(&usual);
    panic::set_hook(Box::new(move |panic| {
        first();
        kept(panic);
    }));
    let done = act();
    panic::set_hook(Box::new(move |panic| usual(panic)));
    done
}

/// Shows, waits for something to happen, does it; until the reader leaves, or a signal comes that
/// ends the program, which is then the answer.
fn converse(
    explorer: &mut Explorer<'_>,
    save: &dyn Fn(super::line::CommandLine, &str) -> String,
    signals: &Signals,
) -> io::Result<Option<i32>> {
    let mut screen = Screen::take()?;
    let mut hit_areas = HitAreas::default();
    let mut is_stale = true;
    // From here on a change of the window's size is heard of.
    event::poll(Duration::ZERO)?;
    loop {
        if is_stale {
            screen
                .terminal
                .draw(|frame| hit_areas = draw(frame, explorer))?;
            is_stale = false;
        }
        if let Some((signal, _)) = signals
            .ends
            .iter()
            .find(|(_, came)| came.load(Ordering::Relaxed))
        {
            return Ok(Some(*signal));
        }
        if signals.sleeps.swap(false, Ordering::Relaxed) {
            sleep(&mut screen)?;
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
            match input::take(explorer, event::read()?, hit_areas) {
                Effect::None => {}
                Effect::Quit => return Ok(None),
                Effect::Suspend => sleep(&mut screen)?,
                Effect::Copy(text) => {
                    execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text))?;
                }
                Effect::Save(line, name) => explorer.message = save(line, &name),
            }
        }
    }
}

/// Gives the terminal back, stops, and takes it again when the program is woken.
fn sleep(screen: &mut Screen) -> io::Result<()> {
    give_back();
    io::stdout().flush()?;
    Signals::sleep()?;
    take_over()?;
    // A new one knows of nothing on the screen, and draws all of it.
    screen.terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
    Ok(())
}
