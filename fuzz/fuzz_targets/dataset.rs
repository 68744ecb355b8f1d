//! Any bytes as a dataset, as one file of JSON and as events one a line.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    destal::probe::dataset("any.json", bytes);
    destal::probe::dataset("any.ndjson", bytes);
});
