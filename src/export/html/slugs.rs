//! Ids of a dataset as they may stand in an address: safe, unique, and as they are where they can.

use std::collections::{BTreeMap, BTreeSet};

/// The ids of the records of one kind, each with its slug of letters, digits and hyphens.
pub struct Slugs<'a>(BTreeMap<&'a str, String>);

impl<'a> Slugs<'a> {
    /// One slug for each id. Of ids that only differ in other characters, the later ones get a
    /// number.
    pub fn of(ids: impl IntoIterator<Item = &'a str>) -> Self {
        let mut taken = BTreeSet::new();
        let mut slugs = BTreeMap::new();
        for id in ids {
            let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
            let wanted: String = id.chars().map(plain).collect();
            let mut slug = wanted.clone();
            let mut number = 1;
            while !taken.insert(slug.clone()) {
                number += 1;
                slug = format!("{wanted}-{number}");
            }
            slugs.insert(id, slug);
        }
        Self(slugs)
    }

    /// The slug of an id, if that is one of them.
    pub fn get(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain_and_differ() {
        let ids = ["beria", "a<b", "a>b", "a-b-2", "__proto__", "a\"b", ""];
        let slugs = Slugs::of(ids);
        let all: Vec<&str> = ids.iter().filter_map(|id| slugs.get(id)).collect();
        assert_eq!(
            all,
            ["beria", "a-b", "a-b-2", "a-b-2-2", "--proto--", "a-b-3", ""]
        );
        assert_eq!(slugs.get("nobody"), None);
    }
}
