//! Records as comma- or tab-separated values that a spreadsheet opens without running anything.

use super::text::{in_ascii, is_unseen, made_visible};

/// The records, the names of their fields first.
pub fn render(records: &[Vec<String>], delimiter: u8, ascii: bool) -> String {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(Vec::new());
    let in_memory = "a record is written to memory, with as many cells as there are fields";
    for record in records {
        let cells = record.iter().map(|cell| make_harmless(cell, ascii));
        writer.write_record(cells).expect(in_memory);
    }
    let bytes = writer.into_inner().expect(in_memory);
    String::from_utf8(bytes).expect("cells are UTF-8")
}

/// A cell with `'` before it where a spreadsheet would run it, or where it begins with one.
///
/// A reader restores it by dropping one `'`. Tabs and line breaks stay, in quotes; what else
/// would not be seen is made visible.
fn make_harmless(cell: &str, ascii: bool) -> String {
    let mut text =
        made_visible(cell, |c| is_unseen(c) && !matches!(c, '\t' | '\r' | '\n')).into_owned();
    if ascii {
        text = text
            .split_inclusive(['\t', '\r', '\n'])
            .map(|part| in_ascii(part).into_owned())
            .collect();
    }
    if text.starts_with(['\'', '=', '+', '-', '@', '\t', '\r']) {
        text.insert(0, '\'');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_harmless_and_can_be_restored() {
        for cell in ["=1+1", "+1", "-1", "@x", "'quoted", "\tx", "\rx", "plain"] {
            let harmless = make_harmless(cell, false);
            assert_eq!(harmless.strip_prefix('\'').unwrap_or(&harmless), cell);
            assert_eq!(harmless.starts_with('\''), cell != "plain", "{cell}");
        }
        assert_eq!(make_harmless("a\u{202e}b\nc", false), "a<U+202E>b\nc");
    }
}
