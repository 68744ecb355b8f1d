//! Benchmark of keystrokes in the explorer: filtering and drawing.
//!
//! `cargo bench --bench explore -- 100000` uses that many events and prints medians in ms.

#![allow(clippy::print_stdout, reason = "what is measured is printed")]

#[path = "../examples/made_up/lines.rs"]
mod made_up;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crossterm::event::KeyCode::{self, Backspace, Char, Down, Enter, Esc, Right, Tab};
use destal::headless::Headless;

/// The name, the keys pressed before, the key that is measured, and the keys that undo both.
type Keystroke = (
    &'static str,
    &'static [KeyCode],
    KeyCode,
    &'static [KeyCode],
);

const KEYSTROKES: [Keystroke; 11] = [
    ("down", &[], Down, &[]),
    ("first letter", &[Char('/')], Char('t'), &[Esc]),
    (
        "fifth letter",
        &[Char('/'), Char('t'), Char('a'), Char('n'), Char('k')],
        Char('s'),
        &[Esc],
    ),
    (
        "second word",
        &[
            Char('/'),
            Char('t'),
            Char('a'),
            Char('n'),
            Char('k'),
            Char(' '),
        ],
        Char('b'),
        &[Esc],
    ),
    (
        "letter taken back",
        &[Char('/'), Char('t'), Char('a')],
        Backspace,
        &[Esc],
    ),
    (
        "year",
        &[Char('1'), Char('9'), Char('5')],
        Char('6'),
        &[Char('u')],
    ),
    (
        "a year later",
        &[Char('1'), Char('9'), Char('5'), Char('6')],
        Right,
        &[Char('u'), Char('u')],
    ),
    ("facets opened", &[], Char('f'), &[Esc]),
    ("facet ticked", &[Char('f'), Tab], Char(' '), &[Esc]),
    ("as told by the next source", &[], Char('s'), &[Char('u')]),
    ("into a person", &[Enter], Enter, &[Esc, Esc]),
];

const ROUNDS: usize = 21;

fn main() {
    let count = std::env::args().find_map(|arg| arg.parse().ok());
    let count: usize = count.unwrap_or(10_000);
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("explored.ndjson");
    fs::write(&path, made_up::lines(count).collect::<String>()).expect("there is room");
    let mut explorer = Headless::open(&path);
    for (name, before, key, after) in KEYSTROKES {
        let mut taken: Vec<Duration> = Vec::new();
        for _ in 0..ROUNDS {
            for key in before {
                explorer.press(*key);
            }
            let start = Instant::now();
            explorer.press(key);
            taken.push(start.elapsed());
            for key in after {
                explorer.press(*key);
            }
        }
        taken.sort();
        println!("{name} {:.1}", taken[ROUNDS / 2].as_secs_f64() * 1000.0);
    }
}
