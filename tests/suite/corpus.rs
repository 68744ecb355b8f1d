//! What fuzzing starts from and what it found, tried once: nothing panics, and every promise of
//! `fuzz/promises.rs` is kept.

#[path = "../../fuzz/promises.rs"]
mod promises;

use std::fs;
use std::path::Path;

/// Every file of a corpus of `fuzz/`.
fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let entries = fs::read_dir(folder.join(target)).expect("the corpus is kept");
    let files = entries.map(|entry| entry.expect("it can be read").path());
    let files: Vec<_> = files
        .map(|path| fs::read(path).expect("it is a file"))
        .collect();
    assert!(files.len() > 20, "the corpus of {target} was found");
    files
}

/// Those that are text: no other reaches the function.
fn texts(target: &str) -> impl Iterator<Item = String> {
    let files = corpus(target).into_iter();
    files.filter_map(|bytes| String::from_utf8(bytes).ok())
}

#[test]
fn dates() {
    texts("date").for_each(|text| promises::date(&text));
}

#[test]
fn datasets() {
    for bytes in corpus("dataset") {
        promises::dataset("any.json", &bytes);
        promises::dataset("any.ndjson", &bytes);
    }
}

#[test]
fn arguments() {
    texts("arguments").for_each(|text| promises::arguments(&text));
}

#[test]
fn the_shell() {
    for bytes in corpus("shell") {
        promises::shell(&bytes);
    }
}
