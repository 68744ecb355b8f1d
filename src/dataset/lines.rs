//! Events one a line (NDJSON), of which there may be hundreds of thousands: read in chunks, which
//! several threads take, so that no more of a file is in memory than is wanted of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, Metadata};
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use memchr::{memchr_iter, memrchr};
use rayon::iter::{ParallelBridge as _, ParallelIterator as _};

use crate::error::{Error, Result};

use super::problem::Spot;
use super::reading::{BYTE_ORDER_MARK, unchanged, unreadable};

/// How many bytes a chunk has, more where a line is longer than that.
const CHUNK: usize = 1 << 20;

/// The lines of a file.
#[derive(Debug)]
pub enum Lines {
    Memory(Vec<u8>),
    /// Those of the file at this path, which has so many bytes.
    File(PathBuf, u64),
}

/// Whole lines of a file.
pub struct Chunk {
    pub text: String,
    /// Where it begins in the file, in bytes.
    pub offset: usize,
}

impl Chunk {
    /// The lines that hold something, each with the place of its first byte in the file.
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

/// What came of reading lines: all chunks, or where they are not UTF-8.
pub type Chunks<T> = std::result::Result<Vec<T>, Spot>;

impl Lines {
    /// How many bytes they have.
    pub fn length(&self) -> u64 {
        match self {
            Self::Memory(bytes) => bytes.len() as u64,
            Self::File(_, length) => *length,
        }
    }

    /// Does something with each chunk, on several threads; what comes of each is in the order of
    /// the chunks.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, or changes meanwhile.
    pub fn read<T: Send>(&self, act: impl Fn(&Chunk) -> T + Sync) -> Result<Chunks<T>> {
        let take = |bytes: Result<Bytes>| {
            let bytes = bytes?;
            let (offset, lines) = (bytes.offset, bytes.lines);
            Ok((
                offset,
                bytes
                    .into_chunk()
                    .map(|chunk| act(&chunk))
                    .map_err(|spot| spot.below(lines)),
            ))
        };
        let done: Result<Vec<_>> = match self {
            Self::Memory(bytes) => Reader::new(Cursor::new(bytes))
                .par_bridge()
                .map(take)
                .collect(),
            Self::File(path, _) => Reader::open(path)?.par_bridge().map(take).collect(),
        };
        let mut done = done?;
        done.sort_unstable_by_key(|(offset, _)| *offset);
        Ok(done.into_iter().map(|(_, result)| result).collect())
    }

    /// The lines that begin at these bytes, each with its number, counted from 1.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, or changes meanwhile.
    pub fn at(&self, offsets: &BTreeSet<usize>) -> Result<BTreeMap<usize, (usize, String)>> {
        if offsets.is_empty() {
            return Ok(BTreeMap::new());
        }
        let found = self.read(|chunk| {
            let end = chunk.offset + chunk.text.len();
            let mut before = (chunk.offset, 0);
            let mut found = Vec::new();
            for offset in offsets.range(chunk.offset..end) {
                let number = before.1
                    + newlines(
                        &chunk.text.as_bytes()[before.0 - chunk.offset..offset - chunk.offset],
                    );
                before = (*offset, number);
                let line = chunk.text[offset - chunk.offset..]
                    .lines()
                    .next()
                    .unwrap_or_default();
                found.push((*offset, number, line.to_owned()));
            }
            (found, newlines(chunk.text.as_bytes()))
        })?;
        let mut lines = BTreeMap::new();
        let mut before = 1;
        for (found, count) in found.unwrap_or_default() {
            for (offset, number, line) in found {
                lines.insert(offset, (before + number, line));
            }
            before += count;
        }
        Ok(lines)
    }
}

fn newlines(bytes: &[u8]) -> usize {
    memchr_iter(b'\n', bytes).count()
}

/// A chunk before it is known to be text.
struct Bytes {
    bytes: Vec<u8>,
    offset: usize,
    /// How many lines stand before it.
    lines: usize,
}

impl Bytes {
    fn into_chunk(self) -> std::result::Result<Chunk, Spot> {
        let offset = self.offset;
        String::from_utf8(self.bytes)
            .map(|text| Chunk { text, offset })
            .map_err(|error| {
                let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                let valid = String::from_utf8_lossy(valid);
                Spot::of(&valid, valid.len())
            })
    }
}

/// Cuts what it reads into chunks. The mark that may stand before a text is no part of it.
struct Reader<'p, R> {
    from: R,
    /// The file that is read, with its metadata when it was opened.
    file: Option<(&'p Path, File, Metadata)>,
    /// What is read and is no whole line yet.
    rest: Vec<u8>,
    offset: usize,
    lines: usize,
    read: u64,
    ended: bool,
}

impl<'p> Reader<'p, File> {
    fn open(path: &'p Path) -> Result<Self> {
        let open = || {
            let file = File::open(path)?;
            let metadata = file.metadata()?;
            Ok((file.try_clone()?, file, metadata))
        };
        let (from, file, metadata) = open().map_err(|why| unreadable(path, &why))?;
        Ok(Self {
            file: Some((path, file, metadata)),
            ..Self::new(from)
        })
    }
}

impl<R: Read> Reader<'_, R> {
    fn new(from: R) -> Self {
        Self {
            from,
            file: None,
            rest: Vec::new(),
            offset: 0,
            lines: 0,
            read: 0,
            ended: false,
        }
    }

