//! The graph of links for Mermaid: a flowchart with one box per event and one arrow per link.

use crate::report::extract::Extract;

use super::graph::Graph;
use super::text::visible;
use super::{Exported, Options};

/// Mermaid's default limits (`maxEdges`, `maxTextSize`).
const MAX_ARROWS: usize = 500;
const MAX_CHARACTERS: usize = 50_000;

/// The links from or to a selected event, and the events at both ends, by year. An event that is
/// not selected is dashed.
pub fn mermaid(extract: &Extract<'_>, options: Options) -> Exported {
    let graph = Graph::new(extract);
    let label = |text: &str| label(text, options.ascii);
    let mut text = String::from("flowchart LR\n");
    for (i, (year, nodes)) in graph.years().into_iter().enumerate() {
        text += &format!("  subgraph y{i}[\"{}\"]\n", label(&year));
        for (n, node) in nodes {
            let aside = if node.is_chosen { "" } else { ":::aside" };
            let (title, when) = (label(&node.event.title), label(&node.when));
            text += &format!("    n{n}[\"{title}<br>{when}\"]{aside}\n");
        }
        text += "  end\n";
    }
    for edge in &graph.edges {
        let (from, who, to) = (edge.from, label(&edge.who), edge.to);
        text += &format!("  n{from} -->|\"{who}\"| n{to}\n");
    }
    text += "  classDef aside stroke-dasharray:4,color:#666\n";
    let mut remarks = Vec::from_iter(graph.remark);
    if graph.edges.len() > MAX_ARROWS || text.chars().count() > MAX_CHARACTERS {
        remarks.push(
            "Mermaid takes 500 links and 50,000 characters unless it is told otherwise \
             (maxEdges, maxTextSize); filters make the graph smaller"
                .into(),
        );
    }
    Exported { text, remarks }
}

/// Escapes a quoted label: every character that Mermaid, Markdown or HTML would interpret becomes a
/// numeric entity.
fn label(text: &str, ascii: bool) -> String {
    let mut out = String::new();
    for c in visible(text, ascii).chars() {
        if c.is_ascii_punctuation() && !matches!(c, ',' | '(' | ')') {
            out += &format!("#{};", u32::from(c));
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
