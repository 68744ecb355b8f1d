//! A database as SQL text, for the sqlite3 shell or whatever else takes such text.
//!
//! All of it is one transaction. Every row is read through `temp.loading`, a table of one row
//! that a rollback takes away: where one of the names is taken already, the transaction is
//! rolled back, and whatever runs after that finds nothing to load.

mod rows;
mod topics;

use std::fmt::Write as _;

use chrono::NaiveDate;

use crate::report::excerpt::excerpt_timeline;
use crate::report::extract::Extract;
use crate::view::{in_ascii, is_unseen, made_visible};

use super::{Exported, Options};

/// The tables, indices and views in ASCII, each beginning on a line of its own.
const SCHEMA: &str = include_str!("schema.sql");

/// The chosen events and what they name, as a database.
pub fn sqlite(extract: &Extract<'_>, options: Options) -> Exported {
    let timeline = excerpt_timeline(extract);
    let mut sql = Sql {
        text: String::new(),
        ascii: options.ascii,
    };
    sql.open();
    rows::Rows::new(&timeline, extract, &mut sql).write();
    sql.close();
    Exported::from(sql.text)
}

/// What stands in a column.
enum Cell<'a> {
    /// Words, which may hold anything.
    Text(&'a str),
    /// A whole number.
    Count(usize),
    /// A number.
    Number(f64),
    /// Nothing.
    Null,
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Cell<'_> {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl From<u32> for Cell<'_> {
    fn from(count: u32) -> Self {
        Self::Count(count as usize)
    }
}

impl From<bool> for Cell<'_> {
    fn from(is: bool) -> Self {
        Self::Count(usize::from(is))
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(there: Option<T>) -> Self {
        there.map_or(Self::Null, Into::into)
    }
}

/// SQL as it grows.
struct Sql {
    text: String,
    ascii: bool,
}

impl Sql {
    fn put(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// The schema, and the row that all others are read through.
    fn open(&mut self) {
        let names = SCHEMA.lines().filter_map(|line| {
            let rest = line.strip_prefix("CREATE ")?;
            let mut words = rest
                .split(' ')
                .skip_while(|word| word.chars().all(char::is_uppercase));
            words.next().map(|name| format!("'{name}'"))
        });
        let names = names.collect::<Vec<_>>().join(", ");
        self.put("-- Load it into a new file: sqlite3 -bail new.db < this.sql");
        self.put("PRAGMA foreign_keys = ON;");
        self.put("BEGIN;");
        self.put("CREATE TEMP TABLE taken AS SELECT count(*) AS names FROM main.sqlite_master");
        self.put(&format!("  WHERE name IN ({names});"));
        self.text.push_str(SCHEMA);
        self.put("CREATE TEMP TABLE loading (names INTEGER");
        self.put("  CONSTRAINT \"some of these tables exist already; load into a new file\"");
        self.put("  CHECK (names = 0));");
        self.put("INSERT OR ROLLBACK INTO temp.loading SELECT names FROM temp.taken;");
    }

    /// The indices of words, and the end of the transaction.
    fn close(&mut self) {
        for index in ["accounts_fts", "events_fts"] {
            self.put(&format!(
                "INSERT INTO {index} ({index}) SELECT 'rebuild' FROM temp.loading;"
            ));
        }
        self.put("DROP TABLE temp.loading;");
        self.put("DROP TABLE temp.taken;");
        self.put("COMMIT;");
    }

    /// A row, with a cell for every column of the table.
    fn row<const N: usize>(&mut self, table: &str, cells: &[Cell<'_>; N]) {
        let cells: Vec<String> = cells.iter().map(|cell| self.literal(cell)).collect();
        let cells = cells.join(", ");
        self.put(&format!(
            "INSERT INTO {table} SELECT {cells} FROM temp.loading;"
        ));
    }

    fn literal(&self, cell: &Cell<'_>) -> String {
        match cell {
            Cell::Text(text) => quoted(text, self.ascii),
            Cell::Count(count) => count.to_string(),
            Cell::Number(number) => format!("{number:?}"),
            Cell::Null => "NULL".into(),
        }
    }
}

/// A text as SQL. Tabs and line breaks stay, as calls, so that a literal never spans lines; what
/// else would not be seen is made visible.
fn quoted(text: &str, ascii: bool) -> String {
    let is_break = |c| matches!(c, '\t' | '\r' | '\n');
    let seen = made_visible(text, |c| is_unseen(c) && !matches!(c, '\t' | '\r' | '\n'));
    let mut sql = String::from("'");
    for part in seen.split_inclusive(is_break) {
        let words = part.trim_end_matches(is_break);
        let words = if ascii { in_ascii(words) } else { words.into() };
        sql.push_str(&words.replace('\'', "''"));
        if let Some(c) = part.chars().last().filter(|c| is_break(*c)) {
            write!(sql, "' || char({}) || '", u32::from(c)).expect("a string takes it");
        }
    }
    sql.push('\'');
    sql
}

/// A day as the functions of SQL read it.
fn iso(day: Option<NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_stays_on_its_line_and_in_its_quotes() {
        assert_eq!(quoted("it's", false), "'it''s'");
        assert_eq!(
            quoted("a\n.quit\tb\r\n", false),
            "'a' || char(10) || '.quit' || char(9) || 'b' || char(13) || '' || char(10) || ''"
        );
        assert_eq!(
            quoted("\0\u{1b}\u{202e}", false),
            "'<U+0000><U+001B><U+202E>'"
        );
        assert_eq!(quoted("‘Łódź’\n", true), "'''Lodz''' || char(10) || ''");
    }
}
