//! Reports as JSON, with every character escaped that a terminal would act on.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};
use serde_json::value::RawValue;

use super::text::is_unseen;

/// The report as JSON that people can read as well.
pub fn pretty<T: Serialize>(report: &T, ascii: bool) -> String {
    written(
        report,
        Escaping {
            inner: PrettyFormatter::new(),
            ascii,
        },
    ) + "\n"
}

/// The report on one line; of a list, each element on a line of its own.
pub fn lines<T: Serialize>(report: &T, ascii: bool) -> String {
    let whole = written(
        report,
        Escaping {
            inner: CompactFormatter,
            ascii,
        },
    );
    match serde_json::from_str::<Vec<&RawValue>>(&whole) {
        Ok(elements) => elements
            .iter()
            .flat_map(|element| {
                [
                    element.get(),
                    "
",
                ]
            })
            .collect(),
        Err(_) => whole + "\n",
    }
}

fn written<T: Serialize, F: Formatter>(report: &T, formatter: F) -> String {
    let mut bytes = Vec::new();
    report
        .serialize(&mut Serializer::with_formatter(&mut bytes, formatter))
        .expect("reports have string keys and are written to memory");
    String::from_utf8(bytes).expect("JSON is UTF-8")
}

/// A formatter that escapes what would not be seen; with `ascii`, all that is not ASCII.
struct Escaping<F> {
    inner: F,
    ascii: bool,
}

/// Hands a method on to the inner formatter.
macro_rules! hand_on {
    ($($name:ident($($arg:ident: $type:ty),*);)+) => {$(
        fn $name<W: ?Sized + Write>(&mut self, writer: &mut W $(, $arg: $type)*) -> io::Result<()> {
            self.inner.$name(writer $(, $arg)*)
        }
    )+};
}

impl<F: Formatter> Formatter for Escaping<F> {
    hand_on! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        begin_object_value();
        end_object_value();
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut plain_from = 0;
        for (i, c) in fragment.char_indices() {
            if is_unseen(c) || (self.ascii && !c.is_ascii()) {
                writer.write_all(&fragment.as_bytes()[plain_from..i])?;
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
                plain_from = i + c.len_utf8();
            }
        }
        writer.write_all(&fragment.as_bytes()[plain_from..])
    }
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
