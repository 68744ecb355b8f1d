//! Why: the links to an event and from it, followed as far as they go.

use std::collections::{HashSet, VecDeque};

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::model::event::Link;
use crate::model::key::EventKey;
use crate::model::timeline::Timeline;

use super::event::{LinkReport, link_report};
use super::part::When;
use super::prose::{Told, pages};

/// What led to an event, and what it led to.
#[derive(Serialize)]
pub struct Chain<'a> {
    /// The id of the event.
    pub event: &'a str,
    /// What led to it.
    pub causes: Vec<Step<'a>>,
    /// What it led to.
    pub effects: Vec<Step<'a>>,
    /// Its title.
    #[serde(skip)]
    pub title: &'a str,
    /// Its date.
    #[serde(skip)]
    pub when: When<'a>,
    /// The chains in paragraphs.
    #[serde(skip)]
    pub prose: Told<'a>,
}

/// A link, with the links beyond it.
pub struct Step<'a> {
    /// The link, and the event at its other end.
    pub link: LinkReport<'a>,
    /// The date of that event.
    pub when: When<'a>,
    /// Whether that event is shown above already, and its chain with it.
    pub repeated: bool,
    /// The links beyond.
    pub beyond: Vec<Step<'a>>,
    /// How many links beyond are left out for their depth.
    pub left_out: usize,
    direction: Direction,
}

/// Which way links are followed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Causes,
    Effects,
}

impl Direction {
    fn word(self) -> &'static str {
        match self {
            Self::Causes => "causes",
            Self::Effects => "effects",
        }
    }

    fn links<'a>(self, timeline: &'a Timeline, event: EventKey) -> Vec<(&'a Link, EventKey)> {
        match self {
            Self::Causes => timeline
                .causes(event)
                .into_iter()
                .map(|link| (link, link.from))
                .collect(),
            Self::Effects => timeline
                .effects(event)
                .into_iter()
                .map(|link| (link, link.to))
                .collect(),
        }
    }
}

impl Serialize for Step<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("event", self.link.event)?;
        map.serialize_entry("source", self.link.cited.source)?;
        map.serialize_entry("paragraph", &self.link.cited.paragraph)?;
        map.serialize_entry("page", &self.link.cited.page)?;
        map.serialize_entry("says", &self.link.says)?;
        map.serialize_entry("repeated", &self.repeated)?;
        map.serialize_entry(self.direction.word(), &self.beyond)?;
        map.end()
    }
}

/// The chains to an event and from it, at most so many links long.
///
/// The walk is breadth-first, in the order of the events. An event that was shown before appears
/// again without its chain, so that circles end.
pub fn chain<'a>(timeline: &'a Timeline, key: EventKey, depth: Option<usize>) -> Chain<'a> {
    let prose = Told::by(move || pages::chain(timeline, key, depth));
    let depth = depth.unwrap_or(usize::MAX);
    let mut seen = HashSet::from([key]);
    Chain {
        prose,
        event: &timeline[key].id,
        title: &timeline[key].title,
        when: When::of(Some(&timeline[key].date)),
        causes: walk(timeline, key, Direction::Causes, depth, &mut seen),
        effects: walk(timeline, key, Direction::Effects, depth, &mut seen),
    }
}

/// A step of the walk, before the steps are put into each other.
struct Visit<'a> {
    link: &'a Link,
    event: EventKey,
    repeated: bool,
    children: Vec<usize>,
    left_out: usize,
}

fn walk<'a>(
    timeline: &'a Timeline,
    from: EventKey,
    direction: Direction,
    depth: usize,
    seen: &mut HashSet<EventKey>,
) -> Vec<Step<'a>> {
    let mut visits: Vec<Visit<'a>> = Vec::new();
    let mut first = Vec::new();
    // Each entry: the event to go on from, the visit that it belongs to, and how deep that is.
    let mut queue = VecDeque::from([(from, None::<usize>, 0)]);
    while let Some((event, parent, level)) = queue.pop_front() {
        let links = direction.links(timeline, event);
        if level >= depth {
            if let Some(parent) = parent {
                visits[parent].left_out = links.len();
            }
            continue;
        }
        for (link, other) in links {
            let index = visits.len();
            let repeated = !seen.insert(other);
            visits.push(Visit {
                link,
                event: other,
                repeated,
                children: Vec::new(),
                left_out: 0,
            });
            match parent {
                Some(parent) => visits[parent].children.push(index),
                None => first.push(index),
            }
            if !repeated {
                queue.push_back((other, Some(index), level + 1));
            }
        }
    }
    nested(timeline, &visits, &first, direction)
}

/// The steps put into each other, from the last to the first, for each comes after its parent.
fn nested<'a>(
    timeline: &'a Timeline,
    visits: &[Visit<'a>],
    first: &[usize],
    direction: Direction,
) -> Vec<Step<'a>> {
    let mut steps: Vec<Option<Step<'a>>> = visits.iter().map(|_| None).collect();
    for (i, visit) in visits.iter().enumerate().rev() {
        let beyond = visit
            .children
            .iter()
            .filter_map(|child| steps[*child].take())
            .collect();
        steps[i] = Some(Step {
            link: link_report(timeline, visit.link, visit.event),
            when: When::of(Some(&timeline[visit.event].date)),
            repeated: visit.repeated,
            beyond,
            left_out: visit.left_out,
            direction,
        });
    }
    first.iter().filter_map(|i| steps[*i].take()).collect()
}
