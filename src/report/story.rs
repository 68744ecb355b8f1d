//! A period, person, place or theme told in paragraphs.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::date::{Bounds, Match, days, named};
use crate::model::key::{EventKey, ThemeKey};
use crate::model::timeline::Timeline;
use crate::query::filter::{Filter, Hit};

use super::chronology::asked;
use super::part::{Cited, Teller};
use super::prose::{Lexicon, Narrator, Paragraph, count_in_words, when};
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
pub fn story<'a>(timeline: &'a Timeline, filter: &Filter) -> Story<'a> {
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
    let is_loose = |hit: &&Hit| {
        let (date, _) = teller.date(&timeline[hit.event]);
        date.width() > LOOSE * days_of(filter.period).unwrap_or(i64::MAX / LOOSE)
    };
    let (certain, possible): (Vec<&Hit>, Vec<&Hit>) =
        hits.iter().partition(|hit| hit.matching == Match::Certain);
    let (lasting, told): (Vec<&Hit>, Vec<&Hit>) = certain.into_iter().partition(lasts);
    let (loose, possible): (Vec<&Hit>, Vec<&Hit>) = possible.into_iter().partition(is_loose);

    let mut opening = Paragraph::default();
    let counts = [told.len(), lasting.len(), possible.len() + loose.len()];
    opening.say(timeline, &introduction(timeline, filter, &hits, counts));
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
    if !loose.is_empty() {
        let mut paragraph = Paragraph::default();
        let what = if loose.len() == 1 {
            "One more is"
        } else {
            "More are"
        };
        let how_many = if loose.len() == 1 {
            String::new()
        } else {
            format!(", {} of them", count_in_words(loose.len()))
        };
        paragraph.say(
            timeline,
            &format!(
                "{what} dated too loosely to be placed here{how_many}; `destal events` lists all."
            ),
        );
        story.paragraphs.push(paragraph);
    }
    story
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

/// What the story is about: whoever or whatever was asked for, and its period.
fn title(timeline: &Timeline, filter: &Filter) -> String {
    let mut about = asked(timeline, filter);
    about.extend(days(filter.period));
    if about.is_empty() {
        return timeline.title.as_ref().unwrap_or(&timeline.id).to_string();
    }
    about.join(" · ")
}

fn introduction(timeline: &Timeline, filter: &Filter, hits: &[Hit], counts: [usize; 3]) -> String {
    let [told, lasting, possible] = counts;
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
    let events = match told {
        1 => format!("one event{period}"),
        count => format!("{} events{period}", count_in_words(count)),
    };
    let mut also = Vec::new();
    if lasting > 0 {
        also.push(format!(
            "of {} that went on through it",
            count_in_words(lasting)
        ));
    }
    if possible > 0 {
        also.push(format!(
            "of {} that may belong to it",
            count_in_words(possible)
        ));
    }
    let events = if also.is_empty() {
        events
    } else {
        format!("{events}, {}", listed(&also))
    };
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
    let ids: Vec<String> = telling
        .iter()
        .map(|source| timeline[*source].id.to_string())
        .collect();
    let all = timeline.sources.len();
    match telling.len() {
        1 => format!(
            "Of the {} sources, {} alone tells of {events}.",
            count_in_words(all),
            ids[0]
        ),
        some if some < all => format!(
            "{} tell of {events}; the other sources are silent.",
            listed(&ids)
        ),
        _ => format!(
            "Between them the {} sources tell of {events}.",
            count_in_words(all)
        ),
    }
}

/// Events by their titles: a paragraph for each theme, in it a sentence for each date.
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
        let date = |hit: &Hit| teller.date(&timeline[hit.event]).0;
        for of_date in hits.chunk_by(|a, b| date(a).as_str() == date(b).as_str()) {
            for (i, hit) in of_date.iter().enumerate() {
                let event = &timeline[hit.event];
                let accounts = event
                    .accounts
                    .iter()
                    .filter(|account| teller.tells(&account.told.at));
                let cited: Vec<Cited<'a>> = accounts
                    .map(|account| Cited::of(timeline, &account.told.at))
                    .collect();
                let title = lexicon.going_on(event.title.trim_end_matches('.'));
                let is_their_own = teller.date(event).1;
                let words = match (i, when(date(hit))) {
                    (0, when) if is_their_own => format!("{when}, {title}"),
                    (0, when) => format!("[{when},] {title}"),
                    _ => title,
                };
                told.say_citing(timeline, &words, &cited);
                if i + 1 < of_date.len() && told.text.ends_with('.') {
                    told.text.pop();
                    told.text.push(';');
                }
            }
        }
        told
    };
    by_theme.into_iter().map(paragraph).collect()
}
