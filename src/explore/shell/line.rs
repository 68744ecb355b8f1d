//! A typed line: its words, and the word that the cursor stands in.

use crate::error::{Error, Result};

/// The words of a line, as a POSIX shell splits it: quotes, backslashes and comments count. The
/// name of the program before them is accepted, as it stands in every example.
pub fn words(line: &str) -> Result<Vec<String>> {
    if let Some(c) = line.chars().find(|c| c.is_control() && *c != '\t') {
        return Err(Error::Usage {
            message: format!("the line holds a control character, U+{:04X}", u32::from(c)),
            hint: "leave it out".into(),
        });
    }
    let mut words = shlex::split(line).ok_or_else(|| Error::Usage {
        message: "a quote or a backslash is left open".into(),
        hint: "close it; an apostrophe is written \\'".into(),
    })?;
    if words.first().is_some_and(|word| word == "destal") {
        words.remove(0);
        if words.is_empty() {
            words.push("help".into());
        }
    }
    Ok(words)
}

/// The beginning of a line, up to the cursor.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Begun {
    /// The words that are complete.
    pub words: Vec<String>,
    /// The word that the cursor stands in, without its quotes; empty behind a blank.
    pub current: String,
    /// Where in the line that word begins.
    pub start: usize,
}

/// Reads a line up to the cursor, where a quote may still be open.
pub fn begun(line: &str) -> Begun {
    let mut begun = Begun {
        start: line.len(),
        ..Begun::default()
    };
    let mut quote = None;
    let mut in_word = false;
    let mut chars = line.char_indices();
    while let Some((at, c)) = chars.next() {
        if quote.is_none() && c.is_ascii_whitespace() {
            if in_word {
                begun.words.push(std::mem::take(&mut begun.current));
            }
            in_word = false;
            continue;
        }
        if !in_word {
            in_word = true;
            begun.start = at;
        }
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (None, '\'' | '"') => quote = Some(c),
            (None | Some('"'), '\\') => begun.current.extend(chars.next().map(|(_, c)| c)),
            (_, c) => begun.current.push(c),
        }
    }
    if !in_word {
        begun.start = line.len();
    }
    begun
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_split_as_a_shell_splits_it() {
        let split = |line| words(line).expect("it is a line");
        assert_eq!(
            split("events --from 'march 1953'"),
            ["events", "--from", "march 1953"]
        );
        assert_eq!(split("destal person beria # who"), ["person", "beria"]);
        assert_eq!(
            split("search Stalin\\'s \"a 'b\""),
            ["search", "Stalin's", "a 'b"]
        );
        assert_eq!(split("  # only a comment"), [""; 0]);
        assert_eq!(split("destal"), ["help"]);
        for wrong in [
            "search Stalin's",
            "event \"",
            "event \\",
            "ev\0ents",
            "\u{1b}[31m",
        ] {
            assert!(words(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn the_word_at_the_cursor_is_found() {
        let found = |line| {
            let begun = begun(line);
            (begun.words.join("|"), begun.current, begun.start)
        };
        assert_eq!(found(""), (String::new(), String::new(), 0));
        assert_eq!(found("ev"), (String::new(), "ev".into(), 0));
        assert_eq!(found("event "), ("event".into(), String::new(), 6));
        assert_eq!(found("event  hun"), ("event".into(), "hun".into(), 7));
        assert_eq!(found("a 'b c' \"d e"), ("a|b c".into(), "d e".into(), 8));
        assert_eq!(found("-o a\\ b"), ("-o".into(), "a b".into(), 3));
        assert_eq!(found("x \\"), ("x".into(), String::new(), 2));
    }
}
