//! Reads lines from a pipe or a file, without a prompt. No content of a line stops the reading.

use std::cell::RefCell;
use std::io::{self, BufRead, Read as _};

use crate::error::{Error, Result};

use super::{LineReader, ReadLine};

/// Reads lines from the standard input, which is borrowed only while a line is read.
pub struct Piped<'a> {
    input: &'a RefCell<Box<dyn BufRead>>,
    has_begun: bool,
}

impl<'a> Piped<'a> {
    pub fn new(input: &'a RefCell<Box<dyn BufRead>>) -> Self {
        Self {
            input,
            has_begun: false,
        }
    }

    /// Returns the next line with its line ending, empty at the end of the input. The rest of a
    /// line that is too long is skipped.
    fn next_line(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        let mut input = self.input.borrow_mut();
        let mut limited = input.by_ref().take(MAX_LINE_BYTES + 1);
        limited.read_until(b'\n', &mut line)?;
        if is_too_long(&line) {
            input.skip_until(b'\n')?;
        }
        Ok(line)
    }
}

/// Maximum bytes of a line, without its `\n`. A longer line is skipped without being buffered.
const MAX_LINE_BYTES: u64 = 64 * 1024;

fn is_too_long(line: &[u8]) -> bool {
    !line.ends_with(b"\n") && line.len() as u64 > MAX_LINE_BYTES
}

impl LineReader for Piped<'_> {
    fn read(&mut self, _: &str) -> Result<ReadLine> {
        let line = self.next_line().map_err(|why| {
            let message = format!("cannot read the input: {why}");
            Error::failed(message, "give the answers on the standard input")
        })?;
        if line.is_empty() {
            return Ok(ReadLine::End);
        }
        if is_too_long(&line) {
            return Ok(ReadLine::Unusable(Error::usage(
                format!("the line is longer than {MAX_LINE_BYTES} bytes"),
                "make several lines of it",
            )));
        }
        let Ok(text) = String::from_utf8(line) else {
            return Ok(ReadLine::Unusable(Error::usage(
                "the line is not UTF-8",
                "save the file as UTF-8",
            )));
        };
        let text = text.strip_suffix('\n').unwrap_or(&text);
        let mut text = text.strip_suffix('\r').unwrap_or(text);
        if !std::mem::replace(&mut self.has_begun, true) {
            text = text.strip_prefix('\u{feff}').unwrap_or(text);
        }
        Ok(ReadLine::Line(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn read(text: &[u8]) -> Vec<std::result::Result<String, String>> {
        let input: RefCell<Box<dyn BufRead>> = RefCell::new(Box::new(Cursor::new(text.to_vec())));
        let mut lines = Piped::new(&input);
        let mut read = Vec::new();
        loop {
            match lines.read("").expect("reading from memory succeeds") {
                ReadLine::Line(line) => read.push(Ok(line)),
                ReadLine::Unusable(why) => read.push(Err(why.to_string())),
                ReadLine::Interrupted => unreachable!("nobody is there"),
                ReadLine::End => return read,
            }
        }
    }

    #[test]
    fn whatever_stands_in_a_line_the_next_is_read() {
        let mut text = b"\xef\xbb\xbfone\r\n\xff\xfe\n".to_vec();
        text.extend(vec![b'x'; 200_000]);
        text.extend(b"\ntwo\n\nlast");
        assert_eq!(
            read(&text),
            [
                Ok("one".to_owned()),
                Err("the line is not UTF-8".to_owned()),
                Err("the line is longer than 65536 bytes".to_owned()),
                Ok("two".to_owned()),
                Ok(String::new()),
                Ok("last".to_owned()),
            ]
        );
    }

    #[test]
    fn a_line_of_just_the_limit_is_read() {
        let limit = usize::try_from(MAX_LINE_BYTES).unwrap();
        for (length, fits) in [(limit - 1, true), (limit, true), (limit + 1, false)] {
            let mut text = vec![b'x'; length];
            text.extend(b"\nnext");
            let lines = read(&text);
            assert_eq!((lines.len(), lines[0].is_ok()), (2, fits), "{length}");
        }
    }
}
