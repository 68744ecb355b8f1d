//! Any text as an argument line, a word between two line ends.

#![no_main]

#[allow(dead_code, reason = "each target uses a part")]
#[path = "../promises.rs"]
mod promises;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| promises::arguments(text));
