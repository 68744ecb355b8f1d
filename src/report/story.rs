//! The events that a filter selects, told in paragraphs.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::date::{Match, days, named};
use crate::model::key::{EventKey, ThemeKey};
use crate::model::timeline::Timeline;
use crate::query::filter::Filter;

use super::chronology::asked;
use super::prose::{Prose, Writer, count_in_words, date_phrase};
use super::reasons::{join_ids, join_with_and};

/// How many times longer than the period the bounds of an event may be for it to be told.
const LOOSE: i64 = 5;

/// Tells the events that a filter selects; there is no paragraph where there is no event.
pub fn story<'a>(timeline: &'a Timeline, filter: &Filter) -> Prose<'a> {
    let mut writer = Writer::new(timeline, filter.told_by);
    tell_story(&mut writer, filter);
    let mut about = asked(timeline, filter);
    about.extend(days(filter.period));
    let mut title = about.join(" · ");
    if about.is_empty() {
        title = timeline.title.as_ref().unwrap_or(&timeline.id).to_string();
    }
    writer.finish("story", &title, String::new())
}

/// Tells the events that a filter selects.
///
/// First comes what certainly lies in the period, in the order of time; then, in short, what
/// lasts through it and beyond, and what may belong to it.
pub fn tell_story(writer: &mut Writer<'_>, filter: &Filter) {
    let timeline = writer.teller.timeline;
    let period = filter.period;
    let ends = period.earliest.zip(period.latest);
    let length = ends.map(|(from, to)| (to - from).num_days() + 1);
    let longest = LOOSE * length.unwrap_or(i64::MAX / LOOSE);
    let mut told_by = BTreeSet::new();
    let [mut told, mut lasting, mut possible, mut loose] = [const { Vec::new() }; 4];
    for hit in filter.select(timeline, writer.teller.disputed()) {
        let event = &timeline[hit.event];
        let (date, _) = writer.teller.date(event);
        let group = match hit.matching {
            Match::Certain if ends.is_some() && !date.bounds().lies_within(period) => &mut lasting,
            Match::Certain => &mut told,
            Match::Possible if date.width() > longest => &mut loose,
            Match::Possible => &mut possible,
        };
        group.push(hit.event);
        told_by.extend(event.sources());
    }
    if told_by.is_empty() {
        return;
    }

    writer.new_paragraph();
    let of_period = named(period).map(|name| format!(" of {name}"));
    let of_period = of_period.or_else(|| Some(format!(" of the time {}", days(period)?)));
    let mut events = format!(
        "{} event{}{}",
        count_in_words(told.len()),
        if told.len() == 1 { "" } else { "s" },
        of_period.unwrap_or_default()
    );
    let mut also = Vec::new();
    for (count, what) in [
        (lasting.len(), "that went on through it"),
        (possible.len() + loose.len(), "that may belong to it"),
    ] {
        also.extend((count > 0).then(|| format!("of {} {what}", count_in_words(count))));
    }
    if !also.is_empty() {
        events = format!("{events}, {}", join_with_and(also));
    }
    let sources = timeline.sources.len();
    let all = count_in_words(sources);
    let names = join_ids(timeline, &told_by);
    writer.say(&match (filter.told_by, told_by.len()) {
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
    writer.tell_events(&told);
    for (events, opening) in [
        (lasting, "All this time other things were under way."),
        (
            possible,
            "Other things are less closely dated, and perhaps of this time.",
        ),
    ] {
        if !events.is_empty() {
            writer.new_paragraph();
            writer.say(opening);
            tell_in_short(writer, &events);
        }
    }
    writer.new_paragraph();
    let loose = match loose.len() {
        0 => return,
        1 => "One more is dated too loosely to be placed here".to_owned(),
        count => format!(
            "More are dated too loosely to be placed here, {} of them",
            count_in_words(count)
        ),
    };
    writer.say(&format!("{loose}; `destal events` lists all."));
}

/// Tells events by their titles: a paragraph for each theme, in it a sentence for each date.
fn tell_in_short(writer: &mut Writer<'_>, events: &[EventKey]) {
    let timeline = writer.teller.timeline;
    let mut by_theme: BTreeMap<Option<ThemeKey>, Vec<EventKey>> = BTreeMap::new();
    for key in events {
        let theme = timeline[*key].themes.first().copied();
        by_theme.entry(theme).or_default().push(*key);
    }
    for (theme, keys) in by_theme {
        writer.new_paragraph();
        let heading = theme.map_or("Other things", |theme| &timeline[theme].name);
        writer.say(&format!("{heading}:"));
        let mut last = None;
        for key in keys {
            let event = &timeline[key];
            let (date, is_their_own) = writer.teller.date(event);
            let title = event.title.trim_end_matches('.');
            let title = writer.lexicon.mid_sentence(title);
            let words = if last.replace(date.as_str()) == Some(date.as_str()) {
                writer.go_on_after(";");
                title
            } else if is_their_own {
                format!("{}, {title}", date_phrase(date))
            } else {
                format!("[{},] {title}", date_phrase(date))
            };
            let accounts: Vec<_> = writer.teller.accounts(event).collect();
            writer.cite(&words, accounts.into_iter().map(|account| &account.told.at));
        }
    }
}
