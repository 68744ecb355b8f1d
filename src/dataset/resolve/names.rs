//! Which record an id names, and the checks that need to know it.

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::BuildHasher as _;
use std::sync::Arc;

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use memchr::memchr;

use crate::dataset::limits::LONGEST_ID;
use crate::dataset::problem::{Code, Severity};
use crate::dataset::record::NoteRecord;
use crate::model::date::Bounds;
use crate::model::key::{EventKey, PersonKey, PlaceKey, SourceKey, ThemeKey};
use crate::model::source::{Locator, Note, Place as InSource};
use crate::model::text::{Text, is_blank};

use super::Origin;
use super::came_up::CameUp;
use super::report::{At, Report};

/// The ids of one kind of record, and which record each names.
#[derive(Default)]
pub struct Ids<'t> {
    kind: &'static str,
    hashing: RandomState,
    /// Each id with the index of its record; found by the hash of the id.
    table: HashTable<(Text<'t>, u32)>,
}

impl<'t> Ids<'t> {
    /// The ids of records; a problem for each that is empty or there twice.
    pub fn of<'a>(
        report: &mut Report,
        kind: &'static str,
        ids: impl Iterator<Item = (Origin, &'a Text<'t>)>,
    ) -> Self
    where
        't: 'a,
    {
        let mut known = Self {
            kind,
            ..Self::default()
        };
        for (i, (origin, id)) in ids.enumerate() {
            let hash = report.hash(&known.hashing, origin, id);
            if hash.is_some_and(|hash| !known.add(id, hash, i)) {
                report.repeated(kind, origin, id);
            }
        }
        known
    }

    /// The ids of records that were looked at already, with the index of each, in the order of the
    /// files. Empty ones name nothing.
    pub fn known<'a>(
        kind: &'static str,
        ids: impl ExactSizeIterator<Item = (&'a Text<'t>, usize)>,
    ) -> Self
    where
        't: 'a,
    {
        let mut known = Self {
            kind,
            table: HashTable::with_capacity(ids.len()),
            ..Self::default()
        };
        for (id, index) in ids.filter(|(id, _)| !is_blank(id)) {
            let hash = known.hashing.hash_one(&**id);
            known.add(id, hash, index);
        }
        known
    }

    /// Adds an id, and says whether it is new; a later record takes it from an earlier one.
    fn add(&mut self, id: &Text<'t>, hash: u64, index: usize) -> bool {
        let index = u32::try_from(index).expect("what fits into the files can be numbered");
        if let Some((_, known)) = self.table.find_mut(hash, |(known, _)| known == id) {
            *known = index;
            return false;
        }
        let hash_of = |(id, _): &(Text<'_>, u32)| self.hashing.hash_one(&**id);
        self.table.insert_unique(hash, (id.clone(), index), hash_of);
        true
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// The index of the record that an id names.
    fn get(&self, id: &str) -> Option<usize> {
        let hash = self.hashing.hash_one(id);
        let found = self.table.find(hash, |(known, _)| **known == *id);
        found.map(|(_, index)| *index as usize)
    }

    fn report_missing(&self, report: &mut Report, at: &At<'_>, id: &str) {
        if report.is_full(Severity::Error) {
            report.error(at, Code::Dangling, String::new());
            return;
        }
        // Ids of other lengths cannot be near, and very long ones would take for ever.
        let reach = 2 + id.len() / 6;
        let like = |known: &&Text<'_>| {
            id.len() <= LONGEST_ID && known.len().abs_diff(id.len()) <= 4 * reach
        };
        let ids = self.table.iter().map(|(id, _)| id);
        let near = ids
            .filter(like)
            .map(|known| (strsim::damerau_levenshtein(known, id), known))
            .filter(|(distance, _)| *distance <= reach)
            .min();
        let remedy = match near {
            Some((_, known)) => format!("did you mean `{known}`?"),
            None => format!("add the {}, or name another", self.kind),
        };
        let message = format!("no {} has the id `{id}`; {remedy}", self.kind);
        report.error(at, Code::Dangling, message);
    }
}

impl Report {
    /// The hash of a record's id; a problem where that is empty.
    pub fn hash(&mut self, hashing: &RandomState, origin: Origin, id: &str) -> Option<u64> {
        if is_blank(id) {
            let record = At::record(origin, id);
            self.error(&record.key("id"), Code::Missing, EMPTY_ID.into());
            return None;
        }
        Some(hashing.hash_one(id))
    }

    /// A problem for a record that has the id of another.
    pub fn repeated(&mut self, kind: &str, origin: Origin, id: &str) {
        let message = format!("another {kind} has the id `{id}`; give one of them another");
        self.error(&At::record(origin, id).key("id"), Code::Duplicate, message);
    }
}

/// The ids of what events name, and how many paragraphs each source has.
pub struct Names<'t> {
    pub sources: Ids<'t>,
    pub paragraphs: Vec<Option<u32>>,
    pub people: Ids<'t>,
    pub places: Ids<'t>,
    pub themes: Ids<'t>,
}

