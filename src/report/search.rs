//! Search results, best first.

use std::cmp::Reverse;
use std::ops::Index;

use itertools::Itertools;
use serde::Serialize;

use crate::model::date::Match;
use crate::model::event::EventKind;
use crate::model::key::EventKey;
use crate::model::timeline::{Record, Timeline};
use crate::query::filter::{Condition, Filter, Hit};
use crate::query::search::{self, FoundIn, SearchHit, SearchResult};
use crate::query::words::search_terms;

use super::Report;
use super::chronology::Selection;
use super::comparison::{TopicRow, topic_row};
use super::event_row::{Citation, EventRow, Perspective, citation_or_nulls};

/// Search hits, best first.
pub type Hits<'a> = Report<Vec<HitRow<'a>>, Overview<'a>>;

/// What the page of a search shows: the hits by kind.
pub struct Overview<'a> {
    /// What was asked for in words, and the numbers of events and conditions.
    pub selection: Selection,
    /// The words to type after a command to ask for the same.
    pub args: String,
    /// Whether the hits contain all words, and not only some of them.
    pub contain_all: bool,
    /// The number of hits of any kind.
    pub count: usize,
    /// The number of topics, including those not shown.
    pub topic_count: usize,
    pub topics: Vec<TopicRow<'a>>,
    /// The weightiest events, in the order of time.
    pub events: Vec<EventRow<'a>>,
    /// The id of the weightiest event with a link; `None` if none has one.
    pub linked: Option<&'a str>,
    /// Names and ids.
    pub people: Vec<(&'a str, &'a str)>,
    pub places: Vec<(&'a str, &'a str)>,
    pub themes: Vec<(&'a str, &'a str)>,
}

#[derive(Serialize)]
pub struct HitRow<'a> {
    /// The kind of record: event, account, person, place, theme, topic or answer.
    pub kind: &'static str,
    /// The id of the record; for an account, of its event, for an answer, of its topic.
    pub id: &'a str,
    /// The title or name of that record.
    pub title: &'a str,
    /// The text around the first match.
    pub context: String,
    #[serde(flatten, serialize_with = "citation_or_nulls")]
    pub citation: Option<Citation<'a>>,
}

/// Searches for words in what a filter leaves; returns at most `limit` hits. `args` are the words
/// as the user typed them, with a period among them.
pub fn search<'a>(
    timeline: &'a Timeline,
    filter: &Filter,
    words: &str,
    args: String,
    limit: Option<usize>,
) -> Hits<'a> {
    let result = search::search(timeline, filter, &search_terms(words));
    let shown = result.hits.iter().take(limit.unwrap_or(usize::MAX));
    Report {
        data: shown.map(|hit| row(timeline, hit)).collect(),
        extra: overview(timeline, filter, words, args, &result),
    }
}

