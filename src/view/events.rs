//! Lists of events, and counts of them.

use crate::model::date::{Date, Match};
use crate::model::timeline::Record;
use crate::report::chronology::{Chronology, Selection};
use crate::report::counts::{Count, Counted, Counts};
use crate::report::event_row::{ById, EventRow};

use super::View;
use super::column::Fit::{Keep, WideOnly, Wrap};
use super::column::{Cell, Column, both, column, field, marks, optional, records, titled};
use super::link::Kind;
use super::page::Page;
use super::table::Table;

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

/// "1 person", "2 people".
pub fn people(count: usize) -> String {
    let what = if count == 1 { "person" } else { "people" };
    format!("{count} {what}")
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

fn event_columns<'a>() -> Vec<Column<ListedEvent<'a>>> {
    vec![
        column("no.", Keep, |row| {
            row.number.map(Cell::number).unwrap_or_default()
        }),
        field("id", |row| row.event.id.into()),
        marks("match", |row| match row.event.matching {
            Match::Certain => Cell::default(),
            Match::Possible => Cell::mark(POSSIBLE, "possible"),
        }),
        both("date", Keep, |row| {
            let when = &row.event.when;
            let date = when.date.map(Date::as_str);
            Cell::from(when.words()).with_value(date.unwrap_or_default())
        }),
        field("earliest", |row| optional(row.event.when.bounds().earliest)),
        field("latest", |row| optional(row.event.when.bounds().latest)),
        field("match", |row| match_word(row.event.matching).into()),
        marks("disputed", |row| {
            let mark = || Cell::mark(DISPUTED, "the sources disagree");
            row.event.disputed.then(mark).unwrap_or_default()
        }),
        titled("event", Wrap, "title", |row| {
            Cell::from(row.event.title).leading_to(Kind::Event, row.event.id)
        }),
        field("summary", |row| optional(row.event.summary.as_deref())),
        field("people", |row| ids(&row.event.people)),
        field("places", |row| ids(&row.event.places)),
        field("themes", |row| ids(&row.event.themes)),
        column("role", Wrap, |row| optional(row.role)),
        // In plain text and for programs, which sources they are.
        both("sources", Keep, |row: &ListedEvent<'_>| {
            let sources = &row.event.sources;
            let count = format!("{} of {}", sources.len(), sources.aside);
            Cell::mark(count, sources.join(", ")).with_value(sources.join(" "))
        })
        .labelled("told by"),
        field("disputed", |row| row.event.disputed.into()),
        field("background", |row| row.event.background.into()),
        column("id", WideOnly(WIDE), |row| row.event.id.into()),
    ]
}

fn ids<T: Record>(records: &[ById<'_, T>]) -> Cell {
    let ids: Vec<&str> = records.iter().map(|record| record.id()).collect();
    ids.join(" ").into()
}

impl View for Chronology<'_> {
    fn fill(&self, page: &mut Page) {
        page.text("events", chronology_heading(self));
        if !self.is_empty() {
            page.gap();
            list_events(page, self.iter().map(ListedEvent::new));
        }
    }

    fn records(&self) -> Option<Vec<Vec<String>>> {
        let rows: Vec<ListedEvent<'_>> = self.iter().map(ListedEvent::new).collect();
        Some(records(&rows, &event_columns()))
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

/// The word for how an event meets the period.
pub fn match_word(matching: Match) -> &'static str {
    match matching {
        Match::Certain => "certain",
        Match::Possible => "possible",
    }
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

/// A count with the bar that shows it.
struct CountRow<'a> {
    count: &'a Count,
    bar: String,
}

fn count_columns<'a>(by: &str) -> Vec<Column<CountRow<'a>>> {
    vec![
        field("key", |row| (&row.count.key).into()),
        titled(by, Keep, "name", |row| (&row.count.name).into()),
        column("id", WideOnly(ROOMY), |row| {
            let Count { key, name, .. } = row.count;
            optional((key != name).then_some(key))
        }),
        both("events", Keep, |row| Cell::number(row.count.events)),
        both("certain", WideOnly(ROOMY), |row| {
            Cell::number(row.count.certain)
        }),
        both("possible", WideOnly(ROOMY), |row| {
            Cell::number(row.count.possible)
        }),
        marks("share", |row| Cell::mark(row.bar.as_str(), "")),
    ]
}

/// The counts with bars of at most `longest` columns.
fn count_rows(counts: &Counts, longest: usize) -> Vec<CountRow<'_>> {
    let most = counts.iter().map(|row| row.events).max().unwrap_or(1);
    let rows = counts.iter().map(|count| CountRow {
        count,
        bar: bar(count.certain, count.possible, most, longest),
    });
    rows.collect()
}

impl View for Counts {
    fn fill(&self, page: &mut Page) {
        let Counted { by, selection } = &self.aside;
        let mut heading = selection.words();
        let events = counted(selection.matching(), "event");
        let by: &str = (*by).into();
        heading.push(format!("{events} by {by}"));
        let longest = page.width.map_or(20, |width| (width / 4).clamp(8, 20));
        let table = Table::new(&count_rows(self, longest), &count_columns(by));
        page.list("events", heading.join(" · "), table, None);
        if !self.is_empty() {
            let mut marks = vec!["█ certain"];
            if self.iter().any(|row| row.possible > 0) {
                marks.push("░ possible");
            }
            page.legend(marks.join("   "));
        }
    }

    fn records(&self) -> Option<Vec<Vec<String>>> {
        let columns = count_columns(self.aside.by.into());
        Some(records(&count_rows(self, 0), &columns))
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
