//! Fuzzes the shell with any bytes piped into it.

#![no_main]

use destal_fuzz as promises;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| promises::shell(bytes));