fn overview<'a>(
    timeline: &'a Timeline,
    filter: &Filter,
    words: &str,
    args: String,
    result: &SearchResult<'a>,
) -> Overview<'a> {
    const EVENTS: usize = 8;
    const TOPICS: usize = 6;
    const NAMES: usize = 8;
    let mut events = Vec::new();
    let (mut topics, mut by_answer) = (Vec::new(), Vec::new());
    let (mut people, mut places, mut themes) = (Vec::new(), Vec::new(), Vec::new());
    for hit in &result.hits {
        match hit.found {
            FoundIn::Event(key) => events.push(key),
            FoundIn::Topic(key) => topics.push(key),
            FoundIn::Answer(key, ..) => by_answer.push(key),
            FoundIn::Person(key) => people.push(key),
            FoundIn::Place(key) => places.push(key),
            FoundIn::Theme(key) => themes.push(key),
            FoundIn::Account(..) => {}
        }
    }
    let mut topics = topics.into_iter().chain(by_answer).unique().collect_vec();
    let roles = events.iter().flat_map(|key| &timeline[*key].people);
    let part_counts = roles.map(|role| role.person).counts();
    let settings = events.iter().flat_map(|key| &timeline[*key].places);
    let place_counts = settings.copied().counts();
    if words.is_empty() {
        // Only a period was given: what its events are connected with.
        let touched = events
            .iter()
            .flat_map(|key| timeline.topics_of(*key))
            .counts();
        topics = touched.keys().copied().collect();
        topics.sort_by_key(|key| (Reverse(touched[key]), *key));
        people = part_counts.keys().copied().collect();
        places = place_counts.keys().copied().collect();
    }
    people.sort_by_key(|key| (Reverse(part_counts.get(key)), *key));
    places.sort_by_key(|key| (Reverse(place_counts.get(key)), *key));
    people.truncate(NAMES);
    places.truncate(NAMES);
    let topic_count = topics.len();
    topics.truncate(TOPICS);
    let matching = |key: &EventKey| Hit {
        event: *key,
        matching: timeline[*key]
            .date
            .match_in(filter.period)
            .unwrap_or(Match::Certain),
    };
    let hits: Vec<Hit> = events.iter().map(matching).collect();
    let mut asked = filter.clone();
    asked
        .conditions
        .extend((!words.is_empty()).then(|| Condition::search(words)));
    let has_link = |key: &&EventKey| {
        timeline
            .links
            .iter()
            .any(|link| link.from == **key || link.to == **key)
    };
    events.sort_by_key(|key| {
        let is_condition = timeline[*key].kind == EventKind::Condition;
        (is_condition, Reverse(timeline.weight(*key)), *key)
    });
    let linked = events.iter().find(has_link).copied();
    events.truncate(EVENTS);
    events.sort_unstable();
    let perspective = Perspective::new(timeline, filter.told_by);
    Overview {
        selection: Selection::new(timeline, &asked, &hits),
        args,
        contain_all: result.contain_all,
        count: result.hits.len(),
        topics: topics
            .into_iter()
            .map(|key| topic_row(timeline, key))
            .collect(),
        topic_count,
        events: events
            .into_iter()
            .map(|key| perspective.row(matching(&key)))
            .collect(),
        linked: linked.map(|key| &*timeline[key].id),
        people: names(timeline, people),
        places: names(timeline, places),
        themes: names(timeline, themes),
    }
}

/// The names and ids of the records with these keys.
fn names<K>(timeline: &Timeline, keys: Vec<K>) -> Vec<(&str, &str)>
where
    Timeline: Index<K, Output: Record + 'static>,
{
    let records = keys.into_iter().map(|key| &timeline[key]);
    records.map(|record| (record.name(), record.id())).collect()
}

fn row<'a>(timeline: &'a Timeline, hit: &SearchHit<'a>) -> HitRow<'a> {
    let (kind, record): (_, &dyn Record) = match hit.found {
        FoundIn::Event(key) => ("event", &timeline[key]),
        FoundIn::Account(key, _) => ("account", &timeline[key]),
        FoundIn::Person(key) => ("person", &timeline[key]),
        FoundIn::Place(key) => ("place", &timeline[key]),
        FoundIn::Theme(key) => ("theme", &timeline[key]),
        FoundIn::Topic(key) => ("topic", &timeline[key]),
        FoundIn::Answer(key, ..) => ("answer", &timeline[key]),
    };
    let locator = match hit.found {
        FoundIn::Account(key, i) => Some(&timeline[key].accounts[i].claim.locator),
        FoundIn::Answer(key, i, j) => Some(&timeline[key].questions[i].answers[j].claim.locator),
        _ => None,
    };
    HitRow {
        kind,
        id: record.id(),
        title: record.name(),
        context: excerpt(hit),
        citation: locator.map(|locator| Citation::new(timeline, locator)),
    }
}

/// The text, or some words on both sides of the first match, with an ellipsis where it is cut.
fn excerpt(hit: &SearchHit<'_>) -> String {
    const BEFORE: usize = 60;
    const AFTER: usize = 100;
    let bytes = hit.text.as_bytes();
    let first = &hit.first_match;
    let blank = |from: usize, to: usize| {
        let blank = bytes[from..to].iter().position(|byte| *byte == b' ');
        blank.map(|at| from + at)
    };
    let from = match first.start.saturating_sub(BEFORE) {
        0 => 0,
        from => blank(from - 1, first.start).map_or(first.start, |at| at + 1),
    };
    let to = blank((first.end + AFTER).min(bytes.len()), bytes.len());
    let before = if from > 0 { "… " } else { "" };
    let after = if to.is_some() { " …" } else { "" };
    let shown = &hit.text[from..to.unwrap_or(bytes.len())];
    format!("{before}{shown}{after}")
}
