//! Lists of events, and counts of them.

use crate::model::date::Match;
use crate::query::names::RecordKind;
use crate::report::chronology::{Chronology, Selection};
use crate::report::counts::{Count, Counted, Counts};
use crate::report::event_row::EventRow;

use super::View;
use super::column::Fit::{Keep, WideOnly, Wrap};
use super::column::{Cell, Column, all_fields, both, column, field, marks, number, optional};
use super::page::Page;
use super::table::Table;

/// From this width on the ids of events have room beside them.
const WIDE: usize = 110;

/// The mark of an event that lies only possibly in the period.
pub const POSSIBLE: &str = "?";

/// The mark of an event on which the sources disagree.
pub const DISPUTED: &str = "≠";

/// "1 event", "2 events", "2 people".
pub fn counted(count: usize, what: &str) -> String {
    match what {
        _ if count == 1 => format!("1 {what}"),
        "person" => format!("{count} people"),
        _ => format!("{count} {what}s"),
    }
}

/// An event in a list.
pub struct ListedEvent<'a> {
    pub event: &'a EventRow<'a>,
    /// Its number in a chart.
    pub number: Option<usize>,
    /// The part that somebody had in it.
    pub role: Option<&'a str>,
}

impl<'a> ListedEvent<'a> {
    pub fn new(event: &'a EventRow<'a>) -> Self {
        Self {
            event,
            number: None,
            role: None,
        }
    }
}

fn event_columns<'a>() -> [Column<'a, ListedEvent<'a>>; 8] {
    [
        both("no.", Keep, "id", &|row: &ListedEvent<'_>| {
            row.number.map(number).unwrap_or_default()
        }),
        marks("match", &|row| match row.event.matching {
            Match::Certain => Cell::default(),
            Match::Possible => Cell::mark(POSSIBLE, "possible"),
        }),
        both("date", Keep, "date earliest latest match", &|row| {
            row.event.when.words().into()
        }),
        marks("disputed", &|row| {
            let mark = || Cell::mark(DISPUTED, "the sources disagree");
            row.event.disputed.then(mark).unwrap_or_default()
        }),
        both(
            "event",
            Wrap,
            "title summary people places themes",
            &|row| Cell::from(row.event.title).leading_to(RecordKind::Event, row.event.id),
        ),
        column("role", Wrap, &|row| optional(row.role)),
        both(
            "sources",
            Keep,
            "sources disputed background",
            &|row: &ListedEvent<'_>| {
                let sources = &row.event.sources;
                let count = format!("{} of {}", sources.len(), sources.aside);
                Cell::mark(count, sources.join(", "))
            },
        )
        .labelled("told by"),
        column("id", WideOnly(WIDE), &|row| row.event.id.into()),
    ]
}

impl View for Chronology<'_> {
    fn fields() -> String {
        all_fields(&event_columns())
    }

    fn fill(&self, page: &mut Page) {
        page.text("events", chronology_heading(self));
        if !self.is_empty() {
            page.gap();
            list_events(page, self.iter().map(ListedEvent::new));
        }
    }
}

/// What was asked, what was understood, and how many events there are.
pub fn chronology_heading(chronology: &Chronology<'_>) -> String {
    let mut parts = vec![summed_up(&chronology.aside)];
    let shown = chronology.len();
    if shown < chronology.aside.matching() {
        parts.push(format!("{shown} shown"));
    }
    parts.join(" · ")
}

/// What was asked for, and how many events there are.
pub fn summed_up(selection: &Selection) -> String {
    let mut parts = selection.words();
    let matching = counted(selection.matching(), "event");
    parts.push(match (selection.certain, selection.possible) {
        (_, 0) => matching,
        (0, 1) => format!("{matching}, possibly in this period"),
        (0, _) => format!("{matching}, all of them possibly in this period"),
        (_, possible) => format!("{matching}, {possible} of them possibly in this period"),
    });
    parts.join(" · ")
}

/// The events of a place, a theme or a source, or that there are none.
pub fn event_section(page: &mut Page, rows: &[EventRow<'_>]) {
    if rows.is_empty() {
        page.gap();
        page.text("events", "No event names it.");
        return;
    }
    page.section(counted(rows.len(), "event"));
    list_events(page, rows.iter().map(ListedEvent::new));
}

/// Adds events to a page, what their marks mean, and what to type next.
pub fn list_events<'a>(page: &mut Page, events: impl Iterator<Item = ListedEvent<'a>>) {
    let rows: Vec<ListedEvent<'a>> = events.collect();
    page.table(Table::new(&rows, &event_columns()));
    page.gap();
    let disputed = rows.iter().find(|row| row.event.disputed);
    let is_possible = |row: &ListedEvent<'_>| row.event.matching == Match::Possible;
    let mut legend = Vec::new();
    if rows.iter().any(is_possible) {
        legend.push(format!("{POSSIBLE} may lie outside the period"));
    }
    if rows.iter().any(|row| !row.event.when.is_their_own) {
        legend.push("[…] dated by others".into());
    }
    if disputed.is_some() {
        legend.push(format!("{DISPUTED} the sources disagree"));
    }
    page.legend(legend.join("   "));
    if let Some(row) = disputed.or(rows.first()) {
        page.text(
            "more",
            format!("One of them: destal event {}", row.event.id),
        );
    }
}

/// From this width on the counts have room for ids, and for certain and possible apart.
const ROOMY: usize = 64;

fn count_columns<'a>(by: &str, share: &'a dyn Fn(&Count) -> Cell) -> [Column<'a, Count>; 6] {
    [
        both(by, Keep, "key name", &|row: &Count| (&row.name).into()),
        column("id", WideOnly(ROOMY), &|row| {
            optional((row.key != row.name).then_some(&row.key))
        }),
        field("events", Keep, &|row| number(row.events)),
        field("certain", WideOnly(ROOMY), &|row| number(row.certain)),
        field("possible", WideOnly(ROOMY), &|row| number(row.possible)),
        marks("share", share),
    ]
}

impl View for Counts {
    fn fields() -> String {
        all_fields(&count_columns("", &|_| Cell::default()))
    }

    fn fill(&self, page: &mut Page) {
        let Counted { by, selection } = &self.aside;
        let mut heading = selection.words();
        let events = counted(selection.matching(), "event");
        let by: &str = (*by).into();
        heading.push(format!("{events} by {by}"));
        let longest = page.width.map_or(20, |width| (width / 4).clamp(8, 20));
        let most = self.iter().map(|row| row.events).max().unwrap_or(1);
        let share = |row: &Count| Cell::mark(bar(row.certain, row.possible, most, longest), "");
        let table = Table::new(self, &count_columns(by, &share));
        page.list("events", heading.join(" · "), table, None);
        if !self.is_empty() {
            let mut marks = vec!["█ certain"];
            if self.iter().any(|row| row.possible > 0) {
                marks.push("░ possible");
            }
            page.legend(marks.join("   "));
        }
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
