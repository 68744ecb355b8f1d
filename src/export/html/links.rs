//! The links within the page: where each name leads, if what it names is on the page.

use std::collections::BTreeMap;

use crate::report::extract::Extract;

use super::slugs::Slugs;

/// A name, and where on the page it leads.
#[derive(Clone)]
pub struct Link<'a> {
    /// The name.
    pub name: &'a str,
    /// The kind of thing, the first part of its id on the page.
    pub kind: &'static str,
    /// The second part of that id, where the thing is on the page.
    pub slug: Option<&'a str>,
}

/// What is on the page, by the ids of the dataset.
pub struct Links<'a> {
    /// The events.
    pub events: Slugs<'a>,
    /// The people.
    pub people: Slugs<'a>,
    /// The places.
    pub places: Slugs<'a>,
    /// The themes.
    pub themes: Slugs<'a>,
    /// The sources.
    pub sources: Slugs<'a>,
    /// The topics.
    pub topics: Slugs<'a>,
    titles_of_topics: BTreeMap<&'a str, &'a str>,
}

impl<'a> Links<'a> {
    /// The links to the chosen events, and to whatever they name.
    pub fn of(extract: &'a Extract<'_>) -> Self {
        let timeline = extract.timeline;
        let rows = || extract.events.iter().map(|page| &page.row);
        let topics = || extract.topics.iter().map(|key| &timeline[*key]);
        let sources = timeline.all_sources();
        let on_page = |key| extract.teller.told_by.is_none_or(|source| source == key);
        // A name that several events have is one thing.
        let each = |ids: Vec<&'a str>| {
            let mut seen = std::collections::BTreeSet::new();
            Slugs::of(
                ids.into_iter()
                    .filter(|id| seen.insert(*id))
                    .collect::<Vec<_>>(),
            )
        };
        Self {
            events: Slugs::of(rows().map(|row| row.id)),
            people: each(
                rows()
                    .flat_map(|row| row.people.iter().map(|cast| cast.id))
                    .collect(),
            ),
            places: each(rows().flat_map(|row| row.places.iter().copied()).collect()),
            themes: each(rows().flat_map(|row| row.themes.iter().copied()).collect()),
            sources: Slugs::of(
                sources
                    .filter(|(key, _)| on_page(*key))
                    .map(|(_, source)| &*source.id),
            ),
            topics: Slugs::of(topics().map(|topic| &*topic.id)),
            titles_of_topics: topics().map(|topic| (&*topic.id, &*topic.title)).collect(),
        }
    }

    /// The link to an event.
    pub fn event(&'a self, id: &str, title: &'a str) -> Link<'a> {
        link("event", title, self.events.get(id))
    }

    /// The link to a person.
    pub fn person(&'a self, id: &str, name: &'a str) -> Link<'a> {
        link("person", name, self.people.get(id))
    }

    /// The link to a place.
    pub fn place(&'a self, id: &str, name: &'a str) -> Link<'a> {
        link("place", name, self.places.get(id))
    }

    /// The link to a theme.
    pub fn theme(&'a self, id: &str, name: &'a str) -> Link<'a> {
        link("theme", name, self.themes.get(id))
    }

    /// The link to a source, which is called by its id.
    pub fn source(&'a self, id: &'a str) -> Link<'a> {
        link("source", id, self.sources.get(id))
    }

    /// The link to a topic, which is called by its title.
    pub fn topic(&'a self, id: &'a str) -> Link<'a> {
        let title = self.titles_of_topics.get(id).copied().unwrap_or(id);
        link("topic", title, self.topics.get(id))
    }
}

fn link<'a>(kind: &'static str, name: &'a str, slug: Option<&'a str>) -> Link<'a> {
    Link { name, kind, slug }
}
