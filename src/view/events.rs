//! Lists of events, and counts of them.

use std::borrow::Borrow;

use crate::model::date::{Bounds, Match, days};
use crate::report::chronology::Chronology;
use crate::report::counts::Counts;
use crate::report::part::EventRow;

use super::grid::{Cell, Column, Grid};
use super::page::{Kind, Page};
use super::{Format, OF_LISTS, View};

/// From this width on the ids of events have room beside them.
const WIDE: usize = 110;

/// The mark of an event that lies only possibly in the period.
pub const POSSIBLE: &str = "?";

/// The mark of an event on which the sources disagree.
pub const DISPUTED: &str = "≠";

/// "1 event", "2 events".
pub fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

impl View for Chronology<'_> {
    const FORMATS: &'static [Format] = OF_LISTS;

    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        page.text("events", self.heading());
        if self.rows().len() > 0 {
            page.gap();
            listed(&mut page, self.rows().map(|row| (row, None)));
        }
        page
    }

    fn records(&self) -> Grid {
        let mut grid = Grid::of_fields(&[
            "id",
            "date",
            "earliest",
            "latest",
            "match",
            "title",
            "summary",
            "people",
            "places",
            "themes",
            "sources",
            "disputed",
            "background",
        ]);
        for row in self.rows() {
            let day =
                |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
            grid.row([
                row.id.into(),
                row.when.date.unwrap_or_default().into(),
                day(row.when.earliest).into(),
                day(row.when.latest).into(),
                match_word(row.matching).into(),
                row.title.into(),
                row.summary.as_deref().unwrap_or_default().into(),
                row.people.join(" ").into(),
                row.places.join(" ").into(),
                row.themes.join(" ").into(),
                row.sources.join(" ").into(),
                row.disputed.to_string().into(),
                row.background.to_string().into(),
            ]);
        }
        grid
    }
}

impl Chronology<'_> {
    /// What was asked, what was understood, and how many events there are.
    pub fn heading(&self) -> String {
        let mut parts = summed_up(self.period, &self.asked, self.certain, self.possible);
        let shown = self.rows().len();
        if shown < self.matching() {
            parts.push(format!("{shown} shown"));
        }
        parts.join(" · ")
    }
}

/// What was asked for, and how many events there are, each part in words.
pub fn summed_up(period: Bounds, asked: &[String], certain: usize, possible: usize) -> Vec<String> {
    let mut parts = Vec::from_iter(days(period));
    parts.extend(asked.iter().cloned());
    let matching = counted(certain + possible, "event");
    parts.push(match (certain, possible) {
        (_, 0) => matching,
        (0, 1) => format!("{matching}, possibly in this period"),
        (0, _) => format!("{matching}, all of them possibly in this period"),
        (_, possible) => format!("{matching}, {possible} of them possibly in this period"),
    });
    parts
}

/// The word for how an event meets the period.
pub fn match_word(matching: Match) -> &'static str {
    match matching {
        Match::Certain => "certain",
        Match::Possible => "possible",
    }
}

