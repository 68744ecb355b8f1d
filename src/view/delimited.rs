//! CSV and TSV, escaped so that a spreadsheet runs no formula from a dataset.

use serde_json::Value;

use super::text::for_field;

/// A header row with the names of the fields, then one row per record. `fields` are JSON paths
/// within a record, separated by spaces.
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
            escape_formula(&cell_text(field, value.unwrap_or(&Value::Null)), ascii)
        });
        writer.write_record(cells).expect(in_memory);
    }
    let bytes = writer.into_inner().expect(in_memory);
    String::from_utf8(bytes).expect("cells are UTF-8")
}

/// The text of a value; `field` decides how the items of a list are separated.
fn cell_text(field: &str, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| cell_text(field, item)).collect();
            items.join(match field {
                // Ids contain no spaces.
                "people" | "places" | "themes" | "sources" => " ",
                "severities" => ", ",
                _ => "; ",
            })
        }
        // A note: only its text.
        Value::Object(_) => cell_text(field, &value["says"]),
        // JSON would write a large number with an exponent.
        Value::Number(number) if number.is_f64() => value.as_f64().unwrap_or(0.0).to_string(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// Prefixes a cell with `'` if a spreadsheet would run it as a formula, or if it begins with `'`.
///
/// Dropping one leading `'` restores the cell. Tabs and line breaks are kept; other invisible
/// characters are made visible.
fn escape_formula(cell: &str, ascii: bool) -> String {
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
            let harmless = escape_formula(cell, false);
            assert_eq!(harmless.strip_prefix('\'').unwrap_or(&harmless), cell);
            assert_eq!(harmless.starts_with('\''), cell != "plain", "{cell}");
        }
        assert_eq!(escape_formula("a\u{202e}b\nc", false), "a<U+202E>b\nc");
    }
}
