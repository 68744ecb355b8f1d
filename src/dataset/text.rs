//! The text of a file: in one piece, or, where many lines are read on several threads, in many.

use std::borrow::Cow;
use std::string::FromUtf8Error;

use memchr::memchr_iter;

use super::problem::Spot;

/// What may stand before the text of a file, and is no part of it.
pub const MARK: char = '\u{feff}';

/// The text of a file. Where it is more than one piece, each ends where a line does.
#[derive(Debug)]
pub struct FileText(Vec<Cow<'static, str>>);

/// Bytes of a file that are text, or that are not.
pub type Utf8 = Result<String, FromUtf8Error>;

/// A part of a text.
#[derive(Clone, Copy)]
pub struct Piece<'t> {
    /// The part.
    pub text: &'t str,
    /// Where it begins in the whole, in bytes.
    pub offset: usize,
}

impl FileText {
    /// The text of these pieces, without the mark that may stand before it, or where it is not
    /// UTF-8.
    pub fn of(pieces: Vec<Utf8>) -> Result<Self, Spot> {
        let mut text = Self(Vec::with_capacity(pieces.len()));
        for piece in pieces {
            let is_first = text.0.is_empty();
            match piece {
                Ok(mut piece) => {
                    if is_first && piece.starts_with(MARK) {
                        piece.drain(..MARK.len_utf8());
                    }
                    text.0.push(piece.into());
                }
                Err(error) => {
                    let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                    let valid = String::from_utf8_lossy(valid);
                    let valid = valid
                        .strip_prefix(MARK)
                        .filter(|_| is_first)
                        .unwrap_or(&valid);
                    let lines = text.pieces().map(|piece| newlines(piece.text)).sum();
                    return Err(Spot::of(valid, valid.len()).below(lines));
                }
            }
        }
        Ok(text)
    }

    /// How many bytes it has.
    pub fn len(&self) -> usize {
        self.0.iter().map(|piece| piece.len()).sum()
    }

    /// The text of a file that holds JSON: that is one piece.
    pub fn as_json(&self) -> &str {
        self.0.first().map_or("", |only| only)
    }

    /// Its pieces, in order.
    pub fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        self.0.iter().scan(0, |end, text| {
            let offset = *end;
            *end += text.len();
            Some(Piece { text, offset })
        })
    }

    /// The piece in which a byte offset lies, and how many lines stand before it.
    pub fn around(&self, offset: usize) -> (Piece<'_>, usize) {
        let mut lines = 0;
        for piece in self.pieces() {
            if offset < piece.offset + piece.text.len() {
                return (piece, lines);
            }
            lines += newlines(piece.text);
        }
        let nothing = Piece {
            text: "",
            offset: self.len(),
        };
        (nothing, lines)
    }
}

fn newlines(text: &str) -> usize {
    memchr_iter(b'\n', text.as_bytes()).count()
}

impl<T: Into<Cow<'static, str>>> From<T> for FileText {
    fn from(text: T) -> Self {
        Self(vec![text.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_the_same_in_one_piece_and_in_many() {
        let mark = MARK;
        let pieces = [
            format!("{mark}a\nbb\n"),
            "c\n".into(),
            format!("{mark}d\nee"),
        ];
        let read = |pieces: Vec<String>| {
            let text = FileText::of(pieces.into_iter().map(Ok).collect());
            text.expect("it is text")
        };
        let one = read(vec![pieces.concat()]);
        let many = read(pieces.to_vec());
        assert_eq!([one.len(), many.len()], [14, 14]);
        let spot = |text: &FileText, offset: usize| {
            let (piece, lines) = text.around(offset);
            Spot::of(piece.text, offset - piece.offset).below(lines)
        };
        for offset in [0, 1, 2, 4, 5, 6, 7, 10, 11, 12, 13] {
            assert_eq!(spot(&one, offset), spot(&many, offset), "{offset}");
        }
    }

    #[test]
    fn where_bytes_are_no_text_is_the_same_in_one_piece_and_in_many() {
        let pieces: [&[u8]; 3] = [b"\xef\xbb\xbfa\n", b"b\xc3\xa9\n", b"\xc3\xa9\xff\n"];
        let read = |pieces: Vec<Vec<u8>>| {
            let pieces = pieces.into_iter().map(String::from_utf8);
            FileText::of(pieces.collect()).expect_err("it is no text")
        };
        let one = read(vec![pieces.concat()]);
        assert_eq!((one.line, one.column), (3, 2));
        assert_eq!(read(pieces.map(<[u8]>::to_vec).into()), one);
        let first = read(vec![b"\xef\xbb\xbf{\xff}".into()]);
        assert_eq!((first.line, first.column), (1, 2));
    }
}
