//! Reads the rows of a table: what each says, when, and who says so.

use itertools::Itertools as _;

use crate::dataset::record::{AccountRecord, NoteRecord};
use crate::model::date::Date;
use crate::model::event::EventKind;
use crate::model::text::Text;

use super::assemble::{Citation, Entries, Entry};
use super::dates::{
    DateOrder, DateStyle, Reading, Unread, contradiction, cut_to_unit, join, no_date, parse,
    reconcile, unread, with_time,
};
use super::headings::Field;
use super::table::{Row, Table};
use super::text::{TITLE_LENGTH, is_cell_error, is_empty_cell, plain, shortened, values};
use super::words::in_english;
use super::{CellProblem, Whole, whole};

/// Columns whose cells are dates.
const DATES: [Field; 6] = [
    Field::Date,
    Field::Year,
    Field::End,
    Field::EndYear,
    Field::DisplayDate,
    Field::EventDate,
];

/// Words for the number of a page.
const PAGE_WORDS: [&str; 8] = ["p", "pp", "s", "seite", "page", "pages", "с", "стр"];

/// The most characters of a title of which `check` does not warn.
const LONGEST_TITLE: usize = 80;

/// The most words that are kept as printed.
const LONGEST_PRINT: usize = 8;

/// The columns of one side of a date: the whole date, year, month, day and time.
type Side = [Field; 5];

const START: Side = [
    Field::Date,
    Field::Year,
    Field::Month,
    Field::Day,
    Field::Time,
];
const END: Side = [
    Field::End,
    Field::EndYear,
    Field::EndMonth,
    Field::EndDay,
    Field::EndTime,
];

/// The entries of a table. `order` is that of day and month where a column does not tell it.
pub fn entries(mut table: Table, order: Option<DateOrder>) -> Whole<Entries> {
    let mut entries = Entries {
        problems: std::mem::take(&mut table.problems),
        unused: std::mem::take(&mut table.unused),
        ..Entries::default()
    };
    let mut rows = std::mem::take(&mut table.rows);
    mark_julian(&mut rows, &table.fields);
    let mut sheet = Sheet::new(table, &rows, order);
    sheet.check_columns(&rows)?;
    entries.unused.extend(sheet.unused(&rows));
    for (i, row) in rows.iter().enumerate() {
        if let Some(year) = rows.get(i + 1).and_then(|next| sheet.year_above(row, next)) {
            sheet.year_above = year;
        } else if entries.title.is_none() && sheet.is_title(row) {
            entries.id = sheet.plain(row, Field::Id);
            let says = sheet.plain(row, Field::Says);
            entries.title = sheet.plain(row, Field::Title).or_else(|| says.clone());
            entries.description = says.filter(|says| entries.title.as_ref() != Some(says));
        } else {
            let entry = sheet.entry(row, &mut entries.problems);
            entries.list.extend(entry);
        }
    }
    if entries.list.is_empty() && entries.problems.is_empty() {
        let remedy = "give a row for each event";
        return Err(whole(1, "there is no event in the file", remedy));
    }
    Ok(entries)
}

/// Marks dates whose row says `julian` in the column of their calendar.
fn mark_julian(rows: &mut [Row], fields: &[Option<Field>]) {
    let column = |field| fields.iter().position(|other| *other == Some(field));
    for (calendar, date) in [
        (Field::Calendar, Field::Date),
        (Field::EventCalendar, Field::EventDate),
    ] {
        let Some((calendar, date)) = column(calendar).zip(column(date)) else {
            continue;
        };
        for cells in rows.iter_mut().map(|row| &mut row.cells) {
            let is_julian = cells
                .get(calendar)
                .is_some_and(|cell| cell.trim().eq_ignore_ascii_case("julian"));
            if let Some(cell) = cells
                .get_mut(date)
                .filter(|cell| is_julian && !is_empty_cell(cell))
            {
                *cell = format!("{} os", cell.trim());
            }
        }
    }
}

/// The columns of a table, and what they tell of their cells.
struct Sheet {
    table: Table,
    /// How dates are written in each column.
    styles: Vec<DateStyle>,
    /// The year in a row of its own above those of its events.
    year_above: String,
}

