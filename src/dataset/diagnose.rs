//! All that is wrong with the shape of a file, where reading it stopped at the first fault.
//!
//! A record that cannot be read is mended and read again until it can: every fault is reported
//! once, and what stands in for a broken value is not reported on.

use std::collections::HashMap;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use serde_path_to_error::Segment;

use crate::model::text::nearest;

use super::limits::MOST_PROBLEMS;
use super::position::Node;
use super::problem::{Code, Found, Path, Spot, Step, cut};
use super::record::{EventRecord, File};

/// Why bytes that are no text cannot be read.
pub const NOT_UTF8: &str = "not UTF-8 from here on; save the file as UTF-8";

/// What is wrong with the shape of files that were read in spite of it.
#[derive(Default)]
pub struct Diagnosis {
    pub found: Vec<Found>,
    /// Where something stands in for a value, file by file; nothing is to be reported there.
    pub mended: Vec<(usize, Path)>,
    /// Whether there may be records of which nothing is known, not even their ids.
    pub has_gaps: bool,
    /// Whether there was more wrong than is reported.
    pub has_more: bool,
    /// The index of the file that is read.
    file: usize,
    /// How many bytes the paths of what was found take.
    size: usize,
}

/// Finds all that is wrong with the shape of a file, and what can be read of it; what cannot is
/// left out or stood in for.
pub fn diagnose(text: &str, file: usize) -> (File, Diagnosis) {
    let mut diagnosis = Diagnosis::new(file);
    let mut records = File::default();
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
            let offset = Node::top(text).offset();
            let message = "the file holds no object; write { \"events\": [ … ] } or the like";
            diagnosis.add(Code::WrongType, Path::default(), Some(offset), message);
        }
        None => {}
    }
    (records, diagnosis)
}

/// Where a text is no JSON, in bytes.
fn offset_of(text: &str, error: &serde_json::Error) -> usize {
    let lines = text.split_inclusive('\n').take(error.line().max(1) - 1);
    let start: usize = lines.map(str::len).sum();
    // The column is that of the last byte that was read, counted from 1; 0 is the end of a line.
    let mut offset = (start + error.column()).saturating_sub(1).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Why a text is no JSON, and what to do.
fn not_json(error: &serde_json::Error) -> String {
    let why = error.to_string();
    let why = why.rsplit_once(" at line ").map_or(&*why, |(why, _)| why);
    if why.starts_with("EOF") {
        "not JSON: it ends too early; is a bracket or a quotation mark not closed?".to_owned()
    } else if why.starts_with("expected `,`") {
        format!("not JSON: {why}; is a comma missing before this?")
    } else if why == "recursion limit exceeded" {
        "not JSON that is read: more than 127 lists and objects stand in one another".to_owned()
    } else if why == "trailing characters" {
        "not JSON: something follows where it ends; remove that".to_owned()
    } else {
        format!("not JSON: {why}; mend the file there")
    }
}

impl Diagnosis {
    /// Nothing is known to be wrong yet with the file of this index.
    pub fn new(file: usize) -> Self {
        Self {
            file,
            ..Self::default()
        }
    }

    /// A file that is no text.
    pub fn not_utf8(file: usize) -> Self {
        let mut diagnosis = Self::new(file);
        diagnosis.add(Code::Syntax, Path::default(), None, NOT_UTF8);
        diagnosis.has_gaps = true;
        diagnosis
    }

    /// Finds all that is wrong with the shape of an event that is a line of the file, to which `at`
    /// leads.
    pub fn read_event(&mut self, line: &str, at: &Path) -> Option<EventRecord> {
        if self.is_full() {
            return None;
        }
        let value = self.parse(line, at);
        let record = value.and_then(|value| self.read_record(value, at));
        self.has_gaps |= record.is_none();
        record
    }

    /// Parses the text of a file or a line, and finds the keys that stand twice.
    fn parse(&mut self, text: &str, at: &Path) -> Option<Value> {
        match serde_json::from_str(text) {
            Ok(value) => {
                self.duplicate_keys(Node::top(text), at);
                Some(value)
            }
            Err(error) => {
                let offset = offset_of(text, &error);
                self.add(Code::Syntax, at.clone(), Some(offset), not_json(&error));
                self.has_gaps = true;
                None
            }
        }
    }

    /// Adds what is wrong with other files or lines.
    pub fn join(&mut self, other: Self) {
        self.found.extend(other.found);
        self.mended.extend(other.mended);
        self.has_gaps |= other.has_gaps;
        self.has_more |= other.has_more;
    }

    /// Whether a problem that was found while records were resolved is one in spite of all that
    /// could not be read: that may be what is looked for, or what needs it.
    pub fn is_certain(&self, found: &Found, is_whole: bool) -> bool {
        let looked_for = match found.code {
            Code::Dangling => true,
            Code::Missing => found.path.0.is_empty(),
            _ => false,
        };
        let may_be_there = self.has_gaps && looked_for;
        let may_be_needed = !is_whole && matches!(found.code, Code::Unused | Code::Unaccounted);
        let stands_in =
            |(file, path): &(usize, Path)| *file == found.file && found.path.is_within(path);
        !may_be_there && !may_be_needed && !self.mended.iter().any(stands_in)
    }

    fn duplicate_keys(&mut self, node: Node<'_>, path: &Path) {
        let mut seen = HashMap::new();
        for (step, value) in node.children() {
            if self.is_full() {
                return;
            }
            let path = path.clone().step(step.clone());
            self.duplicate_keys(value, &path);
            let Step::Key(key) = step else { continue };
            let offset = value.key_offset();
            if let Some(first) = seen.insert(key.clone(), offset) {
                let [first, line] = [first, offset].map(|at| Spot::of(value.whole, at).line);
                let before = if first == line {
                    String::new()
                } else {
                    format!(", on line {first}")
                };
                let message = format!("`{key}` stands here already{before}; keep one of them");
                self.add(Code::DuplicateKey, path, Some(offset), message);
            }
        }
    }

    /// Whether enough is wrong to stop looking. The faults would otherwise take more room than
    /// the file, by far.
    fn is_full(&mut self) -> bool {
        const MOST_BYTES: usize = 1 << 20;
        let full = self.found.len() >= MOST_PROBLEMS || self.size >= MOST_BYTES;
        self.has_gaps |= full;
        self.has_more |= full;
        full
    }

    fn add(&mut self, code: Code, path: Path, offset: Option<usize>, message: impl Into<String>) {
        self.size += path.to_string().len();
        self.found.push(Found {
            offset,
            ..Found::error(code, self.file, path, cut(message.into()))
        });
    }

    fn read_key(&mut self, file: &mut File, key: &str, value: Value) {
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
            let message = format!("{} stands where a list is wanted", kind_of(&value));
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
                // With an empty one in its place, later records keep their index, which is where
                // problems are looked up.
                self.has_gaps = true;
                self.mended.push((self.file, path.clone()));
                record = self.read_record(json!({}), &path);
            }
            records.extend(record);
        }
        records
    }

    /// Reads a record, mending it until it can be read; `None` where it is no object at all.
    fn read_record<T: DeserializeOwned>(&mut self, mut value: Value, at: &Path) -> Option<T> {
        if !value.is_object() {
            let message = format!("{} stands where an object is wanted", kind_of(&value));
            self.add(Code::WrongType, at.clone(), None, message);
            return None;
        }
        let mut tried: HashMap<Path, usize> = HashMap::new();
        // Each turn reads the record anew.
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
            if let Some(key) = quoted(&message, "unknown field ") {
                let message = unknown_key(key, &known_keys(&message));
                self.add(Code::UnknownKey, path, None, message);
                replace(&mut value, &inner, None);
                continue;
            }
            let (inner, path, fault) = match quoted(&message, "missing field ") {
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
            // One suits a value of any type.
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
        Segment::Seq { index } => Some(Step::Index(*index)),
        Segment::Map { key } => Some(Step::Key(key.clone())),
        Segment::Enum { .. } | Segment::Unknown => None,
    });
    Path(steps.collect())
}

