//! Rules of the JSON Schema beyond types: patterns, and constraints between keys.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use crate::model::text::Text;

/// Pattern of a text that is not blank.
pub const WORDS: &str = r"\S";

/// Pattern of an address on the web.
pub const URL: &str = "^https?://";

/// Pattern of a file name without a folder.
pub const FILE_NAME: &str = r"^(?!\.{1,2}$)[^/\\]+$";

/// Pattern for the shape of EDTF dates: years, months, seasons and days with unspecified digits and
/// qualifiers, times, and the brackets and separators of intervals and sets.
pub const DATE: &str = concat!(
    r"^[\[{./]*(?:[?~%]?(?:Y-?[0-9]+(?:E[0-9]+)?|-?[0-9X]{4})(?:S[0-9]+)?[?~%]?",
    r"(?:-[?~%]?(?:0[1-9]|1[0-2]|2[1-9]|3[0-9]|4[01]|[0-9]X|X[0-9X])[?~%]?",
    r"(?:-[?~%]?(?:0[1-9]|[12][0-9]|3[01]|[0-3]X|X[0-9X])[?~%]?)?)?(?:T[0-9:Z+-]+)?",
    r"(?:[.,/\]}]+|$))+$"
);

/// Schema of a date, which the records hold as text.
pub struct Edtf;

impl JsonSchema for Edtf {
    fn schema_name() -> Cow<'static, str> {
        "date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": DATE,
            "patternErrorMessage": "Write an EDTF date such as 1953-03-05, 1956-10 or 1954/1956.",
            "examples": ["1953-03-05", "1953-03", "1954/1956", "[1953-06..1953-07]", "1955~"],
        })
    }
}

impl JsonSchema for Text {
    fn schema_name() -> Cow<'static, str> {
        "text".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

/// Schema of the kind of a question.
pub fn kinds(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "enum": ["quantity", "date", "position", "list"] })
}

pub fn event_kinds(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "enum": ["event", "condition"] })
}

pub fn calendars(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "enum": ["julian", null] })
}

/// Requires exactly one of `paragraph` and `page`.
pub fn require_one_locator(schema: &mut Schema) {
    schema.insert(
        "oneOf".into(),
        json!([requires("paragraph"), requires("page")]),
    );
}

/// Requires exactly one kind of dating: stated with a locator, inferred, or supplied with a
/// reference.
pub fn require_one_dating(schema: &mut Schema) {
    let none = json!({ "type": "null" });
    let some = json!({ "not": none });
    let ways = json!([
        {
            "title": "stated",
            "required": ["source"],
            "properties": { "source": some, "inferred": none, "supplied": none },
            "oneOf": [requires("paragraph"), requires("page")],
        },
        {
            "title": "inferred",
            "required": ["inferred"],
            "properties": {
                "inferred": some, "source": none, "paragraph": none, "page": none, "supplied": none,
            },
        },
        {
            "title": "supplied",
            "required": ["supplied", "reference"],
            "properties": {
                "supplied": some, "reference": some,
                "source": none, "paragraph": none, "page": none, "inferred": none,
            },
        },
    ]);
    schema.insert("oneOf".into(), ways);
}

/// Forbids answer keys of other kinds than the question's, and `compatible`, `exclusive`, `positions`
/// and `items` where they do not suit the kind.
pub fn answers_of_its_kind(schema: &mut Schema) {
    let kinds: [(&str, &[&str]); 4] = [
        ("quantity", &["low", "high", "counts"]),
        ("date", &["date"]),
        ("position", &["position"]),
        ("list", &["items"]),
    ];
    let rules = kinds.map(|(kind, _)| {
        let others = kinds.iter().filter(|(other, _)| *other != kind);
        let none: BTreeMap<&str, Value> = others
            .flat_map(|(_, keys)| *keys)
            .map(|key| (*key, json!({ "type": "null" })))
            .collect();
        let mut holds = json!({ "answers": { "items": { "properties": none } } });
        for (pairs, suits) in [("compatible", "position"), ("exclusive", "list")] {
            if suits != kind {
                holds[pairs] = json!({ "maxItems": 0 });
            }
        }
        for (wordings, suits) in [("positions", "position"), ("items", "list")] {
            if suits != kind {
                holds[wordings] = json!({ "maxProperties": 0 });
            }
        }
        json!({
            "if": { "properties": { "kind": { "const": kind } } },
            "then": { "properties": holds },
        })
    });
    schema.insert("allOf".into(), json!(rules));
}

/// Requires `key`, which is `paragraph` or `page`, and forbids the other.
fn requires(key: &str) -> Value {
    let other = if key == "page" { "paragraph" } else { "page" };
    json!({
        "required": [key],
        "properties": { key: { "not": { "type": "null" } }, other: { "type": "null" } },
    })
}
