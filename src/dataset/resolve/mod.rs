//! Resolves records into a timeline: parses dates, resolves ids, collects all problems.

mod diagnostics;
mod events;
mod names;
mod plausible;
mod records;
mod similar;
mod titles;
mod topics;
mod unused;
mod wordings;

use std::collections::{HashMap, HashSet};
use std::mem;

use foldhash::fast::RandomState;
use itertools::Itertools as _;

use crate::model::date::Bounds;
use crate::model::key::EventKey;
use crate::model::person::{Person, Place, Theme};
use crate::model::source::Source;
use crate::model::text::Text;
use crate::model::timeline::Timeline;

use super::diagnose::Diagnosis;
use super::lines::Chunk;
use super::problem::{Code, Finding, Path, Severity};
use super::record::{DatasetFile, EventRecord, LinkRecord, TopicRecord};
use diagnostics::Trail;
use events::EventDraft;
use names::{Context, check_id};

/// A timeline and the problems found while resolving it.
pub struct Resolved {
    /// Complete only if no problem is an error; otherwise unresolved parts are missing, and it must
    /// not be used. `None` if the dataset has no `timeline` record and needs one.
    pub timeline: Option<Timeline>,
    pub found: Vec<Finding>,
    /// Whether there are more problems than in `found`.
    pub has_more: bool,
}

/// Builds a timeline, from JSON files first and then from NDJSON files.
pub struct Resolver {
    cx: Context,
    timeline: Timeline,
    /// Whether there is a `timeline` record, or none is needed because of `only_lines`.
    has_head: bool,
    /// Whether the dataset is a single NDJSON file. Its sources, people, places and themes are then
    /// the ids that its events name.
    pub only_lines: bool,
    drafts: Vec<EventDraft>,
    /// The ids of all events, including those outside the requested period.
    ids: HashSet<Text, RandomState>,
    topics: Vec<Listed<TopicRecord>>,
    links: Vec<Listed<LinkRecord>>,
}

/// The events and problems of a chunk of lines.
pub struct ChunkEvents {
    drafts: Vec<EventDraft>,
    /// The ids of all events in the chunk, each with the byte offset of its line.
    ids: Vec<(Text, usize)>,
    cx: Context,
    shape: Diagnosis,
}

impl Resolver {
    /// Starts with the JSON files, each with its index among the files of the dataset.
    pub fn new(mut files: Vec<(usize, DatasetFile)>) -> Self {
        let mut resolver = Self::empty(false);
        let (cx, timeline) = (&mut resolver.cx, &mut resolver.timeline);
        let timelines = files.iter_mut();
        let timelines = timelines.filter_map(|(i, file)| Some((*i, file.timeline.take()?)));
        let timelines = timelines.collect_vec();
        let is_one = timelines.len() == 1;
        resolver.has_head = records::timeline(cx, timelines, timeline);
        let years = timeline.scope.bounds();
        let ends = years.earliest.zip(years.latest);
        let are_in_order = ends.is_none_or(|(from, to)| from <= to);
        let has_ends = timeline.scope.from.is_some() && timeline.scope.to.is_some();
        cx.years = Some(years).filter(|_| is_one && has_ends && are_in_order);

        let files = &mut files;
        let sources = list(files, "sources", |file| &mut file.sources, |r| r.id.clone());
        let people = list(files, "people", |file| &mut file.people, |r| r.id.clone());
        let places = list(files, "places", |file| &mut file.places, |r| r.id.clone());
        let themes = list(files, "themes", |file| &mut file.themes, |r| r.id.clone());
        let events = list(files, "events", |file| &mut file.events, |r| r.id.clone());
        resolver.topics = list(files, "topics", |file| &mut file.topics, |r| r.id.clone());
        resolver.links = list(files, "links", |file| &mut file.links, LinkRecord::name);
        if sources.is_empty() {
            let message = "the dataset has no sources; add `sources`, a list with at least one";
            cx.error(&Trail::File(0), Code::Missing, message);
        }
        // Of two sources with one id, it is open whose paragraph is meant.
        let counts = sources.iter().counts_by(|source| source.id.clone());
        let paragraphs = sources.iter().map(|source| {
            let count = source.record.paragraphs;
            count.filter(|_| counts[&source.id] == 1)
        });
        cx.paragraphs = paragraphs.collect();
        cx.topics.declare(&mut cx.diagnostics, &resolver.topics);
        cx.sources.declare(&mut cx.diagnostics, &sources);
        cx.people.declare(&mut cx.diagnostics, &people);
        cx.places.declare(&mut cx.diagnostics, &places);
        cx.themes.declare(&mut cx.diagnostics, &themes);
        timeline.sources = each(cx, sources, records::source);
        timeline.people = each(cx, people, records::person);
        timeline.places = each(cx, places, records::place);
        timeline.themes = each(cx, themes, records::theme);
        for event in events {
            resolver.check_event_id(event.id.clone(), event.origin);
            let draft = events::event(&mut resolver.cx, event);
            resolver.drafts.push(draft);
        }
        resolver
    }

