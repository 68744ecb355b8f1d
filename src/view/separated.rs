//! Records as comma- or tab-separated values that a spreadsheet opens without running anything.

use serde_json::Value;

use super::text::for_field;

/// The fields of the records, their names first. A field is given by its path in a record.
pub fn render(fields: &str, records: &Value, delimiter: u8, ascii: bool) -> String {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(Vec::new());
    let in_memory = "a record is written to memory, with as many cells as there are fields";
    let fields = fields.split_whitespace();
    let names = fields.clone().filter_map(|path| path.rsplit('/').next());
    writer.write_record(names).expect(in_memory);
    for record in records.as_array().into_iter().flatten() {
        let cells = fields.clone().map(|field| {
            let value = record.pointer(&format!("/{field}"));
            make_harmless(&words(field, value.unwrap_or(&Value::Null)), ascii)
        });
        writer.write_record(cells).expect(in_memory);
    }
    let bytes = writer.into_inner().expect(in_memory);
    String::from_utf8(bytes).expect("cells are UTF-8")
}

/// The words of a value.
fn words(field: &str, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| words(field, item)).collect();
            items.join(match field {
                // Ids, which hold no blanks.
                "people" | "places" | "themes" | "sources" => " ",
                "severities" => ", ",
                _ => "; ",
            })
        }
        // A note is what it says.
        Value::Object(_) => words(field, &value["says"]),
        // JSON would write a large number with an exponent.
        Value::Number(number) if number.is_f64() => value.as_f64().unwrap_or(0.0).to_string(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// A cell with `'` before it where a spreadsheet would run it, or where it begins with one.
///
/// A reader restores it by dropping one `'`. Tabs and line breaks stay, in quotes; what else
/// would not be seen is made visible.
fn make_harmless(cell: &str, ascii: bool) -> String {
    let mut text = for_field(cell, ascii);
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
