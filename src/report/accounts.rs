//! What the sources say, account by account, for programs that want a row for each.

use serde::Serialize;

use super::event::AccountReport;
use super::extract::Extract;

/// An account with the event that it is of.
#[derive(Serialize)]
pub struct AccountRow<'e, 'a> {
    pub event: &'a str,
    pub title: &'a str,
    #[serde(flatten)]
    pub account: &'e AccountReport<'a>,
}

/// The accounts of the events of an extract: the events in chronological order, the accounts of an
/// event in the order of the file.
pub fn accounts<'e, 'a>(extract: &'e Extract<'a>) -> Vec<AccountRow<'e, 'a>> {
    let rows = extract.events.iter().flat_map(|page| {
        page.accounts.iter().map(|account| AccountRow {
            event: page.row.id,
            title: page.row.title,
            account,
        })
    });
    rows.collect()
}
