//! Rows and columns, and what may stand in them.

use super::page::Link;

/// Rows and columns.
#[derive(Debug, Default)]
pub struct Grid {
    pub columns: Vec<Column>,
    /// Whether the titles of the columns are shown.
    pub headed: bool,
    /// By how many columns of the terminal it stands in.
    pub indent: usize,
    pub rows: Vec<Row>,
}

/// A row of a grid, with a cell for every column.
#[derive(Clone, Debug)]
pub struct Row {
    pub cells: Vec<Cell>,
    pub link: Option<Link>,
}

/// A column of a grid.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// Its title, empty for a column of marks.
    pub title: String,
    /// What it is called where there is no layout.
    pub label: String,
    /// Whether its cells end at the right.
    pub right: bool,
    /// How wide the terminal has to be for it to be shown.
    pub from_width: usize,
    /// Whether it is kept on one line where that is possible.
    pub narrow: bool,
}

impl Column {
    /// A column with the same title everywhere.
    pub fn new(title: &str) -> Self {
        Self {
            title: title.into(),
            label: title.into(),
            ..Self::default()
        }
    }

    /// A column of marks, with what they are about.
    pub fn marks(label: &str) -> Self {
        Self {
            label: label.into(),
            narrow: true,
            ..Self::default()
        }
    }

    /// The column with its cells kept on one line where that is possible.
    pub fn narrow(self) -> Self {
        Self {
            narrow: true,
            ..self
        }
    }

    /// The column with its cells ending at the right.
    pub fn right(self) -> Self {
        Self {
            right: true,
            narrow: true,
            ..self
        }
    }

    /// The column on terminals that have so many columns, and in files.
    pub fn on_wide(self, columns: usize) -> Self {
        Self {
            from_width: columns,
            ..self
        }
    }
}

/// A cell of a grid.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// What stands in it, one part below the other.
    pub parts: Vec<String>,
    /// What is said instead where there is no layout.
    spoken: Option<String>,
}

impl Cell {
    /// A mark or figures, with what is said of them where there is no layout.
    pub fn mark(mark: impl Into<String>, means: impl Into<String>) -> Self {
        Self {
            parts: vec![mark.into()],
            spoken: Some(means.into()),
        }
    }

    /// A cell whose parts stand one below the other.
    pub fn stacked<T: Into<String>>(parts: impl IntoIterator<Item = T>) -> Self {
        Self {
            parts: parts.into_iter().map(T::into).collect(),
            spoken: None,
        }
    }

    /// What stands in it, as it is, on one line.
    pub fn plain(&self) -> String {
        self.parts.join("; ")
    }

    /// What is said where there is no layout.
    pub fn spoken(&self) -> String {
        self.spoken.clone().unwrap_or_else(|| self.plain())
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::stacked([text])
    }
}

impl Grid {
    /// A grid with a heading over each column.
    pub fn headed(columns: Vec<Column>) -> Self {
        Self {
            headed: true,
            ..Self::bare(columns)
        }
    }

    /// A grid without headings.
    pub fn bare(columns: Vec<Column>) -> Self {
        Self {
            columns,
            indent: 2,
            ..Self::default()
        }
    }

    /// A grid of records: one column per field, named as in JSON.
    pub fn of_fields(fields: &[&str]) -> Self {
        Self::headed(fields.iter().map(|field| Column::new(field)).collect())
    }

    /// Adds a row that leads to a thing.
    pub fn row_to(&mut self, kind: super::Kind, id: &str, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(Row {
            cells: cells.into_iter().collect(),
            link: Some(Link::to(kind, id)),
        });
    }

    /// Adds a row, with a cell for every column.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(Row {
            cells: cells.into_iter().collect(),
            link: None,
        });
    }

    /// The grid with the number of each row before it.
    pub fn numbered(mut self) -> Self {
        self.columns.insert(0, Column::new("no.").right());
        for (row, number) in self.rows.iter_mut().zip(1..) {
            row.cells.insert(0, Cell::from(i32::to_string(&number)));
        }
        self
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The columns in which something stands, with their numbers.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &Column)> {
        self.columns.iter().enumerate().filter(|(i, _)| {
            let mut cells = self.rows.iter().map(|row| &row.cells[*i]);
            cells.any(|cell| cell.parts.iter().any(|part| !part.is_empty()))
        })
    }
}
