//! Which record an id names, and the checks that need to know it.

use std::collections::HashMap;
use std::sync::Arc;

use crate::dataset::limits::LONGEST_ID;
use crate::dataset::problem::{Code, Severity};
use crate::dataset::record::NoteRecord;
use crate::model::citation::{Piece, pieces};
use crate::model::date::{Bounds, Date};
use crate::model::key::{EventKey, PersonKey, PlaceKey, SourceKey, ThemeKey};
use crate::model::source::{Locator, Note, Place as InSource, Scope};
use crate::model::text::{Text, is_blank};

use super::Origin;
use super::diagnostics::{At, Diagnostics};

pub const EMPTY_ID: &str = "the id is empty; give it a short name";

/// The ids of one kind of record, and which record each names.
#[derive(Clone, Default)]
pub struct Ids {
    kind: &'static str,
    /// The index of the record that each id names.
    indices: Arc<HashMap<Text, usize>>,
    /// Whether an id that is not known becomes one, where no record says which there are.
    grows: bool,
}

impl Ids {
    /// The ids of records; a problem for each that is empty or there twice. Of two records with
    /// one id, the later has it.
    pub fn declared<'a>(
        diagnostics: &mut Diagnostics,
        kind: &'static str,
        records: impl Iterator<Item = (Origin, &'a Text)>,
    ) -> Self {
        let mut indices = HashMap::new();
        for (i, (origin, id)) in records.enumerate() {
            if is_blank(id) {
                let record = At::Record(origin, id);
                diagnostics.error(&record.key("id"), Code::Missing, EMPTY_ID);
            } else if indices.insert(id.clone(), i).is_some() {
                report_repeated(diagnostics, kind, origin, id);
            }
        }
        Self::known(kind, indices)
    }

    /// Ids that were looked at already, each with the index of its record.
    pub fn known(kind: &'static str, indices: HashMap<Text, usize>) -> Self {
        Self {
            kind,
            indices: Arc::new(indices),
            grows: false,
        }
    }

    /// No ids yet: they are numbered in the order in which they come up.
    pub fn growing(kind: &'static str) -> Self {
        Self {
            kind,
            grows: true,
            ..Self::default()
        }
    }

    /// The ids in the order of their numbers.
    pub fn in_order(&self) -> Vec<Text> {
        let mut numbered: Vec<_> = self.indices.iter().collect();
        numbered.sort_unstable_by_key(|(_, number)| **number);
        numbered.into_iter().map(|(id, _)| id.clone()).collect()
    }

    /// The number of an id, a new one where it has none.
    fn number(&mut self, id: &Text) -> usize {
        if let Some(number) = self.indices.get(id) {
            return *number;
        }
        let indices = Arc::make_mut(&mut self.indices);
        let number = indices.len();
        indices.insert(id.clone(), number);
        number
    }

    /// Adds ids that came up elsewhere, and returns which number each has here, by the number
    /// that it had there.
    pub fn merge(&mut self, other: &Self) -> Vec<usize> {
        other.in_order().iter().map(|id| self.number(id)).collect()
    }

    /// The index of the record that an id names; a problem where there is none.
    pub fn resolve(
        &mut self,
        diagnostics: &mut Diagnostics,
        at: &At<'_>,
        id: &Text,
    ) -> Option<usize> {
        if let Some(index) = self.indices.get(id) {
            return Some(*index);
        }
        if !self.grows {
            self.report_missing(diagnostics, at, id);
            return None;
        }
        if is_blank(id) {
            diagnostics.error(at, Code::Missing, EMPTY_ID);
            return None;
        }
        Some(self.number(id))
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
        let near = self
            .indices
            .keys()
            .filter(like)
            .map(|known| (strsim::damerau_levenshtein(known, id), known))
            .filter(|(distance, _)| *distance <= reach)
            .min();
        let remedy = match near {
            Some((_, known)) => format!("did you mean `{known}`?"),
            None => format!("add the {}, or name another", self.kind),
        };
        let message = format!("no {} has the id `{id}`; {remedy}", self.kind);
        diagnostics.error(at, Code::Dangling, message);
    }
}

/// A problem for a record that has the id of another.
pub fn report_repeated(diagnostics: &mut Diagnostics, kind: &str, origin: Origin, id: &str) {
    let message = format!("another {kind} has the id `{id}`; give one of them another");
    diagnostics.error(&At::Record(origin, id).key("id"), Code::Duplicate, message);
}

/// What resolving needs wherever it is: the names, and the problems to add to.
#[derive(Default)]
pub struct Context {
    pub diagnostics: Diagnostics,
    pub sources: Ids,
    /// How many paragraphs each source has, where they are numbered and counted.
    pub paragraphs: Arc<Vec<Option<u32>>>,
    pub people: Ids,
    pub places: Ids,
    pub themes: Ids,
    /// The ids of the events, once these are known.
    pub events: Ids,
    /// The years of the timeline; an event that lies outside them is background.
    pub years: Option<Bounds>,
}

impl Context {
    /// The same names for another thread, with problems of its own.
    pub fn fork(&self) -> Self {
        Self {
            diagnostics: Diagnostics::default(),
            sources: self.sources.clone(),
            paragraphs: Arc::clone(&self.paragraphs),
            people: self.people.clone(),
            places: self.places.clone(),
            themes: self.themes.clone(),
            events: Ids::default(),
            years: self.years,
        }
    }

    pub fn source(&mut self, at: &At<'_>, id: &Text) -> Option<SourceKey> {
        let found = self.sources.resolve(&mut self.diagnostics, at, id);
        found.map(SourceKey::from)
    }

    pub fn person(&mut self, at: &At<'_>, id: &Text) -> Option<PersonKey> {
        let found = self.people.resolve(&mut self.diagnostics, at, id);
        found.map(PersonKey::from)
    }

    pub fn place(&mut self, at: &At<'_>, id: &Text) -> Option<PlaceKey> {
        let found = self.places.resolve(&mut self.diagnostics, at, id);
        found.map(PlaceKey::from)
    }

    pub fn theme(&mut self, at: &At<'_>, id: &Text) -> Option<ThemeKey> {
        let found = self.themes.resolve(&mut self.diagnostics, at, id);
        found.map(ThemeKey::from)
    }

    pub fn event(&mut self, at: &At<'_>, id: &Text) -> Option<EventKey> {
        let found = self.events.resolve(&mut self.diagnostics, at, id);
        found.map(EventKey::from)
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
        let scope = Scope {
            from: self.date(&at.key("from"), from),
            to: self.date(&at.key("to"), to),
        };
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
        let source = self.source(&at.key("source"), source);
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
                let Some(source) = self.source(at, &source.into()) else {
                    continue;
                };
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