impl Sheet {
    fn new(mut table: Table, rows: &[Row], order: Option<DateOrder>) -> Self {
        let cells = |at: usize| {
            let cells = rows.iter().filter_map(move |row| row.cells.get(at));
            let cells = cells.map(|cell| cell.trim());
            cells.filter(|cell| !is_empty_cell(cell))
        };
        let has_source = table.fields.contains(&Some(Field::Source));
        for (at, field) in table.fields.iter_mut().enumerate() {
            let is_used = match field {
                // Running numbers are no ids.
                Some(Field::Id) => !cells(at).all(|cell| cell.bytes().all(|b| b.is_ascii_digit())),
                Some(Field::Url) => has_source,
                _ => true,
            };
            *field = field.filter(|_| is_used);
        }
        let is_date = |at: &usize| table.fields[*at].is_some_and(|field| DATES.contains(&field));
        let dates = (0..table.fields.len()).filter(is_date);
        let all = DateStyle::of(dates.flat_map(cells));
        let styles = (0..table.fields.len()).map(|at| DateStyle {
            order: DateStyle::of(cells(at)).order.or(all.order).or(order),
            is_ancient: all.is_ancient || table.is_timelinejs,
            ..all
        });
        Self {
            styles: styles.collect(),
            year_above: String::new(),
            table,
        }
    }

    fn columns(&self, field: Field) -> impl Iterator<Item = usize> {
        let fields = self.table.fields.iter();
        fields.positions(move |found| *found == Some(field))
    }

    fn has(&self, field: Field) -> bool {
        self.columns(field).next().is_some()
    }

    fn heading(&self, field: Field) -> &str {
        let at = self.columns(field).next();
        at.map_or("", |at| &self.table.headings[at])
    }

