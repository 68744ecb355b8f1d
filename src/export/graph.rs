//! The graph of links that the formats `dot` and `mermaid` draw.

use std::collections::{HashMap, HashSet};

use crate::model::event::Event;
use crate::model::key::EventKey;
use crate::report::event_row::Citation;
use crate::report::extract::Extract;

use super::text::first_year;

pub struct Graph<'a> {
    /// The events with a link, in chronological order.
    pub nodes: Vec<GraphNode<'a>>,
    pub edges: Vec<Edge<'a>>,
    /// Says how many events are left out because they have no link; `None` if none are.
    pub remark: Option<String>,
}

pub struct GraphNode<'a> {
    pub event: &'a Event,
    /// The date in words; in brackets if it is borrowed.
    pub when: String,
    /// The year in which it may first have happened.
    year: Option<String>,
    /// Whether the filters select it; otherwise it is at the other end of a link.
    pub is_chosen: bool,
}

pub struct Edge<'a> {
    /// The index of the cause in `nodes`.
    pub from: usize,
    /// The index of the effect in `nodes`.
    pub to: usize,
    /// The source that asserts it, with the locator.
    pub who: String,
    pub says: &'a str,
}

impl<'a> Graph<'a> {
    /// The links from or to a selected event, and the events at their ends.
    pub fn new(extract: &Extract<'a>) -> Self {
        let timeline = extract.timeline;
        let links = extract.links();
        let mut linked: Vec<EventKey> = links.iter().flat_map(|l| [l.from, l.to]).collect();
        linked.sort_by_key(|key| (extract.perspective.date(&timeline[*key]).0.sort_key(), *key));
        linked.dedup();
        let indices: HashMap<EventKey, usize> = linked.iter().copied().zip(0..).collect();
        let chosen: HashSet<EventKey> = extract.keys.iter().copied().collect();
        let nodes = linked.iter().map(|key| {
            let event = &timeline[*key];
            let when = extract.perspective.when(event);
            GraphNode {
                event,
                when: when.in_words(),
                year: first_year(&when),
                is_chosen: chosen.contains(key),
            }
        });
        let edges = links.iter().map(|link| Edge {
            from: indices[&link.from],
            to: indices[&link.to],
            who: Citation::new(timeline, &link.locator).to_string(),
            says: link.says.as_deref().unwrap_or_default(),
        });
        let left_out = chosen.iter().filter(|key| !indices.contains_key(key));
        Self {
            nodes: nodes.collect(),
            edges: edges.collect(),
            remark: match left_out.count() {
                0 => None,
                1 => Some("1 event left out: no link leads from or to it".into()),
                n => Some(format!(
                    "{n} events left out: no link leads from or to them"
                )),
            },
        }
    }

    /// The nodes of each year with their indices; those without a year come first.
    pub fn years(&self) -> Vec<(String, Vec<(usize, &GraphNode<'a>)>)> {
        let nodes: Vec<(usize, &GraphNode<'_>)> = self.nodes.iter().enumerate().collect();
        let years = nodes.chunk_by(|(_, a), (_, b)| a.year == b.year);
        let named = years.map(|nodes| {
            let year = nodes[0].1.year.clone();
            (year.unwrap_or_else(|| "undated".into()), nodes.to_vec())
        });
        named.collect()
    }
}
