//! Rows and columns, and what may stand in them.

use std::borrow::Cow;
use std::ops::Range;

use smallvec::{SmallVec, smallvec};

use super::page::Kind;

/// Rows and columns. What stands in the cells is kept as one text, for there may be very many.
#[derive(Debug, Default)]
pub struct Grid {
    /// The columns.
    pub columns: Vec<Column>,
    /// Whether the titles of the columns are shown.
    pub headed: bool,
    /// By how many columns of the terminal it stands in.
    pub indent: usize,
    /// What stands in the cells, row by row.
    texts: Texts,
    cells: Vec<Pieces>,
    /// In which columns something stands.
    filled: Vec<bool>,
    /// What each row leads to: of which kind it is, and its id.
    kinds: Vec<Option<Kind>>,
    ids: Texts,
}

/// Texts one after the other, and where each ends.
#[derive(Debug, Default)]
struct Texts {
    all: String,
    ends: Vec<usize>,
}

impl Texts {
    fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(self.all.len());
    }

    fn get(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start..self.ends[index]]
    }
}

/// Which texts stand in a cell: those from the end of the cell before up to this one.
#[derive(Clone, Copy, Debug)]
struct Pieces {
    end: u32,
    /// Whether the last of them is what is said where there is no layout.
    spoken: bool,
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

/// A cell that is to stand in a grid.
#[derive(Clone, Debug, Default)]
pub struct Cell<'c> {
    /// What stands in it, one part below the other.
    parts: SmallVec<[Cow<'c, str>; 1]>,
    /// What is said instead where there is no layout.
    spoken: Option<Cow<'c, str>>,
}

impl<'c> Cell<'c> {
    /// A mark or figures, with what is said of them where there is no layout.
    pub fn mark(mark: impl Into<Cow<'c, str>>, means: impl Into<Cow<'c, str>>) -> Self {
        Self {
            parts: smallvec![mark.into()],
            spoken: Some(means.into()),
        }
    }

    /// A cell whose parts stand one below the other.
    pub fn stacked<T: Into<Cow<'c, str>>>(parts: impl IntoIterator<Item = T>) -> Self {
        Self {
            parts: parts.into_iter().map(T::into).collect(),
            spoken: None,
        }
    }
}

impl<'c, T: Into<Cow<'c, str>>> From<T> for Cell<'c> {
    fn from(text: T) -> Self {
        Self::stacked([text])
    }
}

/// A row of a grid.
#[derive(Clone, Copy)]
pub struct Row<'g> {
    grid: &'g Grid,
    index: usize,
}

impl<'g> Row<'g> {
    /// Its cells, one for each column.
    pub fn cells(self) -> impl Iterator<Item = Kept<'g>> {
        (0..self.grid.columns.len()).map(move |column| self.cell(column))
    }

    /// The cell in the column of this number.
    pub fn cell(self, column: usize) -> Kept<'g> {
        let Grid { columns, cells, .. } = self.grid;
        let index = self.index * columns.len() + column;
        let start = index.checked_sub(1).map_or(0, |before| cells[before].end);
        let Pieces { end, spoken } = cells[index];
        let [start, end] = [start as usize, end as usize];
        Kept {
            texts: &self.grid.texts,
            parts: start..end - usize::from(spoken),
            spoken: spoken.then(|| self.grid.texts.get(end - 1)),
        }
    }

    /// What it leads to: the kind of thing, and its id.
    pub fn leads_to(self) -> Option<(Kind, &'g str)> {
        let kind = self.grid.kinds[self.index]?;
        Some((kind, self.grid.ids.get(self.index)))
    }
}

/// A cell of a grid.
pub struct Kept<'g> {
    texts: &'g Texts,
    parts: Range<usize>,
    spoken: Option<&'g str>,
}

impl<'g> Kept<'g> {
    /// What stands in it, one part below the other.
    pub fn parts(&self) -> impl ExactSizeIterator<Item = &'g str> + use<'g> {
        let texts = self.texts;
        self.parts.clone().map(|index| texts.get(index))
    }

