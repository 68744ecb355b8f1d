//! Turns a `TimelineJS` file, of version 3 or 2, into entries.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::dataset::position::{JsonNode, PathFinder};
use crate::dataset::problem::Path;
use crate::model::event::EventKind;

use super::CellProblem;
use super::dates::{Clock, DateStyle, Reading, Unread, at_time, parsed, span, unread};
use super::entry::{Entries, Entry};
use super::reconcile::{RowDate, reconcile};
use super::text::{first_sentence, plain, shortened};

/// Where the two versions of the format have what.
struct Version {
    /// JSON pointer to the object that has the lists; the title slide is at `title`.
    root: &'static str,
    title: &'static str,
    events: &'static str,
    eras: &'static str,
    start: &'static str,
    end: &'static str,
    /// JSON pointers within a slide.
    headline: &'static str,
    text: &'static str,
    group: &'static str,
    /// The keys of a slide that are read.
    keys: &'static [&'static str],
}

const VERSIONS: [Version; 2] = [
    Version {
        root: "",
        title: "/title",
        events: "events",
        eras: "eras",
        start: "start_date",
        end: "end_date",
        headline: "/text/headline",
        text: "/text/text",
        group: "/group",
        keys: &[
            "start_date",
            "end_date",
            "display_date",
            "text",
            "group",
            "unique_id",
            "autolink",
        ],
    },
    Version {
        root: "/timeline",
        title: "",
        events: "date",
        eras: "era",
        start: "startDate",
        end: "endDate",
        headline: "/headline",
        text: "/text",
        group: "/tag",
        keys: &["startDate", "endDate", "headline", "text", "tag"],
    },
];

/// A slide with its path in the file.
struct Slide<'v> {
    value: &'v Value,
    path: Path,
    line: usize,
}

/// The entries of a file.
pub fn entries(text: &str) -> Result<Entries, CellProblem> {
    let file: Value = serde_json::from_str(text).map_err(|why| not_json(text, &why))?;
    let version = VERSIONS.iter().find(|version| {
        file.pointer(version.root)
            .is_some_and(|root| root[version.events].is_array())
    });
    let Some(version) = version else {
        return Err(not_timelinejs(&file, 1, ""));
    };
    let root = file.pointer(version.root).unwrap_or(&Value::Null);
    let mut finder = PathFinder::default();
    let mut slides = |list: &str| -> Vec<Slide<'_>> {
        let (mut line, mut counted) = (1, 0);
        let top = version.root.split('/').filter(|key| !key.is_empty());
        let top = top.fold(Path::default(), Path::key).key(list);
        let values = root[list].as_array().into_iter().flatten().enumerate();
        let slides = values.map(|(i, value)| {
            let path = top.clone().index(i);
            let at = path.clone().key(version.start);
            let offset = finder.find(JsonNode::root(text), &at.0).offset();
            line += text[counted..offset.max(counted)].matches('\n').count();
            counted = offset.max(counted);
            Slide { value, path, line }
        });
        slides.collect()
    };
    let events = slides(version.events);
    let eras = slides(version.eras);
    if let Some(first) = events.first()
        && events
            .iter()
            .all(|slide| slide.value[version.start].is_null())
    {
        return Err(not_timelinejs(
            first.value,
            first.line,
            &first.path.to_string(),
        ));
    }
    let title = root.pointer(version.title).unwrap_or(&Value::Null);
    let mut entries = Entries {
        kind: "TimelineJS file",
        id: text_at(title, "/unique_id"),
        title: text_at(title, version.headline),
        description: text_at(title, version.text),
        unused: unused(&events, version),
        ..Entries::default()
    };
    let events = events.iter().map(|slide| (slide, EventKind::Event));
    let all = events.chain(eras.iter().map(|slide| (slide, EventKind::Condition)));
    for (number, (slide, kind)) in all.enumerate() {
        match version.entry(slide, number + 1, kind) {
            Ok(entry) => entries.list.push(entry),
            Err(problem) => entries.problems.push(problem),
        }
    }
    Ok(entries)
}

impl Version {
    fn entry(
        &self,
        slide: &Slide<'_>,
        number: usize,
        kind: EventKind,
    ) -> Result<Entry, CellProblem> {
        let value = slide.value;
        let says = text_at(value, self.text).unwrap_or_default();
        let title = text_at(value, self.headline);
        let title = title.unwrap_or_else(|| shortened(first_sentence(&says)));
        if title.is_empty() {
            let (message, remedy) = ("the slide has no headline", "give it one, or remove it");
            return Err(CellProblem::new(
                slide.line, "headline", "", message, remedy,
            ));
        }
        let date = self.date(slide)?;
        let group = text_at(value, self.group);
        Ok(Entry {
            line: slide.line,
            place: format!("slide {number}"),
            id: text_at(value, "/unique_id"),
            kind,
            title,
            says,
            date: Some(parsed(&date.edtf).map_err(|why| {
                CellProblem::new(slide.line, self.start, "", why.message, why.remedy)
            })?),
            as_printed: date.as_printed,
            // The exporter escapes groups twice, as TimelineJS needs it.
            themes: group.map(|group| plain(&group)).into_iter().collect(),
            ..Entry::default()
        })
    }

