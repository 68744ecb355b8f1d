//! Looks up records by a typed name: an id, a name, an alias, or a part that matches only one.

use itertools::Itertools;
use strum::{IntoStaticStr, VariantArray};

use crate::error::{Error, Result};
use crate::model::key::{EventKey, PersonKey, PlaceKey, SourceKey, ThemeKey, TopicKey};
use crate::model::text::Text;
use crate::model::timeline::Timeline;

use super::words::fold;

/// The kinds of record that users can name and that have a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
pub enum RecordKind {
    Person,
    Place,
    Theme,
    Source,
    Event,
    Topic,
}

/// The names of a record: its id, then its name, then its aliases.
pub type Names<'a> = Vec<&'a str>;

/// Every kind with the heading above its records and the command that lists them. The order is
/// that of the variants.
const KINDS: [(RecordKind, &str, &str); 6] = [
    (RecordKind::Person, "People", "people"),
    (RecordKind::Place, "Places", "places"),
    (RecordKind::Theme, "Themes", "themes"),
    (RecordKind::Source, "Sources", "sources"),
    (RecordKind::Event, "Events", "events"),
    (RecordKind::Topic, "Topics", "compare-sources"),
];

impl RecordKind {
    pub fn heading(self) -> &'static str {
        KINDS[self as usize].1
    }

    /// The names of all records of the kind, by their index in the timeline.
    pub fn names(self, timeline: &Timeline) -> Vec<Names<'_>> {
        match self {
            Self::Person => names(&timeline.people, |p| (&p.id, &p.name, &p.aliases)),
            Self::Place => names(&timeline.places, |p| (&p.id, &p.name, &p.aliases)),
            Self::Theme => names(&timeline.themes, |t| (&t.id, &t.name, &[])),
            Self::Source => names(&timeline.sources, |s| (&s.id, &s.name, &[])),
            Self::Event => names(&timeline.events, |e| (&e.id, &e.title, &[])),
            Self::Topic => names(&timeline.topics, |t| (&t.id, &t.title, &[])),
        }
    }

    /// The index of the record with a typed name, or an error for the user with suggestions.
    pub fn find(self, timeline: &Timeline, typed: &str) -> Result<usize> {
        let (_, _, list) = KINDS[self as usize];
        let kind: &str = self.into();
        let names = self.names(timeline);
        let ids = |found: Vec<usize>| found.into_iter().map(|i| names[i][0]).collect_vec();
        find(&names, typed).map_err(|why| match why {
            NotFound::Ambiguous(several) => Error::failed(
                format!("`{typed}` matches more than one {kind}"),
                format!("type one of {}", quote_first(&ids(several))),
            ),
            NotFound::Unknown { nearest } => Error::failed(
                format!("no {kind} matches `{typed}`"),
                match ids(nearest).as_slice() {
                    [] => format!("`destal {list}` lists them"),
                    [only] => format!("did you mean `{only}`?"),
                    several => format!("did you mean one of {}?", quote_first(several)),
                },
            ),
        })
    }
}

/// The first few names in backticks, and how many more there are.
fn quote_first(names: &[&str]) -> String {
    const MAX_QUOTED: usize = 8;
    let shown = names.iter().take(MAX_QUOTED);
    let shown = shown.map(|name| format!("`{name}`")).join(", ");
    match names.len().saturating_sub(MAX_QUOTED) {
        0 => shown,
        more => format!("{shown} and {more} more"),
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
    Ok(RecordKind::Person.find(timeline, typed)?.into())
}

pub fn place(timeline: &Timeline, typed: &str) -> Result<PlaceKey> {
    Ok(RecordKind::Place.find(timeline, typed)?.into())
}

pub fn theme(timeline: &Timeline, typed: &str) -> Result<ThemeKey> {
    Ok(RecordKind::Theme.find(timeline, typed)?.into())
}

pub fn source(timeline: &Timeline, typed: &str) -> Result<SourceKey> {
    Ok(RecordKind::Source.find(timeline, typed)?.into())
}

pub fn event(timeline: &Timeline, typed: &str) -> Result<EventKey> {
    Ok(RecordKind::Event.find(timeline, typed)?.into())
}

pub fn topic(timeline: &Timeline, typed: &str) -> Result<TopicKey> {
    Ok(RecordKind::Topic.find(timeline, typed)?.into())
}

/// Why a typed name does not identify a record, with the indexes of the candidates.
pub enum NotFound {
    /// Several records match.
    Ambiguous(Vec<usize>),
    /// No record matches; the nearest, best first.
    Unknown { nearest: Vec<usize> },
}

/// The index of the record with a typed name.
///
/// An exact id, name or alias takes precedence over a part; a part must match one record alone.
pub fn find(records: &[Names<'_>], typed: &str) -> std::result::Result<usize, NotFound> {
    if let Some(exact) = records.iter().position(|names| names[0] == typed) {
        return Ok(exact);
    }
    let wanted = fold(typed.trim());
    let names = records
        .iter()
        .map(|names| names.iter().map(|name| fold(name)).collect());
    let names: Vec<Vec<String>> = names.collect();
    let with_name = |fits: &dyn Fn(&String) -> bool| {
        let is_found = |names: &Vec<String>| !wanted.is_empty() && names.iter().any(fits);
        names.iter().positions(is_found).collect_vec()
    };
    let mut found = with_name(&|name| *name == wanted);
    if found.is_empty() {
        found = with_name(&|name| name.contains(&wanted));
    }
    match found.as_slice() {
        [only] => Ok(*only),
        [] => Err(NotFound::Unknown {
            nearest: nearest(&names, &wanted),
        }),
        _ => Err(NotFound::Ambiguous(found)),
    }
}

/// The records with the names nearest to a folded word, best first; equally near ones in the
/// order of their ids.
fn nearest(names: &[Vec<String>], wanted: &str) -> Vec<usize> {
    const MAX_HINTS: usize = 5;
    const MIN_LENGTH: usize = 3;
    let length = wanted.chars().count();
    if length < MIN_LENGTH {
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
    near.into_iter().take(MAX_HINTS).map(|(.., i)| i).collect()
}
