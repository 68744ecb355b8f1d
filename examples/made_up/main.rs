//! Writes a synthetic timeline as NDJSON, with the given number of events, the same in every run.
//!
//! `cargo run --release --example made_up -- 100000 > big.ndjson`

mod lines;

use std::io::{self, BufWriter, Write};

fn main() -> io::Result<()> {
    let events = std::env::args()
        .nth(1)
        .and_then(|number| number.parse().ok());
    let mut out = BufWriter::new(io::stdout().lock());
    for line in lines::lines(events.unwrap_or(100_000)) {
        out.write_all(line.as_bytes())?;
    }
    out.flush()
}
