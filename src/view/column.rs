//! Columns of tables as values: one list of them per report serves people and programs.

use itertools::Itertools;

use crate::query::names::RecordKind;

use super::link::Link;

/// One column of a table of `R`, for the terminal, plain text, Markdown, CSV and TSV alike.
pub struct Column<'a, R> {
    pub heading: Heading,
    /// What CSV and TSV have in its place: paths of fields in the JSON of a record, separated by
    /// blanks. The last part of a path is the field's name.
    pub fields: &'static str,
    pub cell: &'a dyn Fn(&R) -> Cell,
}

impl<R> Column<'_, R> {
    /// The column with other words before each value in plain text.
    pub fn labelled(self, label: &str) -> Self {
        Self {
            heading: self.heading.labelled(label),
            ..self
        }
    }
}

/// The fields of all columns, as paths.
pub fn all_fields<R>(columns: &[Column<'_, R>]) -> String {
    columns.iter().map(|column| column.fields).join(" ")
}

/// What stands above a column, and how the column is laid out.
#[derive(Clone, Debug)]
pub struct Heading {
    /// Stands above the column; empty for marks.
    pub title: String,
    /// Stands before each value in plain text.
    pub label: String,
    pub fit: Fit,
}

/// How a column uses the room on a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Breaks lines where room is short.
    Wrap,
    /// Takes the room for its longest line before others share what is left.
    Keep,
    /// Like `Keep`, but shown only on terminals of at least so many columns.
    WideOnly(usize),
}

impl Heading {
    pub fn new(title: impl Into<String>, fit: Fit) -> Self {
        let title = title.into();
        Self {
            label: title.clone(),
            title,
            fit,
        }
    }

    /// The heading with other words before each value in plain text.
    pub fn labelled(self, label: &str) -> Self {
        Self {
            label: label.to_owned(),
            ..self
        }
    }
}

pub fn column<R>(title: impl Into<String>, fit: Fit, cell: &dyn Fn(&R) -> Cell) -> Column<'_, R> {
    Column {
        heading: Heading::new(title, fit),
        fields: "",
        cell,
    }
}

/// A column whose field for programs has the same name.
pub fn field<'a, R>(name: &'static str, fit: Fit, cell: &'a dyn Fn(&R) -> Cell) -> Column<'a, R> {
    both(name, fit, name, cell)
}

/// A column that stands for these fields in CSV and TSV.
pub fn both<'a, R>(
    title: &str,
    fit: Fit,
    fields: &'static str,
    cell: &'a dyn Fn(&R) -> Cell,
) -> Column<'a, R> {
    Column {
        fields,
        ..column(title, fit, cell)
    }
}

/// A column of marks; `label` says what the marks are about.
pub fn marks<'a, R>(label: &str, cell: &'a dyn Fn(&R) -> Cell) -> Column<'a, R> {
    column("", Fit::Keep, cell).labelled(label)
}

#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// What a table shows, one line below the other.
    pub lines: Vec<String>,
    /// What plain text says instead.
    pub spoken: Option<String>,
    /// Whether it ends at the right, as numbers do.
    pub right: bool,
    /// What the row leads to.
    pub link: Option<Link>,
}

impl Cell {
    /// A mark or figures, with what plain text says instead.
    pub fn mark(mark: impl Into<String>, means: impl Into<String>) -> Self {
        Self {
            spoken: Some(means.into()),
            ..Self::stacked([mark])
        }
    }

    pub fn stacked<T: Into<String>>(lines: impl IntoIterator<Item = T>) -> Self {
        Self {
            lines: lines.into_iter().map(T::into).collect(),
            ..Self::default()
        }
    }

    /// The cell in a row that leads to a record.
    pub fn leading_to(self, kind: RecordKind, id: &str) -> Self {
        Self {
            link: Some(Link::to(kind, id)),
            ..self
        }
    }

    pub fn spoken(&self) -> String {
        self.spoken.clone().unwrap_or_else(|| self.lines.join("; "))
    }
}

impl<T: ToString> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::stacked([text.to_string()])
    }
}

/// A number, which ends at the right.
pub fn number(number: impl ToString) -> Cell {
    Cell {
        right: true,
        ..Cell::from(number)
    }
}

/// What there is, or an empty cell.
pub fn optional<T: ToString>(value: Option<T>) -> Cell {
    value.map(Cell::from).unwrap_or_default()
}
