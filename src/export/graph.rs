//! The graph of links that the formats `dot` and `mermaid` draw.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::event::Event;
use crate::model::key::EventKey;
use crate::report::extract::Extract;
use crate::report::part::Cited;

use super::text::first_year;

pub struct Graph<'a> {
    /// The events that a link leads from or to, in chronological order.
    pub nodes: Vec<Node<'a>>,
    pub edges: Vec<Edge<'a>>,
    /// How many events are left out because no link leads from or to them.
    pub remark: Option<String>,
}

pub struct Node<'a> {
    pub event: &'a Event,
    /// The date in words; in brackets if whoever tells does not date it.
    pub when: String,
    /// The year in which it may first have happened.
    year: Option<i32>,
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
        let links = extract.links();
        let mut linked: Vec<EventKey> = links.iter().flat_map(|l| [l.from, l.to]).collect();
        linked.sort_by_key(|key| (extract.teller.date(&timeline[*key]).0.sort_key(), *key));
        linked.dedup();
        let indices: HashMap<EventKey, usize> = linked.iter().copied().zip(0..).collect();
        let chosen: HashSet<EventKey> = extract.keys.iter().copied().collect();
        let nodes = linked.iter().map(|key| {
            let event = &timeline[*key];
            let when = extract.teller.when(event);
            Node {
                event,
                when: when.words(),
                year: first_year(&when),
                is_chosen: chosen.contains(key),
            }
        });
        let edges = links.iter().map(|link| Edge {
            from: indices[&link.from],
            to: indices[&link.to],
            who: Cited::of(timeline, &link.at).to_string(),
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
    pub fn years(&self) -> impl Iterator<Item = (String, Vec<(usize, &Node<'a>)>)> {
        let mut years: BTreeMap<Option<i32>, Vec<(usize, &Node<'a>)>> = BTreeMap::new();
        for (i, node) in self.nodes.iter().enumerate() {
            years.entry(node.year).or_default().push((i, node));
        }
        let word = |year: Option<i32>| year.map_or("undated".into(), |year| year.to_string());
        years
            .into_iter()
            .map(move |(year, nodes)| (word(year), nodes))
    }
}
