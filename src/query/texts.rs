//! The texts of events in which a search looks, folded for comparison.

use crate::model::event::Event;
use crate::model::key::SourceKey;
use crate::model::timeline::Timeline;

use super::words::{fits_any, fold_words};

/// The texts of an event, folded.
#[derive(Clone)]
pub struct FoldedTexts(Vec<(TextOf, String)>);

#[derive(Clone, Copy)]
enum TextOf {
    Title,
    Summary,
    Account(SourceKey),
}

impl FoldedTexts {
    pub fn new(event: &Event) -> Self {
        let summary = event.summary.as_deref();
        let accounts = event.accounts.iter().filter_map(|account| {
            let says = account.told.says.as_deref()?;
            Some((TextOf::Account(account.told.at.source), says))
        });
        let texts = [(TextOf::Title, &*event.title)]
            .into_iter()
            .chain(summary.map(|text| (TextOf::Summary, text)))
            .chain(accounts);
        Self(texts.map(|(of, text)| (of, fold_words(text))).collect())
    }

    /// Whether the texts hold all words of one of the searches. With a telling source, only the
    /// title and its own accounts count.
    pub fn hold(&self, searches: &[Vec<String>], told_by: Option<SourceKey>) -> bool {
        let is_told = |of: TextOf| match (of, told_by) {
            (TextOf::Title, _) | (_, None) => true,
            (TextOf::Summary, Some(_)) => false,
            (TextOf::Account(source), Some(perspective)) => source == perspective,
        };
        let told: Vec<_> = self.0.iter().filter(|(of, _)| is_told(*of)).collect();
        let holds = |word: &String| told.iter().any(|(_, text)| fits_any(word, text));
        searches.iter().any(|words| words.iter().all(holds))
    }
}

/// The texts of all events, by their index. Who searches for every letter that is typed folds them
/// once: to fold takes ten times as long as to look through what is folded (`benches/explore.rs`).
pub fn fold_all(timeline: &Timeline) -> Vec<FoldedTexts> {
    timeline.events.iter().map(FoldedTexts::new).collect()
}
