//! The events of a dataset, read in batches by several threads; what comes out is the same
//! whatever their number.

use std::num::NonZero;
use std::sync::{Arc, Mutex};
use std::thread;

use chrono::{Datelike, NaiveDate};

use crate::dataset::diagnose::diagnose_event;
use crate::dataset::limits::MOST_PROBLEMS;
use crate::dataset::lines::Lines;
use crate::dataset::problem::Code;
use crate::dataset::progress::Progress;
use crate::dataset::record::EventRecord;
use crate::model::event::{Dating, Event};
use crate::model::key::{EventKey, PersonKey, PlaceKey, SourceKey, ThemeKey};
use crate::model::person::{Person, Place, Theme};
use crate::model::source::Source;
use crate::model::text::Text;
use crate::model::timeline::Timeline;

use super::events::{self, Dated};
use super::names::{CameUp, Context, Ids, Names, Numbered};
use super::report::{At, Report};
use super::{LineFaults, Listed, Origin};

/// Events to be read by one thread.
pub enum Batch<'t> {
    /// Records.
    Records(Listed<EventRecord<'t>>),
    /// Lines, a record each.
    Lines(Lines<'t>),
}

/// What became of a batch.
struct Done<'t> {
    events: Vec<One<'t>>,
    report: Report,
    came_up: Option<CameUp<'t>>,
    lines: LineFaults,
}

/// An event that was read.
struct One<'t> {
    /// What it is sorted by: its date, or [`UNDATED`].
    date: u64,
    /// Where its record stands; of equal dates the earlier record comes first.
    origin: Origin,
    /// The hash of its id, where that is one.
    hash: Option<u64>,
    /// The event.
    event: Box<Event<'t>>,
}

/// In the place of a date that could not be read: it comes last.
const UNDATED: u64 = u64::MAX;

/// The two days that a date is sorted by, in one number that is quick to compare.
fn number_of((first, last): (NaiveDate, NaiveDate)) -> u64 {
    let number = |day: NaiveDate| u64::from(day.num_days_from_ce().cast_unsigned() ^ (1 << 31));
    number(first) << 32 | number(last)
}

impl<'t> Batch<'t> {
    /// All events of a dataset in batches, in the order of the files.
    pub fn all(mut records: Listed<EventRecord<'t>>, lines: Vec<Lines<'t>>) -> Vec<Self> {
        const RECORDS: usize = 4096;
        let mut batches = Vec::new();
        while records.len() > RECORDS {
            let rest = records.split_off(RECORDS);
            batches.push(Self::Records(std::mem::replace(&mut records, rest)));
        }
        if !records.is_empty() {
            batches.push(Self::Records(records));
        }
        batches.extend(lines.into_iter().map(Self::Lines));
        batches
    }

    /// Reads the events. Nothing but `cx` is written to, and nothing there is looked up that other
    /// batches write.
    fn read(self, mut cx: Context<'t>, progress: &dyn Progress) -> Done<'t> {
        let mut done = Done {
            events: Vec::new(),
            report: Report::default(),
            came_up: None,
            lines: LineFaults::default(),
        };
        match self {
            Self::Records(records) => {
                for (origin, record) in records {
                    done.take(events::event(&mut cx, origin, record));
                }
            }
            Self::Lines(lines) => {
                for (offset, line) in lines.each() {
                    let origin = Origin::new(lines.file, "", offset);
                    let record = serde_json::from_str(line);
                    if let Some(record) =
                        record.map_or_else(|_| done.lines.diagnosed(line, origin), Some)
                    {
                        done.take(events::event(&mut cx, origin, record));
                    }
                }
                progress.advances(lines.text.len() as u64);
            }
        }
        done.report = cx.report;
        done.came_up = cx.came_up;
        done
    }
}

impl<'t> Done<'t> {
    fn take(&mut self, event: Dated<'t>) {
        self.events.push(One {
            date: event.sort_key.map_or(UNDATED, number_of),
            origin: event.origin,
            hash: event.hash,
            event: event.event,
        });
    }
}

impl LineFaults {
    /// What can be read of a line that is no sound record.
    fn diagnosed(&mut self, line: &str, origin: Origin) -> Option<EventRecord<'static>> {
        if self.faults.len() >= MOST_PROBLEMS {
            self.has_gaps = true;
            self.has_more = true;
            return None;
        }
        let (record, diagnosis) = diagnose_event(line, &origin.path());
        let file = origin.file as usize;
        let faults = diagnosis.faults.into_iter();
        self.faults.extend(faults.map(|fault| (file, fault)));
        let mended = diagnosis.mended.into_iter();
        self.mended.extend(mended.map(|path| (file, path)));
        self.has_gaps |= diagnosis.has_gaps;
        self.has_more |= diagnosis.has_more;
        record
    }

