//! Any bytes as a dataset, as one file of JSON and as events one a line.

#![no_main]

use destal_fuzz as promises;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    promises::dataset("any.json", bytes);
    promises::dataset("any.ndjson", bytes);
});
