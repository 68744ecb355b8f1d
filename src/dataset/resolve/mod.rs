//! Records into a timeline: every date read, every reference followed, every fault collected.

mod diagnostics;
mod events;
mod head;
mod names;
mod plausible;
mod similar;
mod titles;
mod topics;
mod unused;

use std::collections::{HashMap, HashSet};
use std::mem;

use itertools::Itertools as _;

use crate::model::date::Bounds;
use crate::model::key::EventKey;
use crate::model::person::{Person, Place, Theme};
use crate::model::source::Source;
use crate::model::text::Text;
use crate::model::timeline::Timeline;

use super::diagnose::Diagnosis;
use super::lines::Chunk;
use super::problem::{Code, Found, Path};
use super::record::{EventRecord, File, LinkRecord, TopicRecord};
use diagnostics::At;
use events::Draft;
use names::{Context, check_id};

/// A timeline, and all that is wrong with it.
pub struct Resolved {
    /// The timeline. It is whole only where no problem is an error; otherwise parts that could not
    /// be resolved are left out of it, and it is not to be used.
    pub timeline: Option<Timeline>,
    pub found: Vec<Found>,
    /// Whether there are more problems than those.
    pub has_more: bool,
}

/// A timeline in the making: files with lists of records first, then files with an event a line.
pub struct Resolver {
    cx: Context,
    timeline: Timeline,
    /// Whether it is known what the timeline is called and which years it covers.
    has_head: bool,
    /// Whether there is nothing but lines: sources, people, places and themes are then whatever
    /// the events name.
    only_lines: bool,
    drafts: Vec<Draft>,
    /// The ids of all events, those that were dropped among them.
    ids: HashSet<Text>,
    topics: Vec<Listed<TopicRecord>>,
    links: Vec<Listed<LinkRecord>>,
}

/// What came of a chunk of lines.
pub struct ChunkEvents {
    drafts: Vec<Draft>,
    /// The ids of all events, each with the byte at which its line begins.
    ids: Vec<(Text, usize)>,
    cx: Context,
    shape: Diagnosis,
}

impl Resolver {
    /// Whether there is nothing but lines.
    pub fn has_only_lines(&self) -> bool {
        self.only_lines
    }

