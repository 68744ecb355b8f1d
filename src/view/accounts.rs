//! Accounts as rows for programs.

use chrono::NaiveDate;

use crate::report::accounts::AccountRow;

use super::grid::Grid;
use super::page::Page;
use super::{Format, View};

impl View for Vec<AccountRow<'_, '_>> {
    const FORMATS: &'static [Format] = &[Format::Csv, Format::Tsv, Format::Ndjson, Format::Json];

    fn page(&self, _: usize) -> Page {
        let mut page = Page::default();
        page.grid(self.records());
        page
    }

    fn records(&self) -> Grid {
        let mut grid = Grid::of_fields(&[
            "event",
            "title",
            "source",
            "paragraph",
            "page",
            "date",
            "earliest",
            "latest",
            "as_printed",
            "says",
            "voice",
            "hedged",
            "note",
            "reference",
        ]);
        let or_empty = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        for row in self {
            let account = row.account;
            let number = account.cited.paragraph;
            grid.row([
                row.event.into(),
                row.title.into(),
                account.cited.source.into(),
                number
                    .map(|number| number.to_string())
                    .unwrap_or_default()
                    .into(),
                or_empty(account.cited.page).into(),
                or_empty(account.when.date).into(),
                day(account.when.earliest).into(),
                day(account.when.latest).into(),
                or_empty(account.as_printed).into(),
                or_empty(account.says).into(),
                or_empty(account.voice).into(),
                account.hedged.to_string().into(),
                or_empty(account.note.map(|note| note.says)).into(),
                or_empty(account.note.and_then(|note| note.reference)).into(),
            ]);
        }
        grid
    }
}
