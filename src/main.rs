//! The binary; all of its code is in the library.

use std::process::ExitCode;

/// Decoding the timeline allocates tens of thousands of short strings. With the system allocator,
/// `events` takes a third longer (`benches/peers.sh`).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    destal::cli::main()
}
