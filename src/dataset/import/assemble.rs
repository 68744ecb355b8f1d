//! Makes the records of a dataset from entries: joins those of one event, and gives everything an id.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use itertools::Itertools as _;

use crate::dataset::record::{
    AccountRecord, DatasetFile, DatingRecord, EventRecord, PersonRecord, PlaceRecord, RoleRecord,
    SourceRecord, ThemeRecord, TimelineRecord,
};
use crate::dataset::schema;
use crate::model::date::{Bounds, Date};
use crate::model::event::EventKind;
use crate::model::text::Text;

use super::text::Ids;
use super::{CellProblem, ImportOptions, Imported};

/// What one row or slide tells: an event, and what its sources say.
#[derive(Debug, Default)]
pub struct Entry {
    pub line: usize,
    /// Its place among the entries.
    pub order: usize,
    /// The id that the file gives.
    pub id: Option<String>,
    pub kind: EventKind,
    pub title: String,
    pub summary: Option<String>,
    /// The date that its sources give.
    pub date: Option<Date>,
    /// The date of the event, if the file states it beside that of the source.
    pub event_date: Option<Date>,
    /// What each source says. Its page is the place in the file.
    pub account: AccountRecord,
    /// Empty if the file itself is the source.
    pub citations: Vec<Citation>,
    pub people: Vec<String>,
    pub places: Vec<String>,
    pub themes: Vec<String>,
}

impl Entry {
    /// The date of its event, as far as it tells.
    fn when(&self) -> &Date {
        let date = self.event_date.as_ref().or(self.date.as_ref());
        date.expect("a row without a date is a problem and no entry")
    }
}

/// A source as a row cites it.
#[derive(Debug, Default)]
pub struct Citation {
    pub name: String,
    pub url: Option<String>,
    pub page: Option<String>,
}

/// All entries of a file.
#[derive(Debug, Default)]
pub struct Entries {
    /// The id, title and description of the timeline, where the file has them.
    pub id: Option<String>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub list: Vec<Entry>,
    pub problems: Vec<CellProblem>,
    pub unused: Vec<String>,
}

/// The records of a dataset.
pub fn assemble(mut found: Entries, options: &ImportOptions) -> Imported {
    let mut warnings = Vec::new();
    let groups = group_by_event(found.list, &mut warnings);
    let mut records = Records::default();
    for id in groups.iter().filter_map(|group| group[0].id.as_ref()) {
        records.events.take(id);
    }
    let mut events = Vec::new();
    for group in &groups {
        events.push(records.event(group, &options.name, &mut warnings));
    }
    let dates = groups.iter().flatten().map(|entry| entry.when().bounds());
    let days = dates.flat_map(|dates| [dates.earliest, dates.latest]);
    let days = days.flatten();
    let (first, last) = days.minmax().into_option().unwrap_or_default();
    let year = |day: NaiveDate| text(day.format("%Y").to_string());
    let name = &*options.name;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let timeline = TimelineRecord {
        id: text(found.id.as_ref().unwrap_or(&options.id)),
        title: Some(text(found.title.as_deref().unwrap_or(stem))),
        description: found.description.as_ref().map(text),
        from: year(first),
        to: year(last),
    };
    found.problems.sort_by_key(|problem| problem.lines[0]);
    Imported {
        dataset: DatasetFile {
            schema: Some(schema::FILE.into()),
            timeline: Some(timeline),
            events,
            sources: records.sources.records(|(id, name, url)| SourceRecord {
                id,
                name,
                url,
                ..SourceRecord::default()
            }),
            people: records.people.records(|(id, name, _)| PersonRecord {
                id,
                name,
                ..PersonRecord::default()
            }),
            places: records.places.records(|(id, name, _)| PlaceRecord {
                id,
                name,
                ..PlaceRecord::default()
            }),
            themes: records.themes.records(|(id, name, _)| ThemeRecord {
                id,
                name,
                ..ThemeRecord::default()
            }),
            ..DatasetFile::default()
        },
        lines: groups.iter().map(|group| group[0].line).collect(),
        problems: found.problems,
        warnings,
        unused: found.unused,
    }
}

/// Groups entries by event, in the order of the file. Entries with one id are one event. So are
/// entries of different sources with one title and one day; the narrowest dates come first, so that
/// the order of the rows decides nothing.
fn group_by_event(entries: Vec<Entry>, warnings: &mut Vec<String>) -> Vec<Vec<Entry>> {
    let mut by_name: BTreeMap<(bool, String), Vec<Entry>> = BTreeMap::new();
    for (order, entry) in entries.into_iter().enumerate() {
        let title = || entry.title.to_lowercase();
        let name = (entry.id.is_some(), entry.id.clone().unwrap_or_else(title));
        let entries = by_name.entry(name).or_default();
        entries.push(Entry { order, ..entry });
    }
    let mut all: Vec<Vec<Entry>> = Vec::new();
    for ((has_id, _), mut entries) in by_name {
        entries.sort_by_key(|entry| (entry.when().width(), entry.when().sort_key(), entry.order));
        let mut groups: Vec<Vec<Entry>> = Vec::new();
        for entry in entries {
            let is_one = |group: &&mut Vec<Entry>| has_id || tells_event_of(&entry, group);
            match groups.iter_mut().find(is_one) {
                Some(group) => group.push(entry),
                None => groups.push(vec![entry]),
            }
        }
        for group in &mut groups {
            group.sort_by_key(|entry| entry.order);
        }
        if groups.len() > 1 {
            let title = &groups[0][0].title;
            let lines = groups
                .iter()
                .map(|group| group[0].line)
                .sorted()
                .take(10)
                .join(", ");
            warnings.push(format!(
                "`{title}` (lines {lines}) became {} events; rows of one event need the same value in a \
                 column `id`",
                groups.len()
            ));
        }
        all.append(&mut groups);
    }
    all.sort_by_key(|group| group[0].order);
    all
}

