//! Things by the name that a person types: an id, an alias or any part that fits only one.

use crate::error::{Error, Result};
use crate::model::event::Event;
use crate::model::key::{EventKey, PersonKey, PlaceKey, SourceKey, ThemeKey, TopicKey};
use crate::model::person::{Person, Place, Theme};
use crate::model::source::Source;
use crate::model::timeline::Timeline;
use crate::model::topic::Topic;

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

/// Something that has an id and names.
pub trait Named {
    /// What it is called in messages.
    const KIND: &'static str;
    /// The command that lists all of the kind, if there is one.
    const LIST: Option<&'static str>;

    /// Its id.
    fn id(&self) -> &str;

    /// Its name and aliases.
    fn names(&self) -> impl Iterator<Item = &str>;
}

/// Implements [`Named`] from the fields that hold a record's names.
macro_rules! named {
    ($($record:ident, $kind:literal, $list:expr, $name:ident $(, $aliases:ident)?;)+) => {$(
        impl Named for $record {
            const KIND: &'static str = $kind;
            const LIST: Option<&'static str> = $list;

            fn id(&self) -> &str {
                &self.id
            }

            fn names(&self) -> impl Iterator<Item = &str> {
                let names = std::iter::once(&*self.$name);
                $(let names = names.chain(self.$aliases.iter().map(|alias| &**alias));)?
                names
            }
        }
    )+};
}

named! {
    Person, "person", Some("people"), name, aliases;
    Place, "place", Some("places"), name, aliases;
    Theme, "theme", Some("themes"), name;
    Source, "source", Some("sources"), name;
    Event, "event", Some("events"), title;
    Topic, "topic", Some("compare-sources"), title;
}

/// Finds the person that a typed name means.
pub fn person(timeline: &Timeline, typed: &str) -> Result<PersonKey> {
    find(&timeline.people, typed).map(PersonKey::new)
}

/// Finds the place that a typed name means.
pub fn place(timeline: &Timeline, typed: &str) -> Result<PlaceKey> {
    find(&timeline.places, typed).map(PlaceKey::new)
}

/// Finds the theme that a typed name means.
pub fn theme(timeline: &Timeline, typed: &str) -> Result<ThemeKey> {
    find(&timeline.themes, typed).map(ThemeKey::new)
}

/// Finds the source that a typed name means.
pub fn source(timeline: &Timeline, typed: &str) -> Result<SourceKey> {
    find(&timeline.sources, typed).map(SourceKey::new)
}

/// Finds the event that a typed name means.
pub fn event(timeline: &Timeline, typed: &str) -> Result<EventKey> {
    find(timeline.events.iter(), typed).map(EventKey::new)
}

/// Finds the topic that a typed name means.
pub fn topic(timeline: &Timeline, typed: &str) -> Result<TopicKey> {
    find(&timeline.topics, typed).map(TopicKey::new)
}

/// The index of the record that a typed name means, among whatever has names.
///
/// An exact id or alias beats a part of one; a part has to fit one record alone.
pub fn find<'r, N: Named + 'r>(
    records: impl IntoIterator<Item = &'r N>,
    typed: &str,
) -> Result<usize> {
    let records: Vec<&N> = records.into_iter().collect();
    if let Some(exact) = records.iter().position(|record| record.id() == typed) {
        return Ok(exact);
    }
    let wanted = fold(typed.trim());
    let names: Vec<Vec<String>> = records.iter().map(|record| all_names(*record)).collect();
    let fitting = |fits: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let fits = |names: &[String]| !wanted.is_empty() && names.iter().any(|name| fits(name));
        (0..names.len()).filter(|i| fits(&names[*i])).collect()
    };
    let mut found = fitting(&|name| name == wanted);
    if found.is_empty() {
        found = fitting(&|name| name.contains(&wanted));
    }
    match found.as_slice() {
        [only] => Ok(*only),
        [] => Err(Error::NotFound {
            kind: N::KIND,
            name: typed.to_owned(),
            nearest: nearest(&names, &wanted)
                .map(|i| records[i].id().to_owned())
                .collect(),
            list: N::LIST,
        }),
        several => Err(Error::Ambiguous {
            kind: N::KIND,
            name: typed.to_owned(),
            candidates: several
                .iter()
                .map(|i| records[*i].id().to_owned())
                .collect(),
        }),
    }
}

/// All that a record is called, folded.
fn all_names<N: Named>(record: &N) -> Vec<String> {
    let names = std::iter::once(record.id()).chain(record.names());
    let mut names: Vec<String> = names.map(fold).collect();
    names.dedup();
    names
}

/// The records with the names nearest to a folded word, best first; of equally near ones the
/// first by its first name, the id.
fn nearest(names: &[Vec<String>], wanted: &str) -> impl Iterator<Item = usize> {
    const SHOWN: usize = 5;
    const TOO_SHORT: usize = 3;
    let long = wanted.chars().count();
    let limit = (long / 3).clamp(1, 3);
    let mut near: Vec<(usize, &str, usize)> = Vec::new();
    for (i, names) in names.iter().enumerate().filter(|_| long >= TOO_SHORT) {
        let parts = names.iter().flat_map(|name| name.split([' ', '-']));
        let least = parts
            .chain(names.iter().map(String::as_str))
            .filter(|name| name.len().abs_diff(wanted.len()) <= limit)
            .map(|name| strsim::damerau_levenshtein(name, wanted))
            .min();
        near.extend(
            least
                .filter(|least| *least <= limit)
                .map(|least| (least, &*names[0], i)),
        );
    }
    near.sort_unstable();
    near.into_iter().take(SHOWN).map(|(.., i)| i)
}
