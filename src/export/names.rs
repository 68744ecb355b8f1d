//! Ids made harmless for a foreign format, and kept apart.

use std::collections::HashSet;

use crate::view::for_terminal;

/// For every id a name in which nothing acts, in the same order; where two would be the same, the
/// later one is numbered.
pub fn names<'a>(ids: impl IntoIterator<Item = &'a str>, ascii: bool) -> Vec<String> {
    let mut taken = HashSet::new();
    let ids = ids.into_iter();
    ids.map(|id| {
        let shown = for_terminal(id, ascii).into_owned();
        let numbered = (2..).map(|n| format!("{shown}-{n}"));
        let mut free = std::iter::once(shown.clone()).chain(numbered);
        let name = free.find(|name| !taken.contains(name));
        let name = name.expect("there are more numbers than names");
        taken.insert(name.clone());
        name
    })
    .collect()
}

/// The words of a text as they may stand in an HTML text or attribute.
pub fn html(text: &str, ascii: bool) -> String {
    markup(&for_terminal(text, ascii))
}

/// A text in which nothing acts, as it stands between tags of HTML or XML or in an attribute.
pub fn markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_would_be_the_same_are_kept_apart() {
        let ids = ["ü", "u", "u-2", "a\nb"];
        assert_eq!(names(ids, true), ["u", "u-2", "u-2-2", "a<U+000A>b"]);
        assert_eq!(names(ids, false), ["ü", "u", "u-2", "a<U+000A>b"]);
    }

    #[test]
    fn markup_is_text() {
        assert_eq!(
            html("<b>\"&'\u{202e}", false),
            "&lt;b&gt;&quot;&amp;&#39;&lt;U+202E&gt;"
        );
        assert_eq!(html("“a”", true), "&quot;a&quot;");
    }
}
