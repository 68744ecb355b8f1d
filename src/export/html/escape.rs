//! Escapes text from a dataset for the page: markup is shown as text, and invisible characters are
//! made visible.

use std::fmt::{self, Write};

use askama::filters::{Escaper, Html};

use crate::view::for_terminal;

/// The escaper of every value in a template.
#[derive(Clone, Copy, Debug, Default)]
pub struct Visible;

impl Escaper for Visible {
    fn write_escaped_str<W: Write>(&self, dest: W, text: &str) -> fmt::Result {
        Html.write_escaped_str(dest, &for_terminal(text, false))
    }
}

/// Converts a whole page to ASCII. What a character becomes is escaped too, so that a converted
/// quotation mark cannot end an attribute.
pub fn to_ascii(page: &str) -> String {
    let mut ascii = String::with_capacity(page.len());
    for c in page.chars() {
        if c.is_ascii() {
            ascii.push(c);
        } else {
            Html.write_escaped_str(&mut ascii, &for_terminal(&c.to_string(), true))
                .expect("writing to memory succeeds");
        }
    }
    ascii
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_what_would_not_be_seen_are_shown() {
        let mut shown = String::new();
        let text = "<b a=\"1\" c='2'>&\u{202e}\0";
        Visible.write_escaped_str(&mut shown, text).unwrap();
        assert!(!shown.contains(['<', '>', '"', '\'', '\u{202e}', '\0']));
        assert!(shown.contains("U+202E") && shown.contains("U+0000"));
    }

    #[test]
    fn letters_that_become_markup_in_ascii_are_escaped() {
        let ascii = to_ascii("<p title=\"“‹”\">Хрущёв ¶13</p>");
        assert!(ascii.is_ascii() && ascii.contains("Khrushchiov par. 13"));
        assert_eq!(ascii.matches('"').count(), 2);
        assert_eq!(ascii.matches('<').count(), 2);
    }
}
