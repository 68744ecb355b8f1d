//! Causes and effects: the links to and from an event, followed transitively.

use std::collections::{BTreeMap, HashSet, VecDeque};

use serde::Serialize;

use crate::model::event::{Event, Link};
use crate::model::key::EventKey;
use crate::model::timeline::Timeline;

use super::Report;
use super::event::{LinkReport, link_report, tell_links};
use super::event_row::ById;
use super::prose::{Prose, Writer};

/// The causes and effects of an event, as trees of links.
#[derive(Serialize)]
pub struct Chain<'a> {
    pub event: ById<'a, Event>,
    pub causes: Vec<Step<'a>>,
    pub effects: Vec<Step<'a>>,
    /// The ids of the topics that refer to the event.
    pub topics: Vec<&'a str>,
}

/// A link, with the links that continue from its other event.
#[derive(Serialize)]
pub struct Step<'a> {
    /// The link, and the event at its other end.
    #[serde(flatten)]
    pub link: LinkReport<'a>,
    /// Whether the event already appeared, so that its links are not repeated.
    pub repeated: bool,
    /// The next links, keyed by direction. `extra` counts the links omitted by the depth limit.
    #[serde(flatten)]
    pub beyond: BTreeMap<Direction, Report<Vec<Step<'a>>, usize>>,
}

/// The direction in which links are followed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    Causes,
    Effects,
}

/// The causes and effects of an event, up to `depth` links away; `None` is unlimited.
///
/// The traversal is breadth-first, in event order. An event that already appeared is listed again
/// without its links, so that cycles terminate.
pub fn chain(timeline: &Timeline, key: EventKey, depth: Option<usize>) -> Chain<'_> {
    let mut seen = HashSet::from([key]);
    let mut follow = |direction| {
        let visits = follow_links(timeline, key, direction, depth, &mut seen);
        nest(timeline, &visits, direction, None)
    };
    let topics = timeline.topics_of(key).into_iter();
    Chain {
        event: ById(&timeline[key]),
        causes: follow(Direction::Causes),
        effects: follow(Direction::Effects),
        topics: topics.map(|topic| &*timeline[topic].id).collect(),
    }
}

/// The chain in prose: the causes, then the effects, each in chronological order.
pub fn prose(timeline: &Timeline, key: EventKey, depth: Option<usize>) -> Prose<'_> {
    const MAX_PARAGRAPH: usize = 900;
    let event = &timeline[key];
    let title = &event.title;
    let mut writer = Writer::new(timeline, None);
    for (direction, some, none) in [
        (
            Direction::Causes,
            &*format!("Behind “{title}” the sources see this."),
            &*format!("No source says what led to “{title}”."),
        ),
        (
            Direction::Effects,
            "And this came of it.",
            "No source says what came of it.",
        ),
    ] {
        let visits = follow_links(timeline, key, direction, depth, &mut HashSet::from([key]));
        let mut links: Vec<&Link> = visits.iter().map(|visit| visit.link).collect();
        links.sort_by_key(|link| (link.from.min(link.to), link.from.max(link.to)));
        writer.new_paragraph();
        writer.append(if links.is_empty() { none } else { some });
        for link in links {
            if writer.text().len() > MAX_PARAGRAPH {
                writer.new_paragraph();
            }
            tell_links(&mut writer, &[link]);
        }
    }
    writer.finish("event", title, event.date.to_string())
}

/// A link found by the traversal, before the links are nested into a tree.
struct Visit<'a> {
    link: &'a Link,
    event: EventKey,
    repeated: bool,
    /// Index of the visit from which the link was followed.
    parent: Option<usize>,
    left_out: usize,
}

fn follow_links<'a>(
    timeline: &'a Timeline,
    from: EventKey,
    direction: Direction,
    depth: Option<usize>,
    seen: &mut HashSet<EventKey>,
) -> Vec<Visit<'a>> {
    let mut visits: Vec<Visit<'a>> = Vec::new();
    // Each entry: the event to continue from, the index of its visit, and its depth.
    let mut queue = VecDeque::from([(from, None::<usize>, 0)]);
    while let Some((event, parent, level)) = queue.pop_front() {
        let links = match direction {
            Direction::Causes => timeline.causes(event),
            Direction::Effects => timeline.effects(event),
        };
        if depth.is_some_and(|depth| level >= depth) {
            if let Some(parent) = parent {
                visits[parent].left_out = links.len();
            }
            continue;
        }
        for link in links {
            let event = match direction {
                Direction::Causes => link.from,
                Direction::Effects => link.to,
            };
            let repeated = !seen.insert(event);
            if !repeated {
                queue.push_back((event, Some(visits.len()), level + 1));
            }
            visits.push(Visit {
                link,
                event,
                repeated,
                parent,
                left_out: 0,
            });
        }
    }
    visits
}

/// Nests the visits below `parent` into a tree. `visits` is sorted by parent.
fn nest<'a>(
    timeline: &'a Timeline,
    visits: &[Visit<'a>],
    direction: Direction,
    parent: Option<usize>,
) -> Vec<Step<'a>> {
    let first = visits.partition_point(|visit| visit.parent < parent);
    let children = visits.iter().enumerate().skip(first);
    let children = children.take_while(|(_, visit)| visit.parent == parent);
    let steps = children.map(|(i, visit)| {
        let beyond = Report {
            data: nest(timeline, visits, direction, Some(i)),
            extra: visit.left_out,
        };
        Step {
            link: link_report(timeline, visit.link, visit.event),
            repeated: visit.repeated,
            beyond: [(direction, beyond)].into(),
        }
    });
    steps.collect()
}
