//! Why: trees of links.

use crate::report::chain::{Chain, Step};
use crate::report::event::by_event;

use super::View;
use super::link::{Kind, Link};
use super::page::{Block, Page};

impl View for Chain<'_> {
    const HAS_PROSE: bool = true;

    fn fill(&self, page: &mut Page) {
        page.title("event", &*self.event.title, self.event.date.to_string());
        for (heading, label, steps) in [
            ("What led to it", "led here by", &self.causes),
            ("What it led to", "leads to", &self.effects),
        ] {
            page.section(heading);
            if steps.is_empty() {
                page.indented(label, "No source asserts a link.", 2);
            }
            add_tree(page, label, steps, 1, "  ");
        }
    }
}

/// Adds the steps, each on a branch below those that it hangs from; `trunk` stands before it.
///
/// Links to one event that several sources assert are one branch.
fn add_tree(page: &mut Page, label: &'static str, steps: &[Step<'_>], level: usize, trunk: &str) {
    let events = by_event(steps, |step| &step.link);
    let count = events.len();
    for (i, steps) in events.into_iter().enumerate() {
        let step = steps[0];
        let event = &step.link.event;
        let is_last = i + 1 == count;
        let [twig, below] = if is_last {
            ["└─ ", "   "]
        } else {
            ["├─ ", "│  "]
        };
        let cited = steps.iter().map(|step| step.link.cited.to_string());
        let cited = cited.collect::<Vec<_>>().join("; ");
        let above = if step.repeated { " (above)" } else { "" };
        let mut words = format!("{} · {}{above}  [{cited}]", event.title, event.date);
        for beyond in step.beyond.values().filter(|beyond| beyond.aside > 0) {
            let left_out = beyond.aside;
            words = format!("{words} (and {left_out} beyond, with a greater --depth)");
        }
        let rest = format!("{trunk}{below}");
        page.blocks.push(Block::Branch {
            label,
            level,
            margins: [format!("{trunk}{twig}"), rest.clone()],
            text: words,
            link: Link::to(Kind::Event, &event.id),
        });
        for beyond in step.beyond.values() {
            add_tree(page, label, beyond, level + 1, &rest);
        }
    }
}
