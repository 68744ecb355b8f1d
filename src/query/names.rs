//! Records by the name that a person types: an id, an alias or any part that fits only one.

use crate::error::{Error, Result};
use crate::model::key::{EventKey, PersonKey, PlaceKey, SourceKey, ThemeKey, TopicKey};
use crate::model::text::Text;
use crate::model::timeline::Timeline;

use super::words::fold;

/// What a name that is typed may be of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    People,
    Places,
    Themes,
    Sources,
    Events,
    Topics,
}

/// What a record is called: its id, and its name before its aliases.
pub struct Named<'a> {
    pub id: &'a str,
    pub names: Vec<&'a str>,
}

impl NameKind {
    pub const ALL: [Self; 6] = [
        Self::People,
        Self::Places,
        Self::Themes,
        Self::Sources,
        Self::Events,
        Self::Topics,
    ];

    /// All records of the kind, by their index in the timeline.
    pub fn records(self, timeline: &Timeline) -> Vec<Named<'_>> {
        match self {
            Self::People => named(&timeline.people, |p| (&p.id, &p.name, &p.aliases)),
            Self::Places => named(&timeline.places, |p| (&p.id, &p.name, &p.aliases)),
            Self::Themes => named(&timeline.themes, |t| (&t.id, &t.name, &[])),
            Self::Sources => named(&timeline.sources, |s| (&s.id, &s.name, &[])),
            Self::Events => named(&timeline.events, |e| (&e.id, &e.title, &[])),
            Self::Topics => named(&timeline.topics, |t| (&t.id, &t.title, &[])),
        }
    }

    /// The index of the record that a typed name means.
    pub fn find(self, timeline: &Timeline, typed: &str) -> Result<usize> {
        let (kind, list) = match self {
            Self::People => ("person", "people"),
            Self::Places => ("place", "places"),
            Self::Themes => ("theme", "themes"),
            Self::Sources => ("source", "sources"),
            Self::Events => ("event", "events"),
            Self::Topics => ("topic", "compare-sources"),
        };
        find(kind, Some(list), &self.records(timeline), typed)
    }
}

/// What records are called, from the id, the name and the aliases of each.
fn named<'a, T>(
    records: &'a [T],
    parts: fn(&'a T) -> (&'a Text, &'a Text, &'a [Text]),
) -> Vec<Named<'a>> {
    let named = records.iter().map(|record| {
        let (id, name, aliases) = parts(record);
        let names = [name].into_iter().chain(aliases).map(|name| &**name);
        Named {
            id,
            names: names.collect(),
        }
    });
    named.collect()
}

pub fn person(timeline: &Timeline, typed: &str) -> Result<PersonKey> {
    NameKind::People.find(timeline, typed).map(PersonKey::new)
}

pub fn place(timeline: &Timeline, typed: &str) -> Result<PlaceKey> {
    NameKind::Places.find(timeline, typed).map(PlaceKey::new)
}

pub fn theme(timeline: &Timeline, typed: &str) -> Result<ThemeKey> {
    NameKind::Themes.find(timeline, typed).map(ThemeKey::new)
}

pub fn source(timeline: &Timeline, typed: &str) -> Result<SourceKey> {
    NameKind::Sources.find(timeline, typed).map(SourceKey::new)
}

pub fn event(timeline: &Timeline, typed: &str) -> Result<EventKey> {
    NameKind::Events.find(timeline, typed).map(EventKey::new)
}

pub fn topic(timeline: &Timeline, typed: &str) -> Result<TopicKey> {
    NameKind::Topics.find(timeline, typed).map(TopicKey::new)
}

/// The index of the record that a typed name means. Messages call it `kind`, and name the command
/// that lists all.
///
/// An exact id or alias beats a part of one; a part has to fit one record alone.
pub fn find(
    kind: &'static str,
    list: Option<&'static str>,
    records: &[Named<'_>],
    typed: &str,
) -> Result<usize> {
    if let Some(exact) = records.iter().position(|record| record.id == typed) {
        return Ok(exact);
    }
    let wanted = fold(typed.trim());
    let names: Vec<Vec<String>> = records.iter().map(folded_names).collect();
    let fitting = |fits: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let fits = |names: &[String]| !wanted.is_empty() && names.iter().any(|name| fits(name));
        (0..names.len()).filter(|i| fits(&names[*i])).collect()
    };
    let mut found = fitting(&|name| name == wanted);
    if found.is_empty() {
        found = fitting(&|name| name.contains(&wanted));
    }
    let ids = |found: &[usize]| found.iter().map(|i| records[*i].id.to_owned()).collect();
    let name = typed.to_owned();
    match found.as_slice() {
        [only] => Ok(*only),
        [] => Err(Error::NotFound {
            kind,
            name,
            nearest: ids(&nearest(&names, &wanted)),
            list,
        }),
        several => Err(Error::Ambiguous {
            kind,
            name,
            candidates: ids(several),
        }),
    }
}

fn folded_names(record: &Named<'_>) -> Vec<String> {
    let names = [record.id].into_iter().chain(record.names.iter().copied());
    names.map(fold).collect()
}

/// The records with the names nearest to a folded word, best first; of equally near ones the
/// first by its first name, the id.
fn nearest(names: &[Vec<String>], wanted: &str) -> Vec<usize> {
    const SHOWN: usize = 5;
    const TOO_SHORT: usize = 3;
    let length = wanted.chars().count();
    if length < TOO_SHORT {
        return Vec::new();
    }
    let limit = (length / 3).clamp(1, 3);
    let mut near: Vec<(usize, &str, usize)> = Vec::new();
    for (i, names) in names.iter().enumerate() {
        let parts = names.iter().flat_map(|name| name.split([' ', '-']));
        let least = parts
            .chain(names.iter().map(String::as_str))
            .filter(|name| name.len().abs_diff(wanted.len()) <= limit)
            .map(|name| strsim::damerau_levenshtein(name, wanted))
            .min();
        if let Some(least) = least.filter(|least| *least <= limit) {
            near.push((least, &names[0], i));
        }
    }
    near.sort_unstable();
    near.into_iter().take(SHOWN).map(|(.., i)| i).collect()
}