/// Puts a value at a path, or removes what is there; the way to it is known to exist but for its
/// last step.
fn replace(value: &mut Value, path: &Path, new: Option<Value>) {
    let Some((last, way)) = path.0.split_last() else {
        return;
    };
    let parent = way.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.get_mut(key),
        Step::Index(index) => value.get_mut(index),
    });
    match (parent, last, new) {
        (Some(Value::Object(object)), Step::Key(key), new) => {
            object.remove(key);
            object.extend(new.map(|new| (key.clone(), new)));
        }
        (Some(Value::Array(items)), Step::Index(index), Some(new)) if *index < items.len() => {
            items[*index] = new;
        }
        _ => {}
    }
}

/// The first name in backticks after the beginning `start` of a message.
fn quoted<'m>(message: &'m str, start: &str) -> Option<&'m str> {
    let rest = message.strip_prefix(start)?.strip_prefix('`')?;
    rest.split_once("`, expected")
        .or_else(|| rest.rsplit_once('`'))
        .map(|(name, _)| name)
}

/// The names in backticks after "expected".
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

/// serde's "invalid type: string \"q\", expected u32" in the words of a curator.
fn wrong_type(message: &str) -> String {
    let Some((found, expected)) = message.rsplit_once(", expected ") else {
        return message.to_owned();
    };
    let found = found.split_once(": ").map_or(found, |(_, value)| value);
    if let Some(length) = message.strip_prefix("invalid length ") {
        let length = length.split(',').next().unwrap_or_default();
        return format!("a list of {length} stands where a list of two is wanted");
    }
    let found = match found.split(' ').next() {
        Some("null" | "unit") => "null",
        Some("map") => "an object",
        Some("sequence") => "a list",
        Some("unknown") => &found.replace("unknown variant ", ""),
        _ => found,
    };
    let wanted = match expected {
        "u32" => "a whole number",
        "f64" => "a number",
        "a boolean" => "true or false",
        "a sequence" => "a list",
        _ if expected.starts_with("struct") => "an object",
        other => other,
    };
    format!("{found} stands where {wanted} is wanted")
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
