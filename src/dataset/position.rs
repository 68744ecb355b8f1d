//! Where in the text of a JSON file a path leads, found only when there is a problem to report.

use std::collections::HashMap;
use std::fmt;

use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::problem::Step;

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
        let mut json = serde_json::Deserializer::from_str(self.raw);
        let children = json.deserialize_any(Children(self.whole));
        children.unwrap_or_default()
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

/// Reads what a value in this text holds.
struct Children<'t>(&'t str);

impl<'t> Visitor<'t> for Children<'t> {
    type Value = Vec<(Step, Node<'t>)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut children = Vec::new();
        while let Some((key, value)) = map.next_entry::<&RawValue, &RawValue>()? {
            let node = Node {
                whole: self.0,
                raw: value.get(),
                key: key.get(),
            };
            let key = serde_json::from_str(node.key).map_err(A::Error::custom)?;
            children.push((Step::Key(key), node));
        }
        Ok(children)
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut children = Vec::new();
        while let Some(value) = seq.next_element::<&RawValue>()? {
            let node = Node {
                whole: self.0,
                raw: value.get(),
                key: value.get(),
            };
            children.push((Step::Index(children.len()), node));
        }
        Ok(children)
    }
}
