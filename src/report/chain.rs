//! Why: the links to an event and from it, followed as far as they go.

use std::collections::{HashSet, VecDeque};

use serde::Serialize;

use crate::model::event::Link;
use crate::model::key::EventKey;
use crate::model::timeline::Timeline;

use super::event::{LinkReport, link_report, tell_links};
use super::part::When;
use super::prose::{Prose, Writer};

/// What led to an event, and what it led to.
#[derive(Serialize)]
pub struct Chain<'a> {
    pub event: &'a str,
    /// What led to it.
    pub causes: Vec<Step<'a>>,
    /// What it led to.
    pub effects: Vec<Step<'a>>,
    #[serde(skip)]
    pub title: &'a str,
    #[serde(skip)]
    pub when: When<'a>,
}

/// A link, with the links beyond it.
#[derive(Serialize)]
pub struct Step<'a> {
    /// The link, and the event at its other end.
    #[serde(flatten)]
    pub link: LinkReport<'a>,
    #[serde(skip)]
    pub when: When<'a>,
    /// Whether that event is shown above already, and its chain with it.
    pub repeated: bool,
    #[serde(flatten)]
    pub beyond: Beyond<'a>,
    /// How many links beyond are left out for their depth.
    #[serde(skip)]
    pub left_out: usize,
}

/// The links beyond a link.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Beyond<'a> {
    Causes(Vec<Step<'a>>),
    Effects(Vec<Step<'a>>),
}

impl<'a> Beyond<'a> {
    pub fn steps(&self) -> &[Step<'a>] {
        match self {
            Self::Causes(steps) | Self::Effects(steps) => steps,
        }
    }
}

/// Which way links are followed.
#[derive(Clone, Copy)]
enum Direction {
    ToCauses,
    ToEffects,
}

/// The chains to an event and from it, at most so many links long.
///
/// The walk is breadth-first, in the order of the events. An event that was shown before appears
/// again without its chain, so that circles end.
pub fn chain<'a>(timeline: &'a Timeline, key: EventKey, depth: Option<usize>) -> Chain<'a> {
    let mut seen = HashSet::from([key]);
    let mut follow = |direction| {
        let visits = walk(timeline, key, direction, depth, &mut seen);
        nest(timeline, visits, direction)
    };
    Chain {
        event: &timeline[key].id,
        title: &timeline[key].title,
        when: When::of(Some(&timeline[key].date)),
        causes: follow(Direction::ToCauses),
        effects: follow(Direction::ToEffects),
    }
}

/// A chain told from its beginning: each link as its source puts it.
pub fn prose<'a>(timeline: &'a Timeline, key: EventKey, depth: Option<usize>) -> Prose<'a> {
    const LONG: usize = 900;
    let event = &timeline[key];
    let title = &event.title;
    let mut writer = Writer::new(timeline, None);
    for (direction, some, none) in [
        (
            Direction::ToCauses,
            &*format!("Behind “{title}” the sources see this."),
            &*format!("No source says what led to “{title}”."),
        ),
        (
            Direction::ToEffects,
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
            tell_links(&mut writer, &[link], "");
        }
    }
    writer.finish("event", title, When::of(Some(&event.date)).words())
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
            Direction::ToCauses => timeline.causes(event),
            Direction::ToEffects => timeline.effects(event),
        };
        if depth.is_some_and(|depth| level >= depth) {
            if let Some(parent) = parent {
                visits[parent].left_out = links.len();
            }
            continue;
        }
        for link in links {
            let event = match direction {
                Direction::ToCauses => link.from,
                Direction::ToEffects => link.to,
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

/// Puts the steps into each other, from the last to the first, for each comes after its parent.
fn nest<'a>(timeline: &'a Timeline, visits: Vec<Visit<'a>>, direction: Direction) -> Vec<Step<'a>> {
    let mut beyond: Vec<VecDeque<Step<'a>>> = visits.iter().map(|_| VecDeque::new()).collect();
    let mut first = VecDeque::new();
    for (i, visit) in visits.into_iter().enumerate().rev() {
        let steps = std::mem::take(&mut beyond[i]).into();
        let step = Step {
            link: link_report(timeline, visit.link, visit.event),
            when: When::of(Some(&timeline[visit.event].date)),
            repeated: visit.repeated,
            beyond: match direction {
                Direction::ToCauses => Beyond::Causes(steps),
                Direction::ToEffects => Beyond::Effects(steps),
            },
            left_out: visit.left_out,
        };
        match visit.parent {
            Some(parent) => beyond[parent].push_front(step),
            None => first.push_front(step),
        }
    }
    first.into()
}
