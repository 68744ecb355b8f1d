//! Reports as JSON, in which characters that would affect a terminal are escaped.

use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::text::is_invisible;

const CANNOT_FAIL: &str = "reports have string keys and are written to memory";

pub fn value<T: Serialize>(report: &T) -> Value {
    serde_json::to_value(report).expect(CANNOT_FAIL)
}

/// The report as indented JSON.
pub fn pretty<T: Serialize>(report: &T, ascii: bool) -> String {
    escape_unseen(
        &serde_json::to_string_pretty(report).expect(CANNOT_FAIL),
        ascii,
    ) + "\n"
}

/// The report as NDJSON: a list has a line per element, anything else is one line.
pub fn lines<T: Serialize>(report: &T, ascii: bool) -> String {
    let whole = escape_unseen(&serde_json::to_string(report).expect(CANNOT_FAIL), ascii);
    match serde_json::from_str::<Vec<&RawValue>>(&whole) {
        Ok(elements) => elements
            .iter()
            .flat_map(|element| [element.get(), "\n"])
            .collect(),
        Err(_) => whole + "\n",
    }
}

/// Escapes invisible characters in JSON; with `ascii`, all characters that are not ASCII.
fn escape_unseen(json: &str, ascii: bool) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        // Line breaks in strings are escaped already, so this one is layout.
        let is_layout = c == '\n';
        if !is_layout && (is_invisible(c) || (ascii && !c.is_ascii())) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out += &format!("\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_act_on_is_escaped_and_read_back() {
        let text = "a\u{1b}b\u{9b}c\u{202e}d\u{7f}é😀";
        let json = pretty(&text, false);
        assert_eq!(json, "\"a\\u001bb\\u009bc\\u202ed\\u007fé😀\"\n");
        assert_eq!(
            pretty(&text, true),
            "\"a\\u001bb\\u009bc\\u202ed\\u007f\\u00e9\\ud83d\\ude00\"\n"
        );
        assert_eq!(
            serde_json::from_str::<String>(&pretty(&text, true)).unwrap(),
            text
        );
    }

    #[test]
    fn a_list_takes_a_line_for_each_element() {
        assert_eq!(lines(&[1, 2], false), "1\n2\n");
        assert_eq!(lines(&Some(3), false), "3\n");
        assert_eq!(lines::<[u8; 0]>(&[], false), "");
    }
}
