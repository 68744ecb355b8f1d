//! The chart: lanes over a time axis, drawn for a terminal or listed in plain text.

mod counts;
mod marks;

use std::collections::BTreeSet;

use crate::model::date::{Match, days};
use crate::report::axis::Axis;
use crate::report::chart::{Chart, Lane, LanesBy, Mark, Stroke, strokes};
use crate::report::scale::{LabelRow, Scale};

use super::View;
use super::column::Fit::Wrap;
use super::column::{column, optional};
use super::drawing::Drawing;
use super::events::{self, ListedEvent, counted};
use super::page::{Block, Page};
use super::table::Table;

/// The most events that are drawn one by one; more are drawn as counts.
const MAX_MARKS: usize = 50;

impl View for Chart<'_> {
    fn fill(&self, page: &mut Page) {
        page.text("events", events::chronology_heading(&self.chronology));
        match (page.width, self.axis) {
            (None, axis) => add_lanes(self, page, axis),
            (Some(_), None) => {}
            (Some(width), Some(axis)) => {
                page.gap();
                if self.rows().len() > MAX_MARKS {
                    draw_counts(self, page, axis, width);
                } else {
                    draw_marks(self, page, axis, width);
                }
            }
        }
    }
}

/// Adds the lanes as tables, for formats without drawings.
fn add_lanes(chart: &Chart<'_>, page: &mut Page, axis: Option<Axis>) {
    if let Some(axis) = axis {
        page.text("axis", days(axis.bounds()).unwrap_or_default());
    }
    for lane in &chart.lanes {
        let count = counted(lane.marks.len(), "event");
        page.section(format!("{}, {count}", lane.name));
        page.gap();
        page.table(lane_table(chart, lane));
    }
}

/// Draws every event as a numbered mark, and lists the events by number below the drawing.
fn draw_marks(chart: &Chart<'_>, page: &mut Page, axis: Axis, width: usize) {
    let (margin, columns) = widths(width);
    let scale = Scale::of_seconds(axis, columns);
    let labels = scale.labels(str::len);
    let guides = ruler(&labels, columns, '┊', ' ');
    let mut signs = BTreeSet::new();
    let rows = chart.rows();
    let titles: Vec<&str> = rows.iter().map(|row| row.title).collect();
    let mut bands = Vec::new();
    for lane in &chart.lanes {
        if !bands.is_empty() {
            bands.push((String::new(), vec![guides.clone()]));
        }
        let rows = marks::rows(lane, &titles, &scale, &guides, &mut signs);
        bands.push((lane.heading(), rows));
    }
    page.blocks.push(Block::Drawing(frame_lanes(
        margin, &labels, columns, guides, bands,
    )));
    page.gap();
    let explained = strokes(axis.grain).map(|(stroke, meaning)| (marks::sign(stroke), meaning));
    let explained = explained.iter().filter(|(sign, _)| signs.contains(sign));
    let mut legend: Vec<String> = explained
        .map(|(sign, meaning)| format!("{sign}\u{a0}{meaning}"))
        .collect();
    if signs.contains(&'‹') || signs.contains(&'›') {
        legend.push("‹\u{a0}›\u{a0}goes on beyond the axis".into());
    }
    let mut marks = chart.lanes.iter().flat_map(|lane| &lane.marks);
    if marks.any(|mark| !mark.is_own_date) {
        legend.push("[1]\u{a0}a date that is not the source's".into());
    }
    page.legend(legend.join("   "));
    page.gap();
    let key = rows.iter().zip(1..).map(|(row, number)| ListedEvent {
        number: Some(number),
        ..ListedEvent::new(row)
    });
    events::list_events(page, key, true);
    if chart.lanes_by != LanesBy::Source && rows.iter().any(|row| row.disputed) {
        page.text("more", "Where each source puts them: add --lanes source");
    }
}

/// Draws how many events lie in each stretch of the axis, lane by lane.
fn draw_counts(chart: &Chart<'_>, page: &mut Page, axis: Axis, width: usize) {
    let (margin, columns) = widths(width);
    let Some((scale, interval)) = Scale::of_stretches(axis, columns) else {
        return;
    };
    let stretches = axis.stretches(interval);
    let lanes = chart.lanes.iter();
    let counts: Vec<_> = lanes.map(|lane| counts::counts(lane, &stretches)).collect();
    let most = counts.iter().flatten().map(|(certain, _)| *certain).max();
    let bars = counts::Bars::new(most.unwrap_or_default());
    let width = scale.columns / stretches.len();
    let bands = chart.lanes.iter().zip(&counts);
    let bands = bands.map(|(lane, counts)| (lane.heading(), vec![bars.row(counts, width)]));
    let bands = bands.collect();
    let labels = scale.labels(str::len);
    let drawing = frame_lanes(margin, &labels, scale.columns, String::new(), bands);
    page.blocks.push(Block::Drawing(drawing));
    page.gap();
    page.legend(bars.legend(&counts, &interval.in_words()));
    page.gap();
    page.text("more", how_to_narrow(chart));
}

