//! Makes the records of a dataset from entries: joins those of one event, and gives everything an id.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use itertools::Itertools as _;

use crate::dataset::record::{
    AccountRecord, DatasetFile, DatingRecord, EventRecord, NoteRecord, PersonRecord, PlaceRecord,
    RoleRecord, SourceRecord, ThemeRecord, TimelineRecord,
};
use crate::dataset::schema;
use crate::model::date::Date;
use crate::model::text::Text;

use super::clock::without_time;
use super::entry::{Citation, Entries, Entry};
use super::text::{Ids, shortened};
use super::{CellProblem, ImportOptions, Imported};

/// The most characters of a title of which `check` does not warn.
const LONGEST_TITLE: usize = 80;

/// Entries that tell one event; `date` is that of its narrowest entry.
struct Cluster {
    date: Date,
    entries: Vec<Entry>,
}

pub fn assemble(mut found: Entries, options: &ImportOptions) -> Imported {
    let mut warnings = found.warnings;
    for (index, entry) in found.list.iter_mut().enumerate() {
        entry.index = index;
    }
    let mut clusters = join(found.list, &mut warnings);
    clusters.sort_by_key(|cluster| cluster.entries[0].index);
    let mut names = Names::new(&options.name, found.kind);
    let mut ids = Ids::default();
    for entry in clusters.iter().flat_map(|cluster| &cluster.entries) {
        entry.id.iter().for_each(|id| ids.take(id));
    }
    let mut events = Vec::new();
    for cluster in &clusters {
        let first = &cluster.entries[0];
        let id = first.id.clone().unwrap_or_else(|| ids.give(&first.title));
        events.push(event(cluster, &id, &mut names));
    }
    let timeline = TimelineRecord {
        id: text(found.id.as_ref().unwrap_or(&options.id)),
        title: Some(text(found.title.as_deref().unwrap_or(stem(&options.name)))),
        description: found.description.as_ref().map(text),
        from: Text::default(),
        to: Text::default(),
    };
    let mut problems = merge_undecided(found.problems);
    problems.sort_by(|a, b| (a.lines[0], &a.column).cmp(&(b.lines[0], &b.column)));
    Imported {
        dataset: DatasetFile {
            schema: Some(schema::FILE.into()),
            timeline: Some(with_years(timeline, &clusters)),
            events,
            ..names.records
        },
        lines: clusters
            .iter()
            .map(|cluster| cluster.entries[0].line)
            .collect(),
        problems,
        warnings,
        unused: found.unused,
    }
}

/// A file's name without its ending.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// One problem for all cells of a column that have the same cause.
fn merge_undecided(problems: Vec<CellProblem>) -> Vec<CellProblem> {
    let (of_columns, mut merged): (Vec<CellProblem>, Vec<CellProblem>) = problems
        .into_iter()
        .partition(|problem| problem.is_of_column);
    let by_column = of_columns
        .into_iter()
        .into_group_map_by(|problem| problem.column.clone());
    merged.extend(by_column.into_values().filter_map(|problems| {
        let lines = problems
            .iter()
            .flat_map(|problem| problem.lines.clone())
            .collect();
        Some(CellProblem {
            lines,
            ..problems.into_iter().next()?
        })
    }));
    merged
}

