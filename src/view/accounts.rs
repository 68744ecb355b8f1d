//! Accounts as records for programs.

use crate::report::extract::AccountRow;

use super::View;
use super::page::Page;

impl View for Vec<AccountRow<'_, '_>> {
    fn fields() -> String {
        "event title source paragraph page date earliest latest as_printed says voice hedged note \
         note/reference"
            .into()
    }

    /// Empty: only exports use it, as records or JSON.
    fn fill(&self, _: &mut Page) {}
}
