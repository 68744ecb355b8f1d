//! What the sources say of one event. Of the shipped timeline it is read only when it is first
//! looked at.

use std::fmt;
use std::ops::Deref;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::agreement;
use super::event::{Account, Few};
use super::key::SourceKey;

/// What the sources say of one event, in the order of the file. Most lists need no more of it
/// than [`Told`] holds.
#[derive(Clone)]
pub struct Accounts<'t>(List<'t>);

#[derive(Clone)]
enum List<'t> {
    Here(Vec<Account<'t>>),
    /// Those of the event of this number.
    Later(&'static Later, u32),
}

/// The accounts of all events of a timeline, which are read when one of them is first looked at.
pub struct Later {
    /// What is known of the accounts of each event without reading them.
    pub told: Vec<Told>,
    /// The accounts of each event.
    pub accounts: LazyLock<Vec<Vec<Account<'static>>>>,
}

/// What the accounts of an event come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The sources that tell of it, each once, in the order of the timeline.
    pub by: Few<SourceKey>,
    /// Whether two sources' own dates for it are disjoint; see [`agreement::dates_clash`].
    pub dates_clash: bool,
}

impl<'t> Accounts<'t> {
    /// The accounts of the event `index` of those that are read later.
    pub fn later(all: &'static Later, index: usize) -> Self {
        let number = u32::try_from(index).expect("a timeline holds fewer than 2^32 events");
        Self(List::Later(all, number))
    }

    fn known(&self) -> Option<&'static Told> {
        match self.0 {
            List::Here(_) => None,
            List::Later(all, index) => Some(&all.told[index as usize]),
        }
    }

    /// The sources that give the accounts, each once, in the order of the timeline.
    pub fn sources(&self) -> Few<SourceKey> {
        if let Some(told) = self.known() {
            return told.by.clone();
        }
        let mut sources: Few<SourceKey> =
            self.iter().map(|account| account.told.at.source).collect();
        sources.sort_unstable();
        sources.dedup();
        sources
    }

    /// Whether one of the accounts is that of the source.
    #[allow(dead_code, reason = "the model is being rewritten without it")]
    pub fn are_told_by(&self, source: SourceKey) -> bool {
        match self.known() {
            Some(told) => told.by.contains(&source),
            None => self.iter().any(|account| account.told.at.source == source),
        }
    }

    /// Whether two sources' own dates are disjoint; see [`agreement::dates_clash`].
    pub fn dates_clash(&self) -> bool {
        self.known()
            .map_or_else(|| agreement::dates_clash(self), |told| told.dates_clash)
    }

    /// The accounts, to be changed.
    pub fn to_mut(&mut self) -> &mut Vec<Account<'t>> {
        if let List::Later(all, index) = self.0 {
            self.0 = List::Here(all.accounts[index as usize].clone());
        }
        match &mut self.0 {
            List::Here(accounts) => accounts,
            List::Later(..) => unreachable!("it is here now"),
        }
    }
}

impl From<&Accounts<'_>> for Told {
    fn from(accounts: &Accounts<'_>) -> Self {
        Self {
            by: accounts.sources(),
            dates_clash: accounts.dates_clash(),
        }
    }
}

impl Default for Accounts<'_> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<'t> From<Vec<Account<'t>>> for Accounts<'t> {
    fn from(accounts: Vec<Account<'t>>) -> Self {
        Self(List::Here(accounts))
    }
}

impl<'t> Deref for Accounts<'t> {
    type Target = [Account<'t>];

    fn deref(&self) -> &[Account<'t>] {
        match &self.0 {
            List::Here(accounts) => accounts,
            List::Later(all, index) => &all.accounts[*index as usize],
        }
    }
}

impl fmt::Debug for Accounts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