/// Groups the entries by event. Entries with one id are one event. So are entries of different
/// sources with one title, if their days overlap; the narrowest dates come first, so that the order
/// of the rows decides nothing.
fn join(entries: Vec<Entry>, warnings: &mut Vec<String>) -> Vec<Cluster> {
    let (with_id, without): (Vec<Entry>, Vec<Entry>) =
        entries.into_iter().partition(|entry| entry.id.is_some());
    let by_id = with_id
        .into_iter()
        .into_group_map_by(|entry| entry.id.clone());
    let by_id = by_id.into_values();
    let mut clusters: Vec<Cluster> = by_id
        .sorted_by_key(|entries| entries[0].index)
        .filter_map(|entries| cluster(entries, warnings))
        .collect();
    let by_title = without
        .into_iter()
        .into_group_map_by(|entry| entry.title.to_lowercase());
    for (_, mut entries) in by_title
        .into_iter()
        .sorted_by_key(|(title, _)| title.clone())
    {
        entries.sort_by_cached_key(|entry| {
            (entry.when().width(), entry.when().sort_key(), entry.index)
        });
        // Each with the day of its first entry, which has the narrowest date.
        let mut groups: Vec<(Date, Vec<Entry>)> = Vec::new();
        for entry in entries {
            let day = day_of(entry.when());
            let is_near =
                |(other, _): &&mut (Date, Vec<Entry>)| other.bounds().overlaps(day.bounds());
            let mut near = groups.iter_mut().filter(is_near);
            match near.find(|(other, group)| day.overlaps(other) && belongs(&entry, group)) {
                Some((_, group)) => group.push(entry),
                None => groups.push((day, vec![entry])),
            }
        }
        if groups.len() > 1 {
            let lines = groups
                .iter()
                .filter_map(|(_, group)| group.iter().map(|entry| entry.line).min());
            let lines = lines.sorted();
            warnings.push(format!(
                "`{}` (lines {}) became {} events; rows of one event need the same value in a column `id`",
                groups[0].1[0].title,
                lines.take(10).join(", "),
                groups.len()
            ));
        }
        clusters.extend(
            groups
                .into_iter()
                .filter_map(|(_, group)| cluster(group, warnings)),
        );
    }
    clusters
}

/// Whether an entry may tell the event of a group of the same day: it names other sources, or dates
/// the event as its own sources did before.
fn belongs(entry: &Entry, group: &[Entry]) -> bool {
    let is_cited = |entry: &Entry| !entry.citations.is_empty();
    let is_apart = |other: &Entry| {
        let mut sources = other.citations.iter().map(|citation| &citation.name);
        let is_same_source =
            sources.any(|name| entry.citations.iter().any(|own| own.name == *name));
        is_same_source && entry.when() != other.when()
    };
    is_cited(entry) && is_cited(&group[0]) && !group.iter().any(is_apart)
}

/// A cluster in the order of the lines, without entries that say the same again.
fn cluster(mut entries: Vec<Entry>, warnings: &mut Vec<String>) -> Option<Cluster> {
    let narrowest = entries
        .iter()
        .map(Entry::when)
        .min_by_key(|date| date.width())?
        .clone();
    entries.sort_by_key(|entry| entry.index);
    Some(Cluster {
        date: narrowest,
        entries: without_repeats(entries, warnings),
    })
}

/// Drops citations that an earlier row has with the same words.
fn without_repeats(mut entries: Vec<Entry>, warnings: &mut Vec<String>) -> Vec<Entry> {
    let mut seen = BTreeSet::new();
    for entry in &mut entries {
        let (says, line) = (entry.says.clone(), entry.line);
        let date = entry.date.as_ref().map(Text::from);
        let was_cited = !entry.citations.is_empty();
        entry.citations.retain(|citation| {
            let key = (
                citation.name.clone(),
                citation.page.clone(),
                citation.paragraph,
                date.clone(),
                says.clone(),
            );
            let is_new = seen.insert(key);
            if !is_new {
                warnings.push(format!(
                    "line {line} says again what `{}` says, and was left out",
                    citation.name
                ));
            }
            is_new
        });
        entry.is_repeated = was_cited && entry.citations.is_empty();
    }
    entries
}

/// A date without its time of day.
fn day_of(date: &Date) -> Date {
    Date::parse(without_time(date.as_str())).unwrap_or_else(|_| date.clone())
}

