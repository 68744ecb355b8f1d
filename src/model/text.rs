//! Text from a dataset, borrowed from the file wherever that is possible.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser};

use super::kept;

/// How long a text may be, in bytes.
pub const LONGEST: usize = 1 << 20;

/// A piece of text from a dataset: data, never to be trusted on a terminal as it is. In the
/// compact form it is a place among the texts that are [`kept`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<'t>(pub Cow<'t, str>);

/// Whether nothing stands in a text. This looks no further than at its first letter.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

impl Text<'_> {
    /// The same text, which needs nothing that it was read from.
    pub fn into_owned(self) -> Text<'static> {
        Text(Cow::Owned(self.0.into_owned()))
    }
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.serialize_str(&self.0);
        }
        let place = kept::keep(&self.0);
        place
            .ok_or_else(|| ser::Error::custom("more text than is kept"))?
            .serialize(serializer)
    }
}

impl std::borrow::Borrow<str> for Text<'_> {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl<'de: 't, 't> Deserialize<'de> for Text<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrow;
        impl<'de> Visitor<'de> for Borrow {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text<'de>, E> {
                fits(text)?;
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Text<'de>, E> {
                fits(text)?;
                Ok(Text(Cow::Owned(text.to_owned())))
            }

            fn visit_string<E: Error>(self, text: String) -> Result<Text<'de>, E> {
                fits(&text)?;
                Ok(Text(Cow::Owned(text)))
            }
        }
        if deserializer.is_human_readable() {
            return deserializer.deserialize_str(Borrow);
        }
        let text = kept::at(<(u32, u32)>::deserialize(deserializer)?);
        text.map(|text| Text(Cow::Borrowed(text)))
            .ok_or_else(|| D::Error::custom("no such text is kept"))
    }
}

/// Refuses a text that is longer than any can be meant to be.
fn fits<E: Error>(text: &str) -> Result<(), E> {
    if text.len() <= LONGEST {
        return Ok(());
    }
    Err(E::custom(format!(
        "a text of {} bytes; {LONGEST} at most are read: shorten it",
        text.len()
    )))
}
