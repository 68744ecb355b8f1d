//! What the sources say, account by account, for programs that want a row for each.

use serde::{Serialize, Serializer};

use super::event::AccountReport;
use super::extract::Extract;

/// The accounts of the chosen events. They serialize to an array.
pub struct Accounts<'e, 'a> {
    /// One for each account: the events in chronological order, the accounts of an event in the
    /// order of the file.
    pub rows: Vec<AccountRow<'e, 'a>>,
}

impl Serialize for Accounts<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.rows.serialize(serializer)
    }
}

/// An account with the event that it is of.
#[derive(Serialize)]
pub struct AccountRow<'e, 'a> {
    /// The id of the event.
    pub event: &'a str,
    /// The title of the event.
    pub title: &'a str,
    /// The account.
    #[serde(flatten)]
    pub account: &'e AccountReport<'a>,
}

/// The accounts of the events of an extract.
pub fn accounts<'e, 'a>(extract: &'e Extract<'a>) -> Accounts<'e, 'a> {
    let rows = extract.events.iter().flat_map(|page| {
        page.accounts.iter().map(|account| AccountRow {
            event: page.row.id,
            title: page.row.title,
            account,
        })
    });
    Accounts {
        rows: rows.collect(),
    }
}