    fn add(&mut self, other: Self) {
        self.faults.extend(other.faults);
        self.mended.extend(other.mended);
        self.has_gaps |= other.has_gaps;
        self.has_more |= other.has_more;
    }
}

/// Reads all events into the timeline, sorted by date, then by the order in the files, and says
/// where the record of each stands.
///
/// Where names are noted as they come up, the timeline gets its sources, people, places and
/// themes here as well.
pub fn events<'t>(
    cx: &mut Context<'t>,
    timeline: &mut Timeline<'t>,
    batches: Vec<Batch<'t>>,
    progress: &dyn Progress,
) -> (Vec<Origin>, LineFaults) {
    let Read {
        parts,
        names,
        faults,
    } = read(cx, batches, progress);
    let events: Vec<One<'t>> = parts.into_iter().flat_map(|(events, _)| events).collect();
    if events.is_empty() && !faults.has_gaps {
        let message = "the dataset has no events; add `events`, a list with at least one";
        cx.report.error(&At::file(0), Code::Missing, message.into());
    }
    if cx.came_up.is_some() {
        names.put_into(timeline);
    }
    // The ids are looked at in the order in which they lie in memory, not in that of the dates.
    let ids = events
        .iter()
        .map(|one| (one.origin, &one.event.id, one.hash));
    let hashing = cx.hashing.clone();
    let (mut ids, order) = thread::scope(|scope| {
        let order = scope.spawn(|| in_order(&events));
        let ids = Ids::hashed(&mut cx.report, "event", hashing, ids);
        (ids, order.join().expect("sorting does not panic"))
    });
    ids.reorder(&order);
    cx.events = ids;
    let undated = order.iter().enumerate();
    let undated = undated.filter(|(_, index)| events[**index].date == UNDATED);
    cx.undated = undated.map(|(i, _)| EventKey::new(i)).collect();
    let origins = order.iter().map(|index| events[*index].origin).collect();
    let mut events: Vec<_> = events.into_iter().map(|one| Some(one.event)).collect();
    let sorted = order.iter().filter_map(|index| events[*index].take());
    timeline.events = sorted.collect();
    (origins, faults)
}