    fn next_bytes(&mut self) -> Result<Option<Bytes>> {
        let mut bytes = std::mem::take(&mut self.rest);
        while !self.ended {
            let read = self
                .from
                .by_ref()
                .take(CHUNK as u64)
                .read_to_end(&mut bytes);
            let read = read.map_err(|why| self.failed(&why))?;
            if self.read == 0 && bytes.starts_with(BYTE_ORDER_MARK.to_string().as_bytes()) {
                bytes.drain(..BYTE_ORDER_MARK.len_utf8());
            }
            self.read += read as u64;
            if read < CHUNK {
                self.ended = true;
            } else if let Some(newline) = memrchr(b'\n', &bytes) {
                self.rest = bytes.split_off(newline + 1);
                break;
            }
        }
        if self.ended
            && let Some((path, file, before)) = &self.file
        {
            unchanged(path, file, before, self.read)?;
        }
        if bytes.is_empty() {
            return Ok(None);
        }
        let (offset, lines) = (self.offset, self.lines);
        self.offset += bytes.len();
        self.lines += newlines(&bytes);
        Ok(Some(Bytes {
            bytes,
            offset,
            lines,
        }))
    }

    fn failed(&self, why: &std::io::Error) -> Error {
        let path = self.file.as_ref().map_or(Path::new(""), |(path, ..)| path);
        unreadable(path, why)
    }
}

impl<R: Read> Iterator for Reader<'_, R> {
    type Item = Result<Bytes>;

    fn next(&mut self) -> Option<Result<Bytes>> {
        self.next_bytes().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(usize, String)> {
        let lines = Lines::Memory(text.into());
        let chunks = lines.read(|chunk| {
            let lines = chunk
                .lines()
                .map(|(offset, line)| (offset, line.to_owned()));
            lines.collect::<Vec<_>>()
        });
        chunks
            .expect("memory can be read")
            .expect("it is text")
            .concat()
    }

    #[test]
    fn chunks_end_where_lines_do() {
        assert_eq!(
            lines("a\n\n  \r\nbb\r\nccc"),
            [(0, "a".into()), (7, "bb\r".into()), (11, "ccc".into())]
        );
        let long = "x".repeat(CHUNK - 1);
        let text = format!("{BYTE_ORDER_MARK}{long}\n{long}\n{long}{long}\nend");
        let expected = [(0, 1), (CHUNK, 1), (2 * CHUNK, 2)].map(|(at, n)| (at, long.repeat(n)));
        let (found, end) = (lines(&text), (4 * CHUNK - 1, "end".to_owned()));
        assert!(found[..3] == expected && found[3] == end);
    }

    #[test]
    fn a_line_is_found_again_with_its_number() {
        let line = "x".repeat(999) + "\n";
        let text = line.repeat(5000) + "end";
        let wanted = BTreeSet::from([0, 2_000_000, 2_001_000, 5_000_000]);
        let found = Lines::Memory(text.into())
            .at(&wanted)
            .expect("memory can be read");
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
        let read = Lines::Memory(bytes)
            .read(|_| ())
            .expect("memory can be read");
        let spot = read.expect_err("it is no text");
        assert_eq!((spot.line, spot.column), (3001, 3));
    }

    #[test]
    fn a_file_that_changes_is_read_whole_or_refused() {
        use std::sync::atomic::{AtomicBool, Ordering};
        let folder = tempfile::tempdir().expect("there is room");
        let path = folder.path().join("a.ndjson");
        let versions = ["{}\n".to_owned(), "{}\n".repeat(2_000_000)];
        std::fs::write(&path, &versions[0]).expect("there is room");
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    for text in &versions {
                        std::fs::write(&path, text).expect("there is room");
                    }
                }
            });
            let mut refused = 0;
            let start = std::time::Instant::now();
            // How often the two meet is up to the machine.
            while refused < 4 && start.elapsed().as_secs() < 60 {
                match Lines::File(path.clone(), 0).read(|chunk| chunk.text.clone()) {
                    Ok(chunks) => {
                        let text = chunks.expect("it is text").concat();
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
