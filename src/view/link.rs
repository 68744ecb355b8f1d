//! Links from names on a page to records, which the explorer follows.

use crate::query::names::RecordKind;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hyperlink {
    pub kind: RecordKind,
    pub id: String,
}

impl Hyperlink {
    pub fn to(kind: RecordKind, id: &str) -> Self {
        Self {
            kind,
            id: id.to_owned(),
        }
    }
}
