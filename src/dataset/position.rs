//! Finds the position of a path in JSON text. This parses the text again, so it is done only to
//! report problems.

use std::collections::HashMap;

use serde_json::value::RawValue;
use serde_with::de::DeserializeAsWrap;
use serde_with::{Map, Same};

use super::problem::PathStep;

/// The entries of an object, including duplicate keys, which the maps in std would drop.
type Entries<'t> = DeserializeAsWrap<Vec<(&'t RawValue, &'t RawValue)>, Map<Same, Same>>;

/// A value in JSON text, as a slice of that text.
#[derive(Clone, Copy)]
pub struct JsonNode<'t> {
    /// The whole text.
    pub whole: &'t str,
    /// The slice of `whole` that holds the value.
    pub raw: &'t str,
    /// The slice of `whole` that holds the key, with its quotes; the value itself if it has no key.
    key: &'t str,
}

impl<'t> JsonNode<'t> {
    /// The root value of a text that is known to be JSON.
    pub fn root(text: &'t str) -> Self {
        let raw = text.trim_ascii();
        Self {
            whole: text,
            raw,
            key: raw,
        }
    }

    /// The elements of a list, or the entries of an object in text order, including duplicate keys.
    pub fn children(self) -> Vec<(PathStep, Self)> {
        let part = |key: &'t RawValue, value: &'t RawValue| Self {
            whole: self.whole,
            raw: value.get(),
            key: key.get(),
        };
        if let Ok(elements) = serde_json::from_str::<Vec<&RawValue>>(self.raw) {
            let elements = elements.into_iter().enumerate();
            let elements = elements.map(|(i, value)| (PathStep::Index(i), part(value, value)));
            return elements.collect();
        }
        let entries: serde_json::Result<Entries<'_>> = serde_json::from_str(self.raw);
        let entries = entries.map_or(Vec::new(), Entries::into_inner);
        let entries = entries.into_iter().filter_map(|(key, value)| {
            let name = serde_json::from_str(key.get()).ok()?;
            Some((PathStep::Key(name), part(key, value)))
        });
        entries.collect()
    }

    /// Byte offset of the value in the text.
    pub fn offset(self) -> usize {
        self.offset_of(self.raw)
    }

    /// Byte offset of the key in the text, or of the value if it has no key.
    pub fn key_offset(self) -> usize {
        self.offset_of(self.key)
    }

    fn offset_of(self, part: &str) -> usize {
        part.as_ptr().addr() - self.whole.as_ptr().addr()
    }
}

/// Follows paths through texts. The children of a value are cached, since many problems may be in
/// one list.
#[derive(Default)]
pub struct PathFinder<'t> {
    /// Children of values, by the address of each value's text.
    found: HashMap<usize, Vec<(PathStep, JsonNode<'t>)>>,
}

impl<'t> PathFinder<'t> {
    /// The value at the end of a path, or the last existing value along it.
    ///
    /// If a key is duplicated, the last value counts, as it does when a file is read.
    pub fn find(&mut self, top: JsonNode<'t>, path: &[PathStep]) -> JsonNode<'t> {
        let mut node = top;
        for step in path {
            let address = node.raw.as_ptr().addr();
            let children = self.found.entry(address).or_insert_with(|| node.children());
            let next = match step {
                PathStep::Index(index) => children.get(*index).filter(|(found, _)| found == step),
                PathStep::Key(_) => children.iter().rfind(|(found, _)| found == step),
            };
            let Some((_, next)) = next else { break };
            node = *next;
        }
        node
    }
}
