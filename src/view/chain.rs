//! Why: trees of links.

use crate::report::chain::{Chain, Step};

use super::View;
use super::event::by_event;
use super::link::{Kind, Link};
use super::page::{Branch, Page};

impl View for Chain<'_> {
    const HAS_PROSE: bool = true;

    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        page.title("event", self.title, self.when.words());
        for (heading, label, steps) in [
            ("What led to it", "led here by", &self.causes),
            ("What it led to", "leads to", &self.effects),
        ] {
            page.section(heading);
            if steps.is_empty() {
                page.indented(label, "No source asserts a link.", 2);
            }
            add_tree(&mut page, label, steps, 1, "  ");
        }
        page
    }
}

/// Adds the steps, each on a branch below those that it hangs from; `trunk` stands before it.
///
/// Links to one event that several sources assert are one branch.
fn add_tree(page: &mut Page, label: &'static str, steps: &[Step<'_>], level: usize, trunk: &str) {
    let events = by_event(steps, |step| &step.link);
    let count = events.len();
    for (i, (step, cited)) in events.into_iter().enumerate() {
        let is_last = i + 1 == count;
        let [twig, below] = if is_last {
            ["└─ ", "   "]
        } else {
            ["├─ ", "│  "]
        };
        let mut words = format!("{} · {}", step.link.title, step.when.words());
        if step.repeated {
            words.push_str(" (above)");
        }
        words = format!("{words}  [{}]", cited.join("; "));
        if step.left_out > 0 {
            words = format!(
                "{words} (and {} beyond, with a greater --depth)",
                step.left_out
            );
        }
        let rest = format!("{trunk}{below}");
        page.branch(Branch {
            label,
            level,
            first: format!("{trunk}{twig}"),
            rest: rest.clone(),
            text: words,
            link: Link::to(Kind::Event, step.link.event),
        });
        add_tree(page, label, step.beyond.steps(), level + 1, &rest);
    }
}
