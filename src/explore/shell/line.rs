//! Splits a typed line into words, and finds the word at the cursor.

use crate::error::{Error, Result};

/// Splits a line like a POSIX shell, with quotes, backslashes and comments. A leading `destal` is
/// dropped, because every example has it.
pub fn split(line: &str) -> Result<Vec<String>> {
    if let Some(c) = line.chars().find(|c| c.is_control() && *c != '\t') {
        return Err(Error::usage(
            format!("the line holds a control character, U+{:04X}", u32::from(c)),
            "leave it out",
        ));
    }
    let mut words = shlex::split(line).ok_or_else(|| {
        Error::usage(
            "a quote or a backslash is left open",
            "close it; an apostrophe is written \\'",
        )
    })?;
    if words.first().is_some_and(|word| word == "destal") {
        words.remove(0);
        if words.is_empty() {
            words.push("help".into());
        }
    }
    Ok(words)
}

/// The part of a line before the cursor.
#[derive(Debug, PartialEq, Eq)]
pub struct LineStart {
    /// The words that end before the cursor.
    pub words: Vec<String>,
    /// The word at the cursor, without quotes; empty after a blank.
    pub current: String,
    /// Byte offset of that word in the line.
    pub start: usize,
}

/// Splits the part of a line before the cursor, where a quote may still be open.
pub fn line_start(line: &str) -> LineStart {
    // A blank ends a word if the text before it can be split: no quote is open, and no backslash
    // precedes the blank.
    let ends = line.match_indices(|c: char| c.is_ascii_whitespace());
    let mut complete = ends.filter_map(|(at, _)| Some((at + 1, shlex::split(&line[..at])?)));
    let (start, words) = complete.next_back().unwrap_or_default();
    let typed = &line[start..];
    let unescaped = typed.strip_suffix('\\').unwrap_or(typed);
    let closed = ["", "'", "\""].map(|quote| unescaped.to_owned() + quote);
    let current =
        shlex::split(typed).or_else(|| closed.iter().find_map(|typed| shlex::split(typed)));
    LineStart {
        words,
        current: current.unwrap_or_default().concat(),
        start,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_split_as_a_shell_splits_it() {
        let words = |line| split(line).unwrap();
        assert_eq!(
            words("events --from 'march 1953'"),
            ["events", "--from", "march 1953"]
        );
        assert_eq!(words("destal person beria # who"), ["person", "beria"]);
        assert_eq!(
            words("search Stalin\\'s \"a 'b\""),
            ["search", "Stalin's", "a 'b"]
        );
        assert_eq!(words("  # only a comment"), [""; 0]);
        assert_eq!(words("destal"), ["help"]);
        for wrong in [
            "search Stalin's",
            "event \"",
            "event \\",
            "ev\0ents",
            "\u{1b}[31m",
        ] {
            assert!(split(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn the_word_at_the_cursor_is_found() {
        let found = |line| {
            let typed = line_start(line);
            (typed.words.join("|"), typed.current, typed.start)
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
