//! A period, person, place or theme told in paragraphs.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::date::{Bounds, Match, days, named};
use crate::model::key::{EventKey, ThemeKey};
use crate::model::timeline::Timeline;
use crate::query::filter::{Filter, Hit};

use super::part::{Cited, Teller};
use super::prose::{Lexicon, Narrator, Paragraph, count_in_words};
use super::reasons::listed;

/// A story.
#[derive(Serialize)]
pub struct Story<'a> {
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph<'a>>,
    /// How many events it tells.
    #[serde(skip)]
    pub events: usize,
    /// What it is about.
    #[serde(skip)]
    pub title: String,
}

/// Tells the events that a filter selects.
///
/// First comes what certainly lies in the period, in the order of time; then, in short, what
/// lasts through it and beyond, and what may belong to it.
pub fn story<'a>(timeline: &'a Timeline<'a>, filter: &Filter) -> Story<'a> {
    let teller = Teller::new(timeline, filter.told_by);
    let hits = filter.select(timeline, teller.disputed());
    let mut story = Story {
        paragraphs: Vec::new(),
        events: hits.len(),
        title: title(timeline, filter),
    };
    if hits.is_empty() {
        return story;
    }
    let lasts = |hit: &&Hit| {
        let (date, _) = teller.date(&timeline[hit.event]);
        let bounded = filter.period.earliest.is_some() && filter.period.latest.is_some();
        bounded && hit.matching == Match::Certain && !date.bounds().lies_within(filter.period)
    };
    let certain: Vec<&Hit> = hits
        .iter()
        .filter(|hit| hit.matching == Match::Certain)
        .collect();
    let (lasting, told): (Vec<&Hit>, Vec<&Hit>) = certain.into_iter().partition(lasts);
    let possible: Vec<&Hit> = hits
        .iter()
        .filter(|hit| hit.matching == Match::Possible)
        .collect();

    let mut opening = Paragraph::default();
    opening.say(timeline, &introduction(timeline, filter, &hits));
    story.paragraphs.push(opening);
    let keys: Vec<EventKey> = told.iter().map(|hit| hit.event).collect();
    story
        .paragraphs
        .extend(Narrator::new(timeline, filter.told_by).tell_all(&keys));
    for (hits, opening) in [
        (lasting, "All this time other things were under way."),
        (
            possible,
            "Other things are less closely dated, and perhaps of this time.",
        ),
    ] {
        if !hits.is_empty() {
            let mut paragraph = Paragraph::default();
            paragraph.say(timeline, opening);
            story.paragraphs.push(paragraph);
            story.paragraphs.extend(in_short(&teller, &hits));
        }
    }
    story
}

/// What the story is about: its period, and whoever or whatever it is asked of.
fn title(timeline: &Timeline<'_>, filter: &Filter) -> String {
    let mut about: Vec<String> = Vec::new();
    about.extend(
        filter
            .people
            .iter()
            .map(|key| timeline[*key].name.to_string()),
    );
    about.extend(
        filter
            .places
            .iter()
            .map(|key| timeline[*key].name.to_string()),
    );
    about.extend(
        filter
            .themes
            .iter()
            .map(|key| timeline[*key].name.to_string()),
    );
    about.extend(days(filter.period));
    about.extend(
        filter
            .told_by
            .map(|source| format!("as told by {}", timeline[source].id)),
    );
    if about.is_empty() {
        return timeline.title.as_ref().unwrap_or(&timeline.id).to_string();
    }
    about.join(" · ")
}

fn introduction(timeline: &Timeline<'_>, filter: &Filter, hits: &[Hit]) -> String {
    let events = match hits.len() {
        1 => "one event".to_owned(),
        count => format!("{} events", count_in_words(count)),
    };
    let period = match filter.period {
        Bounds {
            earliest: None,
            latest: None,
        } => String::new(),
        period => named(period)
            .map(|name| format!(" of {name}"))
            .or_else(|| days(period).map(|days| format!(" of the time {days}")))
            .unwrap_or_default(),
    };
    if let Some(source) = filter.told_by {
        return format!(
            "{} tells of {events}{period}. Dates in brackets are not its own.",
            timeline[source].id
        );
    }
    let mut telling: Vec<_> = hits
        .iter()
        .flat_map(|hit| timeline[hit.event].sources())
        .collect();
    telling.sort_unstable();
    telling.dedup();
    let ids: Vec<String> = telling
        .iter()
        .map(|source| timeline[*source].id.to_string())
        .collect();
    match (telling.len(), timeline.sources.len()) {
        (1, _) => format!(
            "Of the {} sources, {} alone tells of {events}{period}.",
            count_in_words(timeline.sources.len()),
            ids[0]
        ),
        (some, all) if some < all => format!(
            "{} tell of {events}{period}; the other sources are silent.",
            listed(&ids)
        ),
        (_, all) => format!(
            "Between them the {} sources tell of {events}{period}.",
            count_in_words(all)
        ),
    }
}

/// Events by their titles, with their dates and places: a paragraph for each theme.
fn in_short<'a>(teller: &Teller<'a>, hits: &[&Hit]) -> Vec<Paragraph<'a>> {
    let timeline = teller.timeline;
    let lexicon = Lexicon::of(timeline);
    let mut by_theme: BTreeMap<Option<ThemeKey>, Vec<&Hit>> = BTreeMap::new();
    for hit in hits {
        let theme = timeline[hit.event].themes.first().copied();
        by_theme.entry(theme).or_default().push(hit);
    }
    let paragraph = |(theme, hits): (Option<ThemeKey>, Vec<&Hit>)| {
        let mut told = Paragraph::default();
        let heading = theme.map_or("Other things", |theme| &timeline[theme].name);
        told.say(timeline, &format!("{heading}:"));
        for (i, hit) in hits.iter().enumerate() {
            let event = &timeline[hit.event];
            let (date, _) = teller.date(event);
            let accounts = event
                .accounts
                .iter()
                .filter(|account| teller.tells(&account.told.at));
            let cited: Vec<Cited<'a>> = accounts
                .map(|account| Cited::of(timeline, &account.told.at))
                .collect();
            let title = lexicon.going_on(event.title.trim_end_matches('.'));
            told.say_citing(timeline, &format!("{title} ({date})"), &cited);
            if i + 1 < hits.len() && told.text.ends_with('.') {
                told.text.pop();
                told.text.push(';');
            }
        }
        told
    };
    by_theme.into_iter().map(paragraph).collect()
}
