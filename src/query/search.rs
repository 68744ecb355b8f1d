//! Ranked hits over events, accounts, people, places and topics; one typo is forgiven.
//!
//! All words come before some, then a title before a summary before an account, then whole words
//! before parts before typos, then names before titles that hold more; what is left is in
//! chronological order.

use crate::model::event::Event;
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
    let mut hits: Vec<(Rank, SearchHit<'a>)> = Vec::new();
    let mut look = |found: Found, texts: &[(Part, &'a str)]| hits.extend(hit(wanted, found, texts));
    for selected in filter.select(timeline, &timeline.disputed()) {
        let key = selected.event;
        let event = &timeline[key];
        let summary = event
            .summary
            .as_deref()
            .filter(|_| filter.told_by.is_none());
        let texts = [
            Some((Part::Title, &*event.title)),
            summary.map(|text| (Part::Summary, text)),
        ];
        look(
            Found::Event(key),
            &texts.into_iter().flatten().collect::<Vec<_>>(),
        );
        for (i, text) in accounts(event, filter) {
            look(Found::Account(key, i), &[(Part::Account, text)]);
        }
    }
    if filter.asks_for_nothing() {
        for (i, person) in timeline.people.iter().enumerate() {
            let names = std::iter::once(&person.name).chain(&person.aliases);
            let names = names.map(|name| (Part::Title, &**name));
            let about = person
                .description
                .as_deref()
                .map(|text| (Part::Summary, text));
            look(
                Found::Person(PersonKey::new(i)),
                &names.chain(about).collect::<Vec<_>>(),
            );
        }
        for (i, place) in timeline.places.iter().enumerate() {
            let names = std::iter::once(&place.name).chain(&place.aliases);
            let names = names.map(|name| (Part::Title, &**name));
            let about = place
                .description
                .as_deref()
                .map(|text| (Part::Summary, text));
            look(
                Found::Place(PlaceKey::new(i)),
                &names.chain(about).collect::<Vec<_>>(),
            );
        }
        for (key, topic) in timeline.all_topics() {
            let title = (Part::Title, &*topic.title);
            let asks = topic
                .questions
                .iter()
                .map(|question| (Part::Summary, &*question.ask));
            look(
                Found::Topic(key),
                &std::iter::once(title).chain(asks).collect::<Vec<_>>(),
            );
        }
    }
    hits.sort_by(|(a, _), (b, _)| a.cmp(b));
    hits.into_iter().map(|(_, hit)| hit).collect()
}

fn accounts<'a>(event: &'a Event, filter: &Filter) -> impl Iterator<Item = (usize, &'a str)> {
    let accounts = event.accounts.iter().enumerate();
    let told = accounts.filter(move |(_, a)| {
        filter
            .told_by
            .is_none_or(|source| a.told.at.source == source)
    });
    told.filter_map(|(i, account)| Some((i, account.told.says.as_deref()?)))
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
    let spans = split[shown]
        .iter()
        .filter(|candidate| {
            wanted
                .iter()
                .any(|word| fit(word, &candidate.folded).is_some())
        })
        .map(|candidate| candidate.span.clone())
        .collect();
    let rank = Rank {
        missing: wanted.len() - best_of_each.len(),
        part,
        fit: fit_of_worst,
        besides: split[shown].len().saturating_sub(best_of_each.len()),
        found,
    };
    let text = texts[shown].1;
    Some((rank, SearchHit { found, text, spans }))
}