/// The record of an event with its accounts.
fn event(cluster: &Cluster, id: &str, names: &mut Names) -> EventRecord {
    let entries = &cluster.entries;
    let first = &entries[0];
    let is_sentence = first.says.is_empty()
        && first.title.chars().count() > shortened(&first.title).chars().count();
    let is_long = is_sentence || first.title.chars().count() > LONGEST_TITLE;
    let title = if is_long {
        shortened(&first.title)
    } else {
        first.title.clone()
    };
    let mut accounts = Vec::new();
    for entry in entries.iter().filter(|entry| !entry.is_repeated) {
        if entry.citations.is_empty() {
            let source = names.file_source();
            accounts.push(account(entry, source, &Citation::default()));
        }
        for citation in &entry.citations {
            let source = names.source(citation);
            accounts.push(account(entry, source, citation));
        }
    }
    let (date, inferred) = event_date(cluster);
    let stating = accounts
        .iter()
        .find(|account| account.date.as_deref() == Some(&*date));
    let dating = match stating.filter(|_| inferred.is_none()) {
        Some(account) => DatingRecord {
            source: Some(account.source.clone()),
            paragraph: account.paragraph,
            page: account.page.clone(),
            ..DatingRecord::default()
        },
        None => DatingRecord {
            inferred: Some(inferred.unwrap_or("the imported file dates it so").into()),
            ..DatingRecord::default()
        },
    };
    let mut all = |values: fn(&Entry) -> &Vec<String>, kind: Kind| -> Vec<Text> {
        let values = entries
            .iter()
            .flat_map(values)
            .map(|name| names.id(kind, name));
        values.collect::<Vec<_>>().into_iter().unique().collect()
    };
    let people = all(|entry| &entry.people, Kind::Person);
    EventRecord {
        kind: first.kind,
        date: text(&date),
        dating,
        title: text(&title),
        aliases: Vec::new(),
        summary: entries
            .iter()
            .find_map(|entry| entry.summary.as_ref())
            .map(text),
        people: people
            .into_iter()
            .map(|id| RoleRecord { id, role: None })
            .collect(),
        places: all(|entry| &entry.places, Kind::Place),
        themes: all(|entry| &entry.themes, Kind::Theme),
        accounts,
        background: false,
        note: None,
        id: id.into(),
    }
}

fn account(entry: &Entry, source: Text, citation: &Citation) -> AccountRecord {
    let is_long = entry.title.chars().count() > LONGEST_TITLE;
    let says = match &*entry.says {
        "" => entry.title.clone(),
        says if is_long => format!("{} {says}", entry.title),
        says => says.to_owned(),
    };
    AccountRecord {
        source,
        paragraph: citation.paragraph,
        page: citation
            .paragraph
            .is_none()
            .then(|| text(citation.page.as_ref().unwrap_or(&entry.place))),
        date: entry.date.as_ref().map(Text::from),
        as_printed: entry.as_printed.as_ref().map(text),
        says: text(&says),
        voice: entry.voice.as_ref().map(text),
        hedged: entry.is_hedged,
        note: entry.note.as_ref().map(|(says, reference)| NoteRecord {
            says: text(says),
            reference: reference.as_ref().map(text),
        }),
    }
}

/// The date of an event, and why it is inferred, if it is. Sources that give different days make a
/// set of them; sources that give different times leave the day.
fn event_date(cluster: &Cluster) -> (String, Option<&'static str>) {
    if let Some(date) = cluster
        .entries
        .iter()
        .find_map(|entry| entry.event_date.as_ref())
    {
        return (date.as_str().to_owned(), None);
    }
    let dates = cluster
        .entries
        .iter()
        .map(Entry::when)
        .sorted_by_key(|date| (date.width(), date.sort_key()));
    let mut apart: Vec<Date> = Vec::new();
    for date in dates {
        let day = day_of(date);
        if !apart.iter().any(|other| other.overlaps(&day)) {
            apart.push(day);
        }
    }
    apart.sort_by_key(Date::sort_key);
    if apart.len() > 1 {
        let set = Date::one_of(&apart.iter().collect::<Vec<_>>());
        let bounds = || {
            format!(
                "[{}..{}]",
                apart[0].as_str(),
                apart[apart.len() - 1].as_str()
            )
        };
        let is_edtf = Date::parse(set.as_str()).is_ok();
        return (
            if is_edtf {
                set.as_str().to_owned()
            } else {
                bounds()
            },
            Some("the sources differ"),
        );
    }
    let texts = cluster
        .entries
        .iter()
        .map(|entry| entry.when().as_str().to_owned());
    let timed: Vec<String> = texts.filter(|text| text.contains('T')).unique().collect();
    match timed.as_slice() {
        [_, _, ..] => (
            without_time(&timed[0]).to_owned(),
            Some("the sources differ on the time"),
        ),
        [time] => (time.clone(), None),
        [] => (cluster.date.as_str().to_owned(), None),
    }
}

