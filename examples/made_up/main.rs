//! Writes a made-up timeline of so many events, one a line, always the same for a number.
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
