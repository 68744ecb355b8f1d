//! Whether one event came before another, and the links that lead from the one to the other.

use std::collections::{BTreeMap, HashSet, VecDeque};

use itertools::Itertools;
use serde::Serialize;

use crate::model::date::Order;
use crate::model::event::{Event, Link};
use crate::model::key::EventKey;
use crate::model::timeline::Timeline;

use super::event::tell_links;
use super::event_row::{ById, Citation, citation_or_nulls};
use super::prose::{Prose, Writer};

/// The chains that are shown.
const MAX_CHAINS: usize = 20;
/// The beginnings of chains that are followed before counting stops.
const MAX_FOLLOWED: usize = 20_000;

/// How two events are connected.
#[derive(Serialize)]
pub struct Connection<'a> {
    pub from: ById<'a, Event>,
    pub to: ById<'a, Event>,
    /// Whether the first came before the second, by the events' own dates.
    pub order: Order,
    /// The same by the dates of each source that dates both.
    pub by_source: Vec<SourceOrder<'a>>,
    /// The shortest ways along links from the one to the other, each with its events in order.
    pub chains: Vec<Vec<ChainStep<'a>>>,
    /// The number of other chains; of a great many, only those that were followed are counted.
    pub more: usize,
    /// The ids of the topics that refer to both.
    pub topics: Vec<&'a str>,
}

#[derive(Serialize)]
pub struct SourceOrder<'a> {
    /// The id of the source.
    pub source: &'a str,
    pub order: Order,
}

/// An event of a chain, with who asserts that the event before it led to it.
#[derive(Serialize)]
pub struct ChainStep<'a> {
    pub event: ById<'a, Event>,
    /// `None` for the first event of a chain.
    #[serde(flatten, serialize_with = "citation_or_nulls")]
    pub citation: Option<Citation<'a>>,
    pub says: Option<&'a str>,
    /// Other locators at which the same link is asserted.
    pub also: Vec<Citation<'a>>,
}

/// How two events are connected, by chains of at most `depth` links; `None` is unlimited.
///
/// If no chain leads from `a` to `b`, the chains are those from `b` to `a`.
pub fn connection(
    timeline: &Timeline,
    [a, b]: [EventKey; 2],
    depth: Option<usize>,
) -> Connection<'_> {
    let events = [&timeline[a], &timeline[b]];
    let by_source = timeline.all_sources().filter_map(|(source, record)| {
        let [from, to] = events.map(|event| event.date_by(source));
        Some(SourceOrder {
            source: &record.id,
            order: from?.bounds().order(to?.bounds()),
        })
    });
    let (chains, more) = chains_either_way(timeline, [a, b], depth);
    let about_b = timeline.topics_of(b);
    let topics = timeline.topics_of(a).into_iter();
    let topics = topics.filter(|topic| about_b.contains(topic));
    let chains = chains.into_iter().map(|chain| {
        let steps = chain.into_iter();
        steps.map(|step| chain_step(timeline, step)).collect()
    });
    Connection {
        from: ById(events[0]),
        to: ById(events[1]),
        order: events[0].date.bounds().order(events[1].date.bounds()),
        by_source: by_source.collect(),
        chains: chains.collect(),
        more,
        topics: topics.map(|topic| &*timeline[topic].id).collect(),
    }
}

fn chain_step<'a>(
    timeline: &'a Timeline,
    (event, links): (EventKey, Vec<&'a Link>),
) -> ChainStep<'a> {
    let cited = links
        .iter()
        .map(|link| Citation::new(timeline, &link.locator));
    let mut cited = cited.unique_by(ToString::to_string);
    ChainStep {
        event: ById(&timeline[event]),
        citation: cited.next(),
        says: links.iter().find_map(|link| link.says.as_deref()),
        also: cited.collect(),
    }
}

