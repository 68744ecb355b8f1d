//! Looks up records by id, and runs the checks that need this.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;
use itertools::Itertools as _;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::dataset::import::dates::DateStyle;
use crate::dataset::problem::{Code, Severity};
use crate::dataset::record::NoteRecord;
use crate::model::citation::{CitationPart, split_citations};
use crate::model::date::{Bounds, Calendar, Date, parse_typed};
use crate::model::event::{Dating, Event};
use crate::model::key::{EventKey, PersonKey, PlaceKey, SourceKey, ThemeKey, TopicKey};
use crate::model::source::{Locator, Note, Passage, Scope};
use crate::model::text::{Text, is_blank, nearest};

use super::diagnostics::{Diagnostics, Trail};
use super::{Listed, Origin};

const EMPTY_ID: &str = "the id is empty; give it a short name";

/// Maximum length of an id for which similar ids are searched. The search takes time and memory
/// that grow with the square of the length.
pub const LONGEST_ID: usize = 64;

/// The ids of one kind of record, each with the key of its record.
#[derive(Clone)]
pub struct Ids<K> {
    kind: &'static str,
    /// The key of their list.
    list: &'static str,
    keys: Arc<HashMap<Text, K, RandomState>>,
    /// Origins of the records, in the order of their keys; empty if only events name them.
    pub origins: Arc<[Origin]>,
    /// Whether unknown ids are added, in order of first appearance, because no record declares
    /// them.
    grows: bool,
}

impl<K: Copy + Ord + From<usize>> Ids<K> {
    fn new(kind: &'static str, list: &'static str, grows: bool) -> Self {
        Self {
            kind,
            list,
            keys: Arc::default(),
            origins: Arc::default(),
            grows,
        }
    }

    /// Sets the ids from records, and reports empty and duplicate ones. A duplicate id refers to
    /// the later record.
    pub fn declare<R>(&mut self, diagnostics: &mut Diagnostics, records: &[Listed<R>]) {
        let origins = records.iter().map(|listed| listed.origin).collect();
        let mut keys = HashMap::default();
        for (i, Listed { origin, id, .. }) in records.iter().enumerate() {
            check_id(diagnostics, self.kind, *origin, id, keys.contains_key(id));
            keys.insert(id.clone(), K::from(i));
        }
        self.add_keys(keys, origins);
    }

    /// Sets ids that have been checked, and the origins of their records. Drops blank ids.
    pub fn add_keys(&mut self, mut keys: HashMap<Text, K, RandomState>, origins: Arc<[Origin]>) {
        keys.retain(|id, _| !is_blank(id));
        self.keys = Arc::new(keys);
        self.origins = origins;
    }

    /// The ids in the order of their keys.
    fn in_order(&self) -> impl Iterator<Item = &Text> {
        let ids = self.keys.iter().sorted_unstable_by_key(|(_, key)| **key);
        ids.map(|(id, _)| id)
    }

    /// Creates a record for each id, with the id as its name.
    pub fn records<R>(&self, record: fn(id: Text, name: Text) -> R) -> Vec<R> {
        let ids = self.in_order();
        ids.map(|id| record(id.clone(), id.clone())).collect()
    }

    /// The key of an id, or a new key if the id is unknown.
    fn key(&mut self, id: &Text) -> K {
        if let Some(key) = self.keys.get(id) {
            return *key;
        }
        let key = K::from(self.keys.len());
        Arc::make_mut(&mut self.keys).insert(id.clone(), key);
        key
    }

    /// Adds the ids of `other`, and returns their keys here, in the order of their keys in `other`.
    fn merge(&mut self, other: &Self) -> Vec<K> {
        other.in_order().map(|id| self.key(id)).collect()
    }

