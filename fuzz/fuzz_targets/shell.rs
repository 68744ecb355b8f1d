//! Any bytes as the lines that are piped into the shell.

#![no_main]

use destal_fuzz as promises;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| promises::shell(bytes));
