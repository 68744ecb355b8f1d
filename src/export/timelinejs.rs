//! Data for a web page with `TimelineJS3`.
//!
//! `TimelineJS3` takes headline and text as HTML. It strips tags from a group and from a date's
//! words, and then sets what is left as HTML, so that those two are escaped twice.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::model::date::{Bounds, Date, Shape, Step};
use crate::report::event::EventPage;
use crate::report::extract::Extract;
use crate::view;

use super::text::{account_heading, html, note_text, notes_on, summary, unique_names, whole_unit};
use super::{Exported, Options};

/// The whole file.
#[derive(Serialize)]
struct TimelineJs {
    title: Slide,
    events: Vec<Slide>,
}

/// An event, or the title. Keys without a value are left out, for `undefined` is what is tested.
#[serde_with::skip_serializing_none]
#[derive(Default, Serialize)]
struct Slide {
    unique_id: String,
    start_date: Option<Day>,
    end_date: Option<Day>,
    display_date: Option<String>,
    group: Option<String>,
    text: Words,
    /// Whether addresses in the text become links.
    autolink: bool,
}

#[derive(Default, Serialize)]
struct Words {
    headline: String,
    text: String,
}

/// A day, or the month or the year that it is in.
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
}

/// Every event as a slide: a day, a month or a year as such; what is wider, or lasted, from its
/// first day to its last; with one open side on the day that it has; without any day on the first
/// of the timeline's, its words telling what is known.
pub fn timelinejs(extract: &Extract<'_>, options: Options) -> Exported {
    let timeline = extract.timeline;
    let ascii = options.ascii;
    let ids = extract.events.iter().map(|page| page.row.id);
    let mut ids = unique_names(ids.chain([&*timeline.id]), ascii);
    let unique_id = ids.pop().expect("the timeline's id is the last of them");
    let description = timeline.description.as_deref().unwrap_or_default();
    let about = [description, &extract.selection.asked.join(" · ")];
    let slides = extract.events.iter().zip(ids);
    let slides = slides.filter_map(|(page, id)| slide(page, id, timeline.scope.bounds(), ascii));
    let file = TimelineJs {
        title: Slide {
            unique_id,
            text: Words {
                headline: html(&extract.title(), ascii),
                text: about.map(|text| paragraph(text, ascii)).concat(),
            },
            ..Slide::default()
        },
        events: slides.collect(),
    };
    let lost = extract.events.len() - file.events.len();
    let remark = format!("{lost} events left out: nothing tells when they were");
    Exported {
        text: view::json(&file, ascii),
        remarks: Vec::from_iter((lost > 0).then_some(remark)),
    }
}

/// The slide of an event; `None` if neither its date nor the timeline's years, `fallback`, have
/// any day.
fn slide(page: &EventPage<'_>, unique_id: String, fallback: Bounds, ascii: bool) -> Option<Slide> {
    let when = &page.row.when;
    let own = when.date.map(Date::bounds).unwrap_or_default();
    let (start_date, end_date) = if own.earliest.or(own.latest).is_some() {
        stretch(own, when.date)
    } else {
        (Some(day(fallback.earliest.or(fallback.latest)?)), None)
    };
    let is_plain = |date: &&Date| !date.is_approximate() && !date.is_uncertain();
    let plain_day = when.date.filter(is_plain).and_then(Date::single_day);
    let is_plain_day = when.is_their_own && plain_day.is_some();
    let group = page.row.themes.first();
    Some(Slide {
        unique_id,
        start_date,
        end_date,
        display_date: (!is_plain_day).then(|| escape_twice(&when.words(), ascii)),
        group: group.map(|theme| escape_twice(&theme.name, ascii)),
        text: Words {
            headline: html(page.row.title, ascii),
            text: body(page, ascii),
        },
        autolink: false,
    })
}

/// Where a slide begins, and where it ends if it is longer than the unit that it begins with.
fn stretch(bounds: Bounds, date: Option<&Date>) -> (Option<Day>, Option<Day>) {
    let is_moment = matches!(date.map(Date::shape), Some(Shape::Moment));
    let unit = whole_unit(bounds).filter(|(_, unit)| is_moment || *unit == Step::Day);
    match (unit, bounds.earliest, bounds.latest) {
        (Some((first, unit)), ..) => (Some(beginning(first, unit)), None),
        (None, Some(first), Some(last)) => (Some(day(first)), Some(day(last))),
        (None, first, last) => (first.or(last).map(day), None),
    }
}

fn day(day: NaiveDate) -> Day {
    beginning(day, Step::Day)
}

/// The day, the month or the year that begins on a day.
fn beginning(day: NaiveDate, unit: Step) -> Day {
    Day {
        year: day.year(),
        month: (unit != Step::Year).then(|| day.month()),
        day: (unit == Step::Day).then(|| day.day()),
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

/// The summary, what each source says, and the editor's notes.
fn body(page: &EventPage<'_>, ascii: bool) -> String {
    let mut out = paragraph(summary(page), ascii) + "<ul>";
    for account in &page.accounts {
        let heading = html(&account_heading(&account.cited.to_string(), account), ascii);
        let says = html(account.says.unwrap_or_default(), ascii);
        out += &format!("<li><strong>{heading}</strong>: {says}</li>");
    }
    out += "</ul>";
    if page.row.disputed {
        out += "<p><em>The sources disagree.</em></p>";
    }
    for note in notes_on(page) {
        out += &format!("<p><small>{}</small></p>", html(&note_text(note), ascii));
    }
    out
}
