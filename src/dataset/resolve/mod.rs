//! Records into a timeline: every date read, every reference followed, every fault collected.

mod batch;
mod came_up;
mod events;
mod names;
mod plausible;
mod report;
mod sieve;
mod similar;
mod things;
mod titles;
mod topics;
mod unused;

use std::sync::Arc;

use crate::model::date::Date;
use crate::model::source::Scope;
use crate::model::text::Text;
use crate::model::timeline::Timeline;

use super::diagnose::Fault;
use super::lines::Lines;
use super::problem::{Code, Path, Severity};
use super::progress::Progress;
use super::record::File;
use batch::Batch;
use came_up::CameUp;
use names::{Context, Ids, Names};
use report::{At, Report};

pub use report::Found;
pub use sieve::{Sieved, sieve};

/// How closely a dataset is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Whether it can be used.
    Sound,
    /// What its curator may want to know, too.
    Advice,
}

/// What there is to make a timeline of.
pub struct Material<'t> {
    /// The records of the files that hold JSON, each with the number of its file.
    pub records: Vec<(usize, File<'t>)>,
    /// Blocks of lines, an event a line, in the order of the files.
    pub lines: Vec<Lines<'t>>,
    /// Where nothing but lines is given, what they are.
    pub only_lines: Option<OnlyLines<'t>>,
}

/// Lines without anything beside them: sources, people, places and themes are whatever the events
/// name.
pub struct OnlyLines<'t> {
    /// What the timeline is called.
    id: Text<'t>,
    /// The names that are known beforehand.
    names: CameUp<'t>,
}

impl<'t> OnlyLines<'t> {
    /// Those of a timeline that is called so.
    pub fn of(id: Text<'t>) -> Self {
        let names = CameUp::default();
        Self { id, names }
    }
}

/// A timeline, and all that is wrong with it.
pub struct Resolved<'t> {
    /// The timeline. It is whole only where no problem is an error; otherwise parts that could not
    /// be resolved are left out of it, and it is not to be used.
    pub timeline: Option<Timeline<'t>>,
    /// What was found while records were resolved.
    pub found: Vec<Found>,
    /// Whether there are more problems than those.
    pub has_more: bool,
    /// What is wrong with the shape of lines.
    pub lines: LineFaults,
}

/// What is wrong with the shape of lines; see [`super::diagnose::Diagnosis`].
#[derive(Default)]
pub struct LineFaults {
    /// What is wrong, with the number of the file.
    pub faults: Vec<(usize, Fault)>,
    /// Where something stands in for a value.
    pub mended: Vec<(usize, Path)>,
    /// Whether there may be records of which nothing is known.
    pub has_gaps: bool,
    /// Whether more is wrong than that.
    pub has_more: bool,
}

/// Makes a timeline of what could be read, and collects all that is wrong with it.
pub fn resolve<'t>(material: Material<'t>, depth: Depth, progress: &dyn Progress) -> Resolved<'t> {
    let mut report = Report::default();
    let mut parts = Parts::default();
    for (i, file) in material.records {
        parts.add(i, file);
    }
    let (head, sources, came_up) = match material.only_lines {
        Some(OnlyLines { id, names }) => (Some(things::Head::named(id)), Vec::new(), Some(names)),
        None => (
            things::timeline(&mut report, parts.timelines),
            things::sources(&mut report, parts.sources),
            None,
        ),
    };
    let mut origins = Origins {
        sources: origins(&sources),
        people: origins(&parts.people),
        places: origins(&parts.places),
        themes: origins(&parts.themes),
        topics: origins(&parts.topics),
        events: Vec::new(),
    };
    macro_rules! ids {
        ($kind:literal, $records:expr) => {
            Ids::of(
                &mut report,
                $kind,
                $records
                    .iter()
                    .map(|(origin, record)| (*origin, &record.id)),
            )
        };
    }
    ids!("topic", parts.topics);
    let names = Names {
        paragraphs: sources
            .iter()
            .map(|(_, source)| source.paragraphs)
            .collect(),
        sources: ids!("source", sources),
        people: ids!("person", parts.people),
        places: ids!("place", parts.places),
        themes: ids!("theme", parts.themes),
    };

    let mut cx = Context::new(Arc::new(names), report, came_up.is_some());
    let mut timeline = Timeline {
        sources: sources.into_iter().map(|(_, source)| source).collect(),
        people: things::people(&mut cx, parts.people),
        places: things::places(&mut cx, parts.places),
        themes: things::themes(&mut cx, parts.themes),
        ..Timeline::empty()
    };
    let period = head.as_ref().map(|head| head.scope.bounds());
    cx.period = period.filter(|p| p.earliest.zip(p.latest).is_none_or(|(from, to)| from <= to));
    let batches = Batch::all(parts.events, material.lines);
    let known = came_up.unwrap_or_default();
    let (of_events, lines) = batch::events(&mut cx, &mut timeline, known, batches, depth, progress);
    origins.events = of_events;
    timeline.topics = topics::topics(&mut cx, parts.topics).into();
    timeline.links = events::links(&mut cx, parts.links, &timeline.events);
    if head.is_some() && depth == Depth::Advice {
        advise(&mut cx, &timeline, &origins);
    }
    Resolved {
        timeline: head.map(|head| Timeline {
            id: head.id,
            title: head.title,
            description: head.description,
            scope: head.scope,
            ..timeline
        }),
        has_more: cx.report.has_more(),
        found: cx.report.found,
        lines,
    }
}

