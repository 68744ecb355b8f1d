//! Links within the page: from each name to its record, if the record is on the page.

use std::collections::{HashMap, HashSet};

use crate::export::text::{make_unique, telling_sources};
use crate::query::names::{Names, RecordKind};
use crate::report::extract::Extract;

use super::records::{people_of, places_of, themes_of};

/// The name of a record, and the target of links to it.
pub struct HtmlLink<'a> {
    pub name: &'a str,
    /// The kind of record; the first part of its element's id.
    pub kind: &'static str,
    /// The second part of that id (letters, digits, hyphens); `None` if not on the page.
    pub slug: Option<String>,
}

/// The links to all records, by kind and id.
#[derive(Default)]
pub struct Links<'a>(HashMap<&'static str, HashMap<&'a str, HtmlLink<'a>>>);

impl<'a> Links<'a> {
    pub fn new(extract: &Extract<'a>) -> Self {
        let rows = || extract.events.iter().map(|page| &page.row);
        let sources = telling_sources(extract).map(|(_, source)| &*source.id);
        let topics = extract.topics.iter().map(|key| &*extract.timeline[*key].id);
        let mut links = Self::default();
        for (kind, on_page) in [
            (RecordKind::Event, rows().map(|row| row.id).collect()),
            (RecordKind::Person, rows().flat_map(people_of).collect()),
            (RecordKind::Place, rows().flat_map(places_of).collect()),
            (RecordKind::Theme, rows().flat_map(themes_of).collect()),
            (RecordKind::Source, sources.collect()),
            (RecordKind::Topic, topics.collect()),
        ] {
            links.add(kind.into(), kind.names(extract.timeline), on_page);
        }
        links
    }

    /// Adds the records of a kind. `on_page` has the ids of those on the page, in page order, and
    /// may have duplicates.
    fn add(&mut self, kind: &'static str, records: Vec<Names<'a>>, mut on_page: Vec<&'a str>) {
        let mut seen = HashSet::new();
        on_page.retain(|id| seen.insert(*id));
        let slugs = make_unique(on_page.iter().map(|id| slug(id)));
        let mut slugs: HashMap<&str, String> = on_page.into_iter().zip(slugs).collect();
        for names in records {
            let id = names[0];
            let link = HtmlLink {
                // A source is cited by its id.
                name: if kind == "source" { id } else { names[1] },
                kind,
                slug: slugs.remove(id),
            };
            self.0.entry(kind).or_default().insert(id, link);
        }
    }

    /// The link to a record of the timeline.
    pub fn get(&self, kind: &str, id: &str) -> &HtmlLink<'a> {
        &self.0[kind][id]
    }

    /// The slug of a record; empty if it is not on the page.
    pub fn slug(&self, kind: &str, id: &str) -> &str {
        self.get(kind, id).slug.as_deref().unwrap_or_default()
    }
}

/// The id with a hyphen for every character that is not an ASCII letter or digit.
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
        links.add("theme", ids.map(|id| vec![id, id]).into(), ids.into());
        assert_eq!(
            ids.map(|id| links.slug("theme", id)),
            ["beria", "a-b", "a-b-2", "a-b-2-2", "--proto--", "a-b-3", ""]
        );
    }
}
