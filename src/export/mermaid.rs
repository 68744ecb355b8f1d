//! The graph of links for Mermaid: a flowchart with a box an event and an arrow a link.

use std::fmt::Write as _;

use crate::report::extract::Extract;
use crate::view::for_terminal;

use super::graph::Graph;
use super::{Exported, Options};

/// How many arrows, and how many characters, Mermaid takes where it is not told otherwise.
const MOST_ARROWS: usize = 500;
const MOST_CHARACTERS: usize = 50_000;

/// The links that lead from or to one of the events, and the events at both ends, by year. An
/// event that was not asked for is dashed.
pub fn mermaid(extract: &Extract<'_>, options: Options) -> Exported {
    let graph = Graph::of(extract);
    let label = |text: &str| label(text, options.ascii);
    let mut text = String::from("flowchart LR\n");
    let mut put = |line: std::fmt::Arguments<'_>| {
        text.write_fmt(line).expect("a string takes it");
    };
    for (i, (year, nodes)) in graph.years().into_iter().enumerate() {
        let name = year.map_or("undated".to_owned(), |year| year.to_string());
        put(format_args!("  subgraph y{i}[\"{}\"]\n", label(&name)));
        for (n, node) in nodes {
            let aside = if node.is_chosen { "" } else { ":::aside" };
            let (title, when) = (label(node.title), label(&node.when));
            put(format_args!("    n{n}[\"{title}<br>{when}\"]{aside}\n"));
        }
        put(format_args!("  end\n"));
    }
    for edge in &graph.edges {
        let who = label(&edge.who.to_string());
        put(format_args!(
            "  n{} -->|\"{who}\"| n{}\n",
            edge.from, edge.to
        ));
    }
    put(format_args!(
        "  classDef aside stroke-dasharray:4,color:#666\n"
    ));
    let is_large = graph.edges.len() > MOST_ARROWS || text.chars().count() > MOST_CHARACTERS;
    let large = is_large.then(|| {
        "Mermaid takes 500 links and 50,000 characters unless it is told otherwise \
         (maxEdges, maxTextSize); filters make the graph smaller"
            .to_owned()
    });
    Exported {
        text,
        remarks: graph.remark().into_iter().chain(large).collect(),
    }
}

/// A label between quotes: every sign that Mermaid, Markdown or HTML would read as more than
/// itself as a numbered entity.
fn label(text: &str, ascii: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in for_terminal(text, ascii).chars() {
        if c.is_ascii_punctuation() && !matches!(c, ',' | '(' | ')') {
            write!(out, "#{};", u32::from(c)).expect("a string takes it");
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_mermaid_reads_as_more_is_an_entity() {
        assert_eq!(
            label("a \"]; b --> c", false),
            "a #34;#93;#59; b #45;#45;#62; c"
        );
        assert_eq!(label("“x”\n", true), "#34;x#34;#60;U#43;000A#62;");
    }
}