    /// The cells of a field that say something, each with its column.
    fn cells<'r>(&self, row: &'r Row, field: Field) -> impl Iterator<Item = (usize, &'r str)> {
        let cells = self.columns(field);
        let cells = cells.filter_map(|at| Some((at, row.cells.get(at)?.trim())));
        cells.filter(|(_, cell)| !is_empty_cell(cell))
    }

    fn cell<'r>(&self, row: &'r Row, field: Field) -> Option<&'r str> {
        self.cells(row, field).next().map(|(_, cell)| cell)
    }

    /// The cells of a field as text; `None` if they say nothing.
    fn plain(&self, row: &Row, field: Field) -> Option<String> {
        let mut cells = self.cells(row, field).map(|(_, cell)| plain(cell));
        let text = cells.join(" ");
        (!text.is_empty()).then_some(text)
    }

    fn values(&self, row: &Row, field: Field) -> Vec<String> {
        let values = self.cells(row, field).flat_map(|(_, cell)| values(cell));
        values.unique().collect()
    }

    /// Refuses a table without a column for dates, or for what happened.
    fn check_columns(&self, rows: &[Row]) -> Whole<()> {
        let has_one_of = |fields: [Field; 2]| fields.iter().any(|field| self.has(*field));
        let (column, message, name) = if !has_one_of([Field::Date, Field::Year]) {
            (self.heading(Field::Time), "no column holds a day", "date")
        } else if !has_one_of([Field::Title, Field::Says]) {
            ("", "no column says what happened", "title")
        } else {
            return Ok(());
        };
        let unused = self.unused(rows).join(", ");
        let mut remedy = format!("give the column that does the heading `{name}`");
        if !unused.is_empty() {
            remedy += &format!("; headings that are not known: {unused}");
        }
        let mut problem = whole(1, message, &remedy);
        column.clone_into(&mut problem.column);
        if !rows.is_empty() {
            problem.lines = rows.iter().map(|row| row.line).collect();
        }
        Err(problem)
    }

    /// Columns that have cells, but are not read.
    fn unused(&self, rows: &[Row]) -> Vec<String> {
        let has_cells = |at: usize| {
            let mut cells = rows.iter().filter_map(|row| row.cells.get(at));
            cells.any(|cell| !is_empty_cell(cell))
        };
        let fields = self.table.fields.iter().enumerate();
        let unused = fields.filter(|(at, field)| field.is_none() && has_cells(*at));
        let name = |at: usize| match &*self.table.headings[at] {
            "" => format!("column {} (without a heading)", at + 1),
            heading => heading.to_owned(),
        };
        unused.map(|(at, _)| name(at)).collect()
    }

    /// The year that a row has alone, if the date of the next row lacks one.
    fn year_above(&self, row: &Row, next: &Row) -> Option<String> {
        let (at, year) = self.cells(row, Field::Date).next()?;
        let (_, date) = self.cells(next, Field::Date).next()?;
        let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        let read = |text: &str| self.styles[at].read(text);
        let lacks_year = || read(date).is_err() && read(&format!("{date} {year}")).is_ok();
        let is_above = is_year && row.filled().count() == 1 && lacks_year();
        is_above.then(|| year.to_owned())
    }

    /// Whether a row is the title of the timeline: `title` as its kind, and no date.
    fn is_title(&self, row: &Row) -> bool {
        let kind = self.cell(row, Field::Kind).unwrap_or_default();
        let mut dates = DATES.iter().filter_map(|field| self.cell(row, *field));
        kind.eq_ignore_ascii_case("title") && dates.next().is_none()
    }

    /// The entry of a row; `None` if a cell cannot be read.
    fn entry(&self, row: &Row, problems: &mut Vec<CellProblem>) -> Option<Entry> {
        let remedy = "correct the cell in the spreadsheet, or make its column wider";
        let no_value = unread("the spreadsheet program has no value to show", remedy);
        let cells = self.table.fields.iter().zip(&row.cells);
        let broken = cells.filter(|(_, cell)| is_cell_error(cell));
        let broken = broken.filter_map(|(field, _)| *field);
        let mut faults: Vec<(Field, Unread)> =
            broken.map(|field| (field, no_value.clone())).collect();
        let (date, as_printed) = match faults.as_slice() {
            [] => self.date(row, &mut faults),
            _ => (None, None),
        };
        let event_date = self
            .cells(row, Field::EventDate)
            .next()
            .and_then(|(at, cell)| {
                let fault = |why| faults.push((Field::EventDate, why));
                self.styles[at].read(cell).map_err(fault).ok()
            });
        if date.is_none() && event_date.is_none() && faults.is_empty() {
            faults.push((self.date_field(START), no_date()));
        }
        let summary = self.plain(row, Field::Summary);
        let (says, summary) = match self.plain(row, Field::Says) {
            Some(says) => (says, summary),
            None => (summary.unwrap_or_default(), None),
        };
        let sentence = says.split_inclusive(['.', '!', '?']).next();
        let sentence = sentence.unwrap_or_default().trim_end_matches('.');
        let stated = self.plain(row, Field::Title);
        let stated = stated.unwrap_or_else(|| shortened(sentence));
        if stated.is_empty() {
            let why = unread("the row says nothing of what happened", "give it a title");
            faults.push((Field::Title, why));
        }
        let is_readable = faults.is_empty();
        for (field, why) in faults {
            self.report(row, field, why, problems);
        }
        let mut themes = self.values(row, Field::Themes);
        let kind = self.cell(row, Field::Kind).map(str::to_lowercase);
        if !matches!(
            kind.as_deref(),
            Some("title" | "era" | "event" | "condition")
        ) {
            themes.extend(self.values(row, Field::Kind));
        }
        let (title, says) = title_and_text(stated, says);
        let paragraph = self.cell(row, Field::Paragraph);
        let paragraph = paragraph.and_then(|cell| cell.parse().ok());
        let text = |field| self.plain(row, field).map(|text| Text::from(text.as_str()));
        let account = AccountRecord {
            paragraph,
            page: paragraph.is_none().then(|| row.place.as_str().into()),
            date: date.as_ref().map(Text::from),
            calendar: date.as_ref().and_then(Date::calendar),
            as_printed: text(Field::AsPrinted).or(as_printed.as_deref().map(Text::from)),
            says: says.as_str().into(),
            voice: text(Field::Voice),
            hedged: self.cell(row, Field::Hedged) == Some("true"),
            note: text(Field::Note).map(|says| NoteRecord {
                says,
                reference: text(Field::Reference),
            }),
            ..AccountRecord::default()
        };
        is_readable.then(|| Entry {
            line: row.line,
            order: 0,
            id: self.plain(row, Field::Id),
            kind: match kind.as_deref() {
                Some("era" | "condition") => EventKind::Condition,
                _ => EventKind::Event,
            },
            title,
            summary,
            date,
            event_date,
            account,
            citations: self.citations(row),
            people: self.values(row, Field::People),
            places: self.values(row, Field::Places),
            themes,
        })
    }

    /// Adds a problem of a cell, or its line to a problem that the whole column has.
    fn report(&self, row: &Row, field: Field, why: Unread, problems: &mut Vec<CellProblem>) {
        let column = self.heading(field);
        let is_same = |problem: &&mut CellProblem| {
            why.is_undecided && problem.column == column && problem.message == why.message
        };
        if let Some(problem) = problems.iter_mut().find(is_same) {
            return problem.lines.push(row.line);
        }
        let value = self.cell(row, field).unwrap_or_default();
        let problem = CellProblem::new(row.line, column, value, why.message, why.remedy);
        problems.push(problem);
    }

    /// The sources of a row, each with its page.
    fn citations(&self, row: &Row) -> Vec<Citation> {
        let pages = self.values(row, Field::Page);
        let names = self.values(row, Field::Source);
        let url = self.cell(row, Field::Url).filter(|_| names.len() == 1);
        let citation = |(i, name): (usize, String)| {
            let (name, page) = match pages.get(i).or(pages.first()) {
                Some(page) => (name, Some(page.clone())),
                None if self.has(Field::Page) => (name, None),
                None => split_page(&name),
            };
            let mut urls = name.split(' ').chain(url).filter(|word| is_url(word));
            Citation {
                url: urls.next().map(str::to_owned),
                name,
                page,
            }
        };
        names.into_iter().enumerate().map(citation).collect()
    }

    /// The column that a problem of one side of a date concerns.
    fn date_field(&self, [whole, year, ..]: Side) -> Field {
        if self.has(whole) { whole } else { year }
    }

    /// The date of a row, from all columns that have a part of it, and the words of a date for readers
    /// that cannot be read.
    fn date(&self, row: &Row, faults: &mut Vec<(Field, Unread)>) -> (Option<Date>, Option<String>) {
        let shown = self.cells(row, Field::DisplayDate);
        let shown = shown.map(|(at, cell)| (at, cell, self.styles[at].read(cell)));
        let shown: Vec<(usize, &str, Reading)> = shown.collect();
        let displayed = shown.iter().map(|(_, _, reading)| reading.clone());
        let mut displayed = displayed.flatten();
        let ends = [Field::End, Field::EndYear].into_iter();
        let mut ends = ends.filter_map(|field| self.cell(row, field));
        let end = if ends.any(|cell| in_english(cell) == "present") {
            Ok(Some(None))
        } else {
            self.side(row, END).map(|end| end.map(Some))
        };
        let date = match (self.side(row, START), end) {
            (Ok(Some(start)), Ok(None)) => Ok(start),
            (Ok(Some(start)), Ok(Some(end))) => {
                join(&start, end.as_ref()).map_err(|why| faults.push((self.date_field(END), why)))
            }
            // Where the date for programs is missing or unclear, that for readers is enough.
            (Ok(None), Ok(None)) => return (displayed.next(), None),
            (Err(fault), Ok(None)) => displayed.next().ok_or_else(|| faults.push(fault)),
            (start, end) => {
                let missing = (self.date_field(START), no_date());
                faults.extend(start.and_then(|date| date.ok_or(missing)).err());
                faults.extend(end.err());
                Err(())
            }
        };
        let cut = |date: &Date| cut_to_unit(date, self.cell(row, Field::Precision)?)?.ok();
        let mut date = date.ok().map(|date| cut(&date).unwrap_or(date));
        let mut as_printed = None;
        for (at, words, reading) in &shown {
            let Some(stated) = date.take() else { break };
            let stands = match (cut_to_unit(&stated, words), reading) {
                (Some(cut), _) => cut,
                (_, Ok(shown)) => reconcile(&stated, shown, self.table.is_timelinejs)
                    .ok_or_else(|| contradiction(&stated, &self.table.headings[*at], words)),
                (_, Err(_)) => {
                    let words = plain(words);
                    as_printed = (words.split(' ').count() <= LONGEST_PRINT).then_some(words);
                    Ok(stated)
                }
            };
            let fault = |why| faults.push((self.date_field(START), why));
            date = stands.map_err(fault).ok();
        }
        (date, as_printed)
    }

    /// The start or the end of a date: a whole date, its parts in columns of their own, or both.
    fn side(
        &self,
        row: &Row,
        [whole, year, month, day, time]: Side,
    ) -> Result<Option<Date>, (Field, Unread)> {
        let parts = self.parts(row, [whole, year, month, day]);
        let parts = parts.map_err(|why| (year, why))?;
        let stated = self.cells(row, whole).next().map(|(at, cell)| {
            // A date such as `22 February` may have its year in another column, or above.
            let year = self.cell(row, year).unwrap_or(&self.year_above);
            let style = self.styles[at];
            let with_year = |why| style.read(&format!("{cell} {year}")).map_err(|_| why);
            style.read(cell).or_else(with_year)
        });
        let stated = stated.transpose().map_err(|why| (whole, why))?;
        let date = match (parts, stated) {
            (Some(parts), Some(stated)) => match reconcile(&parts, &stated, false) {
                None if whole == Field::Date => {
                    let stated_year = self.cell(row, year).unwrap_or_default();
                    let why = contradiction(&stated, self.heading(year), stated_year);
                    return Err((whole, why));
                }
                date => date.or(Some(stated)),
            },
            (parts, stated) => stated.or(parts),
        };
        let (Some(day), Some(clock)) = (&date, self.cell(row, time)) else {
            return Ok(date);
        };
        with_time(day, clock).map(Some).map_err(|why| (time, why))
    }

    /// A date whose year, month and day are in columns of their own; `None` if they are empty.
    fn parts(
        &self,
        row: &Row,
        [whole, year, month, day]: [Field; 4],
    ) -> Result<Option<Date>, Unread> {
        let [month, day] = [month, day].map(|field| self.cell(row, field));
        let Some((at, year)) = self.cells(row, year).next() else {
            let is_part = month.or(day).is_some() && self.cell(row, whole).is_none();
            let why = unread("a month or a day without a year", "give the year as well");
            return if is_part { Err(why) } else { Ok(None) };
        };
        let style = self.styles[at];
        if month.is_some_and(|month| month.contains(char::is_alphabetic)) {
            let words = [day, month, Some(year)].into_iter().flatten().join(" ");
            return style.read(&words).map(Some);
        }
        let numbers = [month, day].into_iter().flatten();
        let numbers: String = numbers.map(|number| format!("-{number:0>2}")).collect();
        let year = style.read(year)?;
        if numbers.is_empty() {
            return Ok(Some(year));
        }
        parse(&format!("{}{numbers}", year.as_str())).map(Some)
    }
}

