//! Files with one event per line (NDJSON), which may be large: they are read in chunks, and only a
//! few chunks are in memory at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, Metadata};
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;

use memchr::{memchr_iter, memrchr};
use rayon::iter::{ParallelBridge as _, ParallelIterator as _};

use crate::error::Result;

use super::problem::Spot;
use super::reading::{BYTE_ORDER_MARK, check_unchanged, unreadable};

/// Number of bytes read at a time; a chunk is larger if a line is longer than this.
const CHUNK_BYTES: usize = 1 << 19;

/// An NDJSON file, in memory or on disk.
#[derive(Debug)]
pub enum LineFile {
    Memory(Vec<u8>),
    /// Path, and length in bytes.
    File(PathBuf, u64),
}

/// Consecutive whole lines of a file.
pub struct Chunk {
    pub text: String,
    /// Byte offset in the file, not counting a byte order mark.
    pub offset: usize,
    /// Number of lines before it in the file.
    lines_before: usize,
}

impl Chunk {
    /// The lines that are not blank, each with its byte offset in the file.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut start = self.offset;
        let lines = self.text.split_inclusive('\n').map(move |line| {
            let here = start;
            start += line.len();
            (here, line.strip_suffix('\n').unwrap_or(line))
        });
        lines.filter(|(_, line)| !line.trim_ascii().is_empty())
    }
}

impl LineFile {
    /// Length in bytes.
    pub fn length(&self) -> u64 {
        match self {
            Self::Memory(bytes) => bytes.len() as u64,
            Self::File(_, length) => *length,
        }
    }

    /// Calls `act` on every chunk, on several threads, while further chunks are read. Calls `take`
    /// on the results, in the order of the chunks. Stops at the first byte that is not UTF-8, and
    /// returns its position.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be read, or changes while it is read.
    pub fn for_each_chunk<T: Send>(
        &self,
        act: impl Fn(&Chunk) -> T + Sync,
        mut take: impl FnMut(T),
    ) -> Result<Option<Spot>> {
        let chunks = self.chunks()?.enumerate().par_bridge();
        let (sender, results) = mpsc::channel();
        thread::scope(|scope| {
            scope.spawn(|| {
                chunks.for_each_with(sender, |sender, (i, chunk)| {
                    let result = chunk.map(|chunk| chunk.map(|chunk| act(&chunk)));
                    // The receiver is gone if an earlier chunk failed.
                    let _ = sender.send((i, result));
                });
            });
            let mut early = BTreeMap::new();
            let mut taken = 0;
            for (i, result) in results {
                early.insert(i, result);
                while let Some(entry) = early.first_entry()
                    && *entry.key() == taken
                {
                    match entry.remove()? {
                        Ok(result) => take(result),
                        Err(spot) => return Ok(Some(spot)),
                    }
                    taken += 1;
                }
            }
            Ok(None)
        })
    }

    fn chunks(&self) -> Result<Chunks<'_>> {
        let mut chunks = Chunks {
            from: Box::new(std::io::empty()),
            file: None,
            rest: Vec::new(),
            offset: 0,
            lines: 0,
            read: 0,
            has_ended: false,
        };
        match self {
            Self::Memory(bytes) => chunks.from = Box::new(Cursor::new(bytes)),
            Self::File(path, _) => {
                let open = || {
                    let file = File::open(path)?;
                    let metadata = file.metadata()?;
                    Ok((file.try_clone()?, file, metadata))
                };
                let (from, file, metadata) = open().map_err(|why| unreadable(path, &why))?;
                chunks.from = Box::new(from);
                chunks.file = Some((path, file, metadata));
            }
        }
        Ok(chunks)
    }

    /// The lines at these byte offsets, each with its line number, counted from 1.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be read, or changes while it is read.
    pub fn lines_at(&self, offsets: &BTreeSet<usize>) -> Result<BTreeMap<usize, (usize, String)>> {
        let mut found = BTreeMap::new();
        if offsets.is_empty() {
            return Ok(found);
        }
        for chunk in self.chunks()? {
            let Ok(chunk) = chunk? else { break };
            let end = chunk.offset + chunk.text.len();
            for offset in offsets.range(chunk.offset..end) {
                let (before, rest) = chunk.text.split_at(offset - chunk.offset);
                let number = chunk.lines_before + newlines(before.as_bytes()) + 1;
                let line = rest.lines().next().unwrap_or_default().to_owned();
                found.insert(*offset, (number, line));
            }
        }
        Ok(found)
    }
}

fn newlines(bytes: &[u8]) -> usize {
    memchr_iter(b'\n', bytes).count()
}

/// Iterator over chunks, which end at line breaks, or the position of the first byte that is not
/// UTF-8. Skips a byte order mark.
struct Chunks<'l> {
    from: Box<dyn Read + Send + 'l>,
    /// Path, file and its metadata when it was opened; `None` if the bytes are in memory.
    file: Option<(&'l Path, File, Metadata)>,
    /// Beginning of a line whose end has not been read yet.
    rest: Vec<u8>,
    offset: usize,
    lines: usize,
    read: u64,
    has_ended: bool,
}