/// Adds events to a page, with the part that somebody had in each, and what their marks mean.
pub fn listed<'a, R: Borrow<EventRow<'a>>>(
    page: &mut Page,
    rows: impl Iterator<Item = (R, Option<&'a str>)>,
) {
    let (grid, legend) = grid(rows);
    page.grid(grid);
    page.gap();
    legend.put(page);
}

/// Events with their dates, marks and sources, and the part that somebody had in each.
pub fn grid<'a, R: Borrow<EventRow<'a>>>(
    rows: impl Iterator<Item = (R, Option<&'a str>)>,
) -> (Grid, Legend<'a>) {
    let mut grid = Grid::headed(vec![
        Column::marks("match"),
        Column::new("date").narrow(),
        Column::marks("sources"),
        Column::new("event"),
        Column::new("role"),
        Column::new("sources").narrow(),
        Column::new("id").narrow().on_wide(WIDE),
    ]);
    grid.columns[2].label = "disputed".into();
    grid.columns[5].label = "told by".into();
    let mut legend = Legend::default();
    for (row, role) in rows {
        let row = row.borrow();
        legend.note(row);
        let cells = [
            match row.matching {
                Match::Certain => Cell::default(),
                Match::Possible => Cell::mark(POSSIBLE, "possible"),
            },
            row.when.words().into(),
            if row.disputed {
                Cell::mark(DISPUTED, "the sources disagree")
            } else {
                Cell::default()
            },
            row.title.into(),
            role.unwrap_or_default().into(),
            Cell::mark(
                out_of(row.sources.len(), row.of_sources),
                row.sources.join(", "),
            ),
            row.id.into(),
        ];
        grid.row_to(Kind::Event, row.id, cells);
    }
    (grid, legend)
}

/// "3 of 5"
fn out_of(some: usize, all: usize) -> String {
    format!("{some} of {all}")
}

/// What is said below a list of events: what the marks mean, and what to type next.
#[derive(Default)]
pub struct Legend<'a> {
    first: Option<&'a str>,
    disputed: Option<&'a str>,
    possible: bool,
    by_others: bool,
}

impl<'a> Legend<'a> {
    /// Takes note of what there is to say of a row.
    fn note(&mut self, row: &EventRow<'a>) {
        self.first = self.first.or(Some(row.id));
        self.disputed = self.disputed.or(row.disputed.then_some(row.id));
        self.possible |= row.matching == Match::Possible;
        self.by_others |= !row.when.is_their_own;
    }

    /// Adds it to the page.
    pub fn put(self, page: &mut Page) {
        let mut marks = Vec::new();
        if self.possible {
            marks.push(format!("{POSSIBLE} may lie outside the period"));
        }
        if self.by_others {
            marks.push("[…] dated by others".into());
        }
        if self.disputed.is_some() {
            marks.push(format!("{DISPUTED} the sources disagree"));
        }
        page.legend(marks.join("   "));
        let next = self.disputed.or(self.first);
        page.text(
            "more",
            next.map(|id| format!("One of them: destal event {id}"))
                .unwrap_or_default(),
        );
    }
}

/// From this width on the counts have room for ids, and for certain and possible apart.
const ROOMY: usize = 64;

impl View for Counts {
    const FORMATS: &'static [Format] = OF_LISTS;

    fn page(&self, width: usize) -> Page {
        let by = self.by.word();
        let mut page = Page::default();
        let mut heading = Vec::from_iter(days(self.period));
        heading.extend(self.asked.iter().cloned());
        heading.push(format!("{} by {by}", counted(self.events, "event")));
        page.text("events", heading.join(" · "));
        if self.rows.is_empty() {
            return page;
        }
        page.gap();
        let mut grid = Grid::headed(vec![
            Column::new(by).narrow(),
            Column::new("id").narrow().on_wide(ROOMY),
            Column::new("events").right(),
            Column::new("certain").right().on_wide(ROOMY),
            Column::new("possible").right().on_wide(ROOMY),
            Column::marks("share"),
        ]);
        let most = self.rows.iter().map(|row| row.events).max().unwrap_or(1);
        let longest = (width / 4).clamp(8, 20);
        for row in &self.rows {
            let id = if row.key == row.name { "" } else { &row.key };
            grid.row([
                row.name.as_str().into(),
                id.into(),
                row.events.to_string().into(),
                row.certain.to_string().into(),
                row.possible.to_string().into(),
                Cell::mark(bar(row.certain, row.possible, most, longest), ""),
            ]);
        }
        page.grid(grid);
        page.gap();
        let mut marks = vec!["█ certain"];
        if self.rows.iter().any(|row| row.possible > 0) {
            marks.push("░ possible");
        }
        page.legend(marks.join("   "));
        page
    }

    fn records(&self) -> Grid {
        let mut grid = Grid::of_fields(&["key", "name", "events", "certain", "possible"]);
        for row in &self.rows {
            grid.row([
                row.key.as_str().into(),
                row.name.as_str().into(),
                row.events.to_string().into(),
                row.certain.to_string().into(),
                row.possible.to_string().into(),
            ]);
        }
        grid
    }
}

/// A bar of at most `longest` columns, which it has for the greatest number; a column for each
/// event where there is room.
pub fn bar(certain: usize, possible: usize, most: usize, longest: usize) -> String {
    let long = |count: usize| (count * longest).div_ceil(most.max(longest));
    let whole = long(certain + possible);
    // The part that is possible only is seen, however small.
    let solid = long(certain).min(whole - usize::from(possible > 0 && whole > 1));
    "█".repeat(solid) + &"░".repeat(whole - solid)
}
