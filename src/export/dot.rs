//! The graph of links for graphviz: an edge a link, with who asserts it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::model::key::EventKey;
use crate::report::part::Cited;
use crate::view::for_terminal;

use super::{Exported, Extract, Options};

/// The links that lead from or to one of the events, and the events at both ends.
pub fn dot(extract: &Extract<'_>, options: Options) -> Exported {
    let timeline = extract.timeline;
    let chosen: BTreeSet<EventKey> = extract.keys.iter().copied().collect();
    let links = timeline.links.iter();
    let links = links.filter(|link| chosen.contains(&link.from) || chosen.contains(&link.to));
    let quoted = |text: &str| quoted(text, options.ascii);
    let mut nodes = chosen.clone();
    let mut edges = String::new();
    for link in links {
        nodes.extend([link.from, link.to]);
        let [from, to] = [link.from, link.to].map(|key| quoted(&timeline[key].id));
        let who = quoted(&Cited::of(timeline, &link.at).to_string());
        let says = quoted(link.says.as_deref().unwrap_or_default());
        writeln!(edges, "  {from} -> {to} [label={who}, tooltip={says}];")
            .expect("a string takes it");
    }
    let mut text = String::from("digraph destal {\n  rankdir=LR;\n  node [shape=box];\n");
    for key in nodes {
        let event = &timeline[key];
        let label = quoted(&format!("{}\n{}", event.title, event.date));
        let id = quoted(&event.id);
        writeln!(text, "  {id} [label={label}];").expect("a string takes it");
    }
    Exported::from(text + &edges + "}\n")
}

/// A quoted string, in which every line but the last ends with a break.
fn quoted(text: &str, ascii: bool) -> String {
    let lines = text.split('\n').map(|line| {
        let line = for_terminal(line, ascii);
        line.replace('\\', "\\\\").replace('"', "\\\"")
    });
    format!("\"{}\"", lines.collect::<Vec<_>>().join("\\n"))
}
