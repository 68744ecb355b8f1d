//! Any text as a date, typed and of a dataset.

#![no_main]

#[allow(dead_code, reason = "each target uses a part")]
#[path = "../promises.rs"]
mod promises;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| promises::date(text));
