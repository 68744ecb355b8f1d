//! The graph of links for graphviz: an edge a link, with who asserts it.

use std::fmt::Write as _;

use crate::report::extract::Extract;
use crate::view::for_terminal;

use super::graph::Graph;
use super::names::names;
use super::{Exported, Options};

/// The links that lead from or to one of the events, and the events at both ends, by year. An
/// event that was not asked for is grey and dashed.
pub fn dot(extract: &Extract<'_>, options: Options) -> Exported {
    let graph = Graph::of(extract);
    let quoted = |text: &str| quoted(text, options.ascii);
    let ids = names(graph.nodes.iter().map(|node| node.id), options.ascii);
    let ids: Vec<String> = ids.iter().map(|id| quoted(id)).collect();
    let mut text = String::from("digraph destal {\n  rankdir=LR; ranksep=1; nodesep=0.15;\n");
    let mut put = |line: std::fmt::Arguments<'_>| {
        text.write_fmt(line).expect("a string takes it");
    };
    put(format_args!(
        "  label={}; labelloc=t; fontsize=24;\n",
        quoted(&extract.title())
    ));
    put(format_args!("  graph [fontname=\"sans-serif\"];\n"));
    put(format_args!(
        "  node [shape=box, style=rounded, fontname=\"sans-serif\", fontsize=11];\n"
    ));
    put(format_args!(
        "  edge [fontname=\"sans-serif\", fontsize=9, color=\"#555555\"];\n"
    ));
    for (year, nodes) in graph.years() {
        let name = year.map_or("undated".to_owned(), |year| year.to_string());
        put(format_args!(
            "  subgraph {} {{\n",
            quoted(&format!("cluster_{name}"))
        ));
        put(format_args!(
            "    label={}; color=\"#bbbbbb\"; fontsize=16;\n",
            quoted(&name)
        ));
        for (i, node) in nodes {
            let mut lines: Vec<String> = wrapped(node.title, options.ascii);
            lines.push(for_terminal(&node.when, options.ascii).into_owned());
            let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
            let label = lines.join("\\n");
            let tooltip = quoted(&format!("{}: {}", node.when, node.title));
            let aside = if node.is_chosen {
                ""
            } else {
                ", style=\"rounded,dashed\", color=\"#888888\", fontcolor=\"#666666\""
            };
            let id = &ids[i];
            put(format_args!(
                "    {id} [label=\"{label}\", tooltip={tooltip}{aside}];\n"
            ));
        }
        put(format_args!("  }}\n"));
    }
    for edge in &graph.edges {
        let [from, to] = [edge.from, edge.to].map(|i| &ids[i]);
        let who = quoted(&edge.who.to_string());
        let says = quoted(edge.says.unwrap_or_default());
        put(format_args!(
            "  {from} -> {to} [label={who}, tooltip={says}, edgetooltip={says}, labeltooltip={says}];\n"
        ));
    }
    text.push_str("}\n");
    Exported {
        text,
        remarks: Vec::from_iter(graph.remark()),
    }
}

/// The title in lines that make a box neither wide nor high.
fn wrapped(title: &str, ascii: bool) -> Vec<String> {
    const WIDTH: usize = 26;
    let shown = for_terminal(title, ascii);
    let lines = textwrap::wrap(&shown, WIDTH);
    lines
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect()
}

fn quoted(text: &str, ascii: bool) -> String {
    format!("\"{}\"", escaped(&for_terminal(text, ascii)))
}

/// In a quoted string graphviz reads a backslash, a quote and an entity as more than themselves.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('&', "&amp;")
}
