//! Why: trees of links.

use crate::report::chain::{Chain, Step};

use super::page::{Cell, Column, Grid, Page};
use super::{Format, OF_PAGES, View};

impl View for Chain<'_> {
    const FORMATS: &'static [Format] = OF_PAGES;

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
            let mut grid = Grid::bare(vec![
                Column::new(label),
                Column::new("according to").narrow(),
            ]);
            let mut branches = Vec::new();
            tree(&mut grid, steps, &mut branches);
            page.grid(grid);
        }
        page
    }
}

/// Adds the steps, each on a branch below those that it hangs from. `branches` says of each level
/// above whether more of its steps follow.
fn tree(grid: &mut Grid, steps: &[Step<'_>], branches: &mut Vec<bool>) {
    for (i, step) in steps.iter().enumerate() {
        let is_last = i + 1 == steps.len();
        let trunk: String = branches
            .iter()
            .map(|more| if *more { "│  " } else { "   " })
            .collect();
        let twig = if is_last { "└─ " } else { "├─ " };
        let mut words = format!("{} · {}", step.link.title, step.when.words());
        if step.repeated {
            words.push_str(" (above)");
        }
        if step.left_out > 0 {
            words = format!(
                "{words} (and {} beyond, with a greater --depth)",
                step.left_out
            );
        }
        let level = branches.len() + 1;
        grid.row([
            Cell {
                parts: vec![format!("{trunk}{twig}{words}")],
                spoken: Some(format!("{words}, level {level}")),
            },
            step.link.cited.to_string().into(),
        ]);
        branches.push(!is_last);
        tree(grid, &step.beyond, branches);
        branches.pop();
    }
}
