//! Runs the fuzzing corpus (seeds and findings) once: nothing panics, and all checks in
//! `fuzz/promises.rs` hold.

#[path = "../../fuzz/promises.rs"]
mod promises;

use std::fs;
use std::path::Path;

/// All files of a corpus in `fuzz/corpus`.
fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let entries = fs::read_dir(folder.join(target)).unwrap();
    let files = entries.map(|entry| entry.unwrap().path());
    let files: Vec<_> = files.map(|path| fs::read(path).unwrap()).collect();
    assert!(files.len() > 20, "the corpus of {target} was found");
    files
}

/// The files that are UTF-8; the fuzz target receives no others.
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
fn imports() {
    for bytes in corpus("import") {
        promises::import(&bytes);
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