/// Looks for what can be, and is seldom meant.
fn advise(cx: &mut Context<'_>, timeline: &Timeline<'_>, origins: &Origins) {
    // Where something is wrong, what is missing may be what it was meant to be.
    if !cx.report.refuses() {
        unused::check(&mut cx.report, timeline, origins);
    }
    plausible::check(cx, timeline, origins);
    similar::check(&mut cx.report, timeline, origins);
    titles::check(&mut cx.report, timeline, origins);
}

/// Where the records of a timeline stand, kind by kind, in the order in which it has them; of what
/// has no record, and is known only because events name it, nowhere.
struct Origins {
    sources: Vec<Origin>,
    people: Vec<Origin>,
    places: Vec<Origin>,
    themes: Vec<Origin>,
    events: Vec<Origin>,
    topics: Vec<Origin>,
}

fn origins<R>(records: &[(Origin, R)]) -> Vec<Origin> {
    records.iter().map(|(origin, _)| *origin).collect()
}

/// Where a record stands: its file, the key that holds the list, and its index there.
///
/// Of a line there is no key, and the index is that of its first byte in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Origin {
    file: u32,
    index: u32,
    list: List,
}

impl Origin {
    fn new(file: usize, list: List, index: usize) -> Self {
        const FEW: &str = "what fits into the files that are read can be numbered";
        let [file, index] = [file, index].map(|number| u32::try_from(number).expect(FEW));
        Self { file, index, list }
    }

    /// What the records of one list are sorted by.
    fn place(self) -> (u32, u32) {
        (self.file, self.index)
    }

    /// The steps to the record from the top of its file.
    fn path(self) -> Path {
        let list = match self.list.key() {
            None => Path::default(),
            Some(key) => Path::default().key(key),
        };
        list.index(self.index as usize)
    }
}

type Listed<R> = Vec<(Origin, R)>;

/// The records of all files, kind by kind, each with its origin.
macro_rules! parts {
    ($($kind:ident in $list:ident: $record:ident),+) => {
        /// What holds a record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        enum List {
            Lines,
            $($kind),+
        }

        impl List {
            /// The key of the list at the top of a file.
            fn key(self) -> Option<&'static str> {
                match self {
                    Self::Lines => None,
                    $(Self::$kind => Some(stringify!($list)),)+
                }
            }
        }

        #[derive(Default)]
        struct Parts<'t> {
            timelines: Vec<(usize, super::record::TimelineRecord<'t>)>,
            $($list: Listed<super::record::$record<'t>>,)+
        }

        impl<'t> Parts<'t> {
            fn add(&mut self, file: usize, records: File<'t>) {
                self.timelines.extend(records.timeline.map(|timeline| (file, timeline)));
                $(for (index, record) in records.$list.into_iter().enumerate() {
                    self.$list.push((Origin::new(file, List::$kind, index), record));
                })+
            }
        }
    };
}

parts! {
    Sources in sources: SourceRecord, People in people: PersonRecord,
    Places in places: PlaceRecord, Themes in themes: ThemeRecord,
    Events in events: EventRecord, Topics in topics: TopicRecord, Links in links: LinkRecord
}

/// Reads an optional date.
fn date(report: &mut Report, at: &At<'_>, text: Option<&Text<'_>>) -> Option<Date> {
    let text = text?;
    Date::parse(text)
        .map_err(|why| {
            let message = format!("{why}; write a date such as 1953-03-05, 1956-10 or 1954/1956");
            report.error(at, Code::Dates, message);
        })
        .ok()
}

/// Reads the two ends of a period.
fn scope(
    report: &mut Report,
    at: &At<'_>,
    from: Option<&Text<'_>>,
    to: Option<&Text<'_>>,
) -> Scope {
    let scope = Scope {
        from: date(report, &at.key("from"), from),
        to: date(report, &at.key("to"), to),
    };
    let days = scope.bounds();
    if days
        .earliest
        .zip(days.latest)
        .is_some_and(|(from, to)| from > to)
    {
        report.error(
            &at.key("to"),
            Code::Bounds,
            "`to` lies before `from`; exchange them".into(),
        );
    }
    scope
}

fn warn(report: &mut Report, at: &At<'_>, code: Code, message: String) {
    report.add(at, code, Severity::Warning, message);
}
