//! The timeline itself, or a part of it, as one file that loads again.

use crate::report::excerpt::excerpt;
use crate::report::extract::Extract;
use crate::view;

use super::{Exported, Options};

/// The chosen events, what they name, the links with both ends and the topics with an event
/// left; without a filter the whole timeline, background included.
///
/// In ASCII other characters are written as JSON's escapes, so that nothing of the data is lost.
pub fn dataset(extract: &Extract<'_>, options: Options) -> Exported {
    Exported::from(view::json(&excerpt(extract), options.ascii))
}
