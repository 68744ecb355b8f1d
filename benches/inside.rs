//! Command lines, answered inside one process, on the shipped timeline and on made-up ones.
//!
//! `cargo bench --bench inside`. What is measured in the shell loads its timeline once for ten
//! lines; the nearest of 10,000 names have to be found within 10 ms.

#[path = "../examples/made_up/lines.rs"]
mod made_up;

use std::cell::RefCell;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Cursor};
use std::path::PathBuf;
use std::sync::LazyLock;

use destal::cli::{self, Environment, OutStream};
use divan::Bencher;

fn main() {
    divan::main();
}

static LARGE: LazyLock<String> =
    LazyLock::new(|| file("large", &made_up::lines(100_000).collect::<String>()));
static PEOPLED: LazyLock<String> = LazyLock::new(|| {
    let event = |i: usize| {
        format!(
            "{{\"id\":\"e{i}\",\"date\":\"1953\",\"dating\":{{\"inferred\":\"made up\"}},\
             \"title\":\"It was\",\"people\":[{{\"id\":\"council-march-{i}\"}}],\
             \"accounts\":[{{\"source\":\"s\",\"page\":\"1\",\"says\":\"it was\"}}]}}\n"
        )
    };
    file("peopled", &(0..10_000).map(event).collect::<String>())
});

fn file(name: &str, lines: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.ndjson"));
    fs::write(&path, lines).expect("there is room");
    path.to_str().expect("it is UTF-8").to_owned()
}

fn bench(bencher: Bencher<'_, '_>, args: &[&str], lines: &str) {
    let args: Vec<OsString> = [&["destal"], args]
        .concat()
        .iter()
        .map(Into::into)
        .collect();
    let sink = || OutStream {
        writer: RefCell::new(Box::new(io::sink())),
        is_terminal: false,
        has_colored_help: false,
    };
    bencher.bench_local(|| {
        let env = Environment {
            stdin: RefCell::new(Box::new(Cursor::new(lines.repeat(10)))),
            stdin_is_terminal: false,
            stdout: sink(),
            stderr: sink(),
            screen: || None,
            ..Environment::of_process()
        };
        cli::run(&args, &env)
    });
}

#[divan::bench]
fn date(bencher: Bencher<'_, '_>) {
    bench(bencher, &["date", "late october 1956"], "");
}

#[divan::bench]
fn events(bencher: Bencher<'_, '_>) {
    bench(bencher, &["events"], "");
}

#[divan::bench]
fn compare_sources_on_all_topics(bencher: Bencher<'_, '_>) {
    bench(bencher, &["compare-sources", "--all"], "");
}

#[divan::bench]
fn check_the_shipped_files(bencher: Bencher<'_, '_>) {
    bench(bencher, &["check"], "");
}

#[divan::bench(sample_count = 10)]
fn load_100_000_events(bencher: Bencher<'_, '_>) {
    bench(bencher, &["shell", "--data", &LARGE], "");
}

#[divan::bench(sample_count = 10)]
fn a_period_of_100_000_events(bencher: Bencher<'_, '_>) {
    let period = ["events", "--from", "1956", "--to", "1957", "--person", "p3"];
    bench(bencher, &[&period[..], &["--data", &LARGE]].concat(), "");
}

#[divan::bench(sample_count = 10)]
fn search_100_000_events_ten_times(bencher: Bencher<'_, '_>) {
    let line = "search tank strike --limit 10\n";
    bench(bencher, &["shell", "--data", &LARGE], line);
}

#[divan::bench(sample_count = 10)]
fn nearest_of_10_000_names_ten_times(bencher: Bencher<'_, '_>) {
    let line = "person cuoncil-march-4711\n";
    bench(bencher, &["shell", "--data", &PEOPLED], line);
}
