//! Lists of events, and counts of them.

use itertools::Itertools;

use crate::model::date::{Match, SHORT_DATE};
use crate::model::event::EventKind;
use crate::query::names::RecordKind;
use crate::report::chronology::{Chronology, Selection};
use crate::report::counts::{Count, Counted, Counts};
use crate::report::event_row::EventRow;

use super::View;
use super::column::Fit::{Keep, WideOnly, Wrap};
use super::column::{Cell, Column, all_fields, column, field, fields_of, marks, number, optional};
use super::page::Page;
use super::style::{DISPUTED, Tone};
use super::table::Table;

/// Minimum width, in terminal columns, at which ids of events are shown.
const MIN_ID_WIDTH: usize = 110;

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
    /// Whether the list is laid out in columns, so that its cells are short.
    pub is_laid_out: bool,
}

impl<'a> ListedEvent<'a> {
    pub fn new(event: &'a EventRow<'a>) -> Self {
        Self {
            event,
            number: None,
            role: None,
            is_laid_out: false,
        }
    }
}

fn event_columns<'a>() -> [Column<'a, ListedEvent<'a>>; 8] {
    [
        fields_of("no.", Keep, "id", &|row: &ListedEvent<'_>| {
            row.number.map(number).unwrap_or_default()
        }),
        fields_of(
            "date",
            Keep,
            "date calendar earliest latest match",
            &|row: &ListedEvent<'_>| {
                let when = &row.event.when;
                let date = if row.is_laid_out {
                    when.short(SHORT_DATE)
                } else {
                    when.in_words()
                };
                Cell::from(date).with_link(RecordKind::Event, row.event.id)
            },
        )
        .with_tone(Tone::Quiet),
        column("", Keep, &|row: &ListedEvent<'_>| {
            let is_marked = row.event.disputed && row.is_laid_out;
            optional(is_marked.then_some(DISPUTED))
        })
        .with_tone(Tone::Mark)
        .with_gap(1),
        fields_of(
            "event",
            Wrap,
            "title summary people places themes",
            &|row| row.event.title.into(),
        ),
        column("state", Keep, &|row: &ListedEvent<'_>| {
            let states = [
                (row.event.matching == Match::Possible, "possible"),
                (row.event.kind == EventKind::Condition, "condition"),
                (row.event.disputed, "the sources disagree"),
            ];
            let states = states
                .into_iter()
                .filter(|(is_so, _)| *is_so && !row.is_laid_out);
            states.map(|(_, state)| state).join(", ").into()
        }),
        column("role", Wrap, &|row| optional(row.role)),
        fields_of(
            "by",
            Keep,
            "sources disputed background kind aliases weight",
            &|row: &ListedEvent<'_>| {
                let sources = &row.event.sources;
                if row.is_laid_out {
                    format!("{}/{}", sources.len(), sources.extra).into()
                } else {
                    sources.join(", ").into()
                }
            },
        )
        .with_label("told by"),
        column("id", WideOnly(MIN_ID_WIDTH), &|row| row.event.id.into()),
    ]
}

impl View for Chronology<'_> {
    fn fields(&self) -> String {
        all_fields(&event_columns())
    }

    fn fill(&self, page: &mut Page) {
        page.text("events", chronology_heading(self));
        page.gap();
        if let Some(event) = list_events(page, self.iter().map(ListedEvent::new), true) {
            let story = page.command(format!("story {}", self.extra.args).trim_end());
            page.text("", format!("Next: {} · {story}", page.command(&event)));
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

/// The filter, and the numbers of certain events, of possible events, and of conditions.
pub fn selection_summary(selection: &Selection) -> String {
    let [conditions, possible_conditions] = selection.conditions_found;
    let events = selection.certain - (conditions - possible_conditions);
    let possible = selection.possible - possible_conditions;
    let mut counts = Vec::new();
    if events > 0 || possible + conditions == 0 {
        counts.push(counted(events, "event"));
    }
    if possible > 0 {
        counts.push(format!("{possible} possible"));
    }
    if conditions > 0 {
        counts.push(counted(conditions, "condition"));
    }
    let counts = counts.join(", ");
    match selection.in_words().join(" · ") {
        filter if filter.is_empty() => counts,
        filter => format!("{filter}: {counts}"),
    }
}

/// Adds the events of a place, a theme or a source, or a line that there are none.
pub fn event_section(page: &mut Page, rows: &[EventRow<'_>]) {
    if rows.is_empty() {
        page.gap();
        page.text("events", "No event names it.");
        return;
    }
    let is_condition = |row: &&EventRow<'_>| row.kind == EventKind::Condition;
    let conditions = rows.iter().filter(is_condition).count();
    let mut heading = counted(rows.len() - conditions, "event");
    if conditions > 0 {
        heading += &format!(", {}", counted(conditions, "condition"));
    }
    page.section(heading);
    if let Some(event) = list_events(page, rows.iter().map(ListedEvent::new), true) {
        page.text("", format!("Next: {}", page.command(&event)));
    }
}

/// Adds a table of events in sections, certain events before possible ones before conditions, and a
/// legend. Returns the command that shows one of the events; `None` if there is no event.
pub fn list_events<'a>(
    page: &mut Page,
    events: impl Iterator<Item = ListedEvent<'a>>,
    headed: bool,
) -> Option<String> {
    let is_laid_out = page.width.is_some();
    let rows = events.map(|row| ListedEvent { is_laid_out, ..row });
    let mut rows: Vec<ListedEvent<'a>> = rows.collect();
    let section = |row: &ListedEvent<'_>| match (row.event.kind, row.event.matching) {
        (EventKind::Condition, _) => "Ongoing conditions",
        (EventKind::Event, Match::Certain) => "",
        (EventKind::Event, Match::Possible) => "Possibly in this period",
    };
    rows.sort_by_key(|row| (row.event.kind == EventKind::Condition, section(row)));
    let mut table = Table::new(&rows, &event_columns());
    table.headed = headed;
    let mut first = 0;
    for rows in rows.chunk_by(|a, b| section(a) == section(b)) {
        let heading = section(&rows[0]);
        if !heading.is_empty() {
            table
                .sections
                .push((first, format!("{heading} ({})", rows.len())));
        }
        first += rows.len();
    }
    let lines = table.rows.iter().flat_map(|row| &row[1].lines); // the dates
    let [lasted, between] = ['–', '…'].map(|sign| lines.clone().any(|line| line.contains(sign)));
    page.table(table);
    page.gap();
    let borrowed = rows.iter().any(|row| !row.event.when.is_own_date);
    let is_disputed = rows.iter().any(|row| row.event.disputed);
    let total = rows.first().map_or(0, |row| row.event.sources.extra);
    let legend = [
        (total > 1, format!("n/{total} = sources")),
        (lasted, "a–b = from a to b".to_owned()),
        (between, "a…b = between a and b".to_owned()),
        (borrowed, "[…] = dated by others".to_owned()),
        (is_disputed, format!("{DISPUTED} = sources disagree")),
    ];
    let legend = legend.into_iter().filter(|(is_shown, _)| *is_shown);
    page.legend(legend.map(|(_, text)| text).join("   "));
    let one = rows.iter().rev().max_by_key(|row| row.event.weight)?;
    Some(format!("event {}", one.event.id))
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
    fn fields(&self) -> String {
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
