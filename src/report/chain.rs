//! Why: the links to an event and from it, followed as far as they go.

use std::collections::{BTreeMap, HashSet, VecDeque};

use serde::Serialize;

use crate::model::event::{Event, Link};
use crate::model::key::EventKey;
use crate::model::timeline::Timeline;

use super::Report;
use super::event::{LinkReport, link_report, tell_links};
use super::event_row::ById;
use super::prose::{Prose, Writer};

/// What led to an event, and what it led to.
#[derive(Serialize)]
pub struct Chain<'a> {
    pub event: ById<'a, Event>,
    /// What led to it.
    pub causes: Vec<Step<'a>>,
    /// What it led to.
    pub effects: Vec<Step<'a>>,
}

/// A link, with the links beyond it.
#[derive(Serialize)]
pub struct Step<'a> {
    /// The link, and the event at its other end.
    #[serde(flatten)]
    pub link: LinkReport<'a>,
    /// Whether that event is shown above already, and its chain with it.
    pub repeated: bool,
    /// The links beyond, under the name of their direction; beside them, how many are left out for
    /// their depth.
    #[serde(flatten)]
    pub beyond: BTreeMap<Direction, Report<Vec<Step<'a>>, usize>>,
}

/// Which way links are followed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    Causes,
    Effects,
}

/// The chains to an event and from it, at most so many links long.
///
/// The walk is breadth-first, in the order of the events. An event that was shown before appears
/// again without its chain, so that circles end.
pub fn chain(timeline: &Timeline, key: EventKey, depth: Option<usize>) -> Chain<'_> {
    let mut seen = HashSet::from([key]);
    let mut follow = |direction| {
        let visits = walk(timeline, key, direction, depth, &mut seen);
        nest(timeline, &visits, direction, None)
    };
    Chain {
        event: ById(&timeline[key]),
        causes: follow(Direction::Causes),
        effects: follow(Direction::Effects),
    }
}

/// A chain told from its beginning: each link as its source puts it.
pub fn prose(timeline: &Timeline, key: EventKey, depth: Option<usize>) -> Prose<'_> {
    const LONG: usize = 900;
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
        let visits = walk(timeline, key, direction, depth, &mut HashSet::from([key]));
        let mut links: Vec<&Link> = visits.iter().map(|visit| visit.link).collect();
        links.sort_by_key(|link| (link.from.min(link.to), link.from.max(link.to)));
        writer.new_paragraph();
        writer.say(if links.is_empty() { none } else { some });
        for link in links {
            if writer.text().len() > LONG {
                writer.new_paragraph();
            }
            tell_links(&mut writer, &[link]);
        }
    }
    writer.finish("event", title, event.date.to_string())
}

/// A step of the walk, before the steps are put into each other.
struct Visit<'a> {
    link: &'a Link,
    event: EventKey,
    repeated: bool,
    /// The visit before it.
    parent: Option<usize>,
    left_out: usize,
}

fn walk<'a>(
    timeline: &'a Timeline,
    from: EventKey,
    direction: Direction,
    depth: Option<usize>,
    seen: &mut HashSet<EventKey>,
) -> Vec<Visit<'a>> {
    let mut visits: Vec<Visit<'a>> = Vec::new();
    // Each entry: the event to go on from, the visit that it belongs to, and how deep that is.
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

/// Puts the steps that follow a visit into each other; all visits of one parent stand together.
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
            aside: visit.left_out,
        };
        Step {
            link: link_report(timeline, visit.link, visit.event),
            repeated: visit.repeated,
            beyond: [(direction, beyond)].into(),
        }
    });
    steps.collect()
}