    /// The key of an id. An unknown id is added or reported, depending on `grows`.
    pub fn resolve(
        &mut self,
        diagnostics: &mut Diagnostics,
        at: &Trail<'_>,
        id: &Text,
    ) -> Option<K> {
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

    fn report_missing(&self, diagnostics: &mut Diagnostics, at: &Trail<'_>, id: &str) {
        if diagnostics.is_full(Severity::Error) {
            diagnostics.error(at, Code::Dangling, "");
            return;
        }
        if self.keys.is_empty() {
            // That there are no sources or events is a problem of its own.
            if !matches!(self.kind, "source" | "event") {
                let (kind, list) = (self.kind, self.list);
                let message =
                    format!("the dataset has no {list}; add `{list}`, a list with each {kind}");
                diagnostics.error(at, Code::Dangling, message);
            }
            return;
        }
        // Ids of very different length cannot be similar, and very long ones would take too long.
        let reach = 2 + id.len() / 6;
        let like =
            |known: &&Text| id.len() <= LONGEST_ID && known.len().abs_diff(id.len()) <= 4 * reach;
        let known = self.keys.keys().filter(like).map(|known| &**known);
        let remedy = match nearest(id, known, reach) {
            Some(known) if known.nfc().eq(id.nfc()) => format!(
                "`{known}` differs only in how its accents are encoded: {}; copy the id from there",
                other_encoding(id, known)
            ),
            Some(known) => format!("did you mean `{known}`?"),
            None => format!("add the {}, or name another", self.kind),
        };
        let message = format!("no {} has the id `{id}`; {remedy}", self.kind);
        diagnostics.error(at, Code::Dangling, message);
    }
}

/// Message for a date that is not EDTF: why, and the EDTF to write instead if the text can be read as
/// words. `why` is what the parser says.
fn not_edtf(text: &str, why: &str) -> String {
    const LONGEST: usize = 80;
    let read = |words: &str| DateStyle::default().read(words).ok();
    let typed = Some(text)
        .filter(|text| text.len() <= LONGEST)
        .map(parse_typed);
    let is_wordy = text.contains(char::is_alphabetic);
    let (why, dates) = match (read(text), typed) {
        (Some(date), Some(typed)) if is_wordy || typed.is_ok() => {
            (format!("`{text}` is not an EDTF date"), vec![date])
        }
        (_, Some(Err(error))) => {
            let examples = error.hint.trim_start_matches("write ").split(" or ");
            let dates: Option<Vec<Date>> = examples.map(read).collect();
            (error.message, dates.unwrap_or_default())
        }
        _ => (why.to_owned(), Vec::new()),
    };
    let instead = dates.iter().map(Date::as_str).unique().join(" or ");
    if instead.is_empty() {
        return format!("{why}; write a date such as 1953-03-05, 1956-10 or 1954/1956");
    }
    format!("{why}; write {instead}")
}

/// The first letter that two spellings of one word encode in different ways, in code points.
pub fn other_encoding(a: &str, b: &str) -> String {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let [a, b] = [a, b].map(|word| {
        let mut rest = word.chars().skip(same);
        let letter = rest.next();
        let letter = letter
            .into_iter()
            .chain(rest.take_while(|c| is_combining_mark(*c)));
        letter.collect::<String>()
    });
    let [first, second] = [&a, &b].map(|letter| {
        let points = letter.chars().map(|c| format!("U+{:04X}", u32::from(c)));
        points.collect_vec().join(" ")
    });
    format!("“{a}” is {first} in one and {second} in the other")
}

/// Reports an id that is empty, or that another record has (`is_known`).
pub fn check_id(
    diagnostics: &mut Diagnostics,
    kind: &str,
    origin: Origin,
    id: &Text,
    is_known: bool,
) {
    let record = Trail::Record(origin, id);
    if is_blank(id) {
        diagnostics.error(&record.key("id"), Code::Missing, EMPTY_ID);
    } else if is_known {
        let message = format!("another {kind} has the id `{id}`; give one of them another");
        diagnostics.error(&record.key("id"), Code::Duplicate, message);
    }
}

/// Shared state of resolving: ids to look up, and problems found.
#[derive(Clone)]
pub struct Context {
    pub diagnostics: Diagnostics,
    pub sources: Ids<SourceKey>,
    /// Number of paragraphs of each source, in the order of the keys; `None` if it is not known.
    pub paragraphs: Arc<[Option<u32>]>,
    pub people: Ids<PersonKey>,
    pub places: Ids<PlaceKey>,
    pub themes: Ids<ThemeKey>,
    pub topics: Ids<TopicKey>,
    /// Empty until all events have been read.
    pub events: Ids<EventKey>,
    /// The years of the timeline. An event outside them must be marked as background.
    pub years: Option<Bounds>,
}

impl Context {
    /// No ids yet; `grows` if only events name sources, people, places and themes.
    pub fn new(grows: bool) -> Self {
        Self {
            diagnostics: Diagnostics::default(),
            sources: Ids::new("source", "sources", grows),
            paragraphs: Arc::default(),
            people: Ids::new("person", "people", grows),
            places: Ids::new("place", "places", grows),
            themes: Ids::new("theme", "themes", grows),
            topics: Ids::new("topic", "topics", false),
            events: Ids::new("event", "events", false),
            years: None,
        }
    }

