//! The binary: everything is in the library.

use std::process::ExitCode;

/// A command allocates tens of thousands of short texts, most of them when the timeline is decoded.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    destal::cli::main()
}
