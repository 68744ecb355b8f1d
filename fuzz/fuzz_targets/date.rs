//! Fuzzes the date parsers with any text, as a typed date and as EDTF.

#![no_main]

use destal_fuzz as promises;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| promises::date(text));
