//! Ranked hits over events, accounts, people, places and topics; one typo is forgiven.
//!
//! All words come before some, then a title before a summary before an account, then whole words
//! before parts before typos, then names before titles that hold more; what is left is in
//! chronological order.

use crate::model::key::{EventKey, PersonKey, PlaceKey, TopicKey};
use crate::model::text::Text;
use crate::model::timeline::Timeline;

use super::filter::{Filter, Hit};
use super::words::{Fit, Word, fit, words};

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// An event, by its title or summary.
    Event(EventKey),
    /// The n-th account of an event.
    Account(EventKey, usize),
    /// A person.
    Person(PersonKey),
    /// A place.
    Place(PlaceKey),
    /// A topic, by its title or a question.
    Topic(TopicKey),
}

/// A hit, with the text that shows why it is one.
pub struct SearchHit<'a> {
    /// What was found.
    pub found: Found,
    /// The text with the first hit.
    pub text: &'a str,
    /// The bytes of that text that are hit words.
    pub spans: Vec<std::ops::Range<usize>>,
}

/// Which part of a record a text is, the most telling first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Title,
    Summary,
    Account,
}

/// How good a hit is; the least is the best: how many words are missing, in which part and how the
/// others fit, how many words the text holds besides (a name comes before a title with the name),
/// and what was found.
type Rank = (usize, Part, Fit, usize, Found);

/// Everything that holds a word of the search, best first.
///
/// Where the filter asks for anything, only events and accounts that it selects are found.
pub fn search<'a>(
    timeline: &'a Timeline,
    filter: &Filter,
    wanted: &[String],
) -> Vec<SearchHit<'a>> {
    let mut records: Vec<(Found, Vec<(Part, &str)>)> = Vec::new();
    for Hit { event: key, .. } in filter.select(timeline, &timeline.disputed()) {
        let event = &timeline[key];
        let summary = event.summary.as_deref();
        let summary = summary.filter(|_| filter.told_by.is_none());
        records.push((Found::Event(key), record_texts([&event.title], summary)));
        for (i, account) in event.accounts.iter().enumerate() {
            let source = account.told.at.source;
            if let Some(says) = account.told.says.as_deref()
                && filter
                    .told_by
                    .is_none_or(|perspective| perspective == source)
            {
                records.push((Found::Account(key, i), vec![(Part::Account, says)]));
            }
        }
    }
    if filter.asks_for_nothing() {
        for (i, person) in timeline.people.iter().enumerate() {
            let names = [&person.name].into_iter().chain(&person.aliases);
            let texts = record_texts(names, person.description.as_deref());
            records.push((Found::Person(PersonKey::from(i)), texts));
        }
        for (i, place) in timeline.places.iter().enumerate() {
            let names = [&place.name].into_iter().chain(&place.aliases);
            let texts = record_texts(names, place.description.as_deref());
            records.push((Found::Place(PlaceKey::from(i)), texts));
        }
        for (key, topic) in timeline.all_topics() {
            let questions = topic.questions.iter().map(|question| &*question.ask);
            records.push((Found::Topic(key), record_texts([&topic.title], questions)));
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

/// How a record is hit, if any of its texts holds a word.
///
/// Each word counts where it fits best; the record is as good as the worst of them.
fn hit<'a>(
    wanted: &[String],
    found: Found,
    texts: &[(Part, &'a str)],
) -> Option<(Rank, SearchHit<'a>)> {
    let split: Vec<Vec<Word>> = texts.iter().map(|(_, text)| words(text)).collect();
    // Of each word: where it fits best, how, in how many words, and in which text.
    let mut best_of_each: Vec<(Part, Fit, usize, usize)> = Vec::new();
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