impl Connection<'_> {
    /// Which of the two events came first, in one sentence.
    pub fn order_sentence(&self) -> String {
        let [a, b] =
            [&self.from, &self.to].map(|event| format!("“{}” ({})", event.title, event.date));
        match self.order {
            Order::Before => format!("{a} came before {b}."),
            Order::PossiblyBefore => {
                format!("{a} may have come before {b}; their dates touch or overlap.")
            }
            Order::Open => format!("The dates do not tell which came first: {a} or {b}."),
            Order::PossiblyAfter => {
                format!("{a} may have come after {b}; their dates touch or overlap.")
            }
            Order::After => format!("{a} came after {b}."),
        }
    }

    /// The titles of the first and the last event of the chains; `None` if there is no chain.
    pub fn chain_ends(&self) -> Option<[&str; 2]> {
        let chain = self.chains.first()?;
        Some([chain.first()?, chain.last()?].map(|step| &*step.event.title))
    }
}

/// The same in prose: which came first, and the links of the chains that are shown.
pub fn prose(timeline: &Timeline, two: [EventKey; 2], depth: Option<usize>) -> Prose<'_> {
    let mut writer = Writer::new(timeline, None);
    let connection = connection(timeline, two, depth);
    writer.append(&connection.order_sentence());
    writer.new_paragraph();
    writer.append(&match connection.chain_ends() {
        None => "No source says that one led to the other.".to_owned(),
        Some([from, to]) => format!("The sources give these steps from “{from}” to “{to}”."),
    });
    let (chains, _) = chains_either_way(timeline, two, depth);
    let links = chains.iter().flatten();
    let links = links.flat_map(|(_, links)| links.iter().copied());
    let links: Vec<&Link> = links.unique_by(|link| std::ptr::from_ref(*link)).collect();
    tell_links(&mut writer, &links);
    let title = format!("{} · {}", timeline[two[0]].title, timeline[two[1]].title);
    writer.finish("events", &title, String::new())
}

/// The events of a chain, each with the links that lead to it from the one before.
type ChainLinks<'a> = Vec<(EventKey, Vec<&'a Link>)>;

/// The shortest chains, and the number of the others: from `a` to `b`, or else from `b` to `a`.
fn chains_either_way(
    timeline: &Timeline,
    [a, b]: [EventKey; 2],
    depth: Option<usize>,
) -> (Vec<ChainLinks<'_>>, usize) {
    let found = chains(timeline, [a, b], depth);
    if found.0.is_empty() {
        return chains(timeline, [b, a], depth);
    }
    found
}

fn chains(
    timeline: &Timeline,
    [from, to]: [EventKey; 2],
    depth: Option<usize>,
) -> (Vec<ChainLinks<'_>>, usize) {
    let mut effects: BTreeMap<EventKey, BTreeMap<EventKey, Vec<&Link>>> = BTreeMap::new();
    let mut causes: BTreeMap<EventKey, Vec<EventKey>> = BTreeMap::new();
    for link in &timeline.links {
        let to_effects = effects.entry(link.from).or_default();
        to_effects.entry(link.to).or_default().push(link);
        causes.entry(link.to).or_default().push(link.from);
    }
    // Only events from which the last can be reached are worth following.
    let mut leads_there = HashSet::from([to]);
    let mut open = vec![to];
    while let Some(event) = open.pop() {
        let causes = causes.get(&event).into_iter().flatten();
        open.extend(causes.filter(|cause| leads_there.insert(**cause)));
    }
    let mut found = Vec::new();
    let mut count = 0;
    let mut queue: VecDeque<ChainLinks<'_>> = VecDeque::from([vec![(from, Vec::new())]]);
    for _ in 0..MAX_FOLLOWED {
        let Some(chain) = queue.pop_front() else {
            break;
        };
        let (last, _) = chain[chain.len() - 1];
        if last == to {
            count += 1;
            found.extend((found.len() < MAX_CHAINS).then_some(chain));
            continue;
        }
        if depth.is_some_and(|depth| chain.len() > depth) {
            continue;
        }
        for (next, links) in effects.get(&last).into_iter().flatten() {
            let is_new = chain.iter().all(|(event, _)| event != next);
            if is_new && leads_there.contains(next) {
                let mut longer = chain.clone();
                longer.push((*next, links.clone()));
                queue.push_back(longer);
            }
        }
    }
    let more = count - found.len();
    (found, more)
}
