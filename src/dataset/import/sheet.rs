//! Turns the rows of a table into entries.

use itertools::Itertools as _;

use crate::model::event::EventKind;

use super::clock::{at_time, clock};
use super::date_words::{ZONES, in_english, is_empty_cell};
use super::dates::{DateOrder, DateStyle, no_date, parsed, span};
use super::entry::{Citation, Entries, Entry};
use super::headings::Field;
use super::reading::{Reading, Unread, unread};
use super::reconcile::{RowDate, contradiction, reconcile};
use super::table::{self, Row, Table};
use super::text::{first_sentence, plain, shortened, values};
use super::{CellProblem, Whole};

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

/// The entries of a spreadsheet. `order` is that of day and month where a column does not tell it.
pub fn entries(text: &str, order: Option<DateOrder>) -> Whole<Entries> {
    let (table, problems) = table::read(text)?;
    let sheet = Sheet::new(&table, order);
    sheet.check_columns()?;
    let mut entries = Entries {
        kind: "spreadsheet",
        problems,
        warnings: sheet.warnings(),
        unused: sheet.unused(),
        ..Entries::default()
    };
    for row in &table.rows {
        if entries.title.is_none() && sheet.is_title(row) {
            let title = sheet
                .plain(row, Field::Title)
                .or_else(|| sheet.plain(row, Field::Says));
            entries.description = sheet
                .plain(row, Field::Says)
                .filter(|says| title.as_ref() != Some(says));
            entries.title = title;
            continue;
        }
        let mut problems = Vec::new();
        let entry = sheet.entry(row, &mut problems);
        entries.problems.extend(problems);
        entries.list.extend(entry);
    }
    Ok(entries)
}

/// A table, and what its columns tell of their cells.
struct Sheet<'t> {
    table: &'t Table,
    /// How dates are written, in the order of the columns.
    styles: Vec<DateStyle>,
    /// Whether the ids are names rather than running numbers.
    has_ids: bool,
    /// Whether most cells of the source column end in a page.
    has_pages_in_sources: bool,
    /// Whether the date for programs is only a place on an axis, as in a sheet for `TimelineJS`.
    is_axis: bool,
}

