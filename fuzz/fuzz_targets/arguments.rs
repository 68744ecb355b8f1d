//! Any text as an argument line, a word between two line ends.

#![no_main]

use destal_fuzz as promises;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| promises::arguments(text));
