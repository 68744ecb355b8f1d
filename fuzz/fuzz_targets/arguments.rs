//! Fuzzes the command line with any text, one argument per line.

#![no_main]

use destal_fuzz as promises;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| promises::arguments(text));
