//! Finds all faults in the shape (syntax, keys, types) of a file that does not deserialize.
//!
//! serde stops at the first fault. So a broken record is repaired with placeholder values and read
//! again until it deserializes: every fault is reported once, and placeholders are not.

use std::collections::HashMap;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use serde_path_to_error::Segment;

use crate::model::text::nearest;

use super::position::JsonNode;
use super::problem::{Code, Finding, MAX_PROBLEMS, Path, PathStep, Spot, truncate};
use super::record::{DatasetFile, EventRecord};

/// Message for a file that is not UTF-8.
pub const NOT_UTF8: &str = "not UTF-8 from here on; save the file as UTF-8";

/// Faults in the shape of files, which are read as far as possible in spite of them.
#[derive(Default)]
pub struct Diagnosis {
    pub found: Vec<Finding>,
    /// Paths of placeholder values, each with the index of its file. No further problems are
    /// reported there.
    pub mended: Vec<(usize, Path)>,
    /// Whether some records could not be read at all, so that even their ids are unknown.
    pub has_gaps: bool,
    /// Whether there may be more faults than are reported.
    pub has_more: bool,
    /// Index of the file that is being read.
    file: usize,
    /// Total length of the paths in `found`, in bytes.
    size: usize,
}

/// Finds all faults in the shape of a file, and returns its readable records. Unreadable parts are
/// left out or replaced by placeholders.
pub fn diagnose(text: &str, file: usize) -> (DatasetFile, Diagnosis) {
    let mut diagnosis = Diagnosis::new(file);
    let mut records = DatasetFile::default();
    match diagnosis.parse(text, &Path::default()) {
        Some(Value::Object(top)) => {
            for (key, value) in top {
                if diagnosis.is_full() {
                    break;
                }
                diagnosis.read_key(&mut records, &key, value);
            }
        }
        Some(_) => {
            diagnosis.has_gaps = true;
            let offset = JsonNode::root(text).offset();
            let message = "the file is not a JSON object; write { \"events\": [ … ] }, for example";
            diagnosis.add(Code::WrongType, Path::default(), Some(offset), message);
        }
        None => {}
    }
    (records, diagnosis)
}

