//! Turns a `TimelineJS` file, of version 3 or 2, into entries.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::dataset::position::{JsonNode, PathFinder};
use crate::dataset::problem::Path;
use crate::model::event::EventKind;

use super::clock::{Clock, at_time};
use super::dates::{DateStyle, no_date, parsed, span};
use super::entry::{Entries, Entry};
use super::reading::{Reading, Unread, unread};
use super::reconcile::RowDate;
use super::text::{first_sentence, plain, shortened};
use super::{CellProblem, Whole, whole};

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
pub fn entries(text: &str) -> Whole<Entries> {
    let file: Value = serde_json::from_str(text).map_err(|why| not_json(text, &why))?;
    let version = VERSIONS.iter().find(|version| {
        file.pointer(version.root)
            .is_some_and(|root| root[version.events].is_array())
    });
    let Some(version) = version else {
        return Err(not_timelinejs(&file, 1, "").into());
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
        let place = first.path.to_string();
        return Err(not_timelinejs(first.value, first.line, &place).into());
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
            Err(problem) => entries.problems.push(*problem),
        }
    }
    Ok(entries)
}

impl Version {
    fn entry(&self, slide: &Slide<'_>, number: usize, kind: EventKind) -> Whole<Entry> {
        let value = slide.value;
        let says = text_at(value, self.text).unwrap_or_default();
        let title = text_at(value, self.headline);
        let title = title.unwrap_or_else(|| shortened(first_sentence(&says)));
        let problem = |key: &str, why: Unread| {
            let value = match &value[key] {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            CellProblem::new(slide.line, key, &value, why.message, why.remedy)
        };
        if title.is_empty() {
            let why = unread("the slide has no headline", "give it one, or remove it");
            return Err(problem("headline", why).into());
        }
        let date = self.date(value).map_err(|(key, why)| problem(key, why))?;
        // The exporter escapes groups twice, as TimelineJS needs it.
        let group = text_at(value, self.group).map(|group| plain(&group));
        Ok(Entry {
            line: slide.line,
            place: format!("slide {number}"),
            id: text_at(value, "/unique_id"),
            kind,
            title,
            says,
            date: Some(parsed(&date.edtf).map_err(|why| problem(self.start, why))?),
            as_printed: date.as_printed,
            themes: group.into_iter().collect(),
            ..Entry::default()
        })
    }

    /// The date of a slide, or the key that cannot be read and why.
    fn date(&self, slide: &Value) -> Result<RowDate, (&'static str, Unread)> {
        let (start, end) = (&slide[self.start], &slide[self.end]);
        let at_start = |why| (self.start, why);
        if start.is_null() {
            return Err(at_start(no_date()));
        }
        let from = day(start).map_err(at_start)?;
        let to = if is_blank(end) {
            Ok(from.clone())
        } else {
            day(end)
        };
        let span = to.and_then(|to| span(&from, &to));
        let (edtf, _) = span.map_err(|why| (self.end, why))?;
        let date = RowDate {
            edtf,
            as_printed: None,
        };
        let displays = [&slide["display_date"], &start["display_date"]];
        let display = displays.into_iter().find_map(Value::as_str).map(plain);
        match display.filter(|words| !words.is_empty()) {
            Some(words) => {
                let reading = DateStyle::ANCIENT.read(&words);
                date.shown_as(&words, &reading, "display_date", true)
                    .map_err(at_start)
            }
            None => Ok(date),
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
    let style = DateStyle::ANCIENT;
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

/// The error for JSON of another kind, which names the keys that it has.
fn not_timelinejs(value: &Value, line: usize, place: &str) -> CellProblem {
    let keys = value.as_object().into_iter().flat_map(Map::keys);
    let keys = keys.map(String::as_str).collect::<Vec<_>>().join(", ");
    let missing = if place.is_empty() {
        "`events`"
    } else {
        "`start_date`"
    };
    let message =
        format!("this is not a TimelineJS file: it has no {missing}; its keys are: {keys}");
    let remedy = "convert it to CSV with the columns date and title; \
                  a dataset of destal's own is read with --data";
    CellProblem::new(line, place, "", message, remedy)
}

/// A syntax error in words, at the comma that has to go if it is one.
fn not_json(text: &str, why: &serde_json::Error) -> CellProblem {
    let message = why.to_string();
    let message = message
        .rsplit_once(" at line ")
        .map_or(&*message, |(why, _)| why);
    if message != "trailing comma" {
        let remedy = "correct it there, or export the file again";
        return whole(why.line().max(1), format!("not JSON: {message}"), remedy);
    }
    let before = text
        .split('\n')
        .take(why.line() - 1)
        .collect::<Vec<_>>()
        .join("\n");
    let is_bracket = text[before.len()..].trim_start().starts_with([']', '}']);
    let line = if is_bracket {
        before.trim_end().matches('\n').count() + 1
    } else {
        why.line()
    };
    whole(
        line,
        "not JSON: a comma before a closing bracket",
        "remove the comma",
    )
}
