//! Records into a timeline: every date read, every reference followed, every fault collected.

mod events;
mod plausible;
mod report;
mod things;
mod topics;

use std::collections::{HashMap, HashSet};

use crate::model::date::Date;
use crate::model::key::{EventKey, PersonKey, PlaceKey, SourceKey, ThemeKey};
use crate::model::source::{Locator, Note, Place as InSource, Scope};
use crate::model::text::Text;
use crate::model::timeline::Timeline;

use super::problem::{Code, Severity};
use super::record::{File, NoteRecord};
use report::{At, Report};

pub use report::Found;

/// Makes a timeline of files that could be read, and collects all that is wrong with it.
///
/// The timeline is whole only where no problem is an error; otherwise parts that could not be
/// resolved are left out of it, and it is not to be used.
pub fn resolve(files: Vec<File<'_>>) -> (Option<Timeline<'_>>, Vec<Found>) {
    let mut report = Report::default();
    let mut parts = Parts::default();
    for (i, file) in files.into_iter().enumerate() {
        parts.add(i, file);
    }
    let head = things::timeline(&mut report, parts.timelines);
    let sources = things::sources(&mut report, parts.sources);
    let in_order = events::in_order(&mut report, parts.events);
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
        events: Ids::of(
            &mut report,
            "event",
            in_order.iter().map(|e| (e.origin, &e.record.id)),
        ),
    };

    let mut cx = Context {
        report,
        names,
        undated: HashSet::new(),
    };
    let people = things::people(&mut cx, parts.people);
    let places = things::places(&mut cx, parts.places);
    let themes = things::themes(&mut cx, parts.themes);
    let period = head.as_ref().map(|head| head.scope.bounds());
    let period = period.filter(|p| p.earliest.zip(p.latest).is_none_or(|(from, to)| from <= to));
    let origins: Vec<Origin> = in_order.iter().map(|event| event.origin).collect();
    let events = events::events(&mut cx, in_order, period);
    plausible::check(&mut cx, &events, &origins, &people);
    let topics = topics::topics(&mut cx, parts.topics);
    let links = events::links(&mut cx, parts.links, &events);
    let timeline = head.map(|head| Timeline {
        id: head.id,
        title: head.title,
        description: head.description,
        scope: head.scope,
        sources: sources.into_iter().map(|(_, source)| source).collect(),
        people,
        places,
        themes,
        events,
        topics,
        links,
    });
    (timeline, cx.report.found)
}

/// Where a record stands: its file, the key that holds the list, and its index there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Origin {
    file: usize,
    list: &'static str,
    index: usize,
}

type Listed<R> = Vec<(Origin, R)>;

/// The records of all files, kind by kind, each with its origin.
macro_rules! parts {
    ($($list:ident: $record:ident),+) => {
        #[derive(Default)]
        struct Parts<'t> {
            timelines: Vec<(usize, super::record::TimelineRecord<'t>)>,
            $($list: Listed<super::record::$record<'t>>,)+
        }

        impl<'t> Parts<'t> {
            fn add(&mut self, file: usize, records: File<'t>) {
                self.timelines.extend(records.timeline.map(|timeline| (file, timeline)));
                $(for (index, record) in records.$list.into_iter().enumerate() {
                    self.$list.push((Origin { file, list: stringify!($list), index }, record));
                })+
            }
        }
    };
}

parts! {
    sources: SourceRecord, people: PersonRecord, places: PlaceRecord, themes: ThemeRecord,
    events: EventRecord, topics: TopicRecord, links: LinkRecord
}

/// The ids of one kind of record, and which record each names.
struct Ids<'t> {
    kind: &'static str,
    index: HashMap<Text<'t>, usize>,
}

