//! The events that a person asks for, in the order that is wanted.

use serde::Serialize;

use crate::model::date::{Bounds, MONTHS, Match, days};
use crate::model::timeline::Timeline;
use crate::query::filter::{Filter, Hit};

use super::part::{EventRow, Teller};

/// What a list of events is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Date,
    Title,
    /// By the number of sources that tell of the event, most first.
    Sources,
}

impl Sort {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Date, Self::Title, Self::Sources];

    /// The word that is typed for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Title => "title",
            Self::Sources => "sources",
        }
    }
}

/// A list of events. It serializes to the array of its rows.
#[derive(Serialize)]
#[serde(transparent)]
pub struct Chronology<'a> {
    /// The events that match, or as many of them as were asked for.
    pub rows: Vec<EventRow<'a>>,
    /// The days that were asked for.
    #[serde(skip)]
    pub period: Bounds,
    /// How many events certainly match.
    #[serde(skip)]
    pub certain: usize,
    /// How many possibly match.
    #[serde(skip)]
    pub possible: usize,
    /// What was asked for besides, in words.
    #[serde(skip)]
    pub asked: Vec<String>,
}

impl Chronology<'_> {
    /// How many events match, shown or not.
    pub fn matching(&self) -> usize {
        self.certain + self.possible
    }
}

/// The events that a filter selects, sorted, and at most `limit` of them.
pub fn chronology<'a>(
    timeline: &'a Timeline,
    filter: &Filter,
    sort: Sort,
    limit: Option<usize>,
) -> Chronology<'a> {
    let teller = Teller::new(timeline, filter.told_by);
    let mut hits = filter.select(timeline, teller.disputed());
    let is_certain = |hit: &&Hit| hit.matching == Match::Certain;
    let certain = hits.iter().filter(is_certain).count();
    let possible = hits.len() - certain;
    match sort {
        Sort::Date => {}
        Sort::Title => hits.sort_by_cached_key(|hit| timeline[hit.event].title.to_lowercase()),
        Sort::Sources => {
            hits.sort_by_cached_key(|hit| std::cmp::Reverse(timeline[hit.event].sources().len()));
        }
    }
    hits.truncate(limit.unwrap_or(usize::MAX));
    Chronology {
        rows: hits.iter().map(|hit| teller.row(*hit)).collect(),
        period: filter.period,
        certain,
        possible,
        asked: asked(timeline, filter),
    }
}

/// What a filter asks for, in words, its period aside: names, words, and what else has to hold.
pub fn asked(timeline: &Timeline, filter: &Filter) -> Vec<String> {
    let either = |names: Vec<&str>| (!names.is_empty()).then(|| names.join(" or "));
    let searches: Vec<String> = filter
        .search
        .iter()
        .map(|words| format!("“{}”", words.join(" ")))
        .collect();
    let date = filter.anniversary.and_then(|(month, day)| {
        let month = MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?)?;
        Some(format!("{day} {month} of any year"))
    });
    let parts = [
        either(
            filter
                .people
                .iter()
                .map(|key| &*timeline[*key].name)
                .collect(),
        ),
        either(
            filter
                .places
                .iter()
                .map(|key| &*timeline[*key].name)
                .collect(),
        ),
        either(
            filter
                .themes
                .iter()
                .map(|key| &*timeline[*key].name)
                .collect(),
        ),
        either(
            filter
                .sources
                .iter()
                .map(|key| &*timeline[*key].id)
                .collect(),
        )
        .map(|ids| format!("in {ids}")),
        either(searches.iter().map(String::as_str).collect()),
        date,
        filter.disputed.then(|| "disputed".to_owned()),
        filter.certain.then(|| "certain only".to_owned()),
        filter.background.then(|| "with background".to_owned()),
        filter
            .told_by
            .map(|source| format!("as told by {}", timeline[source].id)),
    ];
    parts.into_iter().flatten().collect()
}

/// Why a filter selects nothing: which of its conditions can be dropped for how many events.
pub fn why_empty(timeline: &Timeline, filter: &Filter) -> String {
    let disputed = timeline.disputed();
    let without = |change: &dyn Fn(&mut Filter)| {
        let mut wider = filter.clone();
        change(&mut wider);
        wider.select(timeline, &disputed).len()
    };
    let given = [
        (
            "--background added",
            !filter.background,
            without(&|f| f.background = true),
        ),
        (
            "--certain left out",
            filter.certain,
            without(&|f| f.certain = false),
        ),
        (
            "another period",
            filter.period != Bounds::default(),
            without(&|f| f.period = Bounds::default()),
        ),
        (
            "--person left out",
            !filter.people.is_empty(),
            without(&|f| f.people.clear()),
        ),
        (
            "--place left out",
            !filter.places.is_empty(),
            without(&|f| f.places.clear()),
        ),
        (
            "--theme left out",
            !filter.themes.is_empty(),
            without(&|f| f.themes.clear()),
        ),
        (
            "--source left out",
            !filter.sources.is_empty(),
            without(&|f| f.sources.clear()),
        ),
        (
            "--search left out",
            !filter.search.is_empty(),
            without(&|f| f.search.clear()),
        ),
        (
            "--disputed left out",
            filter.disputed,
            without(&|f| f.disputed = false),
        ),
        (
            "--anniversary left out",
            filter.anniversary.is_some(),
            without(&|f| f.anniversary = None),
        ),
    ];
    let helps: Vec<String> = given
        .iter()
        .filter(|(_, is_given, found)| *is_given && *found > 0)
        .map(|(change, _, found)| format!("{change}: {found}"))
        .collect();
    if helps.is_empty() {
        let covered = days(timeline.scope.bounds())
            .map(|days| format!("; the timeline covers {days}"))
            .unwrap_or_default();
        format!("no event matches, whichever one condition is dropped{covered}")
    } else {
        format!(
            "no event matches all that was asked; with {}",
            helps.join(", with ")
        )
    }
}
