//! Finds all faults in the shape (syntax, keys, types) of a file that does not deserialize.
//!
//! serde stops at the first fault. So the values are compared with the JSON Schema, and those that
//! do not fit are replaced by placeholders: every fault is reported once, and placeholders are not.

use std::collections::HashMap;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::model::text::{Text, nearest};

use super::position::JsonNode;
use super::problem::{Code, Finding, MAX_PROBLEMS, Path, PathStep, Spot, truncate};
use super::record::{DatasetFile, EventRecord};
use super::schema::file_schema;
use super::shape::Shape;

/// Message for a file that is not UTF-8.
pub const NOT_UTF8: &str = "not UTF-8 from here on; save the file as UTF-8";

/// Faults in the shape of files, which are read as far as possible in spite of them.
#[derive(Default)]
pub struct Diagnosis {
    pub found: Vec<Finding>,
    /// Paths of placeholder values, each with the index of its file. No further problems are
    /// reported there.
    pub mended: Vec<(usize, Path)>,
    /// Whether files or lines could not be read at all, so that even the ids in them are unknown.
    pub has_gaps: bool,
    /// Whether there may be more faults than are reported.
    pub has_more: bool,
    /// Index of the file that is being read.
    file: usize,
    /// Total length of the paths in `found`, in bytes.
    size: usize,
    /// The schema of a file, once it has been needed.
    schema: Option<Arc<Value>>,
}

/// Finds all faults in the shape of a file, and returns its readable records. Unreadable parts are
/// left out or replaced by placeholders.
pub fn diagnose(text: &str, file: usize) -> (DatasetFile, Diagnosis) {
    let mut diagnosis = Diagnosis::new(file);
    let mut records = None;
    match diagnosis.parse(text, &Path::default()) {
        Some(value) if value.is_object() => {
            records = diagnosis.read_record(value, "", &Path::default());
        }
        Some(_) => {
            diagnosis.has_gaps = true;
            let offset = JsonNode::root(text).offset();
            let message = "the file is not a JSON object; write { \"events\": [ … ] }, for example";
            diagnosis.add(Code::WrongType, Path::default(), Some(offset), message);
        }
        None => {}
    }
    (records.unwrap_or_default(), diagnosis)
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
        let value = self.parse(line, at)?;
        self.read_record(value, "/$defs/event", at)
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
        let mended = || self.mended.iter().map(|(_, path)| &*path.0);
        let is_mended = self.mended.iter().any(|(file, path)| {
            // An unread part of a record hides what is in it.
            *file == found.file && found.path.is_within(path)
        });
        let may_differ = match found.code {
            Code::Dangling => self.has_gaps || mended().any(may_hold_ids),
            Code::Missing => {
                found.path.0.is_empty() && (self.has_gaps || mended().any(may_hold_ids))
            }
            Code::Dating => mended().any(|path| {
                let event = found.path.0.split_last().map(|(_, event)| event);
                event.is_some_and(|event| path.starts_with(event))
            }),
            Code::Locators => mended().any(|path| is_key(path.last(), "paragraphs")),
            Code::Unused | Code::Unaccounted | Code::Wordings => !is_whole,
            _ => false,
        };
        !is_mended && !may_differ
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

    /// Reads a record as far as it can be read. `definition` is the JSON pointer to its schema.
    fn read_record<T: DeserializeOwned>(
        &mut self,
        mut value: Value,
        definition: &str,
        at: &Path,
    ) -> Option<T> {
        let schema = self.schema.get_or_insert_with(|| file_schema().into());
        let schema = Arc::clone(schema);
        self.check(&mut value, Shape::at(&schema, definition), at);
        let record = serde_json::from_value(value);
        // A check that ends early leaves values that do not deserialize.
        self.has_gaps |= record.is_err();
        record.ok()
    }

    /// Compares a value with its shape, and replaces what does not fit.
    fn check(&mut self, value: &mut Value, shape: Shape<'_>, path: &Path) {
        if self.is_full() || shape.allows_anything() {
            return;
        }
        if !shape.suits(value) {
            self.mend(Code::WrongType, path.clone(), shape.complaint(value));
            *value = shape.placeholder();
        }
        match value {
            Value::String(text) => {
                if let Err(why) = Text::check_length(text) {
                    self.mend(Code::WrongType, path.clone(), why);
                    text.clear();
                }
            }
            Value::Array(items) => {
                for (i, item) in items.iter_mut().enumerate() {
                    self.check(item, shape.items(), &path.clone().index(i));
                }
            }
            Value::Object(entries) => {
                let missing = shape.required().into_iter();
                let missing = missing.filter(|key| !entries.contains_key(*key));
                let missing = missing.map(str::to_owned).collect::<Vec<_>>();
                entries.retain(|key, value| {
                    let path = path.clone().key(key);
                    let Some(shape) = shape.property(key) else {
                        let known: Vec<&String> = shape.keys().collect();
                        self.add(Code::UnknownKey, path, None, unknown_key(key, &known));
                        return false;
                    };
                    self.check(value, shape, &path);
                    true
                });
                for key in missing {
                    let message = format!("`{key}` is missing; add it");
                    self.mend(Code::Missing, path.clone().key(&*key), message);
                    let value = shape.property(&key).map(Shape::placeholder);
                    entries.insert(key, value.unwrap_or_default());
                }
            }
            _ => {}
        }
    }

    /// Adds a fault of a value that is replaced.
    fn mend(&mut self, code: Code, path: Path, message: String) {
        self.add(code, path.clone(), None, message);
        self.mended.push((self.file, path));
    }
}

fn is_key(step: Option<&PathStep>, key: &str) -> bool {
    matches!(step, Some(PathStep::Key(name)) if name == key)
}

/// Whether unread values at this path may include ids of records: a list, a record, or an id.
fn may_hold_ids(path: &[PathStep]) -> bool {
    use PathStep::{Index, Key};
    match path {
        [Key(_) | Index(_)] | [Key(_), Index(_)] => true,
        [Key(_), Index(_), last] | [Index(_), last] => is_key(Some(last), "id"),
        _ => false,
    }
}

fn unknown_key(key: &str, known: &[&String]) -> String {
    match nearest(key, known.iter(), 2) {
        Some(name) => format!("`{key}` is not a key here; did you mean `{name}`?"),
        None => {
            let known = known.iter().map(|name| &***name).collect::<Vec<_>>();
            let known = known.join(", ");
            format!("`{key}` is not a key here; remove it, or use one of {known}")
        }
    }
}
