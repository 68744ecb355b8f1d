//! The events that a filter selects, in prose: a summary of the weightiest, or all of them.

use std::cmp::Reverse;
use std::collections::HashMap;

use itertools::Itertools;

use crate::model::agreement::{self, Verdict};
use crate::model::date::{Match, days};
use crate::model::event::EventKind;
use crate::model::key::EventKey;
use crate::model::timeline::Timeline;
use crate::query::filter::{Filter, Hit, filter_line};

use super::chronology::describe_filter;
use super::prose::{Prose, Writer, count_in_words, date_phrase, write_dispute};
use super::reasons::capitalize;

/// The events that a filter selects, in prose; no paragraphs if there is no event.
pub fn story<'a>(timeline: &'a Timeline, filter: &Filter, full: bool) -> Prose<'a> {
    let mut writer = Writer::new(timeline, filter.told_by);
    let hits = filter.select(timeline);
    let mut more = None;
    if full {
        write_all(&mut writer, filter, &hits);
    } else {
        let told = write_summary(&mut writer, &hits);
        let args = filter_line(filter, timeline);
        let command = format!("story {args} --full").replace("  ", " ");
        more = (told < hits.len()).then(|| (format!("{told} of {} events", hits.len()), command));
    }
    let mut about = describe_filter(timeline, filter);
    about.extend(days(filter.period));
    let mut title = about.join(" · ");
    if about.is_empty() {
        title = timeline.name().to_string();
    }
    let mut prose = writer.finish("story", &title, String::new());
    prose.extra.more = more;
    prose
}

/// Writes a sentence on each of the weightiest events, in the order of time, and then on what the
/// sources disagree about. Returns the number of these events.
pub fn write_summary(writer: &mut Writer<'_>, hits: &[Hit]) -> usize {
    let events = causes_first(writer.perspective.timeline, weightiest(writer, hits));
    writer.write_events(&events, false);
    if writer.perspective.told_by.is_none() {
        write_disputes(writer, &events);
    }
    events.len()
}

/// The weightiest events, as many as a summary has words for, in the order of the hits.
fn weightiest(writer: &Writer<'_>, hits: &[Hit]) -> Vec<EventKey> {
    const WORDS: usize = 190;
    let timeline = writer.perspective.timeline;
    let ranked = hits.iter().enumerate().sorted_by_key(|(_, hit)| {
        let is_condition = timeline[hit.event].kind == EventKind::Condition;
        let is_possible = hit.matching == Match::Possible;
        let weight = timeline.weight(hit.event);
        (is_condition, is_possible, Reverse(weight))
    });
    let mut chosen = Vec::new();
    let mut words = 0;
    for (i, hit) in ranked {
        let sentence = writer.summary_sentence(&timeline[hit.event]);
        let is_counted = |word: &&str| !word.contains(['[', ']', '¶']);
        words += sentence.split(' ').filter(is_counted).count();
        if words > WORDS && !chosen.is_empty() {
            break;
        }
        chosen.push(i);
    }
    chosen.sort_unstable();
    chosen.into_iter().map(|i| hits[i].event).collect()
}

/// Writes a paragraph on what the sources disagree about in these events, if anything.
fn write_disputes(writer: &mut Writer<'_>, events: &[EventKey]) {
    const SHOWN: usize = 4;
    let questions = writer.perspective.timeline.questions_about(events);
    let disputed = questions.filter_map(|(_, question)| {
        let agreement = agreement::compute(question);
        (agreement.verdict == Verdict::Conflict).then_some((question, agreement))
    });
    let disputed = disputed.collect_vec();
    writer.new_paragraph();
    writer.append(match disputed.len() {
        0 => return,
        1 => "On one point the sources disagree.",
        _ => "On these points the sources disagree.",
    });
    for (question, agreement) in disputed.iter().take(SHOWN) {
        write_dispute(writer, question, agreement);
    }
    if disputed.len() > SHOWN {
        let more = disputed.len() - SHOWN;
        let points = if more == 1 { "point is" } else { "points are" };
        let more = capitalize(&count_in_words(more));
        writer.append(&format!("{more} more {points} in dispute."));
    }
}

/// Writes everything. Events that certainly lie in the period come first, in the order of time.
/// What lasted beyond it, and what may lie outside it, follows by title only.
fn write_all(writer: &mut Writer<'_>, filter: &Filter, hits: &[Hit]) {
    let timeline = writer.perspective.timeline;
    let period = filter.period;
    let is_whole = period.earliest.is_none() || period.latest.is_none();
    let [mut placed, mut lasting, mut possible] = [const { Vec::new() }; 3];
    for hit in hits {
        let (date, _) = writer.perspective.date(&timeline[hit.event]);
        let group = match hit.matching {
            Match::Certain if is_whole || date.bounds().lies_within(period) => &mut placed,
            Match::Certain => &mut lasting,
            Match::Possible => &mut possible,
        };
        group.push(hit.event);
    }
    writer.write_events(&causes_first(timeline, placed), true);
    list_titles(writer, "Through all of this time these went on.", &lasting);
    list_titles(
        writer,
        "These may belong to this time; their dates are loose.",
        &possible,
    );
}

/// The events in the same order, except that a cause comes before its effects.
fn causes_first(timeline: &Timeline, events: Vec<EventKey>) -> Vec<EventKey> {
    let mut causes: HashMap<EventKey, Vec<EventKey>> = HashMap::new();
    for link in &timeline.links {
        causes.entry(link.to).or_default().push(link.from);
    }
    let mut rest = events;
    let mut ordered = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        let is_free = |key: &EventKey| {
            let mut causes = causes.get(key).into_iter().flatten();
            !causes.any(|cause| cause != key && rest.contains(cause))
        };
        // In a circle of links, the first in time.
        let next = rest.iter().position(is_free).unwrap_or(0);
        ordered.push(rest.remove(next));
    }
    ordered
}

/// Writes the titles of events with their dates, if there are any.
fn list_titles(writer: &mut Writer<'_>, opening: &str, events: &[EventKey]) {
    writer.new_paragraph();
    writer.open(opening);
    for key in events {
        let event = &writer.perspective.timeline[*key];
        let (date, is_own_date) = writer.perspective.date(event);
        let title = writer.mid_sentence(event.title.trim_end_matches('.'));
        let date = date_phrase(date);
        let date = if is_own_date {
            format!("{date},")
        } else {
            format!("[{date},]")
        };
        let locators = writer.locators(event);
        writer.cite(&format!("{date} {title}"), locators);
    }
}
