//! Sanitizes text from a dataset: nothing in it moves the cursor or changes the reading direction.

/// Whether a character is invisible and may affect a terminal or the reading direction: control
/// characters, line and paragraph separators, directional marks and overrides.
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Replaces the characters that `is_hidden` selects by their code points, as in `<U+001B>`.
fn escape_invisible(text: &str, is_hidden: impl Fn(char) -> bool) -> String {
    if !text.contains(&is_hidden) {
        return text.to_owned();
    }
    let mut seen = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) {
            seen += &format!("<U+{:04X}>", u32::from(c));
        } else {
            seen.push(c);
        }
    }
    seen
}

/// The text in ASCII: the program's own symbols are replaced, letters are transliterated.
pub fn to_ascii(text: &str) -> String {
    let mut ascii = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_ascii() => ascii.push(c),
            '¶' => ascii.push_str("par. "),
            '≠' => ascii.push_str("!="),
            '→' => ascii.push_str("->"),
            '·' | '─' => ascii.push('-'),
            '│' => ascii.push('|'),
            '├' | '┬' | '┴' => ascii.push('+'),
            '┊' => ascii.push(':'),
            '●' => ascii.push('*'),
            '○' => ascii.push('o'),
            '━' => ascii.push('='),
            '┅' => ascii.push('~'),
            // Bars of a chart, as 1 to 7; the eighth, `█`, is used elsewhere too and is `#`, below.
            '▁'..='▇' => ascii.extend(char::from_digit(u32::from(c) - u32::from('▁') + 1, 10)),
            '└' => ascii.push('`'),
            '‹' => ascii.push('<'),
            '›' => ascii.push('>'),
            '×' => ascii.push('x'),
            '█' | '▓' => ascii.push('#'),
            '░' | '┄' => ascii.push('.'),
            c => ascii.push_str(deunicode::deunicode_char(c).unwrap_or("?")),
        }
    }
    ascii
}

/// The text sanitized for one line on a terminal; tabs and line breaks are made visible too.
pub fn for_terminal(text: &str, ascii: bool) -> String {
    let seen = escape_invisible(text, is_invisible);
    if ascii { to_ascii(&seen) } else { seen }
}

/// The text sanitized for a field of a machine-readable file; tabs and line breaks are kept.
pub fn for_field(text: &str, ascii: bool) -> String {
    let is_hidden = |c| is_invisible(c) && !matches!(c, '\t' | '\r' | '\n');
    let seen = escape_invisible(text, is_hidden);
    if ascii { to_ascii(&seen) } else { seen }
}

/// Options for wrapping text at spaces only, never at hyphens.
pub fn wrapping_at_blanks<'a>(width: usize) -> textwrap::Options<'a> {
    textwrap::Options::new(width)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_not_be_seen_is_made_visible() {
        assert_eq!(
            for_terminal("a\u{1b}[31mb\u{202e}c\nd\u{9b}", false),
            "a<U+001B>[31mb<U+202E>c<U+000A>d<U+009B>"
        );
        assert_eq!(for_terminal("Лаврентий ¶13", false), "Лаврентий ¶13");
    }

    #[test]
    fn ascii_says_the_same_in_other_letters() {
        assert_eq!(
            for_terminal("Gomułka ≠ ¶13 “3–4”", true),
            "Gomulka != par. 13 \"3-4\""
        );
        assert!(for_terminal("😀 毛 \u{1f} ", true).is_ascii());
    }
}
