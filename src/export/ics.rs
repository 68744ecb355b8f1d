//! A calendar: an all-day entry for every event that is dated to a day.

use chrono::{Datelike, NaiveDate};
use icalendar::{Calendar, Component, Event, EventLike, Property};
use itertools::Itertools as _;

use crate::model::date::{Bounds, Date, End, Shape};
use crate::report::event::EventPage;
use crate::report::extract::Extract;
use crate::view::counted;

use super::text::{summary, unique_names, visible};
use super::{Exported, Options};

/// The `DTSTAMP` of every entry; constant, so that equal exports have equal bytes.
const STAMP: &str = "19700101T000000Z";

/// The events that are dated to a day or from one day to another; with `imprecise`, all that have a
/// first and a last day, each over all of its days. The others are left out and counted.
pub fn ics(extract: &Extract<'_>, options: Options) -> Exported {
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//destal//destal//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("X-WR-CALNAME", &visible(&extract.title(), options.ascii)),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    let ids = extract.events.iter().map(|page| page.row.id);
    let ids = unique_names(ids, options.ascii);
    let timeline = visible(&extract.id(), options.ascii);
    let mut left_out = Vec::new();
    for (page, id) in extract.events.iter().zip(ids) {
        match page.row.when.date.and_then(|date| days(date, options)) {
            // Years in a calendar have four digits.
            Some(days) if !days.iter().all(|day| (1..=9999).contains(&day.year())) => {
                left_out.push("before the year 1 or after 9999, which a calendar does not have");
            }
            Some(days) => {
                let uid = format!("{id}@{timeline}");
                calendar.push(entry(page, days, &uid, options.ascii));
            }
            None => left_out.push(why_no_days(page.row.when.bounds)),
        }
    }
    let lost = counted(left_out.len(), "event");
    let reasons = left_out.iter().counts().into_iter().sorted();
    let reasons = reasons
        .map(|(reason, count)| format!("{count} {reason}"))
        .join(", ");
    let remedy = if options.imprecise {
        ""
    } else {
        "; --imprecise includes those with a first and a last day"
    };
    let remark = format!("{lost} left out: {reasons}{remedy}");
    Exported {
        text: fold_lines(&calendar.to_string()),
        remarks: Vec::from_iter((!left_out.is_empty()).then_some(remark)),
    }
}

/// How an event without an entry is dated.
fn why_no_days(bounds: Bounds) -> &'static str {
    let Some((first, last)) = bounds.earliest.zip(bounds.latest) else {
        return "without a first or a last day";
    };
    match (last - first).num_days() {
        0 => "on a day that is not certain",
        1..=31 => "known only to within a month",
        32..=366 => "known only to within a year",
        _ => "known only to within several years",
    }
}

/// Folds lines at 75 octets; the crate's own folding lets longer lines through.
fn fold_lines(calendar: &str) -> String {
    const MAX_OCTETS: usize = 75;
    // Texts contain no raw line break, so one that is followed by a space is a fold.
    let unfolded = calendar.replace("\r\n ", "");
    let mut out = String::with_capacity(calendar.len());
    for line in unfolded.split_terminator("\r\n") {
        let mut length = 0;
        for c in line.chars() {
            length += c.len_utf8();
            if length > MAX_OCTETS {
                out.push_str("\r\n ");
                length = 1 + c.len_utf8(); // the space counts
            }
            out.push(c);
        }
        out.push_str("\r\n");
    }
    out
}

/// The first day of an entry and the day after its last, because `DTEND` is exclusive.
fn days(date: &Date, options: Options) -> Option<[NaiveDate; 2]> {
    let bounds = match date.shape() {
        Shape::Moment | Shape::OneOf(_) if date.bounds().single_day().is_some() => date.bounds(),
        Shape::Span(End::Within(first), End::Within(last))
            if first.single_day().is_some() && last.single_day().is_some() =>
        {
            first.to(*last)
        }
        _ if options.imprecise => date.bounds(),
        _ => return None,
    };
    let Bounds {
        earliest, latest, ..
    } = bounds;
    Some([earliest?, latest?.succ_opt()?])
}

fn entry(page: &EventPage<'_>, [first, after]: [NaiveDate; 2], uid: &str, ascii: bool) -> Event {
    let visible = |text: &str| visible(text, ascii);
    let mut entry = Event::new();
    entry
        .uid(uid)
        .add_property("DTSTAMP", STAMP)
        .summary(&visible(page.row.title))
        .description(&description(page, ascii))
        .add_property("TRANSP", "TRANSPARENT");
    let when = &page.row.when;
    match (when.date.map(Date::shape), when.bounds.times()) {
        (Some(Shape::Moment), [Some(time), _]) => entry.starts(first.and_time(time)),
        (Some(Shape::Span(..)), [Some(start), Some(end)]) => {
            let last = when.bounds.latest.unwrap_or(first);
            entry.starts(first.and_time(start)).ends(last.and_time(end))
        }
        _ => entry.starts(first).ends(after),
    };
    if !page.row.places.is_empty() {
        let places = page.row.places.iter().map(|place| &*place.name).join("; ");
        entry.location(&visible(&places));
    }
    if !page.row.themes.is_empty() {
        entry.categories(page.row.themes.iter().map(|theme| visible(&theme.name)));
    }
    entry
}

/// The date in words, the summary, and what each source says, one per line.
fn description(page: &EventPage<'_>, ascii: bool) -> String {
    let mut lines = vec![page.row.when.in_words()];
    lines.extend(Some(summary(page).to_owned()).filter(|summary| !summary.is_empty()));
    for account in &page.accounts {
        let voice = account.voice.map(|voice| format!(" ({voice})"));
        let (voice, says) = (voice.unwrap_or_default(), account.says.unwrap_or_default());
        lines.push(format!("{}{voice}: {says}", account.citation));
    }
    if page.row.disputed {
        lines.push("The sources disagree.".into());
    }
    lines.iter().map(|line| visible(line, ascii)).join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters_at_75_octets() {
        let calendar = format!("A:{}\r\nB:x\r\n", "д".repeat(75));
        let folded = fold_lines(&calendar);
        assert_eq!(folded.replace("\r\n ", ""), calendar);
        let lengths: Vec<usize> = folded.split("\r\n").map(str::len).collect();
        assert_eq!(lengths, [74, 75, 5, 3, 0]);
        let again = fold_lines(&format!("A:{}\r\n {}\r\n", "x".repeat(73), "y".repeat(75)));
        assert!(again.split("\r\n").all(|line| line.len() <= 75));
    }
}