    /// Begins with the files that hold lists of records, each with its number.
    pub fn new(mut files: Vec<(usize, File)>) -> Self {
        let mut resolver = Self::begin(false);
        let (cx, timeline) = (&mut resolver.cx, &mut resolver.timeline);
        let timelines = files.iter_mut();
        let timelines = timelines.filter_map(|(i, file)| Some((*i, file.timeline.take()?)));
        resolver.has_head = head::timeline(cx, timelines.collect(), timeline);
        let years = timeline.scope.bounds();
        let ends = years.earliest.zip(years.latest);
        let are_in_order = ends.is_none_or(|(from, to)| from <= to);
        cx.years = Some(years).filter(|_| resolver.has_head && are_in_order);

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
            cx.diagnostics.error(&At::File(0), Code::Missing, message);
        }
        cx.paragraphs = sources
            .iter()
            .map(|source| source.record.paragraphs)
            .collect();
        let source_names = names(&sources);
        timeline.sources = each(cx, sources, head::source);
        cx.topics
            .declare(&mut cx.diagnostics, names(&resolver.topics));
        cx.sources.declare(&mut cx.diagnostics, source_names);
        cx.people.declare(&mut cx.diagnostics, names(&people));
        cx.places.declare(&mut cx.diagnostics, names(&places));
        cx.themes.declare(&mut cx.diagnostics, names(&themes));
        timeline.people = each(cx, people, head::person);
        timeline.places = each(cx, places, head::place);
        timeline.themes = each(cx, themes, head::theme);
        for event in events {
            resolver.note_id(event.id.clone(), event.origin);
            let draft = events::event(&mut resolver.cx, event);
            resolver.drafts.push(draft);
        }
        resolver
    }

    /// Begins a timeline of which nothing but lines is given, and what it is called.
    pub fn of_lines(id: &str) -> Self {
        let mut resolver = Self::begin(true);
        resolver.timeline.id = id.into();
        resolver
    }

    fn begin(only_lines: bool) -> Self {
        Self {
            cx: Context::new(only_lines),
            timeline: Timeline::default(),
            has_head: only_lines,
            only_lines,
            drafts: Vec::new(),
            ids: HashSet::new(),
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

    /// Adds the events of the next chunk of file number `file`, and returns what is wrong with the
    /// shape of its lines.
    pub fn add_chunk(&mut self, file: usize, mut chunk: ChunkEvents) -> Diagnosis {
        if self.only_lines {
            let renumber = self.cx.merge(&chunk.cx);
            let drafts = chunk.drafts.iter_mut();
            drafts.for_each(|draft| renumber(&mut draft.event));
        }
        self.cx.diagnostics.join(chunk.cx.diagnostics);
        for (id, index) in chunk.ids {
            let list = None;
            self.note_id(id, Origin { file, list, index });
        }
        self.drafts.extend(chunk.drafts);
        chunk.shape
    }

    fn note_id(&mut self, id: Text, origin: Origin) {
        let is_known = self.ids.contains(&id);
        check_id(&mut self.cx.diagnostics, "event", origin, &id, is_known);
        self.ids.insert(id);
    }

    /// The timeline, its events in chronological order. With `advice`, what is suspicious is looked
    /// for, too.
    pub fn finish(mut self, advice: bool) -> Resolved {
        if self.ids.is_empty() {
            let message = "the dataset has no events; add `events`, a list with at least one";
            let diagnostics = &mut self.cx.diagnostics;
            diagnostics.error(&At::File(0), Code::Missing, message);
        }
        let dated = self.sort_events();
        let (mut cx, mut timeline) = (self.cx, self.timeline);
        if self.only_lines {
            name_records(&mut timeline, &cx);
        }
        timeline.topics = each(&mut cx, self.topics, topics::topic);
        timeline.links = events::links(&mut cx, self.links, &timeline.events, dated);
        if self.has_head && advice {
            // Where something is wrong, what is missing may be what it was meant to be.
            if !cx.diagnostics.refuses() {
                unused::check(&mut cx, &timeline);
            }
            plausible::check(&mut cx, &timeline, dated);
            similar::check(&mut cx, &timeline);
            titles::check(&mut cx, &timeline);
        }
        Resolved {
            timeline: self.has_head.then_some(timeline),
            has_more: cx.diagnostics.has_more,
            found: cx.diagnostics.found,
        }
    }

    /// Moves the events into the timeline, by date and then in the order of the files, and returns
    /// how many there are before those whose date could not be read, which come last.
    fn sort_events(&mut self) -> usize {
        let mut drafts = mem::take(&mut self.drafts);
        drafts.sort_unstable_by_key(|draft| {
            let date = draft.event.date.sort_key();
            (!draft.is_dated, date, draft.origin)
        });
        let mut keys = HashMap::new();
        if !self.only_lines {
            // Of two events with one id, the last in the files is meant.
            let named = drafts.iter().enumerate();
            let named = named.sorted_unstable_by_key(|(_, draft)| draft.origin);
            keys.extend(named.map(|(i, draft)| (draft.event.id.clone(), EventKey::from(i))));
        }
        let origins = drafts.iter().map(|draft| draft.origin).collect();
        self.cx.events.know(keys, origins);
        let dated = drafts.partition_point(|draft| draft.is_dated);
        self.timeline.events = drafts.into_iter().map(|draft| draft.event).collect();
        dated
    }
}

/// Makes records of the names that came up, of which nothing more is known.
fn name_records(timeline: &mut Timeline, cx: &Context) {
    timeline.sources = cx.sources.records(|id, name| Source {
        id,
        name,
        ..Source::default()
    });
    timeline.people = cx.people.records(|id, name| Person {
        id,
        name,
        ..Person::default()
    });
    timeline.places = cx.places.records(|id, name| Place {
        id,
        name,
        ..Place::default()
    });
    timeline.themes = cx.themes.records(|id, name| Theme {
        id,
        name,
        ..Theme::default()
    });
}

/// A record of a list, with its id, or what it is called in problems where it has none.
pub struct Listed<R> {
    origin: Origin,
    id: Text,
    record: R,
}

/// Where a record stands; those of one kind sort as the files have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The number of its file.
    file: usize,
    /// The key that holds its list; a line has none.
    list: Option<&'static str>,
    /// Its index in the list; of a line, its first byte in the file.
    index: usize,
}

impl Origin {
    /// The steps to the record from the top of its file.
    fn path(self) -> Path {
        let list = self.list.map(|key| Path::default().key(key));
        list.unwrap_or_default().index(self.index)
    }
}

/// The records of one kind of all files.
fn list<R>(
    files: &mut [(usize, File)],
    key: &'static str,
    records: fn(&mut File) -> &mut Vec<R>,
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

fn names<R>(records: &[Listed<R>]) -> Vec<(Origin, Text)> {
    let names = records
        .iter()
        .map(|record| (record.origin, record.id.clone()));
    names.collect()
}

/// Resolves each record of one kind.
fn each<R, T>(
    cx: &mut Context,
    records: Vec<Listed<R>>,
    resolve: fn(&mut Context, &At<'_>, R) -> T,
) -> Vec<T> {
    let records = records.into_iter();
    records
        .map(|listed| resolve(cx, &At::Record(listed.origin, &listed.id), listed.record))
        .collect()
}
