//! Search over everything that is printed, ranked by BM25 (the crate `bm25`) on stems.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use bm25::{Document, SearchEngineBuilder, Tokenizer};
use itertools::Itertools;

use crate::model::event::Event;
use crate::model::key::{EventKey, PersonKey, PlaceKey, ThemeKey, TopicKey};
use crate::model::source::Claim;
use crate::model::text::Text;
use crate::model::timeline::Timeline;
use crate::model::topic::Question;

use super::filter::Filter;
use super::words::{Term, index, split_words};

/// The record that a search found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundIn {
    Topic(TopicKey),
    Person(PersonKey),
    Place(PlaceKey),
    Theme(ThemeKey),
    Event(EventKey),
    /// The n-th account of an event, counted from 0.
    Account(EventKey, usize),
    /// An answer, by the index of its question in the topic, and its own.
    Answer(TopicKey, usize, usize),
}

/// A hit, with the text that matches best.
pub struct SearchHit<'a> {
    pub found: FoundIn,
    pub text: &'a str,
    /// The byte range of the first matching word in `text`; empty at 0 if none matches.
    pub first_match: Range<usize>,
}

/// The hits of a search, best first.
pub struct SearchResult<'a> {
    pub hits: Vec<SearchHit<'a>>,
    /// Whether the hits contain all words. If no record does, the hits contain some.
    pub contain_all: bool,
}

/// A record with its texts, the title first.
struct Candidate<'a> {
    record: FoundIn,
    texts: Vec<&'a str>,
}

/// Splits an [`index`] into its words and stems.
struct IndexTokenizer;

impl Tokenizer for IndexTokenizer {
    fn tokenize(&self, text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }
}

/// Searches the records that a filter leaves: events and their accounts, and what is connected
/// with these events. Without terms, finds the events, the weightiest first.
pub fn search<'a>(timeline: &'a Timeline, filter: &Filter, terms: &[Term]) -> SearchResult<'a> {
    let candidates = candidates(timeline, filter);
    if terms.is_empty() {
        let events = candidates.iter();
        let events = events.filter_map(|candidate| match candidate.record {
            FoundIn::Event(key) => Some((Reverse(timeline.weight(key)), candidate)),
            _ => None,
        });
        let events = events.sorted_by_key(|(weight, _)| *weight);
        return SearchResult {
            hits: events.map(|(_, candidate)| hit(candidate, &[])).collect(),
            contain_all: true,
        };
    }
    let texts = candidates.iter().map(|candidate| &candidate.texts);
    let titles = texts.clone().map(|texts| texts.first().copied());
    let titles: Vec<String> = titles.map(|title| index(title.unwrap_or(""))).collect();
    let indexes: Vec<String> = texts.map(|texts| index(&texts.join(" · "))).collect();
    let found_in = |i: &usize| terms.iter().filter(|term| term.is_in(&indexes[*i])).count();
    let counts: Vec<usize> = (0..candidates.len()).map(|i| found_in(&i)).collect();
    let contain_all = counts.contains(&terms.len());
    let least = if contain_all { terms.len() } else { 1 };
    let matching: Vec<usize> = (0..counts.len()).filter(|i| counts[*i] >= least).collect();
    let places = rank_by_bm25(&titles, &indexes, &matching, terms);
    let rank = |i: &usize| {
        let is_in_title = terms.iter().all(|term| term.is_in(&titles[*i]));
        (Reverse((is_in_title, counts[*i])), places.get(i))
    };
    let ranked = matching.iter().sorted_by_cached_key(|i| rank(i));
    SearchResult {
        hits: ranked.map(|i| hit(&candidates[*i], terms)).collect(),
        contain_all,
    }
}

/// The places of the matching records in their order by BM25, by index. The words of a title count
/// three times.
fn rank_by_bm25(
    titles: &[String],
    indexes: &[String],
    matching: &[usize],
    terms: &[Term],
) -> HashMap<usize, usize> {
    // The query has the words that the terms match, because a term may be the beginning of a word
    // or a typo.
    let words = matching.iter().flat_map(|i| indexes[*i].split_whitespace());
    let words: BTreeSet<&str> = words.collect();
    let is_meant = |word: &&&str| terms.iter().any(|term| term.is_in(&format!(" {word} ")));
    let query = words.iter().filter(is_meant).join(" ");
    let documents = titles.iter().zip(indexes).enumerate();
    let documents = documents.map(|(i, (title, text))| {
        let text = format!("{title}{title}{text}");
        Document::new(i, text)
    });
    let engine = SearchEngineBuilder::<usize, u32, _>::with_tokenizer_and_documents(
        IndexTokenizer,
        documents.collect::<Vec<_>>(),
    );
    let results = engine.build().search(&query, None).into_iter();
    // The engine leaves the order of equal scores open.
    let results = results.sorted_by(|a, b| {
        let by_score = b.score.total_cmp(&a.score);
        by_score.then(a.document.id.cmp(&b.document.id))
    });
    let places = results.enumerate();
    places
        .map(|(place, result)| (result.document.id, place))
        .collect()
}

/// Whether any record of a timeline contains a word exactly, apart from case and accents.
pub fn has_word(timeline: &Timeline, word: &str) -> bool {
    let words = split_words(word);
    let candidates = candidates(timeline, &Filter::default());
    let texts = candidates.iter().flat_map(|candidate| &candidate.texts);
    texts.flat_map(|text| split_words(text)).any(|other| {
        let mut words = words.iter();
        words.any(|word| word.folded == other.folded)
    })
}

