//! Events one a line (NDJSON): a file cut into blocks, a block into lines.

use memchr::{memchr, memchr_iter};

use super::text::Piece;

/// How a file with an event a line ends.
pub const ENDING: &str = "ndjson";

/// Some whole lines of a file.
pub struct Lines<'t> {
    /// The number of the file.
    pub file: usize,
    /// The lines, line ends and all.
    pub text: &'t str,
    /// Where they begin in the file, in bytes.
    pub offset: usize,
}

impl<'t> Lines<'t> {
    /// A piece of the text of a file in blocks of about `size` bytes.
    pub fn blocks(file: usize, piece: Piece<'t>, size: usize) -> Vec<Self> {
        let text = piece.text;
        let mut blocks = Vec::new();
        let mut offset = 0;
        while offset < text.len() {
            let rest = &text.as_bytes()[offset..];
            let from = size.min(rest.len());
            let more = memchr(b'\n', &rest[from..]);
            let length = more.map_or(rest.len(), |more| from + more + 1);
            blocks.push(Self {
                file,
                text: &text[offset..offset + length],
                offset: piece.offset + offset,
            });
            offset += length;
        }
        blocks
    }

    /// A piece of the text of a file as it is.
    pub fn whole(file: usize, piece: Piece<'t>) -> Self {
        let Piece { text, offset } = piece;
        Self { file, text, offset }
    }

    /// How many records there can be at most.
    pub fn most_records(&self) -> usize {
        // The keys that an event has to have and the signs between them are more than this.
        const SHORTEST: usize = 80;
        let lines = memchr_iter(b'\n', self.text.as_bytes()).count() + 1;
        lines.min(self.text.len() / SHORTEST)
    }

    /// The lines that hold something, each with the place of its first byte in the file.
    pub fn each(&self) -> impl Iterator<Item = (usize, &'t str)> {
        let ends = memchr_iter(b'\n', self.text.as_bytes());
        let mut start = 0;
        let lines = ends.chain([self.text.len()]).map(move |end| {
            let line = &self.text[start..end];
            let here = self.offset + start;
            start = (end + 1).min(self.text.len());
            (here, line)
        });
        lines.filter(|(_, line)| !line.trim_ascii().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_end_where_lines_do() {
        let text = "a\n\n  \r\nbb\r\nccc";
        for size in 0..20 {
            let blocks = Lines::blocks(0, Piece { text, offset: 0 }, size);
            let joined: String = blocks.iter().map(|block| block.text).collect();
            assert_eq!(joined, text);
            let lines: Vec<_> = blocks.iter().flat_map(Lines::each).collect();
            assert_eq!(lines, [(0, "a"), (7, "bb\r"), (11, "ccc")], "{size}");
        }
    }
}
