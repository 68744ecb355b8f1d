//! The chart: lanes over a time axis, drawn for a terminal, and the same in lines.

mod counted;
mod frame;
mod marks;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::model::date::{Bounds, Date, days};
use crate::report::axis::Axis;
use crate::report::chart::{Chart, Lane, LanesBy, Mark, Stroke};
use crate::report::part::EventRow;
use crate::report::scale::Scale;

use super::View;
use super::column::Column;
use super::column::Fit::Wrap;
use super::column::{column, optional};
use super::drawing::{Band, Drawing};
use super::events::{self, ListedEvent, counted as count};
use super::page::Page;
use super::table::Table;
use frame::Frame;

/// Up to so many events each is drawn by itself; more are drawn as counts.
const MOST_MARKS: usize = 50;

/// The signs that stand in a drawing.
type Signs = BTreeSet<char>;

impl View for Chart<'_> {
    fn page(&self, width: usize) -> Page {
        let mut page = Page::default();
        page.text("events", self.chronology.heading());
        let Some(axis) = &self.axis else {
            return page;
        };
        page.gap();
        if self.rows.len() > MOST_MARKS {
            self.draw_counts(&mut page, axis, width);
        } else {
            self.draw_marks(&mut page, axis, width);
        }
        page
    }

    fn lines(&self) -> Page {
        let mut page = Page::default();
        page.text("events", self.chronology.heading());
        if let Some(axis) = &self.axis {
            let bounds = Bounds {
                earliest: Some(axis.first),
                latest: Some(axis.last),
            };
            page.text("axis", days(bounds).unwrap_or_default());
        }
        for lane in &self.lanes {
            page.section(format!(
                "{}, {}",
                lane.name,
                count(lane.marks.len(), "event")
            ));
            page.gap();
            page.table(self.told(lane));
        }
        page
    }
}

impl Chart<'_> {
    /// Every event with a mark and a number, and below them what the numbers stand for.
    fn draw_marks(&self, page: &mut Page, axis: &Axis, width: usize) {
        let (margin, columns) = widths(width);
        let scale = Scale::of_days(axis, columns, str::len);
        let frame = Frame::of(&scale);
        let mut signs = Signs::new();
        let rows = self.rows.iter();
        let titles: Vec<&str> = rows.map(|row| row.title).collect();
        let lanes = self.lanes.iter().map(|lane| Band {
            label: labelled(lane),
            rows: marks::rows(lane, &titles, &scale, &frame.guides, &mut signs),
        });
        let lanes: Vec<Band> = lanes.collect();
        page.drawing(framed(margin, frame, lanes, true));
        page.gap();
        let mut legend: Vec<String> = ORDER
            .iter()
            .filter(|sign| signs.contains(sign))
            .map(|sign| format!("{sign}\u{a0}{}", marks::meaning(*sign)))
            .collect();
        if ['‹', '›'].iter().any(|arrow| signs.contains(arrow)) {
            legend.push("‹\u{a0}›\u{a0}goes on beyond the axis".into());
        }
        if self.marks().any(|mark| !mark.when.is_their_own) {
            legend.push("[1]\u{a0}a date that is not the source's".into());
        }
        page.legend(legend.join("   "));
        page.gap();
        let key = self.rows.iter().zip(1..).map(|(row, number)| ListedEvent {
            number: Some(number),
            ..ListedEvent::new(row)
        });
        events::list_events(page, key);
        if self.lanes_by != LanesBy::Source && self.rows.iter().any(|row| row.disputed) {
            page.text("more", "Where each source puts them: add --lanes source");
        }
    }

    /// How many events fall to each stretch of the axis, lane by lane.
    fn draw_counts(&self, page: &mut Page, axis: &Axis, width: usize) {
        let (margin, columns) = widths(width);
        let Some((scale, step)) = Scale::of_stretches(axis, columns, str::len) else {
            return;
        };
        let mut frame = Frame::of(&scale);
        frame.guides.clear();
        let counts = counted::Counts::of(&self.lanes, &axis.stretches(step));
        let lanes = self.lanes.iter().enumerate().map(|(i, lane)| Band {
            label: labelled(lane),
            rows: vec![counts.row(i, &scale)],
        });
        let lanes: Vec<Band> = lanes.collect();
        page.drawing(framed(margin, frame, lanes, false));
        page.gap();
        page.legend(counts.legend(&step.words()));
        page.gap();
        page.text("more", self.narrower());
    }

    /// How to ask for so few events that each is drawn by itself.
    fn narrower(&self) -> String {
        let fits = |lane: &&Lane<'_>| lane.marks.len() <= MOST_MARKS && lane.id.is_some();
        let lane = self
            .lanes
            .iter()
            .filter(fits)
            .max_by_key(|lane| lane.marks.len());
        let such = lane.and_then(|lane| {
            let many = count(lane.marks.len(), "event");
            Some(format!(
                ", such as --{} {} ({many})",
                self.lanes_by.word(),
                lane.id?
            ))
        });
        format!(
            "Up to {MOST_MARKS} events are drawn one by one: ask for less with --on, --person, --theme or others{}",
            such.unwrap_or_default()
        )
    }

    fn marks(&self) -> impl Iterator<Item = &Mark<'_>> {
        self.lanes.iter().flat_map(|lane| &lane.marks)
    }

    /// The events of a lane, for a reader who sees no drawing.
    fn told(&self, lane: &Lane<'_>) -> Table {
        let rows: Vec<(&Mark<'_>, &EventRow<'_>)> = lane
            .marks
            .iter()
            .map(|mark| (mark, &self.rows[mark.event]))
            .collect();
        let columns: [Column<(&Mark<'_>, &EventRow<'_>)>; 7] = [
            column("event", Wrap, |(_, row)| row.title.into()),
            column("date", Wrap, |(mark, _)| mark.when.words().into()),
            column("kind", Wrap, |(mark, _)| kind(mark).into()),
            column("match", Wrap, |(_, row)| {
                events::match_word(row.matching).into()
            }),
            column("dispute", Wrap, |(mark, row)| dispute(mark, row).into()),
            column("dated by others", Wrap, |(mark, _)| {
                optional((!mark.when.is_their_own).then_some("yes"))
            }),
            column("id", Wrap, |(_, row)| row.id.into()),
        ];
        Table::new(&rows, &columns)
    }
}

