//! The graph of links for Graphviz: one edge per link, labelled with its source and locator.

use askama::Template;

use crate::report::extract::Extract;

use super::graph::{Graph, GraphNode};
use super::text::{unique_names, visible};
use super::{Exported, Options};

/// Maximum width of a node's label, in characters.
const WIDTH: usize = 26;

/// The links from or to a selected event, and the events at both ends, by year. An event that is
/// not selected is grey and dashed.
#[derive(Template)]
#[template(
    path = "graph.dot",
    escape = "none",
    config = "src/export/templates/askama.toml"
)]
struct Dot<'a> {
    title: String,
    graph: &'a Graph<'a>,
    /// The quoted ids of the nodes, by index.
    ids: Vec<String>,
    ascii: bool,
}

pub fn dot(extract: &Extract<'_>, options: Options) -> Exported {
    let graph = Graph::new(extract);
    let ids = graph.nodes.iter().map(|node| &*node.event.id);
    let ids = unique_names(ids, options.ascii).into_iter();
    let dot = Dot {
        title: extract.title(),
        graph: &graph,
        ids: ids.map(|id| format!("\"{}\"", escape(&id))).collect(),
        ascii: options.ascii,
    };
    Exported {
        text: dot.render().expect("writing to memory succeeds") + "\n",
        remarks: Vec::from_iter(graph.remark),
    }
}

impl Dot<'_> {
    fn quote(&self, text: impl ToString) -> String {
        format!("\"{}\"", escape(&visible(&text.to_string(), self.ascii)))
    }

    fn label(&self, node: &GraphNode<'_>) -> String {
        let title = visible(&node.event.title, self.ascii);
        let when = visible(&node.when, self.ascii);
        let lines = textwrap::wrap(&title, WIDTH).into_iter();
        let lines = lines.chain([when.into()]);
        let lines: Vec<String> = lines.map(|line| escape(&line)).collect();
        lines.join("\\n")
    }
}

/// Escapes backslashes, quotes and entities, which Graphviz interprets in a quoted string.
fn escape(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('&', "&amp;")
}