/// The indices of the events in the order in which they are to be: by date, and of equal dates in
/// that of the files.
fn in_order(events: &[One<'_>]) -> Vec<usize> {
    let keys = events.iter().enumerate();
    let mut keys: Vec<_> = keys
        .map(|(i, one)| (one.date, one.origin.place(), i))
        .collect();
    keys.sort_unstable();
    keys.into_iter().map(|(.., index)| index).collect()
}

/// Reads all batches; every event has the numbers that names have in the whole dataset.
fn read<'t>(cx: &mut Context<'t>, batches: Vec<Batch<'t>>, progress: &dyn Progress) -> Read<'t> {
    let mut read = Read::default();
    let mut batches = batches.into_iter();
    // Most names come up in the first batch; the others then need not number them.
    if cx.came_up.is_some() {
        for first in batches.by_ref().take(1) {
            read.add(cx, first.read(cx.beside(), progress));
        }
        cx.names = Arc::new(read.names.known());
    }
    for done in in_parallel(batches.collect(), |batch| batch.read(cx.beside(), progress)) {
        read.add(cx, done);
    }
    read.parts = in_parallel(read.parts, |(mut events, renumbering)| {
        if let Some(renumbering) = renumbering {
            for one in &mut events {
                renumbering.apply(&mut one.event);
            }
        }
        (events, None)
    });
    read
}

/// What became of the batches.
#[derive(Default)]
struct Read<'t> {
    /// The events of each, with the numbers that its names are to have instead of theirs.
    parts: Vec<(Vec<One<'t>>, Option<Renumbering>)>,
    names: CameUp<'t>,
    faults: LineFaults,
}

impl<'t> Read<'t> {
    fn add(&mut self, cx: &mut Context<'t>, done: Done<'t>) {
        cx.report.join(done.report);
        self.faults.add(done.lines);
        let came_up = done.came_up;
        let renumbering = came_up.and_then(|came_up| self.names.join(came_up, &cx.names));
        self.parts.push((done.events, renumbering));
    }
}

/// Does something with each element, on as many threads as there are processors; what comes of
/// each stands where the element stood.
fn in_parallel<T: Send, R: Send>(elements: Vec<T>, act: impl Fn(T) -> R + Sync) -> Vec<R> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = processors.min(elements.len());
    if threads <= 1 {
        return elements.into_iter().map(act).collect();
    }
    let queue = Mutex::new(elements.into_iter().enumerate());
    let work = || {
        let mut results = Vec::new();
        loop {
            let next = queue.lock().expect("no thread panics with it").next();
            let Some((i, element)) = next else {
                return results;
            };
            results.push((i, act(element)));
        }
    };
    let mut results: Vec<(usize, R)> = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut results = work();
        for other in others {
            results.extend(other.join().expect("reading does not panic"));
        }
        results
    });
    results.sort_unstable_by_key(|(i, _)| *i);
    results.into_iter().map(|(_, result)| result).collect()
}

/// The numbers that names have in the whole dataset, by those that they had in a batch.
struct Renumbering {
    sources: Vec<SourceKey>,
    people: Vec<PersonKey>,
    places: Vec<PlaceKey>,
    themes: Vec<ThemeKey>,
}

impl<'t> CameUp<'t> {
    /// Adds what came up in another batch behind what is here; `None` where that was nothing.
    /// `known` are the names that the batch did not have to number.
    fn join(&mut self, other: CameUp<'t>, known: &Names<'t>) -> Option<Renumbering> {
        fn renumbered<'t, K>(
            all: &mut Numbered<'t>,
            other: Numbered<'t>,
            known: &Ids<'t>,
            key: fn(usize) -> K,
        ) -> Vec<K> {
            let ids = other.in_order().into_iter();
            let new = ids.map(|id| all.number(&id));
            (0..known.len()).chain(new).map(key).collect()
        }
        (!other.is_empty()).then(|| Renumbering {
            sources: renumbered(
                &mut self.sources,
                other.sources,
                &known.sources,
                SourceKey::new,
            ),
            people: renumbered(
                &mut self.people,
                other.people,
                &known.people,
                PersonKey::new,
            ),
            places: renumbered(&mut self.places, other.places, &known.places, PlaceKey::new),
            themes: renumbered(&mut self.themes, other.themes, &known.themes, ThemeKey::new),
        })
    }

    /// Makes records of the names, of which nothing more is known.
    fn put_into(self, timeline: &mut Timeline<'t>) {
        fn records<'t, R>(ids: Numbered<'t>, record: fn(Text<'t>) -> R) -> Vec<R> {
            ids.in_order().into_iter().map(record).collect()
        }
        timeline.sources = records(self.sources, Source::named);
        timeline.people = records(self.people, Person::named);
        timeline.places = records(self.places, Place::named);
        timeline.themes = records(self.themes, Theme::named);
    }
}

impl Renumbering {
    fn apply(&self, event: &mut Event<'_>) {
        if let Dating::Stated(at) = &mut event.dating {
            at.source = self.sources[at.source.index()];
        }
        for account in &mut event.accounts {
            let at = &mut account.told.at;
            at.source = self.sources[at.source.index()];
        }
        for role in &mut event.people {
            role.person = self.people[role.person.index()];
        }
        for place in &mut event.places {
            *place = self.places[place.index()];
        }
        for theme in &mut event.themes {
            *theme = self.themes[theme.index()];
        }
    }
}
