//! The events that a filter selects, in prose.

use std::collections::BTreeSet;

use crate::model::date::{Match, days, period_name};
use crate::model::key::EventKey;
use crate::model::timeline::Timeline;
use crate::query::filter::Filter;

use super::chronology::describe_filter;
use super::prose::{Prose, Writer, count_in_words, date_phrase};
use super::reasons::{join_ids, join_with_and};

/// A story leaves out a possible match whose bounds are more than this many times the period.
const LOOSE: i64 = 5;

/// The events that a filter selects, in prose; no paragraphs if there is no event.
pub fn story<'a>(timeline: &'a Timeline, filter: &Filter) -> Prose<'a> {
    let mut writer = Writer::new(timeline, filter.told_by);
    write_story(&mut writer, filter);
    let mut about = describe_filter(timeline, filter);
    about.extend(days(filter.period));
    let mut title = about.join(" · ");
    if about.is_empty() {
        title = timeline.name().to_string();
    }
    writer.finish("story", &title, String::new())
}

/// Writes the events that a filter selects.
///
/// Events that certainly lie in the period come first, in chronological order. Events that extend
/// beyond it and possible matches follow, by title only.
pub fn write_story(writer: &mut Writer<'_>, filter: &Filter) {
    let timeline = writer.perspective.timeline;
    let period = filter.period;
    let ends = period.earliest.zip(period.latest);
    let length = ends.map(|(from, to)| (to - from).num_days() + 1);
    let longest = LOOSE * length.unwrap_or(i64::MAX / LOOSE);
    let mut telling = BTreeSet::new();
    let [mut placed, mut lasting, mut possible, mut loose] = [const { Vec::new() }; 4];
    for hit in filter.select(timeline) {
        let event = &timeline[hit.event];
        let (date, _) = writer.perspective.date(event);
        let group = match hit.matching {
            Match::Certain if ends.is_some() && !date.bounds().lies_within(period) => &mut lasting,
            Match::Certain => &mut placed,
            Match::Possible if date.width() > longest => &mut loose,
            Match::Possible => &mut possible,
        };
        group.push(hit.event);
        telling.extend(event.sources());
    }
    if telling.is_empty() {
        return;
    }

    writer.new_paragraph();
    let mut events = match placed.len() {
        1 => "one event".to_owned(),
        count => format!("{} events", count_in_words(count)),
    };
    if let Some(name) = period_name(period) {
        events += &format!(" of {name}");
    } else if let Some(days) = days(period) {
        events += &format!(" of the time {days}");
    }
    let also = [
        (lasting.len(), "that went on through it"),
        (possible.len() + loose.len(), "that may belong to it"),
    ];
    let also = also.iter().filter(|(count, _)| *count > 0);
    let also = also.map(|(count, what)| format!("of {} {what}", count_in_words(*count)));
    let also = join_with_and(also);
    if !also.is_empty() {
        events += &format!(", {also}");
    }
    let sources = timeline.sources.len();
    let all = count_in_words(sources);
    let names = join_ids(timeline, &telling);
    writer.append(&match (filter.told_by, telling.len()) {
        (Some(source), _) => format!(
            "{} tells of {events}. Dates in brackets are not its own.",
            timeline[source].id
        ),
        (None, 1) => format!("Of the {all} sources, {names} alone tells of {events}."),
        (None, some) if some < sources => {
            format!("{names} tell of {events}; the other sources are silent.")
        }
        (None, _) => format!("Between them the {all} sources tell of {events}."),
    });
    writer.write_events(&placed);
    let opening = "All this time other things were under way.";
    tell_in_short(writer, opening, lasting);
    let opening = "Other things are less closely dated, and perhaps of this time.";
    tell_in_short(writer, opening, possible);
    writer.new_paragraph();
    let loose = match loose.len() {
        0 => return,
        1 => "One more is dated too loosely to be placed here".to_owned(),
        count => format!(
            "More are dated too loosely to be placed here, {} of them",
            count_in_words(count)
        ),
    };
    writer.append(&format!("{loose}; `destal events` lists all."));
}

/// Writes the titles of events, if there are any: a paragraph for each theme, with a sentence for
/// each date.
fn tell_in_short(writer: &mut Writer<'_>, opening: &str, mut events: Vec<EventKey>) {
    let timeline = writer.perspective.timeline;
    if !events.is_empty() {
        writer.new_paragraph();
        writer.append(opening);
    }
    let theme = |key: &EventKey| timeline[*key].themes.first().copied();
    events.sort_by_key(theme);
    for of_theme in events.chunk_by(|a, b| theme(a) == theme(b)) {
        writer.new_paragraph();
        let heading = theme(&of_theme[0]).map_or("Other things", |theme| &timeline[theme].name);
        writer.append(&format!("{heading}:"));
        let mut last = None;
        for key in of_theme {
            let event = &timeline[*key];
            let (date, is_own_date) = writer.perspective.date(event);
            let title = event.title.trim_end_matches('.');
            let title = writer.mid_sentence(title);
            let words = if last.replace(date.as_str()) == Some(date.as_str()) {
                writer.replace_full_stop(";");
                title
            } else if is_own_date {
                format!("{}, {title}", date_phrase(date))
            } else {
                format!("[{},] {title}", date_phrase(date))
            };
            let places = writer.locators(event);
            writer.cite(&words, places);
        }
    }
}
