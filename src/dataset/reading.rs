//! What can go wrong while a file is read, and what stands before its text.

use std::fs::{File, Metadata};
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::error::{Error, Result};

/// What may stand before the text of a file, and is no part of it.
pub const BYTE_ORDER_MARK: char = '\u{feff}';

/// The failure to read a path that has nothing to do with the machine.
pub fn refused(path: &Path, why: &str, hint: &str) -> Error {
    Error::file("read", path, why, hint)
}

/// The failure to read a path.
pub fn unreadable(path: &Path, why: &io::Error) -> Error {
    let (why, hint) = match why.kind() {
        ErrorKind::NotFound => ("there is no such file or folder", "check the path"),
        ErrorKind::PermissionDenied => ("it may not be read", "change its permissions"),
        ErrorKind::OutOfMemory => (
            "there is not enough memory for it",
            "let the program have more, or make several timelines of it",
        ),
        _ => (&*why.to_string(), "check the path"),
    };
    refused(path, why, hint)
}

/// Fails where a file is another than it was when it was opened, by its metadata or by how many
/// bytes were read.
pub fn unchanged(path: &Path, file: &File, before: &Metadata, read: u64) -> Result<()> {
    let after = file.metadata().map_err(|why| unreadable(path, &why))?;
    if read == before.len()
        && after.len() == before.len()
        && after.modified().ok() == before.modified().ok()
    {
        return Ok(());
    }
    let hint = "try again when nothing writes to it";
    Err(refused(path, "it changed while it was read", hint))
}
