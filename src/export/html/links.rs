//! The links within the page: where each name leads, if what it names is on the page.

use std::collections::{HashMap, HashSet};

use crate::export::text::numbered;
use crate::query::names::{NameKind, Names};
use crate::report::extract::Extract;

/// A name, and where on the page it leads.
pub struct Link<'a> {
    pub name: &'a str,
    /// The kind of record, the first part of its element's id.
    pub kind: &'static str,
    /// The second part of that id, if the record is on the page: letters, digits and hyphens.
    pub slug: Option<String>,
}

/// The links to all records, by kind and id.
#[derive(Default)]
pub struct Links<'a>(HashMap<&'static str, HashMap<&'a str, Link<'a>>>);

impl<'a> Links<'a> {
    pub fn new(extract: &Extract<'a>) -> Self {
        let timeline = extract.timeline;
        let told_by = extract.perspective.told_by;
        let rows = || extract.events.iter().map(|page| &page.row);
        let cast = rows().flat_map(|row| row.people.iter().map(|cast| &*cast.person.0.id));
        let told = timeline.all_sources();
        let told = told.filter(|(key, _)| told_by.is_none_or(|source| source == *key));
        let topics = extract.topics.iter().map(|key| &*timeline[*key].id);
        let mut links = Self::default();
        links.add(
            "event",
            NameKind::Events.names(timeline),
            rows().map(|row| row.id),
        );
        links.add("person", NameKind::People.names(timeline), cast);
        let places = rows().flat_map(|row| row.places.iter().map(|place| &*place.0.id));
        links.add("place", NameKind::Places.names(timeline), places);
        let themes = rows().flat_map(|row| row.themes.iter().map(|theme| &*theme.0.id));
        links.add("theme", NameKind::Themes.names(timeline), themes);
        let told = told.map(|(_, source)| &*source.id);
        links.add("source", NameKind::Sources.names(timeline), told);
        links.add("topic", NameKind::Topics.names(timeline), topics);
        links
    }

    /// Adds the records of a kind, and the ids of those on the page in the order in which they
    /// appear there.
    fn add(
        &mut self,
        kind: &'static str,
        records: Vec<Names<'a>>,
        on_page: impl Iterator<Item = &'a str>,
    ) {
        let mut seen = HashSet::new();
        let ids: Vec<&str> = on_page.filter(|id| seen.insert(*id)).collect();
        let slugs = numbered(ids.iter().map(|id| slug(id)));
        let mut slugs: HashMap<&str, String> = ids.into_iter().zip(slugs).collect();
        let links = records.into_iter().map(|names| {
            let id = names[0];
            let link = Link {
                // A source is cited by its id.
                name: if kind == "source" { id } else { names[1] },
                kind,
                slug: slugs.remove(id),
            };
            (id, link)
        });
        self.0.insert(kind, links.collect());
    }

    /// The link to a record of the timeline.
    pub fn get(&self, kind: &str, id: &str) -> &Link<'a> {
        &self.0[kind][id]
    }

    /// The slug of a record; empty if it is not on the page.
    pub fn slug(&self, kind: &str, id: &str) -> &str {
        self.get(kind, id).slug.as_deref().unwrap_or_default()
    }

    /// Whether a record is on the page.
    pub fn is_on_page(&self, kind: &str, id: &str) -> bool {
        self.get(kind, id).slug.is_some()
    }
}

/// The id with a hyphen for every character that may not stand in an address.
fn slug(id: &str) -> String {
    id.replace(|c: char| !c.is_ascii_alphanumeric(), "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain_and_differ() {
        let ids = ["beria", "a<b", "a>b", "a-b-2", "__proto__", "a\"b", ""];
        let mut links = Links::default();
        links.add("theme", ids.map(|id| vec![id, id]).into(), ids.into_iter());
        assert_eq!(
            ids.map(|id| links.slug("theme", id)),
            ["beria", "a-b", "a-b-2", "a-b-2-2", "--proto--", "a-b-3", ""]
        );
    }
}
