//! All that is wrong with the shape of a file, where reading it stopped at the first fault.
//!
//! A record that cannot be read is mended and read again until it can: every fault is reported
//! once, and what stands in for a broken value is not reported on.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::{Map, Value, json};
use serde_path_to_error::Segment;

use super::limits::{MOST_PROBLEMS, cut};
use super::position::{Node, Parts};
use super::problem::{Code, Path, Spot, Step};
use super::record::{EventRecord, File};

/// A fault in the shape of a file.
pub struct Fault {
    /// What sort of fault it is.
    pub code: Code,
    /// Where.
    pub path: Path,
    /// The byte of the text that was read, where it is not the place that the path leads to.
    pub offset: Option<usize>,
    /// What is wrong and what to do.
    pub message: String,
}

/// A file that was read in spite of its faults.
#[derive(Default)]
pub struct Diagnosis<'t> {
    /// What could be read; what could not is left out or stood in for.
    pub file: File<'t>,
    /// What is wrong.
    pub faults: Vec<Fault>,
    /// Where something stands in for a value; nothing is to be reported there.
    pub mended: Vec<Path>,
    /// Whether there may be records of which nothing is known, not even their ids.
    pub has_gaps: bool,
    /// Whether there was more wrong than is reported.
    pub has_more: bool,
    /// How many bytes the paths of the faults take.
    pub size: usize,
}

/// Finds all that is wrong with the shape of a file.
pub fn diagnose(text: &str) -> Diagnosis<'static> {
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => {
            return Diagnosis::unreadable(Some(offset_of(text, &error)), not_json(&error));
        }
    };
    let mut diagnosis = Diagnosis::default();
    diagnosis.duplicate_keys(Node::top(text), &Path::default());
    let Value::Object(top) = value else {
        diagnosis.has_gaps = true;
        diagnosis.faults.push(Fault {
            code: Code::WrongType,
            path: Path::default(),
            offset: Some(Node::top(text).offset()),
            message: "the file holds no object; write { \"events\": [ … ] } or the like".into(),
        });
        return diagnosis;
    };
    for (key, value) in top {
        if diagnosis.is_full() {
            break;
        }
        diagnosis.read_key(&key, value);
    }
    diagnosis
}

