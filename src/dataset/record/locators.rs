//! Collects the locators in a file of a dataset.

use serde::Deserialize;
use serde_json::Value;

use crate::dataset::problem::Path;

use super::DatasetFile;

/// A locator in a dataset, with the `as_printed` next to it.
#[derive(Deserialize)]
pub struct LocatorRecord {
    /// Path inside its file.
    #[serde(skip)]
    pub path: Path,
    pub source: String,
    pub paragraph: Option<u32>,
    pub as_printed: Option<String>,
}

/// All locators in a value, which is at `path`. Every object with a `source` counts as one.
pub fn find_locators(value: &Value, path: &Path) -> Vec<LocatorRecord> {
    let mut found = Vec::new();
    if let Ok(locator) = LocatorRecord::deserialize(value) {
        let path = path.clone();
        found.push(LocatorRecord { path, ..locator });
    }
    match value {
        Value::Object(entries) => {
            for (key, value) in entries.iter().filter(|(key, _)| *key != "$schema") {
                found.extend(find_locators(value, &path.clone().key(key)));
            }
        }
        Value::Array(elements) => {
            for (index, value) in elements.iter().enumerate() {
                found.extend(find_locators(value, &path.clone().index(index)));
            }
        }
        _ => {}
    }
    found
}

impl DatasetFile {
    pub fn locators(&self) -> Vec<LocatorRecord> {
        let value = serde_json::to_value(self).expect("its keys are strings");
        find_locators(&value, &Path::default())
    }
}
