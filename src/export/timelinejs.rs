//! Data for a web page with `TimelineJS3`.
//!
//! `TimelineJS3` takes headline and text as HTML. It strips tags from a group and from a date's
//! words, and then sets what is left as HTML, so that those two are escaped twice.

use std::fmt::Write as _;

use chrono::{Datelike, Months, NaiveDate};
use serde::Serialize;

use crate::model::date::{Bounds, Date, Shape};
use crate::report::event::{AccountReport, EventPage};
use crate::report::extract::Extract;
use crate::view;

use super::names::{html, names};
use super::{Exported, Options};

/// The whole file.
#[derive(Serialize)]
struct TimelineJs {
    title: Slide,
    events: Vec<Slide>,
}

/// An event, or the title. Keys without a value are left out, for `undefined` is what is tested.
#[derive(Serialize)]
struct Slide {
    unique_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    display_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    text: Words,
    /// Whether addresses in the text become links.
    autolink: bool,
}

#[derive(Serialize)]
struct Words {
    headline: String,
    text: String,
}

/// A day, or the month or the year that it is in.
#[derive(Serialize)]
#[expect(
    clippy::struct_field_names,
    reason = "the names are those of the format"
)]
struct Day {
    year: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u32>,
}

/// Every event as a slide: a day, a month or a year as such; what is wider, or lasted, from its
/// first day to its last; with one open side on the day that it has; without any day on the first
/// of the timeline's, its words telling what is known.
pub fn timelinejs(extract: &Extract<'_>, options: Options) -> Exported {
    let timeline = extract.timeline;
    let ascii = options.ascii;
    let ids = extract.events.iter().map(|page| page.row.id);
    let mut ids = names(ids.chain([&*timeline.id]), ascii);
    let id = ids.pop().expect("the timeline's id is the last of them");
    let mut about = Vec::from_iter(timeline.description.as_deref().map(str::to_owned));
    about.extend((!extract.asked.is_empty()).then(|| extract.asked.join(" · ")));
    let fallback = timeline.scope.bounds();
    let (placed, lost): (Vec<_>, Vec<_>) = extract
        .events
        .iter()
        .zip(ids)
        .partition(|(page, _)| anchor(page, fallback).is_some());
    let file = TimelineJs {
        title: Slide {
            unique_id: id,
            start_date: None,
            end_date: None,
            display_date: None,
            group: None,
            text: Words {
                headline: html(&extract.title(), ascii),
                text: paragraphs(&about, ascii),
            },
            autolink: false,
        },
        events: placed
            .into_iter()
            .map(|(page, id)| slide(page, id, fallback, ascii))
            .collect(),
    };
    let remark = (!lost.is_empty()).then(|| {
        format!(
            "{} events left out: nothing tells when they were",
            lost.len()
        )
    });
    Exported {
        text: view::json(&file, ascii),
        remarks: Vec::from_iter(remark),
    }
}

/// The bounds of an event with at least one end, from its own date or failing that the
/// timeline's years.
fn anchor(page: &EventPage<'_>, fallback: Bounds) -> Option<Bounds> {
    let own = page.row.when.read.map(Date::bounds).unwrap_or_default();
    [own, fallback]
        .into_iter()
        .find(|bounds| bounds.earliest.or(bounds.latest).is_some())
}

fn slide(page: &EventPage<'_>, unique_id: String, fallback: Bounds, ascii: bool) -> Slide {
    let date = page.row.when.read;
    let own = date.map(Date::bounds).unwrap_or_default();
    let (start_date, end_date) = match anchor(page, fallback) {
        Some(bounds) if bounds == own => stretch(bounds, date),
        bounds => (bounds.and_then(|b| b.earliest.or(b.latest)).map(day), None),
    };
    let is_plain = |date: &&Date| {
        date.single_day().is_some() && !date.is_approximate() && !date.is_uncertain()
    };
    let is_day = page.row.when.is_their_own && date.as_ref().is_some_and(is_plain);
    Slide {
        unique_id,
        start_date,
        end_date,
        display_date: (!is_day).then(|| twice(&page.row.when.words(), ascii)),
        group: page.theme_names.first().map(|theme| twice(theme, ascii)),
        text: Words {
            headline: html(page.row.title, ascii),
            text: body(page, ascii),
        },
        autolink: false,
    }
}

/// Where a slide begins, and where it ends if it is longer than the unit that it begins with.
fn stretch(bounds: Bounds, date: Option<&Date>) -> (Option<Day>, Option<Day>) {
    let Some((first, last)) = bounds.earliest.zip(bounds.latest) else {
        return (bounds.earliest.or(bounds.latest).map(day), None);
    };
    let after = last.succ_opt();
    let is_moment = matches!(date.map(Date::shape), Some(Shape::Moment));
    let starts_month = |day: NaiveDate| day.day() == 1;
    if first == last {
        (Some(day(first)), None)
    } else if is_moment && starts_month(first) && after == first.checked_add_months(Months::new(1))
    {
        let month = Day {
            day: None,
            ..day(first)
        };
        (Some(month), None)
    } else if is_moment
        && first.ordinal() == 1
        && after == first.checked_add_months(Months::new(12))
    {
        let year = Day {
            day: None,
            month: None,
            year: first.year(),
        };
        (Some(year), None)
    } else {
        (Some(day(first)), Some(day(last)))
    }
}

fn day(day: NaiveDate) -> Day {
    Day {
        year: day.year(),
        month: Some(day.month()),
        day: Some(day.day()),
    }
}

/// Escaped twice, for what is read as HTML twice.
fn twice(text: &str, ascii: bool) -> String {
    html(&html(text, ascii), ascii)
}

fn paragraphs(texts: &[String], ascii: bool) -> String {
    let paragraphs = texts
        .iter()
        .map(|text| format!("<p>{}</p>", html(text, ascii)));
    paragraphs.collect()
}

/// The summary, what each source says, and the editor's notes.
fn body(page: &EventPage<'_>, ascii: bool) -> String {
    let mut out = String::new();
    if let Some(summary) = page.row.summary.as_deref().filter(|_| !page.told_alone) {
        out.push_str(&paragraphs(&[summary.to_owned()], ascii));
    }
    let accounts = page.accounts.iter().map(|account| item(account, ascii));
    write!(out, "<ul>{}</ul>", accounts.collect::<String>()).expect("a string takes it");
    if page.row.disputed {
        out.push_str("<p><em>The sources disagree.</em></p>");
    }
    let of_accounts = page.accounts.iter().filter_map(|account| account.note);
    for note in of_accounts.chain(page.note) {
        let reference = note
            .reference
            .map(|work| format!(" ({work})"))
            .unwrap_or_default();
        let note = html(&format!("Editor’s note: {}{reference}", note.says), ascii);
        write!(out, "<p><small>{note}</small></p>").expect("a string takes it");
    }
    out
}

fn item(account: &AccountReport<'_>, ascii: bool) -> String {
    let mut place = account.cited.to_string();
    for aside in [
        account.when.words().as_str(),
        account.voice.unwrap_or_default(),
    ] {
        if !aside.is_empty() {
            place = format!("{place}, {aside}");
        }
    }
    let says = account.says.unwrap_or_default();
    format!(
        "<li><strong>{}</strong>: {}</li>",
        html(&place, ascii),
        html(says, ascii)
    )
}
