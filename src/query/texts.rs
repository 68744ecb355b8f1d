//! The searchable texts of events, folded for comparison.

use crate::model::event::Event;
use crate::model::key::SourceKey;

use super::words::{fits_any, fold_words};

#[derive(Clone)]
pub struct FoldedTexts {
    title: String,
    /// Empty if there is none.
    summary: String,
    accounts: Vec<(SourceKey, String)>,
}

impl FoldedTexts {
    pub fn new(event: &Event) -> Self {
        let accounts = event.accounts.iter().filter_map(|account| {
            let says = account.claim.says.as_deref()?;
            Some((account.claim.locator.source, fold_words(says)))
        });
        Self {
            title: fold_words(&event.title),
            summary: fold_words(event.summary.as_deref().unwrap_or_default()),
            accounts: accounts.collect(),
        }
    }

    /// Whether the texts contain all of the words. With `told_by`, only the title and the accounts
    /// of that source count.
    pub fn contains_words(&self, words: &str, told_by: Option<SourceKey>) -> bool {
        let summary = Some(&self.summary).filter(|_| told_by.is_none());
        let accounts = self.accounts.iter();
        let accounts =
            accounts.filter(|(source, _)| told_by.is_none_or(|perspective| perspective == *source));
        let texts = [&self.title].into_iter().chain(summary);
        let texts = texts.chain(accounts.map(|(_, text)| text));
        let mut words = words.split(' ');
        words.all(|word| texts.clone().any(|text| fits_any(word, text)))
    }
}
