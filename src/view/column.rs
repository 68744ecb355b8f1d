//! Column definitions: one list per report serves human-readable and machine-readable tables.

use itertools::Itertools;

use crate::query::names::RecordKind;

use super::link::Hyperlink;
use super::style::Tone;

/// Spaces between two columns.
pub const GAP: usize = 2;

/// One column of a table of `R`, for the terminal, plain text, Markdown, CSV and TSV alike.
pub struct Column<'a, R> {
    pub heading: Heading,
    /// The fields that replace it in CSV and TSV: JSON paths within a record, separated by spaces.
    /// The last segment of a path is the field's name.
    pub fields: &'static str,
    pub cell: &'a dyn Fn(&R) -> Cell,
}

impl<R> Column<'_, R> {
    /// The column with another label in plain text.
    pub fn with_label(self, label: &str) -> Self {
        Self {
            heading: self.heading.with_label(label),
            ..self
        }
    }

    pub fn with_gap(mut self, gap: usize) -> Self {
        self.heading.gap = gap;
        self
    }

    pub fn with_tone(mut self, tone: Tone) -> Self {
        self.heading.tone = Some(tone);
        self
    }
}

/// The fields of all columns, separated by spaces.
pub fn all_fields<R>(columns: &[Column<'_, R>]) -> String {
    columns.iter().map(|column| column.fields).join(" ")
}

/// The title, the plain-text label and the layout of a column.
#[derive(Clone, Debug)]
pub struct Heading {
    /// Printed above the column; empty for a column of marks.
    pub title: String,
    /// Printed before each value in plain text.
    pub label: String,
    pub fit: Fit,
    /// The tone of the cells.
    pub tone: Option<Tone>,
    /// Spaces after the column.
    pub gap: usize,
}

/// How the width of a column is chosen on a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Wraps if the table would be too wide.
    Wrap,
    /// Gets the width of its longest line before the `Wrap` columns share the rest.
    Keep,
    /// Like `Keep`, but shown only if the terminal has at least this many columns.
    WideOnly(usize),
}

impl Heading {
    pub fn new(title: impl Into<String>, fit: Fit) -> Self {
        let title = title.into();
        Self {
            label: title.clone(),
            title,
            fit,
            tone: None,
            gap: GAP,
        }
    }

    /// The heading with another label in plain text.
    pub fn with_label(self, label: &str) -> Self {
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

/// A column with one CSV and TSV field, named like its title.
pub fn field<'a, R>(name: &'static str, fit: Fit, cell: &'a dyn Fn(&R) -> Cell) -> Column<'a, R> {
    fields_of(name, fit, name, cell)
}

/// A column with CSV and TSV fields of other names than its title.
pub fn fields_of<'a, R>(
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

/// A column of marks without a title; `label` names it in plain text.
pub fn marks<'a, R>(label: &str, cell: &'a dyn Fn(&R) -> Cell) -> Column<'a, R> {
    column("", Fit::Keep, cell).with_label(label)
}

#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// The lines that a table shows.
    pub lines: Vec<String>,
    /// Replaces the lines in plain text.
    pub spoken: Option<String>,
    /// Whether it is right-aligned, as numbers are.
    pub right: bool,
    /// The record that the row links to.
    pub link: Option<Hyperlink>,
}

impl Cell {
    /// A mark or compact figures, with a replacement for plain text.
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

    /// The cell with a link to a record; the link applies to the whole row.
    pub fn with_link(self, kind: RecordKind, id: &str) -> Self {
        Self {
            link: Some(Hyperlink::to(kind, id)),
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

/// A right-aligned number.
pub fn number(number: impl ToString) -> Cell {
    Cell {
        right: true,
        ..Cell::from(number)
    }
}

/// The value, or an empty cell for `None`.
pub fn optional<T: ToString>(value: Option<T>) -> Cell {
    value.map(Cell::from).unwrap_or_default()
}
