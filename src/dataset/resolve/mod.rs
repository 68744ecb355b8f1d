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
use std::sync::Arc;

use crate::model::date::Bounds;
use crate::model::key::EventKey;
use crate::model::person::{Person, Place, Theme};
use crate::model::source::Source;
use crate::model::text::{Text, is_blank};
use crate::model::timeline::Timeline;

use super::diagnose::{Diagnosis, diagnose_event};
use super::limits::MOST_PROBLEMS;
use super::lines::Chunk;
use super::problem::{Code, Found, Path};
use super::record::{EventRecord, File, LinkRecord, TopicRecord};
use diagnostics::{At, Diagnostics};
use events::Draft;
use names::{Context, EMPTY_ID, Ids, report_repeated};

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
#[derive(Default)]
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
    topics: Vec<(Origin, TopicRecord)>,
    links: Vec<(Origin, LinkRecord)>,
    origins: Origins,
}

/// What came of a chunk of lines.
pub struct ChunkEvents {
    drafts: Vec<Draft>,
    /// The ids of all events, each with the byte at which its line begins.
    ids: Vec<(Text, usize)>,
    cx: Context,
    shape: Diagnosis,
}

impl ChunkEvents {
    /// What can be read of a line that is no sound record.
    fn diagnose(&mut self, line: &str, origin: Origin) -> Option<EventRecord> {
        if self.shape.found.len() >= MOST_PROBLEMS {
            self.shape.has_gaps = true;
            self.shape.has_more = true;
            return None;
        }
        let (record, diagnosis) = diagnose_event(line, origin.file, &origin.path());
        self.shape.join(diagnosis);
        record
    }
}

impl Resolver {
    /// Whether there is nothing but lines.
    pub fn has_only_lines(&self) -> bool {
        self.only_lines
    }

    /// Begins with the files that hold lists of records, each with its number.
    pub fn new(mut files: Vec<(usize, File)>) -> Self {
        let mut cx = Context::default();
        let mut timeline = Timeline::default();
        let timelines = files
            .iter_mut()
            .filter_map(|(i, file)| Some((*i, file.timeline.take()?)));
        let has_head = head::timeline(&mut cx, timelines.collect(), &mut timeline);
        let sources = list(&mut files, "sources", |file| mem::take(&mut file.sources));
        let people = list(&mut files, "people", |file| mem::take(&mut file.people));
        let places = list(&mut files, "places", |file| mem::take(&mut file.places));
        let themes = list(&mut files, "themes", |file| mem::take(&mut file.themes));
        let events = list(&mut files, "events", |file| mem::take(&mut file.events));
        let topics = list(&mut files, "topics", |file| mem::take(&mut file.topics));
        let links = list(&mut files, "links", |file| mem::take(&mut file.links));
        let origins = Origins {
            sources: origins(&sources),
            people: origins(&people),
            places: origins(&places),
            themes: origins(&themes),
            topics: origins(&topics),
            events: Vec::new(),
        };
        let years = timeline.scope.bounds();
        let are_in_order = years
            .earliest
            .zip(years.latest)
            .is_none_or(|(from, to)| from <= to);
        cx.years = Some(years).filter(|_| has_head && are_in_order);
        cx.paragraphs = Arc::new(
            sources
                .iter()
                .map(|(_, source)| source.paragraphs)
                .collect(),
        );
        timeline.sources = head::sources(&mut cx, sources);
        let d = &mut cx.diagnostics;
        Ids::declared(d, "topic", named(&topics, |record| &record.id));
        let sources = origins.sources.iter().copied();
        let sources = sources.zip(timeline.sources.iter().map(|source| &source.id));
        cx.sources = Ids::declared(d, "source", sources);
        cx.people = Ids::declared(d, "person", named(&people, |record| &record.id));
        cx.places = Ids::declared(d, "place", named(&places, |record| &record.id));
        cx.themes = Ids::declared(d, "theme", named(&themes, |record| &record.id));
        timeline.people = head::people(&mut cx, people);
        timeline.places = head::places(&mut cx, places);
        timeline.themes = head::themes(&mut cx, themes);
        let mut resolver = Self {
            cx,
            timeline,
            has_head,
            topics,
            links,
            origins,
            ..Self::default()
        };
        for (origin, record) in events {
            resolver.note_id(record.id.clone(), origin);
            let draft = events::event(&mut resolver.cx, origin, record);
            resolver.drafts.push(draft);
        }
        resolver
    }

