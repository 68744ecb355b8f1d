//! The events of a dataset, read in batches by several threads; what comes out is the same
//! whatever their number.

use std::num::NonZero;
use std::sync::Arc;
use std::thread;

use chrono::{Datelike, NaiveDate};
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use crate::dataset::diagnose::diagnose_event;
use crate::dataset::limits::MOST_PROBLEMS;
use crate::dataset::lines::Lines;
use crate::dataset::parallel::{in_parallel, threads};
use crate::dataset::problem::Code;
use crate::dataset::progress::Progress;
use crate::dataset::record::EventRecord;
use crate::model::date::Bounds;
use crate::model::event::Event;
use crate::model::events::{Events, Slot};
use crate::model::key::EventKey;
use crate::model::timeline::Timeline;

use super::came_up::{CameUp, Renumbering};
use super::events::{self, Known};
use super::names::{Context, Ids};
use super::report::{At, Report};
use super::{Depth, LineFaults, List, Listed, Origin};

/// Events to be read by one thread.
pub enum Batch<'t> {
    /// Records.
    Records(Listed<EventRecord<'t>>),
    /// Lines, a record each.
    Lines(Lines<'t>),
}

/// What became of a batch.
struct Done<'t> {
    events: Vec<Event<'t>>,
    /// What is known of each.
    known: Vec<Known>,
    /// Which of them name what came up in this batch.
    naming: Vec<usize>,
    report: Report,
    came_up: Option<CameUp<'t>>,
    lines: LineFaults,
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
            known: Vec::new(),
            naming: Vec::new(),
            report: Report::default(),
            came_up: None,
            lines: LineFaults::default(),
        };
        match self {
            Self::Records(records) => {
                done.reserve(records.len());
                for (origin, record) in records {
                    done.take(&mut cx, origin, record);
                }
            }
            Self::Lines(lines) => {
                done.reserve(lines.most_records());
                for (offset, line) in lines.each() {
                    let origin = Origin::new(lines.file, List::Lines, offset);
                    let record = serde_json::from_str(line);
                    if let Some(record) =
                        record.map_or_else(|_| done.lines.diagnosed(line, origin), Some)
                    {
                        done.take(&mut cx, origin, record);
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
    fn reserve(&mut self, events: usize) {
        self.events.reserve_exact(events);
        self.known.reserve_exact(events);
    }

    fn take(&mut self, cx: &mut Context<'t>, origin: Origin, record: EventRecord<'t>) {
        let (event, known) = events::event(cx, origin, record);
        if cx.came_up.as_mut().is_some_and(CameUp::was_named) {
            self.naming.push(self.events.len());
        }
        self.events.push(event);
        self.known.push(known);
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

/// Reads all events into the timeline, sorted by date, then by the order in the files; for advice,
/// it says where the record of each stands.
///
/// Where names are noted as they come up, the timeline gets its sources, people, places and
/// themes here as well, first those that came up before, and nothing looks events up by their ids.
pub fn events<'t>(
    cx: &mut Context<'t>,
    timeline: &mut Timeline<'t>,
    came_up: CameUp<'t>,
    batches: Vec<Batch<'t>>,
    depth: Depth,
    progress: &dyn Progress,
) -> (Vec<Origin>, LineFaults) {
    let Read {
        parts,
        names,
        faults,
    } = read(cx, came_up, batches, progress);
    let (read, known): (Vec<_>, Vec<_>) = parts.into_iter().map(|p| (p.events, p.known)).unzip();
    if known.iter().all(Vec::is_empty) && !faults.has_gaps {
        let message = "the dataset has no events; add `events`, a list with at least one";
        cx.report.error(&At::file(0), Code::Missing, message.into());
    }
    let order = thread::scope(|scope| {
        let order = scope.spawn(|| in_order(&known));
        report_repeated(&mut cx.report, &read, &known);
        order.join().expect("sorting does not panic")
    });
    let sorted = order.iter().map(|slot| slot.of(&known));
    let bounds: Vec<Option<Bounds>> = sorted.clone().map(|known| known.bounds).collect();
    let undated = bounds.iter().enumerate().rev();
    let undated = undated.take_while(|(_, bounds)| bounds.is_none());
    cx.undated = undated.map(|(i, _)| EventKey::new(i)).collect();
    let origins = match depth {
        Depth::Sound => Vec::new(),
        Depth::Advice => sorted.map(|known| known.origin).collect(),
    };
    if cx.came_up.is_some() {
        names.put_into(timeline);
    } else {
        let mut placed: Vec<(Slot, usize)> = order.iter().copied().zip(0..).collect();
        placed.sort_unstable();
        let ids = placed
            .iter()
            .map(|(slot, place)| (&slot.of(&read).id, *place));
        cx.events = Ids::known("event", ids);
    }
    let bounds = bounds.into_iter().map(Option::unwrap_or_default);
    timeline.events = Events::placed(read, order, bounds.collect());
    (origins, faults)
}

/// What is known of all events, each with its slot, in the order in which they were read.
fn each(known: &[Vec<Known>]) -> impl Iterator<Item = (Slot, &Known)> {
    let parts = known.iter().enumerate();
    parts.flat_map(|(part, known)| {
        let known = known.iter().enumerate();
        known.map(move |(i, known)| (Slot::new(part, i), known))
    })
}

/// The slots of the events in the order in which they are to be: by date, and of equal dates in
/// that of the files.
fn in_order(known: &[Vec<Known>]) -> Vec<Slot> {
    let keys = each(known).map(|(slot, known)| {
        let date = known
            .bounds
            .map_or(UNDATED, |bounds| number_of(bounds.sort_key()));
        (date, known.origin.place(), slot)
    });
    let mut sorted = Vec::with_capacity(known.iter().map(Vec::len).sum());
    sorted.extend(keys);
    sorted.sort_unstable();
    sorted.into_iter().map(|(.., slot)| slot).collect()
}

/// Reports every event that has the id of an earlier one.
fn report_repeated(report: &mut Report, events: &[Vec<Event<'_>>], known: &[Vec<Known>]) {
    let count = known.iter().map(Vec::len).sum();
    let mut seen: HashTable<Slot> = HashTable::with_capacity(count);
    let hash_of = |slot: &Slot| slot.of(known).hash.map_or(0, NonZero::get);
    for (slot, known) in each(known) {
        let Some(hash) = known.hash.map(NonZero::get) else {
            continue; // it was reported
        };
        let id = &slot.of(events).id;
        let same = |other: &Slot| hash_of(other) == hash && other.of(events).id == *id;
        match seen.entry(hash, same, hash_of) {
            Entry::Vacant(free) => {
                free.insert(slot);
            }
            Entry::Occupied(_) => report.repeated("event", known.origin, id),
        }
    }
}

/// Reads all batches; every event has the numbers that names have in the whole dataset.
fn read<'t>(
    cx: &mut Context<'t>,
    came_up: CameUp<'t>,
    batches: Vec<Batch<'t>>,
    progress: &dyn Progress,
) -> Read<'t> {
    let mut read = Read {
        names: came_up,
        ..Read::default()
    };
    let mut batches = batches.into_iter();
    // Most names come up in the first batches; the others then need not number them.
    if cx.came_up.is_some() {
        cx.names = Arc::new(read.names.known());
        read.add_all(cx, batches.by_ref().take(threads()).collect(), progress);
        cx.names = Arc::new(read.names.known());
    }
    read.add_all(cx, batches.collect(), progress);
    read.parts = in_parallel(read.parts, Part::renumbered);
    read
}

/// What became of the batches.
#[derive(Default)]
struct Read<'t> {
    parts: Vec<Part<'t>>,
    names: CameUp<'t>,
    faults: LineFaults,
}

/// The events of a batch.
struct Part<'t> {
    events: Vec<Event<'t>>,
    known: Vec<Known>,
    /// Which of them are to have other numbers for what they name, and which those are.
    renumbering: Option<(Vec<usize>, Renumbering)>,
}

impl<'t> Read<'t> {
    fn add_all(&mut self, cx: &mut Context<'t>, batches: Vec<Batch<'t>>, progress: &dyn Progress) {
        for done in in_parallel(batches, |batch| batch.read(cx.beside(), progress)) {
            self.add(cx, done);
        }
    }

    fn add(&mut self, cx: &mut Context<'t>, done: Done<'t>) {
        cx.report.join(done.report);
        self.faults.add(done.lines);
        let came_up = done.came_up;
        let renumbering = came_up.and_then(|came_up| self.names.join(came_up, &cx.names));
        self.parts.push(Part {
            events: done.events,
            known: done.known,
            renumbering: renumbering.map(|numbers| (done.naming, numbers)),
        });
    }
}

impl Part<'_> {
    fn renumbered(mut self) -> Self {
        if let Some((naming, renumbering)) = self.renumbering.take() {
            for index in naming {
                renumbering.apply(&mut self.events[index]);
            }
        }
        self
    }
}