impl<'t> Sheet<'t> {
    fn new(table: &'t Table, order: Option<DateOrder>) -> Self {
        let cells = |at: usize| {
            let cells = table.rows.iter().filter_map(move |row| row.cells.get(at));
            cells
                .map(|cell| cell.trim())
                .filter(|cell| !is_empty_cell(cell))
        };
        let columns = |wanted: &'static [Field]| {
            let fields = table.fields.iter().enumerate();
            fields
                .filter(move |(_, field)| field.is_some_and(|f| wanted.contains(&f)))
                .map(|(at, _)| at)
        };
        let all = DateStyle::of(columns(&DATES).flat_map(cells));
        let styles = (0..table.fields.len()).map(|at| {
            let own = DateStyle::of(cells(at));
            DateStyle {
                order: own.order.or(all.order).or(order),
                is_ancient: all.is_ancient,
                ..own
            }
        });
        let is_number = |cell: &str| cell.bytes().all(|b| b.is_ascii_digit());
        let sources: Vec<&str> = columns(&[Field::Source]).flat_map(cells).collect();
        let with_page = sources
            .iter()
            .filter(|cell| split_page(cell, true).1.is_some())
            .count();
        Self {
            styles: styles.collect(),
            has_ids: !columns(&[Field::Id]).flat_map(cells).all(is_number),
            has_pages_in_sources: with_page * 2 > sources.len()
                && columns(&[Field::Page]).count() == 0,
            is_axis: columns(&[Field::Year]).count() > 0
                && table
                    .headings
                    .iter()
                    .any(|heading| heading.eq_ignore_ascii_case("headline")),
            table,
        }
    }

    fn columns(&self, field: Field) -> impl Iterator<Item = usize> {
        self.table
            .fields
            .iter()
            .positions(move |found| *found == Some(field))
    }

    fn has(&self, field: Field) -> bool {
        self.columns(field).next().is_some()
    }

    /// The cells of a field that say something, each with its column.
    fn cells<'r>(&self, row: &'r Row, field: Field) -> impl Iterator<Item = (usize, &'r str)> {
        let cells = self
            .columns(field)
            .filter_map(|at| Some((at, row.cells.get(at)?.trim())));
        cells.filter(|(_, cell)| !is_empty_cell(cell))
    }

    fn cell<'r>(&self, row: &'r Row, field: Field) -> Option<&'r str> {
        self.cells(row, field).next().map(|(_, cell)| cell)
    }

    fn plain(&self, row: &Row, field: Field) -> Option<String> {
        self.cell(row, field)
            .map(plain)
            .filter(|text| !text.is_empty())
    }

    fn values(&self, row: &Row, field: Field) -> Vec<String> {
        self.cells(row, field)
            .flat_map(|(_, cell)| values(cell))
            .unique()
            .collect()
    }

    fn heading(&self, field: Field) -> &str {
        self.columns(field)
            .next()
            .map_or("", |at| &self.table.headings[at])
    }

    /// Refuses a table without a column for dates, or for what happened.
    fn check_columns(&self) -> Whole<()> {
        let has_one_of = |fields: [Field; 2]| fields.into_iter().any(|field| self.has(field));
        let (column, message, remedy) = if !has_one_of([Field::Date, Field::Year]) {
            let remedy = "name the column of the dates `date`";
            (self.heading(Field::Time), "no column holds a day", remedy)
        } else if !has_one_of([Field::Title, Field::Says]) {
            let remedy = "name the column that says what happened `title`";
            ("", "no column says what happened", remedy)
        } else {
            return Ok(());
        };
        let mut problem = CellProblem::new(1, column, "", message, remedy);
        if !self.table.rows.is_empty() {
            problem.lines = self.table.rows.iter().map(|row| row.line).collect();
        }
        Err(problem.into())
    }

    /// Columns that have cells, but are not read.
    fn unused(&self) -> Vec<String> {
        let is_used = |at: &usize| match self.table.fields[*at] {
            None => false,
            Some(Field::Id) => self.has_ids,
            Some(Field::Url) => self.has(Field::Source),
            Some(_) => true,
        };
        let has_cells = |at: &usize| {
            self.table
                .rows
                .iter()
                .any(|row| row.cells.get(*at).is_some_and(|cell| !is_empty_cell(cell)))
        };
        let columns = (0..self.table.headings.len()).filter(|at| !is_used(at) && has_cells(at));
        let name = |at: usize| match &*self.table.headings[at] {
            "" => format!("column {} (without a heading)", at + 1),
            heading => heading.to_owned(),
        };
        columns.map(name).collect()
    }

    fn warnings(&self) -> Vec<String> {
        let mut warnings = Vec::new();
        for at in DATES
            .into_iter()
            .chain([Field::Time])
            .flat_map(|field| self.columns(field))
        {
            let cells = self.table.rows.iter().filter_map(|row| row.cells.get(at));
            let last_words = cells.filter_map(|cell| cell.trim().rsplit_once(' '));
            let zones = last_words
                .map(|(_, word)| word)
                .filter(|word| is_zone(word))
                .unique()
                .join(", ");
            if !zones.is_empty() {
                let heading = &self.table.headings[at];
                warnings.push(format!(
                    "`{heading}`: {zones} left out, because a dataset has local times"
                ));
            }
        }
        for field in [Field::People, Field::Places, Field::Themes] {
            for at in self.columns(field) {
                let cells = self.table.rows.iter().filter_map(|row| row.cells.get(at));
                let with_comma =
                    cells.filter(|cell| cell.trim().trim_end_matches(',').contains(','));
                if with_comma.count() > 0 {
                    let heading = &self.table.headings[at];
                    warnings.push(format!(
                        "`{heading}`: nothing was divided at commas, which names have too; write `;` between values"
                    ));
                }
            }
        }
        warnings
    }

    /// Whether a row is the title of the timeline: `title` as its type, and no date.
    fn is_title(&self, row: &Row) -> bool {
        let is_marked = self
            .cell(row, Field::Kind)
            .is_some_and(|kind| kind.eq_ignore_ascii_case("title"));
        is_marked
            && !DATES
                .into_iter()
                .any(|field| self.cell(row, field).is_some())
    }

    /// The entry of a row; `None` if a cell cannot be read.
    fn entry(&self, row: &Row, problems: &mut Vec<CellProblem>) -> Option<Entry> {
        let date = self.date(row, problems);
        let event_date = self.cells(row, Field::EventDate).next();
        let event_date =
            event_date.map(|(at, cell)| self.read(at, cell).and_then(|edtf| parsed(&edtf)));
        let event_date = event_date.transpose().unwrap_or_else(|why| {
            problems.push(self.problem(row, Field::EventDate, why));
            None
        });
        let date_field = if self.has(Field::Date) {
            Field::Date
        } else {
            Field::Year
        };
        let (edtf, as_printed) =
            date.map_or((None, None), |date| (Some(date.edtf), date.as_printed));
        let date = edtf
            .map(|edtf| parsed(&edtf))
            .transpose()
            .unwrap_or_else(|why| {
                problems.push(self.problem(row, date_field, why));
                None
            });
        if date.is_none() && event_date.is_none() && problems.is_empty() {
            problems.push(self.problem(row, date_field, no_date()));
        }
        let summary = self.plain(row, Field::Summary);
        let mut says: Vec<String> = self.plain(row, Field::Says).into_iter().collect();
        says.extend(self.cells(row, Field::Remarks).map(|(_, cell)| plain(cell)));
        let says = if says.is_empty() {
            summary.clone().unwrap_or_default()
        } else {
            says.join(" ")
        };
        let title = self
            .plain(row, Field::Title)
            .unwrap_or_else(|| shortened(first_sentence(&says)));
        if title.is_empty() {
            let message = "the row says nothing of what happened";
            problems.push(CellProblem::new(
                row.line,
                "",
                "",
                message,
                "give it a title, or remove the row",
            ));
        }
        let kind = self
            .cell(row, Field::Kind)
            .unwrap_or_default()
            .to_lowercase();
        let mut themes = self.values(row, Field::Themes);
        if !["", "title", "era", "event", "condition"].contains(&&*kind) {
            themes.extend(self.values(row, Field::Kind));
        }
        if !problems.is_empty() {
            return None;
        }
        Some(Entry {
            line: row.line,
            index: 0,
            place: format!("row {}", row.number),
            id: self.plain(row, Field::Id).filter(|_| self.has_ids),
            kind: if ["era", "condition"].contains(&&*kind) {
                EventKind::Condition
            } else {
                EventKind::Event
            },
            title,
            says,
            summary: summary.filter(|_| self.has(Field::Says)),
            as_printed: self.plain(row, Field::AsPrinted).or(as_printed),
            date,
            event_date,
            citations: self.citations(row),
            people: self.values(row, Field::People),
            places: self.values(row, Field::Places),
            themes,
            voice: self.plain(row, Field::Voice),
            is_hedged: self.cell(row, Field::Hedged) == Some("true"),
            note: self
                .plain(row, Field::Note)
                .map(|says| (says, self.plain(row, Field::Reference))),
            is_repeated: false,
        })
    }

    /// The sources of a row, each with its page.
    fn citations(&self, row: &Row) -> Vec<Citation> {
        let pages = self.values(row, Field::Page);
        let paragraph = self
            .cell(row, Field::Paragraph)
            .and_then(|cell| cell.parse().ok());
        let url = self.cell(row, Field::Url).filter(|url| is_url(url));
        let names = self.values(row, Field::Source);
        let is_one = names.len() == 1;
        let citation = |(i, name): (usize, String)| {
            let (name, page) = match pages.as_slice() {
                [] => split_page(&name, self.has_pages_in_sources),
                [page] => (name, Some(page.clone())),
                pages => (name, Some(pages.get(i).unwrap_or(&pages[0]).clone())),
            };
            let own = name.split(' ').find(|word| is_url(word)).map(str::to_owned);
            Citation {
                url: own.or_else(|| url.filter(|_| is_one).map(str::to_owned)),
                name,
                paragraph,
                page: page.filter(|_| paragraph.is_none()),
            }
        };
        names.into_iter().enumerate().map(citation).collect()
    }

    /// The date of a row, from all columns that have a part of it.
    fn date(&self, row: &Row, problems: &mut Vec<CellProblem>) -> Option<RowDate> {
        let parts = [Field::Year, Field::Month, Field::Day, Field::Time];
        let (start_field, start) = self.side(row, Field::Date, parts);
        let parts = [
            Field::EndYear,
            Field::EndMonth,
            Field::EndDay,
            Field::EndTime,
        ];
        let (end_field, end) = self.side(row, Field::End, parts);
        let shown = self.cells(row, Field::DisplayDate);
        let shown: Vec<(usize, &str, Reading)> = shown
            .map(|(at, cell)| (at, cell, self.read(at, cell)))
            .collect();
        let displayed = shown
            .iter()
            .find_map(|(_, _, reading)| reading.clone().ok());
        let mut date = RowDate::default();
        match (start, end) {
            (Ok(Some(start)), Ok(end)) => match span(&start, &end.unwrap_or_else(|| start.clone()))
            {
                Ok((edtf, is_timed)) => {
                    let as_printed = is_timed.then(|| self.times(row));
                    date = RowDate { edtf, as_printed };
                }
                Err(why) => problems.push(self.problem(row, end_field, why)),
            },
            (Ok(None), Ok(None)) => date.edtf = displayed?,
            // Where the date for programs is unclear, that for readers is enough.
            (Err(Side::Unread(_)), Ok(None)) if displayed.is_some() => date.edtf = displayed?,
            (Err(Side::Contradicted(why)), _) => problems.push(self.problem(row, start_field, why)),
            (start, end) => {
                let why = match start {
                    Ok(None) if !self.has(Field::EventDate) => Some(no_date()),
                    start => start.err().map(Side::into_unread),
                };
                problems.extend(why.map(|why| self.problem(row, start_field, why)));
                let why = end.err().map(Side::into_unread);
                problems.extend(why.map(|why| self.problem(row, end_field, why)));
            }
        }
        for (at, cell, reading) in shown {
            if !problems.is_empty() {
                return None;
            }
            let heading = &self.table.headings[at];
            match date
                .clone()
                .shown_as(&plain(cell), &reading, heading, self.is_axis)
            {
                Ok(shown) => date = shown,
                Err(why) => problems.push(self.problem(row, start_field, why)),
            }
        }
        problems.is_empty().then_some(date)
    }

    /// The start or the end of a date: a whole date, its parts in columns of their own, or both. The
    /// field is the one that a problem concerns.
    fn side(
        &self,
        row: &Row,
        whole: Field,
        [year, month, day, time]: [Field; 4],
    ) -> (Field, Result<Option<String>, Side>) {
        let cell = |field| self.cells(row, field).next();
        let date_field = if self.has(whole) { whole } else { year };
        let parts = match self.parts(row, whole, [year, month, day]) {
            Ok(date) => date,
            Err(why) => return (year, Err(Side::Unread(why))),
        };
        let stated = cell(whole).map(|(at, text)| {
            // A date such as `22 February` may have its year in another column.
            let with_year = |why| match cell(year) {
                Some((_, year)) => self.read(at, &format!("{text} {year}")).map_err(|_| why),
                None => Err(why),
            };
            self.read(at, text).or_else(with_year)
        });
        let date = match (stated, parts) {
            (Some(Err(why)), _) => return (date_field, Err(Side::Unread(why))),
            (Some(Ok(a)), Some(b)) => match reconcile(&b, &a, false) {
                Some(edtf) => edtf,
                None => {
                    let year = cell(year).map_or("", |(_, cell)| cell);
                    let why = contradiction(&a, self.heading(Field::Year), year);
                    return (date_field, Err(Side::Contradicted(why)));
                }
            },
            (Some(Ok(date)), None) | (None, Some(date)) => date,
            (None, None) => return (date_field, Ok(None)),
        };
        let Some((_, text)) = cell(time) else {
            return (date_field, Ok(Some(date)));
        };
        let remedy = "write it like 23:40 or 11:40 pm, or empty the cell";
        let time_of_day = clock(text).ok_or_else(|| unread("not a time of day", remedy));
        match time_of_day.and_then(|time| at_time(&date, time)) {
            Ok(edtf) => (date_field, Ok(Some(edtf))),
            Err(why) => (time, Err(Side::Unread(why))),
        }
    }

    /// A date whose year, month and day are in columns of their own; `None` if they are empty.
    fn parts(
        &self,
        row: &Row,
        whole: Field,
        [year, month, day]: [Field; 3],
    ) -> Result<Option<String>, Unread> {
        let [month, day] = [month, day].map(|field| self.cell(row, field));
        let Some((at, year)) = self.cells(row, year).next() else {
            let is_part = (month.is_some() || day.is_some()) && self.cell(row, whole).is_none();
            let why = || unread("a month or a day without a year", "give the year as well");
            return if is_part { Err(why()) } else { Ok(None) };
        };
        let is_named = month.is_some_and(|month| month.contains(char::is_alphabetic));
        let text = if is_named {
            [day, month, Some(year)].into_iter().flatten().join(" ")
        } else {
            let numbers = [month, day].into_iter().flatten();
            let numbers = numbers
                .map(|number| format!("-{number:0>2}"))
                .collect::<String>();
            let date = self.read(at, year)? + &numbers;
            return if numbers.is_empty() {
                Ok(Some(date))
            } else {
                parsed(&date).map(|_| Some(date))
            };
        };
        self.read(at, &text).map(Some)
    }

    /// The clock times of a row as they stand there.
    fn times(&self, row: &Row) -> String {
        let times = [Field::Time, Field::EndTime];
        times
            .iter()
            .filter_map(|field| self.cell(row, *field))
            .join(" to ")
    }

    fn read(&self, at: usize, cell: &str) -> Reading {
        let is_end = matches!(self.table.fields[at], Some(Field::End | Field::EndYear));
        if is_end && in_english(cell) == "present" {
            return Ok("..".to_owned());
        }
        self.styles[at].read(cell)
    }

    fn problem(&self, row: &Row, field: Field, why: Unread) -> CellProblem {
        let value = self.cell(row, field).unwrap_or_default();
        CellProblem {
            is_of_column: why.is_undecided,
            ..CellProblem::new(
                row.line,
                self.heading(field),
                value,
                why.message,
                why.remedy,
            )
        }
    }
}