    /// Begins a timeline of which nothing but lines is given, and what it is called.
    pub fn of_lines(id: &str) -> Self {
        Self {
            cx: Context {
                sources: Ids::growing("source"),
                people: Ids::growing("person"),
                places: Ids::growing("place"),
                themes: Ids::growing("theme"),
                ..Context::default()
            },
            timeline: Timeline {
                id: id.into(),
                ..Timeline::default()
            },
            has_head: true,
            only_lines: true,
            ..Self::default()
        }
    }

    /// Reads and checks the events of a chunk of the file of this number, and keeps those that may
    /// lie in the period. Several threads may do so at once.
    pub fn read_chunk(&self, file: usize, chunk: &Chunk, period: Option<Bounds>) -> ChunkEvents {
        let mut read = ChunkEvents {
            drafts: Vec::new(),
            ids: Vec::new(),
            cx: self.cx.fork(),
            shape: Diagnosis::default(),
        };
        for (index, line) in chunk.lines() {
            let origin = Origin {
                file,
                list: None,
                index,
            };
            let record = serde_json::from_str(line);
            let Some(record) = record.map_or_else(|_| read.diagnose(line, origin), Some) else {
                continue;
            };
            read.ids.push((record.id.clone(), index));
            let draft = events::event(&mut read.cx, origin, record);
            if period.is_none_or(|period| draft.event.date.bounds().overlaps(period)) {
                read.drafts.push(draft);
            }
        }
        read
    }

    /// Adds what came of some chunks of the file of this number, in their order, and returns what is wrong with the
    /// shape of their lines.
    pub fn add_chunks(&mut self, file: usize, chunks: Vec<ChunkEvents>) -> Diagnosis {
        let mut shape = Diagnosis::default();
        for chunk in chunks {
            self.cx.diagnostics.join(chunk.cx.diagnostics);
            shape.join(chunk.shape);
            for (id, index) in chunk.ids {
                let list = None;
                self.note_id(id, Origin { file, list, index });
            }
            let mut drafts = chunk.drafts;
            if self.only_lines {
                // Each chunk has numbered the names that were new to it.
                let sources = self.cx.sources.merge(&chunk.cx.sources);
                let people = self.cx.people.merge(&chunk.cx.people);
                let places = self.cx.places.merge(&chunk.cx.places);
                let themes = self.cx.themes.merge(&chunk.cx.themes);
                for draft in &mut drafts {
                    events::renumber(&mut draft.event, &sources, &people, &places, &themes);
                }
            }
            self.drafts.extend(drafts);
        }
        shape
    }

    fn note_id(&mut self, id: Text, origin: Origin) {
        let d = &mut self.cx.diagnostics;
        if is_blank(&id) {
            d.error(&At::Record(origin, &id).key("id"), Code::Missing, EMPTY_ID);
        } else if self.ids.contains(&id) {
            report_repeated(d, "event", origin, &id);
        } else {
            self.ids.insert(id);
        }
    }

    /// The timeline, its events in chronological order. With `advice`, what is suspicious is looked
    /// for, too.
    pub fn finish(mut self, advice: bool) -> Resolved {
        if self.ids.is_empty() && self.drafts.is_empty() {
            let message = "the dataset has no events; add `events`, a list with at least one";
            self.cx
                .diagnostics
                .error(&At::File(0), Code::Missing, message);
        }
        let undated = self.sort_events();
        let Self {
            mut cx,
            mut timeline,
            ..
        } = self;
        if self.only_lines {
            name_records(&mut timeline, &cx);
        }
        timeline.topics = topics::topics(&mut cx, self.topics);
        timeline.links = events::links(&mut cx, self.links, &timeline.events, &undated);
        if self.has_head && advice {
            advise(&mut cx.diagnostics, &timeline, &self.origins, &undated);
        }
        Resolved {
            timeline: self.has_head.then_some(timeline),
            has_more: cx.diagnostics.has_more(),
            found: cx.diagnostics.found,
        }
    }

