//! Which record an id names, and the checks that need to know it.

use std::collections::HashMap;
use std::sync::Arc;

use itertools::Itertools as _;

use crate::dataset::limits::LONGEST_ID;
use crate::dataset::problem::{Code, Severity};
use crate::dataset::record::NoteRecord;
use crate::model::citation::{Piece, pieces};
use crate::model::date::{Bounds, Date};
use crate::model::event::{Dating, Event};
use crate::model::key::{EventKey, PersonKey, PlaceKey, SourceKey, ThemeKey, TopicKey};
use crate::model::source::{Locator, Note, Place as InSource, Scope};
use crate::model::text::{Text, is_blank, nearest};

use super::Origin;
use super::diagnostics::{At, Diagnostics};

const EMPTY_ID: &str = "the id is empty; give it a short name";

/// The ids of one kind of record, and which record each names.
#[derive(Clone)]
pub struct Ids<K> {
    kind: &'static str,
    keys: Arc<HashMap<Text, K>>,
    /// Where the records stand, in their order; nowhere where only events name them.
    pub origins: Arc<[Origin]>,
    /// Whether an id that is not known becomes one, where no record says which there are: they are
    /// numbered in the order in which they come up.
    grows: bool,
}

impl<K: Copy + Ord + From<usize>> Ids<K> {
    fn new(kind: &'static str, grows: bool) -> Self {
        Self {
            kind,
            keys: Arc::default(),
            origins: Arc::default(),
            grows,
        }
    }

    /// Takes the ids of records; a problem for each that is empty or there twice. Of two records
    /// with one id, the later has it.
    pub fn declare(&mut self, diagnostics: &mut Diagnostics, records: Vec<(Origin, Text)>) {
        let origins = records.iter().map(|(origin, _)| *origin).collect();
        let mut keys = HashMap::new();
        for (i, (origin, id)) in records.into_iter().enumerate() {
            check_id(diagnostics, self.kind, origin, &id, keys.contains_key(&id));
            keys.insert(id, K::from(i));
        }
        self.know(keys, origins);
    }

    /// Takes ids that were checked, and where their records stand.
    pub fn know(&mut self, mut keys: HashMap<Text, K>, origins: Arc<[Origin]>) {
        keys.retain(|id, _| !is_blank(id));
        self.keys = Arc::new(keys);
        self.origins = origins;
    }

    /// The ids in the order of their keys.
    fn in_order(&self) -> impl Iterator<Item = &Text> {
        let ids = self.keys.iter().sorted_unstable_by_key(|(_, key)| **key);
        ids.map(|(id, _)| id)
    }

    /// Records made of the ids, of which nothing more is known.
    pub fn records<R>(&self, record: fn(id: Text, name: Text) -> R) -> Vec<R> {
        let ids = self.in_order();
        ids.map(|id| record(id.clone(), id.clone())).collect()
    }

    /// The key of an id, a new one where it has none.
    fn key(&mut self, id: &Text) -> K {
        if let Some(key) = self.keys.get(id) {
            return *key;
        }
        let key = K::from(self.keys.len());
        Arc::make_mut(&mut self.keys).insert(id.clone(), key);
        key
    }

    /// Adds ids that came up elsewhere, and returns which key each has here, in the order of the
    /// keys that they had there.
    fn merge(&mut self, other: &Self) -> Vec<K> {
        other.in_order().map(|id| self.key(id)).collect()
    }

    /// The key of the record that an id names; a problem where there is none.
    pub fn resolve(&mut self, diagnostics: &mut Diagnostics, at: &At<'_>, id: &Text) -> Option<K> {
        if let Some(key) = self.keys.get(id) {
            return Some(*key);
        }
        if !self.grows {
            self.report_missing(diagnostics, at, id);
            return None;
        }
        if is_blank(id) {
            diagnostics.error(at, Code::Missing, EMPTY_ID);
            return None;
        }
        Some(self.key(id))
    }

    fn report_missing(&self, diagnostics: &mut Diagnostics, at: &At<'_>, id: &str) {
        if diagnostics.is_full(Severity::Error) {
            diagnostics.error(at, Code::Dangling, "");
            return;
        }
        // Ids of other lengths cannot be near, and very long ones would take for ever.
        let reach = 2 + id.len() / 6;
        let like =
            |known: &&Text| id.len() <= LONGEST_ID && known.len().abs_diff(id.len()) <= 4 * reach;
        let known = self.keys.keys().filter(like).map(|known| &**known);
        let remedy = match nearest(id, known, reach) {
            Some(known) => format!("did you mean `{known}`?"),
            None => format!("add the {}, or name another", self.kind),
        };
        let message = format!("no {} has the id `{id}`; {remedy}", self.kind);
        diagnostics.error(at, Code::Dangling, message);
    }
}

/// A problem where the id of a record is empty, or `is_known` as that of another.
pub fn check_id(
    diagnostics: &mut Diagnostics,
    kind: &str,
    origin: Origin,
    id: &Text,
    is_known: bool,
) {
    let record = At::Record(origin, id);
    if is_blank(id) {
        diagnostics.error(&record.key("id"), Code::Missing, EMPTY_ID);
    } else if is_known {
        let message = format!("another {kind} has the id `{id}`; give one of them another");
        diagnostics.error(&record.key("id"), Code::Duplicate, message);
    }
}

/// What resolving needs wherever it is: the names, and the problems to add to.
#[derive(Clone)]
pub struct Context {
    pub diagnostics: Diagnostics,
    pub sources: Ids<SourceKey>,
    /// How many paragraphs each source has, where they are numbered and counted.
    pub paragraphs: Arc<[Option<u32>]>,
    pub people: Ids<PersonKey>,
    pub places: Ids<PlaceKey>,
    pub themes: Ids<ThemeKey>,
    pub topics: Ids<TopicKey>,
    /// The ids of the events, once these are known.
    pub events: Ids<EventKey>,
    /// The years of the timeline; an event that lies outside them is background.
    pub years: Option<Bounds>,
}

