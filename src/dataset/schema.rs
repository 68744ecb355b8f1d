//! The JSON Schema of a dataset's files, derived from the records, with rules between the keys of
//! one record.
//!
//! A schema sees one file and knows no calendar, so only the loader checks that ids and days exist.

use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::record::DatasetFile;

/// File name of the schema in the folder of a dataset. The loader skips it.
pub const FILE: &str = "destal.schema.json";

/// Whether a file of this name is a schema rather than part of a dataset.
pub fn is_schema(name: &str) -> bool {
    name.ends_with(".schema.json")
}

/// The schema of a file of a dataset, draft 2020-12.
pub fn file_schema() -> Value {
    let settings = SchemaSettings::draft2020_12();
    let generator = settings.into_generator();
    let mut schema = generator.into_root_schema_for::<DatasetFile>();
    schema.remove("default");
    schema.to_value()
}

/// The schema as indented JSON, with a final line break.
pub fn text() -> String {
    let text = serde_json::to_string_pretty(&file_schema());
    text.expect("writing to memory succeeds") + "\n"
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use serde_json::json;
    use snapbox::{Data, assert_data_eq};

    use super::super::record::constraint::DATE;
    use super::super::{Content, InputFile, load, read};
    use super::*;
    use crate::model::date::Date;

    /// Fixtures that the schema accepts and the loader refuses, each with the reason that the
    /// schema cannot see.
    const LOADER_ONLY: [(&str, &str); 20] = [
        (
            "citation-of-a-missing-paragraph",
            "where a citation in a text leads",
        ),
        ("dangling-references", "which ids there are"),
        ("dating-left-out", "which dates the accounts give"),
        ("duplicate-ids", "which ids there are"),
        ("duplicate-key", "readers of JSON keep the last of two keys"),
        ("duplicate-link", "which links there are"),
        ("duplicate-question", "which ids there are"),
        ("event-outside-the-timeline", "the calendar"),
        (
            "excused-paragraph-is-missing",
            "how many paragraphs a source has",
        ),
        ("link-to-itself", "that two values are the same"),
        ("low-exceeds-high", "which of two values is greater"),
        ("no-sources-and-no-events", "whether another file has them"),
        ("no-timeline", "whether another file has it"),
        ("one-fault-with-followers", "which ids there are"),
        (
            "openings-do-not-fit",
            "that a number is the length of a list",
        ),
        ("people-without-a-list", "whether another file has it"),
        (
            "page-for-a-numbered-source",
            "whether the source is numbered",
        ),
        (
            "paragraph-beyond-the-source",
            "how many paragraphs a source has",
        ),
        (
            "stated-date-is-of-no-account",
            "which dates the accounts give",
        ),
        ("timeline-ends-before-it-begins", "the calendar"),
    ];

    fn root() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR"))
    }

    fn validator() -> jsonschema::Validator {
        jsonschema::draft202012::new(&file_schema()).unwrap()
    }

    /// The first objection of the schema to a file, if any.
    fn objection(file: &InputFile) -> Option<String> {
        let Content::Json(Ok(text)) = &file.content else {
            return Some("not UTF-8".into());
        };
        match serde_json::from_str(text) {
            Ok(value) => validator()
                .validate(&value)
                .err()
                .map(|why| why.to_string()),
            Err(why) => Some(why.to_string()),
        }
    }

    fn fixtures(folder: &str) -> Vec<PathBuf> {
        let entries = fs::read_dir(root().join("tests/fixtures").join(folder)).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        paths
            .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
            .collect()
    }

    #[test]
    fn the_copy_beside_the_data_is_fresh() {
        assert_data_eq!(
            text(),
            Data::read_from(&root().join("data").join(FILE), None).raw()
        );
    }

    #[test]
    fn the_loader_and_the_schema_come_to_the_same_verdict() {
        let (mut refused, mut beyond) = (0, 0);
        for path in [fixtures("valid"), fixtures("invalid")].concat() {
            let files = read(&path).unwrap();
            let loads = load(&files).unwrap().timeline.is_some();
            let objection = objection(&files[0]);
            let name = path.file_stem().unwrap().to_str().unwrap();
            if LOADER_ONLY.iter().any(|(beyond, _)| *beyond == name) {
                assert!(!loads, "{name} loads");
                assert_eq!(objection, None, "{name} is no longer beyond the schema");
                beyond += 1;
            } else {
                assert_eq!(objection.is_none(), loads, "{name}: {objection:?}");
                refused += usize::from(!loads);
            }
        }
        assert_eq!(beyond, LOADER_ONLY.len());
        assert!(refused >= 20, "{refused}");
    }

    #[test]
    fn every_file_of_the_shipped_timeline_names_the_schema_and_suits_it() {
        for file in crate::shipped::files() {
            assert_eq!(objection(&file), None, "{}", file.name);
            let Content::Json(Ok(text)) = &file.content else {
                panic!("{} is no JSON", file.name);
            };
            let value: Value = serde_json::from_str(text).unwrap();
            let named = value["$schema"].as_str().unwrap_or_default();
            let folder = root().join(&file.name);
            let found = folder.parent().unwrap().join(named);
            assert_eq!(
                found.canonicalize().ok(),
                root().join("data").join(FILE).canonicalize().ok(),
                "{} names `{named}`",
                file.name
            );
        }
    }

    #[test]
    fn a_date_that_is_one_suits_the_schema() {
        let cases = fs::read_to_string(root().join("tests/cases/edtf.json")).unwrap();
        let cases: Vec<Value> = serde_json::from_str(&cases).unwrap();
        let schema = jsonschema::draft202012::new(&json!({ "pattern": DATE })).unwrap();
        let (mut sound, mut refused, mut broken) = (0, 0, 0);
        for case in cases {
            let suits = schema.is_valid(&case["input"]);
            if Date::parse(case["input"].as_str().unwrap()).is_ok() {
                assert!(suits, "{} is a date", case["input"]);
                sound += 1;
            } else {
                refused += usize::from(!suits);
                broken += 1;
            }
        }
        // The schema accepts the other broken dates, because it knows no calendar.
        assert!(
            sound > 50 && refused * 10 >= broken * 7,
            "{refused} of {broken}"
        );
        for text in [
            "1956-13",
            "march 1953",
            "1953-3-5",
            "1953-02-32",
            "5 March 1953",
            "",
        ] {
            assert!(!schema.is_valid(&json!(text)), "{text}");
        }
    }
}
