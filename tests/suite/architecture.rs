//! The layout of the house: which folder may use which, and what only one of them knows.

use std::fs;
use std::path::{Path, PathBuf};

/// Each layer with those that it may use besides itself and `error`.
const LAYERS: [(&str, &[&str]); 12] = [
    ("model", &[]),
    ("dataset", &["model"]),
    ("shipped", &["model", "dataset"]),
    ("query", &["model"]),
    ("report", &["model", "dataset", "query"]),
    ("view", &["model", "dataset", "query", "report"]),
    ("export", &["model", "dataset", "query", "report", "view"]),
    (
        "command",
        &[
            "model", "dataset", "shipped", "query", "report", "view", "export",
        ],
    ),
    (
        "explore",
        &[
            "model", "dataset", "query", "report", "view", "export", "command",
        ],
    ),
    (
        "bench",
        &[
            "model", "dataset", "shipped", "query", "report", "view", "explore",
        ],
    ),
    ("probe", &["model", "dataset", "view", "cli"]),
    (
        "cli",
        &[
            "model", "dataset", "query", "report", "view", "export", "command", "explore",
        ],
    ),
];

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    assert!(files.len() > 40, "the sources were found");
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a source is UTF-8");
        (
            path.strip_prefix(&root).expect("it is below").to_owned(),
            text,
        )
    };
    files.into_iter().map(read).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

fn layer(path: &Path) -> String {
    let first = path.components().next().expect("a path has a part");
    let name = first.as_os_str().to_str().expect("it is UTF-8");
    name.trim_end_matches(".rs").to_owned()
}

/// The part of a file that is compiled into the program.
fn without_tests(text: &str) -> &str {
    text.split("\nmod tests {").next().unwrap_or_default()
}

#[test]
fn each_layer_uses_only_those_to_its_left() {
    for (path, text) in sources() {
        let layer = layer(&path);
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
            assert!(
                ["lib", "main", "error"].contains(&layer.as_str()),
                "{} has no layer",
                path.display()
            );
            continue;
        };
        if path.ends_with("tests.rs") || path.iter().any(|part| part == "tests") {
            continue;
        }
        for used in without_tests(&text).split("crate::").skip(1) {
            let used = used
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .unwrap_or_default();
            let own = used == layer || used == "error";
            assert!(
                own || allowed.contains(&used),
                "{} uses crate::{used}",
                path.display()
            );
        }
    }
}

#[test]
fn what_one_place_knows_no_other_does() {
    let known: [(&str, &[&str]); 16] = [
        ("edtf_core::", &["model/date/edtf.rs"]),
        ("comfy_table::", &["view/table.rs"]),
        ("icalendar::", &["export/ics.rs"]),
        ("csv::", &["view/separated.rs"]),
        ("sha2::", &["dataset/provenance.rs", "export/html/mod.rs"]),
        ("askama::", &["export/html"]),
        ("schemars::", &["dataset/schema.rs", "dataset/record"]),
        ("rand_chacha::", &["report/quiz/chance.rs"]),
        (
            "tempfile::",
            &[
                "command/folder.rs",
                "command/target.rs",
                "explore/shell/history.rs",
            ],
        ),
        ("clap::", &["command", "explore", "cli"]),
        ("std::env", &["cli/environment.rs"]),
        ("Local::now", &["cli/environment.rs"]),
        ("terminal_size::", &["cli/environment.rs"]),
        ("rustyline::", &["explore/shell/editor.rs"]),
        ("clap_mangen::", &["cli/man.rs"]),
        ("signal_hook::", &["cli/pager.rs", "explore/terminal.rs"]),
    ];
    for (path, text) in sources() {
        for (word, places) in known {
            let allowed = places.iter().any(|place| path.starts_with(place));
            assert!(
                allowed || !without_tests(&text).contains(word),
                "{} knows {word}",
                path.display()
            );
        }
    }
}

#[test]
fn reports_and_the_model_touch_nothing_outside() {
    for (path, text) in sources() {
        if ["model", "query", "report"].contains(&layer(&path).as_str()) {
            for word in [
                "std::fs",
                "std::io",
                "std::net",
                "std::process",
                "println!",
                "eprintln!",
            ] {
                assert!(
                    !without_tests(&text).contains(word),
                    "{} uses {word}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for (path, text) in sources() {
        assert!(
            text.starts_with("//! "),
            "{} does not begin with `//! `",
            path.display()
        );
    }
}

#[test]
fn no_file_is_too_long_to_hold_in_the_head() {
    for (path, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= 600, "{} has {lines} lines", path.display());
    }
}