    /// Starts a timeline with this id for a single NDJSON file.
    pub fn for_ndjson(id: &str) -> Self {
        let mut resolver = Self::empty(true);
        resolver.timeline.id = id.into();
        resolver
    }

    fn empty(only_lines: bool) -> Self {
        Self {
            cx: Context::new(only_lines),
            timeline: Timeline::default(),
            has_head: only_lines,
            only_lines,
            drafts: Vec::new(),
            ids: HashSet::default(),
            topics: Vec::new(),
            links: Vec::new(),
        }
    }

    /// Returns a function that reads and checks the events of a chunk of file number `file`, and
    /// keeps those that may lie in the period. Several threads may call it at once.
    pub fn chunk_reader(
        &self,
        file: usize,
        period: Option<Bounds>,
    ) -> impl Fn(&Chunk) -> ChunkEvents + Sync + use<> {
        let cx = self.cx.fork();
        move |chunk| {
            let mut read = ChunkEvents {
                drafts: Vec::new(),
                ids: Vec::new(),
                cx: cx.fork(),
                shape: Diagnosis::new(file),
            };
            for (index, line) in chunk.lines() {
                let origin = Origin {
                    file,
                    list: None,
                    index,
                };
                let record: Option<EventRecord> = match serde_json::from_str(line) {
                    Ok(record) => Some(record),
                    Err(_) => read.shape.read_event(line, &origin.path()),
                };
                let Some(record) = record else { continue };
                let id = record.id.clone();
                read.ids.push((id.clone(), index));
                let draft = events::event(&mut read.cx, Listed { origin, id, record });
                if period.is_none_or(|period| draft.event.date.bounds().overlaps(period)) {
                    read.drafts.push(draft);
                }
            }
            read
        }
    }

    /// Adds the events of the next chunk of file number `file`, and returns the faults in the shape
    /// of its lines.
    pub fn add_chunk(&mut self, file: usize, mut chunk: ChunkEvents) -> Diagnosis {
        if self.only_lines {
            let renumber = self.cx.merge(&chunk.cx);
            let drafts = chunk.drafts.iter_mut();
            drafts.for_each(|draft| renumber(&mut draft.event));
        }
        self.cx.diagnostics.join(chunk.cx.diagnostics);
        for (id, index) in chunk.ids {
            let list = None;
            self.check_event_id(id, Origin { file, list, index });
        }
        self.drafts.extend(chunk.drafts);
        chunk.shape
    }

    fn check_event_id(&mut self, id: Text, origin: Origin) {
        let is_known = self.ids.contains(&id);
        check_id(&mut self.cx.diagnostics, "event", origin, &id, is_known);
        self.ids.insert(id);
    }