/// A title that is not too long, and what the source says. A long title belongs to that, and without
/// a text, one of more than [`TITLE_LENGTH`] characters is a sentence.
fn title_and_text(title: String, text: String) -> (String, String) {
    let most = if text.is_empty() {
        TITLE_LENGTH
    } else {
        LONGEST_TITLE
    };
    if title.chars().count() > most {
        return (
            shortened(&title),
            format!("{title} {text}").trim_end().to_owned(),
        );
    }
    let says = if text.is_empty() { title.clone() } else { text };
    (title, says)
}

fn is_url(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// Splits `Clemons 13-14` into source and page. A number of four digits is a year.
fn split_page(cell: &str) -> (String, Option<String>) {
    let words: Vec<&str> = cell.split(' ').collect();
    let is_page = |word: &&&str| {
        let word = word.trim_end_matches(',');
        let is_sign = |c: char| c.is_ascii_digit() || "ivxlc-–/f".contains(c);
        let is_year = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        !word.is_empty() && !is_year && word.chars().all(is_sign)
    };
    let mut at = words.len() - words.iter().rev().take_while(is_page).count();
    if at == words.len() {
        return (cell.to_owned(), None);
    }
    let before = at
        .checked_sub(1)
        .map(|at| words[at].trim_end_matches('.').to_lowercase());
    at -= usize::from(before.is_some_and(|word| PAGE_WORDS.contains(&&*word)));
    let name = words[..at].join(" ");
    let name = name.trim_end_matches([',', ' ']);
    if name.is_empty() {
        return (cell.to_owned(), None);
    }
    (name.to_owned(), Some(words[at..].join(" ")))
}
