//! Resolves the timeline record, sources, people, places and themes.

use crate::dataset::problem::Code;
use crate::dataset::record::{
    PersonRecord, PlaceRecord, SourceRecord, ThemeRecord, TimelineRecord,
};
use crate::model::person::{Fate, Office, Person, Place, Theme};
use crate::model::source::{NotUsed, Source};
use crate::model::timeline::Timeline;

use super::diagnostics::Trail;
use super::names::Context;

/// Copies the `timeline` record into `timeline`, and returns whether there is one. Reports none and
/// more than one.
pub fn timeline(
    cx: &mut Context,
    records: Vec<(usize, TimelineRecord)>,
    timeline: &mut Timeline,
) -> bool {
    let is_there = !records.is_empty();
    for (i, (file, record)) in records.into_iter().enumerate() {
        let top = Trail::File(file);
        let at = top.key("timeline");
        if i > 0 {
            let message = "another file holds `timeline` already; keep one of them";
            cx.error(&at, Code::Duplicate, message);
        }
        cx.diagnostics.require_text(&at.key("id"), &record.id);
        timeline.scope = cx.scope(&at, Some(&record.from), Some(&record.to));
        timeline.id = record.id;
        timeline.title = record.title;
        timeline.description = record.description;
    }
    if !is_there {
        let message = "no file holds `timeline`; add { \"id\": …, \"from\": …, \"to\": … } to one";
        cx.error(&Trail::File(0), Code::Missing, message);
    }
    is_there
}

pub fn source(cx: &mut Context, at: &Trail<'_>, record: SourceRecord) -> Source {
    cx.diagnostics.require_text(&at.key("name"), &record.name);
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
        cx.error(&at.key("openings"), Code::Locators, message);
    }
    if let Some(file) = &record.file
        && (file.contains(['/', '\\']) || matches!(&**file, "" | "." | ".."))
    {
        let message =
            format!("`{file}` is not the plain name of a file; write it without a folder");
        cx.error(&at.key("file"), Code::Texts, message);
    }
    if let Some(url) = &record.url
        && !(url.starts_with("https://") || url.starts_with("http://"))
    {
        let message = format!("`{url}` is not a web address; begin it with https://");
        cx.error(&at.key("url"), Code::WrongType, message);
    }
    let not_used = at.each("not_used", record.not_used, |at, unused| {
        let number = unused.paragraph;
        if number == 0 || count.is_some_and(|count| number > count) {
            let message = format!("the source has no paragraph {number}; remove the entry");
            cx.error(&at.key("paragraph"), Code::Locators, message);
        }
        Some(NotUsed {
            paragraph: number,
            why: unused.why,
        })
    });
    if let Some(siglum) = &record.siglum
        && !(1..=3).contains(&siglum.chars().count())
    {
        let message = "a siglum has one to three characters; shorten it";
        cx.error(&at.key("siglum"), Code::WrongType, message);
    }
    Source {
        id: record.id,
        name: record.name,
        siglum: record.siglum,
        kind: record.kind,
        author: record.author,
        publisher: record.publisher,
        published: cx.date(&at.key("published"), record.published.as_ref()),
        url: record.url,
        accessed: cx.date(&at.key("accessed"), record.accessed.as_ref()),
        perspective: record.perspective,
        scope,
        relies_on: record.relies_on,
        file: record.file,
        paragraphs: count,
        sha256: record.sha256,
        openings: record.openings,
        not_used,
    }
}

pub fn person(cx: &mut Context, at: &Trail<'_>, record: PersonRecord) -> Person {
    cx.diagnostics.require_text(&at.key("name"), &record.name);
    cx.citations(&at.key("description"), record.description.as_ref());
    Person {
        id: record.id,
        name: record.name,
        aliases: record.aliases,
        description: record.description,
        offices: at.each("offices", record.offices, |at, office| {
            cx.diagnostics.require_text(&at.key("title"), &office.title);
            let date = cx.date(&at.key("date"), office.date.as_ref());
            let note = cx.note(at, office.note);
            Some(Office {
                locator: cx.locator(at, &office.source, office.paragraph, office.page)?,
                title: office.title,
                date,
                note,
            })
        }),
        fates: at.each("fates", record.fates, |at, fate| {
            cx.diagnostics.require_text(&at.key("says"), &fate.says);
            let note = cx.note(at, fate.note);
            Some(Fate {
                locator: cx.locator(at, &fate.source, fate.paragraph, fate.page)?,
                says: fate.says,
                note,
            })
        }),
    }
}

pub fn place(cx: &mut Context, at: &Trail<'_>, record: PlaceRecord) -> Place {
    cx.diagnostics.require_text(&at.key("name"), &record.name);
    cx.citations(&at.key("description"), record.description.as_ref());
    Place {
        id: record.id,
        name: record.name,
        aliases: record.aliases,
        state: record.state,
        description: record.description,
    }
}

pub fn theme(cx: &mut Context, at: &Trail<'_>, record: ThemeRecord) -> Theme {
    cx.diagnostics.require_text(&at.key("name"), &record.name);
    cx.citations(&at.key("description"), record.description.as_ref());
    Theme {
        id: record.id,
        name: record.name,
        description: record.description,
    }
}
