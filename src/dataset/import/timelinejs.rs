//! Turns a `TimelineJS` file, of version 3 or 2, into the table that its spreadsheet would be.

use std::collections::BTreeSet;

use itertools::Itertools as _;
use serde_json::{Map, Value};

use crate::dataset::position::{JsonNode, PathFinder};
use crate::dataset::problem::Path;

use super::headings::fields_of;
use super::table::{Row, Table};
use super::text::plain;
use super::{CellProblem, Whole, whole};

/// What the versions call the object with the lists, the slide with the title, both lists, both dates,
/// and what a slide says. Those with a slash are JSON pointers.
#[rustfmt::skip]
const VERSIONS: [[&str; 9]; 2] = [
    ["", "/title", "events", "eras", "start_date", "end_date", "/text/headline", "/text/text", "/group"],
    ["/timeline", "", "date", "era", "startDate", "endDate", "/headline", "/text", "/tag"],
];

/// The columns of the table, of which the last eight are the dates.
const COLUMNS: &str = "kind unique_id headline text group display_date \
    year month day time end_year end_month end_day end_time";

/// Reads a file.
pub fn read(text: &str) -> Whole<Table> {
    let file: Value = serde_json::from_str(text).map_err(|why| not_json(text, &why))?;
    let version = VERSIONS.iter().find_map(|version| {
        let root = file.pointer(version[0])?;
        root[version[2]].is_array().then_some((version, root))
    });
    let (version, root) = version.ok_or_else(|| not_timelinejs(&file, 1, ""))?;
    let [top, title, events, eras, start, end, ..] = *version;
    let columns: Vec<String> = COLUMNS.split(' ').map(str::to_owned).collect();
    let mut table = Table {
        fields: fields_of(&columns),
        headings: columns,
        is_timelinejs: true,
        ..Table::default()
    };
    // Problems of a date name its key.
    table.headings[6..10].fill(start.to_owned());
    table.headings[10..].fill(end.to_owned());
    let title = root.pointer(title).unwrap_or(&Value::Null);
    let mut cells = cells(title, "title", version);
    cells[6..].fill(String::new()); // the timeline has no date of its own
    let (line, place) = (1, String::new());
    table.rows.push(Row { line, place, cells });
    let (mut finder, mut keys) = (PathFinder::default(), BTreeSet::new());
    for (list, kind) in [(events, ""), (eras, "era")] {
        let top = top.split('/').filter(|key| !key.is_empty());
        let top = top.fold(Path::default(), Path::key).key(list);
        let (mut line, mut counted) = (1, 0);
        for (i, slide) in root[list].as_array().into_iter().flatten().enumerate() {
            // An era may have a slide with its text as well.
            let headline = |slide: &Value| slide.pointer(version[6]).cloned();
            let mut slides = root[events].as_array().into_iter().flatten();
            if kind == "era" && slides.any(|other| headline(other) == headline(slide)) {
                continue;
            }
            let path = top.clone().index(i);
            let date = finder.find(JsonNode::root(text), &path.clone().key(start).0);
            let offset = date.offset().max(counted);
            line += text[counted..offset].matches('\n').count();
            counted = offset;
            if i == 0 && list == events && slide[start].is_null() {
                return Err(not_timelinejs(slide, line, &path.to_string()));
            }
            keys.extend(slide.as_object().into_iter().flat_map(Map::keys));
            let place = format!("slide {}", table.rows.len());
            let cells = self::cells(slide, kind, version);
            table.rows.push(Row { line, place, cells });
        }
    }
    let is_unused = |key: &&String| !table.headings.contains(key) && *key != "tag";
    table.unused = keys.into_iter().filter(is_unused).cloned().collect();
    Ok(table)
}

/// The cells of a slide, in the order of [`COLUMNS`].
fn cells(slide: &Value, kind: &str, version: &[&str; 9]) -> Vec<String> {
    let [.., start, end, headline, text, group] = *version;
    let mut cells = vec![kind.to_owned()];
    for pointer in ["/unique_id", headline, text, group, "/display_date"] {
        cells.push(slide.pointer(pointer).map(scalar).unwrap_or_default());
    }
    cells[4] = plain(&cells[4]); // the exporter escapes groups twice, as TimelineJS needs it
    cells.extend([start, end].map(|key| date(&slide[key])).concat());
    cells
}

/// Year, month, day and time of a date: an object, or in version 2 `1905,9,7,15,30` or `9/7/1905`.
fn date(date: &Value) -> [String; 4] {
    let part = |key: &str| scalar(&date[key]);
    let mut parts = match date {
        Value::String(text) => text
            .split([',', '/'])
            .map(|part| part.trim().to_owned())
            .collect(),
        _ => ["year", "month", "day", "hour", "minute", "second"]
            .map(part)
            .to_vec(),
    };
    if let [_, _, year] = parts.as_slice()
        && year.len() == 4
    {
        parts.rotate_right(1);
    }
    parts.resize(6, String::new());
    let time = match &parts[3..] {
        [hour, ..] if hour.is_empty() => String::new(),
        [hour, minute, second] => format!("{hour}:{minute:0>2}:{second:0>2}"),
        _ => unreachable!("there are six parts"),
    };
    let [year, month, day] = [0, 1, 2].map(|i| std::mem::take(&mut parts[i]));
    [year, month, day, time]
}

/// A text or a number; empty for anything else.
fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// The error for JSON of another kind, which names the keys that it has.
fn not_timelinejs(value: &Value, line: usize, place: &str) -> CellProblem {
    let keys: Vec<&String> = value.as_object().into_iter().flat_map(Map::keys).collect();
    let message = format!(
        "this is not a TimelineJS file; its keys are: {}",
        keys.iter().join(", ")
    );
    let remedy = "convert it to CSV with the columns date and title; a dataset is read with --data";
    CellProblem::new(line, place, "", message, remedy)
}

/// A syntax error in words, on the line of the last sign before it.
fn not_json(text: &str, why: &serde_json::Error) -> CellProblem {
    let message = why.to_string();
    let (message, _) = message.rsplit_once(" at line ").unwrap_or((&message, ""));
    let lines = text
        .split_inclusive('\n')
        .take(why.line().saturating_sub(1));
    let at = lines.map(str::len).sum::<usize>() + why.column().saturating_sub(1);
    let line = text.get(..at).unwrap_or(text).trim_end().lines().count();
    let remedy = "correct it there, or export the file again";
    whole(line.max(1), format!("not JSON: {message}"), remedy)
}
