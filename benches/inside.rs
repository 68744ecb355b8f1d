//! The parts of the program one by one, on the shipped timeline and on made-up ones.
//!
//! `cargo bench --bench inside`; the nearest of 10,000 names have to be found within 10 ms.

use std::hint::black_box;
use std::sync::LazyLock;

use destal::bench::{self, Measured};
use divan::Bencher;

fn main() {
    divan::main();
}

static SHIPPED: LazyLock<Measured> = LazyLock::new(Measured::shipped);
static LARGE: LazyLock<Measured> = LazyLock::new(|| Measured::made_up(100_000));
static PEOPLED: LazyLock<Measured> = LazyLock::new(|| Measured::peopled(10_000));

const DATES: [&str; 8] = [
    "1953-03-05",
    "1956",
    "[1953-06..1953-07]",
    "1954/1956",
    "1955~",
    "late october 1956",
    "the 1950s",
    "5 march 1953",
];

#[divan::bench]
fn dates_eight_read(bencher: Bencher<'_, '_>) {
    bencher.bench(|| bench::dates(black_box(&DATES)));
}

#[divan::bench]
fn load_shipped_from_its_files(bencher: Bencher<'_, '_>) {
    LazyLock::force(&SHIPPED);
    bencher.bench(|| SHIPPED.load());
}

#[divan::bench]
fn load_shipped_from_its_compact_form(bencher: Bencher<'_, '_>) {
    bencher.bench(bench::kept);
}

#[divan::bench(sample_count = 10)]
fn load_100_000_events(bencher: Bencher<'_, '_>) {
    LazyLock::force(&LARGE);
    bencher.bench(|| LARGE.load());
}

#[divan::bench]
fn filter_100_000_events(bencher: Bencher<'_, '_>) {
    LazyLock::force(&LARGE);
    bencher.bench(|| LARGE.filter());
}

#[divan::bench(sample_count = 20)]
fn search_100_000_events(bencher: Bencher<'_, '_>) {
    LazyLock::force(&LARGE);
    bencher.bench(|| LARGE.search(black_box("tank strike")));
}

#[divan::bench]
fn compare_all_questions(bencher: Bencher<'_, '_>) {
    LazyLock::force(&SHIPPED);
    bencher.bench(|| SHIPPED.compare());
}

#[divan::bench]
fn render_all_shipped_events(bencher: Bencher<'_, '_>) {
    LazyLock::force(&SHIPPED);
    bencher.bench(|| SHIPPED.render());
}

#[divan::bench]
fn nearest_of_10_000_names(bencher: Bencher<'_, '_>) {
    LazyLock::force(&PEOPLED);
    bencher.bench(|| PEOPLED.nearest(black_box("cuoncil-march-4711")));
}