/// Why the start or the end of a date cannot be read.
enum Side {
    Unread(Unread),
    /// Two columns contradict each other, so that no third can decide.
    Contradicted(Unread),
}

impl Side {
    fn into_unread(self) -> Unread {
        match self {
            Self::Unread(why) | Self::Contradicted(why) => why,
        }
    }
}

/// Whether a word is the name of a time zone, in capital letters.
fn is_zone(word: &str) -> bool {
    ZONES.split(' ').any(|zone| zone.to_uppercase() == word)
}

fn is_url(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// Splits `Clemons 13-14` into source and page. Numbers without a word for page count only if
/// `is_usual`.
fn split_page(cell: &str, is_usual: bool) -> (String, Option<String>) {
    let words: Vec<&str> = cell.split(' ').collect();
    let is_page = |word: &&&str| {
        let word = word.trim_end_matches(',');
        let is_year = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        let is_sign = |c: char| c.is_ascii_digit() || "ivxlc-–/f".contains(c);
        !word.is_empty() && !is_year && word.chars().all(is_sign) && !is_url(word)
    };
    let numbers = words.iter().rev().take_while(is_page).count();
    let mut at = words.len() - numbers;
    let is_page_word = |word: &str| {
        let word = word.trim_end_matches('.').to_lowercase();
        PAGE_WORDS.contains(&&*word)
    };
    let is_marked = at > 0 && numbers > 0 && is_page_word(words[at - 1]);
    at -= usize::from(is_marked);
    if at == 0 || numbers == 0 || !(is_usual || is_marked) {
        return (cell.to_owned(), None);
    }
    let name = words[..at].join(" ");
    (
        name.trim_end_matches([',', ' ']).to_owned(),
        Some(words[at..].join(" ")),
    )
}
