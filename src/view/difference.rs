//! Two sources against each other.

use crate::model::agreement::Verdict;
use crate::report::difference::Difference;

use super::events::counted;
use super::grid::{Cell, Column, Grid};
use super::page::Page;
use super::{Format, OF_COMPARISONS, View};

impl View for Difference<'_> {
    const FORMATS: &'static [Format] = OF_COMPARISONS;

    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        page.title("sources", format!("{} and {}", self.a, self.b), "");
        page.text(
            "events",
            format!(
                "{} told by both · {} by {} alone · {} by {} alone",
                counted(self.both, "event"),
                self.only_a.len(),
                self.a,
                self.only_b.len(),
                self.b
            ),
        );
        if !self.dates.is_empty() {
            page.section("Dated differently");
            let mut grid = Grid::headed(vec![
                Column::new("event"),
                Column::new(self.a),
                Column::new(self.b),
                Column::new("").narrow(),
            ]);
            grid.columns[3].label = "can both hold".into();
            for date in &self.dates {
                let both = if date.overlap {
                    Cell::mark("", "yes")
                } else {
                    Cell::mark("≠", "no")
                };
                let [a, b] = &date.when;
                grid.row([date.title.into(), a.words().into(), b.words().into(), both]);
            }
            page.grid(grid);
        }
        for (verdict, heading) in [
            (Verdict::Conflict, "Answered in contradiction"),
            (
                Verdict::Compatible,
                "Answered differently, without contradiction",
            ),
        ] {
            let mut grid = Grid::headed(vec![Column::new("question"), Column::new("why")]);
            for question in self
                .questions
                .iter()
                .filter(|question| question.verdict == verdict)
            {
                grid.row([question.ask.into(), question.why.as_str().into()]);
            }
            if !grid.is_empty() {
                page.section(heading);
                page.grid(grid);
            }
        }
        for (source, events) in [(self.a, &self.only[0]), (self.b, &self.only[1])] {
            if !events.is_empty() {
                page.section(format!("Only {source} tells"));
                let mut grid = Grid::bare(vec![Column::new("date").narrow(), Column::new("event")]);
                for (title, when) in events {
                    grid.row([when.words().into(), (*title).into()]);
                }
                page.grid(grid);
            }
        }
        page
    }

    fn records(&self) -> Grid {
        let mut grid = Grid::of_fields(&[
            "difference",
            "event",
            "topic",
            "question",
            "a",
            "b",
            "verdict",
            "why",
        ]);
        let none = Cell::default;
        for (difference, events) in [("only_a", &self.only_a), ("only_b", &self.only_b)] {
            for event in events {
                grid.row([
                    difference.into(),
                    (*event).into(),
                    none(),
                    none(),
                    none(),
                    none(),
                    none(),
                    none(),
                ]);
            }
        }
        for date in &self.dates {
            grid.row([
                "date".into(),
                date.event.into(),
                none(),
                none(),
                date.a.into(),
                date.b.into(),
                none(),
                none(),
            ]);
        }
        for question in &self.questions {
            grid.row([
                "question".into(),
                none(),
                question.topic.into(),
                question.question.into(),
                none(),
                none(),
                question.verdict.word().into(),
                question.why.as_str().into(),
            ]);
        }
        grid
    }
}
