//! Decodes the bytes of a file, or says what kind of file it is instead.

use super::{Whole, whole};

/// How to get a text file out of a spreadsheet program.
const SAVE_AS: &str = "save it as `CSV UTF-8` in the spreadsheet program";

/// First bytes of files that are no text in UTF-8, and what they are.
const OTHER_FILES: [(&[u8], &str); 5] = [
    (b"PK\x03\x04", "a workbook (.xlsx, .ods), not text"),
    (
        b"\xd0\xcf\x11\xe0",
        "a workbook of an old Excel (.xls), not text",
    ),
    (b"\xff\xfe", "UTF-16, not UTF-8"),
    (b"\xfe\xff", "UTF-16, not UTF-8"),
    (b"%PDF", "a PDF file, not text"),
];

/// The text, without its byte order mark and with LF at the ends of its lines.
pub fn decode(bytes: &[u8]) -> Whole<String> {
    let other = OTHER_FILES
        .iter()
        .find(|(start, _)| bytes.starts_with(start));
    if let Some((_, what)) = other {
        return Err(whole(1, format!("this is {what}"), SAVE_AS).into());
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => {
            let message = "this is no text, or UTF-16 instead of UTF-8";
            Err(whole(1, message, SAVE_AS).into())
        }
        Ok(text) => Ok(with_line_feeds(
            text.strip_prefix('\u{feff}').unwrap_or(text),
        )),
        Err(why) => {
            let (before, rest) = bytes.split_at(why.valid_up_to());
            let before = with_line_feeds(&String::from_utf8_lossy(before));
            let byte = rest.first().copied().unwrap_or_default();
            // From 160 on, Windows-1252 has the characters of Unicode's first block.
            let letter = match byte {
                0xa0.. => format!("probably `{}` in Windows-1252", char::from(byte)),
                _ => "probably a quotation mark or a dash in Windows-1252".to_owned(),
            };
            let line = before.matches('\n').count() + 1;
            let message = format!("not UTF-8: the byte {byte:#04x} is {letter}");
            Err(whole(line, message, SAVE_AS).into())
        }
    }
}

fn with_line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}
