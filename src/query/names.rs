//! Looks up records by a typed name: an id, a name, an alias, or a part that matches only one.

use itertools::Itertools;
use strum::{IntoStaticStr, VariantArray};

use crate::error::{Error, Result};
use crate::model::date::SHORT_DATE;
use crate::model::key::{EventKey, PersonKey, PlaceKey, SourceKey, ThemeKey, TopicKey};
use crate::model::timeline::{Record, Timeline};

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

/// Of each kind, in the order of the variants: the heading above its records, the command that
/// lists them, and the command that shows one.
const KINDS: [(&str, &str, &str); 6] = [
    ("People", "people", "person"),
    ("Places", "places", "place"),
    ("Themes", "themes", "theme"),
    ("Sources", "sources", "source"),
    ("Events", "events", "event"),
    ("Topics", "compare-sources", "compare-sources"),
];

impl RecordKind {
    pub fn heading(self) -> &'static str {
        KINDS[self as usize].0
    }

    /// The command that shows a record of the kind.
    pub fn command(self) -> &'static str {
        KINDS[self as usize].2
    }

    /// All records of the kind, by their index in the timeline.
    pub fn records(self, timeline: &Timeline) -> Vec<&dyn Record> {
        fn all<R: Record>(records: &[R]) -> Vec<&dyn Record> {
            records.iter().map(|record| record as &dyn Record).collect()
        }
        match self {
            Self::Person => all(&timeline.people),
            Self::Place => all(&timeline.places),
            Self::Theme => all(&timeline.themes),
            Self::Source => all(&timeline.sources),
            Self::Event => all(&timeline.events),
            Self::Topic => all(&timeline.topics),
        }
    }

    /// The names of all records of the kind, by their index in the timeline.
    pub fn names(self, timeline: &Timeline) -> Vec<Names<'_>> {
        let records = self.records(timeline).into_iter();
        let names = records.map(|record| {
            let aliases = record.aliases().iter().map(|alias| &**alias);
            [record.id(), record.name()]
                .into_iter()
                .chain(aliases)
                .collect()
        });
        names.collect()
    }

    /// The label of a record: the id of a source, the name of anything else.
    pub fn label(self, record: &dyn Record) -> &str {
        match self {
            Self::Source => record.id(),
            _ => record.name(),
        }
    }

    /// The index of the record with a typed name, or an error for the user with suggestions.
    pub fn find(self, timeline: &Timeline, typed: &str) -> Result<usize> {
        let (heading, list, _) = KINDS[self as usize];
        let kind: &str = self.into();
        let names = self.names(timeline);
        find(&names, typed).map_err(|why| match why {
            NotFound::Ambiguous(several) => {
                const SHOWN: usize = 12;
                let (count, plural) = (several.len(), heading.to_lowercase());
                let mut message = format!("`{typed}` matches {count} {plural}");
                for index in several.iter().take(SHOWN) {
                    message += "\n  ";
                    if self == Self::Event {
                        let date = timeline.events[*index].date.short(SHORT_DATE);
                        message += &format!("{date:19}  ");
                    }
                    message += &format!("{}  {}", names[*index][1], names[*index][0]);
                }
                if count > SHOWN {
                    message += &format!("\n  … and {} more", count - SHOWN);
                }
                let hint = "type more of the name, or the id at the end of a line";
                Error::failed(message, hint)
            }
            NotFound::Unknown { nearest } => {
                let ids = nearest.iter().map(|i| format!("`{}`", names[*i][0]));
                let hint = match (nearest.len(), { ids }.join(", ")) {
                    (0, _) => format!("`destal {list}` lists them"),
                    (1, id) => format!("did you mean {id}?"),
                    (_, ids) => format!("did you mean one of {ids}?"),
                };
                Error::failed(format!("no {kind} matches `{typed}`"), hint)
            }
        })
    }
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
    /// Several records match; the best first.
    Ambiguous(Vec<usize>),
    /// No record matches; the nearest, best first.
    Unknown { nearest: Vec<usize> },
}

/// A name in folded words, without apostrophes: `nagy imre` for `Nagy, Imre`, `ohara` for `O'Hara`.
fn normalize(name: &str) -> String {
    let name = name.replace(['\'', '’', 'ʼ', '`'], "");
    let folded = fold(&name);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).join(" ")
}

fn normalize_all(records: &[Names<'_>]) -> Vec<Vec<String>> {
    let names = records.iter();
    names
        .map(|names| names.iter().map(|name| normalize(name)).collect())
        .collect()
}

/// How well a typed name matches a record, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum NameFit {
    /// It is the id, the name or an alias.
    Whole,
    /// It is some words of a name, one after another.
    Words,
    /// All its words are in a name, in another order.
    AnyOrder,
    /// It is a part of a name that begins or ends within a word.
    Part,
}

fn name_fit(names: &[String], wanted: &str) -> Option<NameFit> {
    let fit = |name: &String| {
        let has_words = |name: &str| format!(" {name} ").contains(&format!(" {wanted} "));
        let has_word = |word: &str| name.split(' ').any(|other| other == word);
        Some(match name {
            name if name == wanted => NameFit::Whole,
            name if has_words(name) => NameFit::Words,
            _ if wanted.split(' ').all(has_word) => NameFit::AnyOrder,
            name if name.contains(wanted) => NameFit::Part,
            _ => return None,
        })
    };
    names.iter().filter_map(fit).min()
}

/// The index of the record with a typed name.
///
/// A whole id, name or alias takes precedence over a part; a part must match one record alone.
pub fn find(records: &[Names<'_>], typed: &str) -> std::result::Result<usize, NotFound> {
    if let Some(exact) = records.iter().position(|names| names[0] == typed) {
        return Ok(exact);
    }
    let wanted = normalize(typed);
    let names = normalize_all(records);
    let fits = names.iter().enumerate();
    let fits = fits.filter_map(|(i, names)| Some((name_fit(names, &wanted)?, i)));
    let mut found = fits.filter(|_| !wanted.is_empty()).sorted().collect_vec();
    if found.first().is_some_and(|(fit, _)| *fit == NameFit::Whole) {
        found.retain(|(fit, _)| *fit == NameFit::Whole);
    }
    match found.as_slice() {
        [(_, only)] => Ok(*only),
        [] => Err(NotFound::Unknown {
            nearest: nearest(&names, &wanted),
        }),
        _ => Err(NotFound::Ambiguous(
            found.into_iter().map(|(_, i)| i).collect(),
        )),
    }
}

/// The ids of the records with the names nearest to any of some words, at most three.
pub fn nearest_words<'a>(timeline: &'a Timeline, words: &str) -> Vec<&'a str> {
    let kinds = RecordKind::VARIANTS.iter();
    let names = kinds.flat_map(|kind| kind.names(timeline)).collect_vec();
    let folded = normalize_all(&names);
    let near = words
        .split_whitespace()
        .flat_map(|word| nearest(&folded, &normalize(word)));
    near.map(|i| names[i][0]).unique().take(3).collect()
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
        let parts = names.iter().flat_map(|name| name.split(' '));
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
