//! Ranked hits over events, accounts, people, places and topics; one typo is forgiven.
//!
//! All words come before some, then a title before a summary before an account, then whole words
//! before parts before typos, then names before titles that hold more; what is left is in
//! chronological order.

use std::ops::Deref;

use crate::model::key::{EventKey, PersonKey, PlaceKey, TopicKey};
use crate::model::timeline::Timeline;

use super::filter::Filter;
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

/// How good a hit is; the least is the best.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    missing: usize,
    part: Part,
    fit: Fit,
    /// How many words the text holds besides, so that a name comes before a title with the name.
    besides: usize,
    found: Found,
}

/// Everything that holds a word of the search, best first.
///
/// Where the filter asks for anything, only events and accounts that it selects are found.
pub fn search<'a>(
    timeline: &'a Timeline,
    filter: &Filter,
    wanted: &[String],
) -> Vec<SearchHit<'a>> {
    let mut records: Vec<(Found, Vec<(Part, &str)>)> = Vec::new();
    for selected in filter.select(timeline, &timeline.disputed()) {
        let event = &timeline[selected.event];
        let summary = event.summary.as_deref();
        let summary = summary.filter(|_| filter.told_by.is_none());
        let mut texts = vec![(Part::Title, &*event.title)];
        texts.extend(summary.map(|text| (Part::Summary, text)));
        records.push((Found::Event(selected.event), texts));
        for (i, account) in event.accounts.iter().enumerate() {
            let source = account.told.at.source;
            if let Some(says) = account.told.says.as_deref()
                && filter
                    .told_by
                    .is_none_or(|perspective| perspective == source)
            {
                let found = Found::Account(selected.event, i);
                records.push((found, vec![(Part::Account, says)]));
            }
        }
    }
    if filter.asks_for_nothing() {
        for (i, person) in timeline.people.iter().enumerate() {
            let texts = named_texts(&person.name, &person.aliases, person.description.as_deref());
            records.push((Found::Person(PersonKey::new(i)), texts));
        }
        for (i, place) in timeline.places.iter().enumerate() {
            let texts = named_texts(&place.name, &place.aliases, place.description.as_deref());
            records.push((Found::Place(PlaceKey::new(i)), texts));
        }
        for (key, topic) in timeline.all_topics() {
            let mut texts = vec![(Part::Title, &*topic.title)];
            texts.extend(topic.questions.iter().map(|q| (Part::Summary, &*q.ask)));
            records.push((Found::Topic(key), texts));
        }
    }
    let mut hits: Vec<_> = records
        .iter()
        .filter_map(|(found, texts)| hit(wanted, *found, texts))
        .collect();
    hits.sort_by(|(a, _), (b, _)| a.cmp(b));
    hits.into_iter().map(|(_, hit)| hit).collect()
}

fn named_texts<'a>(
    name: &'a str,
    aliases: &'a [impl Deref<Target = str>],
    description: Option<&'a str>,
) -> Vec<(Part, &'a str)> {
    let mut texts = vec![(Part::Title, name)];
    texts.extend(aliases.iter().map(|alias| (Part::Title, &**alias)));
    texts.extend(description.map(|text| (Part::Summary, text)));
    texts
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
            let best = split
                .iter()
                .filter_map(|candidate| fit(word, &candidate.folded))
                .min()?;
            Some((texts[i].0, best, split.len(), i))
        });
        best_of_each.extend(fits.min());
    }
    let (part, ..) = *best_of_each.iter().max()?;
    let fit_of_worst = best_of_each.iter().map(|(_, fit, ..)| *fit).max()?;
    let (.., shown) = *best_of_each.iter().min()?;
    let is_hit = |found: &&Word| wanted.iter().any(|word| fit(word, &found.folded).is_some());
    let spans = split[shown].iter().filter(is_hit);
    let rank = Rank {
        missing: wanted.len() - best_of_each.len(),
        part,
        fit: fit_of_worst,
        besides: split[shown].len().saturating_sub(best_of_each.len()),
        found,
    };
    let hit = SearchHit {
        found,
        text: texts[shown].1,
        spans: spans.map(|word| word.span.clone()).collect(),
    };
    Some((rank, hit))
}
