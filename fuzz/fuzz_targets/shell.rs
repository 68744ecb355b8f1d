//! Any bytes as the lines that are piped into the shell.

#![no_main]

#[allow(dead_code, reason = "each target uses a part")]
#[path = "../promises.rs"]
mod promises;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| promises::shell(bytes));
