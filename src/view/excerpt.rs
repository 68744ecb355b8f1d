//! The line of a file that is shown with a problem: the part around the position, and a mark below.

use unicode_truncate::UnicodeTruncateStr;
use unicode_width::UnicodeWidthStr;

use crate::dataset::problem::Excerpt;

use super::RenderOptions;
use super::text::for_terminal;

/// Indentation in columns, the same as for the other lines of a problem.
const INDENT: usize = 2;

/// The line and the mark below it, truncated on either side to fit the width.
pub fn excerpt_lines(line: usize, excerpt: &Excerpt, opts: RenderOptions) -> [String; 2] {
    let number = line.to_string();
    let (bar, cut) = if opts.ascii {
        ("|", "...")
    } else {
        ("│", "…")
    };
    let margin = INDENT + number.len() + 3;
    let room = opts.width.saturating_sub(margin).max(16);
    // A tab becomes one space, so that the mark stays below the position.
    let harmless = |text: &str| for_terminal(&text.replace('\t', " "), opts.ascii);
    let [mut before, mut after] = [&excerpt.before, &excerpt.after].map(|text| harmless(text));

    // The text from the position on matters more: it gets two thirds if both sides are too long.
    let left = room - after.width().min(room * 2 / 3).max(1);
    if before.width() > left {
        let (end, _) = before.unicode_truncate_start(left.saturating_sub(cut.width()));
        before = format!("{cut}{end}");
    }
    let right = room - before.width();
    if after.width() > right {
        let (start, _) = after.unicode_truncate(right.saturating_sub(cut.width()));
        after = format!("{start}{cut}");
    }
    let indent = " ".repeat(INDENT);
    [
        format!("{indent}{number} {bar} {before}{after}"),
        format!(
            "{indent}{} {bar} {}^",
            " ".repeat(number.len()),
            " ".repeat(before.width())
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, after: &str, width: usize, ascii: bool) -> String {
        let excerpt = Excerpt {
            before: before.to_owned(),
            after: after.to_owned(),
        };
        let opts = RenderOptions {
            width,
            ascii,
            color: false,
        };
        excerpt_lines(12, &excerpt, opts).join("\n")
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