/// Byte offset of a syntax error.
fn error_offset(text: &str, error: &serde_json::Error) -> usize {
    let lines = text.split_inclusive('\n').take(error.line().max(1) - 1);
    let start: usize = lines.map(str::len).sum();
    // The column is the last byte read, counted from 1; 0 is the line break before this line.
    let mut offset = (start + error.column()).saturating_sub(1).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Message for a syntax error: the cause and what to do.
fn not_json(error: &serde_json::Error) -> String {
    let why = error.to_string();
    let why = why.rsplit_once(" at line ").map_or(&*why, |(why, _)| why);
    if why.starts_with("EOF") {
        "not JSON: it ends too early; is a bracket or a quotation mark not closed?".to_owned()
    } else if why.starts_with("expected `,`") {
        format!("not JSON: {why}; is a comma missing before this?")
    } else if why == "recursion limit exceeded" {
        "this JSON cannot be read: lists and objects are nested more than 127 deep".to_owned()
    } else if why == "trailing characters" {
        "not JSON: there is text after its end; remove it".to_owned()
    } else {
        format!("not JSON: {why}; fix the file there")
    }
}

impl Diagnosis {
    /// No faults yet; `file` is the index of the file.
    pub fn new(file: usize) -> Self {
        Self {
            file,
            ..Self::default()
        }
    }

    /// A file that is not UTF-8.
    pub fn not_utf8(file: usize) -> Self {
        let mut diagnosis = Self::new(file);
        diagnosis.add(Code::Syntax, Path::default(), None, NOT_UTF8);
        diagnosis.has_gaps = true;
        diagnosis
    }

    /// Reads the event on one line of an NDJSON file, and adds the faults in its shape. `at` is the
    /// path to the line.
    pub fn read_event(&mut self, line: &str, at: &Path) -> Option<EventRecord> {
        if self.is_full() {
            return None;
        }
        let value = self.parse(line, at);
        let record = value.and_then(|value| self.read_record(value, at));
        self.has_gaps |= record.is_none();
        record
    }

    /// Parses a file or a line, and reports duplicate keys.
    fn parse(&mut self, text: &str, at: &Path) -> Option<Value> {
        match serde_json::from_str(text) {
            Ok(value) => {
                self.duplicate_keys(JsonNode::root(text), at);
                Some(value)
            }
            Err(error) => {
                let offset = error_offset(text, &error);
                self.add(Code::Syntax, at.clone(), Some(offset), not_json(&error));
                self.has_gaps = true;
                None
            }
        }
    }

    /// Adds the faults of other files or lines.
    pub fn join(&mut self, other: Self) {
        self.found.extend(other.found);
        self.mended.extend(other.mended);
        self.has_gaps |= other.has_gaps;
        self.has_more |= other.has_more;
    }

    /// Whether a problem found while resolving holds even though parts could not be read. An unread
    /// part may be the missing record, or may use the unused one.
    pub fn is_certain(&self, found: &Finding, is_whole: bool) -> bool {
        let looked_for = match found.code {
            Code::Dangling => true,
            Code::Missing => found.path.0.is_empty(),
            _ => false,
        };
        let lacks_id = |found: &Finding| {
            found.code == Code::Missing && found.path.0.last() == Some(&PathStep::Key("id".into()))
        };
        let may_be_there = looked_for && (self.has_gaps || self.found.iter().any(lacks_id));
        let may_be_needed = !is_whole && matches!(found.code, Code::Unused | Code::Unaccounted);
        let stands_in =
            |(file, path): &(usize, Path)| *file == found.file && found.path.is_within(path);
        !may_be_there && !may_be_needed && !self.mended.iter().any(stands_in)
    }

    fn duplicate_keys(&mut self, node: JsonNode<'_>, path: &Path) {
        let mut seen = HashMap::new();
        for (step, value) in node.children() {
            if self.is_full() {
                return;
            }
            let path = path.clone().step(step.clone());
            self.duplicate_keys(value, &path);
            let PathStep::Key(key) = step else { continue };
            let offset = value.key_offset();
            if let Some(first) = seen.insert(key.clone(), offset) {
                let [first, line] = [first, offset].map(|at| Spot::at_offset(value.whole, at).line);
                let before = if first == line {
                    String::new()
                } else {
                    format!(", on line {first}")
                };
                let message =
                    format!("`{key}` is already in this object{before}; keep one of them");
                self.add(Code::DuplicateKey, path, Some(offset), message);
            }
        }
    }

    /// Whether there are enough faults to stop looking. Without a limit, their paths could take far
    /// more memory than the file.
    fn is_full(&mut self) -> bool {
        const MAX_BYTES: usize = 1 << 20;
        let full = self.found.len() >= MAX_PROBLEMS || self.size >= MAX_BYTES;
        self.has_gaps |= full;
        self.has_more |= full;
        full
    }

    fn add(&mut self, code: Code, path: Path, offset: Option<usize>, message: impl Into<String>) {
        self.size += path.to_string().len();
        self.found.push(Finding {
            offset,
            ..Finding::error(code, self.file, path, truncate(message.into()))
        });
    }

    fn read_key(&mut self, file: &mut DatasetFile, key: &str, value: Value) {
        let path = Path::default().key(key);
        match key {
            "$schema" => {}
            "timeline" => file.timeline = self.read_record(value, &path),
            "sources" => file.sources = self.read_list(value, &path),
            "people" => file.people = self.read_list(value, &path),
            "places" => file.places = self.read_list(value, &path),
            "themes" => file.themes = self.read_list(value, &path),
            "events" => file.events = self.read_list(value, &path),
            "topics" => file.topics = self.read_list(value, &path),
            "links" => file.links = self.read_list(value, &path),
            _ => {
                const KNOWN: [&str; 8] = [
                    "timeline", "sources", "people", "places", "themes", "events", "topics",
                    "links",
                ];
                self.add(Code::UnknownKey, path, None, unknown_key(key, &KNOWN));
            }
        }
    }

    fn read_list<T: DeserializeOwned>(&mut self, value: Value, path: &Path) -> Vec<T> {
        let Value::Array(elements) = value else {
            self.has_gaps = true;
            let message = format!("expected a list, found {}", kind_of(&value));
            self.add(Code::WrongType, path.clone(), None, message);
            return Vec::new();
        };
        let mut records = Vec::new();
        for (i, element) in elements.into_iter().enumerate() {
            if self.is_full() {
                break;
            }
            let path = path.clone().index(i);
            let mut record = self.read_record(element, &path);
            if record.is_none() {
                // An empty record in its place keeps the indexes of later records, by which
                // problems are located.
                self.has_gaps = true;
                self.mended.push((self.file, path.clone()));
                record = self.read_record(json!({}), &path);
            }
            records.extend(record);
        }
        records
    }

    /// Reads a record, repairing it until it deserializes. Returns `None` if it is not an object or
    /// cannot be repaired.
    fn read_record<T: DeserializeOwned>(&mut self, mut value: Value, at: &Path) -> Option<T> {
        if !value.is_object() {
            let message = format!("expected an object, found {}", kind_of(&value));
            self.add(Code::WrongType, at.clone(), None, message);
            return None;
        }
        let mut tried: HashMap<Path, usize> = HashMap::new();
        // Each iteration deserializes the whole record again.
        loop {
            if self.is_full() {
                return None;
            }
            let error = match serde_path_to_error::deserialize::<_, T>(value.clone()) {
                Ok(record) => return Some(record),
                Err(error) => error,
            };
            let inner = path_of(error.path());
            let message = error.inner().to_string();
            let path = Path([&*at.0, &*inner.0].concat());
            if let Some(key) = quoted_part(&message, "unknown field ") {
                let message = unknown_key(key, &known_keys(&message));
                self.add(Code::UnknownKey, path, None, message);
                replace(&mut value, &inner, None);
                continue;
            }
            let (inner, path, fault) = match quoted_part(&message, "missing field ") {
                Some(key) => {
                    let fault = (Code::Missing, format!("`{key}` is missing; add it"));
                    (inner.key(key), path.key(key), fault)
                }
                None => (inner, path, (Code::WrongType, wrong_type(&message))),
            };
            if !self.mended.iter().any(|(_, mended)| path.is_within(mended)) {
                self.add(fault.0, path.clone(), None, fault.1);
                self.mended.push((self.file, path));
            }
            // Trail least one of these deserializes as any type in the records.
            let attempt = tried.entry(inner.clone()).or_default();
            let stand_ins = json!([null, "quantity", 1, false, [], {}]);
            let stand_in = stand_ins.get(*attempt)?.clone();
            *attempt += 1;
            replace(&mut value, &inner, Some(stand_in));
        }
    }
}

fn path_of(path: &serde_path_to_error::Path) -> Path {
    let steps = path.iter().filter_map(|segment| match segment {
        Segment::Seq { index } => Some(PathStep::Index(*index)),
        Segment::Map { key } => Some(PathStep::Key(key.clone())),
        Segment::Enum { .. } | Segment::Unknown => None,
    });
    Path(steps.collect())
}

/// Sets the value at a path, or removes the key if `new` is `None`. All steps but the last exist.
fn replace(value: &mut Value, path: &Path, new: Option<Value>) {
    let Some((last, way)) = path.0.split_last() else {
        return;
    };
    let parent = way.iter().try_fold(value, |value, step| match step {
        PathStep::Key(key) => value.get_mut(key),
        PathStep::Index(index) => value.get_mut(index),
    });
    match (parent, last, new) {
        (Some(Value::Object(object)), PathStep::Key(key), new) => {
            object.remove(key);
            object.extend(new.map(|new| (key.clone(), new)));
        }
        (Some(Value::Array(items)), PathStep::Index(index), Some(new)) if *index < items.len() => {
            items[*index] = new;
        }
        _ => {}
    }
}

/// The name in backticks after the prefix `start` of a serde message.
fn quoted_part<'m>(message: &'m str, start: &str) -> Option<&'m str> {
    let rest = message.strip_prefix(start)?.strip_prefix('`')?;
    rest.split_once("`, expected")
        .or_else(|| rest.rsplit_once('`'))
        .map(|(name, _)| name)
}

