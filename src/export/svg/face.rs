//! Text of the poster: its maximum width, wrapping, and escaping for XML.

use unicode_width::UnicodeWidthChar;

use crate::export::text::markup;
use crate::view::for_terminal;

/// A text style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Face {
    /// The class in the style sheet of the poster.
    pub class: &'static str,
    /// The font size, in SVG units.
    pub size: usize,
    /// The line height, in SVG units.
    pub line: usize,
    /// The width, in percent of the regular weight.
    pub width: usize,
}

pub const REGULAR: usize = 100;
pub const BOLD: usize = 115;

impl Face {
    pub const fn new(class: &'static str, size: usize, line: usize, width: usize) -> Self {
        Self {
            class,
            size,
            line,
            width,
        }
    }

    /// A line of text as an SVG element; `x` and `y` are the start of its baseline.
    pub fn text(self, x: usize, y: usize, text: &str) -> String {
        let (class, text) = (self.class, markup(text));
        format!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{text}</text>")
    }

    /// The maximum width of a text, in SVG units. It assumes a wide sans-serif font, because the
    /// viewer chooses which font is used.
    pub fn width(self, text: &str) -> usize {
        let thousandths: usize = text.chars().map(advance).sum();
        (thousandths * self.size * self.width).div_ceil(100_000)
    }

    /// Wraps the text into lines of at most `width`, between words if possible.
    pub fn lines(self, text: &str, width: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_ascii_whitespace() {
            let joined = lines.last().map(|line| format!("{line} {word}"));
            match joined.filter(|joined| self.width(joined) <= width) {
                Some(joined) => *lines.last_mut().expect("a word joins an earlier line") = joined,
                None => self.broken(word, width, &mut lines),
            }
        }
        lines
    }

    /// Adds a word as a line of its own, or as several if it is wider than `width`.
    fn broken(self, word: &str, width: usize, lines: &mut Vec<String>) {
        let mut line = String::new();
        for c in word.chars() {
            line.push(c);
            if self.width(&line) > width && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, c.to_string()));
            }
        }
        lines.push(line);
    }
}

/// The maximum width of a character, in thousandths of the font size.
fn advance(c: char) -> usize {
    match c {
        ' ' | 'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '!' | '|' => 340,
        't' | 'f' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' | '·' | '’' | '‘' => 480,
        'm' | 'M' | 'W' | '@' | '%' | '—' | '…' => 1010,
        'w' | '<' | '>' | '+' | '=' | '#' | '~' | '^' | '≠' | '&' | '\u{c0}'..='\u{24f}' => 850,
        'A'..='Z' => 800,
        ' '..='~' | '–' | '“' | '”' | '¶' => 660,
        c if c.width() == Some(0) => 0,
        _ => 1100,
    }
}

/// Makes invisible characters and those that XML forbids visible; does not escape markup.
pub fn sanitize(text: &str, ascii: bool) -> String {
    let seen = for_terminal(text, ascii);
    seen.replace('\u{fffe}', "<U+FFFE>")
        .replace('\u{ffff}', "<U+FFFF>")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACE: Face = Face::new("t", 10, 12, REGULAR);

    #[test]
    fn lines_are_no_wider_than_asked_for_and_lose_nothing() {
        for text in [
            "Khrushchev denounces Stalin in the Secret Speech",
            "Mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm!",
            "Лаврентий Берия 毛泽东",
        ] {
            for width in 20..200 {
                let lines = FACE.lines(text, width);
                assert!(
                    lines.iter().all(|line| FACE.width(line) <= width),
                    "{lines:?}"
                );
                let kept: String = lines.concat().split(' ').collect();
                assert_eq!(kept, text.split(' ').collect::<String>());
            }
        }
        assert!(FACE.lines("", 100).is_empty());
    }

    #[test]
    fn nothing_acts_in_xml() {
        let text = sanitize("</text><script>\u{0}\u{1b}\u{fffe}\u{202e}&'\"", false);
        assert_eq!(
            markup(&text),
            "&lt;/text&gt;&lt;script&gt;&lt;U+0000&gt;&lt;U+001B&gt;&lt;U+FFFE&gt;&lt;U+202E&gt;&amp;&#39;&quot;"
        );
    }
}
