//! The limits that keep a hostile or unlucky dataset from taking the machine.
//!
//! `docs/format.md` states them for curators. No number of records needs a limit of its own: what
//! fits into the bytes that are read can be numbered.

/// How many bytes the files of a dataset may have together.
pub const MOST_BYTES: u64 = 2 << 30;

/// How many bytes an id may have for others like it to be looked for, which takes time and room
/// that grow with the square of its length.
pub const LONGEST_ID: usize = 64;

/// How many errors, and how many warnings, are kept.
pub const MOST_PROBLEMS: usize = 200;
