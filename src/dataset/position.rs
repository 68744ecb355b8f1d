//! Where in the text of a JSON file a path leads, found only when there is a problem to report.

use std::collections::HashMap;

use serde_json::value::RawValue;
use serde_with::de::DeserializeAsWrap;
use serde_with::{Map, Same};

use super::problem::Step;

/// The entries of an object, with keys that stand twice, which no map of std keeps.
type Entries<'t> = DeserializeAsWrap<Vec<(&'t RawValue, &'t RawValue)>, Map<Same, Same>>;

/// A value in a JSON text, with the part of the text that it is.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    /// The text that the value is a part of.
    pub whole: &'t str,
    /// The part that is the value.
    pub raw: &'t str,
    /// Its key with the quotes, or the value itself where it has none.
    key: &'t str,
}

impl<'t> Node<'t> {
    /// The whole of a text that is known to be JSON.
    pub fn top(text: &'t str) -> Self {
        let raw = text.trim_ascii();
        Self {
            whole: text,
            raw,
            key: raw,
        }
    }

    /// The elements of a list, or the entries of an object in the order of the text, each key as
    /// often as it stands there.
    pub fn children(self) -> Vec<(Step, Self)> {
        let part = |key: &'t RawValue, value: &'t RawValue| Self {
            whole: self.whole,
            raw: value.get(),
            key: key.get(),
        };
        if let Ok(elements) = serde_json::from_str::<Vec<&RawValue>>(self.raw) {
            let elements = elements.into_iter().enumerate();
            let elements = elements.map(|(i, value)| (Step::Index(i), part(value, value)));
            return elements.collect();
        }
        let entries: serde_json::Result<Entries<'_>> = serde_json::from_str(self.raw);
        let entries = entries.map_or(Vec::new(), Entries::into_inner);
        let entries = entries.into_iter().filter_map(|(key, value)| {
            let name = serde_json::from_str(key.get()).ok()?;
            Some((Step::Key(name), part(key, value)))
        });
        entries.collect()
    }

    /// The byte of the text at which the value begins.
    pub fn offset(self) -> usize {
        self.offset_of(self.raw)
    }

    /// The byte of the text at which the key of the value begins; the value itself where it has
    /// none.
    pub fn key_offset(self) -> usize {
        self.offset_of(self.key)
    }

    fn offset_of(self, part: &str) -> usize {
        part.as_ptr().addr() - self.whole.as_ptr().addr()
    }
}

/// Follows paths through texts. What a value holds is read once: many problems stand in one list.
#[derive(Default)]
pub struct Finder<'t> {
    /// What values hold, by where each begins in memory.
    known: HashMap<usize, Vec<(Step, Node<'t>)>>,
}

impl<'t> Finder<'t> {
    /// The value at the end of a path, or the last one on the way to it that exists.
    ///
    /// Of a key that stands twice, the last value counts, as it does when a file is read.
    pub fn follow(&mut self, top: Node<'t>, path: &[Step]) -> Node<'t> {
        let mut node = top;
        for step in path {
            let address = node.raw.as_ptr().addr();
            let children = self.known.entry(address).or_insert_with(|| node.children());
            let next = match step {
                Step::Index(index) => children.get(*index).filter(|(found, _)| found == step),
                Step::Key(_) => children.iter().rfind(|(found, _)| found == step),
            };
            let Some((_, next)) = next else { break };
            node = *next;
        }
        node
    }
}
