//! What a name on a page stands for, so that a reader can go from page to page.

use crate::query::names::RecordKind;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub kind: RecordKind,
    pub id: String,
}

impl Link {
    pub fn to(kind: RecordKind, id: &str) -> Self {
        Self {
            kind,
            id: id.to_owned(),
        }
    }
}
