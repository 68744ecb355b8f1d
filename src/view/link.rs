//! What a name on a page stands for, so that a reader can go from page to page.

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub kind: Kind,
    pub id: String,
}

/// The kinds of record that have a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Event,
    Person,
    Place,
    Theme,
    Source,
    Topic,
}

impl Link {
    pub fn to(kind: Kind, id: &str) -> Self {
        Self {
            kind,
            id: id.to_owned(),
        }
    }
}
