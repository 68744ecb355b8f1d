//! A keystroke in the explorer, on a hundred thousand events: filter, and draw.
//!
//! `cargo bench --bench explore`; each has to stay within a frame, 16 ms.

#[path = "../examples/made_up/lines.rs"]
mod made_up;

use std::fs;
use std::path::Path;
use std::sync::Mutex;

use crossterm::event::KeyCode;
use destal::headless::Headless;

/// One explorer for all, for it takes seconds to make.
static EXPLORER: Mutex<Option<Headless>> = Mutex::new(None);

fn main() {
    divan::main();
}

fn open() -> Headless {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("explored.ndjson");
    fs::write(&path, made_up::lines(100_000).collect::<String>()).expect("there is room");
    Headless::open(&path)
}

/// Measures the keys one after the other; what they leave behind is undone outside.
fn keys(bencher: divan::Bencher<'_, '_>, before: &[KeyCode], key: KeyCode, after: &[KeyCode]) {
    let mut kept = EXPLORER.lock().expect("one thread measures");
    let explored = kept.get_or_insert_with(open);
    let explored = Mutex::new(explored);
    let press = |keys: &[KeyCode]| {
        let mut explored = explored.lock().expect("one thread measures");
        for key in keys {
            explored.press(*key);
        }
    };
    bencher
        .with_inputs(|| {
            press(after);
            press(before);
        })
        .bench_values(|()| press(&[key]));
    press(after);
}

const ESC: KeyCode = KeyCode::Esc;

#[divan::bench(sample_count = 100, sample_size = 1)]
fn down(bencher: divan::Bencher<'_, '_>) {
    keys(bencher, &[], KeyCode::Down, &[]);
}

#[divan::bench(sample_count = 100, sample_size = 1)]
fn first_letter(bencher: divan::Bencher<'_, '_>) {
    keys(bencher, &[KeyCode::Char('/')], KeyCode::Char('t'), &[ESC]);
}

#[divan::bench(sample_count = 100, sample_size = 1)]
fn fifth_letter(bencher: divan::Bencher<'_, '_>) {
    let typed = ['/', 't', 'a', 'n', 'k'].map(KeyCode::Char);
    keys(bencher, &typed, KeyCode::Char('s'), &[ESC]);
}

#[divan::bench(sample_count = 100, sample_size = 1)]
fn second_word(bencher: divan::Bencher<'_, '_>) {
    let typed = ['/', 't', 'a', 'n', 'k', ' '].map(KeyCode::Char);
    keys(bencher, &typed, KeyCode::Char('b'), &[ESC]);
}

#[divan::bench(sample_count = 100, sample_size = 1)]
fn letter_taken_back(bencher: divan::Bencher<'_, '_>) {
    let typed = ['/', 't', 'a'].map(KeyCode::Char);
    keys(bencher, &typed, KeyCode::Backspace, &[ESC]);
}

#[divan::bench(sample_count = 100, sample_size = 1)]
fn year(bencher: divan::Bencher<'_, '_>) {
    let typed = ['1', '9', '5'].map(KeyCode::Char);
    keys(bencher, &typed, KeyCode::Char('6'), &[KeyCode::Char('u')]);
}

#[divan::bench(sample_count = 100, sample_size = 1)]
fn year_later(bencher: divan::Bencher<'_, '_>) {
    let typed = ['1', '9', '5', '6'].map(KeyCode::Char);
    keys(bencher, &typed, KeyCode::Right, &[KeyCode::Char('u'); 2]);
}

#[divan::bench(sample_count = 100, sample_size = 1)]
fn facets_opened(bencher: divan::Bencher<'_, '_>) {
    keys(bencher, &[], KeyCode::Char('f'), &[ESC]);
}

#[divan::bench(sample_count = 100, sample_size = 1)]
fn facet_ticked(bencher: divan::Bencher<'_, '_>) {
    let open = [KeyCode::Char('f'), KeyCode::Tab];
    keys(bencher, &open, KeyCode::Char(' '), &[ESC]);
}

#[divan::bench(sample_count = 100, sample_size = 1)]
fn as_told_by_the_next(bencher: divan::Bencher<'_, '_>) {
    keys(bencher, &[], KeyCode::Char('s'), &[KeyCode::Char('u')]);
}

#[divan::bench(sample_count = 100, sample_size = 1)]
fn into_the_page(bencher: divan::Bencher<'_, '_>) {
    keys(bencher, &[], KeyCode::Enter, &[ESC]);
}

#[divan::bench(sample_count = 100, sample_size = 1)]
fn into_a_person(bencher: divan::Bencher<'_, '_>) {
    keys(bencher, &[KeyCode::Enter], KeyCode::Enter, &[ESC, ESC]);
}