    /// Sorts the events, resolves topics and links, and returns the timeline. With `advice`, also
    /// runs the advisory checks.
    pub fn finish(mut self, advice: bool) -> Resolved {
        if self.ids.is_empty() {
            let message = "the dataset has no events; add `events`, a list with at least one";
            let diagnostics = &mut self.cx.diagnostics;
            diagnostics.error(&Trail::File(0), Code::Missing, message);
        }
        let dated = self.sort_events();
        let (mut cx, mut timeline) = (self.cx, self.timeline);
        if self.only_lines {
            name_records(&mut timeline, &cx);
        }
        timeline.topics = each(&mut cx, self.topics, topics::topic);
        timeline.links = events::links(&mut cx, self.links, &timeline.events, dated);
        if self.has_head && advice {
            // If there is an error, an unused record may be the one that a broken reference meant.
            let is_sound = cx.diagnostics.count(Severity::Error) == 0;
            if is_sound {
                unused::check(&mut cx, &timeline);
            }
            plausible::check(&mut cx, &timeline, dated);
            similar::check(&mut cx, &timeline);
            titles::check(&mut cx, &timeline);
            wordings::check(&mut cx, &timeline, is_sound);
        }
        Resolved {
            timeline: self.has_head.then_some(timeline),
            has_more: cx.diagnostics.has_more,
            found: cx.diagnostics.found,
        }
    }

    /// Moves the events into the timeline, sorted by date and then in the order of the files.
    /// Events with an unreadable date come last; returns the number of events before them.
    fn sort_events(&mut self) -> usize {
        let mut drafts = mem::take(&mut self.drafts);
        drafts.sort_unstable_by_key(|draft| {
            let date = draft.event.date.sort_key();
            (!draft.is_dated, date, draft.origin)
        });
        let mut keys = HashMap::default();
        if !self.only_lines {
            // If two events have the same id, it refers to the last in the files.
            let named = drafts.iter().enumerate();
            let named = named.sorted_unstable_by_key(|(_, draft)| draft.origin);
            keys.extend(named.map(|(i, draft)| (draft.event.id.clone(), EventKey::from(i))));
        }
        let origins = drafts.iter().map(|draft| draft.origin).collect();
        self.cx.events.add_keys(keys, origins);
        let dated = drafts.partition_point(|draft| draft.is_dated);
        self.timeline.events = drafts.into_iter().map(|draft| draft.event).collect();
        dated
    }
}

/// Creates the sources, people, places and themes of a dataset in which only events name them.
fn name_records(timeline: &mut Timeline, cx: &Context) {
    macro_rules! named {
        ($ids:expr, $record:ident) => {
            $ids.records(|id, name| $record {
                id,
                name,
                ..$record::default()
            })
        };
    }
    timeline.sources = named!(cx.sources, Source);
    timeline.people = named!(cx.people, Person);
    timeline.places = named!(cx.places, Place);
    timeline.themes = named!(cx.themes, Theme);
}

/// A record with its origin and its id; a link, which has no id, has its name in problems instead.
pub struct Listed<R> {
    origin: Origin,
    id: Text,
    record: R,
}

/// Position of a record in the files. Records of one kind sort in the order of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// Index of the file.
    file: usize,
    /// Key of the list; `None` for a line of an NDJSON file.
    list: Option<&'static str>,
    /// Index in the list; for a line, its byte offset in the file.
    index: usize,
}

impl Origin {
    fn path(self) -> Path {
        let list = self.list.map(|key| Path::default().key(key));
        list.unwrap_or_default().index(self.index)
    }
}

/// Takes the records of one kind from all files.
fn list<R>(
    files: &mut [(usize, DatasetFile)],
    key: &'static str,
    records: fn(&mut DatasetFile) -> &mut Vec<R>,
    id: fn(&R) -> Text,
) -> Vec<Listed<R>> {
    let mut all = Vec::new();
    for (file, lists) in files {
        for (index, record) in mem::take(records(lists)).into_iter().enumerate() {
            let origin = Origin {
                file: *file,
                list: Some(key),
                index,
            };
            let id = id(&record);
            all.push(Listed { origin, id, record });
        }
    }
    all
}

fn each<R, T>(
    cx: &mut Context,
    records: Vec<Listed<R>>,
    resolve: fn(&mut Context, &Trail<'_>, R) -> T,
) -> Vec<T> {
    let records = records.into_iter();
    records
        .map(|listed| resolve(cx, &Trail::Record(listed.origin, &listed.id), listed.record))
        .collect()
}
