//! Charts of every fixture and of the shipped timeline, at every width: nothing is wider than the
//! screen, and no event is lost.

use std::path::Path;

use strum::VariantArray;
use unicode_width::UnicodeWidthStr;

use crate::dataset::{self, InputFile};
use crate::model::date::Bounds;
use crate::model::timeline::Timeline;
use crate::query::filter::{Condition, Filter};
use crate::report::axis::Grain;
use crate::report::chart::{Chart, LanesBy, chart};
use crate::report::chronology::{Sort, chronology};

use super::super::{Context, Format, RenderOptions, render};
use super::MAX_MARKS;

fn fixture(name: &str) -> Vec<InputFile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/valid");
    dataset::read(&folder.join(name)).unwrap()
}

fn each_timeline(mut check: impl FnMut(&Timeline)) {
    for files in [
        crate::shipped::files(),
        fixture("small.json"),
        fixture("hostile.json"),
        fixture("titanic.json"),
    ] {
        check(&dataset::load(&files).unwrap().timeline.unwrap());
    }
}

fn in_1956() -> Filter {
    let day = |text: &str| text.parse().ok();
    Filter {
        period: Bounds::days(day("1956-10-01"), day("1956-11-30")),
        conditions: vec![Condition::new("--disputed", "", "disputed")],
        ..Filter::default()
    }
}

fn drawn(chart: &Chart<'_>, format: Option<Format>, width: usize, ascii: bool) -> String {
    let opts = RenderOptions {
        width,
        ascii,
        color: false,
    };
    render(chart, None, format, opts, Context::default()).unwrap()
}

#[test]
fn nothing_is_wider_than_the_screen() {
    let everything = Filter {
        conditions: vec![Condition::new("--background", "", "with background")],
        ..Filter::default()
    };
    each_timeline(|timeline| {
        for filter in [Filter::default(), everything.clone(), in_1956()] {
            for &lanes in LanesBy::VARIANTS {
                let chart = chart(timeline, &filter, None, lanes, false);
                for width in [40, 47, 60, 79, 80, 120, 173, 250] {
                    for ascii in [false, true] {
                        let text = drawn(&chart, None, width, ascii);
                        let widest = text.lines().map(UnicodeWidthStr::width).max();
                        assert!(widest <= Some(width), "{width} {lanes:?}:\n{text}");
                        assert!(!ascii || text.is_ascii());
                    }
                }
            }
        }
    });
}

#[test]
fn every_event_stands_in_a_lane_and_in_the_lines() {
    each_timeline(|timeline| {
        for &lanes in LanesBy::VARIANTS {
            let chart = chart(timeline, &Filter::default(), None, lanes, false);
            let mut found: Vec<usize> = chart
                .lanes
                .iter()
                .flat_map(|lane| lane.marks.iter().map(|mark| mark.event))
                .collect();
            found.sort_unstable();
            found.dedup();
            assert!(found.into_iter().eq(0..chart.rows().len()));
            assert!(chart.lanes.iter().all(|lane| !lane.marks.is_empty()));
            let lines = drawn(&chart, Some(Format::Plain), 80, false);
            for row in chart.rows() {
                let id = super::super::text::for_terminal(row.id, false);
                assert!(lines.contains(&format!("id: {id}\n")), "{id}");
            }
        }
    });
}

#[test]
fn for_programs_a_chart_is_its_list() {
    each_timeline(|timeline| {
        let filter = in_1956();
        for filter in [&Filter::default(), &filter] {
            let chart = chart(timeline, filter, None, LanesBy::Person, false);
            let list = chronology(timeline, filter, Sort::Date, None);
            for format in [Format::Json, Format::Ndjson] {
                let opts = RenderOptions {
                    width: 80,
                    ascii: false,
                    color: false,
                };
                let listed = render(&list, None, Some(format), opts, Context::default()).unwrap();
                assert_eq!(drawn(&chart, Some(format), 80, false), listed);
            }
        }
    });
}

/// The number of each mark is complete at every width.
#[test]
fn every_mark_has_its_number() {
    each_timeline(|timeline| {
        let filter = in_1956();
        for (filter, by) in [(Filter::default(), None), (filter, Some(Grain::Day))] {
            let chart = chart(timeline, &filter, by, LanesBy::Source, false);
            let Some(axis) = chart.axis.filter(|_| chart.rows().len() <= MAX_MARKS) else {
                continue;
            };
            for columns in 12..250 {
                let scale = super::Scale::of_seconds(axis, columns);
                let empty = " ".repeat(columns);
                let titles = vec![""; chart.rows().len()];
                let mut signs = std::collections::BTreeSet::new();
                for lane in &chart.lanes {
                    let rows = super::marks::rows(lane, &titles, &scale, &empty, &mut signs);
                    let numbers: Vec<usize> = rows
                        .iter()
                        .flat_map(|row| row.split(|c: char| !c.is_ascii_digit()))
                        .filter_map(|number| number.parse().ok())
                        .collect();
                    for mark in &lane.marks {
                        assert!(numbers.contains(&(mark.event + 1)), "{columns}: {rows:#?}");
                    }
                }
            }
        }
    });
}

/// A mark over all days of the axis reaches its last column, however wide a day is.
#[test]
fn a_stretch_fills_its_last_day() {
    let files = fixture("small.json");
    let timeline = dataset::load(&files).unwrap().timeline.unwrap();
    let day = |text: &str| text.parse().ok();
    let filter = Filter {
        period: Bounds::days(day("1956-10-01"), day("1956-10-31")),
        ..Filter::default()
    };
    let chart = chart(&timeline, &filter, None, LanesBy::Place, false);
    let axis = chart.axis.unwrap();
    for columns in 20..250 {
        let scale = super::Scale::of_seconds(axis, columns);
        let empty = " ".repeat(columns);
        let mut signs = std::collections::BTreeSet::new();
        let rows = super::marks::rows(&chart.lanes[0], &[""], &scale, &empty, &mut signs);
        let number = format!("┄1{}", "┄".repeat(columns - 2));
        assert_eq!(rows, [number]);
    }
}
