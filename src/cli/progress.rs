//! A progress bar for loading, on the standard error if that is a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::dataset::progress::Progress;

/// Minimum bytes of a dataset to show the bar for.
const MIN_BYTES: u64 = 32 << 20;

const REDRAW_INTERVAL: Duration = Duration::from_millis(100);

/// A progress bar, hidden until a large dataset is read.
#[derive(Debug)]
pub struct Bar {
    bar: ProgressBar,
    ascii: bool,
}

impl Bar {
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
        let style = ProgressStyle::with_template(template).expect("the templates are valid");
        self.bar
            .set_style(style.tick_chars(ticks).progress_chars(bar));
    }
}

impl Progress for Bar {
    fn begin(&self, bytes: u64) {
        if bytes < MIN_BYTES {
            return;
        }
        self.bar.set_draw_target(ProgressDrawTarget::stderr());
        // The bar may have been used before.
        self.bar.reset();
        self.bar.set_length(bytes);
        self.set_style(
            "{spinner} reading {wide_bar} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left",
        );
        self.bar.enable_steady_tick(REDRAW_INTERVAL);
    }

    fn advance(&self, bytes: u64) {
        self.bar.inc(bytes);
        if Some(self.bar.position()) == self.bar.length() {
            // The rest of the work cannot be measured, so only the elapsed time is shown.
            self.set_style("{spinner} read; answering, {elapsed} so far");
        }
    }

    fn end(&self) {
        self.bar.finish_and_clear();
    }
}
