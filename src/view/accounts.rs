//! Accounts as rows for programs.

use chrono::NaiveDate;

use crate::error::Result;
use crate::report::accounts::Accounts;

use super::page::Grid;
use super::{Format, Look, json, refused, separated};

/// The formats that have rows.
const OF_ROWS: &[Format] = &[Format::Csv, Format::Tsv, Format::Ndjson, Format::Json];

/// The accounts in one of the formats that have rows; another is refused.
pub fn show_accounts(accounts: &Accounts<'_, '_>, format: Format, look: Look) -> Result<String> {
    Ok(match format {
        Format::Csv => separated::render(&records(accounts), b',', look.ascii),
        Format::Tsv => separated::render(&records(accounts), b'\t', look.ascii),
        Format::Json => json::pretty(accounts, look.ascii),
        Format::Ndjson => json::lines(accounts, look.ascii),
        _ => return Err(refused(format, OF_ROWS)),
    })
}

fn records(accounts: &Accounts<'_, '_>) -> Grid {
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
    for row in &accounts.rows {
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