impl<'t> Ids<'t> {
    fn of<'a>(
        report: &mut Report,
        kind: &'static str,
        ids: impl Iterator<Item = (Origin, &'a Text<'t>)>,
    ) -> Self
    where
        't: 'a,
    {
        let mut index = HashMap::new();
        for (i, (origin, id)) in ids.enumerate() {
            let list = At::record(origin, id);
            let at = list.key("id");
            if id.trim().is_empty() {
                report.error(
                    &at,
                    Code::Missing,
                    "the id is empty; give it a short name".into(),
                );
            } else if index.insert(id.clone(), i).is_some() {
                let message = format!("another {kind} has the id `{id}`; give one of them another");
                report.error(&at, Code::Duplicate, message);
            }
        }
        Self { kind, index }
    }

    /// The record that an id names; a problem where there is none.
    fn find(&self, report: &mut Report, at: &At<'_>, id: &str) -> Option<usize> {
        let found = self.index.get(id).copied();
        if found.is_none() {
            let near = self
                .index
                .keys()
                .map(|known| (strsim::damerau_levenshtein(known, id), known))
                .filter(|(distance, _)| *distance <= 2 + id.len() / 6)
                .min();
            let remedy = match near {
                Some((_, known)) => format!("did you mean `{known}`?"),
                None => format!("add the {}, or name another", self.kind),
            };
            let message = format!("no {} has the id `{id}`; {remedy}", self.kind);
            report.error(at, Code::Dangling, message);
        }
        found
    }
}

/// All ids of a dataset, and how many paragraphs each source has.
struct Names<'t> {
    sources: Ids<'t>,
    paragraphs: Vec<Option<u32>>,
    people: Ids<'t>,
    places: Ids<'t>,
    themes: Ids<'t>,
    events: Ids<'t>,
}

/// What resolving needs wherever it is: the names, and the report to add to.
struct Context<'t> {
    report: Report,
    names: Names<'t>,
    /// The events whose date could not be read.
    undated: HashSet<EventKey>,
}

impl<'t> Context<'t> {
    fn source(&mut self, at: &At<'_>, id: &str) -> Option<SourceKey> {
        self.names
            .sources
            .find(&mut self.report, at, id)
            .map(SourceKey::new)
    }

    fn person(&mut self, at: &At<'_>, id: &str) -> Option<PersonKey> {
        self.names
            .people
            .find(&mut self.report, at, id)
            .map(PersonKey::new)
    }

    fn place(&mut self, at: &At<'_>, id: &str) -> Option<PlaceKey> {
        self.names
            .places
            .find(&mut self.report, at, id)
            .map(PlaceKey::new)
    }

    fn theme(&mut self, at: &At<'_>, id: &str) -> Option<ThemeKey> {
        self.names
            .themes
            .find(&mut self.report, at, id)
            .map(ThemeKey::new)
    }

    fn event(&mut self, at: &At<'_>, id: &str) -> Option<EventKey> {
        self.names
            .events
            .find(&mut self.report, at, id)
            .map(EventKey::new)
    }

    /// The record that holds the keys `source`, and `paragraph` or `page`.
    fn locator(
        &mut self,
        at: &At<'_>,
        source: &str,
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
                if self.names.paragraphs[source.index()].is_some() {
                    let message =
                        "the source's paragraphs are numbered; give `paragraph`, not `page`";
                    self.report
                        .error(&at.key("page"), Code::Locators, message.into());
                    return None;
                }
                InSource::Page(page)
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

    /// Why a source cannot have the paragraph, if it cannot.
    fn missing_paragraph(&self, source: SourceKey, number: u32) -> Option<String> {
        let count = self.names.paragraphs[source.index()];
        if number >= 1 && count.is_none_or(|count| number <= count) {
            return None;
        }
        Some(match count {
            Some(count) => format!("the source has no paragraph {number}; it has 1 to {count}"),
            None => format!("the source has no paragraph {number}; they are counted from 1"),
        })
    }

    fn note(&mut self, at: &At<'_>, note: Option<NoteRecord<'t>>) -> Option<Note<'t>> {
        let note = note?;
        self.report
            .wants_words(&at.key("note").key("says"), &note.says);
        Some(Note {
            says: note.says,
            reference: note.reference,
        })
    }

    /// Checks the citations in a summary or a description.
    fn citations(&mut self, at: &At<'_>, text: Option<&Text<'t>>) {
        use crate::model::citation::{Piece, pieces};
        for piece in text.map(|text| pieces(text)).unwrap_or_default() {
            let Piece::Cites(_, cited) = piece else {
                continue;
            };
            for (source, number) in cited {
                let Some(source) = self.source(at, source) else {
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
