//! The explorer without a terminal, for `benches/explore.rs`, and one that panics, for the tests.

use std::path::Path;

use crossterm::event::{Event, KeyCode, KeyEvent};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::dataset;
use crate::query::filter::Filter;
use crate::query::texts::EventTexts;
use crate::view::RenderOptions;

use super::{Explorer, draw, handle_event, run};

/// The explorer on a screen in memory.
pub struct Headless {
    explorer: Explorer<'static>,
    terminal: Terminal<TestBackend>,
}

impl Headless {
    /// Opens the explorer on a screen of 120 × 40 cells.
    ///
    /// # Panics
    ///
    /// If the dataset cannot be read or has errors.
    #[must_use]
    pub fn open(path: &Path) -> Self {
        let mut headless = Self {
            explorer: explorer(path),
            terminal: Terminal::new(TestBackend::new(120, 40)).expect("memory can be written"),
        };
        headless.draw();
        headless
    }

    /// Handles a key and redraws the screen.
    pub fn press(&mut self, key: KeyCode) {
        handle_event(&mut self.explorer, Event::Key(KeyEvent::from(key)));
        self.draw();
    }

    fn draw(&mut self) {
        let explorer = &mut self.explorer;
        let drawn = self.terminal.draw(|frame| draw(frame, explorer));
        drawn.expect("memory can be written");
    }
}

/// Runs the explorer on the terminal; writing a file (`o`, `Enter`) panics.
///
/// # Errors
///
/// If the terminal cannot be used.
///
/// # Panics
///
/// When a file is written, or if the dataset cannot be loaded.
pub fn explore_until_it_panics(path: &Path) -> std::io::Result<()> {
    run(&mut explorer(path), &|_, _| panic!("as was asked"))
}

/// Creates an explorer, and leaks what it borrows to make it `'static`.
fn explorer(path: &Path) -> Explorer<'static> {
    let loaded = dataset::read(path).and_then(|files| dataset::load(&files));
    let loaded = loaded.expect("a readable dataset");
    let timeline = Box::leak(Box::new(loaded.timeline.expect("no errors")));
    let texts = Box::leak(EventTexts::of_events(timeline).into_boxed_slice());
    let opts = RenderOptions {
        width: 120,
        ascii: false,
        color: true,
    };
    Explorer::new(timeline, texts, Filter::default(), opts, Vec::new())
}
