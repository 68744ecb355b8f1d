//! The graph of links for graphviz: an edge a link, with who asserts it.

use crate::report::extract::Extract;

use super::graph::Graph;
use super::text::{unique_names, visible};
use super::{Exported, Options};

/// How wide a node's label is at most, in characters.
const WIDTH: usize = 26;

/// The links that lead from or to one of the events, and the events at both ends, by year. An
/// event that was not asked for is grey and dashed.
pub fn dot(extract: &Extract<'_>, options: Options) -> Exported {
    let graph = Graph::new(extract);
    let quoted = |text: &str| format!("\"{}\"", escaped(&visible(text, options.ascii)));
    let ids = graph.nodes.iter().map(|node| &*node.event.id);
    let ids = unique_names(ids, options.ascii).into_iter();
    let ids: Vec<String> = ids.map(|id| quoted(&id)).collect();
    let title = quoted(&extract.title());
    let mut text = format!(
        "digraph destal {{
  rankdir=LR; ranksep=1; nodesep=0.15;
  label={title}; labelloc=t; fontsize=24;
  graph [fontname=\"sans-serif\"];
  node [shape=box, style=rounded, fontname=\"sans-serif\", fontsize=11];
  edge [fontname=\"sans-serif\", fontsize=9, color=\"#555555\"];
"
    );
    for (year, nodes) in graph.years() {
        let cluster = quoted(&format!("cluster_{year}"));
        let year = quoted(&year);
        text += &format!("  subgraph {cluster} {{\n");
        text += &format!("    label={year}; color=\"#bbbbbb\"; fontsize=16;\n");
        for (i, node) in nodes {
            let title = visible(&node.event.title, options.ascii);
            let when = visible(&node.when, options.ascii);
            let lines = textwrap::wrap(&title, WIDTH).into_iter();
            let lines = lines.chain([when.into()]);
            let label: Vec<String> = lines.map(|line| escaped(&line)).collect();
            let label = label.join("\\n");
            let tooltip = quoted(&format!("{}: {}", node.when, node.event.title));
            let aside = if node.is_chosen {
                ""
            } else {
                ", style=\"rounded,dashed\", color=\"#888888\", fontcolor=\"#666666\""
            };
            let id = &ids[i];
            text += &format!("    {id} [label=\"{label}\", tooltip={tooltip}{aside}];\n");
        }
        text += "  }\n";
    }
    for edge in &graph.edges {
        let (from, to) = (&ids[edge.from], &ids[edge.to]);
        let (who, says) = (quoted(&edge.who), quoted(edge.says));
        text += &format!(
            "  {from} -> {to} [label={who}, tooltip={says}, edgetooltip={says}, labeltooltip={says}];\n"
        );
    }
    text += "}\n";
    Exported {
        text,
        remarks: Vec::from_iter(graph.remark),
    }
}

/// In a quoted string, graphviz interprets backslashes, quotes and entities.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('&', "&amp;")
}
