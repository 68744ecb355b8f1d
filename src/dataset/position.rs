//! Where in the text of a JSON file a path leads, found only when there is a problem to report.

use std::collections::HashMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::problem::Step;

/// A value in a JSON text, with the part of the text that it is.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    whole: &'t str,
    raw: &'t str,
}

/// What a value holds, each part with its place in the text.
pub enum Parts<'t> {
    /// The keys of an object in the order of the text, each as often as it stands there.
    Object(Vec<(String, Node<'t>)>),
    /// The elements of a list.
    List(Vec<Node<'t>>),
    /// Neither.
    Scalar,
}

impl<'t> Node<'t> {
    /// The whole of a text that is known to be JSON.
    pub fn top(text: &'t str) -> Self {
        Self {
            whole: text,
            raw: text.trim_ascii(),
        }
    }

    /// What the value holds.
    pub fn parts(self) -> Parts<'t> {
        let mut deserializer = serde_json::Deserializer::from_str(self.raw);
        let parts = match self.raw.as_bytes().first() {
            Some(b'{' | b'[') => PartsOf(self.whole).deserialize(&mut deserializer),
            _ => Ok(Parts::Scalar),
        };
        parts.unwrap_or(Parts::Scalar)
    }

    /// The text that the value is a part of.
    pub fn whole(self) -> &'t str {
        self.whole
    }

    /// The byte of the text at which the value begins.
    pub fn offset(self) -> usize {
        self.raw.as_ptr().addr() - self.whole.as_ptr().addr()
    }

    /// How many bytes of the text the value has.
    pub fn length(self) -> usize {
        self.raw.len()
    }

    /// The byte of the text at which the key of the value begins; the value itself where it has
    /// none.
    pub fn key_offset(self) -> usize {
        let before = |end: usize, sign: char| {
            let head = self.whole[..end].trim_ascii_end();
            head.strip_suffix(sign).map(str::len)
        };
        let Some(mut quote) = before(self.offset(), ':').and_then(|end| before(end, '"')) else {
            return self.offset();
        };
        while let Some(start) = self.whole[..quote].rfind('"') {
            let head = &self.whole[..start];
            let slashes = head.len() - head.trim_end_matches('\\').len();
            if slashes.is_multiple_of(2) {
                return start;
            }
            quote = start;
        }
        self.offset()
    }
}

/// Follows paths through texts. What a value holds is read once: many problems stand in one list.
#[derive(Default)]
pub struct Finder<'t> {
    /// What values hold, by where each begins in memory.
    known: HashMap<usize, Parts<'t>>,
}

impl<'t> Finder<'t> {
    /// The value at the end of a path, or the last one on the way to it that exists.
    ///
    /// Of a key that stands twice, the last value counts, as it does when a file is read.
    pub fn follow(&mut self, top: Node<'t>, path: &[Step]) -> Node<'t> {
        let mut node = top;
        for step in path {
            let address = node.raw.as_ptr().addr();
            let parts = self.known.entry(address).or_insert_with(|| node.parts());
            let next = match (parts, step) {
                (Parts::Object(entries), Step::Key(key)) => entries
                    .iter()
                    .rev()
                    .find(|(name, _)| name == key)
                    .map(|(_, value)| value),
                (Parts::List(elements), Step::Index(index)) => elements.get(*index),
                _ => None,
            };
            let Some(next) = next else { break };
            node = *next;
        }
        node
    }
}

struct PartsOf<'t>(&'t str);

impl<'t> DeserializeSeed<'t> for PartsOf<'t> {
    type Value = Parts<'t>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Parts<'t>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'t> Visitor<'t> for PartsOf<'t> {
    type Value = Parts<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Parts<'t>, A::Error> {
        let mut entries = Vec::new();
        while let Some((key, value)) = map.next_entry::<String, &'t RawValue>()? {
            entries.push((
                key,
                Node {
                    whole: self.0,
                    raw: value.get(),
                },
            ));
        }
        Ok(Parts::Object(entries))
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut seq: A) -> Result<Parts<'t>, A::Error> {
        let mut elements = Vec::new();
        while let Some(value) = seq.next_element::<&'t RawValue>()? {
            elements.push(Node {
                whole: self.0,
                raw: value.get(),
            });
        }
        Ok(Parts::List(elements))
    }
}
