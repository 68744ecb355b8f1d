//! Which events hold a word, known beforehand, so that a search keeps up with typing.

use std::collections::{HashMap, VecDeque};

use crate::model::key::SourceKey;
use crate::model::timeline::Timeline;

use super::words::{fit, fold_word, spans};

/// Every word of a timeline's titles, summaries and accounts, with where it stands.
pub struct WordIndex {
    /// The words, folded, each once, one after the other: all are looked at for every search.
    words: String,
    /// Where each word ends.
    ends: Vec<usize>,
    /// For each word, the events that hold it.
    places: Vec<Vec<Place>>,
    /// How many events there are.
    events: usize,
    /// The last words that were looked for, in which parts, and the events that hold them: as a
    /// search is typed, all its words but the last stay.
    known: VecDeque<(String, u32, Vec<bool>)>,
}

/// How many words are kept.
const KNOWN: usize = 8;

/// An event that holds a word, and in which of its parts.
struct Place {
    event: u32,
    parts: u32,
}

const TITLE: u32 = 1;
const SUMMARY: u32 = 1 << 1;

/// The part that a source's accounts are, where there is one for it: the first thirty sources
/// have one each.
fn part_of(source: SourceKey) -> Option<u32> {
    1u32.checked_shl(u32::try_from(source.index() + 2).ok()?)
}

impl WordIndex {
    /// Reads every text of the timeline once.
    pub fn new(timeline: &Timeline) -> Self {
        let mut index = Self {
            words: String::new(),
            ends: Vec::new(),
            places: Vec::new(),
            events: timeline.events.len(),
            known: VecDeque::new(),
        };
        // A word is folded once for each way in which it is written, and not wherever it stands.
        let mut written: HashMap<&str, Option<usize>> = HashMap::new();
        let mut folded: HashMap<String, usize> = HashMap::new();
        for (key, event) in timeline.all_events() {
            let title = (TITLE, &*event.title);
            let summary = event.summary.as_deref().map(|text| (SUMMARY, text));
            let accounts = event.accounts.iter().filter_map(|account| {
                let part = part_of(account.told.at.source).unwrap_or_default();
                Some((part, account.told.says.as_deref()?))
            });
            for (part, text) in [title].into_iter().chain(summary).chain(accounts) {
                for span in spans(text) {
                    let word = &text[span];
                    let number = *written
                        .entry(word)
                        .or_insert_with(|| index.number(&mut folded, word));
                    if let Some(number) = number {
                        index.note(number, key.index(), part);
                    }
                }
            }
        }
        index
    }

    /// The number of a word, a new one where it is new; none where nothing of it can be compared.
    fn number(&mut self, folded: &mut HashMap<String, usize>, word: &str) -> Option<usize> {
        let word = fold_word(word);
        if word.is_empty() {
            return None;
        }
        Some(*folded.entry(word).or_insert_with_key(|word| {
            self.words.push_str(word);
            self.ends.push(self.words.len());
            self.places.push(Vec::new());
            self.places.len() - 1
        }))
    }

    fn note(&mut self, word: usize, event: usize, part: u32) {
        let event = u32::try_from(event).expect("a timeline holds fewer than 2^32 events");
        match self.places[word].last_mut() {
            Some(last) if last.event == event => last.parts |= part,
            _ => self.places[word].push(Place { event, parts: part }),
        }
    }

    /// For every event, whether it holds all words of one of the searches: in its title or what
    /// the source says where one alone tells, and otherwise anywhere.
    ///
    /// `None` where that source is one of those that have no part of their own here.
    pub fn find(
        &mut self,
        searches: &[Vec<String>],
        told_by: Option<SourceKey>,
    ) -> Option<Vec<bool>> {
        let parts = match told_by {
            None => u32::MAX,
            Some(source) => TITLE | part_of(source)?,
        };
        let mut found = vec![false; self.events];
        for search in searches {
            let mut holds_all = vec![true; self.events];
            for wanted in search {
                for (all, one) in holds_all.iter_mut().zip(self.known(wanted, parts)) {
                    *all &= one;
                }
            }
            for (some, all) in found.iter_mut().zip(holds_all) {
                *some |= all;
            }
        }
        Some(found)
    }

    fn known(&mut self, wanted: &str, parts: u32) -> &[bool] {
        let is_it = |(word, of, _): &(String, u32, Vec<bool>)| word == wanted && *of == parts;
        let known = self.known.iter().position(is_it);
        let known = known.and_then(|place| self.known.remove(place));
        let holding = known.unwrap_or_else(|| {
            let holding = self.holding(wanted, parts);
            (wanted.to_owned(), parts, holding)
        });
        self.known.truncate(KNOWN - 1);
        self.known.push_front(holding);
        &self.known[0].2
    }

    fn holding(&self, wanted: &str, parts: u32) -> Vec<bool> {
        let mut holding = vec![false; self.events];
        let mut start = 0;
        for (end, places) in self.ends.iter().zip(&self.places) {
            let word = &self.words[start..*end];
            start = *end;
            if fit(wanted, word).is_some() {
                // An account of a source without a part of its own counts where all may tell.
                let told = places
                    .iter()
                    .filter(|p| parts == u32::MAX || p.parts & parts != 0);
                told.for_each(|place| holding[place.event as usize] = true);
            }
        }
        holding
    }
}