/// Finds all that is wrong with the shape of an event that is a line of a file; `at` leads to the
/// line.
pub fn diagnose_event(line: &str, at: &Path) -> (Option<EventRecord<'static>>, Diagnosis<'static>) {
    let mut diagnosis = Diagnosis::default();
    let value: Value = match serde_json::from_str(line) {
        Ok(value) => value,
        Err(error) => {
            diagnosis.faults.push(Fault {
                code: Code::Syntax,
                path: at.clone(),
                offset: Some(offset_of(line, &error)),
                message: not_json(&error),
            });
            diagnosis.has_gaps = true;
            return (None, diagnosis);
        }
    };
    diagnosis.duplicate_keys(Node::top(line), at);
    let record = diagnosis.read_record(value, at);
    diagnosis.has_gaps |= record.is_none();
    (record, diagnosis)
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

impl Diagnosis<'static> {
    /// A file of which nothing can be read.
    pub fn unreadable(offset: Option<usize>, message: String) -> Self {
        Self {
            faults: vec![Fault {
                code: Code::Syntax,
                path: Path::default(),
                offset,
                message,
            }],
            has_gaps: true,
            ..Self::default()
        }
    }

    fn duplicate_keys(&mut self, node: Node<'_>, path: &Path) {
        if self.is_full() {
            return;
        }
        match node.parts() {
            Parts::Object(entries) => {
                let mut seen = HashMap::new();
                for (key, value) in entries {
                    let path = path.clone().key(&key);
                    self.duplicate_keys(value, &path);
                    let offset = value.key_offset();
                    if let Some(first) = seen.insert(key.clone(), offset) {
                        let lines = [first, offset].map(|at| Spot::of(value.whole(), at).line);
                        let before = if lines[0] == lines[1] {
                            String::new()
                        } else {
                            format!(", on line {}", lines[0])
                        };
                        let message =
                            format!("`{key}` stands here already{before}; keep one of them");
                        self.add(Fault {
                            code: Code::DuplicateKey,
                            path,
                            offset: Some(offset),
                            message,
                        });
                        if self.is_full() {
                            return;
                        }
                    }
                }
            }
            Parts::List(elements) => {
                for (i, element) in elements.into_iter().enumerate() {
                    self.duplicate_keys(element, &path.clone().index(i));
                }
            }
            Parts::Scalar => {}
        }
    }

    /// Whether enough is wrong to stop looking. The faults would otherwise take more room than
    /// the file, by far.
    fn is_full(&mut self) -> bool {
        const MOST_BYTES: usize = 1 << 20;
        let full = self.faults.len() >= MOST_PROBLEMS || self.size >= MOST_BYTES;
        self.has_gaps |= full;
        self.has_more |= full;
        full
    }

    fn add(&mut self, fault: Fault) {
        let step = |step: &Step| match step {
            Step::Key(key) => key.len(),
            Step::Index(_) => 0,
        };
        self.size += fault.path.0.iter().map(step).sum::<usize>();
        self.faults.push(Fault {
            message: cut(fault.message),
            ..fault
        });
    }

    fn fault(&mut self, code: Code, path: Path, message: impl Into<String>) {
        self.add(Fault {
            code,
            path,
            offset: None,
            message: message.into(),
        });
    }

    fn read_key(&mut self, key: &str, value: Value) {
        let path = Path::default().key(key);
        match key {
            "$schema" => {}
            "timeline" => self.file.timeline = self.read_record(value, &path),
            "sources" => self.file.sources = self.read_list(value, &path),
            "people" => self.file.people = self.read_list(value, &path),
            "places" => self.file.places = self.read_list(value, &path),
            "themes" => self.file.themes = self.read_list(value, &path),
            "events" => self.file.events = self.read_list(value, &path),
            "topics" => self.file.topics = self.read_list(value, &path),
            "links" => self.file.links = self.read_list(value, &path),
            _ => {
                const KNOWN: [&str; 8] = [
                    "timeline", "sources", "people", "places", "themes", "events", "topics",
                    "links",
                ];
                self.fault(Code::UnknownKey, path, unknown_key(key, &KNOWN));
            }
        }
    }

    fn read_list<T: Deserialize<'static>>(&mut self, value: Value, path: &Path) -> Vec<T> {
        let Value::Array(elements) = value else {
            self.has_gaps = true;
            let message = format!("{} stands where a list is wanted", kind_of(&value));
            self.fault(Code::WrongType, path.clone(), message);
            return Vec::new();
        };
        let mut records = Vec::new();
        for (i, element) in elements.into_iter().enumerate() {
            if self.is_full() {
                break;
            }
            let path = path.clone().index(i);
            if let Some(record) = self.read_record(element, &path) {
                records.push(record);
            } else {
                // Later records keep their index, which is where problems are looked up.
                self.has_gaps = true;
                records.extend(self.stand_in::<T>(&path));
            }
        }
        records
    }

    /// An empty record in the place of one of which nothing can be read.
    fn stand_in<T: Deserialize<'static>>(&mut self, path: &Path) -> Option<T> {
        let reported = self.faults.len();
        self.mended.push(path.clone());
        let record = self.read_record(Value::Object(Map::new()), path);
        self.faults.truncate(reported);
        record
    }

    /// Reads a record, mending it until it can be read; `None` where it is no object at all.
    fn read_record<T: Deserialize<'static>>(&mut self, mut value: Value, at: &Path) -> Option<T> {
        if !value.is_object() {
            let message = format!("{} stands where an object is wanted", kind_of(&value));
            self.fault(Code::WrongType, at.clone(), message);
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
            let path = Path(at.0.iter().chain(&inner.0).cloned().collect());
            if let Some(key) = quoted(&message, "unknown field ") {
                self.fault(
                    Code::UnknownKey,
                    path,
                    unknown_key(key, &known_keys(&message)),
                );
                remove(&mut value, &inner);
                continue;
            }
            let (inner, path, fault) = match quoted(&message, "missing field ") {
                Some(key) => {
                    let fault = (Code::Missing, format!("`{key}` is missing; add it"));
                    (inner.key(key), path.key(key), fault)
                }
                None => (inner, path, (Code::WrongType, wrong_type(&message))),
            };
            if !self.is_mended(&path) {
                self.fault(fault.0, path.clone(), fault.1);
                self.mended.push(path);
            }
            let attempt = tried.entry(inner.clone()).or_default();
            let stand_in = stand_ins().into_iter().nth(*attempt)?;
            *attempt += 1;
            put(&mut value, &inner, stand_in);
        }
    }

    fn is_mended(&self, path: &Path) -> bool {
        self.mended.iter().any(|mended| path.is_within(mended))
    }
}

/// What is put in the place of a broken value, one after the other, until one suits.
fn stand_ins() -> [Value; 6] {
    [
        json!(null),
        json!("quantity"),
        json!(1),
        json!(false),
        json!([]),
        json!({}),
    ]
}

fn path_of(path: &serde_path_to_error::Path) -> Path {
    let steps = path.iter().filter_map(|segment| match segment {
        Segment::Seq { index } => Some(Step::Index(*index)),
        Segment::Map { key } => Some(Step::Key(key.clone())),
        Segment::Enum { .. } | Segment::Unknown => None,
    });
    Path(steps.collect())
}

/// The value at a path; the way to it is known to exist but for its last step.
fn parent<'v>(value: &'v mut Value, path: &Path) -> Option<&'v mut Value> {
    let (_, way) = path.0.split_last()?;
    way.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.get_mut(key),
        Step::Index(index) => value.get_mut(index),
    })
}

fn put(value: &mut Value, path: &Path, new: Value) {
    match (path.0.last(), parent(value, path)) {
        (Some(Step::Key(key)), Some(Value::Object(object))) => {
            object.insert(key.clone(), new);
        }
        (Some(Step::Index(index)), Some(Value::Array(list))) if *index < list.len() => {
            list[*index] = new;
        }
        _ => {}
    }
}

fn remove(value: &mut Value, path: &Path) {
    if let (Some(Step::Key(key)), Some(Value::Object(object))) =
        (path.0.last(), parent(value, path))
    {
        object.remove(key);
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
    let near = known
        .iter()
        .map(|name| (strsim::damerau_levenshtein(key, name), name))
        .filter(|(distance, _)| *distance <= 2)
        .min();
    match near {
        Some((_, name)) => format!("`{key}` is not a key here; did you mean `{name}`?"),
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
    let found = match found.split_once(' ').map_or(found, |(kind, _)| kind) {
        "null" | "unit" => "null".to_owned(),
        "map" => "an object".to_owned(),
        "sequence" => "a list".to_owned(),
        "unknown" => found.replace("unknown variant ", ""),
        _ => found.to_owned(),
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
