//! The timeline itself, sources, people, places and themes.

use crate::dataset::problem::Code;
use crate::dataset::record::{
    PersonRecord, PlaceRecord, SourceRecord, ThemeRecord, TimelineRecord,
};
use crate::model::person::{Fate, Office, Person, Place, Theme};
use crate::model::source::Source;
use crate::model::timeline::Timeline;

use super::Origin;
use super::diagnostics::At;
use super::names::Context;

/// Reads what the one timeline of the dataset is called and which years it covers, and returns
/// whether there is one.
pub fn timeline(
    cx: &mut Context,
    records: Vec<(usize, TimelineRecord)>,
    timeline: &mut Timeline,
) -> bool {
    let is_there = !records.is_empty();
    for (i, (file, record)) in records.into_iter().enumerate() {
        let top = At::File(file);
        let at = top.key("timeline");
        if i > 0 {
            let message = "another file holds `timeline` already; keep one of them";
            cx.diagnostics.error(&at, Code::Duplicate, message);
        }
        cx.diagnostics.wants_words(&at.key("id"), &record.id);
        timeline.scope = cx.scope(&at, Some(&record.from), Some(&record.to));
        timeline.id = record.id;
        timeline.title = record.title;
        timeline.description = record.description;
    }
    if !is_there {
        let message = "no file holds `timeline`; add { \"id\": …, \"from\": …, \"to\": … } to one";
        cx.diagnostics.error(&At::File(0), Code::Missing, message);
    }
    is_there
}

/// The sources. They come first, for every locator leads to one.
pub fn sources(cx: &mut Context, records: Vec<(Origin, SourceRecord)>) -> Vec<Source> {
    if records.is_empty() {
        let message = "the dataset has no sources; add `sources`, a list with at least one";
        cx.diagnostics.error(&At::File(0), Code::Missing, message);
    }
    let mut sources = Vec::new();
    for (origin, record) in records {
        let id = record.id.clone();
        let at = At::Record(origin, &id);
        cx.diagnostics.wants_words(&at.key("name"), &record.name);
        let scope = record
            .scope
            .map(|s| cx.scope(&at.key("scope"), s.from.as_ref(), s.to.as_ref()));
        let count = record.paragraphs;
        let openings = u32::try_from(record.openings.len()).ok();
        if !record.openings.is_empty() && openings != count {
            let message = format!(
                "{} openings for {} paragraphs; give one for each",
                record.openings.len(),
                count.map_or("no".to_owned(), |count| count.to_string())
            );
            cx.diagnostics
                .error(&at.key("openings"), Code::Locators, message);
        }
        if let Some(file) = &record.file
            && (file.contains(['/', '\\']) || matches!(&**file, "" | "." | ".."))
        {
            let message =
                format!("`{file}` is not the plain name of a file; write it without a folder");
            cx.diagnostics.error(&at.key("file"), Code::Texts, message);
        }
        let list = at.key("not_used");
        for (i, unused) in record.not_used.iter().enumerate() {
            if unused.paragraph == 0 || count.is_some_and(|count| unused.paragraph > count) {
                let message = format!(
                    "the source has no paragraph {}; remove the excuse",
                    unused.paragraph
                );
                cx.diagnostics
                    .error(&list.index(i).key("paragraph"), Code::Locators, message);
            }
        }
        let not_used = record.not_used.into_iter();
        sources.push(Source {
            id: record.id,
            name: record.name,
            kind: record.kind,
            author: record.author,
            perspective: record.perspective,
            scope,
            relies_on: record.relies_on,
            file: record.file,
            paragraphs: count,
            sha256: record.sha256,
            openings: record.openings,
            not_used: not_used.map(|n| (n.paragraph, n.why)).collect(),
        });
    }
    sources
}

/// The people, with what sources say of their offices and fates.
pub fn people(cx: &mut Context, records: Vec<(Origin, PersonRecord)>) -> Vec<Person> {
    let mut people = Vec::new();
    for (origin, record) in records {
        let id = record.id.clone();
        let at = At::Record(origin, &id);
        cx.diagnostics.wants_words(&at.key("name"), &record.name);
        cx.citations(&at.key("description"), record.description.as_ref());
        let mut offices = Vec::new();
        let list = at.key("offices");
        for (i, office) in record.offices.into_iter().enumerate() {
            let at = list.index(i);
            cx.diagnostics.wants_words(&at.key("title"), &office.title);
            let date = cx.date(&at.key("date"), office.date.as_ref());
            let note = cx.note(&at, office.note);
            let locator = cx.locator(&at, &office.source, office.paragraph, office.page);
            offices.extend(locator.map(|at| Office {
                title: office.title,
                date,
                at,
                note,
            }));
        }
        let mut fates = Vec::new();
        let list = at.key("fates");
        for (i, fate) in record.fates.into_iter().enumerate() {
            let at = list.index(i);
            cx.diagnostics.wants_words(&at.key("says"), &fate.says);
            let note = cx.note(&at, fate.note);
            let locator = cx.locator(&at, &fate.source, fate.paragraph, fate.page);
            fates.extend(locator.map(|at| Fate {
                says: fate.says,
                at,
                note,
            }));
        }
        people.push(Person {
            id: record.id,
            name: record.name,
            aliases: record.aliases,
            description: record.description,
            offices,
            fates,
        });
    }
    people
}

/// The places.
pub fn places(cx: &mut Context, records: Vec<(Origin, PlaceRecord)>) -> Vec<Place> {
    let mut places = Vec::new();
    for (origin, record) in records {
        let at = At::Record(origin, &record.id);
        cx.diagnostics.wants_words(&at.key("name"), &record.name);
        cx.citations(&at.key("description"), record.description.as_ref());
        places.push(Place {
            name: record.name,
            aliases: record.aliases,
            state: record.state,
            description: record.description,
            id: record.id,
        });
    }
    places
}

/// The themes.
pub fn themes(cx: &mut Context, records: Vec<(Origin, ThemeRecord)>) -> Vec<Theme> {
    let mut themes = Vec::new();
    for (origin, record) in records {
        let at = At::Record(origin, &record.id);
        cx.diagnostics.wants_words(&at.key("name"), &record.name);
        cx.citations(&at.key("description"), record.description.as_ref());
        themes.push(Theme {
            name: record.name,
            description: record.description,
            id: record.id,
        });
    }
    themes
}
