//! Everything in a file of a dataset that points into a source.

use serde::Deserialize;
use serde_json::Value;

use crate::dataset::problem::Path;

use super::File;

/// Something in a dataset that points into a source.
#[derive(Deserialize)]
pub struct LocatorRecord {
    /// Where it stands in its file.
    #[serde(skip)]
    pub path: Path,
    pub source: String,
    pub paragraph: Option<u32>,
    pub as_printed: Option<String>,
}

/// The locators in a value to which a path leads. Whatever has a `source` is one.
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

impl File {
    /// Everything in the file that points into a source.
    pub fn locators(&self) -> Vec<LocatorRecord> {
        let value = serde_json::to_value(self).expect("its keys are texts");
        find_locators(&value, &Path::default())
    }
}