/// What resolving needs wherever it is: the names, and the report to add to.
pub struct Context<'t> {
    pub report: Report,
    pub names: Arc<Names<'t>>,
    /// The years of the timeline; an event that lies outside them is background.
    pub period: Option<Bounds>,
    /// How the ids of events are hashed: the threads that read them do it.
    pub hashing: RandomState,
    /// The ids of the events, once these are known.
    pub events: Ids<'t>,
    /// What came up, where names are not looked up but noted.
    pub came_up: Option<CameUp<'t>>,
    /// The events whose date could not be read.
    pub undated: HashSet<EventKey>,
}

/// Makes the lookup of one kind of name.
macro_rules! find {
    ($($name:ident in $list:ident: $key:ident),+) => {$(
        /// The record that an id names; a problem where there is none.
        pub fn $name(&mut self, at: &At<'_>, id: &Text<'t>) -> Option<$key> {
            let known = self.names.$list.get(id);
            let found = match &mut self.came_up {
                _ if known.is_some() => known,
                Some(_) if is_blank(id) => {
                    self.report.error(at, Code::Missing, EMPTY_ID.into());
                    None
                }
                Some(came_up) => {
                    came_up.is_named = true;
                    Some(self.names.$list.len() + came_up.$list.number(id))
                }
                None => {
                    self.names.$list.report_missing(&mut self.report, at, id);
                    None
                }
            };
            found.map($key::new)
        }
    )+};
}

const EMPTY_ID: &str = "the id is empty; give it a short name";

impl<'t> Context<'t> {
    /// The context of a dataset with these names.
    pub fn new(names: Arc<Names<'t>>, report: Report, notes_names: bool) -> Self {
        Self {
            report,
            names,
            period: None,
            hashing: RandomState::default(),
            events: Ids::default(),
            came_up: notes_names.then(CameUp::default),
            undated: HashSet::new(),
        }
    }

    /// A context with the same names, for another thread.
    pub fn beside(&self) -> Self {
        let names = Arc::clone(&self.names);
        Self {
            period: self.period,
            hashing: self.hashing.clone(),
            ..Self::new(names, Report::default(), self.came_up.is_some())
        }
    }

    find! {
        source in sources: SourceKey, person in people: PersonKey,
        place in places: PlaceKey, theme in themes: ThemeKey
    }

    /// The event that an id names; a problem where there is none.
    pub fn event(&mut self, at: &At<'_>, id: &str) -> Option<EventKey> {
        let found = self.events.get(id);
        if found.is_none() {
            self.events.report_missing(&mut self.report, at, id);
        }
        found.map(EventKey::new)
    }

    /// The record that holds the keys `source`, and `paragraph` or `page`.
    pub fn locator(
        &mut self,
        at: &At<'_>,
        source: &Text<'t>,
        paragraph: Option<u32>,
        page: Option<Text<'t>>,
    ) -> Option<Locator<'t>> {
        let source = self.source(&at.key("source"), source);
        let place = match (paragraph, page) {
            (Some(number), None) => {
                let message = self.missing_paragraph(source?, number);
                if let Some(message) = message {
                    self.report
                        .error(&at.key("paragraph"), Code::Locators, message);
                    return None;
                }
                InSource::Paragraph(number)
            }
            (None, Some(page)) => {
                let source = source?;
                if self.paragraphs(source).is_some() {
                    let message =
                        "the source's paragraphs are numbered; give `paragraph`, not `page`";
                    self.report
                        .error(&at.key("page"), Code::Locators, message.into());
                    return None;
                }
                InSource::Page(Box::new(page))
            }
            (None, None) => {
                let message = "no locator; add `paragraph`, or `page` for a source without numbers";
                self.report
                    .error(&at.key("paragraph"), Code::Locators, message.into());
                return None;
            }
            (Some(_), Some(_)) => {
                let message = "both `paragraph` and `page`; keep the one that suits the source";
                self.report
                    .error(&at.key("page"), Code::Locators, message.into());
                return None;
            }
        };
        Some(Locator {
            source: source?,
            place,
        })
    }

    /// How many paragraphs a source has, where they are numbered and counted.
    fn paragraphs(&self, source: SourceKey) -> Option<u32> {
        self.names.paragraphs.get(source.index()).copied().flatten()
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

    pub fn note(
        &mut self,
        at: &At<'_>,
        note: Option<Box<NoteRecord<'t>>>,
    ) -> Option<Box<Note<'t>>> {
        let note = note?;
        self.report
            .wants_words(&at.key("note").key("says"), &note.says);
        Some(Box::new(Note {
            says: note.says,
            reference: note.reference,
        }))
    }

    /// Checks the citations in a summary or a description.
    pub fn citations(&mut self, at: &At<'_>, text: Option<&Text<'t>>) {
        use crate::model::citation::{Piece, pieces};
        let may_cite = |text: &&Text<'_>| memchr(b'[', text.as_bytes()).is_some();
        let pieces = text.filter(may_cite).map(|text| pieces(text));
        for piece in pieces.unwrap_or_default() {
            let Piece::Cites(_, cited) = piece else {
                continue;
            };
            for (source, number) in cited {
                let Some(source) = self.source(at, &Text(Cow::Owned(source.to_owned()))) else {
                    continue;
                };
                let message = match number {
                    Some(number) => self.missing_paragraph(source, number),
                    None => Some("a citation is written [source ¶13]".into()),
                };
                if let Some(message) = message {
                    self.report.error(at, Code::Locators, message);
                }
            }
        }
    }
}