/// All records that a search looks at, in the order of [`FoundIn`].
fn candidates<'a>(timeline: &'a Timeline, filter: &Filter) -> Vec<Candidate<'a>> {
    let hits = filter.select(timeline);
    let events: HashSet<EventKey> = hits.iter().map(|hit| hit.event).collect();
    let is_whole = filter.is_empty();
    let has = |is_connected: &dyn Fn(&Event) -> bool| {
        is_whole || events.iter().any(|key| is_connected(&timeline[*key]))
    };
    let is_shown = |claim: &Claim| {
        let told_by = filter.told_by;
        told_by.is_none_or(|only| only == claim.locator.source)
    };
    let mut found = Vec::new();
    let mut add = |record, texts: Vec<&'a Text>| {
        let texts = texts.into_iter().map(|text| &**text).collect();
        found.push(Candidate { record, texts });
    };
    for (key, topic) in timeline.all_topics() {
        if !is_whole && !topic.events.iter().any(|event| events.contains(event)) {
            continue;
        }
        let asks = topic.questions.iter().map(|question| &question.ask);
        let answers = topic.questions.iter().flat_map(answer_texts);
        let texts = [&topic.title].into_iter().chain(asks).chain(answers);
        let names = names_of_most(timeline, &topic.events);
        add(FoundIn::Topic(key), texts.chain(names).collect());
        for (i, question) in topic.questions.iter().enumerate() {
            for (j, answer) in question.answers.iter().enumerate() {
                if is_shown(&answer.claim) {
                    let texts = [&question.ask].into_iter().chain(words(&answer.claim));
                    add(FoundIn::Answer(key, i, j), texts.collect());
                }
            }
        }
    }
    for (i, person) in timeline.people.iter().enumerate() {
        let key = PersonKey::from(i);
        if has(&|event| event.people.iter().any(|role| role.person == key)) {
            let names = [&person.name].into_iter().chain(&person.aliases);
            let offices = person.offices.iter().map(|office| &office.title);
            let fates = person.fates.iter().map(|fate| &fate.says);
            let texts = names.chain(&person.description).chain(offices);
            add(FoundIn::Person(key), texts.chain(fates).collect());
        }
    }
    for (i, place) in timeline.places.iter().enumerate() {
        let key = PlaceKey::from(i);
        if has(&|event| event.places.contains(&key)) {
            let names = [&place.name].into_iter().chain(&place.aliases);
            let texts = names.chain(&place.state).chain(&place.description);
            add(FoundIn::Place(key), texts.collect());
        }
    }
    for (i, theme) in timeline.themes.iter().enumerate() {
        let key = ThemeKey::from(i);
        if has(&|event| event.themes.contains(&key)) {
            let texts = [&theme.name].into_iter().chain(&theme.description);
            add(FoundIn::Theme(key), texts.collect());
        }
    }
    for hit in hits {
        let event = &timeline[hit.event];
        let accounts = event.accounts.iter().enumerate();
        let accounts = accounts.filter(|(_, account)| is_shown(&account.claim));
        let says = accounts
            .clone()
            .flat_map(|(_, account)| words(&account.claim));
        let summary = event.summary.iter().filter(|_| filter.told_by.is_none());
        let names = [&event.title].into_iter().chain(&event.aliases);
        let people = event.people.iter().map(|role| &timeline[role.person].name);
        let places = event.places.iter().map(|key| &timeline[*key].name);
        let themes = event.themes.iter().map(|key| &timeline[*key].name);
        let texts = names.chain(summary).chain(says).chain(people);
        add(
            FoundIn::Event(hit.event),
            texts.chain(places).chain(themes).collect(),
        );
        for (i, account) in accounts {
            add(
                FoundIn::Account(hit.event, i),
                words(&account.claim).collect(),
            );
        }
    }
    found
}

/// The names of the places and themes that at least half of the events have.
fn names_of_most<'a>(timeline: &'a Timeline, events: &[EventKey]) -> Vec<&'a Text> {
    let events = events.iter().map(|key| &timeline[*key]);
    let names = events.clone().flat_map(|event| {
        let places = event.places.iter().map(|key| &timeline[*key].name);
        places.chain(event.themes.iter().map(|key| &timeline[*key].name))
    });
    let least = events.len().div_ceil(2);
    let counts = names.counts().into_iter();
    let common = counts.filter(|(_, count)| *count >= least);
    common.map(|(name, _)| name).sorted().collect()
}

/// What a claim says, and its words as printed.
fn words(claim: &Claim) -> impl Iterator<Item = &Text> + Clone {
    claim.says.iter().chain(&claim.as_printed)
}

/// What the answers to a question say, and the wordings of its slugs.
fn answer_texts(question: &Question) -> impl Iterator<Item = &Text> {
    let says = question
        .answers
        .iter()
        .flat_map(|answer| words(&answer.claim));
    says.chain(question.wordings.values())
}

/// The hit in a record, with the text that contains most of the terms.
fn hit<'a>(candidate: &Candidate<'a>, terms: &[Term]) -> SearchHit<'a> {
    let count = |text: &str| {
        let index = index(text);
        terms.iter().filter(|term| term.is_in(&index)).count()
    };
    let texts = candidate.texts.iter().enumerate();
    // Of equal texts, the first.
    let best = texts.max_by_key(|(i, text)| (count(text), Reverse(*i)));
    let text = best.map_or("", |(_, text)| text);
    let is_meant = |folded: &str| {
        let index = index(folded);
        terms.iter().any(|term| term.is_in(&index))
    };
    let mut words = split_words(text).into_iter();
    let first = words.find(|word| is_meant(&word.folded));
    SearchHit {
        found: candidate.record,
        text,
        first_match: first.map_or(0..0, |word| word.span),
    }
}
