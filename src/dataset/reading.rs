//! Errors of reading a file, and the byte order mark.

use std::fs::{File, Metadata};
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::error::{Error, Result};

pub const BYTE_ORDER_MARK: char = '\u{feff}';

/// Error for a path that the program refuses to read.
pub fn refusal(path: &Path, why: &str, hint: &str) -> Error {
    Error::file("read", path, why, hint)
}

/// Error for a path, from an I/O error.
pub fn unreadable(path: &Path, why: &io::Error) -> Error {
    let (why, hint) = match why.kind() {
        ErrorKind::NotFound => ("there is no such file or folder", "check the path"),
        ErrorKind::PermissionDenied => ("permission denied", "change its permissions"),
        ErrorKind::OutOfMemory => (
            "there is not enough memory for it",
            "free some memory, or split it into several timelines",
        ),
        _ => (&*why.to_string(), "check the path"),
    };
    refusal(path, why, hint)
}

/// Fails if the length or the modification time of a file differs from when it was opened, or if
/// `read`, the number of bytes read, differs from its length.
pub fn check_unchanged(path: &Path, file: &File, before: &Metadata, read: u64) -> Result<()> {
    let after = file.metadata().map_err(|why| unreadable(path, &why))?;
    if read == before.len()
        && after.len() == before.len()
        && after.modified().ok() == before.modified().ok()
    {
        return Ok(());
    }
    let hint = "try again when nothing writes to it";
    Err(refusal(path, "it changed while it was read", hint))
}