    /// A copy for another thread, with the same ids and no problems.
    pub fn fork(&self) -> Self {
        Self {
            diagnostics: Diagnostics::default(),
            ..self.clone()
        }
    }

    /// Adds a problem that keeps the dataset from loading.
    pub fn error(&mut self, at: &Trail<'_>, code: Code, message: impl Into<String>) {
        self.diagnostics.error(at, code, message);
    }

    /// Adds a problem that does not keep the dataset from loading.
    pub fn warn(&mut self, at: &Trail<'_>, code: Code, message: impl Into<String>) {
        self.diagnostics.warn(at, code, message);
    }

    /// Adds the ids of a fork, and returns a function that replaces the fork's keys in an event by
    /// the keys here.
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
                source(&mut account.claim.locator);
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

    /// Parses an optional date of the Gregorian calendar, and reports an invalid one.
    pub fn date(&mut self, at: &Trail<'_>, text: Option<&Text>) -> Option<Date> {
        self.date_in(at, text, None)
    }

    /// Parses the optional date at `at`, and reports an invalid one.
    pub fn date_in(
        &mut self,
        at: &Trail<'_>,
        text: Option<&Text>,
        calendar: Option<Calendar>,
    ) -> Option<Date> {
        if text.is_none() && calendar.is_some() {
            let message = "`calendar` says how a date is written, but there is none; add `date`, or remove it";
            self.error(at, Code::Dates, message);
        }
        let text = text?;
        let message = match Date::parse_in(text, calendar) {
            Ok(date) if !date.has_offset() => return Some(date),
            Ok(_) => format!(
                "`{text}` has an offset from universal time, and a dataset gives local times, so \
                 that times compare; leave the offset out"
            ),
            Err(why) => not_edtf(text, &why),
        };
        self.error(at, Code::Dates, message);
        None
    }

    /// Parses the two ends of a period, and reports an end before the beginning.
    pub fn scope(&mut self, at: &Trail<'_>, from: Option<&Text>, to: Option<&Text>) -> Scope {
        let from = self.date(&at.key("from"), from);
        let scope = Scope::new(from, self.date(&at.key("to"), to));
        let days = scope.bounds();
        if days
            .earliest
            .zip(days.latest)
            .is_some_and(|(from, to)| from > to)
        {
            let message = "`to` lies before `from`; swap them";
            self.error(&at.key("to"), Code::Bounds, message);
        }
        scope
    }

    /// The locator of a record with the keys `source`, and `paragraph` or `page`. Reports an
    /// invalid one.
    pub fn locator(
        &mut self,
        at: &Trail<'_>,
        source: &Text,
        paragraph: Option<u32>,
        page: Option<Text>,
    ) -> Option<Locator> {
        let at_source = at.key("source");
        let source = self
            .sources
            .resolve(&mut self.diagnostics, &at_source, source);
        let found = |passage| source.map(|source| Locator { source, passage });
        let (key, problem) = match (paragraph, page) {
            (Some(number), None) => match self.missing_paragraph(source?, number) {
                None => return found(Passage::Paragraph(number)),
                Some(message) => ("paragraph", message),
            },
            (None, Some(page)) if self.paragraphs(source?).is_none() => {
                return found(Passage::Page(page));
            }
            (None, Some(_)) => (
                "page",
                "the source's paragraphs are numbered; give `paragraph`, not `page`".to_owned(),
            ),
            (None, None) => (
                "paragraph",
                "no locator; add `paragraph`, or `page` for a source without numbers".to_owned(),
            ),
            (Some(_), Some(_)) => (
                "page",
                "both `paragraph` and `page`; keep the one that suits the source".to_owned(),
            ),
        };
        self.error(&at.key(key), Code::Locators, problem);
        None
    }

    fn paragraphs(&self, source: SourceKey) -> Option<u32> {
        self.paragraphs.get(source.index()).copied().flatten()
    }

    /// Message for a paragraph that cannot be in the source; `None` if it can.
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

    pub fn note(&mut self, at: &Trail<'_>, note: Option<NoteRecord>) -> Option<Note> {
        let NoteRecord { says, reference } = note?;
        self.diagnostics
            .require_text(&at.key("note").key("says"), &says);
        Some(Note { says, reference })
    }

    /// Checks the citations in a summary or a description.
    pub fn citations(&mut self, at: &Trail<'_>, text: Option<&Text>) {
        for piece in text.map(|text| split_citations(text)).unwrap_or_default() {
            let CitationPart::Cites(_, cited) = piece else {
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
                    self.error(at, Code::Locators, message);
                }
            }
        }
    }
}
