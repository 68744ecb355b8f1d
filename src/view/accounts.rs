//! Accounts as rows for programs.

use crate::model::date::Date;
use crate::report::extract::AccountRow;

use super::View;
use super::column::{Column, field, optional, records};
use super::page::Page;

impl View for Vec<AccountRow<'_, '_>> {
    /// Has no page: only exports ask for it, as records or JSON.
    fn fill(&self, _: &mut Page) {}

    fn records(&self) -> Option<Vec<Vec<String>>> {
        Some(records(self, &columns()))
    }
}

fn columns<'r, 'a>() -> Vec<Column<AccountRow<'r, 'a>>> {
    vec![
        field("event", |row| row.event.into()),
        field("title", |row| row.title.into()),
        field("source", |row| row.account.cited.source.into()),
        field("paragraph", |row| optional(row.account.cited.paragraph)),
        field("page", |row| optional(row.account.cited.page)),
        field("date", |row| {
            optional(row.account.when.date.map(Date::as_str))
        }),
        field("earliest", |row| {
            optional(row.account.when.bounds().earliest)
        }),
        field("latest", |row| optional(row.account.when.bounds().latest)),
        field("as_printed", |row| optional(row.account.as_printed)),
        field("says", |row| optional(row.account.says)),
        field("voice", |row| optional(row.account.voice)),
        field("hedged", |row| row.account.hedged.into()),
        field("note", |row| {
            optional(row.account.note.map(|note| &note.says))
        }),
        field("reference", |row| {
            optional(row.account.note.and_then(|note| note.reference.as_ref()))
        }),
    ]
}
