//! Lists of events, and counts of them.

use crate::model::date::Match;
use crate::query::names::RecordKind;
use crate::report::chronology::{Chronology, Selection};
use crate::report::counts::{Count, Counted, Counts};
use crate::report::event_row::EventRow;

use super::View;
use super::column::Fit::{Keep, WideOnly, Wrap};
use super::column::{Cell, Column, all_fields, column, field, fields_of, marks, number, optional};
use super::page::Page;
use super::table::Table;

/// Minimum width, in terminal columns, at which ids of events are shown.
const MIN_ID_WIDTH: usize = 110;

/// Marks an event that lies only possibly in the period.
pub const POSSIBLE: &str = "?";

/// Marks an event on which the sources disagree.
pub const DISPUTED: &str = "≠";

/// A count with its noun: "1 event", "2 events", "2 people".
pub fn counted(count: usize, what: &str) -> String {
    match what {
        _ if count == 1 => format!("1 {what}"),
        "person" => format!("{count} people"),
        _ => format!("{count} {what}s"),
    }
}

pub struct ListedEvent<'a> {
    pub event: &'a EventRow<'a>,
    /// Its number in a chart, from 1.
    pub number: Option<usize>,
    /// The role of the person on whose page the list is.
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
        fields_of("no.", Keep, "id", &|row: &ListedEvent<'_>| {
            row.number.map(number).unwrap_or_default()
        }),
        marks("match", &|row| match row.event.matching {
            Match::Certain => Cell::default(),
            Match::Possible => Cell::mark(POSSIBLE, "possible"),
        }),
        fields_of("date", Keep, "date earliest latest match", &|row| {
            row.event.when.in_words().into()
        }),
        marks("disputed", &|row| {
            let mark = || Cell::mark(DISPUTED, "the sources disagree");
            row.event.disputed.then(mark).unwrap_or_default()
        }),
        fields_of(
            "event",
            Wrap,
            "title summary people places themes",
            &|row| Cell::from(row.event.title).with_link(RecordKind::Event, row.event.id),
        ),
        column("role", Wrap, &|row| optional(row.role)),
        fields_of(
            "sources",
            Keep,
            "sources disputed background",
            &|row: &ListedEvent<'_>| {
                let sources = &row.event.sources;
                let count = format!("{} of {}", sources.len(), sources.extra);
                Cell::mark(count, sources.join(", "))
            },
        )
        .with_label("told by"),
        column("id", WideOnly(MIN_ID_WIDTH), &|row| row.event.id.into()),
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

/// The filter, the number of matching events, and how many of them are shown if not all are.
pub fn chronology_heading(chronology: &Chronology<'_>) -> String {
    let mut parts = vec![selection_summary(&chronology.extra)];
    let shown = chronology.len();
    if shown < chronology.extra.matching() {
        parts.push(format!("{shown} shown"));
    }
    parts.join(" · ")
}

/// The filter, and the number of matching events.
pub fn selection_summary(selection: &Selection) -> String {
    let mut parts = selection.in_words();
    let matching = counted(selection.matching(), "event");
    parts.push(match (selection.certain, selection.possible) {
        (_, 0) => matching,
        (0, 1) => format!("{matching}, possibly in this period"),
        (0, _) => format!("{matching}, all of them possibly in this period"),
        (_, possible) => format!("{matching}, {possible} of them possibly in this period"),
    });
    parts.join(" · ")
}

/// Adds the events of a place, a theme or a source, or a line that there are none.
pub fn event_section(page: &mut Page, rows: &[EventRow<'_>]) {
    if rows.is_empty() {
        page.gap();
        page.text("events", "No event names it.");
        return;
    }
    page.section(counted(rows.len(), "event"));
    list_events(page, rows.iter().map(ListedEvent::new));
}

/// Adds a table of events, its legend, and a hint what to type next.
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
    if rows.iter().any(|row| !row.event.when.is_own_date) {
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

/// Minimum width, in terminal columns, at which ids, certain and possible counts are shown.
const MIN_WIDTH: usize = 64;

fn count_columns<'a>(by: &str, share: &'a dyn Fn(&Count) -> Cell) -> [Column<'a, Count>; 6] {
    [
        fields_of(by, Keep, "key name", &|row: &Count| (&row.name).into()),
        column("id", WideOnly(MIN_WIDTH), &|row| {
            optional((row.key != row.name).then_some(&row.key))
        }),
        field("events", Keep, &|row| number(row.events)),
        field("certain", WideOnly(MIN_WIDTH), &|row| number(row.certain)),
        field("possible", WideOnly(MIN_WIDTH), &|row| number(row.possible)),
        marks("share", share),
    ]
}

impl View for Counts {
    fn fields() -> String {
        all_fields(&count_columns("", &|_| Cell::default()))
    }

    fn fill(&self, page: &mut Page) {
        let Counted { by, selection } = &self.extra;
        let mut heading = selection.in_words();
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

/// A bar with one column per event; if `most`, the largest count, exceeds `longest` columns, bars
/// are scaled down so that the largest has `longest`.
pub fn bar(certain: usize, possible: usize, most: usize, longest: usize) -> String {
    let long = |count: usize| (count * longest).div_ceil(most.max(longest));
    let whole = long(certain + possible);
    // The possible part has at least one column if the bar has two.
    let solid = long(certain).min(whole - usize::from(possible > 0 && whole > 1));
    "█".repeat(solid) + &"░".repeat(whole - solid)
}
