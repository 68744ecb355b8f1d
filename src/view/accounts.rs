//! Accounts as rows for programs.

use crate::report::accounts::{AccountRow, Accounts};

use super::View;
use super::column::{Column, field, records};
use super::page::Page;

impl View for Accounts<'_, '_> {
    fn page(&self, _: usize) -> Page {
        Page::default()
    }

    fn records(&self) -> Option<Vec<Vec<String>>> {
        Some(records(&self.rows, &columns()))
    }
}

fn columns<'r, 'a>() -> Vec<Column<AccountRow<'r, 'a>>> {
    vec![
        field("event", |row| row.event.into()),
        field("title", |row| row.title.into()),
        field("source", |row| row.account.cited.source.into()),
        field("paragraph", |row| row.account.cited.paragraph.into()),
        field("page", |row| row.account.cited.page.into()),
        field("date", |row| row.account.when.date.into()),
        field("earliest", |row| row.account.when.earliest.into()),
        field("latest", |row| row.account.when.latest.into()),
        field("as_printed", |row| row.account.as_printed.into()),
        field("says", |row| row.account.says.into()),
        field("voice", |row| row.account.voice.into()),
        field("hedged", |row| row.account.hedged.into()),
        field("note", |row| row.account.note.map(|note| note.says).into()),
        field("reference", |row| {
            row.account.note.and_then(|note| note.reference).into()
        }),
    ]
}
