//! Checks the module layout: which layer may use which, and which crates only one module uses.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each layer with the modules that it may use, besides its own and `error`.
const LAYERS: [(&str, &[&str]); 12] = [
    ("error", &[]),
    ("model", &[]),
    ("dataset", &["model"]),
    ("shipped", &["model", "dataset"]),
    ("query", &["model"]),
    // Reports use the record and problem types, but read no files.
    (
        "report",
        &["model", "dataset::record", "dataset::problem", "query"],
    ),
    ("view", &["model", "dataset::problem", "query", "report"]),
    (
        "export",
        &["model", "dataset::record", "query", "report", "view"],
    ),
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
        "cli",
        &[
            "model", "dataset", "query", "report", "view", "export", "command", "explore",
        ],
    ),
    ("main", &[]),
];

/// The one exception: this module builds a timeline from records in memory.
const EXCEPTION: (&str, &str) = ("report::excerpt", "dataset");

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    assert!(files.len() > 40, "the sources were found");
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        (path.strip_prefix(&root).unwrap().to_owned(), text)
    };
    files.into_iter().map(read).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

fn layer(path: &Path) -> String {
    let first = path.components().next().unwrap();
    let name = first.as_os_str().to_str().unwrap();
    name.trim_end_matches(".rs").to_owned()
}

/// The code of a file without its tests and comments.
fn without_tests(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines = code.lines();
    let lines = lines.filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Each module except tests, with the modules that it uses, other than its parents and children.
fn uses() -> BTreeMap<String, BTreeSet<String>> {
    let sources = sources().into_iter().filter_map(|(path, text)| {
        let path = path.with_extension("");
        let names = path.iter().map(|name| name.to_str().unwrap());
        let names: Vec<&str> = names
            .filter(|name| !["mod", "lib"].contains(name))
            .collect();
        let is_code = !names.contains(&"tests");
        is_code.then(|| (names.join("::"), without_tests(&text)))
    });
    let modules: BTreeMap<String, String> = sources.collect();
    let uses = modules.iter().map(|(module, code)| {
        let used = paths(code).into_iter().map(|path| {
            let mut steps: Vec<&str> = module.split("::").collect();
            for name in path.split("::") {
                match name {
                    "crate" => steps.clear(),
                    "self" => {}
                    "super" => drop(steps.pop()),
                    name => steps.push(name),
                }
            }
            while !modules.contains_key(&steps.join("::")) {
                steps.pop();
            }
            steps.join("::")
        });
        let is_other = |used: &String| !is_within(used, module) && !is_within(module, used);
        (module.clone(), used.filter(is_other).collect())
    });
    uses.collect()
}

/// Whether a module is `other` or lies in it. All lie in the crate, whose path is empty.
fn is_within(module: &str, other: &str) -> bool {
    let rest = module.strip_prefix(other);
    other.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// The paths in the code that begin with `crate`, `super` or `self`. Groups are expanded.
fn paths(code: &str) -> Vec<String> {
    let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let mut paths = Vec::new();
    let mut rest = code;
    while let Some(start) = rest.find(is_path) {
        rest = &rest[start..];
        let (path, after) = rest.split_at(rest.find(|c| !is_path(c)).unwrap_or(rest.len()));
        rest = after;
        if !["crate::", "super::", "self::"]
            .iter()
            .any(|start| path.starts_with(start))
        {
            continue;
        }
        if let Some(group) = after.strip_prefix('{') {
            let group = group.split(';').next().unwrap_or_default();
            let names = group.split(|c| !is_path(c)).filter(|name| !name.is_empty());
            paths.extend(names.map(|name| format!("{path}{name}")));
        } else {
            paths.push(path.trim_end_matches(':').to_owned());
        }
    }
    paths
}

#[test]
fn each_layer_uses_only_those_to_its_left() {
    for (module, used) in uses() {
        let layer = module.split("::").next().unwrap_or_default();
        if layer.is_empty() {
            continue; // `lib.rs`
        }
        let layers = LAYERS.iter().find(|(name, _)| *name == layer);
        let (_, allowed) = layers.unwrap_or_else(|| panic!("{module} has no layer"));
        for used in used {
            let own = [layer, "error"];
            let mut allowed = own.iter().chain(*allowed);
            let is_allowed = allowed.any(|allowed| is_within(&used, allowed));
            let is_exception = (&*module, &*used) == EXCEPTION;
            assert!(is_allowed || is_exception, "{module} uses {used}");
        }
    }
}

#[test]
fn no_modules_use_one_another_in_a_circle() {
    let mut left = uses();
    // A module that uses none of the remaining modules, or that none of them uses, is in no cycle.
    let outside = |left: &BTreeMap<String, BTreeSet<String>>| {
        let found = left.iter().find(|(module, used)| {
            !used.iter().any(|used| left.contains_key(used))
                || !left.values().any(|used| used.contains(*module))
        });
        found.map(|(module, _)| module.clone())
    };
    while let Some(module) = outside(&left) {
        left.remove(&module);
    }
    assert!(left.is_empty(), "there are circles among {:?}", left.keys());
}

#[test]
fn what_one_place_knows_no_other_does() {
    let known: [(&str, &[&str]); 19] = [
        ("edtf_core::", &["model/date/edtf.rs"]),
        ("comfy_table::", &["view/table.rs"]),
        ("icalendar::", &["export/ics.rs"]),
        ("csv::", &["dataset/import/table.rs", "view/delimited.rs"]),
        ("nanohtml2text::", &["dataset/import/text.rs"]),
        ("sha2::", &["dataset/provenance.rs", "export/html/mod.rs"]),
        ("askama::", &["export"]),
        ("schemars::", &["dataset/schema.rs", "dataset/record"]),
        ("rayon::", &["dataset/lines.rs"]),
        ("postcard::", &["shipped.rs"]),
        ("rand_chacha::", &["report/quiz/random.rs"]),
        ("tempfile::", &["command/target.rs"]),
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
#[expect(clippy::print_stderr, reason = "a warning, which fails nothing")]
fn a_file_that_is_too_long_to_hold_in_the_head_is_named() {
    const LIMIT: usize = 600;
    for (path, text) in sources() {
        let lines = text.lines().count();
        if lines > LIMIT {
            eprintln!("warning: {} has {lines} lines", path.display());
        }
    }
}