impl Context {
    /// No names yet; `grows` where those that events name are all that there are.
    pub fn new(grows: bool) -> Self {
        Self {
            diagnostics: Diagnostics::default(),
            sources: Ids::new("source", grows),
            paragraphs: Arc::default(),
            people: Ids::new("person", grows),
            places: Ids::new("place", grows),
            themes: Ids::new("theme", grows),
            topics: Ids::new("topic", false),
            events: Ids::new("event", false),
            years: None,
        }
    }

    /// The same names for another thread, with problems of its own.
    pub fn fork(&self) -> Self {
        Self {
            diagnostics: Diagnostics::default(),
            ..self.clone()
        }
    }

    /// Adds the names that came up in a fork, which has numbered those that were new to it, and
    /// returns what gives its events the keys that the names have here.
    pub fn merge(&mut self, fork: &Self) -> impl Fn(&mut Event) {
        let sources = self.sources.merge(&fork.sources);
        let people = self.people.merge(&fork.people);
        let places = self.places.merge(&fork.places);
        let themes = self.themes.merge(&fork.themes);
        move |event| {
            let source = |at: &mut Locator| at.source = sources[at.source.index()];
            if let Dating::Stated(at) = &mut event.dating {
                source(at);
            }
            for account in &mut event.accounts {
                source(&mut account.told.at);
            }
            for role in &mut event.people {
                role.person = people[role.person.index()];
            }
            for place in &mut event.places {
                *place = places[place.index()];
            }
            for theme in &mut event.themes {
                *theme = themes[theme.index()];
            }
        }
    }

    /// Reads an optional date.
    pub fn date(&mut self, at: &At<'_>, text: Option<&Text>) -> Option<Date> {
        let date = Date::parse(text?);
        date.map_err(|why| {
            let message = format!("{why}; write a date such as 1953-03-05, 1956-10 or 1954/1956");
            self.diagnostics.error(at, Code::Dates, message);
        })
        .ok()
    }

    /// Reads the two ends of a period.
    pub fn scope(&mut self, at: &At<'_>, from: Option<&Text>, to: Option<&Text>) -> Scope {
        let from = self.date(&at.key("from"), from);
        let scope = Scope::new(from, self.date(&at.key("to"), to));
        let days = scope.bounds();
        if days
            .earliest
            .zip(days.latest)
            .is_some_and(|(from, to)| from > to)
        {
            let message = "`to` lies before `from`; exchange them";
            self.diagnostics.error(&at.key("to"), Code::Bounds, message);
        }
        scope
    }

    /// The locator of a record that holds the keys `source`, and `paragraph` or `page`.
    pub fn locator(
        &mut self,
        at: &At<'_>,
        source: &Text,
        paragraph: Option<u32>,
        page: Option<Text>,
    ) -> Option<Locator> {
        let at_source = at.key("source");
        let source = self
            .sources
            .resolve(&mut self.diagnostics, &at_source, source);
        let (key, problem) = match (paragraph, page) {
            (Some(number), None) => match self.missing_paragraph(source?, number) {
                Some(message) => ("paragraph", message),
                None => {
                    let place = InSource::Paragraph(number);
                    return source.map(|source| Locator { source, place });
                }
            },
            (None, Some(page)) if self.paragraphs(source?).is_none() => {
                let place = InSource::Page(page);
                return source.map(|source| Locator { source, place });
            }
            (None, Some(_)) => {
                let message = "the source's paragraphs are numbered; give `paragraph`, not `page`";
                ("page", message.to_owned())
            }
            (None, None) => {
                let message = "no locator; add `paragraph`, or `page` for a source without numbers";
                ("paragraph", message.to_owned())
            }
            (Some(_), Some(_)) => {
                let message = "both `paragraph` and `page`; keep the one that suits the source";
                ("page", message.to_owned())
            }
        };
        self.diagnostics
            .error(&at.key(key), Code::Locators, problem);
        None
    }

    fn paragraphs(&self, source: SourceKey) -> Option<u32> {
        self.paragraphs.get(source.index()).copied().flatten()
    }

    /// Why a source cannot have the paragraph, if it cannot.
    fn missing_paragraph(&self, source: SourceKey, number: u32) -> Option<String> {
        let count = self.paragraphs(source);
        if number >= 1 && count.is_none_or(|count| number <= count) {
            return None;
        }
        Some(match count {
            Some(count) => format!("the source has no paragraph {number}; it has 1 to {count}"),
            None => format!("the source has no paragraph {number}; they are counted from 1"),
        })
    }

    pub fn note(&mut self, at: &At<'_>, note: Option<NoteRecord>) -> Option<Note> {
        let NoteRecord { says, reference } = note?;
        self.diagnostics
            .wants_words(&at.key("note").key("says"), &says);
        Some(Note { says, reference })
    }

    /// Checks the citations in a summary or a description.
    pub fn citations(&mut self, at: &At<'_>, text: Option<&Text>) {
        for piece in text.map(|text| pieces(text)).unwrap_or_default() {
            let Piece::Cites(_, cited) = piece else {
                continue;
            };
            for (source, number) in cited {
                let source = self
                    .sources
                    .resolve(&mut self.diagnostics, at, &source.into());
                let Some(source) = source else { continue };
                let message = match number {
                    Some(number) => self.missing_paragraph(source, number),
                    None => Some("a citation is written [source ¶13]".into()),
                };
                if let Some(message) = message {
                    self.diagnostics.error(at, Code::Locators, message);
                }
            }
        }
    }
}
