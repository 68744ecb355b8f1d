//! Limits that keep a hostile or broken dataset from exhausting memory or time.
//!
//! `docs/format.md` states them for curators. The number of records needs no limit of its own: a
//! 32-bit key suffices for as many as fit into `MAX_BYTES`.

/// Maximum total size of a dataset's files, in bytes.
pub const MAX_BYTES: u64 = 2 << 30;

/// Maximum length of an id for which similar ids are searched. The search takes time and memory
/// that grow with the square of the length.
pub const LONGEST_ID: usize = 64;

/// Maximum number of errors, and of warnings, that are kept.
pub const MAX_PROBLEMS: usize = 200;
