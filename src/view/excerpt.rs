//! A line of a file as it is shown with a problem: the part around the place, and a mark below.

use unicode_width::UnicodeWidthChar;

use crate::dataset::problem::Excerpt;

use super::Look;
use super::text::for_terminal;

/// By how many columns it stands in, as what is said of the problem does.
const INDENT: usize = 2;

/// The line and the mark below it, cut to the width on either side where that is needed.
pub fn excerpt_lines(line: usize, excerpt: &Excerpt, look: Look) -> [String; 2] {
    let number = line.to_string();
    let (bar, cut) = if look.ascii {
        ("|", "...")
    } else {
        ("│", "…")
    };
    let margin = INDENT + number.len() + 3;
    let room = look.width.saturating_sub(margin).max(16);
    let before = make_harmless(&excerpt.before, look.ascii);
    let after = make_harmless(&excerpt.after, look.ascii);

    // What stands from the place on matters more: it gets two thirds where both are too long.
    let left = room - width(&after).min(room * 2 / 3).max(1);
    let before = cut_start(&before, left.min(width(&before)), cut);
    let after = cut_end(&after, room - width(&before), cut);
    let indent = " ".repeat(INDENT);
    [
        format!("{indent}{number} {bar} {before}{after}"),
        format!(
            "{indent}{} {bar} {}^",
            " ".repeat(number.len()),
            " ".repeat(width(&before))
        ),
    ]
}

/// The text without anything that acts on a terminal; a tab is a space.
fn make_harmless(text: &str, ascii: bool) -> String {
    for_terminal(&text.replace('\t', " "), ascii).into_owned()
}

fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

fn columns(c: char) -> usize {
    c.width().unwrap_or_default()
}

/// The beginning of a text that fits, with the sign of a cut where it is not the whole.
fn cut_end(text: &str, room: usize, cut: &str) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut taken = width(cut);
    let fits = |c: &char| {
        taken += columns(*c);
        taken <= room
    };
    text.chars().take_while(fits).collect::<String>() + cut
}

/// The end of a text that fits, with the sign of a cut where it is not the whole.
fn cut_start(text: &str, room: usize, cut: &str) -> String {
    let turned = |text: &str| text.chars().rev().collect::<String>();
    turned(&cut_end(&turned(text), room, cut))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, after: &str, width: usize, ascii: bool) -> String {
        let excerpt = Excerpt {
            before: before.to_owned(),
            after: after.to_owned(),
        };
        let look = Look {
            width,
            ascii,
            color: false,
        };
        excerpt_lines(12, &excerpt, look).join("\n")
    }

    #[test]
    fn the_mark_stands_below_the_place() {
        assert_eq!(
            shown("\"date\": ", "\"1956-13\",", 40, false),
            "  12 │ \"date\": \"1956-13\",\n     │         ^"
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let long = "abcdefghij".repeat(20);
        let text = shown(&long, &long, 40, false);
        assert_eq!(
            text,
            "  12 │ …abcdefghijabcdefghijabcdefghija…\n     │            ^"
        );
    }

    #[test]
    fn wide_and_harmful_characters_leave_the_mark_in_place() {
        assert_eq!(
            shown("\"毛\": \u{1b}", "7", 40, false),
            "  12 │ \"毛\": <U+001B>7\n     │               ^"
        );
        assert!(shown("Жуков", "…", 40, true).is_ascii());
    }
}
