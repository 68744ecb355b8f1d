//! Data for a web page with `TimelineJS3`.
//!
//! `TimelineJS3` inserts headline and text as HTML. It strips tags from the group and from the
//! display date and then inserts the rest as HTML, so these two are escaped twice.

use std::cmp::Reverse;

use chrono::{Datelike, NaiveDate, Timelike};
use itertools::Itertools as _;
use serde::Serialize;

use crate::model::date::{Bounds, Date, PeriodKind, Shape};
use crate::model::event::EventKind;
use crate::model::timeline::Timeline;
use crate::report::event::EventPage;
use crate::report::extract::Extract;
use crate::view::{self, counted};

use super::text::{
    account_heading, as_single_unit, html, note_text, notes_on, summary, unique_names,
};
use super::{Exported, Options};

#[derive(Serialize)]
struct TimelineJs {
    title: Slide,
    events: Vec<Slide>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    eras: Vec<Era>,
}

/// A condition as a band behind the slides, which also has a slide with its text.
#[derive(Serialize)]
struct Era {
    start_date: Day,
    end_date: Day,
    text: TextObject,
}

/// An event, or the title. Keys without a value are left out, because `TimelineJS3` tests for
/// `undefined`.
#[serde_with::skip_serializing_none]
#[derive(Default, Serialize)]
struct Slide {
    unique_id: String,
    start_date: Option<Day>,
    end_date: Option<Day>,
    display_date: Option<String>,
    group: Option<String>,
    text: TextObject,
    /// Whether URLs in the text become links.
    autolink: bool,
}

#[derive(Default, Serialize)]
struct TextObject {
    headline: String,
    text: String,
}

/// A day, a month or a year.
#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[expect(
    clippy::struct_field_names,
    reason = "the names are those of the format"
)]
struct Day {
    year: i32,
    month: Option<u32>,
    day: Option<u32>,
    hour: Option<u32>,
    minute: Option<u32>,
    second: Option<u32>,
}

/// Every event as a slide. A day, a month or a year is shown as such. A wider date, or one that
/// lasted, goes from its first day to its last. A date with an open side is on the day that it has.
/// A date without any day is on the first day of the timeline; its display date says what is known.
pub fn timelinejs(extract: &Extract<'_>, options: Options) -> Exported {
    let timeline = extract.timeline;
    let ascii = options.ascii;
    let ids = extract.events.iter().map(|page| page.row.id);
    let mut ids = unique_names(ids.chain([&*timeline.id]), ascii);
    let unique_id = ids.pop().expect("the timeline's id is the last of them");
    let description = timeline.description.as_deref().unwrap_or_default();
    let about = [description, &extract.selection.conditions.join(" · ")];
    let slides = extract.events.iter().zip(ids);
    let slides = slides.filter_map(|(page, id)| slide(page, id, timeline, ascii));
    let file = TimelineJs {
        title: Slide {
            unique_id,
            text: TextObject {
                headline: html(&extract.title(), ascii),
                text: about.map(|text| paragraph(text, ascii)).concat(),
            },
            ..Slide::default()
        },
        events: slides.collect(),
        eras: eras(extract, ascii),
    };
    let lost = extract.events.len() - file.events.len();
    let remark = format!(
        "{} left out: nothing tells when they were",
        counted(lost, "event")
    );
    Exported {
        text: view::json(&file, ascii),
        remarks: Vec::from_iter((lost > 0).then_some(remark)),
    }
}

/// The slide of an event; `None` if neither its date nor the timeline's years have a day.
fn slide(
    page: &EventPage<'_>,
    unique_id: String,
    timeline: &Timeline,
    ascii: bool,
) -> Option<Slide> {
    let fallback = timeline.scope.bounds();
    let when = &page.row.when;
    let own = when.date.map(Date::bounds).unwrap_or_default();
    let (mut start_date, end_date) = if own.earliest.or(own.latest).is_some() {
        stretch(own, when.date)
    } else {
        (Some(day(fallback.earliest.or(fallback.latest)?)), None)
    };
    if let (Some(start), Some(time)) = (&mut start_date, own.times()[0]) {
        start.hour = Some(time.hour());
        start.minute = Some(time.minute());
        start.second = Some(time.second()).filter(|_| own.width() == 0);
    }
    let is_plain = |date: &&Date| {
        !date.is_approximate()
            && !date.is_uncertain()
            && !date.bounds().has_time()
            && date.calendar().is_none()
    };
    let plain_day = when.date.filter(is_plain).and_then(Date::single_day);
    let plain_day = plain_day.filter(|day| day.year() > 0); // TimelineJS would show 43 BCE for -44
    let is_plain_day = when.is_own_date && plain_day.is_some();
    let group = page.row.themes.first();
    Some(Slide {
        unique_id,
        start_date,
        end_date,
        display_date: (!is_plain_day).then(|| escape_twice(&when.in_words(), ascii)),
        group: group.map(|theme| escape_twice(&theme.name, ascii)),
        text: TextObject {
            headline: html(page.row.title, ascii),
            text: body(page, timeline, ascii),
        },
        autolink: false,
    })
}

