//! The timeline itself, sources, people, places and themes.

use crate::dataset::problem::Code;
use crate::dataset::record::{
    PersonRecord, PlaceRecord, SourceRecord, ThemeRecord, TimelineRecord,
};
use crate::model::person::{Fate, Office, Person, Place, Theme};
use crate::model::source::{Scope, Source};
use crate::model::text::Text;

use super::names::Context;
use super::report::{At, Report};
use super::{Listed, date, scope};

/// What stands under `timeline`.
pub struct Head<'t> {
    pub id: Text<'t>,
    pub title: Option<Text<'t>>,
    pub description: Option<Text<'t>>,
    pub scope: Scope,
}

impl<'t> Head<'t> {
    /// A timeline of which nothing but its name is known.
    pub fn named(id: Text<'t>) -> Self {
        Self {
            id,
            title: None,
            description: None,
            scope: Scope {
                from: None,
                to: None,
            },
        }
    }
}

/// The one timeline of the dataset.
pub fn timeline<'t>(
    report: &mut Report,
    timelines: Vec<(usize, TimelineRecord<'t>)>,
) -> Option<Head<'t>> {
    let mut head = None;
    for (file, record) in timelines {
        let top = At::file(file);
        let at = top.key("timeline");
        if head.is_some() {
            let message = "another file holds `timeline` already; keep one of them";
            report.error(&at, Code::Duplicate, message.into());
        }
        report.wants_words(&at.key("id"), &record.id);
        let scope = scope(report, &at, Some(&record.from), Some(&record.to));
        head = Some(Head {
            id: record.id,
            title: record.title,
            description: record.description,
            scope,
        });
    }
    if head.is_none() {
        let message = "no file holds `timeline`; add { \"id\": …, \"from\": …, \"to\": … } to one";
        report.error(&At::file(0), Code::Missing, message.into());
    }
    head
}

/// The sources. They come first, for every locator leads to one.
pub fn sources<'t>(
    report: &mut Report,
    records: Listed<SourceRecord<'t>>,
) -> Vec<(super::Origin, Source<'t>)> {
    if records.is_empty() {
        let message = "the dataset has no sources; add `sources`, a list with at least one";
        report.error(&At::file(0), Code::Missing, message.into());
    }
    let mut sources = Vec::new();
    for (origin, record) in records {
        let id = record.id.clone();
        let at = At::record(origin, &id);
        report.wants_words(&at.key("name"), &record.name);
        let scope = record
            .scope
            .map(|s| scope(report, &at.key("scope"), s.from.as_ref(), s.to.as_ref()));
        let count = record.paragraphs;
        let openings = u32::try_from(record.openings.len()).ok();
        if !record.openings.is_empty() && openings != count {
            let message = format!(
                "{} openings for {} paragraphs; give one for each",
                record.openings.len(),
                count.map_or("no".to_owned(), |count| count.to_string())
            );
            report.error(&at.key("openings"), Code::Locators, message);
        }
        if let Some(file) = &record.file
            && (file.contains(['/', '\\']) || matches!(&**file, "" | "." | ".."))
        {
            let message =
                format!("`{file}` is not the plain name of a file; write it without a folder");
            report.error(&at.key("file"), Code::Texts, message);
        }
        let list = at.key("not_used");
        for (i, unused) in record.not_used.iter().enumerate() {
            if unused.paragraph == 0 || count.is_some_and(|count| unused.paragraph > count) {
                let message = format!(
                    "the source has no paragraph {}; remove the excuse",
                    unused.paragraph
                );
                report.error(&list.index(i).key("paragraph"), Code::Locators, message);
            }
        }
        sources.push((
            origin,
            Source {
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
                not_used: record
                    .not_used
                    .into_iter()
                    .map(|n| (n.paragraph, n.why))
                    .collect(),
            },
        ));
    }
    sources
}

/// The people, with what sources say of their offices and fates.
pub fn people<'t>(cx: &mut Context<'t>, records: Listed<PersonRecord<'t>>) -> Vec<Person<'t>> {
    let mut people = Vec::new();
    for (origin, record) in records {
        let id = record.id.clone();
        let at = At::record(origin, &id);
        cx.report.wants_words(&at.key("name"), &record.name);
        cx.citations(&at.key("description"), record.description.as_ref());
        let mut offices = Vec::new();
        let list = at.key("offices");
        for (i, office) in record.offices.into_iter().enumerate() {
            let at = list.index(i);
            cx.report.wants_words(&at.key("title"), &office.title);
            let date = date(&mut cx.report, &at.key("date"), office.date.as_ref());
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
            cx.report.wants_words(&at.key("says"), &fate.says);
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
pub fn places<'t>(cx: &mut Context<'t>, records: Listed<PlaceRecord<'t>>) -> Vec<Place<'t>> {
    let mut places = Vec::new();
    for (origin, record) in records {
        let at = At::record(origin, &record.id);
        cx.report.wants_words(&at.key("name"), &record.name);
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
pub fn themes<'t>(cx: &mut Context<'t>, records: Listed<ThemeRecord<'t>>) -> Vec<Theme<'t>> {
    let mut themes = Vec::new();
    for (origin, record) in records {
        let at = At::record(origin, &record.id);
        cx.report.wants_words(&at.key("name"), &record.name);
        cx.citations(&at.key("description"), record.description.as_ref());
        themes.push(Theme {
            name: record.name,
            description: record.description,
            id: record.id,
        });
    }
    themes
}
