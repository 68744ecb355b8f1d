//! Fuzzes the dataset parser with any bytes, as a JSON file and as NDJSON.

#![no_main]

use destal_fuzz as promises;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    promises::dataset("any.json", bytes);
    promises::dataset("any.ndjson", bytes);
});
