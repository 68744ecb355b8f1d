//! Any text as an argument line, a word between two line ends.

#![no_main]

use std::cell::LazyCell;

use destal::probe::{HOSTILE, Lines, SMALL};
use libfuzzer_sys::fuzz_target;

thread_local! {
    static LINES: LazyCell<Lines> = LazyCell::new(|| Lines::on(&[HOSTILE, SMALL]));
}

fuzz_target!(|text: &str| LINES.with(|lines| lines.arguments(text)));
