//! What the JSON Schema expects of a value: its type, an example of it, and a placeholder for it.

use itertools::Itertools as _;
use serde_json::{Map, Value, json};

/// The longest part of a dataset that an example repeats, in bytes.
const LONGEST: usize = 60;

/// The schema of a value, without references.
#[derive(Clone, Copy)]
pub struct Shape<'s> {
    /// The schema of the file, which holds the definitions.
    root: &'s Value,
    schema: &'s Value,
    /// Whether the value may be null.
    is_optional: bool,
}

impl<'s> Shape<'s> {
    /// The shape of a file, or of the definition in it at a JSON pointer.
    pub fn at(root: &'s Value, pointer: &str) -> Self {
        Self::new(root, root.pointer(pointer).unwrap_or(root))
    }

    fn new(root: &'s Value, schema: &'s Value) -> Self {
        let choices = schema["anyOf"].as_array();
        let schema = choices.map_or(schema, |choices| &choices[0]);
        let reference = schema["$ref"].as_str();
        let definition = reference.and_then(|at| root.pointer(at.trim_start_matches('#')));
        Self {
            root,
            schema: definition.unwrap_or(schema),
            is_optional: choices.is_some() || schema["type"].is_array(),
        }
    }

    /// The type in the words of JSON Schema; empty if a list of values takes its place, or anything
    /// will do.
    fn kind(self) -> &'s str {
        let kind = &self.schema["type"];
        kind.as_str().or(kind[0].as_str()).unwrap_or_default()
    }

    /// The only values that are allowed; `None` if others are.
    fn choices(self) -> Option<&'s Vec<Value>> {
        self.schema["enum"].as_array()
    }

    fn is_pair(self) -> bool {
        self.schema["maxItems"] == 2
    }

    /// Whether a value has the right type. The elements of a list and the entries of an object have
    /// shapes of their own.
    pub fn suits(self, value: &Value) -> bool {
        if self.allows_anything() || value.is_null() && self.is_optional {
            return true;
        }
        match self.kind() {
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "number" => value.is_number(),
            "integer" => value.as_u64().is_some_and(|n| u32::try_from(n).is_ok()),
            "object" => value.is_object(),
            "array" => {
                let items = value.as_array();
                items.is_some_and(|items| !self.is_pair() || items.len() == 2)
            }
            _ => self
                .choices()
                .is_some_and(|choices| choices.contains(value)),
        }
    }

    /// Whether no value can be wrong here.
    pub fn allows_anything(self) -> bool {
        self.kind().is_empty() && self.choices().is_none()
    }

    /// The shape of the elements of a list.
    pub fn items(self) -> Self {
        Self::new(self.root, &self.schema["items"])
    }

    /// The shape of the value at a key; `None` if an object cannot have that key.
    pub fn property(self, key: &str) -> Option<Self> {
        let rest = Some(&self.schema["additionalProperties"]).filter(|rest| rest.is_object());
        let schema = self.schema["properties"].get(key).or(rest);
        schema.map(|schema| Self::new(self.root, schema))
    }

    /// The keys that an object can have.
    pub fn keys(self) -> impl Iterator<Item = &'s String> {
        let properties = self.schema["properties"].as_object();
        properties.into_iter().flat_map(Map::keys)
    }

    /// The keys that an object must have.
    pub fn required(self) -> Vec<&'s str> {
        strings(&self.schema["required"])
    }

    /// A value that deserializes in place of a wrong one. A date is an unreadable one, and not left
    /// out, so that nothing concludes that there is none.
    pub fn placeholder(self) -> Value {
        match self.kind() {
            "string" if self.schema["examples"].is_array() => json!(""),
            _ if self.is_optional => Value::Null,
            "string" => json!(""),
            "boolean" => json!(false),
            "number" | "integer" => json!(1),
            "array" if self.is_pair() => json!(["", ""]),
            "array" => json!([]),
            "object" => {
                let keys = self.required().into_iter();
                let entries = keys.filter_map(|key| {
                    let value = self.property(key)?.placeholder();
                    Some((key.to_owned(), value))
                });
                Value::Object(entries.collect())
            }
            _ => self.choices().map_or(Value::Null, |all| all[0].clone()),
        }
    }

    /// Message for a value of the wrong type: what is expected, what is there, and what to write.
    pub fn complaint(self, found: &Value) -> String {
        let expected = match self.kind() {
            "string" => "a string",
            "boolean" => "true or false",
            "number" => "a number",
            "integer" => "a whole number",
            "object" => "an object",
            "array" if self.is_pair() => "a list of two",
            "array" => "a list",
            _ => {
                let choices = self.choices().into_iter().flatten();
                let choices = choices.filter(|choice| !choice.is_null()).join(" or ");
                return format!("expected {choices}, found {}", in_words(found));
            }
        };
        let (found, example) = (in_words(found), self.example(found));
        format!("expected {expected}, found {found}; write {example}")
    }

    /// A value of this shape with the content of `found` as far as it has a place in it.
    fn example(self, found: &Value) -> String {
        let words = match found {
            Value::String(text) if text.len() <= LONGEST => Some(text.clone()),
            Value::Number(_) | Value::Bool(_) => Some(found.to_string()),
            Value::Object(entries) => entries.get("id").and_then(Value::as_str).map(str::to_owned),
            _ => None,
        };
        let usual = || {
            self.schema["examples"][0]
                .as_str()
                .unwrap_or("…")
                .to_owned()
        };
        match (self.kind(), found) {
            ("string" | "number" | "integer", Value::Array(list)) if !list.is_empty() => {
                self.example(&list[0])
            }
            ("string", _) => json!(words.unwrap_or_else(usual)).to_string(),
            ("number" | "integer", _) => {
                let number = words.and_then(|words| words.trim().parse::<u32>().ok());
                number.unwrap_or(3).to_string()
            }
            ("boolean", _) => json!(!matches!(words.as_deref(), Some("no" | "false"))).to_string(),
            ("array", Value::Array(list)) if !list.is_empty() => self.example(&list[0]),
            ("array", _) => {
                let item = self.items();
                let is_one = item.suits(found) && (3..=LONGEST).contains(&found.to_string().len());
                let first = if is_one {
                    found.to_string()
                } else {
                    item.example(found)
                };
                let second = self.is_pair().then(|| item.example(&Value::Null));
                format!("[{}]", [Some(first), second].iter().flatten().join(", "))
            }
            ("object", _) => self.example_object(words.as_deref()),
            _ => self.placeholder().to_string(),
        }
    }

    /// An object with what it must have. The words are the value of the first key that every such
    /// object has, which names the record or what it is about.
    fn example_object(self, words: Option<&str>) -> String {
        let mut keys = self.required();
        let name = keys.first().copied();
        let mut choice = &self.schema["oneOf"][0];
        while choice.is_object() {
            keys.extend(strings(&choice["required"]));
            choice = &choice["oneOf"][0];
        }
        if keys.is_empty() {
            keys.extend(self.keys().map(String::as_str));
        }
        let mut entries = keys.into_iter().filter_map(|key| {
            let value = self.property(key)?;
            let example = match (value.kind(), words) {
                ("array", _) => "[ … ]".to_owned(),
                ("object", _) => "{ … }".to_owned(),
                (_, Some(words)) if name == Some(key) => json!(words).to_string(),
                _ => value.example(&Value::Null),
            };
            Some(format!("\"{key}\": {example}"))
        });
        let entries = entries.join(", ");
        if entries.is_empty() {
            "{ \"…\": \"…\" }".to_owned() // any keys
        } else {
            format!("{{ {entries} }}")
        }
    }
}

fn strings(list: &Value) -> Vec<&str> {
    let list = list.as_array().into_iter().flatten();
    list.filter_map(Value::as_str).collect()
}

/// A short value as it stands, or else its type.
fn in_words(value: &Value) -> String {
    match value {
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::String(text) if text.len() > LONGEST => "a string".to_owned(),
        value => value.to_string(),
    }
}
