//! The bar that shows how far a long work is: on the standard error, where that is a terminal.

use std::sync::OnceLock;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::dataset::progress::Progress;

/// From this many bytes on the reading of a dataset takes long enough to be watched.
const LONG: u64 = 32 << 20;

const TICK: Duration = Duration::from_millis(100);

/// A bar, once there is a long work.
#[derive(Debug)]
pub struct Bar {
    bar: OnceLock<ProgressBar>,
    ascii: bool,
}

impl Bar {
    /// A bar for a work to come.
    pub fn new(ascii: bool) -> Self {
        let bar = OnceLock::new();
        Self { bar, ascii }
    }

    fn style(&self, template: &str) -> ProgressStyle {
        let [ticks, bar] = if self.ascii {
            ["-\\|/ ", "#. "]
        } else {
            ["⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏ ", "━╸┄"]
        };
        let style = ProgressStyle::with_template(template).expect("the templates are sound");
        style.tick_chars(ticks).progress_chars(bar)
    }
}

impl Progress for Bar {
    fn begins(&self, bytes: u64) {
        if bytes < LONG {
            return;
        }
        let bar = self.bar.get_or_init(|| {
            let shown = ProgressDrawTarget::stderr();
            ProgressBar::with_draw_target(Some(bytes), shown)
        });
        // It may be a second beginning.
        bar.reset();
        bar.set_length(bytes);
        bar.set_style(self.style(
            "{spinner} reading {wide_bar} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left",
        ));
        bar.enable_steady_tick(TICK);
    }

    fn advances(&self, bytes: u64) {
        let Some(bar) = self.bar.get() else { return };
        bar.inc(bytes);
        if Some(bar.position()) == bar.length() {
            // How long it takes to put all in order and to answer, nobody knows.
            bar.set_style(self.style("{spinner} read; answering, {elapsed} so far"));
        }
    }

    fn ends(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}
