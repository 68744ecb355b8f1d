//! Fuzzes the import of any bytes, as a spreadsheet or a `TimelineJS` file.

#![no_main]

use destal_fuzz as promises;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| promises::import(bytes));
