//! Any text as a date, typed and of a dataset.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| destal::probe::date(text));