impl Chunks<'_> {
    fn next_chunk(&mut self) -> Result<Option<std::result::Result<Chunk, Spot>>> {
        let mut bytes = std::mem::take(&mut self.rest);
        while !self.has_ended {
            let read = self
                .from
                .by_ref()
                .take(CHUNK_BYTES as u64)
                .read_to_end(&mut bytes);
            let path = self.file.as_ref().map_or(Path::new(""), |(path, ..)| path);
            let read = read.map_err(|why| unreadable(path, &why))?;
            if self.read == 0 && bytes.starts_with(BYTE_ORDER_MARK.to_string().as_bytes()) {
                bytes.drain(..BYTE_ORDER_MARK.len_utf8());
            }
            self.read += read as u64;
            if read < CHUNK_BYTES {
                self.has_ended = true;
                if let Some((path, file, before)) = &self.file {
                    check_unchanged(path, file, before, self.read)?;
                }
            } else if let Some(newline) = memrchr(b'\n', &bytes) {
                self.rest = bytes.split_off(newline + 1);
                break;
            }
        }
        if bytes.is_empty() {
            return Ok(None);
        }
        let (offset, lines_before) = (self.offset, self.lines);
        self.offset += bytes.len();
        self.lines += newlines(&bytes);
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let valid = String::from_utf8_lossy(valid);
            Spot::at_offset(&valid, valid.len()).moved_down(lines_before)
        });
        Ok(Some(text.map(|text| Chunk {
            text,
            offset,
            lines_before,
        })))
    }
}

impl Iterator for Chunks<'_> {
    type Item = Result<std::result::Result<Chunk, Spot>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_chunk().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of all chunks, or the position of the first byte that is not UTF-8.
    fn all_text(lines: &LineFile) -> Result<std::result::Result<String, Spot>> {
        let mut text = String::new();
        let spot = lines.for_each_chunk(|chunk| chunk.text.clone(), |chunk| text += &chunk)?;
        Ok(spot.map_or(Ok(text), Err))
    }

    fn lines(text: &str) -> Vec<(usize, String)> {
        let mut all = Vec::new();
        let lines_of = |chunk: &Chunk| {
            let lines = chunk.lines();
            let lines = lines.map(|(offset, line)| (offset, line.to_owned()));
            lines.collect::<Vec<_>>()
        };
        let read =
            LineFile::Memory(text.into()).for_each_chunk(lines_of, |lines| all.extend(lines));
        assert!(read.is_ok_and(|spot| spot.is_none()));
        all
    }

    #[test]
    fn chunks_end_where_lines_do() {
        assert_eq!(
            lines("a\n\n  \r\nbb\r\nccc"),
            [(0, "a".into()), (7, "bb\r".into()), (11, "ccc".into())]
        );
        let long = "x".repeat(CHUNK_BYTES - 1);
        let text = format!("{BYTE_ORDER_MARK}{long}\n{long}\n{long}{long}\nend");
        let expected =
            [(0, 1), (CHUNK_BYTES, 1), (2 * CHUNK_BYTES, 2)].map(|(at, n)| (at, long.repeat(n)));
        let (found, end) = (lines(&text), (4 * CHUNK_BYTES - 1, "end".to_owned()));
        assert!(found[..3] == expected && found[3] == end);
    }

    #[test]
    fn a_line_is_found_again_with_its_number() {
        let line = "x".repeat(999) + "\n";
        let text = line.repeat(5000) + "end";
        let wanted = BTreeSet::from([0, 2_000_000, 2_001_000, 5_000_000]);
        let found = LineFile::Memory(text.into()).lines_at(&wanted).unwrap();
        let numbers: Vec<(usize, usize)> = found.iter().map(|(at, (n, _))| (*at, *n)).collect();
        assert_eq!(
            numbers,
            [
                (0, 1),
                (2_000_000, 2001),
                (2_001_000, 2002),
                (5_000_000, 5001)
            ]
        );
        assert_eq!(found[&5_000_000].1, "end");
    }

    #[test]
    fn bytes_that_are_no_text_are_found_wherever_they_stand() {
        let text = "x".repeat(999) + "\n";
        let bytes = [
            text.repeat(3000).as_bytes(),
            b"ab\xff\n",
            text.repeat(3000).as_bytes(),
        ]
        .concat();
        let read = all_text(&LineFile::Memory(bytes)).unwrap();
        let spot = read.expect_err("it is no text");
        assert_eq!((spot.line, spot.column), (3001, 3));
    }

    #[test]
    fn a_file_that_changes_is_read_whole_or_refused() {
        use std::sync::atomic::{AtomicBool, Ordering};
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ndjson");
        let versions = ["{}\n".to_owned(), "{}\n".repeat(2_000_000)];
        std::fs::write(&path, &versions[0]).unwrap();
        let stop = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    for text in &versions {
                        std::fs::write(&path, text).unwrap();
                    }
                }
            });
            let mut refused = 0;
            let start = std::time::Instant::now();
            // How often a write overlaps with a read depends on the machine.
            while refused < 4 && start.elapsed().as_secs() < 60 {
                match all_text(&LineFile::File(path.clone(), 0)) {
                    Ok(text) => {
                        let text = text.unwrap();
                        assert!(versions[1].starts_with(&text), "what was never written");
                    }
                    Err(why) => {
                        assert!(why.to_string().contains("it changed while it was read"));
                        refused += 1;
                    }
                }
            }
            stop.store(true, Ordering::Relaxed);
            assert!(refused > 0, "it was never caught");
        });
    }
}