/// A hint how to select so few events that they are drawn one by one.
fn how_to_narrow(chart: &Chart<'_>) -> String {
    let fitting = chart.lanes.iter().filter_map(|lane| {
        let count = lane.marks.len();
        (count <= MAX_MARKS).then_some((count, lane.id?))
    });
    let example = fitting.max_by_key(|(count, _)| *count).map(|(count, id)| {
        let by = chart.lanes_by;
        format!(", such as --{by} {id} ({})", counted(count, "event"))
    });
    format!(
        "Up to {MAX_MARKS} events are drawn one by one: ask for less with --on, --person, --theme or others{}",
        example.unwrap_or_default()
    )
}

/// The events of a lane, for formats without drawings.
fn lane_table(chart: &Chart<'_>, lane: &Lane<'_>) -> Table {
    let event = |mark: &Mark<'_>| &chart.rows()[mark.event];
    Table::new(
        &lane.marks,
        &[
            column("event", Wrap, &|mark| event(mark).title.into()),
            column("date", Wrap, &|mark| mark.when().in_words().into()),
            column("kind", Wrap, &|mark| kind(mark).into()),
            column("match", Wrap, &|mark| match event(mark).matching {
                Match::Certain => "certain".into(),
                Match::Possible => "possible".into(),
            }),
            column("dispute", Wrap, &|mark| {
                optional(event(mark).disputed.then(|| dispute(mark)))
            }),
            column("dated by others", Wrap, &|mark| {
                optional((!mark.is_own_date).then_some("yes"))
            }),
            column("id", Wrap, &|mark| event(mark).id.into()),
        ],
    )
}

fn dispute(mark: &Mark<'_>) -> String {
    let dated = mark.dated.iter();
    let dated: Vec<String> = dated
        .map(|(source, date)| format!("{source}: {date}"))
        .collect();
    match dated.join(", ") {
        dates if dates.is_empty() => "the sources disagree".into(),
        dates => format!("the sources disagree; dates: {dates}"),
    }
}

/// What a mark's date says about its event, in words.
fn kind(mark: &Mark<'_>) -> &'static str {
    match mark.pieces.len() {
        _ if mark.has(Stroke::Edge) => "lasted, and began or ended some time in these days",
        0 | 1 if mark.has(Stroke::Day) && mark.date.bounds().has_time() => "a time of day",
        0 | 1 if mark.has(Stroke::Day) => "a day",
        0 | 1 if mark.has(Stroke::Lasting) => "lasted through these days",
        0 | 1 if mark.has(Stroke::PossibleDay) => "perhaps that day",
        0 | 1 => "some time in it",
        _ if mark.has(Stroke::SomeDay) || mark.has(Stroke::PossibleDay) => "one of these",
        _ => "all of these",
    }
}

/// How many columns the names of lanes have, and how many the marks.
fn widths(width: usize) -> (usize, usize) {
    let margin = if width < 40 {
        width / 3
    } else {
        (width / 4).clamp(12, 24)
    };
    (margin, width.saturating_sub(margin + Drawing::GAP).max(8))
}

/// The drawing of the lanes, with the axis above and below them.
fn frame_lanes(
    margin: usize,
    labels: &[LabelRow],
    columns: usize,
    guides: String,
    lanes: Vec<(String, Vec<String>)>,
) -> Drawing {
    let mut top: Vec<String> = labels.iter().map(text_row).collect();
    let mut bottom = top.clone();
    top.push(ruler(labels, columns, '┬', '─'));
    bottom.push(ruler(labels, columns, '┴', '─'));
    bottom.reverse();
    let mut bands = vec![(String::new(), top)];
    bands.extend(lanes);
    bands.push((String::new(), bottom));
    Drawing {
        margin,
        empty: guides,
        bands,
    }
}

/// A row with `at_label` in the column of each label of the axis.
fn ruler(labels: &[LabelRow], columns: usize, at_label: char, between: char) -> String {
    let mut row = vec![between; columns];
    for (column, _) in labels.last().into_iter().flatten() {
        row[*column] = at_label;
    }
    row.into_iter().collect()
}

fn text_row(labels: &LabelRow) -> String {
    labels.iter().fold(String::new(), |row, (column, text)| {
        format!("{row:column$}{text}")
    })
}

#[cfg(test)]
mod tests;
