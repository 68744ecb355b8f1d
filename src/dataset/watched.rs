//! A file that is read while others may write to it: at once, or in pieces by several threads.

use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Read as _};
use std::ops::Range;
use std::path::Path;

use crate::error::Result;

use super::files::{refused, unreadable};
use super::limits::MOST_BYTES;

/// A file, and what was known of it when it was opened.
pub struct Watched<'p> {
    path: &'p Path,
    file: File,
    before: Metadata,
}

/// From how many bytes on a file of lines is read on several threads.
const LARGE: u64 = 8 << 20;

impl<'p> Watched<'p> {
    /// Opens a file, where it fits into the room that is left, and takes that room away.
    ///
    /// # Errors
    ///
    /// Where it cannot be opened, or is too large.
    pub fn open(path: &'p Path, room: &mut u64) -> Result<Self> {
        let file = File::open(path).map_err(|why| unreadable(path, &why))?;
        let before = file.metadata().map_err(|why| unreadable(path, &why))?;
        if before.len() > *room {
            let why = format!("with it the dataset has more than {} GiB", MOST_BYTES >> 30);
            return Err(refused(path, &why, "make several timelines of it"));
        }
        *room -= before.len();
        Ok(Self { path, file, before })
    }

    /// How many bytes it had when it was opened.
    pub fn len(&self) -> u64 {
        self.before.len()
    }

    /// Whether it is worth the while to read it on several threads.
    pub fn is_large(&self) -> bool {
        self.len() >= LARGE
    }

    /// All its bytes.
    ///
    /// # Errors
    ///
    /// Where they cannot be read, or are more or fewer than they were.
    pub fn all(&self) -> Result<Vec<u8>> {
        let read = read_bytes(&self.file, self.len());
        let bytes = read.map_err(|why| self.failed(&why))?;
        if bytes.len() as u64 == self.len() {
            Ok(bytes)
        } else {
            Err(self.failed(&ErrorKind::UnexpectedEof.into()))
        }
    }

    /// Fails where there is no memory for all its bytes.
    pub fn fits(&self) -> Result<()> {
        let room = room_for(self.len());
        room.map(drop).map_err(|why| self.failed(&why))
    }

    /// Where the pieces of the file begin and end: each has about `size` bytes, and ends with a
    /// line.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub fn pieces(&self, size: u64) -> Result<Vec<Range<u64>>> {
        let pieces = pieces(&self.file, self.len(), size);
        pieces.map_err(|why| self.failed(&why))
    }

    /// Fills a buffer with what stands in the file from there on.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, or is no longer there.
    pub fn read(&self, start: u64, buffer: &mut [u8]) -> Result<()> {
        read_at(&self.file, buffer, start).map_err(|why| self.failed(&why))
    }

    /// Fails where the file is another than it was when it was opened.
    pub fn is_unchanged(&self) -> Result<()> {
        let after = self.file.metadata();
        let after = after.map_err(|why| self.failed(&why))?;
        let of = |metadata: &Metadata| (metadata.len(), metadata.modified().ok());
        if of(&after) == of(&self.before) {
            Ok(())
        } else {
            Err(self.failed(&ErrorKind::UnexpectedEof.into()))
        }
    }

    fn failed(&self, why: &io::Error) -> crate::error::Error {
        if why.kind() != ErrorKind::UnexpectedEof {
            return unreadable(self.path, why);
        }
        let hint = "try again when nothing writes to it";
        refused(self.path, "it changed while it was read", hint)
    }
}

/// How many bytes a piece has.
pub fn length_of(piece: &Range<u64>) -> usize {
    usize::try_from(piece.end - piece.start).unwrap_or(usize::MAX)
}

/// All bytes of a file; of one that grows meanwhile no more than a byte beyond the length that it
/// had.
fn read_bytes(mut file: &File, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = room_for(length)?;
    file.by_ref().take(length + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Room for so many bytes and one more.
fn room_for(length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let room = usize::try_from(length).map(|length| bytes.try_reserve_exact(length + 1));
    match room {
        Ok(Ok(())) => Ok(bytes),
        _ => Err(ErrorKind::OutOfMemory.into()),
    }
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], start: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, start)
}

#[cfg(unix)]
fn pieces(file: &File, length: u64, size: u64) -> io::Result<Vec<Range<u64>>> {
    use std::os::unix::fs::FileExt;
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut near = [0; 4096];
    while start < length {
        let mut end = start + size;
        while end < length {
            let read = file.read_at(&mut near, end)?;
            let newline = memchr::memchr(b'\n', &near[..read]);
            end += newline.map_or(read, |newline| newline + 1) as u64;
            if newline.is_some() || read == 0 {
                break;
            }
        }
        pieces.push(start..end.min(length));
        start = end;
    }
    Ok(pieces)
}

/// Reads the file from its beginning: there is but one piece.
#[cfg(not(unix))]
fn read_at(mut file: &File, bytes: &mut [u8], _: u64) -> io::Result<()> {
    use std::io::Seek as _;
    file.rewind()?;
    file.read_exact(bytes)
}

#[cfg(not(unix))]
fn pieces(_: &File, length: u64, _: u64) -> io::Result<Vec<Range<u64>>> {
    Ok(vec![0..length])
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn more_bytes_than_there_is_room_for_are_refused_unread() {
        let folder = tempfile::tempdir().expect("there is room");
        let path = folder.path().join("a.json");
        fs::write(&path, "{}\n").expect("there is room");
        let mut room = 7;
        assert!(Watched::open(&path, &mut room).is_ok());
        assert_eq!(room, 4);
        room = 2;
        let why = Watched::open(&path, &mut room).map(drop);
        assert!(why.expect_err("it is refused").to_string().contains("GiB"));
    }

    #[test]
    fn a_length_that_does_not_hold_is_noticed() {
        let folder = tempfile::tempdir().expect("there is room");
        let path = folder.path().join("a.json");
        fs::write(&path, "{}\n").expect("there is room");
        let file = File::open(&path).expect("it is there");
        let read = |length| {
            use std::io::Seek as _;
            (&file).rewind().expect("it is a file");
            read_bytes(&file, length).expect("it can be read").len()
        };
        assert_eq!([read(3), read(1), read(9)], [3, 2, 3]);
    }

    #[test]
    fn what_is_written_after_it_was_opened_is_noticed() {
        let folder = tempfile::tempdir().expect("there is room");
        let path = folder.path().join("a.ndjson");
        fs::write(&path, "1\n22\n333\n").expect("there is room");
        let file = Watched::open(&path, &mut 100).expect("it is there");
        let mut texts = Vec::new();
        for piece in file.pieces(1).expect("it is there") {
            let mut bytes = vec![0; length_of(&piece)];
            file.read(piece.start, &mut bytes).expect("it is there");
            texts.push(String::from_utf8(bytes).expect("it is text"));
        }
        assert_eq!(texts.concat(), "1\n22\n333\n");
        #[cfg(unix)]
        assert_eq!(texts, ["1\n", "22\n", "333\n"]);
        assert!(file.is_unchanged().is_ok());

        fs::write(&path, "1\n").expect("there is room");
        assert!(file.is_unchanged().is_err());
        let missing = file.read(0, &mut [0; 9]).expect_err("it is too short");
        assert!(missing.to_string().contains("it changed while it was read"));
        assert!(file.all().is_err());
    }
}
