//! The bar that shows how far a long work is: on the standard error, where that is a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::dataset::progress::Progress;

/// From this many bytes on the reading of a dataset takes long enough to be watched.
const LONG: u64 = 32 << 20;

const TICK: Duration = Duration::from_millis(100);

/// A bar, which is seen once there is a long work.
#[derive(Debug)]
pub struct Bar {
    bar: ProgressBar,
    ascii: bool,
}

impl Bar {
    /// A bar for a work to come.
    pub fn new(ascii: bool) -> Self {
        let bar = ProgressBar::hidden();
        Self { bar, ascii }
    }

    fn set_style(&self, template: &str) {
        let [ticks, bar] = if self.ascii {
            ["-\\|/ ", "#. "]
        } else {
            ["⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏ ", "━╸┄"]
        };
        let style = ProgressStyle::with_template(template).expect("the templates are sound");
        self.bar
            .set_style(style.tick_chars(ticks).progress_chars(bar));
    }
}

impl Progress for Bar {
    fn begins(&self, bytes: u64) {
        if bytes < LONG {
            return;
        }
        self.bar.set_draw_target(ProgressDrawTarget::stderr());
        // It may be a second beginning.
        self.bar.reset();
        self.bar.set_length(bytes);
        self.set_style(
            "{spinner} reading {wide_bar} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left",
        );
        self.bar.enable_steady_tick(TICK);
    }

    fn advances(&self, bytes: u64) {
        self.bar.inc(bytes);
        if Some(self.bar.position()) == self.bar.length() {
            // How long it takes to put all in order and to answer, nobody knows.
            self.set_style("{spinner} read; answering, {elapsed} so far");
        }
    }

    fn ends(&self) {
        self.bar.finish_and_clear();
    }
}
