//! The graph of links, as both of its formats draw it: events by year, links with who asserts
//! them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;

use crate::model::date::Date;
use crate::model::key::EventKey;
use crate::report::extract::Extract;
use crate::report::part::Cited;

/// The graph.
pub struct Graph<'a> {
    /// The events that a link leads from or to, in chronological order.
    pub nodes: Vec<Node<'a>>,
    /// The links, one for each record.
    pub edges: Vec<Edge<'a>>,
    /// How many chosen events no link leads from or to.
    pub unlinked: usize,
}

/// An event.
pub struct Node<'a> {
    /// Its handle.
    pub key: EventKey,
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// When it was, in words; in brackets where who tells does not date it.
    pub when: String,
    /// The year in which it can have begun at the earliest; of an open start the year of its
    /// last day.
    pub year: Option<i32>,
    /// Whether it was asked for; otherwise it stands at the other end of a link.
    pub is_chosen: bool,
}

/// A link.
pub struct Edge<'a> {
    /// The index of the cause among the nodes.
    pub from: usize,
    /// The index of the effect among the nodes.
    pub to: usize,
    /// Who asserts it, and where.
    pub who: Cited<'a>,
    /// How the one led to the other.
    pub says: Option<&'a str>,
}

impl<'a> Graph<'a> {
    /// The links that lead from or to one of the chosen events, and the events at their ends.
    pub fn of(extract: &Extract<'a>) -> Self {
        let timeline = extract.timeline;
        let chosen: BTreeSet<EventKey> = extract.keys.iter().copied().collect();
        let links = extract.links();
        let linked: BTreeSet<EventKey> = links.iter().flat_map(|l| [l.from, l.to]).collect();
        let mut nodes: Vec<Node<'a>> = linked
            .iter()
            .map(|key| {
                let event = &timeline[*key];
                let (date, is_their_own) = extract.teller.date(event);
                Node {
                    key: *key,
                    id: &event.id,
                    title: &event.title,
                    when: if is_their_own {
                        date.to_string()
                    } else {
                        format!("[{date}]")
                    },
                    year: year(date),
                    is_chosen: chosen.contains(key),
                }
            })
            .collect();
        nodes.sort_by_key(|node| {
            (
                extract.teller.date(&timeline[node.key]).0.sort_key(),
                node.key,
            )
        });
        let places = nodes.iter().enumerate().map(|(i, node)| (node.key, i));
        let places: BTreeMap<EventKey, usize> = places.collect();
        let edges = links.iter().map(|link| Edge {
            from: places[&link.from],
            to: places[&link.to],
            who: Cited::of(timeline, &link.at),
            says: link.says.as_deref(),
        });
        Self {
            edges: edges.collect(),
            unlinked: chosen.difference(&linked).count(),
            nodes,
        }
    }

    /// The nodes of each year with their indices, the years in order; those without a year come
    /// first.
    pub fn years(&self) -> BTreeMap<Option<i32>, Vec<(usize, &Node<'a>)>> {
        let mut years: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (i, node) in self.nodes.iter().enumerate() {
            years.entry(node.year).or_default().push((i, node));
        }
        years
    }

    /// What is said of the events that are not drawn.
    pub fn remark(&self) -> Option<String> {
        match self.unlinked {
            0 => None,
            1 => Some("1 event left out: no link leads from or to it".into()),
            n => Some(format!(
                "{n} events left out: no link leads from or to them"
            )),
        }
    }
}

fn year(date: &Date) -> Option<i32> {
    let bounds = date.bounds();
    bounds.earliest.or(bounds.latest).map(|day| day.year())
}