    /// Moves the events into the timeline, by date and then in the order of the files, those whose
    /// date could not be read last; these are returned.
    fn sort_events(&mut self) -> HashSet<EventKey> {
        let drafts = mem::take(&mut self.drafts);
        let mut order: Vec<usize> = (0..drafts.len()).collect();
        order.sort_by_key(|i| {
            let draft = &drafts[*i];
            (
                !draft.is_dated,
                draft.event.date.sort_key(),
                draft.origin.place(),
            )
        });
        let mut positions = vec![0; drafts.len()];
        for (position, i) in order.iter().enumerate() {
            positions[*i] = position;
        }
        if !self.only_lines {
            // Of two events with one id, the last in the files is meant.
            let named = drafts.iter().zip(&positions);
            let named = named.filter(|(draft, _)| !is_blank(&draft.event.id));
            let indices: HashMap<Text, usize> = named
                .map(|(draft, position)| (draft.event.id.clone(), *position))
                .collect();
            self.cx.events = Ids::known("event", indices);
        }
        let mut drafts: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
        let mut undated = HashSet::new();
        for (position, i) in order.into_iter().enumerate() {
            let draft = drafts[i].take().expect("each stands in one place");
            if !draft.is_dated {
                undated.insert(EventKey::from(position));
            }
            self.origins.events.push(draft.origin);
            self.timeline.events.push(draft.event);
        }
        undated
    }
}

/// Makes records of the names that came up, of which nothing more is known.
fn name_records(timeline: &mut Timeline, cx: &Context) {
    let named = |ids: &Ids| ids.in_order().into_iter().map(|id| (id.clone(), id));
    let sources = named(&cx.sources);
    timeline.sources = sources
        .map(|(id, name)| Source {
            id,
            name,
            ..Source::default()
        })
        .collect();
    let people = named(&cx.people);
    timeline.people = people
        .map(|(id, name)| Person {
            id,
            name,
            ..Person::default()
        })
        .collect();
    let places = named(&cx.places);
    timeline.places = places
        .map(|(id, name)| Place {
            id,
            name,
            ..Place::default()
        })
        .collect();
    let themes = named(&cx.themes);
    timeline.themes = themes
        .map(|(id, name)| Theme {
            id,
            name,
            ..Theme::default()
        })
        .collect();
}

/// Looks for what can be, and is seldom meant.
fn advise(
    diagnostics: &mut Diagnostics,
    timeline: &Timeline,
    origins: &Origins,
    undated: &HashSet<EventKey>,
) {
    // Where something is wrong, what is missing may be what it was meant to be.
    if !diagnostics.refuses() {
        unused::check(diagnostics, timeline, origins);
    }
    plausible::check(diagnostics, timeline, origins, undated);
    similar::check(diagnostics, timeline, origins);
    titles::check(diagnostics, timeline, origins);
}

/// Where the records of a timeline stand, kind by kind, in the order in which it has them; of what
/// has no record, and is known only because events name it, nowhere.
#[derive(Default)]
struct Origins {
    sources: Vec<Origin>,
    people: Vec<Origin>,
    places: Vec<Origin>,
    themes: Vec<Origin>,
    events: Vec<Origin>,
    topics: Vec<Origin>,
}

fn named<R>(records: &[(Origin, R)], id: fn(&R) -> &Text) -> impl Iterator<Item = (Origin, &Text)> {
    records
        .iter()
        .map(move |(origin, record)| (*origin, id(record)))
}

fn origins<R>(records: &[(Origin, R)]) -> Vec<Origin> {
    records.iter().map(|(origin, _)| *origin).collect()
}

/// Where a record stands.
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
    /// What the records of one list are sorted by.
    fn place(self) -> (usize, usize) {
        (self.file, self.index)
    }

    /// The steps to the record from the top of its file.
    fn path(self) -> Path {
        let list = self
            .list
            .map_or_else(Path::default, |key| Path::default().key(key));
        list.index(self.index)
    }
}

/// The records of one kind of all files, each with its origin.
fn list<R>(
    files: &mut [(usize, File)],
    key: &'static str,
    take: fn(&mut File) -> Vec<R>,
) -> Vec<(Origin, R)> {
    let mut all = Vec::new();
    for (file, records) in files {
        for (index, record) in take(records).into_iter().enumerate() {
            let origin = Origin {
                file: *file,
                list: Some(key),
                index,
            };
            all.push((origin, record));
        }
    }
    all
}
