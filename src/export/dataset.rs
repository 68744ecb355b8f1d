//! The timeline or a part of it as one dataset file, which can be loaded again.

use crate::report::excerpt::dataset_excerpt;
use crate::report::extract::Extract;
use crate::view;

use super::{Exported, Options};

/// The selected events, the records that they name, links whose ends are both selected, and topics
/// with a selected event; without a filter the whole timeline, including background events.
///
/// With `ascii`, other characters become JSON escapes, so that no data is lost.
pub fn dataset(extract: &Extract<'_>, options: Options) -> Exported {
    Exported::from(view::json(&dataset_excerpt(extract), options.ascii))
}
