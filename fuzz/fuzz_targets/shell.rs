//! Any bytes as the lines that are piped into the shell.

#![no_main]

use std::cell::LazyCell;

use destal::probe::{HOSTILE, Lines, SMALL};
use libfuzzer_sys::fuzz_target;

thread_local! {
    static LINES: LazyCell<Lines> = LazyCell::new(|| Lines::on(&[HOSTILE, SMALL]));
}

fuzz_target!(|bytes: &[u8]| LINES.with(|lines| lines.shell(bytes)));