    /// What stands in it, each part made harmless, with `between` the parts.
    pub fn joined(
        &self,
        between: &str,
        harmless: impl Fn(&'g str) -> Cow<'g, str>,
    ) -> Cow<'g, str> {
        let mut parts = self.parts().map(harmless);
        if parts.len() == 1 {
            return parts.next().unwrap_or_default();
        }
        Cow::Owned(parts.collect::<Vec<_>>().join(between))
    }

    /// What stands in it, as it is, on one line.
    pub fn plain(&self) -> Cow<'g, str> {
        self.joined("; ", Cow::Borrowed)
    }

    /// What is said where there is no layout.
    pub fn spoken(&self) -> Cow<'g, str> {
        self.spoken.map_or_else(|| self.plain(), Cow::Borrowed)
    }

    /// The same for another grid.
    fn again(self) -> Cell<'g> {
        Cell {
            spoken: self.spoken.map(Cow::Borrowed),
            ..Cell::stacked(self.parts())
        }
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
            filled: vec![false; columns.len()],
            columns,
            indent: 2,
            ..Self::default()
        }
    }

    /// A grid of records: one column per field, named as in JSON.
    pub fn of_fields(fields: &[&str]) -> Self {
        Self::headed(fields.iter().map(|field| Column::new(field)).collect())
    }

    /// Makes room for so many rows, if they are no longer than most.
    pub fn reserve(&mut self, rows: usize) {
        self.cells.reserve(rows * self.columns.len());
        self.texts.ends.reserve(rows * (self.columns.len() + 1));
        self.texts.all.reserve(rows * 120);
        self.kinds.reserve(rows);
        self.ids.ends.reserve(rows);
        self.ids.all.reserve(rows * 24);
    }

    /// Adds a row that leads to a thing.
    pub fn row_to<'c>(&mut self, kind: Kind, id: &str, cells: impl IntoIterator<Item = Cell<'c>>) {
        self.put(Some((kind, id)), cells);
    }

    /// Adds a row, with a cell for every column.
    pub fn row<'c>(&mut self, cells: impl IntoIterator<Item = Cell<'c>>) {
        self.put(None, cells);
    }

    /// The grid with the number of each row before it.
    pub fn numbered(&self) -> Self {
        let number = Column::new("no.").right();
        let columns = [number].into_iter().chain(self.columns.clone());
        let mut numbered = Self {
            headed: self.headed,
            indent: self.indent,
            ..Self::bare(columns.collect())
        };
        for row in self.rows() {
            let number = Cell::from((row.index + 1).to_string());
            let cells = row.cells().map(Kept::again);
            numbered.put(row.leads_to(), [number].into_iter().chain(cells));
        }
        numbered
    }

    fn put<'c>(&mut self, link: Option<(Kind, &str)>, cells: impl IntoIterator<Item = Cell<'c>>) {
        self.kinds.push(link.map(|(kind, _)| kind));
        self.ids.push(link.map(|(_, id)| id).unwrap_or_default());
        for (cell, filled) in cells.into_iter().zip(&mut self.filled) {
            *filled |= cell.parts.iter().any(|part| !part.is_empty());
            for text in cell.parts.iter().chain(&cell.spoken) {
                self.texts.push(text);
            }
            let pieces = self.texts.ends.len();
            self.cells.push(Pieces {
                end: u32::try_from(pieces).expect("2^32 texts take more memory than there is"),
                spoken: cell.spoken.is_some(),
            });
        }
        debug_assert_eq!(self.cells.len(), self.kinds.len() * self.columns.len());
    }

    /// The rows, from top to bottom.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        (0..self.kinds.len()).map(|index| Row { grid: self, index })
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// The columns in which something stands, with their numbers.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &Column)> {
        let columns = self.columns.iter().enumerate();
        columns.filter(|(i, _)| self.filled[*i])
    }
}