/// The conditions as eras. `TimelineJS3` draws eras over one another, so that of conditions at the
/// same time only the one with the most weight is one.
fn eras(extract: &Extract<'_>, ascii: bool) -> Vec<Era> {
    let rows = extract.events.iter().map(|page| &page.row);
    let conditions = rows.filter(|row| row.kind == EventKind::Condition);
    let mut chosen: Vec<(Bounds, &str)> = Vec::new();
    for row in conditions.clone().sorted_by_key(|row| Reverse(row.weight)) {
        // Neighbours share the year or the month in which the one ends and the other begins.
        let core = match row.when.date.map(Date::shape) {
            Some(Shape::Span(start, end)) => {
                Bounds::days(start.bounds().latest, end.bounds().earliest)
            }
            _ => row.when.bounds,
        };
        // What began and ended within one year has no such core.
        let core = if core.earliest > core.latest {
            row.when.bounds
        } else {
            core
        };
        let is_closed = row
            .when
            .bounds
            .earliest
            .and(row.when.bounds.latest)
            .is_some();
        if is_closed && !chosen.iter().any(|(other, _)| other.overlaps(core)) {
            chosen.push((core, row.id));
        }
    }
    let conditions = conditions.filter(|row| chosen.iter().any(|(_, id)| *id == row.id));
    let eras = conditions.filter_map(|row| {
        Some(Era {
            start_date: day(row.when.bounds.earliest?),
            end_date: day(row.when.bounds.latest?),
            text: TextObject {
                headline: html(row.title, ascii),
                text: String::new(),
            },
        })
    });
    eras.collect()
}

/// The start of a slide, and its end if the slide is longer than the unit of its start.
fn stretch(bounds: Bounds, date: Option<&Date>) -> (Option<Day>, Option<Day>) {
    let is_moment = matches!(date.map(Date::shape), Some(Shape::Moment));
    let unit = as_single_unit(bounds).filter(|(_, unit)| is_moment || *unit == PeriodKind::Day);
    match (unit, bounds.earliest, bounds.latest) {
        (Some((first, unit)), ..) => (Some(beginning(first, unit)), None),
        (None, Some(first), Some(last)) => (Some(day(first)), Some(day(last))),
        (None, first, last) => (first.or(last).map(day), None),
    }
}

fn day(day: NaiveDate) -> Day {
    beginning(day, PeriodKind::Day)
}

/// The day, the month or the year that begins on `day`.
fn beginning(day: NaiveDate, unit: PeriodKind) -> Day {
    Day {
        // TimelineJS counts 44 BC as -44, and has no year 0.
        year: if day.year() > 0 {
            day.year()
        } else {
            day.year() - 1
        },
        month: (unit != PeriodKind::Year).then(|| day.month()),
        day: (unit == PeriodKind::Day).then(|| day.day()),
        hour: None,
        minute: None,
        second: None,
    }
}

fn escape_twice(text: &str, ascii: bool) -> String {
    html(&html(text, ascii), ascii)
}

/// A paragraph, unless the text is empty.
fn paragraph(text: &str, ascii: bool) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!("<p>{}</p>", html(text, ascii))
}

/// The summary, what each source says, the sources' reference lines, and the editor's notes.
fn body(page: &EventPage<'_>, timeline: &Timeline, ascii: bool) -> String {
    let mut out = paragraph(summary(page), ascii) + "<ul>";
    for account in &page.accounts {
        let heading = html(
            &account_heading(&account.citation.to_string(), account),
            ascii,
        );
        let says = html(account.says.unwrap_or_default(), ascii);
        out += &format!("<li><strong>{heading}</strong>: {says}</li>");
    }
    out += "</ul>";
    if page.row.disputed {
        out += "<p><em>The sources disagree.</em></p>";
    }
    for source in timeline
        .sources
        .iter()
        .filter(|source| page.row.sources.contains(&&*source.id))
    {
        if let Some(reference) = source.reference() {
            let credit = html(&format!("{}: {reference}", source.id), ascii);
            out += &format!("<p><small>{credit}</small></p>");
        }
    }
    for note in notes_on(page) {
        out += &format!("<p><small>{}</small></p>", html(&note_text(note), ascii));
    }
    out
}
