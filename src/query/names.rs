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

/// What a record is called: its id, its name, and its aliases.
pub type Names<'a> = Vec<&'a str>;

/// Every kind with what one record is called in messages, and the command that lists all.
const KINDS: [(NameKind, &str, &str); 6] = [
    (NameKind::People, "person", "people"),
    (NameKind::Places, "place", "places"),
    (NameKind::Themes, "theme", "themes"),
    (NameKind::Sources, "source", "sources"),
    (NameKind::Events, "event", "events"),
    (NameKind::Topics, "topic", "compare-sources"),
];

impl NameKind {
    pub fn all() -> [Self; 6] {
        KINDS.map(|(kind, ..)| kind)
    }

    /// What all records of the kind are called, by their index in the timeline.
    pub fn names(self, timeline: &Timeline) -> Vec<Names<'_>> {
        match self {
            Self::People => names(&timeline.people, |p| (&p.id, &p.name, &p.aliases)),
            Self::Places => names(&timeline.places, |p| (&p.id, &p.name, &p.aliases)),
            Self::Themes => names(&timeline.themes, |t| (&t.id, &t.name, &[])),
            Self::Sources => names(&timeline.sources, |s| (&s.id, &s.name, &[])),
            Self::Events => names(&timeline.events, |e| (&e.id, &e.title, &[])),
            Self::Topics => names(&timeline.topics, |t| (&t.id, &t.title, &[])),
        }
    }

    /// The index of the record that a typed name means.
    pub fn find(self, timeline: &Timeline, typed: &str) -> Result<usize> {
        let (_, kind, list) = KINDS[self as usize];
        find(kind, Some(list), &self.names(timeline), typed)
    }
}

fn names<'a, T>(
    records: &'a [T],
    parts: fn(&'a T) -> (&'a Text, &'a Text, &'a [Text]),
) -> Vec<Names<'a>> {
    let names = records.iter().map(|record| {
        let (id, name, aliases) = parts(record);
        let names = [id, name].into_iter().chain(aliases);
        names.map(|name| &**name).collect()
    });
    names.collect()
}

pub fn person(timeline: &Timeline, typed: &str) -> Result<PersonKey> {
    NameKind::People.find(timeline, typed).map(PersonKey::from)
}

pub fn place(timeline: &Timeline, typed: &str) -> Result<PlaceKey> {
    NameKind::Places.find(timeline, typed).map(PlaceKey::from)
}

pub fn theme(timeline: &Timeline, typed: &str) -> Result<ThemeKey> {
    NameKind::Themes.find(timeline, typed).map(ThemeKey::from)
}

pub fn source(timeline: &Timeline, typed: &str) -> Result<SourceKey> {
    NameKind::Sources.find(timeline, typed).map(SourceKey::from)
}

pub fn event(timeline: &Timeline, typed: &str) -> Result<EventKey> {
    NameKind::Events.find(timeline, typed).map(EventKey::from)
}

pub fn topic(timeline: &Timeline, typed: &str) -> Result<TopicKey> {
    NameKind::Topics.find(timeline, typed).map(TopicKey::from)
}

/// The index of the record that a typed name means. Messages call it `kind`, and name the command
/// that lists all.
///
/// An exact id or alias beats a part of one; a part has to fit one record alone.
pub fn find(
    kind: &'static str,
    list: Option<&'static str>,
    records: &[Names<'_>],
    typed: &str,
) -> Result<usize> {
    if let Some(exact) = records.iter().position(|names| names[0] == typed) {
        return Ok(exact);
    }
    let wanted = fold(typed.trim());
    let names = records
        .iter()
        .map(|names| names.iter().map(|name| fold(name)).collect());
    let names: Vec<Vec<String>> = names.collect();
    let with_name = |fits: &dyn Fn(&String) -> bool| -> Vec<usize> {
        let indexes = 0..names.len();
        indexes
            .filter(|i| !wanted.is_empty() && names[*i].iter().any(fits))
            .collect()
    };
    let mut found = with_name(&|name| *name == wanted);
    if found.is_empty() {
        found = with_name(&|name| name.contains(&wanted));
    }
    let ids = |found: &[usize]| found.iter().map(|i| records[*i][0].to_owned()).collect();
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
    let distances = names.iter().enumerate().filter_map(|(i, names)| {
        let parts = names.iter().flat_map(|name| name.split([' ', '-']));
        let distances = parts
            .chain(names.iter().map(String::as_str))
            .filter(|name| name.len().abs_diff(wanted.len()) <= limit)
            .map(|name| strsim::damerau_levenshtein(name, wanted));
        let least = distances.min().filter(|least| *least <= limit)?;
        Some((least, &names[0], i))
    });
    let mut near: Vec<(usize, &String, usize)> = distances.collect();
    near.sort_unstable();
    near.into_iter().take(SHOWN).map(|(.., i)| i).collect()
}