/// Whether an entry tells the event of a group with its title: on the same day, and from other
/// sources, unless they give the same date again.
fn tells_event_of(entry: &Entry, group: &[Entry]) -> bool {
    let days = |bounds: Bounds| Bounds::days(bounds.earliest, bounds.latest);
    let is_apart = |other: &Entry| {
        let cites =
            |citation: &Citation| entry.citations.iter().any(|own| own.name == citation.name);
        other.citations.iter().any(cites) && entry.when() != other.when()
    };
    !entry.citations.is_empty()
        && !group[0].citations.is_empty()
        && days(entry.when().bounds()).overlaps(days(group[0].when().bounds()))
        && !group.iter().any(is_apart)
}

/// The date of an event, and whether its sources differ, which makes a set of their dates.
fn event_date(entries: &[Entry]) -> (Date, bool) {
    if let Some(date) = entries.iter().find_map(|entry| entry.event_date.as_ref()) {
        return (date.clone(), false);
    }
    let dates = entries.iter().map(Entry::when);
    let mut apart: Vec<&Date> = Vec::new();
    for date in dates.sorted_by_key(|date| (date.width(), date.sort_key())) {
        if !apart.iter().any(|other| other.overlaps(date)) {
            apart.push(date);
        }
    }
    let set = Date::one_of(&apart);
    if apart.len() > 1 && Date::parse_in(set.as_str(), set.calendar()).is_ok() {
        return (set, true);
    }
    (apart[0].clone(), apart.len() > 1)
}

/// The names of records of one kind, each with its id and its address.
#[derive(Default)]
struct Names {
    list: Vec<(Text, Text, Option<Text>)>,
    /// The id of each name, without regard to case.
    known: BTreeMap<String, Text>,
    given: Ids,
}

impl Names {
    /// The id of a name, which a new one gets.
    fn id(&mut self, name: &str, url: Option<&String>) -> Text {
        let new = || {
            let address = name.split_once("://").map_or(name, |(_, address)| address);
            let id = text(self.given.give(address));
            self.list.push((id.clone(), text(name), url.map(text)));
            id
        };
        self.known
            .entry(name.to_lowercase())
            .or_insert_with(new)
            .clone()
    }

    /// The ids of the names that entries have in a field.
    fn ids(&mut self, entries: &[Entry], values: fn(&Entry) -> &Vec<String>) -> Vec<Text> {
        let names = entries.iter().flat_map(values);
        names.map(|name| self.id(name, None)).unique().collect()
    }

    fn records<R>(self, record: fn((Text, Text, Option<Text>)) -> R) -> Vec<R> {
        self.list.into_iter().map(record).collect()
    }
}

/// The records that the events need.
#[derive(Default)]
struct Records {
    sources: Names,
    people: Names,
    places: Names,
    themes: Names,
    events: Ids,
}

impl Records {
    /// The record of an event with its accounts.
    fn event(&mut self, entries: &[Entry], file: &str, warnings: &mut Vec<String>) -> EventRecord {
        let first = &entries[0];
        let file = Citation {
            name: file.to_owned(),
            ..Citation::default()
        };
        let mut accounts: Vec<AccountRecord> = Vec::new();
        for entry in entries {
            let is_own = entry.citations.is_empty();
            for citation in entry.citations.iter().chain(is_own.then_some(&file)) {
                let source = self.sources.id(&citation.name, citation.url.as_ref());
                let page = citation.page.as_ref().map(text);
                let account = AccountRecord {
                    source,
                    page: page.or_else(|| entry.account.page.clone()),
                    ..entry.account.clone()
                };
                if accounts.contains(&account) {
                    let (line, name) = (entry.line, &citation.name);
                    warnings.push(format!(
                        "line {line} says what `{name}` says before, and was left out"
                    ));
                } else {
                    accounts.push(account);
                }
            }
        }
        let (date, is_disputed) = event_date(entries);
        let is_stating = |account: &&AccountRecord| {
            account.date.as_deref() == Some(date.as_str()) && account.calendar == date.calendar()
        };
        let stating = accounts.iter().find(is_stating);
        let mut dating = DatingRecord::default();
        match stating {
            Some(account) => {
                dating.source = Some(account.source.clone());
                dating.paragraph = account.paragraph;
                dating.page.clone_from(&account.page);
            }
            None if is_disputed => dating.inferred = Some("the sources differ".into()),
            None => dating.inferred = Some("the imported file dates it so".into()),
        }
        let people = self.people.ids(entries, |entry| &entry.people).into_iter();
        let mut summaries = entries.iter().filter_map(|entry| entry.summary.as_ref());
        EventRecord {
            kind: first.kind,
            date: (&date).into(),
            calendar: date.calendar(),
            dating: Some(dating),
            title: text(&first.title),
            summary: summaries.next().map(text),
            people: people.map(|id| RoleRecord { id, role: None }).collect(),
            places: self.places.ids(entries, |entry| &entry.places),
            themes: self.themes.ids(entries, |entry| &entry.themes),
            accounts,
            id: match &first.id {
                Some(id) => text(id),
                None => text(self.events.give(&first.title)),
            },
            ..EventRecord::default()
        }
    }
}

fn text(text: impl AsRef<str>) -> Text {
    text.as_ref().into()
}
