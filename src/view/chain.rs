//! Why: trees of links.

use crate::report::chain::{Chain, Step};

use super::page::{Kind, Link, Page};
use super::{Format, OF_PROSE, View};

impl View for Chain<'_> {
    const FORMATS: &'static [Format] = OF_PROSE;

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
                continue;
            }
            tree(&mut page, label, steps, "  ");
        }
        page
    }
}

/// Adds the steps, each on a branch below those that it hangs from; `trunk` stands before it.
///
/// Links to one event that several sources assert are one branch.
fn tree(page: &mut Page, label: &'static str, steps: &[Step<'_>], trunk: &str) {
    let mut events: Vec<(&Step<'_>, Vec<String>)> = Vec::new();
    for step in steps {
        let place = step.link.cited.to_string();
        match events
            .iter_mut()
            .find(|(first, _)| first.link.event == step.link.event)
        {
            Some((_, places)) => places.push(place),
            None => events.push((step, vec![place])),
        }
    }
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
        page.branch(
            label,
            [format!("{trunk}{twig}"), format!("{trunk}{below}")],
            words,
            Link::to(Kind::Event, step.link.event),
        );
        tree(page, label, step.beyond.steps(), &format!("{trunk}{below}"));
    }
}
