//! Accounts as machine-readable records.

use crate::report::extract::AccountRow;

use super::View;
use super::page::Page;

impl View for Vec<AccountRow<'_, '_>> {
    fn fields() -> String {
        "event title source paragraph page date earliest latest as_printed says voice hedged note \
         note/reference"
            .into()
    }

    /// Adds nothing: only exports use this view, as records or JSON.
    fn fill(&self, _: &mut Page) {}
}