/// The names in backticks after "expected" in a serde message.
fn known_keys(message: &str) -> Vec<&str> {
    let expected = message.rsplit_once("expected").map_or("", |(_, rest)| rest);
    expected.split('`').skip(1).step_by(2).collect()
}

fn unknown_key(key: &str, known: &[&str]) -> String {
    match nearest(key, known.iter(), 2) {
        Some(name) => format!("`{key}` is not a key here; did you mean `{name}`?"),
        None => format!(
            "`{key}` is not a key here; remove it, or use one of {}",
            known.join(", ")
        ),
    }
}

/// Rewords serde's messages, such as "invalid type: string \"q\", expected u32", for curators.
fn wrong_type(message: &str) -> String {
    let Some((found, expected)) = message.rsplit_once(", expected ") else {
        return message.to_owned();
    };
    let found = found.split_once(": ").map_or(found, |(_, value)| value);
    if let Some(length) = message.strip_prefix("invalid length ") {
        let length = length.split(',').next().unwrap_or_default();
        return format!("expected a list of two, found a list of {length}");
    }
    let found = match found.split(' ').next() {
        Some("null" | "unit") => "null",
        Some("map") => "an object",
        Some("sequence") => "a list",
        Some("unknown") => &found.replace("unknown variant ", ""),
        _ => found,
    };
    let expected = match expected {
        "u32" => "a whole number",
        "f64" => "a number",
        "a boolean" => "true or false",
        "a sequence" => "a list",
        _ if expected.starts_with("struct") => "an object",
        other => other,
    };
    format!("expected {expected}, found {found}")
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