fn dispute(mark: &Mark<'_>, row: &EventRow<'_>) -> String {
    let dated = mark.dated.iter();
    let dated: Vec<String> = dated
        .map(|(source, date)| format!("{source}: {date}"))
        .collect();
    match (row.disputed, dated.is_empty()) {
        (false, _) => String::new(),
        (true, true) => "the sources disagree".into(),
        (true, false) => format!("the sources disagree; dates: {}", dated.join(", ")),
    }
}

/// What a mark's date says of its event, in words.
fn kind(mark: &Mark<'_>) -> &'static str {
    let strokes = |stroke| mark.pieces.iter().any(|piece| piece.stroke == stroke);
    match mark.pieces.len() {
        _ if strokes(Stroke::Edge) => "lasted, and began or ended some time in these days",
        0 | 1 if strokes(Stroke::Day) => "a day",
        0 | 1 if strokes(Stroke::Lasting) => "lasted through these days",
        0 | 1 if mark.when.read.is_some_and(one_day) => "perhaps that day",
        0 | 1 => "some time in it",
        _ if strokes(Stroke::Somewhen) => "one of these",
        _ => "all of these",
    }
}

fn one_day(date: &Date) -> bool {
    date.single_day().is_some()
}

/// The signs of marks in the order in which they are explained.
const ORDER: [char; 5] = ['●', '○', '┄', '━', '┅'];

/// The columns for the names of lanes, and those for their marks.
fn widths(width: usize) -> (usize, usize) {
    let margin = if width < 40 {
        width / 3
    } else {
        (width / 4).clamp(12, 24)
    };
    (margin, width.saturating_sub(margin + Drawing::GAP).max(8))
}

fn labelled(lane: &Lane<'_>) -> String {
    format!("{} ({})", lane.name, lane.marks.len())
}

/// The lanes between two axes; apart from each other where they have several rows.
fn framed(margin: usize, frame: Frame, lanes: Vec<Band>, apart: bool) -> Drawing {
    let nameless = |rows| Band {
        label: String::new(),
        rows,
    };
    let mut bands = vec![nameless(frame.top)];
    for (i, lane) in lanes.into_iter().enumerate() {
        if apart && i > 0 {
            bands.push(nameless(vec![frame.guides.clone()]));
        }
        bands.push(lane);
    }
    bands.push(nameless(frame.bottom));
    Drawing {
        margin,
        empty: frame.guides,
        bands,
    }
}
