//! Ranked search over events, accounts, people, places and topics, with one typo allowed per word.
//!
//! Records with all words rank before those with some; then titles before summaries before
//! accounts; then whole words before parts before typos; then texts with fewer other words. Ties
//! are in the order of [`FoundIn`], which is chronological for events.

use crate::model::key::{EventKey, PersonKey, PlaceKey, TopicKey};
use crate::model::text::Text;
use crate::model::timeline::Timeline;

use super::filter::{Filter, Hit};
use super::words::{Word, WordFit, fit, split_words};

/// The record that a search found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundIn {
    /// An event, by its title or summary.
    Event(EventKey),
    /// The n-th account of an event, counted from 0.
    Account(EventKey, usize),
    Person(PersonKey),
    Place(PlaceKey),
    /// A topic, by its title or a question.
    Topic(TopicKey),
}

/// A hit, with the text that matches best.
pub struct SearchHit<'a> {
    pub found: FoundIn,
    pub text: &'a str,
    /// The byte ranges of the matching words in `text`.
    pub spans: Vec<std::ops::Range<usize>>,
}

/// Which part of a record a text is, the most relevant first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Title,
    Summary,
    Account,
}

/// The rank of a hit, the lowest first: the number of missing words, the worst part and the worst
/// fit of the others, the number of other words in the text (so that a name comes before a title
/// that contains it), and the record.
type Rank = (usize, Part, WordFit, usize, FoundIn);

/// All records that match a word of the search, best first.
///
/// If the filter is not empty, only events and accounts that it selects are found.
pub fn search<'a>(
    timeline: &'a Timeline,
    filter: &Filter,
    wanted: &[String],
) -> Vec<SearchHit<'a>> {
    let mut records: Vec<(FoundIn, Vec<(Part, &str)>)> = Vec::new();
    for Hit { event: key, .. } in filter.select(timeline) {
        let event = &timeline[key];
        let summary = event.summary.as_deref();
        let summary = summary.filter(|_| filter.told_by.is_none());
        records.push((FoundIn::Event(key), record_texts([&event.title], summary)));
        for (i, account) in event.accounts.iter().enumerate() {
            let source = account.claim.locator.source;
            if let Some(says) = account.claim.says.as_deref()
                && filter
                    .told_by
                    .is_none_or(|perspective| perspective == source)
            {
                records.push((FoundIn::Account(key, i), vec![(Part::Account, says)]));
            }
        }
    }
    if filter.is_empty() {
        for (i, person) in timeline.people.iter().enumerate() {
            let names = [&person.name].into_iter().chain(&person.aliases);
            let texts = record_texts(names, person.description.as_deref());
            records.push((FoundIn::Person(PersonKey::from(i)), texts));
        }
        for (i, place) in timeline.places.iter().enumerate() {
            let names = [&place.name].into_iter().chain(&place.aliases);
            let texts = record_texts(names, place.description.as_deref());
            records.push((FoundIn::Place(PlaceKey::from(i)), texts));
        }
        for (key, topic) in timeline.all_topics() {
            let questions = topic.questions.iter().map(|question| &*question.ask);
            records.push((FoundIn::Topic(key), record_texts([&topic.title], questions)));
        }
    }
    let hits = records.iter();
    let hits = hits.filter_map(|(found, texts)| hit(wanted, *found, texts));
    let mut hits: Vec<(Rank, SearchHit<'a>)> = hits.collect();
    hits.sort_by_key(|(rank, _)| *rank);
    hits.into_iter().map(|(_, hit)| hit).collect()
}

fn record_texts<'a>(
    names: impl IntoIterator<Item = &'a Text>,
    descriptions: impl IntoIterator<Item = &'a str>,
) -> Vec<(Part, &'a str)> {
    let names = names.into_iter().map(|name| (Part::Title, &**name));
    let descriptions = descriptions.into_iter().map(|text| (Part::Summary, text));
    names.chain(descriptions).collect()
}

/// The hit in a record and its rank, if any of its texts matches a word.
///
/// Each word counts by its best match, and the record by the worst of these.
fn hit<'a>(
    wanted: &[String],
    found: FoundIn,
    texts: &[(Part, &'a str)],
) -> Option<(Rank, SearchHit<'a>)> {
    let split: Vec<Vec<Word>> = texts.iter().map(|(_, text)| split_words(text)).collect();
    // The best match of each word: part, fit, and the length in words and index of the text.
    let mut best_of_each: Vec<(Part, WordFit, usize, usize)> = Vec::new();
    for word in wanted {
        let fits = split.iter().enumerate().filter_map(|(i, split)| {
            let fits = split.iter().filter_map(|found| fit(word, &found.folded));
            Some((texts[i].0, fits.min()?, split.len(), i))
        });
        best_of_each.extend(fits.min());
    }
    let (part, ..) = *best_of_each.iter().max()?;
    let worst_fit = best_of_each.iter().map(|(_, fit, ..)| *fit).max()?;
    let (.., shown) = *best_of_each.iter().min()?;
    let missing = wanted.len() - best_of_each.len();
    let besides = split[shown].len().saturating_sub(best_of_each.len());
    let is_hit = |found: &&Word| wanted.iter().any(|word| fit(word, &found.folded).is_some());
    let spans = split[shown].iter().filter(is_hit);
    let hit = SearchHit {
        found,
        text: texts[shown].1,
        spans: spans.map(|word| word.span.clone()).collect(),
    };
    Some(((missing, part, worst_fit, besides, found), hit))
}
