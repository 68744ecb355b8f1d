//! The graph of links that the formats `dot` and `mermaid` draw.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use crate::model::event::Event;
use crate::model::key::EventKey;
use crate::report::event_row::Cited;
use crate::report::extract::Extract;

pub struct Graph<'a> {
    /// The events that a link leads from or to, in chronological order.
    pub nodes: Vec<Node<'a>>,
    pub edges: Vec<Edge<'a>>,
    /// How many events are left out because no link leads from or to them.
    pub remark: Option<String>,
}

pub struct Node<'a> {
    key: EventKey,
    pub event: &'a Event,
    /// The date in words; in brackets if whoever tells does not date it.
    pub when: String,
    /// The year in which it may first have happened, or `undated`.
    pub year: String,
    /// Whether the filters select it; otherwise it is at the other end of a link.
    pub is_chosen: bool,
}

pub struct Edge<'a> {
    /// The index of the cause among the nodes.
    pub from: usize,
    /// The index of the effect among the nodes.
    pub to: usize,
    /// Who asserts it, and where.
    pub who: String,
    pub says: &'a str,
}

impl<'a> Graph<'a> {
    /// The links that lead from or to one of the chosen events, and the events at their ends.
    pub fn new(extract: &Extract<'a>) -> Self {
        let timeline = extract.timeline;
        let chosen: BTreeSet<EventKey> = extract.keys.iter().copied().collect();
        let links = extract.links();
        let linked: BTreeSet<EventKey> = links.iter().flat_map(|l| [l.from, l.to]).collect();
        let nodes = linked.iter().map(|key| {
            let event = &timeline[*key];
            let (date, is_their_own) = extract.perspective.date(event);
            let bounds = date.bounds();
            let first = bounds.earliest.or(bounds.latest);
            Node {
                key: *key,
                event,
                when: if is_their_own {
                    date.to_string()
                } else {
                    format!("[{date}]")
                },
                year: first.map_or("undated".into(), |day| day.year().to_string()),
                is_chosen: chosen.contains(key),
            }
        });
        let mut nodes: Vec<Node<'a>> = nodes.collect();
        nodes.sort_by_key(|node| extract.perspective.date(node.event).0.sort_key());
        let indices = nodes.iter().enumerate().map(|(i, node)| (node.key, i));
        let indices: BTreeMap<EventKey, usize> = indices.collect();
        let edges = links.iter().map(|link| Edge {
            from: indices[&link.from],
            to: indices[&link.to],
            who: Cited::new(timeline, &link.at).to_string(),
            says: link.says.as_deref().unwrap_or_default(),
        });
        Self {
            edges: edges.collect(),
            nodes,
            remark: match chosen.difference(&linked).count() {
                0 => None,
                1 => Some("1 event left out: no link leads from or to it".into()),
                n => Some(format!(
                    "{n} events left out: no link leads from or to them"
                )),
            },
        }
    }

    /// The nodes of each year with their indices. Nodes without a year come first.
    pub fn years(&self) -> Vec<(&str, Vec<(usize, &Node<'a>)>)> {
        let mut years: Vec<(&str, Vec<(usize, &Node<'a>)>)> = Vec::new();
        for (i, node) in self.nodes.iter().enumerate() {
            match years.iter_mut().find(|(year, _)| *year == node.year) {
                Some((_, nodes)) => nodes.push((i, node)),
                None => years.push((&node.year, vec![(i, node)])),
            }
        }
        years.sort_by_key(|(year, _)| year.parse::<i32>().ok());
        years
    }
}
