//! The causes and the effects of an event, as trees of links.

use crate::query::names::RecordKind;
use crate::report::chain::{Chain, Step};

use super::View;
use super::link::Hyperlink;
use super::page::{Block, Page, link_names};

impl View for Chain<'_> {
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
        page.gap();
        let topics = self.topics.iter();
        let topics =
            topics.map(|topic| (page.command(&format!("compare-sources {topic}")), *topic));
        page.fields(vec![("Compare", link_names(RecordKind::Topic, topics))]);
    }
}

/// Adds the steps as branches of a tree; `trunk` is the left margin of this level.
///
/// A link to one event that several sources assert is one branch.
fn add_tree(page: &mut Page, label: &'static str, steps: &[Step<'_>], level: usize, trunk: &str) {
    // Links are sorted by the event at the other end.
    let by_event = steps.chunk_by(|a, b| a.link.event.id == b.link.event.id);
    let mut by_event = by_event.peekable();
    while let Some(steps) = by_event.next() {
        let step = &steps[0];
        let event = &step.link.event;
        let is_last = by_event.peek().is_none();
        let [twig, below] = if is_last {
            ["└─ ", "   "]
        } else {
            ["├─ ", "│  "]
        };
        let cited = steps.iter().map(|step| step.link.citation.to_string());
        let cited = cited.collect::<Vec<_>>().join("; ");
        let above = if step.repeated { " (above)" } else { "" };
        let mut words = format!("{} · {}{above}  [{cited}]", event.title, event.date);
        for beyond in step.beyond.values().filter(|beyond| beyond.extra > 0) {
            let left_out = beyond.extra;
            words = format!("{words} (and {left_out} beyond, with a greater --depth)");
        }
        let rest = format!("{trunk}{below}");
        page.blocks.push(Block::Branch {
            label,
            level,
            margins: [format!("{trunk}{twig}"), rest.clone()],
            text: words,
            link: Hyperlink::to(RecordKind::Event, &event.id),
        });
        for beyond in step.beyond.values() {
            add_tree(page, label, beyond, level + 1, &rest);
        }
    }
}
