//! The events that a filter selects, told in paragraphs.

use std::collections::BTreeMap;

use crate::model::date::{Bounds, Match, days, named};
use crate::model::key::{EventKey, ThemeKey};
use crate::model::timeline::Timeline;
use crate::query::filter::{Filter, Hit};

use super::chronology::asked;
use super::prose::{Narrator, Prose, Writer, count_in_words, date_phrase};
use super::reasons::{join_ids, join_with_and};

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
    let timeline = writer.perspective.timeline;
    let hits = filter.select(timeline, writer.perspective.disputed());
    if hits.is_empty() {
        return;
    }
    let date = |hit: &Hit| writer.perspective.date(&timeline[hit.event]).0;
    let bounded = filter.period.earliest.is_some() && filter.period.latest.is_some();
    let lasts = |hit: &&Hit| bounded && !date(hit).bounds().lies_within(filter.period);
    let is_loose =
        |hit: &&Hit| date(hit).width() > LOOSE * days_of(filter.period).unwrap_or(i64::MAX / LOOSE);
    let (certain, possible): (Vec<&Hit>, Vec<&Hit>) =
        hits.iter().partition(|hit| hit.matching == Match::Certain);
    let (lasting, told): (Vec<&Hit>, Vec<&Hit>) = certain.into_iter().partition(lasts);
    let (loose, possible): (Vec<&Hit>, Vec<&Hit>) = possible.into_iter().partition(is_loose);

    writer.new_paragraph();
    let counts = [told.len(), lasting.len(), possible.len() + loose.len()];
    writer.say(&introduction(timeline, filter, &hits, counts));
    let keys: Vec<EventKey> = told.iter().map(|hit| hit.event).collect();
    Narrator::new(writer).tell_all(&keys);
    for (hits, opening) in [
        (lasting, "All this time other things were under way."),
        (
            possible,
            "Other things are less closely dated, and perhaps of this time.",
        ),
    ] {
        if !hits.is_empty() {
            writer.new_paragraph();
            writer.say(opening);
            tell_in_short(writer, &hits);
        }
    }
    writer.new_paragraph();
    match loose.len() {
        0 => {}
        1 => writer
            .say("One more is dated too loosely to be placed here; `destal events` lists all."),
        count => writer.say(&format!(
            "More are dated too loosely to be placed here, {} of them; `destal events` lists all.",
            count_in_words(count)
        )),
    }
}

/// How many times longer than the period the bounds of an event may be for it to be told.
const LOOSE: i64 = 5;

/// How many days lie between the ends of a period, where it has both.
fn days_of(period: Bounds) -> Option<i64> {
    period
        .earliest
        .zip(period.latest)
        .map(|(from, to)| (to - from).num_days() + 1)
}

fn introduction(timeline: &Timeline, filter: &Filter, hits: &[Hit], counts: [usize; 3]) -> String {
    let [told, lasting, possible] = counts;
    let period = if filter.period == Bounds::default() {
        None
    } else if let Some(name) = named(filter.period) {
        Some(format!(" of {name}"))
    } else {
        days(filter.period).map(|days| format!(" of the time {days}"))
    };
    let period = period.unwrap_or_default();
    let mut events = match told {
        1 => format!("one event{period}"),
        count => format!("{} events{period}", count_in_words(count)),
    };
    let also = [
        (lasting, "that went on through it"),
        (possible, "that may belong to it"),
    ];
    let also = also.into_iter().filter(|(count, _)| *count > 0);
    let also =
        join_with_and(also.map(|(count, what)| format!("of {} {what}", count_in_words(count))));
    if !also.is_empty() {
        events = format!("{events}, {also}");
    }
    if let Some(source) = filter.told_by {
        return format!(
            "{} tells of {events}. Dates in brackets are not its own.",
            timeline[source].id
        );
    }
    let mut telling: Vec<_> = hits
        .iter()
        .flat_map(|hit| timeline[hit.event].sources())
        .collect();
    telling.sort_unstable();
    telling.dedup();
    let [all, some] = [timeline.sources.len(), telling.len()];
    let sources = count_in_words(all);
    let telling = join_ids(timeline, &telling);
    if some == 1 {
        format!("Of the {sources} sources, {telling} alone tells of {events}.")
    } else if some < all {
        format!("{telling} tell of {events}; the other sources are silent.")
    } else {
        format!("Between them the {sources} sources tell of {events}.")
    }
}

/// Tells events by their titles: a paragraph for each theme, in it a sentence for each date.
fn tell_in_short(writer: &mut Writer<'_>, hits: &[&Hit]) {
    let timeline = writer.perspective.timeline;
    let mut by_theme: BTreeMap<Option<ThemeKey>, Vec<EventKey>> = BTreeMap::new();
    for hit in hits {
        let theme = timeline[hit.event].themes.first().copied();
        by_theme.entry(theme).or_default().push(hit.event);
    }
    for (theme, keys) in by_theme {
        writer.new_paragraph();
        let heading = theme.map_or("Other things", |theme| &timeline[theme].name);
        writer.say(&format!("{heading}:"));
        let mut last = None;
        for key in keys {
            let event = &timeline[key];
            let (date, is_their_own) = writer.perspective.date(event);
            let title = writer
                .lexicon
                .mid_sentence(event.title.trim_end_matches('.'));
            let words = if last.replace(date.as_str()) == Some(date.as_str()) {
                writer.go_on_after(";");
                title
            } else if is_their_own {
                format!("{}, {title}", date_phrase(date))
            } else {
                format!("[{},] {title}", date_phrase(date))
            };
            let accounts: Vec<_> = writer.perspective.accounts(event).collect();
            writer.cite(&words, accounts.into_iter().map(|account| &account.told.at));
        }
    }
}
