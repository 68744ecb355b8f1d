//! Any text as a date, typed and of a dataset.

#![no_main]

use destal_fuzz as promises;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| promises::date(text));
