//! Citations in running text, such as `[wikipedia ¶13]` or `[histclo ¶5, ¶7; wikipedia ¶7]`.

/// A part of a text: plain words, or a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CitationPart<'a> {
    Words(&'a str),
    /// A citation including its brackets, and the source id and paragraph number of each
    /// paragraph that it names. A number that cannot be parsed is `None`.
    Cites(&'a str, Vec<(&'a str, Option<u32>)>),
}

/// Splits a text at its citations. Brackets without a paragraph sign are plain words.
pub fn split_citations(text: &str) -> Vec<CitationPart<'_>> {
    let mut pieces = Vec::new();
    let mut words_from = 0;
    let mut at = 0;
    while let Some(open) = text[at..].find('[').map(|i| at + i) {
        let Some(close) = text[open..].find(']').map(|i| open + i + 1) else {
            break;
        };
        // Of nested brackets, the innermost are the citation.
        let open = text[..close].rfind('[').unwrap_or(open);
        let inner = &text[open + 1..close - 1];
        if inner.contains('¶') {
            if words_from < open {
                pieces.push(CitationPart::Words(&text[words_from..open]));
            }
            pieces.push(CitationPart::Cites(
                &text[open..close],
                parse_citation(inner),
            ));
            words_from = close;
            at = close;
        } else {
            at = open + 1;
        }
    }
    if words_from < text.len() {
        pieces.push(CitationPart::Words(&text[words_from..]));
    }
    pieces
}

fn parse_citation(inner: &str) -> Vec<(&str, Option<u32>)> {
    let mut cited = Vec::new();
    for of_source in inner.split(';') {
        let (source, places) = of_source.split_once('¶').unwrap_or((of_source, ""));
        for place in places.split(',') {
            let number = place.trim().trim_start_matches('¶').trim();
            cited.push((source.trim(), number.parse().ok()));
        }
    }
    cited
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_nested_brackets_the_innermost_are_the_citation() {
        let parts = split_citations("One [so it says [s1 ¶1] and two.");
        let cited = CitationPart::Cites("[s1 ¶1]", vec![("s1", Some(1))]);
        assert_eq!(parts[1], cited);
        assert_eq!(parts[0], CitationPart::Words("One [so it says "));
    }

    #[test]
    fn citations_are_told_from_words() {
        assert_eq!(
            split_citations("Shot [a ¶5, ¶7; b ¶3] by [nobody]."),
            [
                CitationPart::Words("Shot "),
                CitationPart::Cites(
                    "[a ¶5, ¶7; b ¶3]",
                    vec![("a", Some(5)), ("a", Some(7)), ("b", Some(3))]
                ),
                CitationPart::Words(" by [nobody]."),
            ]
        );
        assert_eq!(
            split_citations("[a ¶x]"),
            [CitationPart::Cites("[a ¶x]", vec![("a", None)])]
        );
        assert_eq!(split_citations("[[a ¶1"), [CitationPart::Words("[[a ¶1")]);
    }
}