    fn date(&self, slide: &Slide<'_>) -> Result<RowDate, CellProblem> {
        let problem = |key: &str, why: Unread| {
            let value = match &slide.value[key] {
                Value::String(text) => text.clone(),
                Value::Null => String::new(),
                other => other.to_string(),
            };
            CellProblem::new(slide.line, key, &value, why.message, why.remedy)
        };
        let (start, end) = (&slide.value[self.start], &slide.value[self.end]);
        if start.is_null() {
            let why = unread("no date", "give the slide one, or remove it");
            return Err(problem(self.start, why));
        }
        let from = day(start).map_err(|why| problem(self.start, why))?;
        let to = if is_blank(end) {
            Ok(from.clone())
        } else {
            day(end)
        };
        let span = to
            .and_then(|to| span(&from, &to))
            .map_err(|why| problem(self.end, why))?;
        let displays = [&slide.value["display_date"], &start["display_date"]];
        let display = displays.into_iter().find_map(Value::as_str).map(plain);
        let Some(display) = display.filter(|words| !words.is_empty()) else {
            return Ok(RowDate {
                edtf: span.0,
                as_printed: None,
            });
        };
        let style = DateStyle {
            is_ancient: true,
            ..DateStyle::default()
        };
        match style.read(&display) {
            Ok(read) => match reconcile(&span.0, &read, true) {
                Some(edtf) => Ok(RowDate {
                    edtf,
                    as_printed: None,
                }),
                None => {
                    let message = format!(
                        "this is {} in EDTF, but `display_date` says `{display}`",
                        span.0
                    );
                    Err(problem(self.start, unread(message, "correct one of them")))
                }
            },
            Err(_) => Ok(RowDate {
                edtf: span.0,
                as_printed: Some(display).filter(|words| words.split(' ').count() <= 8),
            }),
        }
    }
}

/// The EDTF of a date: an object with numbers, or `1905,9,7` in version 2. A negative year is counted
/// as people do, without a year 0.
fn day(date: &Value) -> Reading {
    let part = |key: &str| match &date[key] {
        Value::String(text) => text.trim().to_owned(),
        Value::Null => String::new(),
        number => number.to_string(),
    };
    let parts: Vec<String> = match date {
        Value::String(text) => text
            .split([',', '/'])
            .map(|part| part.trim().to_owned())
            .collect(),
        _ => ["year", "month", "day", "hour", "minute", "second"]
            .map(part)
            .into(),
    };
    let style = DateStyle {
        is_ancient: true,
        ..DateStyle::default()
    };
    let year = parts.first().map_or("", String::as_str);
    if year.is_empty() {
        return Err(unread("no year", "give `start_date` a `year`"));
    }
    let year = year
        .parse()
        .map_or_else(|_| year.to_owned(), |year: i64| year.to_string());
    let mut edtf = style.read(&year)?;
    let numbers = parts
        .iter()
        .skip(1)
        .map_while(|part| part.parse::<u32>().ok());
    let numbers: Vec<u32> = numbers.collect();
    for number in numbers.iter().take(2) {
        edtf += &format!("-{number:02}");
    }
    parsed(&edtf)?;
    match numbers.as_slice() {
        [_, _, hour, rest @ ..] => {
            let minute = rest.first().copied().unwrap_or(0);
            at_time(&edtf, Clock(*hour, minute, rest.get(1).copied()))
        }
        _ => Ok(edtf),
    }
}

/// Whether an end is absent: null, empty, or an object without a year.
fn is_blank(date: &Value) -> bool {
    match date {
        Value::Object(date) => matches!(date.get("year"), None | Some(Value::Null)),
        Value::String(text) => text.trim().is_empty(),
        _ => true,
    }
}

/// The text at a JSON pointer, without markup; `None` if it is empty.
fn text_at(value: &Value, pointer: &str) -> Option<String> {
    let text = match value.pointer(pointer)? {
        Value::String(text) => plain(text),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// The keys of slides that are not read.
fn unused(slides: &[Slide<'_>], version: &Version) -> Vec<String> {
    let slides = slides.iter().filter_map(|slide| slide.value.as_object());
    let keys: BTreeSet<&String> = slides.flat_map(Map::keys).collect();
    let keys = keys
        .into_iter()
        .filter(|key| !version.keys.contains(&key.as_str()));
    keys.cloned().collect()
}

fn not_timelinejs(value: &Value, line: usize, place: &str) -> CellProblem {
    let keys: Vec<&str> = value
        .as_object()
        .into_iter()
        .flat_map(Map::keys)
        .map(String::as_str)
        .collect();
    let message = match (place.is_empty(), keys.is_empty()) {
        (_, true) => "this is not a TimelineJS file".to_owned(),
        (true, _) => format!(
            "this is not a TimelineJS file, which has `events`; its keys are {}",
            keys.join(", ")
        ),
        (false, _) => format!(
            "no start_date: this is not a TimelineJS file; the keys are {}",
            keys.join(", ")
        ),
    };
    let remedy = "convert it to CSV with the columns date and title; \
                  a dataset of destal's own is read with --data";
    CellProblem::new(line, place, "", message, remedy)
}

/// The place of a syntax error in words.
fn not_json(text: &str, why: &serde_json::Error) -> CellProblem {
    let message = why.to_string();
    let message = message
        .rsplit_once(" at line ")
        .map_or(&*message, |(why, _)| why);
    if message != "trailing comma" {
        let message = format!("not JSON: {message}");
        return CellProblem::new(
            why.line(),
            "",
            "",
            message,
            "correct it there, or export the file again",
        );
    }
    let lines = text.split_inclusive('\n').take(why.line());
    let before: String = lines.collect();
    let line_start = before
        .trim_end_matches('\n')
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let line = &before[line_start..];
    let until = line
        .char_indices()
        .map(|(at, _)| at)
        .take_while(|at| *at < why.column())
        .last()
        .unwrap_or(0);
    let comma = text[..line_start + until].rfind(',').unwrap_or(0);
    let line = text[..comma].matches('\n').count() + 1;
    CellProblem::new(
        line,
        "",
        ",",
        "not JSON: a comma before a closing bracket",
        "remove the comma",
    )
}