/// The timeline from the first year of its events to the last.
fn with_years(mut timeline: TimelineRecord, clusters: &[Cluster]) -> TimelineRecord {
    let bounds = clusters
        .iter()
        .flat_map(|cluster| cluster.entries.iter().map(|entry| entry.when().bounds()));
    let bounds: Vec<_> = bounds.collect();
    let year = |year: i32| {
        if year < 0 {
            format!("-{:04}", -year)
        } else {
            format!("{year:04}")
        }
    };
    let first = bounds
        .iter()
        .filter_map(|bounds| bounds.earliest.or(bounds.latest))
        .min();
    let last = bounds
        .iter()
        .filter_map(|bounds| bounds.latest.or(bounds.earliest))
        .max();
    if let (Some(first), Some(last)) = (first, last) {
        timeline.from = text(year(first.year()));
        timeline.to = text(year(last.year()));
    }
    timeline
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Source,
    Person,
    Place,
    Theme,
}

/// The named records, each once, in the order in which they come up.
struct Names {
    records: DatasetFile,
    /// The imported file as a source: its name and kind.
    file: (String, &'static str),
    /// The id of each name, without regard to case.
    ids: BTreeMap<(Kind, String), Text>,
    given: BTreeMap<Kind, Ids>,
}

impl Names {
    fn new(file: &str, kind: &'static str) -> Self {
        Self {
            records: DatasetFile::default(),
            file: (file.to_owned(), kind),
            ids: BTreeMap::new(),
            given: BTreeMap::new(),
        }
    }

    /// The id of a name, and whether it is new.
    fn find(&mut self, kind: Kind, name: &str) -> (Text, bool) {
        let key = (kind, name.to_lowercase());
        if let Some(id) = self.ids.get(&key) {
            return (id.clone(), false);
        }
        let address = name.split_once("://").map_or(name, |(_, address)| address);
        let id = text(self.given.entry(kind).or_default().give(address));
        self.ids.insert(key, id.clone());
        (id, true)
    }

    fn source(&mut self, citation: &Citation) -> Text {
        let (id, is_new) = self.find(Kind::Source, &citation.name);
        if is_new {
            self.records.sources.push(SourceRecord {
                id: id.clone(),
                name: text(&citation.name),
                url: citation.url.as_ref().map(text),
                ..SourceRecord::default()
            });
        }
        id
    }

    /// The id of the imported file as a source.
    fn file_source(&mut self) -> Text {
        let (name, kind) = self.file.clone();
        let (id, is_new) = self.find(Kind::Source, &name);
        if is_new {
            self.records.sources.push(SourceRecord {
                id: id.clone(),
                name: text(&name),
                kind: Some(kind.into()),
                ..SourceRecord::default()
            });
        }
        id
    }

    fn id(&mut self, kind: Kind, name: &str) -> Text {
        let (id, is_new) = self.find(kind, name);
        if !is_new {
            return id;
        }
        let (record, name) = (id.clone(), text(name));
        let records = &mut self.records;
        match kind {
            Kind::Person => records.people.push(PersonRecord {
                id: record,
                name,
                ..PersonRecord::default()
            }),
            Kind::Place => records.places.push(PlaceRecord {
                id: record,
                name,
                ..PlaceRecord::default()
            }),
            Kind::Theme => records.themes.push(ThemeRecord {
                id: record,
                name,
                ..ThemeRecord::default()
            }),
            Kind::Source => {}
        }
        id
    }
}

fn text(text: impl AsRef<str>) -> Text {
    text.as_ref().into()
}
